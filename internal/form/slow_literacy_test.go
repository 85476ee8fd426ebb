package form_test

import (
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/register"
)

// The slow path of literacy: the state of a person as the guide derives it from the
// sheet, counted by going through people one by one.

// gradesDone is the highest grade that somebody has behind them.
func gradesDone(r *register.Record) int {
	done := max(r.FinishedGrade, r.DropoutGrade-1)
	for grade := 1; grade <= 12; grade++ {
		if r.GradeGroup == fmt.Sprintf("k%d", grade) {
			done = max(done, grade-1)
		}
	}
	if hasPrimary(r) {
		done = max(done, 5)
	}
	return done
}

// readsAtLevel1 and readsAtLevel2: three and five grades, or as many classes of the
// literacy programme. A relapse of degree 1 takes both away, one of degree 2 the
// second.
func readsAtLevel1(r *register.Record) bool {
	return r.Relapse != 1 && (gradesDone(r) >= 3 || r.LiteracyCompleted >= 3)
}

func readsAtLevel2(r *register.Record) bool {
	return r.Relapse == 0 && (gradesDone(r) >= 5 || r.LiteracyCompleted >= 5)
}

// literacyStates are the columns by which XMC-3 and CMC-1 part the population. The
// second kind of illiterate is whoever has level 1 and lacks level 2.
var literacyStates = map[string]func(*register.Record) bool{
	"population":  func(*register.Record) bool { return true },
	"illiterate1": func(r *register.Record) bool { return !readsAtLevel1(r) },
	"illiterate2": func(r *register.Record) bool { return readsAtLevel1(r) && !readsAtLevel2(r) },
	"literate":    readsAtLevel2,
}

// fourfold are the people that each is counted for.
var fourfold = map[string]func(*register.Record) bool{
	"total":           func(*register.Record) bool { return true },
	"female":          func(r *register.Record) bool { return r.Female },
	"minority":        isMinority,
	"minority_female": func(r *register.Record) bool { return isMinority(r) && r.Female },
}

func isMinority(r *register.Record) bool { return r.Ethnicity != "" && r.Ethnicity != "Kinh" }

// living are those of some ages who still live there: literacy knows no other
// exception.
func living(people []person, from, to int) []person {
	return slices.DeleteFunc(aged(people, from, to), isGone)
}

// literacyAgesByHand is XMC-3: a row an age, and three sums.
func literacyAgesByHand(people []person, _, row, column string) inHand {
	from, to := 15, 0
	if _, err := fmt.Sscanf(row, "age.%d", &to); err == nil {
		from = to
	} else if _, err := fmt.Sscanf(row, "ages15_%d", &to); err != nil {
		return inHand{kind: "nobody counts it"}
	}
	of := living(people, from, to)
	state, who, isState := strings.Cut(column, ".")
	if !isState || literacyStates[state] == nil {
		return share(count(of, readsAtLevel2), count(of))
	}
	return persons(count(of, literacyStates[state], fourfold[who]))
}

// illiterateUnitsByHand is CMC-1: a row a hamlet or commune; three bands of ages,
// each with its population and both kinds of illiterate.
func illiterateUnitsByHand(people []person, _, _, column string) inHand {
	to := 60
	parts := strings.Split(column, ".")
	if _, err := fmt.Sscanf(parts[0], "ages15_%d", &to); err == nil {
		parts = parts[1:]
	}
	if len(parts) < 2 || literacyStates[parts[0]] == nil {
		return inHand{kind: "nobody counts it"}
	}
	of := living(people, 15, to)
	n := count(of, literacyStates[parts[0]], fourfold[parts[1]])
	if parts[len(parts)-1] == "percent" {
		return share(n, count(of, fourfold[parts[1]]))
	}
	return persons(n)
}

// illiterateAgesByHand is CMC-2: three groups of ages that do not overlap, and their
// sum.
func illiterateAgesByHand(people []person, _, row, column string) inHand {
	var from, to int
	if n, _ := fmt.Sscanf(row, "ages%d_%d", &from, &to); n != 2 {
		return inHand{kind: "nobody counts it"}
	}
	of := living(people, from, to)
	state, who, _ := strings.Cut(column, ".")
	unread := count(of, not(readsAtLevel2))
	switch {
	case column == "illiterate.count":
		return persons(unread)
	case column == "illiterate.percent":
		return share(unread, count(of))
	case column == "learners":
		return persons(count(of, func(r person) bool { return r.LiteracyAttending > 0 }))
	case state == "relapsed":
		return persons(count(of, func(r person) bool { return r.Relapse > 0 }, fourfold[who]))
	case literacyStates[state] == nil:
		return empty // what the blank columns on learners hold is not known
	}
	return persons(count(of, literacyStates[state], fourfold[who]))
}

// literacyResultByHand is XMC-4: of each band the population and who reads at either
// level.
func literacyResultByHand(people []person, table, _, column string) inHand {
	to := 0
	band, what, _ := strings.Cut(column, ".")
	if _, err := fmt.Sscanf(band, "ages15_%d", &to); err != nil || table != "main" {
		return other
	}
	of := living(people, 15, to)
	switch what {
	case "total":
		return persons(count(of))
	case "literate1":
		return persons(count(of, readsAtLevel1))
	case "literate2":
		return persons(count(of, readsAtLevel2))
	case "percent1":
		return share(count(of, readsAtLevel1), count(of))
	case "percent2":
		return share(count(of, readsAtLevel2), count(of))
	}
	return inHand{kind: "nobody counts it"}
}
