package storetest

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

var properties = []test{
	{"any sequence of plans keeps records and tally together", anySequence},
}

// anySequence plays random plans against a model that is a map: each may add,
// change, do both, or be refused because it names a person twice. Each sequence
// has a year of its own in one database, since making a database costs more than
// the whole sequence.
func anySequence(t *testing.T, b *Bed) {
	b.Settle()
	year := 1000
	rapid.Check(t, func(t *rapid.T) {
		year++
		m := model{b: b, year: year, people: map[register.ID]*register.Record{}}
		t.Repeat(map[string]func(*rapid.T){
			"apply": m.apply,
			"break": m.breakPlan,
			"":      m.compare,
		})
	})
}

type model struct {
	b      *Bed
	year   int
	order  []register.ID
	people map[register.ID]*register.Record
}

// edit is a change of a person in something that counts, something that does
// not, or nothing at all.
func edit(t *rapid.T) func(*register.Record) {
	grade := rapid.IntRange(0, 12).Draw(t, "grade")
	hamlet := rapid.SampledFrom([]place.ID{0, Joined1, Joined2}).Draw(t, "hamlet")
	note := rapid.SampledFrom([]string{"", "đã sửa"}).Draw(t, "note")
	move := rapid.SampledFrom([]string{"", register.MoveOut, register.MoveDead}).Draw(t, "move")
	return func(r *register.Record) {
		r.GradeGroup, r.Note, r.Move = "", note, move
		if grade > 0 {
			r.GradeGroup = fmt.Sprintf("k%d", grade)
		}
		r.HamletID = hamlet
	}
}

// plan draws a plan that fits the model, and the records as it leaves them.
func (m *model) plan(t *rapid.T) *survey.Plan {
	p := &survey.Plan{CommuneID: Joined, Year: m.year, Opens: true, At: nowUTC, Source: "s"}
	r, ok, err := m.b.Round(context.Background(), Joined, m.year)
	must(t, err)
	if ok {
		p.Opens, p.Stamp = false, r.Stamp
	}
	for range rapid.IntRange(0, 6).Draw(t, "new") {
		p.New = append(p.New, m.b.Record(Joined, m.year, edit(t)))
	}
	for _, id := range m.order {
		if rapid.IntRange(0, 2).Draw(t, "change") == 0 {
			p.Changed = append(p.Changed, Changed(m.people[id], edit(t)))
		}
	}
	return p
}

func (m *model) apply(t *rapid.T) {
	p := m.plan(t)
	must(t, m.b.Apply(By(context.Background(), "anh Tú"), p))
	for _, r := range p.New {
		m.order = append(m.order, r.PersonID)
		m.people[r.PersonID] = r
	}
	for _, c := range p.Changed {
		m.people[c.After.PersonID] = c.After
	}
}

// breakPlan spoils a plan; nothing of it may stay.
func (m *model) breakPlan(t *rapid.T) {
	if len(m.order) == 0 {
		t.Skip("nobody yet")
	}
	p := m.plan(t)
	p.New = append(p.New, m.people[rapid.SampledFrom(m.order).Draw(t, "twice")])
	if m.b.Apply(By(context.Background(), "anh Tú"), p) == nil {
		t.Fatal("a person was written twice in one round")
	}
}

func (m *model) compare(t *rapid.T) {
	ctx := context.Background()
	list, err := m.b.Records(ctx, Joined, m.year)
	must(t, err)
	if len(list) != len(m.people) {
		t.Fatalf("%d records, want %d", len(list), len(m.people))
	}
	for _, r := range list {
		if want := m.people[r.PersonID]; want == nil || *r != *want {
			t.Fatalf("got %+v, want %+v", r, want)
		}
	}
	faults, err := m.b.CheckTally(ctx, Joined, m.year)
	must(t, err)
	rows, err := m.b.Tally(ctx, Joined, m.year)
	must(t, err)
	if len(faults) > 0 || rows.Persons() != int64(len(m.people)) {
		t.Fatalf("tally of %d for %d people, faults %+v", rows.Persons(), len(m.people), faults)
	}
}

func must(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}
