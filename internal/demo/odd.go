package demo

import (
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
)

// oddities puts a few cases into the open round that the checks of quality are
// there to find. None of them is a value that its column does not allow.
func (t *Town) oddities(list []*register.Record) []*register.Record {
	made := map[string]int{}
	for _, r := range list {
		if !r.Confirmed || r.Gone() || r.Disabled() {
			continue
		}
		for _, o := range odd {
			if made[o.name] < o.most && o.fits(r) && t.chance.happens(0.02) {
				made[o.name]++
				o.make(t, r)
				break
			}
		}
	}
	return t.twice(list)
}

type oddity struct {
	name string
	most int
	fits func(*register.Record) bool
	make func(*Town, *register.Record)
}

var odd = []oddity{
	{"at school and left school", 3,
		func(r *register.Record) bool { return r.Grade() == 8 && r.Age() == 13 && r.DropoutGrade == 0 },
		func(_ *Town, r *register.Record) { r.DropoutGrade, r.DropoutIn = 7, register.SchoolYear(r.Year-1) }},
	{"too young for the grade", 2,
		func(r *register.Record) bool { return r.Age() == 8 && r.Grade() == 3 },
		func(_ *Town, r *register.Record) { r.GradeGroup, r.ClassName = "k5", "5A" }},
	{"number of the other sex", 4,
		func(r *register.Record) bool { return r.Age() > 30 && r.PersonalNumber != "" },
		func(t *Town, r *register.Record) {
			r.PersonalNumber = t.numbers.personal(&person{born: r.BirthYear, female: !r.Female}, r.PersonalNumber[:3])
		}},
	{"repeats but goes on", 3,
		func(r *register.Record) bool {
			return r.Grade() >= 7 && r.Grade() <= 9 && r.Age() <= 14 && !r.Repeating
		},
		func(_ *Town, r *register.Record) { r.Repeating = true }},
	{"a day that no calendar has", 2,
		func(r *register.Record) bool { return r.BirthMonth == 2 && r.BirthDay > 20 },
		func(_ *Town, r *register.Record) { r.BirthDay = 30 }},
	{"at school without a school", 3,
		func(r *register.Record) bool { return r.Grade() == 4 && r.SchoolCode != "" },
		func(_ *Town, r *register.Record) { r.SchoolCode, r.SchoolHere = "", string(profile.NoSchool) }},
}

// twice writes a few people down a second time, as happens where two surveyors
// meet the same person: a small child with parents and with grandparents, and a
// grown one who rents a room in the other ward.
func (t *Town) twice(list []*register.Record) []*register.Record {
	host := map[place.ID]*register.Record{} // a head in each quarter
	for _, r := range list {
		if r.Confirmed && !r.Gone() && r.Relation == register.RelationHead && r.Age() > 55 && r.BirthDay > 0 {
			host[r.HamletID] = r
		}
	}
	children := 0
	for _, r := range list {
		head := host[r.HamletID]
		fits := r.Confirmed && !r.Gone() && r.Age() == 3 && !r.Disabled()
		if fits && head != nil && head.HouseholdID != r.HouseholdID && children < 2 && t.chance.happens(0.02) {
			children++
			list = append(list, t.double(r, head, "Cháu"))
		}
	}
	for _, r := range t.renting {
		for _, head := range list {
			if host[head.HamletID] == head {
				list = append(list, t.double(r, head, "Khác"))
				break
			}
		}
	}
	t.renting = renters(list)
	return list
}

// renters are two grown people of this ward for the next one to meet.
func renters(list []*register.Record) []*register.Record {
	var out []*register.Record
	for _, r := range list {
		if len(out) < 2 && r.Confirmed && !r.Gone() && r.Age() >= 24 && r.Age() <= 28 && r.Relation == "Con" && r.PersonalNumber != "" && r.Presence == register.PresenceAway {
			out = append(out, r)
		}
	}
	return out
}

// double is the same person on the sheet of another household, under an id of
// its own as an import would give. A number twice in one commune would be an
// error and not an oddity.
func (t *Town) double(r, head *register.Record, relation string) *register.Record {
	other := *r
	other.PersonID, other.HouseholdID, other.HamletID, other.CommuneID = t.id(), head.HouseholdID, head.HamletID, head.CommuneID
	other.HeadFamilyName, other.HeadGivenName, other.Address, other.SheetNumber = head.FamilyName, head.GivenName, head.Address, head.SheetNumber
	other.Relation, other.Presence = relation, register.PresenceHere
	if other.CommuneID == r.CommuneID {
		other.PersonalNumber = ""
	} else {
		other.Residence = register.ResidenceTemporary
	}
	return &other
}
