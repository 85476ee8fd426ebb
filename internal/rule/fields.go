package rule

import (
	"hoctap/internal/profile"
)

// variable is one name that predicates may use, with its CEL type.
type variable struct {
	name string
	kind string // int, bool, string
	get  func(*profile.Profile) any
}

// variables are the vocabulary of predicates: each field of the profile under
// the word of the glossary. They are the contract with everyone who writes a
// rule or a form; one is never renamed.
var variables = []variable{
	{"age", "int", func(p *profile.Profile) any { return int64(p.Age) }},
	{"female", "bool", func(p *profile.Profile) any { return p.Female }},
	{"minority", "bool", func(p *profile.Profile) any { return p.Minority }},
	{"move", "string", func(p *profile.Profile) any { return string(p.Move) }},
	{"residence", "string", func(p *profile.Profile) any { return string(p.Residence) }},
	{"away", "bool", func(p *profile.Profile) any { return p.Away }},
	{"study", "string", func(p *profile.Profile) any { return string(p.Study) }},
	{"preschool_group", "int", func(p *profile.Profile) any { return int64(p.PreschoolGroup) }},
	{"grade", "int", func(p *profile.Profile) any { return int64(p.Grade) }},
	{"continuing", "bool", func(p *profile.Profile) any { return p.Continuing }},
	{"two_sessions", "bool", func(p *profile.Profile) any { return p.TwoSessions }},
	{"repeating", "bool", func(p *profile.Profile) any { return p.Repeating }},
	{"school_place", "string", func(p *profile.Profile) any { return string(p.SchoolPlace) }},
	{"graduated", "int", func(p *profile.Profile) any { return int64(p.Graduated) }},
	{"graduated_last_year", "bool", func(p *profile.Profile) any { return p.GraduatedLastYear }},
	{"vocational", "int", func(p *profile.Profile) any { return int64(p.Vocational) }},
	{"finished_grade", "int", func(p *profile.Profile) any { return int64(p.FinishedGrade) }},
	{"dropout_grade", "int", func(p *profile.Profile) any { return int64(p.DropoutGrade) }},
	{"dropout_last_year", "bool", func(p *profile.Profile) any { return p.DropoutLastYear }},
	{"literacy_attending", "int", func(p *profile.Profile) any { return int64(p.LiteracyAttending) }},
	{"literacy_completed", "int", func(p *profile.Profile) any { return int64(p.LiteracyCompleted) }},
	{"relapse", "int", func(p *profile.Profile) any { return int64(p.Relapse) }},
	{"disabled", "bool", func(p *profile.Profile) any { return p.Disabled() }},
	{"disabled_movement", "bool", disability(profile.Movement)},
	{"disabled_hearing_speech", "bool", disability(profile.HearingSpeech)},
	{"disabled_vision", "bool", disability(profile.Vision)},
	{"disabled_mental", "bool", disability(profile.Mental)},
	{"disabled_intellectual", "bool", disability(profile.Intellectual)},
	{"disabled_learning", "bool", disability(profile.Learning)},
	{"disabled_autism", "bool", disability(profile.Autism)},
	{"disabled_other", "bool", disability(profile.OtherDisability)},
	{"certificate", "bool", func(p *profile.Profile) any { return p.Certificate }},
	{"able", "bool", func(p *profile.Profile) any { return p.Able }},
}

// constants name the ordered levels, so that a rule reads "graduated >= PRIMARY".
var constants = map[string]int64{
	"PRESCHOOL":       int64(profile.Preschool),
	"PRIMARY":         int64(profile.Primary),
	"LOWER_SECONDARY": int64(profile.LowerSecondary),
	"UPPER_SECONDARY": int64(profile.UpperSecondary),
	"PROFESSIONAL":    int64(profile.Professional),
	"COLLEGE":         int64(profile.College),
}

func disability(bit int) func(*profile.Profile) any {
	return func(p *profile.Profile) any { return p.Disabilities&bit != 0 }
}
