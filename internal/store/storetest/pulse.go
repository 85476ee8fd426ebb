package storetest

import (
	"context"
	"fmt"
	"testing"

	"hoctap/internal/boundary"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/store"
	"hoctap/internal/survey"
)

var pulses = []test{
	{"beats with everything a verdict rests on", pulseBeats},
	{"stands still while nothing happens", pulseStill},
	{"all rounds there are", allRounds},
	{"traces of a person, newest first", traces},
	{"imports of a round, newest first", intakes},
	{"list of a hamlet", hamletList},
}

func (b *Bed) pulse() string {
	b.t.Helper()
	p, err := b.Pulse(context.Background())
	check(b.t, err)
	return p
}

// pulseBeats makes every kind of change once. Whoever remembers a page asks for
// the pulse alone, so that a change without a beat would be shown to nobody.
func pulseBeats(t *testing.T, b *Bed) {
	ctx := context.Background()
	person := b.Record(Joined, 2025)
	var p *survey.Plan
	last := b.pulse()
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"places", func() error { return b.SavePlaces(By(ctx, "chị Lan"), townKeys, town()) }},
		{"a boundary", func() error {
			_, err := b.SaveBoundaries(By(ctx, "chị Lan"), []boundary.Boundary{outline(Joined, merger)})
			return err
		}},
		{"a round", func() error { return b.Apply(By(ctx, "anh Tú"), b.Opening(Joined, 2025, person)) }},
		{"a record", func() error {
			p = b.Plan(Joined, 2025)
			p.Changed = []survey.Change{Changed(person, func(r *register.Record) { r.Note = "sửa" })}
			return b.Apply(By(ctx, "anh Tú"), p)
		}},
		{"hamlets of another round", func() error {
			p = b.Opening(Other, 2025)
			p.Hamlets = []survey.NewHamlet{{ID: 501, Name: "Thôn Mới"}}
			return b.Apply(By(ctx, "anh Tú"), p)
		}},
		{"a figure", func() error {
			_, err := b.SaveFacts(By(ctx, "chị Lan"), Joined, 2025, []store.FactValue{{Fact: "staff", Value: "1"}})
			return err
		}},
		{"evidence of a figure", func() error {
			_, err := b.SaveFacts(By(ctx, "chị Lan"), Joined, 2025, []store.FactValue{{Fact: "staff", Value: "1", Evidence: "sổ"}})
			return err
		}},
		{"a figure taken back", func() error {
			_, err := b.SaveFacts(By(ctx, "chị Lan"), Joined, 2025, []store.FactValue{{Fact: "staff"}})
			return err
		}},
		{"a decision", func() error {
			return b.AddDecision(By(ctx, "chị Lan"), decision(Joined, 2025, "TH", "1", "2025-12-30"))
		}},
		{"a step", func() error { return b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, survey.Submitted, "") }},
		{"a step back", func() error { return b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, survey.Open, "sót") }},
	} {
		check(t, step.do())
		now := b.pulse()
		if now == last {
			t.Errorf("%s: the pulse is still %s", step.name, now)
		}
		last = now
	}
}

func pulseStill(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	b.enter(1, store.FactValue{Fact: "staff", Value: "1"})
	check(t, b.AddDecision(By(ctx, "chị Lan"), decision(Joined, 2025, "TH", "1", "2025-12-30")))
	before := b.pulse()
	b.enter(0, store.FactValue{Fact: "staff", Value: "1"})
	if b.AddDecision(By(ctx, "chị Lan"), decision(Joined, 2025, "TH", "1", "2025-12-30")) == nil ||
		b.Apply(By(ctx, "anh Tú"), b.Opening(Joined, 2025, b.Record(Joined, 2025))) == nil ||
		b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, survey.Closed, "") == nil {
		t.Fatal("something that must be refused was not")
	}
	_, err := b.CheckTally(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "pulse", b.pulse(), before)
}

