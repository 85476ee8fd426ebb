package store_test

import (
	"context"
	"testing"

	"hoctap/internal/register"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
)

// The sizes the project promises for: a workbook of 30,000 rows, and a ward as
// large as the larger one of the sample town.
const (
	workbookRows = 30_000
	wardPersons  = 46_000
)

func engines(b *testing.B, run func(*testing.B, func(testing.TB) string)) {
	b.Run("sqlite", func(b *testing.B) { run(b, testkit.SQLite) })
	b.Run("postgres", func(b *testing.B) { run(b, testkit.Postgres) })
}

// BenchmarkApplyNew writes a workbook into a round of its own each time.
func BenchmarkApplyNew(b *testing.B) {
	engines(b, func(b *testing.B, fresh func(testing.TB) string) {
		bed := storetest.NewBed(b, fresh)
		bed.Settle()
		year := 2025
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			p := bed.Opening(storetest.Joined, year, bed.People(storetest.Joined, year, workbookRows)...)
			year++
			b.StartTimer()
			apply(b, bed, p)
		}
		perPerson(b, workbookRows)
	})
}

// BenchmarkApplyChanged changes everybody of a workbook in what is counted.
func BenchmarkApplyChanged(b *testing.B) {
	engines(b, func(b *testing.B, fresh func(testing.TB) string) {
		bed := storetest.NewBed(b, fresh)
		bed.Settle()
		people := bed.People(storetest.Joined, 2025, workbookRows)
		bed.Open(storetest.Joined, 2025, people...)
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			p := bed.Plan(storetest.Joined, 2025)
			for i, r := range people {
				c := storetest.Changed(r, func(r *register.Record) { r.BirthYear--; r.Note += "." })
				p.Changed = append(p.Changed, c)
				people[i] = c.After
			}
			b.StartTimer()
			apply(b, bed, p)
		}
		perPerson(b, workbookRows)
	})
}

func apply(b *testing.B, bed *storetest.Bed, p *survey.Plan) {
	err := bed.Apply(storetest.By(context.Background(), "anh Tú"), p)
	if err != nil {
		b.Fatal(err)
	}
}

func perPerson(b *testing.B, persons int) {
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*persons), "µs/person")
}

// BenchmarkRecords reads a whole ward, as an import does before it matches.
func BenchmarkRecords(b *testing.B) {
	engines(b, func(b *testing.B, fresh func(testing.TB) string) {
		bed := ward(b, fresh)
		b.ReportAllocs()
		for b.Loop() {
			list, err := bed.Records(context.Background(), storetest.Joined, 2025)
			if err != nil || len(list) != wardPersons {
				b.Fatal(len(list), err)
			}
		}
		perPerson(b, wardPersons)
	})
}

// BenchmarkTally reads the tally of the same ward in a program that has not met
// any of its profiles.
func BenchmarkTally(b *testing.B) {
	engines(b, func(b *testing.B, fresh func(testing.TB) string) {
		bed := ward(b, fresh)
		rows := 0
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			db := bed.Again()
			b.StartTimer()
			t, err := db.Tally(context.Background(), storetest.Joined, 2025)
			if err != nil || t.Persons() != wardPersons {
				b.Fatal(t.Persons(), err)
			}
			rows = len(t)
		}
		b.ReportMetric(float64(rows), "rows")
	})
}

func ward(b *testing.B, fresh func(testing.TB) string) *storetest.Bed {
	bed := storetest.NewBed(b, fresh)
	bed.Settle()
	bed.Open(storetest.Joined, 2025, bed.People(storetest.Joined, 2025, wardPersons)...)
	return bed
}
