package demo_test

import (
	"fmt"
	"testing"

	"hoctap/internal/demo"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
)

// No round that was closed holds anything that cannot be; the open one holds a
// few such things, for the checks of quality to find.
func TestNothingImpossible(t *testing.T) {
	spec := specOf(t)
	if testing.Short() {
		spec = spec.Scale(0.1)
	}
	town, tree := townOf(t, spec, demo.Seed)
	for u := range town.Rounds() {
		var odd []string
		for _, r := range u.Plan.New {
			for _, what := range impossible(r, u.Plan.Schools, tree) {
				odd = append(odd, fmt.Sprintf("%d %s %s: %s: %+v", r.Year, r.SheetNumber, r.Name(), what, *r))
			}
		}
		odd = append(odd, sheets(u.Plan)...)
		switch {
		case u.State == survey.Closed && len(odd) > 0:
			t.Fatalf("%d impossible, among them %s", len(odd), odd[0])
		case u.State == survey.Open && !testing.Short() && (len(odd) < 5 || len(odd) > 25):
			t.Errorf("%d: %d odd cases in the open round, first %v", u.Plan.Year, len(odd), odd[:min(3, len(odd))])
		}
	}
}

// impossible lists what a record cannot be.
func impossible(r *register.Record, schools map[string]survey.School, tree *place.Tree) []string {
	var out []string
	say := func(wrong bool, format string, args ...any) {
		if wrong {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	age, grade := r.Age(), r.Grade()
	say(age < 0 || age > 110, "age %d", age)
	say(age > 60 && r.Relation != register.RelationHead && r.Confirmed, "too old for the survey")
	say(!r.RealDay(), "no day of the calendar")
	say(grade > 0 && (age < grade+5 || age > grade+12), "grade %d at %d", grade, age)
	say(r.PreschoolGroup() > 0 && age > 7, "preschool at %d", age)
	say(r.GradeGroup != "" && r.FinishedGrade+r.DropoutGrade > 0, "at school and left")
	say(r.GradeGroup == "" && r.SchoolCode != "", "a school without a grade")
	say(r.GradeGroup != "" && r.SchoolCode == "" && r.Confirmed, "a grade without a school")
	if r.SchoolCode != "" {
		_, known := schools[r.SchoolCode]
		say(!known, "unknown school %s", r.SchoolCode)
		say(r.SchoolHere != "here" && r.SchoolHere != "elsewhere", "a school that stands nowhere")
	}
	youngest := map[string]int{register.GraduatedPreschool: 6, register.GraduatedPrimary: 11, register.GraduatedLowerSecondary: 15, register.GraduatedUpperSecondary: 18}
	say(r.Graduated != "" && age < youngest[r.Graduated], "%s at %d", r.Graduated, age)
	say((r.Graduated == "") != (r.GraduatedIn == ""), "graduated %q in %q", r.Graduated, r.GraduatedIn)
	for _, in := range []string{r.GraduatedIn, r.FinishedIn, r.DropoutIn} {
		say(in != "" && (in >= register.SchoolYear(r.Year) || in < register.SchoolYear(r.BirthYear+5)), "school year %s", in)
	}
	say(r.Vocational != "" && (r.VocationalYear > r.Year || r.VocationalYear < r.BirthYear+16), "trade in %d", r.VocationalYear)
	say(r.Repeating && grade == 0 && r.PreschoolGroup() == 0, "repeats nothing")
	say(r.Repeating && grade > 1 && age == grade+5, "repeats at the usual age")
	say(r.Able && !r.Disabled(), "able without a disability")
	say((r.Move == "") != (r.MoveDetail == ""), "move %q, detail %q", r.Move, r.MoveDetail)
	hamlet, stands := tree.At(r.HamletID, rule.ReferenceDay(r.Year))
	say(!stands || hamlet.Parent != r.CommuneID, "a quarter of another commune")
	say(r.PersonalNumber != "" && !numbered(r), "number %s", r.PersonalNumber)
	return out
}

// numbered: the number tells century, sex and year of birth, and is plainly no
// real one.
func numbered(r *register.Record) bool {
	n := r.PersonalNumber
	sex := 0
	if r.Female {
		sex = 1
	}
	if r.BirthYear >= 2000 {
		sex += 2
	}
	return len(n) == 12 && n[3:8] == fmt.Sprintf("%d%02d00", sex, r.BirthYear%100)[:5]
}

// sheets lists what is wrong with the sheets of a round: a person twice, a
// number twice, a sheet of two households, a household with no head or two.
func sheets(p *survey.Plan) []string {
	var out []string
	people, numbers := map[register.ID]bool{}, map[string]bool{}
	household := map[string]register.ID{}
	heads := map[string]int{}
	for _, r := range p.New {
		if people[r.PersonID] {
			out = append(out, "twice on the sheets: "+r.Name())
		}
		if r.PersonalNumber != "" && numbers[r.PersonalNumber] {
			out = append(out, "number twice: "+r.PersonalNumber)
		}
		if was, seen := household[r.SheetNumber]; seen && was != r.HouseholdID {
			out = append(out, "two households on sheet "+r.SheetNumber)
		}
		people[r.PersonID], numbers[r.PersonalNumber], household[r.SheetNumber] = true, true, r.HouseholdID
		heads[r.SheetNumber] += 0
		if r.Relation == register.RelationHead {
			heads[r.SheetNumber]++
		}
	}
	for sheet, n := range heads {
		if n != 1 {
			out = append(out, fmt.Sprintf("%d heads on sheet %s", n, sheet))
		}
	}
	return out
}
