package place

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
)

// Section says in which list of the data a problem lies.
type Section int

// The lists of [Data].
const (
	InAttributes Section = iota
	InDifficulties
	InSuccessions
	InTotals
)

// Problem is one thing wrong with a set of places. Section and Row point to
// the line of the data that has to be mended.
type Problem struct {
	PlaceID ID
	Section Section
	Row     int
	Key     string // of the word catalogue
	Args    map[string]any
}

func (p Problem) Error() string { return fmt.Sprintf("place %d: %s %v", p.PlaceID, p.Key, p.Args) }

// Check finds every gap, overlap, cycle, parent that is missing or of the wrong
// rank on some day of its child, code borne twice on one day, and succession
// that the existence of its places contradicts.
func Check(d Data) []Problem {
	c := newChecker(d)
	for _, id := range c.ids {
		c.periods(id)
	}
	for row := range d.Attributes {
		c.parent(row)
	}
	c.codes()
	for row := range d.Successions {
		c.succession(row)
	}
	c.successionPairs()
	c.successionCycles()
	c.difficulties()
	c.totals()
	return c.out
}

type checker struct {
	Data
	tree *Tree
	ids  []ID
	rows map[ID][]int // of attributes, in order of time
	out  []Problem
}

func newChecker(d Data) *checker {
	c := &checker{Data: d, tree: NewTree(d), rows: make(map[ID][]int)}
	for row, a := range d.Attributes {
		if len(c.rows[a.PlaceID]) == 0 {
			c.ids = append(c.ids, a.PlaceID)
		}
		c.rows[a.PlaceID] = append(c.rows[a.PlaceID], row)
	}
	for _, rows := range c.rows {
		sort.SliceStable(rows, func(i, j int) bool {
			return d.Attributes[rows[i]].From < d.Attributes[rows[j]].From
		})
	}
	return c
}

func (c *checker) add(id ID, in Section, row int, key string, args ...any) {
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i].(string)] = args[i+1]
	}
	c.out = append(c.out, Problem{id, in, row, key, m})
}

// reach is how far a run of periods has covered the calendar. Neighbours alone
// would not do: a short period inside a long one hides what the long one meets.
type reach struct {
	any   bool
	until Date
}

func (r *reach) overlaps(from Date) bool {
	return r.any && (r.until == "" || from < r.until)
}

func (r *reach) extend(until Date) {
	if !r.any || r.until != "" && (until == "" || until > r.until) {
		r.until = until
	}
	r.any = true
}

func (c *checker) periods(id ID) {
	var done reach
	for _, row := range c.rows[id] {
		a := c.Attributes[row]
		if !a.Kind.Valid() {
			c.add(id, InAttributes, row, "place.kind_unknown", "name", a.Name, "kind", string(a.Kind))
		}
		if a.Until != "" && a.Until <= a.From {
			c.add(id, InAttributes, row, "place.period_empty", "name", a.Name, "from", a.From, "until", a.Until)
			continue
		}
		switch {
		case done.overlaps(a.From):
			c.add(id, InAttributes, row, "place.period_overlap", "name", a.Name, "from", a.From)
		case done.any && a.From > done.until:
			c.add(id, InAttributes, row, "place.period_gap", "name", a.Name, "from", done.until, "until", a.From)
		}
		done.extend(a.Until)
	}
}

// parent asks on each day on which something changes, because a parent may end
// or change its rank while its child goes on.
func (c *checker) parent(row int) {
	a := c.Attributes[row]
	if !a.Kind.Valid() {
		return
	}
	if a.Parent == 0 {
		if a.Kind != Nation && a.Kind != Province {
			c.add(a.PlaceID, InAttributes, row, "place.parent_none", "name", a.Name)
		}
		return
	}
	for _, on := range c.turns(a) {
		p, ok := c.tree.At(a.Parent, on)
		switch {
		case !ok:
			c.add(a.PlaceID, InAttributes, row, "place.parent_missing", "name", a.Name, "on", on)
			return
		case c.circles(a, on):
			c.add(a.PlaceID, InAttributes, row, "place.cycle", "name", a.Name)
			return
		case !a.Kind.Under(p.Kind):
			c.add(a.PlaceID, InAttributes, row, "place.parent_rank", "name", a.Name, "parent", p.Name)
			return
		}
	}
}

