package form_test

import (
	"fmt"
	"slices"
	"strings"
)

// The forms of primary and lower secondary by hand. Who must be covered: everybody
// but persons with disabilities, and but who has left or died.

func primaryByHand(people []person, _, row, column string) inHand {
	if strings.HasSuffix(column, "from_elsewhere") {
		return empty
	}
	counts := slowColumns()[column]
	if counts == nil {
		return inHand{kind: "nobody counts it"}
	}
	ages := slowRows[row]
	return persons(count(aged(people, ages[0], ages[1]), counts))
}

// primaryResultByHand is TH-02: a row a commune.
func primaryResultByHand(people []person, _, _, column string) inHand {
	six, eleven, upTo14, all := aged(people, 6, 6), aged(people, 11, 11), aged(people, 11, 14), aged(people, 6, 14)
	switch column {
	case "fifth":
		return empty
	case "pupils":
		return persons(count(people, hereYet, inGrades(1, 5)))
	case "disabled_pupils":
		return persons(count(people, hereYet, inGrades(1, 5), isDisabled))
	case "grade1_6.count":
		return persons(count(six, mustBeCovered, inGrades(1, 1)))
	case "grade1_6.percent":
		return share(count(six, mustBeCovered, inGrades(1, 1)), count(six, mustBeCovered))
	case "completed_11.count":
		return persons(count(eleven, mustBeCovered, hasPrimary))
	case "completed_11.percent":
		return share(count(eleven, mustBeCovered, hasPrimary), count(eleven, mustBeCovered))
	case "completed_up_to_14.count":
		return persons(count(upTo14, mustBeCovered, hasPrimary))
	case "completed_up_to_14.percent":
		return share(count(upTo14, mustBeCovered, hasPrimary), count(upTo14, mustBeCovered))
	}
	return disabledByHand(all, column)
}

// disabledByHand are the columns on persons with disabilities of the two results.
func disabledByHand(of []person, column string) inHand {
	switch column {
	case "disability.total":
		return persons(count(of, disabledHere))
	case "disability.able":
		return persons(count(of, disabledHere, isAble))
	case "disability.access":
		return persons(accessOf(of).n)
	case "disability.percent":
		return accessOf(of)
	}
	return other
}

// hasLowerSecondary: the diploma, or a grade or training that asks for it.
func hasLowerSecondary(r person) bool {
	return r.Graduated == "THCS" || r.Graduated == "THPT" || gradeOf(r) >= 10 || r.FinishedGrade >= 10 || r.DropoutGrade >= 10 ||
		r.Vocational != "" || r.GradeGroup == "thcn" || r.GradeGroup == "sv"
}

// goesOn: studies after lower secondary, or has finished what comes after it.
func goesOn(r person) bool {
	return gradeOf(r) >= 10 || slices.Contains([]string{"thcn", "tdn", "sv"}, r.GradeGroup) || r.Graduated == "THPT" || r.Vocational != ""
}

// leftLowerSecondary: dropped out of grades 6 to 9 and is not back.
func leftLowerSecondary(r person) bool {
	return r.DropoutGrade >= 6 && r.DropoutGrade <= 9 && !atSchool(r) && !hasLowerSecondary(r)
}

// secondaryByHand is THCS-M1: a column an age, 11 to 18, and the results of 15 to 18
// below it.
func secondaryByHand(people []person, table, row, column string) inHand {
	if table == "results" {
		return secondaryShares(people, row)
	}
	from, to := 11, 18
	if _, err := fmt.Sscanf(column, "age.%d", &to); err == nil {
		from = to
	}
	of := aged(people, from, to)
	var grade int
	var where string
	if n, _ := fmt.Sscanf(strings.ReplaceAll(row, ".", " "), "grade %d %s", &grade, &where); n == 2 {
		if where == "from_elsewhere" {
			return empty
		}
		return persons(count(of, mustBeCovered, inGrades(grade, grade), studiesAt(studyPlaces[where])))
	}
	counted := map[string][]holds{
		"persons.total": {}, "persons.female": {isFemale}, "persons.minority": {isMinority}, "persons.out": {movedOut}, "persons.died": {died},
		"disability.total": {disabledHere}, "disability.able": {disabledHere, isAble}, "disability.access": {disabledHere, isAble, atSchool},
		"covered.total": {mustBeCovered}, "graduated.total": {mustBeCovered, hasLowerSecondary}, "upper.total": {mustBeCovered, goesOn},
		"left.total": {mustBeCovered, leftLowerSecondary},
	}
	all, known := counted[row]
	if !known {
		return empty // where graduates and leavers studied stands on no sheet
	}
	return persons(count(of, all...))
}

