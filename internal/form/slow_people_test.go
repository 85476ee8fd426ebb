package form_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/internal/store/storetest"
)

// The slow path of the forms that count people: what an official reads in the heads
// of each, written down once more from the guide (sections 6 to 8 of the notes on
// the law) and not from the form, and counted by going through people one by one.
// Where the guide leaves a reading open, the reading is that of docs/open-choices.md.

type (
	person = *register.Record
	holds  = func(person) bool
)

// inHand is what should stand in a cell.
type inHand struct {
	kind form.CellKind
	n, d int64
}

func persons(n int64) inHand  { return inHand{form.CountCell, n, 0} }
func share(n, d int64) inHand { return inHand{form.PercentCell, n, d} }

var (
	empty = inHand{kind: form.BlankCell} // nothing on the sheet of a household tells it
	other = inHand{kind: "other"}        // no people: entered, or a verdict
)

// count goes through people.
func count(people []person, all ...holds) int64 {
	n := int64(0)
	for _, r := range people {
		if !slices.ContainsFunc(all, func(h holds) bool { return !h(r) }) {
			n++
		}
	}
	return n
}

// aged are the people of some ages, by the year of birth alone.
func aged(people []person, from, to int) []person {
	var out []person
	for _, r := range people {
		if age := r.Year - r.BirthYear; age >= from && age <= to {
			out = append(out, r)
		}
	}
	return out
}

func not(h holds) holds { return func(r person) bool { return !h(r) } }

func isFemale(r person) bool  { return r.Female }
func movedIn(r person) bool   { return r.Move == "in" }
func movedOut(r person) bool  { return r.Move == "out" }
func died(r person) bool      { return r.Move == "dead" }
func isAble(r person) bool    { return r.Able }
func hereYet(r person) bool   { return !isGone(r) }
func twoTimes(r person) bool  { return r.TwoSessions }
func atSchool(r person) bool  { return r.GradeGroup != "" }
func continues(r person) bool { return r.Continuing }

func studiesAt(where string) holds { return func(r person) bool { return r.SchoolHere == where } }

// gradeOf is the grade somebody sits in, 0 for none.
func gradeOf(r person) int {
	grade := 0
	_, err := fmt.Sscanf(r.GradeGroup, "k%d", &grade)
	if err != nil {
		return 0
	}
	return grade
}

func inGrades(from, to int) holds {
	return func(r person) bool { return gradeOf(r) >= from && gradeOf(r) <= to && gradeOf(r) > 0 }
}

// places by which the place of study is told.
var studyPlaces = map[string]string{"here": "here", "elsewhere": "elsewhere", "uncertain": ""}

// A handForm says what stands in a cell, given the people of its row.
type handForm func(people []person, table, row, column string) inHand

var handForms = map[string]handForm{
	"MN-01-TE": preschoolByHand(true), "MN-M1": preschoolByHand(false), "MN-05-KT": preschoolDisabilityByHand, "MN-02": preschoolResultByHand,
	"MN-01-TC,ĐK": preschoolConditionsByHand,
	"TH-M1":       primaryByHand, "TH-02": primaryResultByHand,
	"THCS-M1": secondaryByHand, "THCS-M2": secondaryMobilisedByHand, "THCS-TK": secondaryResultByHand,
	"CMC-1": illiterateUnitsByHand, "CMC-2": illiterateAgesByHand, "XMC-3": literacyAgesByHand, "XMC-4": literacyResultByHand,
}

// crowdOf is a place with its people, whole and part by part as forms name them.
type crowdOf struct {
	of    form.For
	all   []person
	parts map[string][]person // by "unit." and code, or "unit.p" and id where there is no code
}

// people are those of a row.
func (c *crowdOf) people(row string) []person {
	if strings.HasPrefix(row, "unit.") {
		return c.parts[row]
	}
	return c.all
}

// byHandAll holds every cell of every form of a place against the slow path.
func (c *crowdOf) byHandAll(t *testing.T, l *form.Library, src form.Source) (cells int) {
	t.Helper()
	for code, hand := range handForms {
		f, err := l.Form(code, c.of.Year)
		if err != nil {
			continue // not in use that year
		}
		scope, err := l.ScopeOf(t.Context(), src, c.of)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(f.Scopes, scope) {
			continue
		}
		filled := fill(t, l, src, code, c.of)
		for i := range filled.Tables {
			cells += c.byHand(t, filled, &filled.Tables[i], hand)
		}
	}
	return cells
}

