package form_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/register"
	"hoctap/internal/store/storetest"
)

// The slow path of literacy: the state of a person as the guide derives it from the
// sheet, counted by going through people one by one.

// gradesDone is the highest grade that somebody has behind them.
func gradesDone(r *register.Record) int {
	done := max(r.FinishedGrade, r.DropoutGrade-1)
	for grade := 1; grade <= 12; grade++ {
		if r.GradeGroup == fmt.Sprintf("k%d", grade) {
			done = max(done, grade-1)
		}
	}
	if hasPrimary(r) {
		done = max(done, 5)
	}
	return done
}

// readsAtLevel1 and readsAtLevel2: three and five grades, or as many classes of the
// literacy programme. A relapse of degree 1 takes both away, one of degree 2 the
// second.
func readsAtLevel1(r *register.Record) bool {
	return r.Relapse != 1 && (gradesDone(r) >= 3 || r.LiteracyCompleted >= 3)
}

func readsAtLevel2(r *register.Record) bool {
	return r.Relapse == 0 && (gradesDone(r) >= 5 || r.LiteracyCompleted >= 5)
}

// literacyStates are the columns by which XMC-3 and CMC-1 part the population. The
// second kind of illiterate is whoever has level 1 and lacks level 2.
var literacyStates = map[string]func(*register.Record) bool{
	"population":  func(*register.Record) bool { return true },
	"illiterate1": func(r *register.Record) bool { return !readsAtLevel1(r) },
	"illiterate2": func(r *register.Record) bool { return readsAtLevel1(r) && !readsAtLevel2(r) },
	"literate":    readsAtLevel2,
}

// fourfold are the people that each is counted for.
var fourfold = map[string]func(*register.Record) bool{
	"total":           func(*register.Record) bool { return true },
	"female":          func(r *register.Record) bool { return r.Female },
	"minority":        isMinority,
	"minority_female": func(r *register.Record) bool { return isMinority(r) && r.Female },
}

func isMinority(r *register.Record) bool { return r.Ethnicity != "" && r.Ethnicity != "Kinh" }

// byHand counts those of some ages who still live there.
func byHand(people []*register.Record, from, to int, holds ...func(*register.Record) bool) int64 {
	n := int64(0)
	for _, r := range people {
		age := r.Year - r.BirthYear
		if age < from || age > to || isGone(r) {
			continue
		}
		if !slices.ContainsFunc(holds, func(h func(*register.Record) bool) bool { return !h(r) }) {
			n++
		}
	}
	return n
}

func withLiteracy(bed *storetest.Bed) []*register.Record {
	people := odd(bed, storetest.Joined, 2025, 1500, storetest.Joined1, storetest.Joined1, storetest.Joined2)
	for i, r := range people {
		r.LiteracyCompleted, r.Relapse = i%7%6, max(0, i%11-8)
	}
	return people
}

// Every counted cell of XMC-3 and CMC-1 is what the slow path counts, on both
// engines.
func TestLiteracyFormsAgainstSlowCount(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		people := withLiteracy(bed)
		bed.Open(storetest.Joined, 2025, people...)
		of := form.For{Place: storetest.Joined, Year: 2025}
		agesByHand(t, fill(t, l, bed.DB, "XMC-3", of), people)
		bandsByHand(t, fill(t, l, bed.DB, "CMC-1", of), people)
		groupsByHand(t, fill(t, l, bed.DB, "CMC-2", of), people)
		levelsByHand(t, fill(t, l, bed.DB, "XMC-4", of), people)
	})
}

