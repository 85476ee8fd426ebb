package storetest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"hoctap/internal/store"
)

var opening = []test{
	{"twice", openTwice},
	{"from two programs at once", openTogether},
	{"a newer program has been here", newerSchema},
	{"pools", pools},
	{"settings", settings},
	{"a second program sees what the first wrote", seenAtOnce},
	{"in one transaction or not at all", wholeOrNothing},
}

func openTwice(t *testing.T, b *Bed) {
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	before := b.count("goose_db_version")
	wantRecords(t, (&Bed{DB: b.Again(), t: t}).all(Joined, 2025), b.all(Joined, 2025))
	wantEqual(t, "migrations recorded after a second start", b.count("goose_db_version"), before)
}

// openTogether starts several programs on a database that none has prepared:
// what a service manager does after a power cut.
func openTogether(t *testing.T, b *Bed) {
	b = bare(t, b.fresh)
	const programs = 6
	var wait sync.WaitGroup
	errs := make([]error, programs)
	for i := range programs {
		wait.Go(func() {
			db, err := b.open()
			if err == nil {
				err = db.Close()
			}
			errs[i] = err
		})
	}
	wait.Wait()
	check(t, errors.Join(errs...))
	wantEqual(t, "first migration recorded", b.count("goose_db_version WHERE version_id = 1"), 1)
	b.DB = b.Again()
	b.Settle()
}

func newerSchema(t *testing.T, b *Bed) {
	ctx := context.Background()
	check(t, b.Current(ctx))
	_, err := b.SQL().Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)")
	check(t, err)
	err = b.Current(ctx)
	if err == nil || !strings.Contains(err.Error(), "9999") {
		t.Errorf("got %v, want what the newer program has brought", err)
	}
}

func pools(t *testing.T, b *Bed) {
	b.Settle()
	open, names := 0, map[string]bool{}
	for _, p := range b.Pools() {
		open += p.Open
		names[p.Name] = true
		wantEqual(t, "bounded pool "+p.Name, p.Most > 0, true)
	}
	wantEqual(t, "connections open after a write", open > 0, true)
	wantEqual(t, "names differ", len(names), len(b.Pools()))
}

func settings(t *testing.T, b *Bed) {
	ctx := context.Background()
	v, err := b.Setting(ctx, "places.shipped")
	check(t, err)
	wantEqual(t, "never set", v, "")
	for _, want := range []string{"1", "2 — “hai”", ""} {
		check(t, b.SaveSetting(By(ctx, "chị Lan"), "places.shipped", want))
		v, err = b.Setting(ctx, "places.shipped")
		check(t, err)
		wantEqual(t, "set", v, want)
	}
}

func seenAtOnce(t *testing.T, b *Bed) {
	ctx := context.Background()
	second := b.Again()
	b.Settle()
	_, err := second.Places(ctx)
	check(t, err)
	data := town()
	data.Attributes[0].Name = "Tỉnh Khác"
	check(t, b.SavePlaces(By(ctx, "chị Lan"), townKeys, data))
	tree, err := second.Places(ctx)
	check(t, err)
	a, _ := tree.At(Province, "2025-09-30")
	wantEqual(t, "name that the other program gave", a.Name, "Tỉnh Khác")
}

func wholeOrNothing(t *testing.T, b *Bed) {
	ctx := context.Background()
	stop := errors.New("stop")
	err := b.Transact(ctx, func(tx *store.DB) error {
		check(t, tx.SaveSetting(By(ctx, "chị Lan"), "a", "1"))
		// Joined, not nested: a transaction inside one is the same one.
		check(t, tx.Transact(ctx, func(inner *store.DB) error { return inner.SaveSetting(By(ctx, "chị Lan"), "b", "2") }))
		v, err := tx.Setting(ctx, "b")
		check(t, err)
		wantEqual(t, "seen inside", v, "2")
		return stop
	})
	if !errors.Is(err, stop) {
		t.Errorf("got %v, want what the function returned", err)
	}
	for _, name := range []string{"a", "b"} {
		v, err := b.Setting(ctx, name)
		check(t, err)
		wantEqual(t, "after it failed", v, "")
	}
}
