package rule

import (
	"fmt"
)

// ReferenceDay is the day on which commune statistics of a year are fixed
// (Decree 20/2014, article 31): law and places are those of this day.
func ReferenceDay(year int) Date { return fmt.Sprintf("%04d-09-30", year) }

// Law is the book opened at an evaluation year.
type Law struct {
	Book *Book
	Year int
	On   Date
	Set  *RuleSet // nil before the first rule set
	// Supposed are thresholds that somebody tries out in place of those of the law,
	// by criterion. No verdict that is kept rests on any.
	Supposed map[string]Decimal
}

// For opens the book at a year.
func (b *Book) For(year int) Law {
	law := Law{Book: b, Year: year, On: ReferenceDay(year)}
	for _, s := range b.ruleSets {
		if s.Enabled && year >= s.FromYear && (s.UntilYear == 0 || year < s.UntilYear) {
			law.Set = s
		}
	}
	return law
}

// Standards gives the standards judged in the year, in the order of display;
// before the first rule set, those of the earliest one, to be told not in
// force.
func (l Law) Standards() []*Standard {
	set := l.Set
	for _, s := range l.Book.ruleSets {
		if set == nil || (l.Set == nil && s.Enabled && s.FromYear < set.FromYear) {
			set = s
		}
	}
	var out []*Standard
	for _, std := range l.Book.standards {
		for _, id := range set.Standards {
			if std.ID == id {
				out = append(out, std)
			}
		}
	}
	return out
}

// Standing is what a unit below contributes to a share of places: its outcome
// on each level, by all criteria and by persons alone.
type Standing struct {
	Difficult bool
	Outcomes  map[Requirement]Outcome
	ByPersons map[Requirement]Outcome
}

// Input is everything a verdict rests on. It holds no people.
type Input struct {
	Tier      string
	Difficult bool
	Surveyed  bool             // there is a round for the year
	Ratios    map[string]Ratio // by measure
	Facts     Facts
	Below     map[string][]Standing // by tier of the units below
	BelowAll  map[string]int        // how many units there are, known or not
	Uncounted map[string]bool       // tiers of which nobody knows how many units there are
}

// Evaluate judges a place under every standard of the year. It is a pure
// function of law and input. Prerequisites come before what rests on them
// (lower secondary rests on primary and on literacy).
func (l Law) Evaluate(in Input) []Verdict {
	e := evaluation{law: l, in: in, done: map[string]*Verdict{}}
	var out []Verdict
	for _, std := range l.Standards() {
		out = append(out, *e.standard(std))
	}
	return out
}

type evaluation struct {
	law  Law
	in   Input
	done map[string]*Verdict
}

func (e *evaluation) standard(std *Standard) *Verdict {
	if v, ok := e.done[std.ID]; ok {
		return v
	}
	v := &Verdict{Standard: std}
	e.done[std.ID] = v
	for i := range std.Levels {
		lv := e.level(std, &std.Levels[i])
		v.Levels = append(v.Levels, lv)
		for _, c := range lv.Criteria {
			if c.Missing != nil {
				v.Missing = append(v.Missing, *c.Missing)
			}
		}
	}
	v.Attained = attained(v.Levels, func(l LevelVerdict) Outcome { return l.Outcome })
	v.ByPersons = attained(v.Levels, func(l LevelVerdict) Outcome { return l.ByPersons })
	if e.law.startUnknown(std) {
		v.Missing = append(v.Missing, Text{
			Vi: "ngày bắt đầu áp dụng " + std.Title.Vi,
			En: "the day from which " + std.Title.En + " applies"})
		v.withhold()
	}
	return v
}

// withhold keeps what was counted but takes back the conclusion.
func (v *Verdict) withhold() {
	v.Attained, v.ByPersons = 0, 0
	for i := range v.Levels {
		v.Levels[i].Outcome = NotEnoughData
		v.Levels[i].ByPersons = NotEnoughData
	}
}

// attained: levels are cumulative. A level that is not applicable neither
// carries nor breaks the chain.
func attained(levels []LevelVerdict, of func(LevelVerdict) Outcome) int {
	top := 0
	for _, l := range levels {
		switch of(l) {
		case Met:
			top = max(l.Number, 1)
		case NotApplicable:
		default:
			return top
		}
	}
	return top
}

// inForce: before the first day a standard is not in force; where the day is
// unknown it certainly is not before NotBefore.
func (l Law) inForce(std *Standard) bool {
	if l.Set == nil {
		return false
	}
	if std.InForce.From.State == Unknown {
		return l.On >= std.InForce.NotBefore
	}
	return Period{std.InForce.From, std.InForce.Until}.Holds(l.On)
}

func (l Law) startUnknown(std *Standard) bool {
	return std.InForce.From.State == Unknown && l.inForce(std)
}

func (e *evaluation) level(std *Standard, lvl *Level) LevelVerdict {
	lv := LevelVerdict{Number: lvl.Number}
	for i := range lvl.Criteria {
		c := &lvl.Criteria[i]
		if c.Tier == e.in.Tier {
			lv.Criteria = append(lv.Criteria, e.criterion(std, c))
		}
	}
	lv.Outcome = conclude(lv.Criteria, func(c CriterionVerdict) Outcome { return c.Outcome })
	var byPersons []CriterionVerdict
	for _, c := range lv.Criteria {
		if c.Criterion.Kind != ConditionKind {
			byPersons = append(byPersons, c)
		}
	}
	lv.ByPersons = conclude(byPersons, func(c CriterionVerdict) Outcome { return c.ByPersons })
	return lv
}

