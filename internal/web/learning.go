package web

import (
	"strings"

	"hoctap/internal/register"
)

// learning says in a few words where somebody stands in schooling, as the sheet
// has it: what they attend, or else what they left, or what they finished.
func (v *visit) learning(r *register.Record) string {
	if r.Gone() {
		return v.say.T("learning.move_" + r.Move)
	}
	if attends := v.attends(r); attends != "" {
		return attends
	}
	if r.DropoutGrade > 0 {
		return v.sinceYear(v.say.T("learning.dropout", "grade", r.DropoutGrade), r.DropoutIn)
	}
	if r.Vocational != "" {
		return v.say.T("learning.vocational_" + r.Vocational)
	}
	return v.finished(r)
}

func (v *visit) attends(r *register.Record) string {
	switch {
	case r.PreschoolGroup() > 0:
		return v.say.T("learning.preschool", "age", r.PreschoolGroup())
	case r.Grade() > 0 && r.ClassName != "":
		return v.say.T("learning.class", "class", r.ClassName)
	case r.Grade() > 0:
		return v.say.T("learning.grade", "grade", r.Grade())
	}
	switch r.GradeGroup {
	case register.GradeProfessional, register.GradeVocational, register.GradeHigher:
		return v.say.T("learning.study_" + r.GradeGroup)
	}
	return ""
}

func (v *visit) finished(r *register.Record) string {
	switch r.Graduated {
	case register.GraduatedPreschool, register.GraduatedPrimary, register.GraduatedLowerSecondary, register.GraduatedUpperSecondary:
		return v.say.T("learning.graduated_" + strings.ToLower(r.Graduated))
	}
	switch {
	case r.FinishedGrade > 0:
		return v.say.T("learning.finished", "grade", r.FinishedGrade)
	case r.LiteracyCompleted > 0:
		return v.say.T("learning.literacy", "grade", r.LiteracyCompleted)
	case r.Age() < schoolAge:
		return ""
	}
	return v.say.T("learning.none")
}

func (v *visit) sinceYear(what, year string) string {
	if year == "" {
		return what
	}
	return what + " (" + year + ")"
}

// schoolAge: below it nobody wonders that a child attends nothing.
const schoolAge = 3
