package rule

// Outcome is one of five: a missing answer neither passes nor fails a place.
type Outcome string

// The outcomes.
const (
	Met           Outcome = "met"
	NotMet        Outcome = "not_met"
	NotEnoughData Outcome = "not_enough_data"
	NotApplicable Outcome = "not_applicable"
	NotInForce    Outcome = "not_in_force"
)

// Ratio is an exact share.
type Ratio struct {
	N, D int64
}

// Verdict is the judgement of a place under one standard, with the tree that
// explains it.
type Verdict struct {
	Standard *Standard
	// Attained is the highest level all of whose criteria hold, with all below
	// it; for a standard without levels 1 where it is met. ByPersons leaves
	// conditions out.
	Attained  int
	ByPersons int
	Levels    []LevelVerdict
	// Missing names values of the law that are not known, in words; while there
	// is one the verdict is never final.
	Missing []Text
}

// LevelVerdict is the judgement on one level.
type LevelVerdict struct {
	Number    int // 0 for a standard without levels
	Outcome   Outcome
	ByPersons Outcome
	Criteria  []CriterionVerdict
}

// CriterionVerdict is the judgement on one criterion: what was compared with
// what, and where that stands in the law.
type CriterionVerdict struct {
	Criterion *Criterion
	Measure   *Measure // nil where no persons are counted
	Outcome   Outcome
	ByPersons Outcome
	Ratio     Ratio
	Operator  Operator
	Threshold Decimal
	Difficult bool // the SD value was applied
	Source    *Source
	// Lowest and Highest bound a share of places while some are unknown.
	Lowest, Highest *Ratio
	Checks          []CheckVerdict
	Missing         *Text
}

// CheckVerdict is the judgement on one check of a condition.
type CheckVerdict struct {
	Check   *Check
	Outcome Outcome
	Ratio   Ratio
}

// Level gives the judgement on a level, nil where there is none.
func (v *Verdict) Level(number int) *LevelVerdict {
	for i := range v.Levels {
		if v.Levels[i].Number == number {
			return &v.Levels[i]
		}
	}
	return nil
}

// Next gives the lowest level that is not attained, nil at the top.
func (v *Verdict) Next() *LevelVerdict {
	for i := range v.Levels {
		if v.Levels[i].Outcome != Met && v.Levels[i].Number > v.Attained || v.Levels[i].Number == 0 && v.Attained == 0 {
			return &v.Levels[i]
		}
	}
	return nil
}

// Reaches compares the share with the threshold exactly. The law is silent on
// rounding, so 89.999 % does not reach 90 %.
func (r Ratio) Reaches(t Decimal, percent bool) bool {
	scale := int64(1)
	if percent {
		scale = 100
	}
	return r.N*scale*t.Den >= t.Num*r.D
}

// Short gives how many more would do, the denominator unchanged.
func (r Ratio) Short(t Decimal, op Operator) int64 {
	if op == All {
		return r.D - r.N
	}
	per := 100 * t.Den
	need := (t.Num*r.D + per - 1) / per
	return max(0, need-r.N)
}

// Needed gives how many more persons the criterion asks for.
func (c *CriterionVerdict) Needed() int64 {
	if c.Outcome != NotMet || c.Criterion.Kind != Persons || !c.Threshold.Known() && c.Operator != All {
		return 0
	}
	return c.Ratio.Short(c.Threshold, c.Operator)
}