func secondaryShares(people []person, row string) inHand {
	youth, all := aged(people, 15, 18), aged(people, 11, 18)
	switch row {
	case "graduated.count":
		return persons(count(youth, mustBeCovered, hasLowerSecondary))
	case "graduated.percent":
		return share(count(youth, mustBeCovered, hasLowerSecondary), count(youth, mustBeCovered))
	case "upper.count":
		return persons(count(youth, mustBeCovered, goesOn))
	case "upper.percent":
		return share(count(youth, mustBeCovered, goesOn), count(youth, mustBeCovered))
	case "access.count":
		return persons(accessOf(all).n)
	case "access.percent":
		return accessOf(all)
	case "pupils.count":
		return persons(count(all, mustBeCovered, inGrades(6, 9)))
	}
	return inHand{kind: "nobody counts it"}
}

// secondaryResultByHand is THCS-TK: a row a commune.
func secondaryResultByHand(people []person, _, _, column string) inHand {
	youth, all := aged(people, 15, 18), aged(people, 11, 18)
	switch column {
	case "persons":
		return persons(count(all))
	case "disabled":
		return persons(count(all, disabledHere))
	case "graduated.count", "graduated.percent", "upper.count", "upper.percent":
		return secondaryShares(youth, column)
	}
	return disabledByHand(all, column)
}

// lastYear is the school year that ended in the year of the survey.
func lastYear(r person) string { return fmt.Sprintf("%d-%d", r.Year-1, r.Year) }

// primaryLastYear: completed primary in the school year before, by the column of
// graduation; where that column lags, by sitting in grade 6 for the first time. The
// two shares of one school year ask everybody who lives there, of whatever age.
func primaryLastYear(r person) bool {
	switch r.Graduated {
	case "TH":
		return !isGone(r) && r.GraduatedIn == lastYear(r)
	case "THCS", "THPT":
		return false
	}
	return !isGone(r) && gradeOf(r) == 6 && !r.Repeating
}

// gradeNineLastYear: graduated last year, or repeats grade 9, or left it last year;
// where the column of graduation lags, sits in grade 10 for the first time.
func gradeNineLastYear(r person) bool {
	switch {
	case isGone(r), r.Graduated == "THPT":
		return false
	case r.Graduated == "THCS":
		return r.GraduatedIn == lastYear(r)
	}
	return gradeOf(r) == 10 && !r.Repeating || gradeOf(r) == 9 && r.Repeating || r.DropoutGrade == 9 && r.DropoutIn == lastYear(r)
}

// secondaryMobilisedByHand is THCS-M2: a row a commune, and the five shares below.
func secondaryMobilisedByHand(people []person, table, row, column string) inHand {
	if table == "shares" {
		column = row + ".percent"
	}
	six, youth, young := aged(people, 6, 6), aged(people, 15, 18), aged(people, 11, 14)
	regular := not(continues)
	entered := func(r person) bool { return primaryLastYear(r) && gradeOf(r) == 6 }
	graduates := func(r person) bool { return gradeNineLastYear(r) && hasLowerSecondary(r) }
	diploma := func(r person) bool { return mustBeCovered(r) && hasLowerSecondary(r) }
	switch column {
	case "grade1.of":
		return persons(count(six, mustBeCovered))
	case "grade1.count":
		return persons(count(six, mustBeCovered, inGrades(1, 1)))
	case "grade1.percent":
		return share(count(six, mustBeCovered, inGrades(1, 1)), count(six, mustBeCovered))
	case "grade6.of":
		return persons(count(people, primaryLastYear))
	case "grade6.entered.regular":
		return persons(count(people, entered, regular))
	case "grade6.entered.continuing":
		return persons(count(people, entered, continues))
	case "grade6.entered.total":
		return persons(count(people, entered))
	case "grade6.percent":
		return share(count(people, entered), count(people, primaryLastYear))
	case "primary.of":
		return persons(count(young, mustBeCovered))
	case "primary.count":
		return persons(count(young, mustBeCovered, hasPrimary))
	case "primary.percent":
		return share(count(young, mustBeCovered, hasPrimary), count(young, mustBeCovered))
	case "grade9.of":
		return persons(count(people, gradeNineLastYear))
	case "grade9.graduated.regular":
		return persons(count(people, graduates, regular))
	case "grade9.graduated.continuing":
		return persons(count(people, graduates, continues))
	case "grade9.percent":
		return share(count(people, graduates), count(people, gradeNineLastYear))
	case "youth.of":
		return persons(count(youth, mustBeCovered))
	case "youth.graduated.regular":
		return persons(count(youth, diploma, regular))
	case "youth.graduated.continuing":
		return persons(count(youth, diploma, continues))
	case "youth.graduated.total":
		return persons(count(youth, diploma))
	case "youth.percent":
		return share(count(youth, diploma), count(youth, mustBeCovered))
	}
	return other
}
