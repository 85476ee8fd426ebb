package demo

import (
	"fmt"

	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
)

// oldest is the last age that the survey asks about; older people stand on the
// sheet only as heads of their household.
const oldest = 60

// records are the sheets of a commune in the year.
func (t *Town) records(u *unit) []*register.Record {
	var out []*register.Record
	for _, a := range u.areas {
		for _, h := range a.hamlets {
			for _, house := range h.houses {
				out = append(out, t.sheet(u, house)...)
			}
		}
	}
	return out
}

func (t *Town) sheet(u *unit, h *house) []*register.Record {
	if h.unseen {
		return rolled(h.former)
	}
	var out []*register.Record
	for _, p := range h.members {
		if p == h.head || p.age(t.year) <= oldest {
			out = append(out, t.record(u, h, p, p))
		}
	}
	for _, l := range h.leavers {
		if l.who == h.head || l.who.age(t.year) <= oldest {
			r := t.record(u, h, l.who, &l.as)
			r.Move, r.MoveDetail = l.move, l.detail
			out = append(out, r)
		}
	}
	if h.skip {
		h.former = out
	}
	return out
}

// rolled is the last sheet of a household in the next year, for someone to
// confirm.
func rolled(former []*register.Record) []*register.Record {
	var out []*register.Record
	for _, r := range former {
		next, stays := survey.RollForward(r, lastYear)
		if stays {
			out = append(out, next)
		}
	}
	return out
}

// record writes down who, in the state as; both are the same but for somebody
// who left during the year.
func (t *Town) record(u *unit, h *house, who, as *person) *register.Record {
	r := &register.Record{
		CommuneID: u.id, Year: t.year, PersonID: who.id, HouseholdID: h.id, HamletID: h.hamlet.id,
		FamilyName: who.family, GivenName: who.given, BirthDay: who.day, BirthMonth: who.month, BirthYear: who.born,
		Female: who.female, Ethnicity: who.ethnicity, Religion: h.religion, Priority: h.priority,
		HeadFamilyName: h.head.family, HeadGivenName: h.head.given, Address: h.address, SheetNumber: h.sheet,
		Residence: register.ResidencePermanent, Presence: register.PresenceHere,
		Relation: relation(who, h.head), Guardian: who.guardian(t.year), PersonalNumber: who.number,
		Confirmed: true,
	}
	if who.ethnicity == kinh && h.noKinh {
		r.Ethnicity = ""
	}
	if h.temporary {
		r.Residence = register.ResidenceTemporary
	}
	if as.away {
		r.Presence = register.PresenceAway
	}
	if who == h.head {
		r.Phone = h.phone
	}
	if as.arrived != "" {
		r.Move, r.MoveDetail = register.MoveIn, as.arrived
	}
	t.writeSchooling(u, r, as)
	writeLiteracy(r, as)
	writeDisability(r, as)
	return r
}

func (t *Town) writeSchooling(u *unit, r *register.Record, p *person) {
	r.GradeGroup, r.ClassName = t.grade(p)
	r.Repeating, r.TwoSessions, r.Continuing = p.repeating, p.allDay && p.studying(), p.continuing
	if p.studying() {
		r.SchoolCode, r.SchoolHere = p.school.spec.Code, t.here(u, p.school)
	}
	level, in := p.shown()
	if level > profile.NoLevel {
		r.Graduated, r.GraduatedIn = levelCodes[level], register.SchoolYear(in)
	}
	if p.vocational > 0 {
		r.Vocational, r.VocationalYear = vocationalCodes[p.vocational], p.vocationalIn
	}
	if p.finished > 0 {
		r.FinishedGrade, r.FinishedIn = p.finished, register.SchoolYear(p.finishedIn)
	}
	if p.dropped > 0 {
		r.DropoutGrade, r.DropoutIn = p.dropped, register.SchoolYear(p.droppedIn)
	}
}

// shown is what the column of graduation says: with some pupils it lags one
// level behind, as it does in every real workbook.
func (p *person) shown() (level, in int) {
	if !p.stale {
		return p.level, p.levelIn
	}
	switch p.level {
	case profile.Primary:
		return profile.Preschool, p.born + 5
	case profile.LowerSecondary:
		return profile.Primary, p.levelIn - 4
	}
	return profile.NoLevel, 0
}

var levelCodes = []string{"", register.GraduatedPreschool, register.GraduatedPrimary, register.GraduatedLowerSecondary, register.GraduatedUpperSecondary}

var vocationalCodes = []string{"", register.VocationalProfessional, register.VocationalCollege, register.VocationalUniversity, register.VocationalMaster, register.VocationalDoctor}

// grade gives the code of the grade and the name of the class.
func (t *Town) grade(p *person) (group, class string) {
	letter := string(rune('A' + p.class))
	switch p.study {
	case profile.InPreschool:
		kind := "MG"
		if p.group < 3 {
			kind = "NT"
		}
		return fmt.Sprintf("t%d", p.group), fmt.Sprintf("%s%d%s", kind, p.group, letter)
	case profile.InGeneral:
		return fmt.Sprintf("k%d", p.grade), fmt.Sprintf("%d%s", p.grade, letter)
	case profile.InProfessional:
		return register.GradeProfessional, fmt.Sprintf("K%02d%s", p.since%100, letter)
	case profile.InVocational:
		return register.GradeVocational, fmt.Sprintf("K%02d%s", p.since%100, letter)
	case profile.InHigher:
		return register.GradeHigher, fmt.Sprintf("K%02d%s", p.since%100, letter)
	}
	return "", ""
}

// here says whether a school stands in the commune of the pupil this year.
func (t *Town) here(u *unit, s *school) string {
	if s.area != nil && s.area.standing(rule.ReferenceDay(t.year)).commune == u.id {
		return string(profile.Here)
	}
	return string(profile.Elsewhere)
}

func writeLiteracy(r *register.Record, p *person) {
	r.LiteracyAttending, r.LiteracyCompleted, r.Relapse = p.attending, p.completed, p.relapse
}

func writeDisability(r *register.Record, p *person) {
	on := func(bit int) bool { return p.disabled&bit != 0 }
	r.Movement, r.HearingSpeech, r.Vision, r.Mental = on(profile.Movement), on(profile.HearingSpeech), on(profile.Vision), on(profile.Mental)
	r.Intellectual, r.Learning, r.Autism, r.OtherDisabled = on(profile.Intellectual), on(profile.Learning), on(profile.Autism), on(profile.OtherDisability)
	r.Certificate, r.Able = p.certificate, p.able
}
