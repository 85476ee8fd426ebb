package storetest

import (
	"context"
	"slices"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

var rounds = []test{
	{"are not there before they are opened", noRound},
	{"every step and every refused step", roundSteps},
	{"a reopened round keeps its reason", roundReopened},
	{"of a place and of a year", roundLists},
	{"how far the confirming is", roundProgress},
	{"two that move it at once: one wins", roundMovedTogether},
	{"the former round, over a merger", former},
}

func noRound(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	_, ok, err := b.Round(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "round", ok, false)
	_, ok, err = b.RoundProgress(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "progress", ok, false)
	rows, err := b.Tally(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "tally", len(rows), 0)
	wantFault(t, b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, survey.Submitted, ""), fault.NotFound, "fault.no_round")
}

func roundSteps(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	states := []survey.State{survey.Open, survey.Submitted, survey.Checked, survey.Closed}
	allowed := map[survey.State][]survey.State{
		survey.Open: {survey.Submitted}, survey.Submitted: {survey.Checked, survey.Open},
		survey.Checked: {survey.Closed, survey.Open}, survey.Closed: {survey.Open},
	}
	taken := 1
	for _, from := range states {
		for _, to := range states {
			b.tamper(`UPDATE rounds SET state = '` + string(from) + `'`)
			err := b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, to, "lý do")
			if slices.Contains(allowed[from], to) {
				check(t, err)
				taken++
			} else {
				wantFault(t, err, fault.Conflict, "fault.round_step")
			}
			r, _, err := b.Round(ctx, Joined, 2025)
			check(t, err)
			want := from
			if slices.Contains(allowed[from], to) {
				want = to
			}
			wantEqual(t, "state after "+string(from)+" to "+string(to), r.State, want)
		}
	}
	steps, err := b.Steps(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "steps kept", len(steps), taken)
}

func roundReopened(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	for _, to := range []survey.State{survey.Submitted, survey.Checked, survey.Closed} {
		check(t, b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, to, ""))
	}
	wantFault(t, b.MoveRound(By(ctx, "anh Tú"), Joined, 2025, survey.Open, ""), fault.Invalid, "fault.reopen_reason")
	check(t, b.MoveRound(By(ctx, "anh Tú"), Joined, 2025, survey.Open, "sót 3 hộ khu phố 2"))
	steps, err := b.Steps(ctx, Joined, 2025)
	check(t, err)
	want := []survey.Step{
		{From: "", To: survey.Open, By: "chị Lan", Reason: "phieu.xlsx"},
		{From: survey.Open, To: survey.Submitted, By: "chị Lan"},
		{From: survey.Submitted, To: survey.Checked, By: "chị Lan"},
		{From: survey.Checked, To: survey.Closed, By: "chị Lan"},
		{From: survey.Closed, To: survey.Open, By: "anh Tú", Reason: "sót 3 hộ khu phố 2"},
	}
	wantEqual(t, "steps", len(steps), len(want))
	for i := range min(len(steps), len(want)) {
		want[i].CommuneID, want[i].Year, want[i].At = Joined, 2025, nowUTC
		wantEqual(t, "step", steps[i], want[i])
	}
}

func roundLists(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(North, 2024, b.Record(North, 2024))
	b.Open(South, 2024, b.Record(South, 2024))
	b.Open(North, 2020, b.Record(North, 2020))
	list, err := b.Rounds(ctx, North)
	check(t, err)
	wantEqual(t, "rounds of a commune", len(list), 2)
	want := survey.Round{CommuneID: North, Year: 2020, State: survey.Open, OpenedAt: nowUTC, Stamp: 1}
	wantEqual(t, "the first", list[0], want)
	years, err := b.Years(ctx)
	check(t, err)
	if len(years) != 2 || years[0] != 2020 || years[1] != 2024 {
		t.Errorf("years: got %v", years)
	}
	communes, err := b.CommunesWithRound(ctx, 2024)
	check(t, err)
	if len(communes) != 2 || communes[0] != North || communes[1] != South {
		t.Errorf("communes of 2024: got %v", communes)
	}
}

func roundProgress(t *testing.T, b *Bed) {
	b.Settle()
	unsure := func(r *register.Record) { r.Confirmed = false }
	b.Open(Joined, 2025, b.Record(Joined, 2025), b.Record(Joined, 2025, unsure), b.Record(Joined, 2025, unsure))
	r, ok, err := b.RoundProgress(context.Background(), Joined, 2025)
	check(t, err)
	wantEqual(t, "round", r, survey.Round{CommuneID: Joined, Year: 2025, State: survey.Open, OpenedAt: nowUTC, Stamp: 1, Records: 3, Unconfirmed: 2})
	wantEqual(t, "there", ok, true)
}

// roundMovedTogether lets another hand move the round between the reading and
// the writing of MoveRound.
func roundMovedTogether(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	err := b.meanwhile(`UPDATE rounds SET state = 'submitted'`, func() error {
		return b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, survey.Submitted, "")
	})
	if fault.KindOf(err) != fault.Conflict {
		t.Errorf("got %v, want a conflict", err)
	}
	steps, err := b.Steps(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "steps", len(steps), 1)
}

func former(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	_, year, err := b.Former(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "no former round", year, 0)
	old := b.People(North, 2020, 3)
	north, south := b.People(North, 2024, 5), b.People(South, 2024, 4)
	joined := b.People(Joined, 2025, 6)
	b.Open(North, 2020, old...)
	b.Open(North, 2024, north...)
	b.Open(South, 2024, south...)
	b.Open(Other, 2024, b.People(Other, 2024, 9)...)
	b.Open(Joined, 2025, joined...)
	for _, c := range []struct {
		commune place.ID
		year    int
		from    int
		want    []*register.Record
	}{
		{Joined, 2026, 2025, joined},
		{Joined, 2025, 2024, append(north, south...)},
		{North, 2024, 2020, old},
		{South, 2024, 0, nil},
		{Joined, 2020, 0, nil},
	} {
		got, year, err := b.Former(ctx, c.commune, c.year)
		check(t, err)
		wantEqual(t, "year", year, c.from)
		wantRecords(t, got, c.want)
	}
}
