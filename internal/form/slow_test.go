package form_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/store/storetest"
)

// The slow path: what TH-M1 asks, written down once more by hand from the guide
// and not from the form, and counted by going through people one by one. It
// shares nothing with the engine but the records.

func isDisabled(r *register.Record) bool {
	return r.Movement || r.HearingSpeech || r.Vision || r.Mental || r.Intellectual || r.Learning || r.Autism || r.OtherDisabled
}

func isGone(r *register.Record) bool { return r.Move == "out" || r.Move == "dead" }

func mustBeCovered(r *register.Record) bool { return !isDisabled(r) && !isGone(r) }

func hasPrimary(r *register.Record) bool {
	switch {
	case r.Graduated == "TH", r.Graduated == "THCS", r.Graduated == "THPT":
		return true
	case slices.Contains([]string{"k6", "k7", "k8", "k9", "k10", "k11", "k12", "thcn", "sv"}, r.GradeGroup):
		return true
	}
	return r.FinishedGrade >= 5 || r.DropoutGrade >= 6 || r.Vocational != ""
}

func leftPrimary(r *register.Record) bool {
	return r.DropoutGrade >= 1 && r.DropoutGrade <= 5 && r.GradeGroup == "" && !hasPrimary(r)
}

// slowColumns are the columns of TH-M1 that count people.
func slowColumns() map[string]func(*register.Record) bool {
	out := map[string]func(*register.Record) bool{
		"children.total":    func(*register.Record) bool { return true },
		"children.female":   func(r *register.Record) bool { return r.Female },
		"children.minority": func(r *register.Record) bool { return r.Ethnicity != "" && r.Ethnicity != "Kinh" },
		"disability.total":  func(r *register.Record) bool { return isDisabled(r) && !isGone(r) },
		"disability.able":   func(r *register.Record) bool { return isDisabled(r) && !isGone(r) && r.Able },
		"disability.access": func(r *register.Record) bool { return isDisabled(r) && !isGone(r) && r.Able && r.GradeGroup != "" },
		"moves.in":          func(r *register.Record) bool { return r.Move == "in" },
		"moves.out":         func(r *register.Record) bool { return r.Move == "out" },
		"moves.died":        func(r *register.Record) bool { return r.Move == "dead" },
		"covered":           mustBeCovered,
		"completed":         func(r *register.Record) bool { return mustBeCovered(r) && hasPrimary(r) },
		"left":              func(r *register.Record) bool { return mustBeCovered(r) && leftPrimary(r) },
	}
	for grade := 1; grade <= 5; grade++ {
		for id, here := range map[string]string{"here": "here", "elsewhere": "elsewhere", "uncertain": ""} {
			out[fmt.Sprintf("grade.%d.%s", grade, id)] = func(r *register.Record) bool {
				return mustBeCovered(r) && r.GradeGroup == fmt.Sprintf("k%d", grade) && r.SchoolHere == here
			}
		}
	}
	return out
}

// slowRows are the ages that a row of TH-M1 stands for.
var slowRows = map[string][2]int{
	"age.6": {6, 6}, "age.7": {7, 7}, "age.8": {8, 8}, "age.9": {9, 9}, "age.10": {10, 10}, "ages6_10": {6, 10},
	"age.11": {11, 11}, "age.12": {12, 12}, "age.13": {13, 13}, "age.14": {14, 14}, "ages11_14": {11, 14}, "total": {6, 14},
}

func slowPeople(people []*register.Record, row, column string) []register.ID {
	ages, counts := slowRows[row], slowColumns()[column]
	var out []register.ID
	for _, r := range people {
		age := r.Year - r.BirthYear
		if age >= ages[0] && age <= ages[1] && counts(r) {
			out = append(out, r.PersonID)
		}
	}
	slices.Sort(out)
	return out
}

// Every cell of TH-M1 is what the slow path counts, and opens to the very people
// it names: for the commune and for each hamlet.
func TestPrimaryFormAgainstSlowCount(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		people := odd(bed, storetest.Joined, 2025, 1500, storetest.Joined1, storetest.Joined1, storetest.Joined2, 0)
		bed.Open(storetest.Joined, 2025, people...)
		for _, hamlet := range []place.ID{0, storetest.Joined1, storetest.Joined2} {
			of := form.For{Place: storetest.Joined, Year: 2025, Hamlet: hamlet}
			within := slices.DeleteFunc(slices.Clone(people), func(r *register.Record) bool { return hamlet != 0 && r.HamletID != hamlet })
			againstSlow(t, l, bed, fill(t, l, bed.DB, "TH-M1", of), within)
		}
	})
}

func againstSlow(t *testing.T, l *form.Library, bed *storetest.Bed, f *form.Filled, people []*register.Record) {
	t.Helper()
	columns := slowColumns()
	b := f.Body("")
	seen := 0
	for _, row := range b.Rows {
		for _, column := range b.Columns {
			if columns[column.ID] == nil {
				if column.Label == "" && !strings.HasSuffix(column.ID, "from_elsewhere") {
					t.Errorf("nobody counts column %s by hand", column.ID)
				}
				continue
			}
			seen++
			at, _ := b.Find(row.ID, column.ID)
			want := slowPeople(people, row.ID, column.ID)
			if got := b.Cell(at).N; got != int64(len(want)) {
				t.Errorf("%s %s: %d, by hand %d", row.ID, column.ID, got, len(want))
			}
			if row.ID == "total" || row.ID == "age.11" {
				wantPeople(t, l, bed, f, row.ID, column.ID, want)
			}
		}
	}
	if seen != len(slowRows)*len(columns) {
		t.Errorf("%d cells were counted by hand, %d are on the form", len(slowRows)*len(columns), seen)
	}
}

func wantPeople(t *testing.T, l *form.Library, bed *storetest.Bed, f *form.Filled, row, column string, want []register.ID) {
	t.Helper()
	list, err := l.People(context.Background(), bed.DB, f, "", row, column)
	if err != nil {
		t.Fatal(err)
	}
	var got []register.ID
	for _, p := range list {
		got = append(got, p.Record.PersonID)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%s %s names %d people, by hand %d", row, column, len(got), len(want))
	}
}
