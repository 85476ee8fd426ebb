package rule

import (
	"sort"

	"hoctap/internal/strict"
)

// applySupplements chooses parameters and lays amended values over the
// national ones. What a supplement names must exist: a misspelt criterion
// would otherwise be law that nobody applies.
func (b *Book) applySupplements(ps *strict.Problems) {
	for _, p := range b.parameters {
		b.chosen[p.ID] = p.Default
	}
	for _, s := range b.supplements {
		names := make([]string, 0, len(s.Parameters))
		for name := range s.Parameters {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			b.choose(s, name, s.Parameters[name], ps)
		}
		for i := range s.Values {
			b.amend(&s.Values[i], ps)
		}
		for _, start := range s.Starts {
			std := b.Standard(start.Standard)
			if std == nil {
				ps.Addf(start.Pos, "there is no standard %q", start.Standard)
				continue
			}
			std.InForce = start.InForce
		}
	}
}

func (b *Book) choose(s *Supplement, name, value string, ps *strict.Problems) {
	p := get[Parameter](b, "parameter", name)
	if p == nil {
		ps.Addf(s.Pos, "there is no parameter %q", name)
		return
	}
	for _, c := range p.Choices {
		if c.Value == value {
			p.chosen = value
			b.chosen[name] = value
			return
		}
	}
	ps.Addf(s.Pos, "parameter %s has no reading %q", name, value)
}

// amend cuts the criterion's values where the amendment begins and lets the
// amendment follow.
func (b *Book) amend(a *Amendment, ps *strict.Problems) {
	if len(a.Values) > 0 && a.Values[0].From.State != "" {
		ps.Addf(a.Pos, "criterion %s: an amendment holds from a day on", a.Criterion)
		return
	}
	found := false
	for _, std := range b.standards {
		for l := range std.Levels {
			for c := range std.Levels[l].Criteria {
				crit := &std.Levels[l].Criteria[c]
				if crit.ID != a.Criterion || len(a.Values) == 0 {
					continue
				}
				found = true
				crit.Values = overlay(crit.Values, a.Values)
			}
		}
	}
	if !found {
		ps.Addf(a.Pos, "there is no criterion %q", a.Criterion)
	}
}

func overlay(base, over []Value) []Value {
	start := over[0].From.On
	var out []Value
	for _, v := range base {
		if v.From.On >= start {
			continue
		}
		if v.Until.State == Open || v.Until.On > start {
			v.Until = Day{On: start}
		}
		out = append(out, v)
	}
	for _, v := range over {
		if v.Places == "" && len(base) > 0 {
			v.Places = base[len(base)-1].Places
		}
		out = append(out, v)
	}
	return out
}
