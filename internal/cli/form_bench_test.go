package cli

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/store"
)

const (
	boundForms        = 2 * time.Second
	boundFormProvince = time.Second
)

// formBench is a store that nothing was read from yet, and forms that nothing was
// asked by.
func formBench(b *testing.B, address string) (*form.Library, *store.DB) {
	b.Helper()
	a := quietApp(b, address)
	l, err := a.library("")
	must(err)
	db, err := store.Open(b.Context(), address, store.Options{Now: time.Now, IDs: func() int64 { return 0 }, Keys: a.keys()})
	must(err)
	return l, db
}

// BenchmarkBoundForms makes out every form of a ward of 43,000 people that is a
// table, from a program that has just begun.
func BenchmarkBoundForms(b *testing.B) {
	path := filepath.Join(b.TempDir(), "town.db")
	_, judge := benchTownAt(b, path)
	at, err := judge.Find(b.Context(), "14812", 2025)
	must(err)
	var took time.Duration
	for b.Loop() {
		b.StopTimer()
		l, db := formBench(b, path)
		b.StartTimer()
		begun := time.Now()
		for _, f := range l.Forms(2025) {
			fillOne(b.Context(), l, db, f, at.PlaceID)
		}
		took += time.Since(begun)
		b.StopTimer()
		must(db.Close())
		b.StartTimer()
	}
	over(b, took/time.Duration(b.N), boundForms)
}

func fillOne(ctx context.Context, l *form.Library, db *store.DB, f *form.Form, at place.ID) {
	_, err := l.Fill(ctx, db, f, form.For{Place: at, Year: 2025})
	must(err)
}

// BenchmarkBoundFormProvince makes out TH-02 of a province of 166 communes, from
// a program that has just begun.
func BenchmarkBoundFormProvince(b *testing.B) {
	path := filepath.Join(b.TempDir(), "town.db")
	town, judge := benchTownAt(b, path)
	province := copyCommunes(b, town, judge)
	var took time.Duration
	for b.Loop() {
		b.StopTimer()
		l, db := formBench(b, path)
		f, err := l.Form("TH-02", 2025)
		must(err)
		b.StartTimer()
		begun := time.Now()
		fillOne(b.Context(), l, db, f, province)
		took += time.Since(begun)
		b.StopTimer()
		must(db.Close())
		b.StartTimer()
	}
	over(b, took/time.Duration(b.N), boundFormProvince)
}
