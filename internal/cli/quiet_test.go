package cli

import (
	"io"
	"log/slog"
	"path/filepath"
	"testing"

	"hoctap/internal/register"
)

// quietApp is a program on a database, whose words nobody reads.
func quietApp(t testing.TB, db string) *app {
	t.Helper()
	a, err := newApp(nil, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	a.db, a.log = db, slog.New(slog.DiscardHandler)
	return a
}

// keyed gives it a key of its own, as a database on a server needs one.
func (a *app) keyed(t testing.TB) *app {
	t.Helper()
	a.key = filepath.Join(t.TempDir(), "key")
	_, err := a.makeKeys(a.key)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func withNode(a *app, node int) *app {
	a.ids = register.NewIDs(a.now, node)
	return a
}
