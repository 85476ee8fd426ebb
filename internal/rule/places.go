package rule

// places judges a share of units below. Units of which nothing is known count
// as failing for the lowest share and as passing for the highest; there is a
// conclusion only when both lie on the same side of the threshold.
func (e *evaluation) places(cv *CriterionVerdict, val *Value) {
	cv.Threshold = val.Threshold
	all := e.tally(cv.Criterion, val, func(s Standing) map[Requirement]Outcome { return s.Outcomes })
	persons := e.tally(cv.Criterion, val, func(s Standing) map[Requirement]Outcome { return s.ByPersons })
	cv.Ratio = Ratio{all.met, all.total()}
	if all.unknown > 0 {
		cv.Lowest = &Ratio{all.met, all.total()}
		cv.Highest = &Ratio{all.met + all.unknown, all.total()}
	}
	if !cv.Threshold.Known() {
		cv.Missing = missingThreshold(cv.Criterion)
	}
	cv.Outcome = all.outcome(cv.Threshold)
	cv.ByPersons = persons.outcome(cv.Threshold)
	if e.in.Uncounted[val.Places] {
		// Without the number of units there is no share, whatever is known of some.
		cv.Outcome, cv.ByPersons = NotEnoughData, NotEnoughData
	}
}

type placeCount struct{ met, unmet, unknown int64 }

func (p placeCount) total() int64 { return p.met + p.unmet + p.unknown }

func (p placeCount) outcome(t Decimal) Outcome {
	switch {
	case p.total() == 0:
		return NotApplicable
	case !t.Known():
		return NotEnoughData
	case Ratio{p.met, p.total()}.Reaches(t, true):
		return Met
	case !Ratio{p.met + p.unknown, p.total()}.Reaches(t, true):
		return NotMet
	}
	return NotEnoughData
}

func (e *evaluation) tally(c *Criterion, val *Value, of func(Standing) map[Requirement]Outcome) placeCount {
	var n placeCount
	below := e.in.Below[val.Places]
	for _, s := range below {
		if c.Only == "difficult" && !s.Difficult || c.Only == "other" && s.Difficult {
			continue
		}
		switch of(s)[Requirement{Standard: c.Having.Standard, Level: c.Having.Level}] {
		case Met:
			n.met++
		case NotMet:
			n.unmet++
		case NotApplicable, NotInForce:
		default:
			n.unknown++
		}
	}
	// A published number of units above what the tree holds: the rest is
	// unknown, never left out of the share.
	n.unknown += int64(max(0, e.in.BelowAll[val.Places]-len(below)))
	return n
}

// StandingOf is what a verdict contributes to the tier above.
func StandingOf(difficult bool, verdicts []Verdict) Standing {
	s := Standing{difficult, map[Requirement]Outcome{}, map[Requirement]Outcome{}}
	for i := range verdicts {
		v := &verdicts[i]
		for _, l := range v.Levels {
			req := Requirement{Standard: v.Standard.ID, Level: l.Number}
			s.Outcomes[req] = held(v, l.Number, v.Levels, func(l LevelVerdict) Outcome { return l.Outcome })
			s.ByPersons[req] = held(v, l.Number, v.Levels, func(l LevelVerdict) Outcome { return l.ByPersons })
		}
	}
	return s
}

// Decide lays a decision over what the verdict says: recognised at a level is
// recognised at all below it, and at none above.
func (s Standing) Decide(std *Standard, level int) {
	for _, l := range std.Levels {
		req := Requirement{Standard: std.ID, Level: l.Number}
		o := outcome(l.Number <= level)
		s.Outcomes[req], s.ByPersons[req] = o, o
	}
}
