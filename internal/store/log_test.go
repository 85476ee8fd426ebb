package store

import (
	"context"
	"errors"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/register"
	"hoctap/internal/testkit"
)

// A write without its entry in the log is a mistake in the program, and shows
// itself at once: the transaction is undone. So is a write outside one.
func TestNothingIsWrittenInSilence(t *testing.T) {
	now := testkit.At("2025-10-01 09:00")
	db, err := Open(t.Context(), testkit.SQLite(t), Options{Now: now, IDs: register.NewIDs(now, 1).Next})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ctx := audit.With(t.Context(), audit.Act{Account: "chị Lan"})
	set := func(ctx context.Context, db *DB) error {
		return db.exec(ctx, `INSERT INTO settings (name, value) VALUES ('silent', '1')`)
	}
	err = db.Transact(ctx, func(tx *DB) error { return set(ctx, tx) })
	if !errors.Is(err, errUnentered) {
		t.Errorf("in silence: %v", err)
	}
	err = db.Transact(ctx, func(tx *DB) error {
		table := bulk{table: "settings", columns: []string{"name", "value"}}
		return table.write(ctx, tx, 1, func(_ int, dst []any) { dst[0], dst[1] = "silent", "1" })
	})
	if !errors.Is(err, errUnentered) {
		t.Errorf("in bulk: %v", err)
	}
	if err = set(ctx, db); !errors.Is(err, errBare) {
		t.Errorf("outside a transaction: %v", err)
	}
	if v, err := db.Setting(ctx, "silent"); err != nil || v != "" {
		t.Errorf("it stayed: %q, %v", v, err)
	}
}
