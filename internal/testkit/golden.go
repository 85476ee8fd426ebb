package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Golden compares lines with those of testdata/NAME, and shows the lines that
// differ: a cell that changed, not the bytes of a file. HOCTAP_UPDATE=1 writes the
// file anew; read the diff.
func Golden(t testing.TB, name string, got []string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv(updateVariable) != "" {
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil {
			err = os.WriteFile(path, []byte(strings.Join(got, "\n")+"\n"), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: HOCTAP_UPDATE=1 writes it", err)
	}
	want := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	for _, line := range differing(want, got) {
		t.Error(line)
	}
}

// differing gives the lines that only one side has, with + for those got and - for
// those wanted, in their order; of lines that moved alone, it says that much.
func differing(want, got []string) []string {
	counts := map[string]int{}
	for _, line := range want {
		counts[line]++
	}
	for _, line := range got {
		counts[line]--
	}
	var out []string
	for _, line := range want {
		if counts[line] > 0 {
			out = append(out, "- "+line)
			counts[line]--
		}
	}
	for _, line := range got {
		if counts[line] < 0 {
			out = append(out, "+ "+line)
			counts[line]++
		}
	}
	if len(out) == 0 && strings.Join(want, "\n") != strings.Join(got, "\n") {
		out = append(out, "the same lines in another order")
	}
	return out
}
