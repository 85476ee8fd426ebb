package rule

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Change is one thing of the law that became another on a day.
type Change struct {
	On Date
	// One of these: an instrument came into force or ceased to be, a standard began or
	// ended, a criterion asks for something else.
	Instrument *Instrument
	Standard   *Standard
	Level      int
	Criterion  *Criterion
	// Before and After are what the criterion asked for; nil where it asked nothing.
	Before, After *Value
	// Ends: the instrument or the standard ended on the day.
	Ends bool
}

// Changes lists what of the law changed after a day and up to another, by day. What
// has no known day is not among them. Drafts change nothing.
func (b *Book) Changes(after, until Date) []Change {
	within := func(d Day) bool { return d.State == "" && d.On > after && d.On <= until }
	var out []Change
	for _, i := range b.instruments {
		if i.Draft {
			continue
		}
		if within(i.InForce.From) {
			out = append(out, Change{On: i.InForce.From.On, Instrument: i})
		}
		if within(i.InForce.Until) {
			out = append(out, Change{On: i.InForce.Until.On, Instrument: i, Ends: true})
		}
	}
	for _, s := range b.standards {
		if s.Draft {
			continue
		}
		if within(s.InForce.From) {
			out = append(out, Change{On: s.InForce.From.On, Standard: s})
		}
		if within(s.InForce.Until) {
			out = append(out, Change{On: s.InForce.Until.On, Standard: s, Ends: true})
		}
		for l := range s.Levels {
			for c := range s.Levels[l].Criteria {
				out = append(out, s.Levels[l].Criteria[c].changes(s, s.Levels[l].Number, within)...)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int { return cmp.Compare(a.On, b.On) })
	return out
}

// changes are the days on which a criterion asked for something else than before. Its
// beginning together with its standard is none: the standard says it.
func (c *Criterion) changes(s *Standard, level int, within func(Day) bool) []Change {
	var out []Change
	for i := range c.Values {
		after := &c.Values[i]
		if !within(after.From) || i == 0 && after.From == s.InForce.From {
			continue
		}
		change := Change{On: after.From.On, Standard: s, Level: level, Criterion: c, After: after}
		if i > 0 {
			change.Before = &c.Values[i-1]
		}
		out = append(out, change)
	}
	if last := &c.Values[len(c.Values)-1]; within(last.Until) && last.Until != s.InForce.Until {
		out = append(out, Change{On: last.Until.On, Standard: s, Level: level, Criterion: c, Before: last})
	}
	return out
}

// OpenPoints are the points that the law leaves open and that change who is counted
// in a measure, also through the questions that it names.
func (b *Book) OpenPoints(m *Measure) []*Parameter {
	names := map[string]bool{}
	var visit func(expr string)
	visit = func(expr string) {
		for name := range b.compiled.references(expr) {
			if names[name] {
				continue
			}
			names[name] = true
			if p := get[Predicate](b, "predicate", name); p != nil {
				visit(p.When)
			}
		}
	}
	visit(m.Of)
	visit(m.Count)
	var out []*Parameter
	for _, p := range b.parameters {
		if names[p.ID] {
			out = append(out, p)
		}
	}
	return out
}

// Measures of a criterion, over all its periods and for communes in special
// difficulty, each once.
func (b *Book) MeasuresOf(c *Criterion) []*Measure {
	seen := map[string]bool{}
	for _, id := range c.measures() {
		if strings.TrimSpace(id) != "" {
			seen[id] = true
		}
	}
	var out []*Measure
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		if m := b.Measure(id); m != nil {
			out = append(out, m)
		}
	}
	return out
}
