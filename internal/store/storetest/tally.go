package storetest

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"hoctap/internal/register"
	"hoctap/internal/store"
)

var tallies = []test{
	{"a number changed below the store is found", tallyTampered},
	{"a record whose profile is not its own is found", profileTampered},
	{"a record that vanished is found", recordVanished},
	{"is small beside the people it counts", tallySmall},
	{"no two rounds mix", tallyOfItsRound},
}

func (b *Bed) faults() []store.TallyFault {
	b.t.Helper()
	list, err := b.CheckTally(context.Background(), Joined, 2025)
	check(b.t, err)
	return list
}

func tallyTampered(t *testing.T, b *Bed) {
	b.Settle()
	r := b.Record(Joined, 2025)
	b.Open(Joined, 2025, r, b.Record(Joined, 2025))
	wantEqual(t, "faults at first", len(b.faults()), 0)
	b.tamper(`UPDATE tallies SET persons = persons + 1`)
	want := store.TallyFault{Commune: Joined, Year: 2025, Hamlet: Joined1, Profile: r.Profile().ID(), Tally: 3, Records: 2}
	list := b.faults()
	if len(list) != 1 || list[0] != want {
		t.Errorf("got %+v, want %+v", list, want)
	}
	b.tamper(`UPDATE tallies SET persons = 2, hamlet_id = 0`)
	wantEqual(t, "counted in the wrong hamlet", len(b.faults()), 2)
	b.tamper(`DELETE FROM tallies`)
	list = b.faults()
	if len(list) != 1 || list[0].Tally != 0 || list[0].Records != 2 {
		t.Errorf("a number that is missing: got %+v", list)
	}
}

// profileTampered is a record that is counted right and found wrong: the way
// from a number to its people goes by the stored profile.
func profileTampered(t *testing.T, b *Bed) {
	b.Settle()
	sixth := b.Record(Joined, 2025)
	seventh := b.Record(Joined, 2025, func(r *register.Record) { r.GradeGroup = "k7" })
	b.Open(Joined, 2025, sixth, seventh)
	b.tamper(fmt.Sprintf(`UPDATE records SET profile_id = %d WHERE person_id = %d`, seventh.Profile().ID(), sixth.PersonID))
	if len(b.faults()) == 0 {
		t.Error("a wrong profile of a record was not found")
	}
	b.tamper(fmt.Sprintf(`UPDATE records SET profile_id = %d WHERE person_id = %d`, sixth.Profile().ID(), sixth.PersonID))
	wantEqual(t, "faults when it is put right", len(b.faults()), 0)
	// Two that changed places: every number is right, and every name is wrong.
	b.tamper(fmt.Sprintf(`UPDATE records SET profile_id = CASE WHEN person_id = %d THEN %d ELSE %d END`,
		sixth.PersonID, seventh.Profile().ID(), sixth.Profile().ID()))
	if len(b.faults()) == 0 {
		t.Error("two profiles that changed places were not found")
	}
}

func recordVanished(t *testing.T, b *Bed) {
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	b.tamper(`DELETE FROM records`)
	list := b.faults()
	if len(list) != 1 || list[0].Tally != 1 || list[0].Records != 0 {
		t.Errorf("got %+v", list)
	}
}

// tallySmall reads the tally of many people and few profiles. Their records would
// take ten megabytes and more.
func tallySmall(t *testing.T, b *Bed) {
	b.Settle()
	var people []*register.Record
	for i := range 6000 {
		people = append(people, b.Record(Joined, 2025, func(r *register.Record) { r.BirthYear -= i % 60 }))
	}
	b.Open(Joined, 2025, people...)
	other := b.Again()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	rows, err := other.Tally(context.Background(), Joined, 2025)
	runtime.ReadMemStats(&after)
	check(t, err)
	wantEqual(t, "persons", rows.Persons(), int64(6000))
	wantEqual(t, "rows", len(rows), 60)
	if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20 {
		t.Errorf("reading %d rows took %d bytes", len(rows), took)
	}
}

func tallyOfItsRound(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(Joined, 2025, b.People(Joined, 2025, 5)...)
	b.Open(Joined, 2026, b.People(Joined, 2026, 6)...)
	b.Open(Other, 2025, b.People(Other, 2025, 7)...)
	for range 2 { // read, then remembered
		b.wantSound(Joined, 2025, 5)
		b.wantSound(Joined, 2026, 6)
		b.wantSound(Other, 2025, 7)
	}
	p := b.Plan(Joined, 2026)
	p.New = b.People(Joined, 2026, 1)
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	b.wantSound(Joined, 2025, 5)
	b.wantSound(Joined, 2026, 7)
}
