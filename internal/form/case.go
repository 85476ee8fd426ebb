package form

import (
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// Case is a worked example that an official can read: these people in these
// places, and what stands in which cell of the form.
type Case struct {
	Pos        strict.Pos
	Name       string            `yaml:"name,required"`
	Form       string            `yaml:"form,required"` // code
	Year       int               `yaml:"year,required"`
	Scope      Scope             `yaml:"scope"`  // commune unless said
	Hamlet     string            `yaml:"hamlet"` // the one a form of a hamlet is made out for
	Parameters map[string]string `yaml:"parameters"`
	Commune    *CaseCommune      `yaml:"commune"`  // of a form of a hamlet or commune
	Communes   []CaseCommune     `yaml:"communes"` // of a form of a district or province
	// Expect is what must stand in cells: by "row column", or "table row column"
	// where the form has several tables. A number, a percent (93.75%), a quotient
	// (0.80), none for a share of nobody, a text, yes, no, the number of a level, an
	// outcome, blank, or cross.
	Expect  map[string]string `yaml:"expect"`
	Listed  *int              `yaml:"listed"`  // how many persons a list names
	Refused string            `yaml:"refused"` // key of the reason for which it is not made out
	local   bool              // stands in a supplement
}

// CaseCommune is a commune of a case.
type CaseCommune struct {
	Pos       strict.Pos
	Name      string            `yaml:"name"`
	Difficult bool              `yaml:"difficult"`
	NoSurvey  bool              `yaml:"no_survey"`
	Persons   []rule.People     `yaml:"persons"` // of no hamlet
	Hamlets   []CaseHamlet      `yaml:"hamlets"`
	Facts     map[string]string `yaml:"facts"`
	Schools   []rule.CaseSchool `yaml:"schools"`
	Earlier   []CaseFigures     `yaml:"earlier"` // figures of years before
}

// CaseHamlet is a hamlet of a case.
type CaseHamlet struct {
	Pos     strict.Pos
	Name    string        `yaml:"name,required"`
	Persons []rule.People `yaml:"persons,required"`
}

// CaseFigures are the entered figures of a year before that of the case.
type CaseFigures struct {
	Pos     strict.Pos
	Year    int               `yaml:"year,required"` // -1 is the year before
	Facts   map[string]string `yaml:"facts"`
	Schools []rule.CaseSchool `yaml:"schools"`
}