func (c *crowdOf) byHand(t *testing.T, f *form.Filled, b *form.Body, hand handForm) (cells int) {
	t.Helper()
	for r := range b.Rows {
		for k := range b.Columns {
			row, column := &b.Rows[r], &b.Columns[k]
			cell := b.Cell(form.At{Row: r, Column: k})
			// Lines with # are the two halves of a share, which is compared itself.
			if strings.Contains(row.ID+column.ID, "#") || cell.Kind == form.TextCell || cell.Kind == form.CrossedCell {
				continue
			}
			want := hand(c.people(row.ID), b.ID, row.ID, column.ID)
			if want == other {
				continue
			}
			cells++
			got := inHand{cell.Kind, cell.N, cell.D}
			if unsurveyedUnit(c, row.ID) {
				want = empty
			}
			if got != want {
				t.Errorf("%s %d %s %s %s %s: %v, by hand %v", f.Code, c.of.Year, f.Place.Name, b.ID, row.ID, column.ID, got, want)
			}
		}
	}
	return cells
}

// unsurveyedUnit: nothing is counted of a commune that nobody has surveyed, and a
// nought would be a lie.
func unsurveyedUnit(c *crowdOf, row string) bool {
	_, known := c.parts[row]
	return strings.HasPrefix(row, "unit.") && !known
}

// odd people of a commune, on both engines: whatever may stand on a sheet.
func TestFormsOfPeopleAgainstSlowCount(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		people := odd(bed, storetest.Joined, 2025, 2000, storetest.Joined1, storetest.Joined1, storetest.Joined2)
		bed.Open(storetest.Joined, 2025, people...)
		cells, lines := 0, 0
		for _, of := range []form.For{
			{Place: storetest.Joined, Year: 2025}, {Place: storetest.Joined, Year: 2025, Hamlet: storetest.Joined1},
			{Place: storetest.Joined, Year: 2025, Hamlet: storetest.Joined2}, {Place: storetest.Province, Year: 2025},
		} {
			c := crowdIn(t, bed.DB, of)
			cells, lines = cells+c.byHandAll(t, l, bed.DB), lines+c.listsByHand(t, l, bed.DB)
		}
		if cells < 5000 || lines < 9000 {
			t.Errorf("%d cells and %d lines were compared", cells, lines)
		}
	})
}

// The sample town in the years of the old law and the new, of three tiers and two.
func TestSampleTownAgainstSlowCount(t *testing.T) {
	l := national(t)
	s := loadFigureTown(t)
	for year, codes := range map[int][]string{2019: {"14812", "14824", "381", "38"}, 2020: {"14818", "381", "38"}, 2024: {"14812", "381", "38"}, 2025: {"14812", "14818", "38"}} {
		t.Run(fmt.Sprint(year), func(t *testing.T) {
			cells, lines := 0, 0
			for _, code := range codes {
				of := form.For{Place: s.byCode(t, code, year), Year: year}
				c := crowdIn(t, s.DB, of)
				cells, lines = cells+c.byHandAll(t, l, s.DB), lines+c.listsByHand(t, l, s.DB)
				if hamlets := s.tree.Below(of.Place, place.Hamlet, rule.ReferenceDay(year)); len(code) == 5 && len(hamlets) > 0 {
					of.Hamlet = hamlets[len(hamlets)/2].PlaceID
					cells += crowdIn(t, s.DB, of).byHandAll(t, l, s.DB)
				}
			}
			if cells < 5000 || lines < 500 {
				t.Errorf("%d cells and %d lines were compared", cells, lines)
			}
		})
	}
}

// crowdIn reads the people of a place: of a hamlet, of a commune, or of all communes
// below it that were surveyed.
func crowdIn(t *testing.T, db *store.DB, of form.For) *crowdOf {
	t.Helper()
	tree, err := db.Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	on := rule.ReferenceDay(of.Year)
	at, ok := tree.At(of.Place, on)
	if !ok {
		t.Fatalf("%d is not there in %d", of.Place, of.Year)
	}
	c := &crowdOf{of: of, parts: map[string][]person{}}
	if at.Kind == place.Commune {
		c.all = roundOf(t, db, of.Place, of.Year)
		if of.Hamlet != 0 {
			c.all = slices.DeleteFunc(c.all, func(r person) bool { return r.HamletID != of.Hamlet })
		}
		c.parts["unit."+at.Code] = c.all
		for _, h := range append(tree.Below(of.Place, place.Hamlet, on), place.Attributes{}) {
			in := slices.DeleteFunc(slices.Clone(c.all), func(r person) bool { return r.HamletID != h.PlaceID })
			c.parts[unitRow(h)] = in
		}
		return c
	}
	for _, commune := range tree.Below(of.Place, place.Commune, on) {
		if people := roundOf(t, db, commune.PlaceID, of.Year); len(people) > 0 {
			c.parts[unitRow(commune)] = people
			c.all = append(c.all, people...)
		}
	}
	return c
}

// unitRow is what forms name the row of a unit by.
func unitRow(at place.Attributes) string {
	if at.Code != "" {
		return "unit." + at.Code
	}
	return fmt.Sprintf("unit.p%d", at.PlaceID)
}

func roundOf(t *testing.T, db *store.DB, commune place.ID, year int) []person {
	t.Helper()
	people, err := db.Records(t.Context(), commune, year)
	if err != nil {
		t.Fatal(err)
	}
	return people
}
