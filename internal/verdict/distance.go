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
	d := Distance{Held: !j.Surveyed || j.NotAdded != nil || j.held(std, level)}
	criteria := j.unmet(std, level)
	if len(criteria) == 0 {
		return d, nil
	}
	people, err := g.answers(ctx, j)
	if err != nil {
		return d, err
	}
	needs := make([]int, len(criteria))
	for i := range criteria {
		needs[i] = int(criteria[i].Needed)
	}
	for _, n := range fewest(kindsOf(people, criteria), needs) {
		d.Persons += n
	}
	return d, nil
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

// kindsOf groups people by the criteria that each would help.
func kindsOf(people []answered, criteria []CriterionGap) []kind {
	var kinds []kind
	at := map[uint64]int{}
	for _, p := range people {
		var mask uint64
		for bit := range criteria {
			m := criteria[bit].Verdict.Measure
			if p.answers.In(m) && !p.answers.Counted(m) {
				mask |= 1 << bit
			}
		}
		if mask == 0 {
			continue
		}
		k, ok := at[mask]
		if !ok {
			k = len(kinds)
			at[mask] = k
			kinds = append(kinds, kind{helps: mask})
		}
		kinds[k].there += int(p.persons)
	}
	return kinds
}
