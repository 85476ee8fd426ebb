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
	near := nearest{s, id, map[place.ID][]answered{}}
	var out []Move
	for i := range j.Verdicts {
		next := j.Verdicts[i].Next()
		if next == nil {
			continue
		}
		for k := range next.Criteria {
			c := &next.Criteria[k]
			move := Move{Standard: j.Verdicts[i].Standard, Level: next.Number, Criterion: c, Needed: s.communesNeeded(c)}
			if move.Needed == 0 {
				continue
			}
			steps, err := near.steps(ctx, c.Criterion)
			if err != nil {
				return nil, err
			}
			move.Steps = steps[:min(int64(len(steps)), move.Needed)]
			out = append(out, move)
		}
	}
	return out, nil
}

// communesNeeded is how many more communes a criterion asks for; none where it asks
// for no share of communes, or where the law does not say how many.
func (s *sitting) communesNeeded(c *rule.CriterionVerdict) int64 {
	if c.Criterion.Kind != rule.ShareOfPlaces || c.Outcome == rule.Met || !c.Threshold.Known() || c.Criterion.PlacesOn(s.law.On) != string(place.Commune) {
		return 0
	}
	return c.Ratio.Short(c.Threshold, c.Operator)
}

// nearest looks for communes below a place that people alone would move. Whoever was
// read for one share is kept for the next.
type nearest struct {
	*sitting
	below  place.ID
	people map[place.ID][]answered
}

// steps are the communes that people alone would move to what a share asks for,
// the nearest first.
func (n *nearest) steps(ctx context.Context, c *rule.Criterion) ([]Step, error) {
	having := rule.Requirement{Standard: c.Having.Standard, Level: c.Having.Level}
	std := n.Book.Standard(having.Standard)
	var out []Step
	for _, unit := range n.tree.Below(n.below, place.Commune, n.law.On) {
		standing, err := n.standing(ctx, unit)
		if err != nil {
			return nil, err
		}
		j := n.done[unit.PlaceID]
		if !asked(c, standing, having) || !j.Surveyed || !j.applies(having) {
			continue
		}
		people, read := n.people[unit.PlaceID]
		if !read {
			people, err = n.answers(ctx, j)
			if err != nil {
				return nil, err
			}
			n.people[unit.PlaceID] = people
		}
		if d := j.distance(people, std, having.Level); !d.Held {
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

// asked tells whether a share asks about a commune that does not hold what it wants.
func asked(c *rule.Criterion, s rule.Standing, having rule.Requirement) bool {
	return (c.Only != "difficult" || s.Difficult) && (c.Only != "other" || !s.Difficult) && s.Outcomes[having] != rule.Met
}

func (j *Judgement) applies(r rule.Requirement) bool {
	v := j.Of(r.Standard)
	return v != nil && v.Level(r.Level) != nil && v.Level(r.Level).Outcome != rule.NotApplicable
}
