package form_test

import (
	"fmt"
	"strings"
)

// The preschool forms by hand. Who must be brought to school: everybody but who has
// left or died, and but children with disabilities who cannot learn.

func mustBeBrought(r person) bool { return !isGone(r) && (!isDisabled(r) || r.Able) }

// inPreschool is told by the group of an age: t1 to t5.
func inPreschool(r person) bool {
	return len(r.GradeGroup) == 2 && r.GradeGroup[0] == 't' && r.GradeGroup[1] >= '0' && r.GradeGroup[1] <= '9'
}

// donePreschool: a level on the sheet, preschool or a later one. Sitting in grade 1
// proves nothing: a child may be admitted without.
func donePreschool(r person) bool { return r.Graduated != "" }

func disabledHere(r person) bool { return isDisabled(r) && !isGone(r) }

func broughtIn(r person) bool { return mustBeBrought(r) && inPreschool(r) }

// accessOf is the share of those able to learn who go to school.
func accessOf(people []person) inHand {
	able := count(people, disabledHere, isAble)
	return share(count(people, disabledHere, isAble, atSchool), able)
}

// preschoolByHand is MN-01-TE and the older MN-M1: a column an age, 0 to 6, and the
// sum of 0 to 5.
func preschoolByHand(withSessions bool) handForm {
	return func(people []person, table, row, column string) inHand {
		if table == "criteria" {
			return preschoolCriteria(people, row)
		}
		from, to := 0, 5
		if _, err := fmt.Sscanf(column, "age.%d", &to); err == nil {
			from = to
		}
		return preschoolAge(aged(people, from, to), row, column)
	}
}

func preschoolAge(of []person, row, column string) inHand {
	counted := map[string][]holds{
		"children.total": {}, "children.female": {isFemale}, "children.minority": {isMinority},
		"disability.total": {disabledHere}, "disability.able": {disabledHere, isAble}, "disability.access": {disabledHere, isAble, atSchool},
		"enrolled.covered": {mustBeBrought}, "enrolled.total": {broughtIn}, "enrolled.female": {broughtIn, isFemale}, "enrolled.minority": {broughtIn, isMinority},
		"enrolled.two_sessions": {broughtIn, twoTimes}, "moves.died": {died}, "moves.out": {movedOut}, "moves.in": {movedIn},
	}
	for where, value := range studyPlaces {
		counted["enrolled."+where] = []holds{broughtIn, studiesAt(value)}
	}
	switch row {
	case "enrolled.percent":
		return share(count(of, broughtIn), count(of, mustBeBrought))
	case "enrolled.two_sessions_percent":
		return share(count(of, broughtIn, twoTimes), count(of, broughtIn))
	case "enrolled.prepared_vietnamese", "enrolled.from_elsewhere", "completed.elsewhere":
		return empty
	case "completed.total", "completed.percent":
		return completedAtSix(of, row, column)
	}
	return persons(count(of, counted[row]...))
}

// completedAtSix: the sheet tells only who has left preschool behind, which is asked
// of those who are six.
func completedAtSix(of []person, row, column string) inHand {
	done := count(of, mustBeBrought, donePreschool)
	switch {
	case column != "age.6":
		return empty
	case strings.HasSuffix(row, "percent"):
		return share(done, count(of, mustBeBrought))
	}
	return persons(done)
}

