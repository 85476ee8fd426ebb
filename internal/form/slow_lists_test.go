package form_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/register"
	"hoctap/internal/store"
	"hoctap/internal/viet"
)

// The lists by hand: who stands on each, in which order, with what in the columns
// that every list has.

// listedAges are the ages of a list, and listed who of these stands on it.
var listed = map[string]struct {
	from, to int
	who      holds
}{
	"DS-HTMN":   {6, 6, func(r person) bool { return mustBeBrought(r) && donePreschool(r) }},
	"DS-HTTH":   {6, 14, func(r person) bool { return mustBeCovered(r) && hasPrimary(r) }},
	"DS-TNTHCS": {15, 18, func(r person) bool { return mustBeCovered(r) && hasLowerSecondary(r) }},
	"DS-CCN":    {15, 18, func(r person) bool { return !isGone(r) && r.Vocational != "" }},
	"DS-CDH":    {6, 14, func(r person) bool { return !isGone(r) && !atSchool(r) }},
	"DS-MC1":    {15, 60, func(r person) bool { return !isGone(r) && !readsAtLevel1(r) }},
	"DS-MC2":    {15, 60, func(r person) bool { return !isGone(r) && readsAtLevel1(r) && !readsAtLevel2(r) }},
	// Recognised: a phase of the literacy programme is behind them and not lost again.
	// The programme is for those of 15 to 60.
	"DS-BC1": {15, 60, func(r person) bool {
		return !isGone(r) && r.LiteracyCompleted >= 3 && r.Relapse != 1 && !(r.LiteracyCompleted >= 5 && r.Relapse == 0)
	}},
	"DS-BC2": {15, 60, func(r person) bool { return !isGone(r) && r.LiteracyCompleted >= 5 && r.Relapse == 0 }},
	// The books keep whoever is on the sheets, also who has left.
	"MN-06": {0, 6, func(person) bool { return true }},
	"SO-TD": {0, 200, func(person) bool { return true }},
	"PHIEU": {0, 200, func(person) bool { return true }},
}

// wordsOf are the columns that say the same on every list.
var wordsOf = map[string]func(person) string{
	"name": func(r person) string { return r.Name() }, "family": func(r person) string { return r.FamilyName }, "given": func(r person) string { return r.GivenName },
	"birth": func(r person) string { return viet.Date(r.BirthDate()) }, "ethnicity": func(r person) string { return r.Ethnicity },
	"religion": func(r person) string { return r.Religion }, "priority": func(r person) string { return r.Priority },
	"head": func(r person) string { return r.HeadName() }, "address": func(r person) string { return r.Address }, "sheet": func(r person) string { return r.SheetNumber },
	"guardian": func(r person) string { return r.Guardian }, "phone": func(r person) string { return r.Phone }, "note": func(r person) string { return r.Note },
	"relation": func(r person) string { return r.Relation }, "move.detail": func(r person) string { return r.MoveDetail },
	"completed_in": func(r person) string { return r.GraduatedIn }, "graduated_in": func(r person) string { return r.GraduatedIn }, "graduation.in": func(r person) string { return r.GraduatedIn },
	"graduated": func(r person) string { return r.Graduated }, "graduation.level": func(r person) string { return r.Graduated }, "schooling.graduated": func(r person) string { return r.Graduated },
	"female": func(r person) string { return tickOf(r.Female) }, "disability.movement": func(r person) string { return tickOf(r.Movement) },
	"disability.vision": func(r person) string { return tickOf(r.Vision) }, "disability.autism": func(r person) string { return tickOf(r.Autism) },
	"disability.certificate": func(r person) string { return tickOf(r.Certificate) }, "disability.able": func(r person) string { return tickOf(r.Able) },
	"disabled": func(r person) string { return tickOf(isDisabled(r)) }, "able": func(r person) string { return tickOf(isDisabled(r) && r.Able) },
	"graduation.continuing": func(r person) string { return tickOf(r.Continuing) }, "continuing": func(r person) string { return tickOf(r.Continuing) },
	"birth.year": func(r person) string { return figureOf(r.BirthYear) }, "birth.month": func(r person) string { return figureOf(r.BirthMonth) }, "birth.day": func(r person) string { return figureOf(r.BirthDay) },
	"class.completed": func(r person) string { return figureOf(r.LiteracyCompleted) }, "class.attending": func(r person) string { return figureOf(r.LiteracyAttending) },
	"literacy.completed": func(r person) string { return figureOf(r.LiteracyCompleted) }, "literacy.attending": func(r person) string { return figureOf(r.LiteracyAttending) },
	"relapse": func(r person) string { return figureOf(r.Relapse) }, "literacy.relapse": func(r person) string { return figureOf(r.Relapse) },
	"dropout": func(r person) string { return figureOf(r.DropoutGrade) }, "dropout.grade": func(r person) string { return figureOf(r.DropoutGrade) }, "schooling.dropout": func(r person) string { return figureOf(r.DropoutGrade) },
	"finished.grade": func(r person) string { return figureOf(r.FinishedGrade) }, "schooling.finished": func(r person) string { return figureOf(r.FinishedGrade) },
	"dropout.in": func(r person) string { return r.DropoutIn }, "schooling.dropout_in": func(r person) string { return r.DropoutIn }, "finished.in": func(r person) string { return r.FinishedIn },
	"study.code": func(r person) string { return r.SchoolCode }, "qualification.number": func(r person) string { return r.DiplomaNumber }, "vocational.number": func(r person) string { return r.DiplomaNumber },
	"qualification.year": func(r person) string { return figureOf(r.VocationalYear) }, "vocational.year": func(r person) string { return figureOf(r.VocationalYear) },
}

