package form_test

import (
	"context"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/store/storetest"
)

// Hamlet by hamlet there are as many as People names, and the profiles of a
// hamlet lead to exactly them.
func TestCrowdsAreThePeopleOfACell(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		settled(t, bed)
		f := fill(t, l, bed.DB, "XMC-3", form.For{Place: storetest.Joined, Year: 2025})
		b := &f.Tables[0]
		for _, cell := range [][2]string{{"age.15", "population.total"}, {"ages15_60", "population.total"}, {"ages15_60", "percent"}} {
			sameCrowds(t, l, bed, f, b.ID, cell[0], cell[1])
		}
	})
}

func sameCrowds(t *testing.T, l *form.Library, bed *storetest.Bed, f *form.Filled, table, row, column string) {
	t.Helper()
	ctx := context.Background()
	people, err := l.People(ctx, bed.DB, f, table, row, column)
	if err != nil {
		t.Fatal(err)
	}
	want := map[place.ID]int{}
	for _, p := range people {
		want[p.Record.HamletID]++
	}
	crowds, err := l.Crowds(ctx, bed.DB, f, table, row, column)
	if err != nil {
		t.Fatal(err)
	}
	if len(people) == 0 || len(crowds) != len(want) {
		t.Errorf("%s %s: %d people in %d hamlets, %d crowds", row, column, len(people), len(want), len(crowds))
	}
	for _, c := range crowds {
		read, err := bed.ListByProfile(ctx, c.Commune.ID, c.Year, c.Hamlet, c.Profiles)
		if err != nil {
			t.Fatal(err)
		}
		if len(read) != want[c.Hamlet] || c.Persons != int64(want[c.Hamlet]) {
			t.Errorf("%s %s, hamlet %d: %d counted, %d read, want %d", row, column, c.Hamlet, c.Persons, len(read), want[c.Hamlet])
		}
	}
}

// The words of a question are those of the law and of the forms; what stands in
// quotes is no word.
func TestWordsOfAQuestion(t *testing.T) {
	l := national(t)
	var got []string
	for _, p := range l.Named([][]string{{`covered_primary && study != "able"`, "age == 6"}, {"covered_primary"}}) {
		got = append(got, p.ID)
	}
	if len(got) != 1 || got[0] != "covered_primary" {
		t.Errorf("named %v, want covered_primary alone", got)
	}
}
