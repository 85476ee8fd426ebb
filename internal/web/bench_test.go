package web_test

import (
	"context"
	"strconv"
	"testing"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
)

// wardPeople is a large ward of today.
const wardPeople = 30_000

// BenchmarkPages asks for every kind of page of a ward as large as they come. The
// bound is that of issue 2: p95 within 50 ms at 20 requests a second.
func BenchmarkPages(b *testing.B) {
	bed := storetest.NewBed(b, testkit.SQLite)
	bed.Settle()
	for _, ward := range []struct {
		commune place.ID
		year    int
		people  int
	}{{storetest.North, 2020, wardPeople / 2}, {storetest.South, 2020, wardPeople / 2}, {storetest.North, 2024, wardPeople / 2}, {storetest.South, 2024, wardPeople / 2}, {storetest.Joined, 2025, wardPeople}} {
		plan := bed.Opening(ward.commune, ward.year, bed.People(ward.commune, ward.year, ward.people)...)
		plan.Schools = schools(ward.commune)
		check(b, bed.Apply(storetest.By(context.Background(), "chị Lan"), plan))
	}
	tn := serve(b, bed)
	records, err := tn.Records(context.Background(), storetest.Joined, 2025)
	check(b, err)
	one := records[len(records)/2]
	people := of(storetest.Joined, 2025, "people", "literacy.level2_15_60")
	for _, page := range []struct{ name, path string }{
		{"home", "/"},
		{"overview", of(storetest.Joined, 2025)},
		{"added up", of(storetest.Joined, 2020)},
		{"province", of(1, 2025)},
		{"verdict", of(storetest.Joined, 2025, "verdicts", "THCS")},
		{"gaps", of(storetest.Joined, 2025, "gaps", "XMC", "2")},
		{"people, first page", people + "?side=covered"},
		{"people, last page", people + "?side=covered&page=90"},
		{"person", "/persons/" + strconv.FormatInt(int64(one.PersonID), 10)},
		{"search, a name", "/search?q=nguyen+van+an"},
		{"search, nobody", "/search?q=nguyen+van+xyz"},
		{"round", of(storetest.Joined, 2025, "round")},
		{"schools", of(storetest.Joined, 2025, "schools")},
		{"forms", of(storetest.Joined, 2025, "forms")},
		{"form", of(storetest.Joined, 2025, "forms", "xmc-3")},
		{"people of a cell", of(storetest.Joined, 2025, "forms", "th-m1", "people") + "?row=age.6&column=children.total"},
	} {
		b.Run(page.name, func(b *testing.B) {
			for b.Loop() {
				if got := tn.get(page.path); got.status != 200 {
					b.Fatalf("status %d", got.status)
				}
			}
		})
	}
	b.Run("overview after a saved record", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			tn.touch(one)
			b.StartTimer()
			tn.get(of(storetest.Joined, 2025))
		}
	})
}

// touch saves one record anew, as somebody at work does.
func (tn *town) touch(r *register.Record) {
	tn.t.Helper()
	plan := tn.Plan(storetest.Joined, 2025)
	now, err := tn.RecordsByPerson(context.Background(), storetest.Joined, 2025, []register.ID{r.PersonID})
	check(tn.t, err)
	plan.Changed = []survey.Change{storetest.Changed(now[0], func(r *register.Record) { r.BirthDay = 1 + r.BirthDay%28 })}
	check(tn.t, tn.Apply(storetest.By(context.Background(), "chị Lan"), plan))
}
