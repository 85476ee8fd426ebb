package testkit

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSQLiteIsFreshAndGoneAfterwards(t *testing.T) {
	t.Setenv(keepVariable, "")
	var path string
	t.Run("user", func(t *testing.T) {
		path = SQLite(t)
		if path == SQLite(t) {
			t.Error("two calls share one file")
		}
		write(t, path)
	})
	_, err := os.Stat(path)
	if !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", path, err)
	}
}

func TestSQLiteIsKeptOnRequest(t *testing.T) {
	t.Setenv(keepVariable, "1")
	var path string
	t.Run("user", func(t *testing.T) {
		path = SQLite(t)
		write(t, path)
	})
	_, err := os.Stat(path)
	if err != nil {
		t.Errorf("file was to be kept: %v", err)
	}
	os.RemoveAll(filepath.Dir(path))
}

func write(t *testing.T, path string) {
	t.Helper()
	err := os.WriteFile(path, []byte("x"), 0o600)
	if err != nil {
		t.Fatal(err)
	}
}
