package storetest

import (
	"context"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

var applying = []test{
	{"opens a round with exactly these records", applyOpens},
	{"adds and changes, and the tally moves with it", applyMoves},
	{"keeps what every changed field was", applyTraces},
	{"makes the hamlets it names", applyHamlets},
	{"no hamlets for a commune that is not there then", applyHamletsNowhere},
	{"keeps the schools of the workbook", applySchools},
	{"keeps questions for a person to decide", applyQuestions},
	{"refuses a plan made on an older state", applyStale},
	{"refuses a round that is not open", applyNotOpen},
	{"refuses a profile that could not be read again", applyUnreadable},
	{"refuses a change of somebody who is not there", applyUnknown},
	{"that fails in the middle leaves nothing", applyFails},
	{"a plan larger than any statement", applyLarge},
}

func applyOpens(t *testing.T, b *Bed) {
	b.Settle()
	people := b.People(Joined, 2025, 300)
	b.Open(Joined, 2025, people...)
	wantRecords(t, b.all(Joined, 2025), people)
	b.wantSound(Joined, 2025, 300)
	wantEqual(t, "imports kept", b.count("imports WHERE source = 'phieu.xlsx' AND new_persons = 300 AND changed = 0"), 1)
	err := b.Apply(By(context.Background(), "anh Tú"), b.Opening(Joined, 2025, b.Record(Joined, 2025)))
	wantFault(t, err, fault.Conflict, "fault.round_changed")
	err = b.Apply(By(context.Background(), "anh Tú"), &survey.Plan{CommuneID: Joined, Year: 2026, Stamp: 1})
	wantFault(t, err, fault.NotFound, "fault.no_round")
}

func applyMoves(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	people := b.People(Joined, 2025, 40)
	b.Open(Joined, 2025, people...)
	before, err := b.Tally(ctx, Joined, 2025)
	check(t, err)
	p := b.Plan(Joined, 2025)
	p.New = b.People(Joined, 2025, 10)
	for _, r := range people[:20] {
		p.Changed = append(p.Changed, Changed(r, func(r *register.Record) { r.Move = register.MoveOut; r.HamletID = Joined2 }))
	}
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	want := append([]*register.Record(nil), people[20:]...)
	want = append(want, p.New...)
	for _, c := range p.Changed {
		want = append(want, c.After)
	}
	wantRecords(t, b.all(Joined, 2025), want)
	b.wantSound(Joined, 2025, 50)
	rows, err := b.Tally(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "persons of the hamlet before", before.Hamlet(Joined2).Persons(), int64(0))
	wantEqual(t, "persons of the hamlet after", rows.Hamlet(Joined2).Persons(), int64(20))
	for _, r := range rows {
		if r.Persons <= 0 {
			t.Errorf("a row of the tally for nobody: %+v", r)
		}
	}
}

func applyTraces(t *testing.T, b *Bed) {
	b.Settle()
	r := b.Record(Joined, 2025)
	b.Open(Joined, 2025, r)
	p := b.Plan(Joined, 2025)
	change := Changed(r, func(r *register.Record) {
		r.GradeGroup, r.BirthDay, r.Repeating, r.HamletID, r.Note, r.SchoolHere = "k7", 4, true, Joined2, `"trích" \ 'dẫn'`, "here"
	})
	change.Fields = append(change.Fields, "school_here")
	p.Changed = []survey.Change{change}
	check(t, b.Apply(By(context.Background(), "anh Tú"), p))
	traces, err := b.Traces(context.Background(), r.PersonID)
	check(t, err)
	wantEqual(t, "traces", len(traces), 1)
	wantEqual(t, "who, from what, when", traces[0].Actor+", "+traces[0].Source+", "+traces[0].At, "anh Tú, sua.xlsx, "+nowUTC)
	got := traces[0].Fields
	want := map[string][2]any{
		"grade_group": {"k6", "k7"}, "birth_day": {3.0, 4.0}, "repeating": {false, true},
		"hamlet": {float64(Joined1), float64(Joined2)}, "note": {"", `"trích" \ 'dẫn'`}, "school_here": {"", "here"},
	}
	wantEqual(t, "fields kept", len(got), len(want))
	for key, v := range want {
		wantEqual(t, key, got[key], v)
	}
}

func applyHamlets(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	watcher := b.Again()
	_, err := watcher.Places(ctx)
	check(t, err)
	r := b.Record(North, 2024, func(r *register.Record) { r.HamletID = 501 })
	p := b.Opening(North, 2024, r)
	p.Hamlets = []survey.NewHamlet{{ID: 501, Name: "Tổ dân phố 3"}, {ID: 502, Name: "Tổ dân phố 4"}}
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	tree, err := watcher.Places(ctx)
	check(t, err)
	from, until := tree.Existence(501)
	wantEqual(t, "as long as its commune", from+"/"+until, "2000-01-01/"+merger)
	list, err := b.Hamlets(ctx, North, 2024)
	check(t, err)
	wantEqual(t, "hamlets", len(list), 4)
	b.wantSound(North, 2024, 1)
	b.Settle() // the tree with them in it still holds together
}

func applyHamletsNowhere(t *testing.T, b *Bed) {
	b.Settle()
	p := b.Opening(North, 2025, b.Record(North, 2025))
	p.Hamlets = []survey.NewHamlet{{ID: 501, Name: "Tổ dân phố 3"}}
	err := b.Apply(By(context.Background(), "anh Tú"), p)
	wantFault(t, err, fault.NotFound, "fault.place_not_then")
	b.wantNothing(North, 2025)
}

func applySchools(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	p := b.Opening(Joined, 2025, b.Record(Joined, 2025))
	first := survey.School{Code: "TH01", Name: "Trường TH Ba Đình", Level: "TH", Commune: "Phường Bỉm Sơn"}
	p.Schools = map[string]survey.School{"TH01": first, "TX9": {Code: "TX9", Name: "TT GDNN-GDTX", Level: "THCS&THPT", System: "TX"}}
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	p = b.Plan(Joined, 2025)
	first.Name = "Trường TH&THCS Ba Đình"
	p.Schools = map[string]survey.School{"TH01": first}
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	got, err := b.Schools(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "schools", len(got), 2)
	wantEqual(t, "renamed", got["TH01"], first)
	wantEqual(t, "kind of school", got["TX9"].System, "TX")
	got, err = b.Schools(ctx, Joined, 2026)
	check(t, err)
	wantEqual(t, "schools of a year without a list of its own", len(got), 2)
	got, err = b.Schools(ctx, Joined, 2024)
	check(t, err)
	wantEqual(t, "schools before the first list", len(got), 0)
	got, err = b.Schools(ctx, Other, 2025)
	check(t, err)
	wantEqual(t, "schools of another commune", len(got), 0)
}

func applyQuestions(t *testing.T, b *Bed) {
	b.Settle()
	r, s := b.Record(Joined, 2025), b.Record(Joined, 2025)
	p := b.Opening(Joined, 2025, r, s)
	p.Questions = []survey.Question{{PersonID: r.PersonID, Candidates: []register.ID{s.PersonID, 77}, Reason: "same_name"}}
	check(t, b.Apply(By(context.Background(), "anh Tú"), p))
	wantEqual(t, "questions", b.count("questions"), 2)
}

func applyStale(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	people := b.People(Joined, 2025, 4)
	b.Open(Joined, 2025, people...)
	stale, fresh := b.Plan(Joined, 2025), b.Plan(Joined, 2025)
	fresh.New = b.People(Joined, 2025, 2)
	check(t, b.Apply(By(ctx, "anh Tú"), fresh))
	stale.Changed = []survey.Change{Changed(people[0], func(r *register.Record) { r.GivenName = "Khác" })}
	wantFault(t, b.Apply(By(ctx, "anh Tú"), stale), fault.Conflict, "fault.round_changed")
	wantRecords(t, b.all(Joined, 2025), append(fresh.New, people...))
	b.wantSound(Joined, 2025, 6)
}

func applyNotOpen(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	for _, state := range []survey.State{survey.Submitted, survey.Checked, survey.Closed} {
		check(t, b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, state, ""))
		p := b.Plan(Joined, 2025)
		p.New = []*register.Record{b.Record(Joined, 2025)}
		wantFault(t, b.Apply(By(ctx, "anh Tú"), p), fault.Conflict, "fault.round_"+string(state))
	}
	b.wantSound(Joined, 2025, 1)
	check(t, b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, survey.Open, "sửa sai"))
	p := b.Plan(Joined, 2025)
	p.New = []*register.Record{b.Record(Joined, 2025)}
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	b.wantSound(Joined, 2025, 2)
}

