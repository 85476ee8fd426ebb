package form_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// engines runs a test on each engine, over an empty database with places.
func engines(t *testing.T, run func(*testing.T, *storetest.Bed)) {
	for name, fresh := range map[string]func(testing.TB) string{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		t.Run(name, func(t *testing.T) {
			bed := storetest.NewBed(t, fresh)
			bed.Settle()
			run(t, bed)
		})
	}
}

func sqlite(t testing.TB) string { return testkit.SQLite(t) }

// odd makes people of all ages of whom nearly anything may be written, likely or
// not: a form counts what stands on the sheet.
func odd(bed *storetest.Bed, commune place.ID, year, n int, hamlets ...place.ID) []*register.Record {
	dice := rand.New(rand.NewPCG(uint64(year), uint64(commune)))
	people := bed.People(commune, year, n)
	for i, r := range people {
		r.HamletID = hamlets[dice.IntN(len(hamlets))]
		r.BirthYear = year - i%66
		shake(r, dice)
	}
	return people
}

func shake(r *register.Record, dice *rand.Rand) {
	oneOf := func(values ...string) string { return values[dice.IntN(len(values))] }
	seldom := func(in int) bool { return dice.IntN(in) == 0 }
	r.Female = seldom(2)
	r.Ethnicity = oneOf("", "Kinh", "Mường", "Thái")
	r.Residence = oneOf("", register.ResidencePermanent, register.ResidencePermanent, register.ResidenceTemporary)
	r.Move = oneOf("", "", "", "", register.MoveIn, register.MoveOut, register.MoveDead)
	r.SchoolHere = oneOf("here", "here", "elsewhere", "")
	r.GradeGroup, r.TwoSessions, r.Repeating = "", seldom(2), seldom(9)
	switch age := r.Age(); {
	case seldom(5):
	case age < 6:
		r.GradeGroup = fmt.Sprintf("t%d", 1+dice.IntN(5))
	case age < 19:
		r.GradeGroup = fmt.Sprintf("k%d", max(1, min(12, age-6+dice.IntN(3))))
	case seldom(6):
		r.GradeGroup = oneOf(register.GradeProfessional, register.GradeVocational, register.GradeHigher, "k12")
	}
	r.Graduated = oneOf("", register.GraduatedPreschool, register.GraduatedPrimary, register.GraduatedLowerSecondary, register.GraduatedUpperSecondary)
	r.GraduatedIn = oneOf("", register.SchoolYear(r.Year-1), register.SchoolYear(r.Year-3))
	if seldom(4) {
		r.Graduated = ""
	}
	r.Vocational = ""
	if seldom(12) {
		r.Vocational = register.VocationalCollege
	}
	r.FinishedGrade, r.DropoutGrade, r.LiteracyCompleted, r.LiteracyAttending, r.Relapse = 0, 0, 0, 0, 0
	switch dice.IntN(6) {
	case 0:
		r.DropoutGrade, r.DropoutIn = 1+dice.IntN(12), oneOf("", register.SchoolYear(r.Year-1))
	case 1:
		r.FinishedGrade = 1 + dice.IntN(12)
	case 2:
		r.LiteracyCompleted, r.LiteracyAttending = dice.IntN(6), dice.IntN(6)
	}
	if seldom(8) {
		r.Relapse = 1 + dice.IntN(2)
	}
	r.Vision, r.Autism, r.Able, r.Certificate = seldom(15), seldom(20), seldom(2), seldom(2)
	r.Movement, r.HearingSpeech, r.Mental, r.Intellectual, r.Learning, r.OtherDisabled = seldom(40), seldom(40), seldom(40), seldom(40), seldom(40), seldom(40)
	r.Continuing = seldom(10)
}

// fill makes a form out or fails.
func fill(t testing.TB, l *form.Library, src form.Source, code string, of form.For) *form.Filled {
	t.Helper()
	f, err := l.Form(code, of.Year)
	if err != nil {
		t.Fatal(err)
	}
	filled, err := l.Fill(context.Background(), src, f, of)
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	return filled
}
