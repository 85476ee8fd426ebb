package cli_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hoctap/internal/cli"
	"hoctap/internal/demo"
	"hoctap/internal/register"
	"hoctap/internal/store"
)

// A town that an earlier version made is told of, not passed off as today's.
func TestOldTownIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "town.db")
	db, err := store.Open(tester(t.Context()), path, store.Options{Now: time.Now, IDs: register.NewIDs(time.Now, 0).Next})
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{demo.Notice: "mẫu", demo.Loaded: "1"} {
		err = db.SaveSetting(tester(t.Context()), name, value)
		if err != nil {
			t.Fatal(err)
		}
	}
	err = db.Close()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := cli.Run(t.Context(), []string{"demo", "--no-serve", "--db", path}, nil, &out, &errs)
	if code != 1 || !strings.Contains(errs.String(), "--reset") {
		t.Errorf("exit %d: %s%s", code, out.String(), errs.String())
	}
}