// conclude joins criteria by three-valued "and". What is not applicable or not
// in force is left out. A level of which nothing that counts people or places
// applies is itself not applicable.
func conclude(list []CriterionVerdict, of func(CriterionVerdict) Outcome) Outcome {
	var unmet, unknown, applies, force bool
	for _, c := range list {
		switch of(c) {
		case NotMet:
			unmet = true
		case NotEnoughData:
			unknown = true
		}
		force = force || of(c) != NotInForce
		applies = applies || c.counts()
	}
	switch {
	case !force:
		return NotInForce
	case !applies:
		return NotApplicable
	case unmet:
		return NotMet
	case unknown:
		return NotEnoughData
	}
	return Met
}

// counts reports whether the criterion asks about anybody here: an "all"
// criterion that holds because nobody remains asks about nobody, and neither
// prerequisites nor conditions make a level applicable.
func (c CriterionVerdict) counts() bool {
	switch c.Criterion.Kind {
	case Persons, ShareOfPlaces:
		return c.Outcome == NotEnoughData || c.Ratio.D > 0 && c.Outcome != NotApplicable && c.Outcome != NotInForce
	}
	return false
}

func (e *evaluation) criterion(std *Standard, c *Criterion) CriterionVerdict {
	cv := CriterionVerdict{Criterion: c, Operator: c.Operator}
	val := c.valueOn(e.law.On)
	if val == nil || val.Absent || !e.law.inForce(std) {
		cv.Outcome, cv.ByPersons = NotInForce, NotInForce
		return cv
	}
	cv.Source = &val.Source
	switch c.Kind {
	case Persons:
		e.persons(&cv, val)
	case Prerequisite:
		e.prerequisite(&cv)
		return cv
	case ConditionKind:
		e.condition(&cv)
	case ShareOfPlaces:
		e.places(&cv, val)
		return cv
	}
	cv.ByPersons = cv.Outcome
	return cv
}

func (c *Criterion) valueOn(on Date) *Value {
	for i := range c.Values {
		if (Period{c.Values[i].From, c.Values[i].Until}).Holds(on) {
			return &c.Values[i]
		}
	}
	return nil
}

// PlacesOn is the kind of places whose share a criterion asks for on a day, empty
// where it asks for none.
func (c *Criterion) PlacesOn(on Date) string {
	val := c.valueOn(on)
	if val == nil {
		return ""
	}
	return val.Places
}

func (e *evaluation) persons(cv *CriterionVerdict, val *Value) {
	measure := cv.Criterion.Measure
	if val.Measure != "" {
		measure = val.Measure
	}
	cv.Threshold = val.Threshold
	if e.in.Difficult && val.Difficult != nil {
		cv.Difficult = true
		cv.Threshold = val.Difficult.Threshold
		if val.Difficult.Measure != "" {
			measure = val.Difficult.Measure
		}
	}
	if tried, ok := e.law.Supposed[cv.Criterion.ID]; ok {
		cv.Threshold = tried
	}
	cv.Measure = e.law.Book.Measure(measure)
	cv.Ratio = e.in.Ratios[measure]
	switch {
	case !e.in.Surveyed:
		cv.Outcome = NotEnoughData
	case cv.Operator == All:
		cv.Outcome = outcome(cv.Ratio.N == cv.Ratio.D)
	case cv.Ratio.D == 0:
		cv.Outcome = NotApplicable
	case cv.Measure.Unrecorded != nil:
		cv.Outcome = NotEnoughData
		cv.Ratio = Ratio{}
		cv.Missing = cv.Measure.Unrecorded
	case !cv.Threshold.Known():
		cv.Outcome = NotEnoughData
		cv.Missing = missingThreshold(cv.Criterion)
	default:
		cv.Outcome = outcome(cv.Ratio.Reaches(cv.Threshold, true))
	}
}

func missingThreshold(c *Criterion) *Text {
	return &Text{
		Vi: "ngưỡng của tiêu chí " + c.ID + " (" + c.Text.Vi + ")",
		En: "the threshold of " + c.ID + " (" + c.Text.En + ")"}
}

func outcome(holds bool) Outcome {
	if holds {
		return Met
	}
	return NotMet
}

// prerequisite: a level is held where it or a higher one is attained.
func (e *evaluation) prerequisite(cv *CriterionVerdict) {
	req := cv.Criterion.Requires
	v := e.standard(e.law.Book.Standard(req.Standard))
	// Asked while its own standard is still being judged: only lower levels,
	// which are done, can be meant.
	cv.Outcome = held(v, req.Level, v.Levels, func(l LevelVerdict) Outcome { return l.Outcome })
	cv.ByPersons = held(v, req.Level, v.Levels, func(l LevelVerdict) Outcome { return l.ByPersons })
}

// held: a level holds with all below it. Literacy level 2 does not name level 1
// among its criteria, so its own outcome alone would let a place hold level 2
// and not level 1.
func held(v *Verdict, level int, levels []LevelVerdict, of func(LevelVerdict) Outcome) Outcome {
	if attained(levels, of) >= max(level, 1) {
		return Met
	}
	lv := v.Level(level)
	if lv == nil {
		return NotInForce
	}
	worst := of(*lv)
	for _, l := range levels {
		if l.Number < level && worse(of(l), worst) {
			worst = of(l)
		}
	}
	return worst
}