func tickOf(yes bool) string {
	if yes {
		return "x"
	}
	return ""
}

func figureOf(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// written is what a cell of a list says.
func written(c *form.Cell) string {
	switch {
	case c.Text != nil:
		return c.Text.Vi
	case c.Kind == form.AnswerCell:
		return tickOf(c.N == 1)
	case c.Kind == form.FigureCell:
		return fmt.Sprint(c.N)
	}
	return ""
}

// listsByHand holds every list of a place against the slow path.
func (c *crowdOf) listsByHand(t *testing.T, l *form.Library, db *store.DB) (lines int) {
	t.Helper()
	for code, of := range listed {
		f, err := l.Form(code, c.of.Year)
		if err != nil {
			t.Errorf("%s is not there in %d", code, c.of.Year)
			continue
		}
		scope, err := l.ScopeOf(t.Context(), db, c.of)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(f.Scopes, scope) {
			continue
		}
		var want []person
		for _, r := range aged(c.all, of.from, of.to) {
			if of.who(r) {
				want = append(want, r)
			}
		}
		lines += c.listByHand(t, l, db, code, want)
	}
	return lines
}

func (c *crowdOf) listByHand(t *testing.T, l *form.Library, db *store.DB, code string, want []person) (lines int) {
	t.Helper()
	filled := fill(t, l, db, code, c.of)
	byID := map[register.ID]person{}
	for _, r := range want {
		byID[r.PersonID] = r
	}
	if filled.List.Persons != int64(len(want)) {
		t.Errorf("%s %d %s names %d, by hand %d", code, c.of.Year, filled.Place.Name, filled.List.Persons, len(want))
	}
	var shown []person
	for e, err := range l.Entries(t.Context(), db, filled) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Person == 0 {
			continue // a line to be written on by hand
		}
		r := byID[e.Person]
		if r == nil {
			t.Errorf("%s %d %s names person %d, by hand not", code, c.of.Year, filled.Place.Name, e.Person)
			continue
		}
		delete(byID, e.Person)
		shown = append(shown, r)
		c.lineByHand(t, code, filled.List.Columns, e.Cells, r)
	}
	for _, r := range byID {
		t.Errorf("%s %d %s leaves out person %d, %s", code, c.of.Year, filled.Place.Name, r.PersonID, r.Name())
	}
	inOrder(t, code, shown)
	return len(shown)
}

func (c *crowdOf) lineByHand(t *testing.T, code string, columns []form.FilledLine, cells []form.Cell, r person) {
	t.Helper()
	known := 0
	for i := range columns {
		want := wordsOf[columns[i].ID]
		if want == nil {
			continue
		}
		known++
		if got := written(&cells[i]); got != want(r) {
			t.Errorf("%s, person %d, column %s: %q, by hand %q", code, r.PersonID, columns[i].ID, got, want(r))
		}
	}
	if known < 6 {
		t.Errorf("%s has %d columns that are known by hand", code, known)
	}
}

// inOrder: those of a hamlet stand together; the lists go by name as it is read in
// Viet Nam, the books by sheet, the one of children by birth.
func inOrder(t *testing.T, code string, shown []person) {
	t.Helper()
	seen := map[any]bool{}
	for i := 1; i < len(shown); i++ {
		a, b := shown[i-1], shown[i]
		if a.HamletID != b.HamletID || a.CommuneID != b.CommuneID {
			seen[[2]any{a.CommuneID, a.HamletID}] = true
			if seen[[2]any{b.CommuneID, b.HamletID}] {
				t.Errorf("%s: the people of a hamlet stand apart", code)
				return
			}
			continue
		}
		if wrongOrder(code, a, b) {
			t.Errorf("%s: %s %s stands before %s %s", code, a.Name(), a.BirthDate(), b.Name(), b.BirthDate())
			return
		}
	}
}

func wrongOrder(code string, a, b person) bool {
	switch {
	case code == "SO-TD" || code == "PHIEU":
		return a.SheetNumber != b.SheetNumber && viet.Compare(a.SheetNumber, b.SheetNumber) > 0
	case code == "MN-06":
		return cmp.Compare(strings.ReplaceAll(a.BirthDate(), "-", ""), strings.ReplaceAll(b.BirthDate(), "-", "")) > 0
	}
	return viet.CompareNames(a.FamilyName, a.GivenName, b.FamilyName, b.GivenName) > 0
}
