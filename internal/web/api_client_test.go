package web_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"hoctap/internal/account"
	"hoctap/internal/testkit"
)

// A client made from the document by a generator that everybody uses compiles, strictly,
// and works.
func TestAGeneratedClientWorks(t *testing.T) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		testkit.Need(t, "npm", err.Error())
	}
	if testing.Short() {
		t.Skip("short run: a client is made with npm")
	}
	tn := newTown(t)
	who, err := tn.AccountByName(t.Context(), "lan")
	check(t, err)
	p := tn.tokenOf(who, func(k *account.Token) { k.Name = "client" })
	dir := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "client.ts"} {
		text, err := os.ReadFile(filepath.Join("testdata", "client", name))
		check(t, err)
		check(t, os.WriteFile(filepath.Join(dir, name), text, 0o600))
	}
	document := tn.get("/api/v1/openapi.json")
	check(t, os.WriteFile(filepath.Join(dir, "openapi.json"), []byte(document.body), 0o600))
	run := func(name string, args ...string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "BASE="+tn.server.URL, "TOKEN="+p.token, "YEAR="+strconv.Itoa(lastYear))
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	run(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	run(filepath.Join(dir, "node_modules", ".bin", "openapi-typescript"), "openapi.json", "-o", "schema.d.ts")
	run(filepath.Join(dir, "node_modules", ".bin", "tsc"), "--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", "--lib", "es2023,dom", "--skipLibCheck", "client.ts")
	var got struct {
		Account   string `json:"account"`
		Name      string `json:"name"`
		Standards int    `json:"standards"`
		Code      string `json:"code"`
	}
	out := run("node", "client.js")
	check(t, json.Unmarshal([]byte(out), &got))
	if got.Account != "lan" || got.Name != "Phường Bắc Nam" || got.Standards == 0 || got.Code != "fault.round_step" {
		t.Errorf("the client got %s", out)
	}
}