func preschoolCriteria(people []person, row string) inHand {
	five, six, younger := aged(people, 5, 5), aged(people, 6, 6), aged(people, 3, 4)
	switch row {
	case "enrolled_5.count":
		return persons(count(five, broughtIn))
	case "enrolled_5.percent":
		return share(count(five, broughtIn), count(five, mustBeBrought))
	case "completed_6.count":
		return persons(count(six, mustBeBrought, donePreschool))
	case "completed_6.percent":
		return share(count(six, mustBeBrought, donePreschool), count(six, mustBeBrought))
	case "access_5.count":
		return persons(accessOf(five).n)
	case "access_5.percent":
		return accessOf(five)
	case "two_sessions_5.count":
		return persons(count(five, broughtIn, twoTimes))
	case "two_sessions_5.percent":
		return share(count(five, broughtIn, twoTimes), count(five, broughtIn))
	case "enrolled_3_4.covered":
		return persons(count(younger, mustBeBrought))
	case "enrolled_3_4.count", "two_sessions_3_4.enrolled":
		return persons(count(younger, broughtIn))
	case "enrolled_3_4.percent":
		return share(count(younger, broughtIn), count(younger, mustBeBrought))
	case "two_sessions_3_4.count":
		return persons(count(younger, broughtIn, twoTimes))
	case "two_sessions_3_4.percent":
		return share(count(younger, broughtIn, twoTimes), count(younger, broughtIn))
	case "completed_3_4.count", "completed_3_4.percent":
		return empty
	}
	return inHand{kind: "nobody counts it"}
}

// preschoolDisabilityByHand is MN-05-KT: a row an age, a column a kind. Who has two
// kinds stands under both.
func preschoolDisabilityByHand(people []person, _, row, column string) inHand {
	from, to := 0, 5
	if _, err := fmt.Sscanf(row, "age.%d", &to); err == nil {
		from = to
	}
	of := aged(people, from, to)
	kinds := map[string]holds{
		"movement": func(r person) bool { return r.Movement }, "hearing_speech": func(r person) bool { return r.HearingSpeech },
		"vision": func(r person) bool { return r.Vision }, "mental": func(r person) bool { return r.Mental },
		"intellectual": func(r person) bool { return r.Intellectual }, "learning": func(r person) bool { return r.Learning },
		"autism": func(r person) bool { return r.Autism }, "other": func(r person) bool { return r.OtherDisabled },
		"total": isDisabled, "able": func(r person) bool { return isDisabled(r) && r.Able },
		"access": func(r person) bool { return isDisabled(r) && r.Able && atSchool(r) },
	}
	kind := strings.TrimPrefix(column, "disabled.")
	if kind == "percent" {
		return accessOf(of)
	}
	if kinds[kind] == nil {
		return inHand{kind: "nobody counts it"}
	}
	return persons(count(of, hereYet, kinds[kind]))
}

// preschoolResultByHand is MN-02: a row a commune.
func preschoolResultByHand(people []person, _, _, column string) inHand {
	five, six := aged(people, 5, 5), aged(people, 6, 6)
	switch column {
	case "age5.covered":
		return persons(count(five, mustBeBrought))
	case "age5.attending":
		return persons(count(five, broughtIn))
	case "age5.percent":
		return share(count(five, broughtIn), count(five, mustBeBrought))
	case "age6.covered":
		return persons(count(six, mustBeBrought))
	case "age6.completed":
		return persons(count(six, mustBeBrought, donePreschool))
	case "age6.percent":
		return share(count(six, mustBeBrought, donePreschool), count(six, mustBeBrought))
	case "disability.total":
		return persons(count(five, disabledHere))
	case "disability.able":
		return persons(count(five, disabledHere, isAble))
	case "disability.access":
		return persons(accessOf(five).n)
	case "disability.percent":
		return accessOf(five)
	}
	return other
}

// preschoolConditionsByHand are the people of MN-01-TC,ĐK; what schools enter there
// is counted in slow_facts_test.go.
func preschoolConditionsByHand(people []person, _, _, column string) inHand {
	group, what, _ := strings.Cut(column, ".")
	of := map[string][]person{"ages_3_4": aged(people, 3, 4), "ages_5": aged(people, 5, 5)}[group]
	switch what {
	case "covered":
		return persons(count(of, mustBeBrought))
	case "enrolled":
		return persons(count(of, broughtIn))
	case "percent":
		return share(count(of, broughtIn), count(of, mustBeBrought))
	case "completed", "completed_percent":
		return empty
	case "disabled":
		return persons(count(of, disabledHere))
	case "able":
		return persons(count(of, disabledHere, isAble))
	case "access":
		return persons(accessOf(of).n)
	case "access_percent":
		return accessOf(of)
	}
	return other
}
