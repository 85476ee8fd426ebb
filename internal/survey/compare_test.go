package survey_test

import (
	"slices"
	"testing"

	"hoctap/internal/register"
	"hoctap/internal/survey"
)

func person(id register.ID, year int, edits ...func(*register.Record)) *register.Record {
	r := &register.Record{PersonID: id, Year: year, CommuneID: 5, HamletID: 50, HouseholdID: 500, BirthYear: 2014, FamilyName: "Lê", GivenName: "An", GradeGroup: "k5", ClassName: "5A", SchoolCode: "1", Graduated: "MN", GraduatedIn: "2019-2020"}
	if year == 2025 {
		r.GradeGroup, r.ClassName, r.SchoolCode, r.Graduated, r.GraduatedIn = "k6", "6B", "2", "TH", "2024-2025"
	}
	for _, edit := range edits {
		edit(r)
	}
	return r
}

func TestTwoRoundsPersonByPerson(t *testing.T) {
	checks := checks(t)
	for _, c := range []struct {
		name          string
		before, after *register.Record
		is            []survey.Difference
		reason        survey.Reason
		fields        []string
	}{
		{"as time changes everybody, into another school", person(1, 2024), person(1, 2025), nil, "", nil},
		{"born", nil, person(1, 2025, func(r *register.Record) { r.BirthYear, r.GradeGroup = 2025, "" }), []survey.Difference{survey.Arrived}, survey.Born, nil},
		{"came in", nil, person(1, 2025, func(r *register.Record) { r.Move = register.MoveIn }), []survey.Difference{survey.Arrived}, survey.CameIn, nil},
		{"there at once", nil, person(1, 2025), []survey.Difference{survey.Arrived, survey.Odd}, survey.Unexplained, nil},
		{"came and went between", nil, person(1, 2025, func(r *register.Record) { r.Move = register.MoveOut }), nil, "", nil},
		{"went", person(1, 2024), person(1, 2025, func(r *register.Record) { r.Move = register.MoveOut }), []survey.Difference{survey.Departed}, survey.WentOut, nil},
		{"died", person(1, 2024), person(1, 2025, func(r *register.Record) { r.Move = register.MoveDead }), []survey.Difference{survey.Departed}, survey.Died, nil},
		{"not there any more", person(1, 2024), nil, []survey.Difference{survey.Departed, survey.Odd}, survey.Unexplained, nil},
		{"had gone before", person(1, 2024, func(r *register.Record) { r.Move = register.MoveOut }), nil, nil, "", nil},
		{"another hamlet", person(1, 2024), person(1, 2025, func(r *register.Record) { r.HamletID = 51 }), []survey.Difference{survey.Moved}, "", nil},
		{"another household", person(1, 2024), person(1, 2025, func(r *register.Record) { r.HouseholdID = 501 }), []survey.Difference{survey.Moved}, "", nil},
		{"the ward became another", person(1, 2024, func(r *register.Record) { r.CommuneID, r.HamletID = 3, 30 }), person(1, 2025), nil, "", nil},
		{"another address", person(1, 2024), person(1, 2025, func(r *register.Record) { r.Address = "số 9" }), []survey.Difference{survey.Altered}, "", []string{"address"}},
		{"a grade that fell", person(1, 2024), person(1, 2025, func(r *register.Record) { r.GradeGroup, r.Graduated, r.GraduatedIn = "k4", "MN", "2019-2020" }), []survey.Difference{survey.Altered, survey.Odd}, "", []string{"grade_group", "graduated", "graduated_in"}},
	} {
		var before, after []*register.Record
		if c.before != nil {
			before = append(before, c.before)
		}
		if c.after != nil {
			after = append(after, c.after)
		}
		got, err := checks.CompareRounds(before, after, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.is) == 0 {
			if len(got.People) != 0 {
				t.Errorf("%s: %+v", c.name, got.People[0])
			}
			continue
		}
		if len(got.People) != 1 {
			t.Errorf("%s: %d people", c.name, len(got.People))
			continue
		}
		one := got.People[0]
		if !slices.Equal(one.Is, c.is) || one.Reason != c.reason || !slices.Equal(one.Fields, c.fields) {
			t.Errorf("%s: %v %q %v", c.name, one.Is, one.Reason, one.Fields)
		}
	}
}

// Who moved from one of two wards to the other stands in both; where they live counts.
func TestBothWardsOfSomebodyWhoMoved(t *testing.T) {
	checks := checks(t)
	left := person(1, 2024, func(r *register.Record) { r.CommuneID, r.Move = 3, register.MoveOut })
	lives := person(1, 2024, func(r *register.Record) { r.CommuneID = 4 })
	for _, before := range [][]*register.Record{{left, lives}, {lives, left}} {
		got, err := checks.CompareRounds(before, []*register.Record{person(1, 2025)}, nil)
		if err != nil || len(got.People) != 0 || got.Same != 1 {
			t.Errorf("%+v %v", got, err)
		}
	}
}
