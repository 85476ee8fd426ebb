package verdict

import (
	"context"
	"fmt"

	"hoctap/internal/rule"
	"hoctap/internal/tally"
)

// Distance is how far a commune is from a level.
type Distance struct {
	// Persons is the size of a smallest set of people whose completion reaches
	// everything that the level asks of persons, prerequisites included.
	Persons int
	// Held says that no number of people would do: a condition is not met, or a
	// figure is not known.
	Held bool
}

// Distance counts what Gaps names, from tallies alone: a province asks it of every
// commune, and nobody's record is read for that.
func (g *Judge) Distance(ctx context.Context, j *Judgement, std *rule.Standard, level int) (Distance, error) {
	people, err := g.answers(ctx, j)
	if err != nil {
		return Distance{}, err
	}
	return j.distance(people, std, level), nil
}

// Distances are those to the next level of every standard that has one, by standard.
func (g *Judge) Distances(ctx context.Context, j *Judgement) (map[string]Distance, error) {
	people, err := g.answers(ctx, j)
	if err != nil {
		return nil, err
	}
	out := map[string]Distance{}
	for i := range j.Verdicts {
		if next := j.Verdicts[i].Next(); next != nil {
			std := j.Verdicts[i].Standard
			out[std.ID] = j.distance(people, std, next.Number)
		}
	}
	return out, nil
}

func (j *Judgement) distance(people []answered, std *rule.Standard, level int) Distance {
	d := Distance{Held: !j.Surveyed || j.NotAdded != nil || j.held(std, level)}
	criteria := j.unmet(std, level)
	found := newGroups()
	for _, p := range people {
		if helps := p.helps(criteria); helps != 0 {
			found.add(helps, int(p.persons))
		}
	}
	for _, n := range found.take(criteria) {
		d.Persons += n
	}
	return d
}

// held tells whether something other than persons keeps a level away, or is not known.
func (j *Judgement) held(std *rule.Standard, level int) bool {
	held := false
	j.below(std, level, map[rule.Requirement]bool{}, func(_ *rule.Standard, _ int, c *rule.CriterionVerdict) bool {
		switch {
		case c.Criterion.Kind == rule.Prerequisite:
			return c.Outcome == rule.NotMet || c.Outcome == rule.NotEnoughData
		case c.Outcome == rule.NotEnoughData, c.Outcome == rule.NotMet && c.Needed() == 0:
			held = true
		}
		return false
	})
	return held
}

// answered are so many people with the same answers to every measure.
type answered struct {
	answers rule.Bits
	persons int64
}

// answers are the people of a judgement, all with the same answers counted together.
func (g *Judge) answers(ctx context.Context, j *Judgement) ([]answered, error) {
	var out []answered
	for _, unit := range j.Units() {
		t, err := g.Source.Tally(ctx, unit, j.Year)
		if err != nil {
			return nil, err
		}
		for _, row := range t {
			bits, err := tally.Answers(g.Book, row.Profile, g.Source)
			if err != nil {
				return nil, fmt.Errorf("distance: %w", err)
			}
			out = append(out, answered{bits, row.Persons})
		}
	}
	return out, nil
}

// helps are the criteria, as bits, that one of these people would help.
func (p *answered) helps(criteria []CriterionGap) uint64 {
	var helps uint64
	for bit := range criteria {
		m := criteria[bit].Verdict.Measure
		if p.answers.In(m) && !p.answers.Counted(m) {
			helps |= 1 << bit
		}
	}
	return helps
}