// turns are the days inside a's period on which its parent changes, and its
// first.
func (c *checker) turns(a Attributes) []Date {
	days := []Date{a.From}
	for _, p := range c.tree.history[a.Parent] {
		for _, d := range []Date{p.From, p.Until} {
			if d > a.From && a.Holds(d) {
				days = append(days, d)
			}
		}
	}
	sort.Strings(days)
	return days
}

// circles reports whether the way up from a comes back to a. It stops at a
// second visit, so that a circle further up is told of where it lies.
func (c *checker) circles(a Attributes, on Date) bool {
	seen := make(map[ID]bool)
	for id := a.Parent; id != 0 && !seen[id]; {
		if id == a.PlaceID {
			return true
		}
		seen[id] = true
		p, _ := c.tree.At(id, on)
		id = p.Parent
	}
	return false
}

// codes leaves hamlets out: theirs are numbered anew in every commune. The
// bearer who lasts longest stands for all before, so that a short-lived one does
// not hide it.
func (c *checker) codes() {
	bearers := make(map[string]int)
	for _, row := range order(c.Attributes, func(a Attributes) Date { return a.From }) {
		a := c.Attributes[row]
		if a.Code == "" || a.Kind == Hamlet {
			continue
		}
		other, borne := bearers[a.Code]
		b := c.Attributes[other]
		if borne && a.PlaceID != b.PlaceID && b.Holds(a.From) {
			c.add(a.PlaceID, InAttributes, row, "place.code_twice", "code", a.Code, "name", a.Name, "other", b.Name, "on", a.From)
		}
		if !borne || b.Until != "" && (a.Until == "" || a.Until > b.Until) {
			bearers[a.Code] = row
		}
	}
}

func (c *checker) difficulties() {
	done := make(map[ID]*reach)
	for _, row := range order(c.Difficulties, func(d Difficulty) Date { return d.From }) {
		d := c.Difficulties[row]
		if done[d.PlaceID] == nil {
			done[d.PlaceID] = &reach{}
		}
		name := c.name(d.PlaceID, d.From)
		a, ok := c.tree.At(d.PlaceID, d.From)
		switch {
		case d.Until != "" && d.Until <= d.From:
			c.add(d.PlaceID, InDifficulties, row, "place.difficulty_empty", "name", name, "from", d.From, "until", d.Until)
			continue
		case !ok:
			c.add(d.PlaceID, InDifficulties, row, "place.difficulty_missing", "name", name, "from", d.From)
		case a.Kind != Commune:
			c.add(d.PlaceID, InDifficulties, row, "place.difficulty_kind", "name", name)
		case done[d.PlaceID].overlaps(d.From):
			c.add(d.PlaceID, InDifficulties, row, "place.difficulty_overlap", "name", name, "from", d.From)
		}
		done[d.PlaceID].extend(d.Until)
	}
}

func (c *checker) totals() {
	type of struct {
		id   ID
		kind Kind
	}
	done := make(map[of]*reach)
	for _, row := range order(c.Totals, func(x Total) Date { return x.From }) {
		x := c.Totals[row]
		at := of{x.PlaceID, x.Kind}
		if done[at] == nil {
			done[at] = &reach{}
		}
		name := c.name(x.PlaceID, x.From)
		switch {
		case x.Until != "" && x.Until <= x.From:
			c.add(x.PlaceID, InTotals, row, "place.total_empty", "name", name, "from", x.From, "until", x.Until)
			continue
		case done[at].overlaps(x.From):
			c.add(x.PlaceID, InTotals, row, "place.total_overlap", "name", name, "from", x.From)
		}
		done[at].extend(x.Until)
	}
}

// order gives the rows of a list by their first day.
func order[T any](list []T, from func(T) Date) []int {
	rows := make([]int, len(list))
	for i := range rows {
		rows[i] = i
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(from(list[a]), from(list[b])) })
	return rows
}

func (c *checker) name(id ID, on Date) string {
	a, _ := c.tree.Nearest(id, on)
	return a.Name
}