func allRounds(t *testing.T, b *Bed) {
	b.Settle()
	b.Open(North, 2024, b.Record(North, 2024))
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	b.Open(Joined, 2026, b.Record(Joined, 2026))
	got, err := b.AllRounds(context.Background())
	check(t, err)
	wantEqual(t, "communes", len(got), 2)
	wantEqual(t, "years", len(got[Joined]), 2)
	wantEqual(t, "round", got[Joined][2026], survey.Round{CommuneID: Joined, Year: 2026, State: survey.Open, OpenedAt: nowUTC, Stamp: 1})
}

func traces(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	id := register.ID(4711)
	same := func(r *register.Record) { r.PersonID = id }
	old, now := b.Record(North, 2024, same), b.Record(Joined, 2025, same)
	b.Open(North, 2024, old, b.Record(North, 2024))
	b.Open(Joined, 2025, now)
	for i, change := range []survey.Change{
		Changed(old, func(r *register.Record) { r.GivenName = "Hoa" }),
		Changed(now, func(r *register.Record) { r.BirthDay = 9; r.Female = false }),
	} {
		p := b.Plan(change.After.CommuneID, change.After.Year)
		p.Changed, p.At = []survey.Change{change}, fmt.Sprintf("2025-10-0%dT01:00:00Z", i+1)
		check(t, b.Apply(By(ctx, "anh Tú"), p))
	}
	got, err := b.Traces(ctx, id)
	check(t, err)
	wantEqual(t, "traces", len(got), 2)
	wantEqual(t, "the newest", fmt.Sprint(got[0].CommuneID, got[0].Year, got[0].At, got[0].Actor, got[0].Source), fmt.Sprint(Joined, 2025, "2025-10-02T01:00:00Z", "anh Tú", "sua.xlsx"))
	wantEqual(t, "what changed", fmt.Sprint(got[0].Fields), fmt.Sprint(map[string][2]any{"birth_day": {3, 9}, "female": {true, false}}))
	wantEqual(t, "what changed before", fmt.Sprint(got[1].Fields), fmt.Sprint(map[string][2]any{"given_name": {"Hòa", "Hoa"}}))
}

func intakes(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	people := b.People(Joined, 2025, 5)
	b.Open(Joined, 2025, people...)
	p := b.Plan(Joined, 2025)
	p.New = b.People(Joined, 2025, 2)
	p.Changed = []survey.Change{Changed(people[0], func(r *register.Record) { r.Note = "x" })}
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	check(t, b.Apply(By(ctx, "anh Tú"), b.Plan(Joined, 2025))) // nothing of anybody
	got, err := b.Intakes(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "imports", len(got), 2)
	wantEqual(t, "the newest", got[0], survey.Intake{CommuneID: Joined, Year: 2025, At: nowUTC, Actor: "anh Tú", Source: "sua.xlsx", NewPersons: 2, Changed: 1})
	wantEqual(t, "the first", got[1].NewPersons, 5)
}

func hamletList(t *testing.T, b *Bed) {
	b.Settle()
	here := b.Record(Joined, 2025)
	there := b.Record(Joined, 2025, func(r *register.Record) { r.HamletID = Joined2 })
	older := b.Record(Joined, 2025, func(r *register.Record) { r.BirthYear-- })
	b.Open(Joined, 2025, here, there, older)
	got, err := b.ListByProfile(context.Background(), Joined, 2025, Joined1, []profile.ID{here.Profile().ID(), 5})
	check(t, err)
	wantEqual(t, "records", len(got), 1)
	r := got[0]
	wantEqual(t, "who and where", fmt.Sprint(r.PersonID, r.HouseholdID, r.HamletID, r.Name(), r.BirthDate(), r.HeadName(), r.Address, r.GradeGroup),
		fmt.Sprint(here.PersonID, here.HouseholdID, here.HamletID, here.Name(), here.BirthDate(), here.HeadName(), here.Address, here.GradeGroup))
}
