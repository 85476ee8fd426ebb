package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"hoctap/internal/register"
	"hoctap/internal/store"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

func TestSQLite(t *testing.T) { storetest.Run(t, testkit.SQLite) }

// TestSQLitePath opens files whose names mean something in an address. One that
// is read wrongly makes another file, and the data seem gone at the next start.
func TestSQLitePath(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{
		"hoctap.db", "phiếu điều tra.db", "a?b=c.db", "100%25.db", "#1.db", "a:b.db", "new/folder/x.db", filepath.Join(t.TempDir(), "x y.db"),
	} {
		t.Run(path, func(t *testing.T) {
			keep(t, path)
			_, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			keep(t, path)
		})
	}
}

// keep opens a database, and finds there what it left the last time.
func keep(t *testing.T, path string) {
	t.Helper()
	ctx := context.Background()
	now := testkit.At("2025-10-01")
	db, err := store.Open(ctx, path, store.Options{Now: now, IDs: register.NewIDs(now, 1).Next, Keys: testkit.Keys})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, before := os.Stat(path + ".kept")
	v, err := db.Setting(ctx, "kept")
	if err != nil || (before == nil) != (v == "yes") {
		t.Fatalf("kept is %q, %v", v, err)
	}
	err = db.SaveSetting(storetest.By(ctx, "chị Lan"), "kept", "yes")
	if err != nil {
		t.Fatal(err)
	}
	err = os.WriteFile(path+".kept", nil, 0o600)
	if err != nil {
		t.Fatal(err)
	}
}
