package place

import (
	"cmp"
	"slices"
)

// Difficulties gives all periods in which a commune was on the SD list.
func (t *Tree) Difficulties(id ID) []Difficulty { return t.difficulties[id] }

// Kin gives the successions that made a place what it is and those that took it
// on: all that went into it, what it went into, and what else went there. They
// come in order of time.
func (t *Tree) Kin(id ID) []Succession {
	found := map[Succession]bool{}
	t.before(id, found, map[ID]bool{})
	t.after(id, found, map[ID]bool{})
	return ordered(found)
}

func (t *Tree) before(id ID, found map[Succession]bool, seen map[ID]bool) {
	if seen[id] {
		return
	}
	seen[id] = true
	for _, s := range t.in[id] {
		found[s] = true
		t.before(s.From, found, seen)
	}
}

func (t *Tree) after(id ID, found map[Succession]bool, seen map[ID]bool) {
	if seen[id] {
		return
	}
	seen[id] = true
	for _, s := range t.out[id] {
		found[s] = true
		for _, beside := range t.in[s.To] {
			if beside.On == s.On {
				found[beside] = true
			}
		}
		t.after(s.To, found, seen)
	}
}

// Changes gives the successions of a place and of all below it after a day and up
// to another ("" is open), in order of time.
func (t *Tree) Changes(id ID, after, until Date) []Succession {
	found := map[Succession]bool{}
	for _, list := range t.out {
		for _, s := range list {
			if s.On <= after || until != "" && s.On > until {
				continue
			}
			if t.within(s.From, id, DayBefore(s.On)) || t.within(s.To, id, s.On) {
				found[s] = true
			}
		}
	}
	return ordered(found)
}

func (t *Tree) within(id, top ID, on Date) bool {
	return slices.ContainsFunc(t.Path(id, on), func(a Attributes) bool { return a.PlaceID == top })
}

func ordered(found map[Succession]bool) []Succession {
	out := make([]Succession, 0, len(found))
	for s := range found {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Succession) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From))
	})
	return out
}
