package rule

import "strconv"

// Facts are the entered figures of one commune and year.
type Facts struct {
	Commune map[string]string
	Schools []SchoolFacts
}

// SchoolFacts are the entered figures of one school.
type SchoolFacts struct {
	Code, Name string
	Levels     []string // MN, TH, THCS: a school may teach several
	Values     map[string]string
}

// FactValue is one entered figure, to be kept. An empty Value takes the figure
// back.
type FactValue struct {
	School   string // code, "" for the commune itself
	Fact     string
	Value    string
	Evidence string
}

// FactChange is one change of a figure: what it was, what it became, when and by
// whom. Nothing before is a figure first entered, nothing after one taken back.
type FactChange struct {
	Fact          string
	Before, After string
	At            string // RFC 3339, UTC
	Actor         string
}

// Teaches reports whether the school has the level.
func (s SchoolFacts) Teaches(level string) bool {
	for _, l := range s.Levels {
		if l == level {
			return true
		}
	}
	return false
}

// condition joins the checks of a condition; a figure that was not entered is
// missing, never zero.
func (e *evaluation) condition(cv *CriterionVerdict) {
	cond := e.law.Book.Condition(cv.Criterion.Condition)
	cv.Outcome = Met
	applies := false
	for i := range cond.Checks {
		check := CheckVerdict{Check: &cond.Checks[i]}
		check.Outcome, check.Ratio = e.check(check.Check)
		cv.Checks = append(cv.Checks, check)
		applies = applies || check.Outcome != NotApplicable
		if worse(check.Outcome, cv.Outcome) || i == 0 {
			cv.Ratio, cv.Threshold = check.Ratio, check.Check.AtLeast
		}
		if worse(check.Outcome, cv.Outcome) {
			cv.Outcome = check.Outcome
		}
	}
	if !applies {
		cv.Outcome = NotApplicable
	}
}

func worse(a, b Outcome) bool {
	rank := map[Outcome]int{NotMet: 2, NotEnoughData: 1}
	return rank[a] > rank[b]
}

func (e *evaluation) check(c *Check) (Outcome, Ratio) {
	if len(c.AllYes) > 0 {
		return e.allYes(c.AllYes)
	}
	n, okN := e.sum(c.Sum)
	d, okD := e.sum(c.Over)
	r := Ratio{n, d}
	switch {
	case !okN || !okD:
		return NotEnoughData, Ratio{}
	case d == 0:
		return NotApplicable, r
	case !c.AtLeast.Known():
		return NotEnoughData, r
	}
	return outcome(r.Reaches(c.AtLeast, c.Percent)), r
}

// answers lists every answer to a fact: one for the commune, or one for each
// school of its level. No school entered means that nothing is known.
func (e *evaluation) answers(id string) ([]string, bool) {
	f := e.law.Book.Fact(id)
	if f.Scope == "commune" {
		v, ok := e.in.Facts.Commune[id]
		return []string{v}, ok
	}
	var out []string
	for _, s := range e.in.Facts.Schools {
		if !s.Teaches(f.Level) {
			continue
		}
		v, ok := s.Values[id]
		if !ok {
			return nil, false
		}
		out = append(out, v)
	}
	return out, len(out) > 0
}

func (e *evaluation) allYes(ids []string) (Outcome, Ratio) {
	var r Ratio
	missing := false
	for _, id := range ids {
		list, ok := e.answers(id)
		if !ok {
			missing = true
			continue
		}
		for _, v := range list {
			r.D++
			if v == "yes" {
				r.N++
			}
		}
	}
	switch {
	case r.N < r.D:
		return NotMet, r
	case missing:
		return NotEnoughData, r
	}
	return Met, r
}

func (e *evaluation) sum(ids []string) (int64, bool) {
	var total int64
	for _, id := range ids {
		list, ok := e.answers(id)
		if !ok {
			return 0, false
		}
		for _, v := range list {
			n, err := strconv.ParseInt(v, 10, 64)
			if err != nil {
				return 0, false
			}
			total += n
		}
	}
	return total, true
}
