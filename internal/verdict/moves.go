package verdict

import (
	"context"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
)

// Move is the shortest way of a district or province over one share of its
// communes: how many more the share asks for, and which are nearest.
type Move struct {
	Standard  *rule.Standard
	Level     int
	Criterion *rule.CriterionVerdict
	// Needed is how many more communes the share asks for. Where fewer can be
	// moved by persons, Steps is shorter: the others lack a condition or figures.
	Needed int64
	Steps  []Step
}

// Step is a commune to be moved. One that lacks nobody waits for its decision only.
type Step struct {
	Unit    *Judgement
	Level   int
	Persons int
}

// Persons is how many people all steps take together.
func (m *Move) Persons() int {
	n := 0
	for _, s := range m.Steps {
		n += s.Persons
	}
	return n
}

// Moves lists, for the next level of each standard, the shares of communes that a
// district or province does not reach. The communes that need the fewest people are
// the fewest people altogether, since nobody counts in two communes.
func (g *Judge) Moves(ctx context.Context, id place.ID, year int) ([]Move, error) {
	s, err := g.open(ctx, year)
	if err != nil {
		return nil, err
	}
	j, err := s.judge(ctx, id)
	if err != nil || j.Place.Kind == place.Commune {
		return nil, err
	}
	var out []Move
	for i := range j.Verdicts {
		next := j.Verdicts[i].Next()
		if next == nil {
			continue
		}
		for k := range next.Criteria {
			c := &next.Criteria[k]
			if c.Criterion.Kind != rule.ShareOfPlaces || c.Outcome == rule.Met || !c.Threshold.Known() || c.Criterion.PlacesOn(s.law.On) != string(place.Commune) {
				continue
			}
			move := Move{Standard: j.Verdicts[i].Standard, Level: next.Number, Criterion: c, Needed: c.Ratio.Short(c.Threshold, c.Operator)}
			move.Steps, err = s.steps(ctx, id, c.Criterion)
			if err != nil {
				return nil, err
			}
			if int64(len(move.Steps)) > move.Needed {
				move.Steps = move.Steps[:move.Needed]
			}
			if move.Needed > 0 {
				out = append(out, move)
			}
		}
	}
	return out, nil
}

// steps are the communes that people alone would move to what a share asks for,
// the nearest first.
func (s *sitting) steps(ctx context.Context, id place.ID, c *rule.Criterion) ([]Step, error) {
	having := rule.Requirement{Standard: c.Having.Standard, Level: c.Having.Level}
	std := s.Book.Standard(having.Standard)
	var out []Step
	for _, unit := range s.tree.Below(id, place.Commune, s.law.On) {
		standing, err := s.standing(ctx, unit)
		if err != nil {
			return nil, err
		}
		if c.Only == "difficult" && !standing.Difficult || c.Only == "other" && standing.Difficult || standing.Outcomes[having] == rule.Met {
			continue
		}
		j := s.done[unit.PlaceID]
		if v := j.Of(std.ID); v == nil || v.Level(having.Level) == nil || v.Level(having.Level).Outcome == rule.NotApplicable {
			continue
		}
		d, err := s.Distance(ctx, j, std, having.Level)
		if err != nil {
			return nil, err
		}
		if !d.Held {
			out = append(out, Step{j, having.Level, d.Persons})
		}
	}
	slices.SortStableFunc(out, func(a, b Step) int {
		if a.Persons != b.Persons {
			return a.Persons - b.Persons
		}
		return viet.Compare(a.Unit.Place.Name, b.Unit.Place.Name)
	})
	return out, nil
}
