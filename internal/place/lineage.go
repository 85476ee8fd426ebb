package place

import (
	"slices"
	"time"
)

// Share is one unit of the day asked about whose figures stand for a later
// unit, with the extent in which it went over.
type Share struct {
	Place  Attributes
	Extent Extent
}

// Standing gives the units that stood on the day where the place stands in the
// end: Phường Đông Sơn of 2018 is Đông Sơn and Hà Lan, since it took Hà Lan in
// afterwards. A unit of which something went elsewhere is a part: without
// figures by hamlet it must not be added up.
func (t *Tree) Standing(id ID, on Date) []Share {
	return t.StandingAsOf(id, "", on)
}

// StandingAsOf is Standing for the bounds that the place had on the day as:
// whoever looks at Đông Sơn as of 2018 sees Đông Sơn alone. An empty day is the
// last there is.
func (t *Tree) StandingAsOf(id ID, as, on Date) []Share {
	_, until := t.Existence(id)
	if until != "" && until <= on {
		return nil
	}
	l := lineage{tree: t, target: id, on: on, bound: until, ways: map[step]bool{}, whole: map[step]bool{}}
	if as != "" && (until == "" || as < until) {
		l.bound = shift(max(as, on), 1)
	}
	l.collect(id, l.bound)
	arrange(l.found)
	shares := make([]Share, len(l.found))
	for i, a := range l.found {
		shares[i] = Share{a, Part}
		if l.stays(a.PlaceID, on) {
			shares[i].Extent = All
		}
	}
	return shares
}

// lineage follows successions after the day on and before the day bound ("" is
// open). Only what is strictly later or earlier is followed at each step, so
// that land exchanged on one day does not travel twice, and no circle is
// possible.
type lineage struct {
	tree   *Tree
	target ID
	on     Date
	bound  Date
	found  []Attributes
	ways   map[step]bool
	whole  map[step]bool
}

type step struct {
	id  ID
	day Date
}

// collect goes back in time to all units that gave something to the target.
func (l *lineage) collect(id ID, before Date) {
	if l.ways[step{id, before}] {
		return
	}
	l.ways[step{id, before}] = true
	a, existed := l.tree.At(id, l.on)
	if existed && !slices.Contains(l.found, a) {
		l.found = append(l.found, a)
	}
	for _, s := range l.tree.in[id] {
		if s.On > l.on && earlier(s.On, before) {
			l.collect(s.From, s.On)
		}
	}
}

// stays goes forward in time and reports whether all that the unit held on the
// day ends in the target. It may go there in pieces and by several ways.
func (l *lineage) stays(id ID, after Date) bool {
	at := step{id, after}
	if known, ok := l.whole[at]; ok {
		return known
	}
	l.whole[at] = l.follow(id, after)
	return l.whole[at]
}

func (l *lineage) follow(id ID, after Date) bool {
	_, until := l.tree.Existence(id)
	shared := false // its last day gave all of it away in parts
	for _, s := range l.tree.out[id] {
		if s.On <= after || !earlier(s.On, l.bound) {
			continue
		}
		if !l.stays(s.To, s.On) {
			return false
		}
		shared = shared || s.On == until
	}
	return id == l.target || shared
}

// earlier reports whether the day lies before the bound; an empty bound is open.
func earlier(on, bound Date) bool { return bound == "" || on < bound }

// DayAfter is the half-open end of a period whose last day is given.
func DayAfter(last Date) Date { return shift(last, 1) }

// DayBefore is the last day before a half-open end.
func DayBefore(end Date) Date { return shift(end, -1) }

// shift moves a day by some days; what is no day of the calendar stays as it is.
func shift(on Date, days int) Date {
	day, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return on
	}
	return day.AddDate(0, 0, days).Format(time.DateOnly)
}

// Lineage is a place with all that it was made of and all that became of it, itself
// first. What was noted under one of them is found from the others.
func (t *Tree) Lineage(id ID) []ID {
	out := []ID{id}
	for i := 0; i < len(out); i++ {
		for _, s := range t.in[out[i]] {
			if !slices.Contains(out, s.From) {
				out = append(out, s.From)
			}
		}
	}
	for later := []ID{id}; len(later) > 0; later = later[1:] {
		for _, s := range t.out[later[0]] {
			if !slices.Contains(out, s.To) {
				out, later = append(out, s.To), append(later, s.To)
			}
		}
	}
	return out
}
