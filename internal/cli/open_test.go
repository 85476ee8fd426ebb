package cli

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/testkit"
)

// TestTwoProgramsOpenANewDatabase: both find the shipped places, brought in once.
func TestTwoProgramsOpenANewDatabase(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { openTogether(t, filepath.Join(t.TempDir(), "new.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { openTogether(t, testkit.Postgres(t)) })
}

func openTogether(t *testing.T, address string) {
	key := filepath.Join(t.TempDir(), "key")
	if strings.Contains(address, "://") {
		key = quietApp(t, address).keyed(t).key
	}
	var wait sync.WaitGroup
	for node := range 4 {
		a := withNode(quietApp(t, address), node)
		a.key = key
		wait.Go(func() {
			db, err := a.open(audit.With(t.Context(), actOf()))
			if err != nil {
				t.Error(err)
				return
			}
			tree, err := db.Places(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			at, err := tree.ByCode("14812", "2019-09-30")
			if err != nil || at.Name != "Phường Ba Đình" {
				t.Errorf("got %q, %v", at.Name, err)
			}
			err = db.Close()
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}
