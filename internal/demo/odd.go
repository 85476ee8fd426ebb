package demo

import (
	"hoctap/internal/profile"
	"hoctap/internal/register"
)

// oddities puts a few cases into the open round that the checks of quality are
// there to find. None of them is a value that its column does not allow.
func (t *Town) oddities(list []*register.Record) {
	left := map[string]int{}
	for _, r := range list {
		if !r.Confirmed || r.Gone() || r.Disabled() {
			continue
		}
		for _, o := range odd {
			if left[o.name] < o.most && o.fits(r) && t.chance.happens(0.02) {
				left[o.name]++
				o.make(r)
				break
			}
		}
	}
}

type oddity struct {
	name string
	most int
	fits func(*register.Record) bool
	make func(*register.Record)
}

var odd = []oddity{
	{"at school and left school", 3,
		func(r *register.Record) bool { return r.Grade() == 8 && r.Age() == 13 && r.DropoutGrade == 0 },
		func(r *register.Record) { r.DropoutGrade, r.DropoutIn = 7, register.SchoolYear(r.Year-1) }},
	{"too young for the grade", 2,
		func(r *register.Record) bool { return r.Age() == 8 && r.Grade() == 3 },
		func(r *register.Record) { r.GradeGroup, r.ClassName = "k5", "5A" }},
	{"number of the other sex", 4,
		func(r *register.Record) bool {
			return r.Age() > 25 && len(r.PersonalNumber) == 12 && r.PersonalNumber[3] < '2'
		},
		func(r *register.Record) {
			r.PersonalNumber = r.PersonalNumber[:3] + string('0'+'1'-r.PersonalNumber[3]) + r.PersonalNumber[4:]
		}},
	{"repeats but goes on", 3,
		func(r *register.Record) bool {
			return r.Grade() >= 7 && r.Grade() <= 9 && r.Age() <= 14 && !r.Repeating
		},
		func(r *register.Record) { r.Repeating = true }},
	{"a day that no calendar has", 2,
		func(r *register.Record) bool { return r.BirthMonth == 2 && r.BirthDay > 20 },
		func(r *register.Record) { r.BirthDay = 30 }},
	{"at school without a school", 3,
		func(r *register.Record) bool { return r.Grade() == 4 && r.SchoolCode != "" },
		func(r *register.Record) { r.SchoolCode, r.SchoolHere = "", string(profile.NoSchool) }},
}
