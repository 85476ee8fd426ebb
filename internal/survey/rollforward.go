package survey

import (
	"strconv"
	"strings"

	"hoctap/internal/register"
)

// RollForward is what a record most likely is in a later year, for someone to
// confirm. It moves only what moves by itself: a year of school. Whoever moved
// out or died is not carried over.
func RollForward(r *register.Record, toYear int) (*register.Record, bool) {
	if r.Gone() {
		return nil, false
	}
	next := *r
	for next.Year < toYear {
		ended := register.SchoolYear(next.Year)
		next.Year++
		advance(&next, ended)
	}
	if next.Move == register.MoveIn {
		next.Move, next.MoveDetail = "", ""
	}
	next.Confirmed = false
	return &next, true
}

// levelEnd is a grade after which another school begins, and what its end is.
type levelEnd struct{ graduated, next string }

var levelEnds = map[string]levelEnd{
	"t5":  {register.GraduatedPreschool, "k1"},
	"k5":  {register.GraduatedPrimary, "k6"},
	"k9":  {register.GraduatedLowerSecondary, "k10"},
	"k12": {register.GraduatedUpperSecondary, ""},
}

// advance moves a pupil one grade up. Who repeats is not known yet, so that mark
// goes; so does that of two sessions, which the school decides each year. A
// trade or a college has no grades to move. Someone in a literacy class stays
// in it: only the class itself can say that it was completed.
func advance(r *register.Record, ended string) {
	if r.PreschoolGroup() == 0 && r.Grade() == 0 {
		return
	}
	r.Repeating, r.TwoSessions = false, false
	end, ends := levelEnds[r.GradeGroup]
	if ends {
		r.GradeGroup = end.next
		graduate(r, end.graduated, ended)
		r.ClassName, r.SchoolDistrict, r.SchoolName, r.SchoolCode, r.SchoolHere = "", "", "", "", ""
		return
	}
	from, _ := strconv.Atoi(r.GradeGroup[1:])
	r.GradeGroup = r.GradeGroup[:1] + strconv.Itoa(from+1)
	r.ClassName = nextClass(r.ClassName, from)
}

// levelOrder ranks what may stand as the highest level completed.
var levelOrder = map[string]int{
	register.GraduatedPreschool: 1, register.GraduatedPrimary: 2, register.GraduatedLowerSecondary: 3, register.GraduatedUpperSecondary: 4,
}

// graduate never lowers a level: an adult may sit in a class below what they
// once completed.
func graduate(r *register.Record, level, in string) {
	if levelOrder[level] > levelOrder[r.Graduated] {
		r.Graduated, r.GraduatedIn = level, in
	}
}

// nextClass moves the number of a class with its grade: 8C becomes 9C, MG4D
// becomes MG5D. A name with another number (K25B) is no name of a grade.
func nextClass(name string, from int) string {
	start := strings.IndexAny(name, "0123456789")
	if start < 0 {
		return name
	}
	end := start
	for end < len(name) && name[end] >= '0' && name[end] <= '9' {
		end++
	}
	if name[start:end] != strconv.Itoa(from) {
		return name
	}
	return name[:start] + strconv.Itoa(from+1) + name[end:]
}
