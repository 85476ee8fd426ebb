package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/store"
	"hoctap/internal/store/storetest"
)

// What a write may cost with its entry, against the same write without: work that
// anybody waits for, and the smallest write there is, of five statements to which the
// log adds three.
const (
	boundLogImport = 1.25
	boundLogWrite  = 2.0
)

// BenchmarkBoundLogWrite saves one figure of a commune, with its entry and without.
func BenchmarkBoundLogWrite(b *testing.B) {
	engines(b, func(b *testing.B, fresh func(testing.TB) string) {
		bed := storetest.NewBed(b, fresh)
		bed.Settle()
		bed.Open(storetest.Joined, 2025, bed.Record(storetest.Joined, 2025))
		logCost(b, bed, boundLogWrite, func(ctx context.Context, db *store.DB, n int) error {
			_, err := db.SaveFacts(ctx, storetest.Joined, 2025, []store.FactValue{{Fact: "staff", Value: fmt.Sprint(n)}})
			return err
		})
	})
}

// BenchmarkBoundLogImport changes five hundred records, as a hamlet's workbook does.
func BenchmarkBoundLogImport(b *testing.B) {
	const rows = 500
	engines(b, func(b *testing.B, fresh func(testing.TB) string) {
		bed := storetest.NewBed(b, fresh)
		bed.Settle()
		people := bed.People(storetest.Joined, 2025, rows)
		bed.Open(storetest.Joined, 2025, people...)
		logCost(b, bed, boundLogImport, func(ctx context.Context, db *store.DB, _ int) error {
			p := bed.Plan(storetest.Joined, 2025)
			for i, r := range people {
				c := storetest.Changed(r, func(r *register.Record) { r.BirthYear--; r.Note += "." })
				p.Changed = append(p.Changed, c)
				people[i] = c.After
			}
			return db.Apply(ctx, p)
		})
	})
}

// enoughTurns is from when a ratio says something.
const enoughTurns = 10

// logCost runs a write with and without the log by turns, so that both meet the same
// machine.
func logCost(b *testing.B, bed *storetest.Bed, bound float64, write func(context.Context, *store.DB, int) error) {
	ctx := storetest.By(context.Background(), "chị Lan")
	bare := store.Unlogged(bed.DB)
	var with, without time.Duration
	n := 0
	for b.Loop() {
		for _, turn := range []struct {
			db  *store.DB
			sum *time.Duration
		}{{bed.DB, &with}, {bare, &without}} {
			n++
			begun := time.Now()
			err := write(ctx, turn.db, n)
			*turn.sum += time.Since(begun)
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	cost := float64(with) / float64(without)
	b.ReportMetric(cost, "with/without")
	if b.N >= enoughTurns && cost > bound {
		b.Errorf("the log makes it %.2f times as long, more than %.2f", cost, bound)
	}
}

// BenchmarkLogTogether lets many hands write at once, each into a commune of its
// own, and then all into one: what a chain for each place is worth.
func BenchmarkLogTogether(b *testing.B) {
	const hands = 8
	engines(b, func(b *testing.B, fresh func(testing.TB) string) {
		for _, places := range []int{hands, 1} {
			b.Run(fmt.Sprintf("places=%d", places), func(b *testing.B) {
				bed := storetest.NewBed(b, fresh)
				ctx := storetest.By(context.Background(), "chị Lan")
				for b.Loop() {
					var wait sync.WaitGroup
					for i := range hands {
						wait.Go(func() {
							e := audit.New(audit.PersonLook, place.ID(1+i%places), 2025, nil).About(register.ID(i + 1))
							err := bed.Log(ctx, e)
							if err != nil {
								b.Error(err)
							}
						})
					}
					wait.Wait()
				}
				b.ReportMetric(float64(b.N*hands)/b.Elapsed().Seconds(), "entries/s")
			})
		}
	})
}

// BenchmarkVerify proves a log of a ward's year.
func BenchmarkVerify(b *testing.B) {
	const entries = 20_000
	engines(b, func(b *testing.B, fresh func(testing.TB) string) {
		bed := storetest.NewBed(b, fresh)
		ctx := storetest.By(context.Background(), "chị Lan")
		var some []audit.Entry
		for i := range entries {
			some = append(some, audit.New(audit.PersonList, 5, 2025, nil).About(register.ID(i), register.ID(i+1), register.ID(i+2)))
		}
		err := bed.Log(ctx, some...)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			p, err := bed.VerifyLog(ctx, store.Proving{})
			if err != nil || len(p.Breaks) > 0 || p.Entries != entries {
				b.Fatal(p, err)
			}
		}
		b.ReportMetric(float64(b.N)*entries/b.Elapsed().Seconds(), "entries/s")
	})
}
