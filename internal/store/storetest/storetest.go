// Package storetest is the one suite that every engine of the store must pass.
// It knows nothing of an engine: what differs between them is a bug.
package storetest

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/seal"
	"hoctap/internal/store"
	"hoctap/internal/store/postgres"
	"hoctap/internal/store/sqlite"
	"hoctap/internal/testkit"
)

// Run runs the suite, or the parts of it named. fresh gives the address of a
// new, empty database.
func Run(t *testing.T, fresh func(testing.TB) string, only ...string) {
	for _, part := range []struct {
		name  string
		tests []test
	}{
		{"open", opening},
		{"places", places},
		{"boundaries", boundaries},
		{"rounds", rounds},
		{"apply", applying},
		{"together", together},
		{"records", records},
		{"tally", tallies},
		{"search", searching},
		{"schools", schools},
		{"decisions", decisions},
		{"questions", questions},
		{"editing", editings},
		{"follow-ups", followUps},
		{"classes", classes},
		{"hooks", hooks},
		{"pulse", pulses},
		{"accounts", accounts},
		{"sealing", sealings},
		{"log", logs},
		{"property", properties},
	} {
		if len(only) > 0 && !slices.Contains(only, part.name) {
			continue
		}
		t.Run(part.name, func(t *testing.T) {
			for _, one := range part.tests {
				t.Run(one.name, func(t *testing.T) { one.run(t, NewBed(t, fresh)) })
			}
		})
	}
}

type test struct {
	name string
	run  func(*testing.T, *Bed)
}

// A Bed is a database with nothing in it, and what a program on it needs. Its
// clock stands still and its ids never repeat, whoever asks.
type Bed struct {
	*store.DB
	Address string
	t       testing.TB
	ids     *register.IDs
	keys    atomic.Pointer[seal.Ring] // as a key file holds them
	fresh   func(testing.TB) string
}

// NewBed opens a new database.
func NewBed(t testing.TB, fresh func(testing.TB) string) *Bed {
	t.Helper()
	b := bare(t, fresh)
	b.DB = b.Again()
	return b
}

// bare is a bed whose database no program has opened yet.
func bare(t testing.TB, fresh func(testing.TB) string) *Bed {
	b := &Bed{Address: fresh(t), t: t, ids: register.NewIDs(testkit.At(now), 7), fresh: fresh}
	ring, err := testkit.Keys()
	check(t, err)
	b.keys.Store(ring)
	return b
}

// NextID gives an id nobody has.
func (b *Bed) NextID() int64 { return b.ids.Next() }

// now is late in the evening in Vietnam and still the same day in UTC, so that a
// server that adds its own zone writes another hour and another day.
const (
	now    = "2025-10-01 23:30"
	nowUTC = "2025-10-01T16:30:00Z"
)

// Again opens the same database once more, as a second program does: it shares
// nothing with the first but the data.
func (b *Bed) Again() *store.DB {
	b.t.Helper()
	db, err := b.open()
	check(b.t, err)
	b.t.Cleanup(func() {
		err := db.Close()
		if err != nil {
			b.t.Error(err)
		}
	})
	return db
}

func (b *Bed) open() (*store.DB, error) {
	return store.Open(context.Background(), b.Address, store.Options{Now: testkit.At(now), IDs: b.ids.Next, Keys: func() (*seal.Ring, error) { return b.keys.Load(), nil }})
}

// By is somebody at work: what is written under the context stands in their name.
func By(ctx context.Context, account string) context.Context {
	return audit.With(ctx, audit.Act{Account: account, Role: "officer", From: "192.0.2.7", Trace: "t-1"})
}

// SQL opens the database below the store, to look and to tamper.
func (b *Bed) SQL() *sql.DB {
	b.t.Helper()
	if strings.HasPrefix(b.Address, "postgres") {
		pool, err := postgres.Open(context.Background(), b.Address)
		check(b.t, err)
		b.t.Cleanup(func() { pool.Close() })
		return pool
	}
	write, read, err := sqlite.Open(context.Background(), b.Address)
	check(b.t, err)
	b.t.Cleanup(func() { write.Close(); read.Close() })
	return write
}

// count counts rows below the store.
func (b *Bed) count(from string) int {
	b.t.Helper()
	var n int
	err := b.SQL().QueryRow("SELECT COUNT(*) FROM " + from).Scan(&n)
	check(b.t, err)
	return n
}

// texts reads one column below the store.
func (b *Bed) texts(query string) []string {
	b.t.Helper()
	rows, err := b.SQL().Query(query)
	check(b.t, err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		check(b.t, rows.Scan(&s))
		out = append(out, s)
	}
	check(b.t, rows.Err())
	return out
}

func (b *Bed) tamper(statement string) {
	b.t.Helper()
	res, err := b.SQL().Exec(statement)
	check(b.t, err)
	n, err := res.RowsAffected()
	check(b.t, err)
	if n == 0 {
		b.t.Fatalf("%s: changed nothing", statement)
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantFault checks the kind of an error and the sentence it would be told in.
func wantFault(t testing.TB, err error, kind fault.Kind, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != kind || f.Key != key {
		t.Errorf("got %v, want %s (kind %d)", err, key, kind)
	}
}

func wantEqual[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// while runs look again and again, in several hands, as long as write runs.
func (b *Bed) while(write, look func() error) {
	b.t.Helper()
	var done atomic.Bool
	var wait sync.WaitGroup
	errs := make([]error, 3)
	for i := range errs {
		wait.Go(func() {
			for errs[i] == nil && !done.Load() {
				errs[i] = look()
			}
		})
	}
	err := write()
	done.Store(true)
	wait.Wait()
	check(b.t, errors.Join(append(errs, err)...))
}
