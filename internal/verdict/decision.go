package verdict

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
)

// Decision is the human act: who recognised the place, at which level, by which
// paper. It keeps the law and the figures it rested on.
type Decision struct {
	ID         int64
	PlaceID    place.ID
	Year       int
	Standard   string
	Level      int // 0 for a standard without levels
	Number     string
	On         place.Date
	Signer     string
	Authority  string
	RecordedAt string
	Actor      string
	RuleSet    string
	RuleHash   string
	// Inputs and Explanation are JSON: the figures, and the verdict as it stood.
	Inputs      string
	Explanation string
}

// Draft is what a person fills in of a decision.
type Draft struct {
	Standard string
	Level    *int
	Number   string
	On       place.Date
	Signer   string
}

// Decide makes a decision from a draft on a judgement. A place may be
// recognised where there is no survey: its verdict is then not enough data, and
// the decision says that too.
func (j *Judgement) Decide(d Draft) (Decision, error) {
	v := j.Of(d.Standard)
	if v == nil {
		return Decision{}, fault.New(fault.Invalid, "fault.standard_unknown", "standard", d.Standard, "year", j.Year)
	}
	level, err := CheckLevel(v.Standard, d.Level)
	if err != nil {
		return Decision{}, err
	}
	if strings.TrimSpace(d.Number) == "" || strings.TrimSpace(d.Signer) == "" {
		return Decision{}, fault.New(fault.Invalid, "fault.decision_incomplete")
	}
	explanation, err := json.Marshal(standardJSON(j.Law.Book, *v))
	if err != nil {
		return Decision{}, fmt.Errorf("explanation: %w", err)
	}
	inputs, err := json.Marshal(j.Input.Snapshot())
	if err != nil {
		return Decision{}, fmt.Errorf("inputs: %w", err)
	}
	out := Decision{
		PlaceID: j.Place.PlaceID, Year: j.Year, Standard: d.Standard, Level: level,
		Number: strings.TrimSpace(d.Number), On: d.On, Signer: strings.TrimSpace(d.Signer),
		Authority: j.Law.Book.Authority(string(j.Place.Kind), d.Standard, level, d.On),
		RuleHash:  j.Law.Book.Hash(), Inputs: string(inputs), Explanation: string(explanation),
	}
	if j.Law.Set != nil {
		out.RuleSet = j.Law.Set.ID
	}
	return out, nil
}

// CheckLevel refuses a level that the law does not have; for literacy it says
// so in as many words, because papers speak of a level 3.
func CheckLevel(std *rule.Standard, level *int) (int, error) {
	switch {
	case std.MaxLevel == 0 && (level == nil || *level == 0):
		return 0, nil
	case std.MaxLevel == 0:
		return 0, fault.New(fault.Refused, "fault.no_levels", "standard", std.ID)
	case level == nil:
		return 0, fault.New(fault.Invalid, "fault.level_missing", "standard", std.ID, "max", std.MaxLevel)
	case *level >= 1 && *level <= std.MaxLevel:
		return *level, nil
	case std.ID == "XMC":
		return 0, fault.New(fault.Refused, "fault.literacy_level", "level", *level)
	}
	return 0, fault.New(fault.Refused, "fault.level_unknown", "standard", std.ID, "level", *level, "max", std.MaxLevel)
}

// Shift is one criterion whose figures are no longer what a decision rested on.
type Shift struct {
	ID             string       `json:"id"`
	OldNumerator   int64        `json:"numerator_then"`
	OldDenominator int64        `json:"denominator_then"`
	Numerator      int64        `json:"numerator"`
	Denominator    int64        `json:"denominator"`
	OldOutcome     rule.Outcome `json:"outcome_then"`
	Outcome        rule.Outcome `json:"outcome"`
}

// Moved compares what a decision rested on, the criteria of its level and those
// below, with what the law says of the figures today.
func (d *Decision) Moved(j *Judgement) ([]Shift, error) {
	v := j.Of(d.Standard)
	if v == nil {
		return nil, nil
	}
	var old StandardJSON
	err := json.Unmarshal([]byte(d.Explanation), &old)
	if err != nil {
		return nil, fmt.Errorf("decision %s: %w", d.Number, err)
	}
	before := map[string]CriterionJSON{}
	for _, l := range old.Levels {
		for _, c := range l.Criteria {
			before[levelKey(l.Level, c.ID)] = c
		}
	}
	var out []Shift
	seen := map[string]bool{}
	for _, l := range standardJSON(j.Law.Book, *v).Levels {
		if l.Level != nil && *l.Level > d.Level {
			break
		}
		for _, c := range l.Criteria {
			o, ok := before[levelKey(l.Level, c.ID)]
			if !ok || seen[c.ID] || (o.Numerator == c.Numerator && o.Denominator == c.Denominator && o.Outcome == c.Outcome) {
				continue
			}
			seen[c.ID] = true
			out = append(out, Shift{c.ID, o.Numerator, o.Denominator, c.Numerator, c.Denominator, o.Outcome, c.Outcome})
		}
	}
	return out, nil
}

func levelKey(level *int, id string) string {
	if level == nil {
		return id
	}
	return fmt.Sprintf("%d %s", *level, id)
}

// Recorder keeps decisions.
type Recorder interface {
	AddDecision(ctx context.Context, d Decision) error
}