// applyUnknown is a planner that remembers somebody the round does not have: the
// tally must not be moved by a record that was never counted.
func applyUnknown(t *testing.T, b *Bed) {
	b.Settle()
	r := b.Record(Joined, 2025)
	b.Open(Joined, 2025, r)
	p := b.Plan(Joined, 2025)
	p.Changed = []survey.Change{Changed(b.Record(Joined, 2025), func(r *register.Record) { r.GradeGroup = "k7" })}
	wantFault(t, b.Apply(By(context.Background(), "anh Tú"), p), fault.Conflict, "fault.round_changed")
	wantRecords(t, b.all(Joined, 2025), []*register.Record{r})
	b.wantSound(Joined, 2025, 1)
}

// applyUnreadable is a code no list has. Written once, it would hide the tally of
// the whole commune.
func applyUnreadable(t *testing.T, b *Bed) {
	b.Settle()
	p := b.Opening(Joined, 2025, b.Record(Joined, 2025, func(r *register.Record) { r.Residence = "lâu dài" }))
	if b.Apply(By(context.Background(), "anh Tú"), p) == nil {
		t.Error("it was written")
	}
	b.wantNothing(Joined, 2025)
}

// applyFails breaks a plan at its last step but one, with everything before it
// written: one person twice.
func applyFails(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	twice := b.People(Joined, 2025, 30)
	twice = append(twice, twice[0])
	p := b.Opening(Joined, 2025, twice...)
	p.Hamlets = []survey.NewHamlet{{ID: 501, Name: "Khu phố 9"}}
	p.Schools = map[string]survey.School{"A": {Code: "A", Name: "Trường A"}}
	if b.Apply(By(ctx, "anh Tú"), p) == nil {
		t.Fatal("a person was written twice in one round")
	}
	b.wantNothing(Joined, 2025)
	tree, err := b.Places(ctx)
	check(t, err)
	wantEqual(t, "hamlets", len(tree.Children(Joined, "2025-09-30")), 2)

	people := b.People(Joined, 2025, 5)
	b.Open(Joined, 2025, people...)
	p = b.Plan(Joined, 2025)
	p.Changed = []survey.Change{Changed(people[0], func(r *register.Record) { r.GivenName = "Khác" })}
	p.New = []*register.Record{people[1]}
	if b.Apply(By(ctx, "anh Tú"), p) == nil {
		t.Fatal("a person was written twice in one round")
	}
	wantRecords(t, b.all(Joined, 2025), people)
	wantEqual(t, "changes kept", b.count("record_changes"), 0)
	r, _, err := b.Round(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "stamp", r.Stamp, int64(1))
	b.wantSound(Joined, 2025, 5)
}

// wantNothing looks below the store for anything of a commune that should never
// have been written.
func (b *Bed) wantNothing(commune place.ID, year int) {
	b.t.Helper()
	for _, table := range []string{"rounds", "round_steps", "records", "persons", "tallies", "imports", "schools", "questions", "profiles", "record_changes"} {
		wantEqual(b.t, table, b.count(table), 0)
	}
	rows, err := b.Tally(context.Background(), commune, year)
	check(b.t, err)
	wantEqual(b.t, "tally", len(rows), 0)
}

// applyLarge needs several statements where many rows go into one, and has a
// rest at the end.
func applyLarge(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	people := b.People(Joined, 2025, 2503)
	b.Open(Joined, 2025, people...)
	p := b.Plan(Joined, 2025)
	for _, r := range people[:1201] {
		p.Changed = append(p.Changed, Changed(r, func(r *register.Record) { r.BirthYear--; r.Note = "sửa" }))
	}
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	wantEqual(t, "changes kept", b.count("record_changes"), 1201)
	b.wantSound(Joined, 2025, 2503)
}
