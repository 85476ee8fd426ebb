package register

import (
	"fmt"

	"hoctap/internal/profile"
)

// Profile is everything a rule may ask of the record: the one place where a
// sheet becomes what is counted.
func (r *Record) Profile() profile.Profile {
	p := profile.Profile{
		Age:       r.Age(),
		Female:    r.Female,
		Minority:  r.Ethnicity != "" && r.Ethnicity != "Kinh",
		Move:      profile.Move(r.Move),
		Residence: profile.Residence(r.Residence),
		Away:      r.Presence == PresenceAway,

		PreschoolGroup: r.PreschoolGroup(),
		Grade:          r.Grade(),
		Study:          r.study(),
		Continuing:     r.Continuing,
		TwoSessions:    r.TwoSessions,
		Repeating:      r.Repeating,

		Graduated:         levels[r.Graduated],
		GraduatedLastYear: r.GraduatedIn != "" && r.GraduatedIn == SchoolYear(r.Year-1),
		Vocational:        vocational[r.Vocational],
		FinishedGrade:     r.FinishedGrade,
		DropoutGrade:      r.DropoutGrade,
		DropoutLastYear:   r.DropoutIn != "" && r.DropoutIn == SchoolYear(r.Year-1),

		LiteracyAttending: r.LiteracyAttending,
		LiteracyCompleted: r.LiteracyCompleted,
		Relapse:           r.Relapse,

		Disabilities: r.disabilities(),
	}
	if p.Study != profile.NotStudying {
		p.SchoolPlace = r.schoolPlace()
	}
	if p.Disabilities != 0 {
		p.Certificate = r.Certificate
		p.Able = r.Able
	}
	return p
}

var levels = map[string]int{
	GraduatedPreschool:      profile.Preschool,
	GraduatedPrimary:        profile.Primary,
	GraduatedLowerSecondary: profile.LowerSecondary,
	GraduatedUpperSecondary: profile.UpperSecondary,
}

var vocational = map[string]int{
	VocationalProfessional: profile.Professional,
	VocationalCollege:      profile.College,
	VocationalUniversity:   profile.University,
	VocationalMaster:       profile.Master,
	VocationalDoctor:       profile.Doctor,
}

func (r *Record) study() profile.Study {
	switch {
	case r.PreschoolGroup() > 0:
		return profile.InPreschool
	case r.Grade() > 0:
		return profile.InGeneral
	case r.GradeGroup == GradeProfessional:
		return profile.InProfessional
	case r.GradeGroup == GradeVocational:
		return profile.InVocational
	case r.GradeGroup == GradeHigher:
		return profile.InHigher
	}
	return profile.NotStudying
}

func (r *Record) schoolPlace() profile.SchoolPlace {
	switch r.SchoolHere {
	case string(profile.Here), string(profile.Elsewhere):
		return profile.SchoolPlace(r.SchoolHere)
	}
	return profile.SchoolUncertain
}

func (r *Record) disabilities() int {
	bits := 0
	for _, d := range []struct {
		on  bool
		bit int
	}{
		{r.Movement, profile.Movement}, {r.HearingSpeech, profile.HearingSpeech}, {r.Vision, profile.Vision},
		{r.Mental, profile.Mental}, {r.Intellectual, profile.Intellectual}, {r.Learning, profile.Learning},
		{r.Autism, profile.Autism}, {r.OtherDisabled, profile.OtherDisability},
	} {
		if d.on {
			bits |= d.bit
		}
	}
	return bits
}

// SchoolYear writes the school year that begins in a year: 2024 is "2024-2025".
func SchoolYear(begins int) string { return fmt.Sprintf("%d-%d", begins, begins+1) }