// agesByHand goes through XMC-3: a row an age, and three sums.
func agesByHand(t *testing.T, f *form.Filled, people []*register.Record) {
	t.Helper()
	b := f.Body("")
	seen := 0
	for _, row := range b.Rows {
		from, to := 15, 0
		if _, err := fmt.Sscanf(row.ID, "age.%d", &to); err == nil {
			from = to
		} else if _, err := fmt.Sscanf(row.ID, "ages15_%d", &to); err != nil {
			t.Fatalf("nobody counts row %s by hand", row.ID)
		}
		for state, holds := range literacyStates {
			for who, of := range fourfold {
				at, ok := b.Find(row.ID, state+"."+who)
				if !ok {
					t.Fatalf("%s has no column %s.%s", f.Code, state, who)
				}
				seen++
				if want := byHand(people, from, to, holds, of); b.Cell(at).N != want {
					t.Errorf("%s %s %s.%s: %d, by hand %d", f.Code, row.ID, state, who, b.Cell(at).N, want)
				}
			}
		}
	}
	if seen != 49*16 {
		t.Errorf("%d cells were counted by hand", seen)
	}
}

// bandsByHand goes through the total of CMC-1: three bands of ages, each with its
// population and both kinds of illiterate.
func bandsByHand(t *testing.T, f *form.Filled, people []*register.Record) {
	t.Helper()
	b := f.Body("")
	seen := 0
	for _, column := range b.Columns {
		at, _ := b.Find("total", column.ID)
		parts := strings.Split(column.ID, ".")
		if b.Cell(at).Kind != form.CountCell {
			continue
		}
		to := 60
		if _, err := fmt.Sscanf(parts[0], "ages15_%d", &to); err == nil {
			parts = parts[1:]
		}
		state, who := literacyStates[parts[0]], fourfold[parts[1]]
		if state == nil || who == nil {
			t.Errorf("nobody counts column %s by hand", column.ID)
			continue
		}
		seen++
		if want := byHand(people, 15, to, state, who); b.Cell(at).N != want {
			t.Errorf("%s %s: %d, by hand %d", f.Code, column.ID, b.Cell(at).N, want)
		}
	}
	if seen < 30 {
		t.Errorf("%d columns were counted by hand", seen)
	}
}

// groupsByHand goes through CMC-2: three groups of ages that do not overlap, and
// their sum.
func groupsByHand(t *testing.T, f *form.Filled, people []*register.Record) {
	t.Helper()
	states := map[string]func(*register.Record) bool{"relapsed": func(r *register.Record) bool { return r.Relapse > 0 }}
	for _, state := range []string{"population", "illiterate1", "illiterate2"} {
		states[state] = literacyStates[state]
	}
	b := f.Body("")
	for row, ages := range map[string][2]int{"ages15_25": {15, 25}, "ages26_35": {26, 35}, "ages36_60": {36, 60}, "ages15_60": {15, 60}} {
		want := map[string]int64{"illiterate.count": byHand(people, ages[0], ages[1], func(r *register.Record) bool { return !readsAtLevel2(r) })}
		for state, holds := range states {
			for _, who := range []string{"total", "female", "minority"} {
				want[state+"."+who] = byHand(people, ages[0], ages[1], holds, fourfold[who])
			}
		}
		for column, n := range want {
			wantCount(t, f, b, row, column, n)
		}
	}
}

// levelsByHand goes through XMC-4: of each band the population and who reads at
// either level.
func levelsByHand(t *testing.T, f *form.Filled, people []*register.Record) {
	t.Helper()
	b := f.Body("main")
	for _, to := range []int{25, 35, 60} {
		for column, holds := range map[string]func(*register.Record) bool{"total": literacyStates["population"], "literate1": readsAtLevel1, "literate2": readsAtLevel2} {
			wantCount(t, f, b, b.Rows[0].ID, fmt.Sprintf("ages15_%d.%s", to, column), byHand(people, 15, to, holds))
		}
	}
}

func wantCount(t *testing.T, f *form.Filled, b *form.Body, row, column string, want int64) {
	t.Helper()
	at, ok := b.Find(row, column)
	if !ok {
		t.Fatalf("%s has no cell %s %s", f.Code, row, column)
	}
	if got := b.Cell(at).N; got != want {
		t.Errorf("%s %s %s: %d, by hand %d", f.Code, row, column, got, want)
	}
}
