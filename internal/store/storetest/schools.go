package storetest

import (
	"context"
	"fmt"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/internal/survey"
)

var schools = []test{
	{"figures are saved, changed and taken back", factsSaved},
	{"every change of a figure is kept", factsKept},
	{"figures of a closed round do not change", factsClosed},
	{"figures of schools stand in one order everywhere", factsSorted},
}

func factsSaved(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	p := b.Opening(Joined, 2025, b.Record(Joined, 2025))
	p.Schools = map[string]survey.School{"TH01": {Code: "TH01", Name: "Trường TH&THCS Ba Đình", Level: "TH&THCS"}}
	check(t, b.Apply(By(ctx, "anh Tú"), p))
	f, err := b.Facts(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "figures nobody entered", len(f.Commune)+len(f.Schools), 0)

	b.enter(2, store.FactValue{Fact: "staff", Value: "12"}, store.FactValue{School: "TH01", Fact: "rooms", Value: "9,5", Evidence: "biên bản 3"})
	b.enter(0, store.FactValue{Fact: "staff", Value: "12"})
	b.enter(1, store.FactValue{Fact: "staff", Value: "12", Evidence: "sổ theo dõi"})
	f, err = b.Facts(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "figure of the commune", f.Commune["staff"], "12")
	wantEqual(t, "schools with figures", len(f.Schools), 1)
	school := f.Schools[0]
	wantEqual(t, "figure of the school", school.Values["rooms"], "9,5")
	wantEqual(t, "its name", school.Name, "Trường TH&THCS Ba Đình")
	wantEqual(t, "its levels", fmt.Sprint(school.Levels), "[TH THCS]")

	b.enter(1, store.FactValue{School: "TH01", Fact: "rooms"})
	f, err = b.Facts(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "a figure taken back", len(f.Schools), 0)
	f, err = b.Facts(ctx, Joined, 2024)
	check(t, err)
	wantEqual(t, "figures of another year", len(f.Commune), 0)
}

// enter saves figures and checks how many of them were new.
func (b *Bed) enter(want int, values ...store.FactValue) {
	b.t.Helper()
	n, err := b.SaveFacts(By(context.Background(), "chị Lan"), Joined, 2025, values)
	check(b.t, err)
	wantEqual(b.t, "figures changed", n, want)
}

func factsKept(t *testing.T, b *Bed) {
	b.Settle()
	for _, v := range []string{"12", "13", ""} {
		b.enter(1, store.FactValue{Fact: "staff", Value: v})
	}
	got := b.texts(`SELECT before || '>' || after || ' ' || actor || ' ' || happens_at FROM fact_changes ORDER BY id`)
	want := []string{">12 chị Lan " + nowUTC, "12>13 chị Lan " + nowUTC, "13> chị Lan " + nowUTC}
	wantEqual(t, "changes", fmt.Sprint(got), fmt.Sprint(want))
	b.enter(1, store.FactValue{School: "TH01", Fact: "staff", Value: "7"})
	changes, err := b.FactChanges(context.Background(), Joined, 2025, "")
	check(t, err)
	wantEqual(t, "changes of the commune, newest first", fmt.Sprint(changes),
		fmt.Sprintf("[{staff 13  %[1]s chị Lan} {staff 12 13 %[1]s chị Lan} {staff  12 %[1]s chị Lan}]", nowUTC))
	changes, err = b.FactChanges(context.Background(), Joined, 2025, "TH01")
	check(t, err)
	wantEqual(t, "changes of the school", fmt.Sprint(changes), fmt.Sprintf("[{staff  7 %s chị Lan}]", nowUTC))
}

func factsClosed(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	for _, to := range []survey.State{survey.Submitted, survey.Checked} {
		check(t, b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, to, ""))
	}
	b.enter(1, store.FactValue{Fact: "staff", Value: "12"})
	check(t, b.MoveRound(By(ctx, "chị Lan"), Joined, 2025, survey.Closed, ""))
	_, err := b.SaveFacts(By(ctx, "chị Lan"), Joined, 2025, []store.FactValue{{Fact: "staff", Value: "99"}})
	wantFault(t, err, fault.Conflict, "fault.round_closed")
	f, err := b.Facts(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "figure", f.Commune["staff"], "12")
}

func factsSorted(t *testing.T, b *Bed) {
	b.Settle()
	codes := []string{"th2", "TH10", "TH1", "mn 3", "MN-1", "đ1", "z"}
	for _, code := range codes {
		b.enter(1, store.FactValue{School: code, Fact: "rooms", Value: "1"})
	}
	f, err := b.Facts(context.Background(), Joined, 2025)
	check(t, err)
	wantEqual(t, "order", fmt.Sprint(codesOf(f)), "[MN-1 TH1 TH10 mn 3 th2 z đ1]")
}

func codesOf(f rule.Facts) []string {
	var out []string
	for _, s := range f.Schools {
		out = append(out, s.Code)
	}
	return out
}
