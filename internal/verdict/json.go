package verdict

import (
	"hoctap/internal/rule"
)

// JSON is the judgement as programs read it. The shape is a promise: fields are
// added, never renamed.
type JSON struct {
	Place     PlaceJSON      `json:"place"`
	Year      int            `json:"year"`
	On        string         `json:"on"`
	RuleSet   RuleSetJSON    `json:"rule_set"`
	AddedUp   []PlaceJSON    `json:"added_up_from,omitempty"`
	NotAdded  string         `json:"not_added_up,omitempty"`
	Standards []StandardJSON `json:"standards"`
}

// PlaceJSON names a place as it was on the day.
type PlaceJSON struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Kind string `json:"kind"`
}

// RuleSetJSON names the law: id is empty in years before the first rule set.
type RuleSetJSON struct {
	ID   string `json:"id"`
	Hash string `json:"hash"`
}

// StandardJSON is the verdict under one standard. LevelAttained is a number, or
// true/false for a standard without levels.
type StandardJSON struct {
	Standard       string      `json:"standard"`
	LevelAttained  any         `json:"level_attained"`
	LevelByPersons any         `json:"level_by_persons"`
	Missing        []string    `json:"missing,omitempty"`
	Levels         []LevelJSON `json:"levels"`
}

// LevelJSON is one level; null for a standard without levels.
type LevelJSON struct {
	Level            *int            `json:"level"`
	Outcome          rule.Outcome    `json:"outcome"`
	OutcomeByPersons rule.Outcome    `json:"outcome_by_persons"`
	Criteria         []CriterionJSON `json:"criteria"`
}

// CriterionJSON is one criterion. Percent has two decimals, half up, and is
// null where the denominator is 0. Lowest and Highest bound a share of places
// while some are unknown.
type CriterionJSON struct {
	ID               string             `json:"id"`
	Kind             rule.CriterionKind `json:"kind"`
	Text             string             `json:"text"`
	Outcome          rule.Outcome       `json:"outcome"`
	OutcomeByPersons rule.Outcome       `json:"outcome_by_persons,omitempty"`
	Numerator        int64              `json:"numerator"`
	Denominator      int64              `json:"denominator"`
	Percent          *string            `json:"percent"`
	Operator         string             `json:"operator"`
	Threshold        *string            `json:"threshold"`
	Difficult        bool               `json:"difficult,omitempty"`
	Lowest           *string            `json:"lowest,omitempty"`
	Highest          *string            `json:"highest,omitempty"`
	Citation         string             `json:"citation"`
	Mark             rule.Mark          `json:"mark"`
	Checks           []CheckJSON        `json:"checks,omitempty"`
}

// CheckJSON is one check of a condition.
type CheckJSON struct {
	Text        string       `json:"text"`
	Outcome     rule.Outcome `json:"outcome"`
	Numerator   int64        `json:"numerator"`
	Denominator int64        `json:"denominator"`
}

// JSON gives the judgement for programs.
func (j *Judgement) JSON() JSON {
	out := JSON{
		Place:     PlaceJSON{j.Place.Code, j.Place.Name, string(j.Place.Kind)},
		Year:      j.Year,
		On:        j.On,
		RuleSet:   RuleSetJSON{Hash: j.Law.Book.Hash()},
		Standards: []StandardJSON{},
	}
	if j.Law.Set != nil {
		out.RuleSet.ID = j.Law.Set.ID
	}
	for _, a := range j.AddedUp {
		out.AddedUp = append(out.AddedUp, PlaceJSON{a.Code, a.Name, string(a.Kind)})
	}
	if j.NotAdded != nil {
		out.NotAdded = j.NotAdded.Key
	}
	for _, v := range j.Verdicts {
		out.Standards = append(out.Standards, standardJSON(j.Law.Book, v))
	}
	return out
}

func standardJSON(b *rule.Book, v rule.Verdict) StandardJSON {
	s := StandardJSON{Standard: v.Standard.ID, LevelAttained: v.Attained, LevelByPersons: v.ByPersons, Levels: []LevelJSON{}}
	if v.Standard.MaxLevel == 0 {
		s.LevelAttained, s.LevelByPersons = v.Attained > 0, v.ByPersons > 0
	}
	for _, m := range v.Missing {
		s.Missing = append(s.Missing, m.Vi)
	}
	for _, l := range v.Levels {
		lj := LevelJSON{Outcome: l.Outcome, OutcomeByPersons: l.ByPersons, Criteria: []CriterionJSON{}}
		if l.Number > 0 {
			number := l.Number
			lj.Level = &number
		}
		for _, c := range l.Criteria {
			lj.Criteria = append(lj.Criteria, criterionJSON(b, c))
		}
		s.Levels = append(s.Levels, lj)
	}
	return s
}

func criterionJSON(b *rule.Book, c rule.CriterionVerdict) CriterionJSON {
	out := CriterionJSON{
		ID: c.Criterion.ID, Kind: c.Criterion.Kind, Text: c.Criterion.Text.Vi, Outcome: c.Outcome,
		Numerator: c.Ratio.N, Denominator: c.Ratio.D, Percent: percent(&c.Ratio),
		Operator: string(c.Operator), Difficult: c.Difficult,
		Lowest: percent(c.Lowest), Highest: percent(c.Highest),
	}
	if c.ByPersons != c.Outcome {
		out.OutcomeByPersons = c.ByPersons
	}
	if c.Threshold.String() != "" {
		t := c.Threshold.String()
		out.Threshold = &t
	}
	if c.Source != nil {
		out.Mark = c.Source.Mark
	}
	out.Citation = b.Cite(c.Source)
	for _, check := range c.Checks {
		out.Checks = append(out.Checks, CheckJSON{check.Check.Text.Vi, check.Outcome, check.Ratio.N, check.Ratio.D})
	}
	return out
}

func percent(r *rule.Ratio) *string {
	if r == nil || r.D == 0 {
		return nil
	}
	p := r.Percent2()
	return &p
}
