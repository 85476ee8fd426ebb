package testkit

import (
	"os"
	"path/filepath"
	"testing"
)

// SQLite returns the path of a database file that does not exist yet, in a
// folder of the test's own. With HOCTAP_KEEP=1 the folder stays and the log says
// where.
func SQLite(t testing.TB) string {
	t.Helper()
	return filepath.Join(folder(t), "hoctap.db")
}

func folder(t testing.TB) string {
	t.Helper()
	if os.Getenv(keepVariable) == "" {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp("", "hoctap-kept-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { t.Logf("kept %s", dir) })
	return dir
}
