package place

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/viet"
)

// Data is everything a tree is made of.
type Data struct {
	Attributes   []Attributes
	Difficulties []Difficulty
	Successions  []Succession
	Totals       []Total
}

// Tree answers questions about places on a day. It is immutable and safe for
// concurrent use; a change makes a new tree.
type Tree struct {
	history      map[ID][]Attributes
	byCode       map[string][]Attributes
	byParent     map[ID][]Attributes
	difficulties map[ID][]Difficulty
	totals       map[ID][]Total
	out, in      map[ID][]Succession
}

// NewTree indexes the data. It does not check them: Check does.
func NewTree(d Data) *Tree {
	t := &Tree{
		history:      make(map[ID][]Attributes),
		byCode:       make(map[string][]Attributes),
		byParent:     make(map[ID][]Attributes),
		difficulties: make(map[ID][]Difficulty),
		totals:       make(map[ID][]Total),
		out:          make(map[ID][]Succession),
		in:           make(map[ID][]Succession),
	}
	for _, a := range d.Attributes {
		t.history[a.PlaceID] = append(t.history[a.PlaceID], a)
		t.byParent[a.Parent] = append(t.byParent[a.Parent], a)
		if a.Code != "" {
			t.byCode[a.Code] = append(t.byCode[a.Code], a)
		}
	}
	for _, h := range t.history {
		sort.SliceStable(h, func(i, j int) bool { return h[i].From < h[j].From })
	}
	for _, children := range t.byParent {
		arrange(children)
	}
	for _, x := range d.Difficulties {
		t.difficulties[x.PlaceID] = append(t.difficulties[x.PlaceID], x)
	}
	for _, x := range d.Totals {
		t.totals[x.PlaceID] = append(t.totals[x.PlaceID], x)
	}
	for _, s := range d.Successions {
		t.out[s.From] = append(t.out[s.From], s)
		t.in[s.To] = append(t.in[s.To], s)
	}
	return t
}

// arrange puts units in order of code and name, by the Vietnamese alphabet and
// with numbers by their value: "Khu phố 2" before "Khu phố 10". The keys are
// made once, since a province may have ten thousand hamlets to put in order.
func arrange(units []Attributes) {
	type keyed struct {
		key  []byte
		unit Attributes
	}
	all := make([]keyed, len(units))
	for i, a := range units {
		all[i] = keyed{append(viet.SortKey("", a.Code), viet.SortKey("", a.Name)...), a}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.unit.PlaceID, b.unit.PlaceID), cmp.Compare(a.unit.From, b.unit.From))
	})
	for i := range all {
		units[i] = all[i].unit
	}
}

// At gives the attributes of a place on the day; false if it did not exist.
func (t *Tree) At(id ID, on Date) (Attributes, bool) {
	for _, a := range t.history[id] {
		if a.Holds(on) {
			return a, true
		}
	}
	return Attributes{}, false
}

// Nearest gives the attributes on the day, or else the last before it, or else
// the first after it: an old unit keeps its own name for ever.
func (t *Tree) Nearest(id ID, on Date) (Attributes, bool) {
	h := t.history[id]
	if len(h) == 0 {
		return Attributes{}, false
	}
	best := h[0]
	for _, a := range h {
		if a.From <= on {
			best = a
		}
	}
	return best, true
}

// History gives all attributes of a place in order of time.
func (t *Tree) History(id ID) []Attributes { return t.history[id] }

// Existence gives the first day of a place and the day after its last ("" while
// it lasts).
func (t *Tree) Existence(id ID) (from, until Date) {
	h := t.history[id]
	if len(h) == 0 {
		return "", ""
	}
	return h[0].From, h[len(h)-1].Until
}

// ByCode finds the unit that bears the code on the day. The message of a miss
// names the units that bore it and when, because a reused or ended code is the
// usual reason. Hamlets are numbered anew in every commune, so one of them is
// found only where nothing else bears the code.
func (t *Tree) ByCode(code string, on Date) (Attributes, error) {
	code = strings.TrimSpace(code)
	var hamlets []Attributes
	var others []string
	for _, a := range t.byCode[code] {
		switch {
		case !a.Holds(on):
			others = append(others, a.Name+" ("+viet.Date(a.From)+"–"+lastDay(a.Until)+")")
		case a.Kind == Hamlet:
			hamlets = append(hamlets, a)
		default:
			return a, nil
		}
	}
	switch {
	case len(hamlets) == 1:
		return hamlets[0], nil
	case len(hamlets) > 1:
		return Attributes{}, fault.New(fault.Invalid, "fault.place_several", "code", code)
	case len(others) > 0:
		return Attributes{}, fault.New(fault.NotFound, "fault.place_not_then", "code", code, "on", viet.Date(on), "names", strings.Join(others, ", "))
	}
	return Attributes{}, fault.New(fault.NotFound, "fault.place_unknown", "code", code)
}

// lastDay is the last day before until as a reader writes it.
func lastDay(until Date) string { return viet.Date(DayBefore(until)) }

// Children gives the units directly below a place on the day, in order of code
// and name.
func (t *Tree) Children(id ID, on Date) []Attributes {
	var out []Attributes
	for _, a := range t.byParent[id] {
		if a.Holds(on) {
			out = append(out, a)
		}
	}
	return out
}

// Below gives the units of a kind anywhere below a place on the day.
func (t *Tree) Below(id ID, kind Kind, on Date) []Attributes {
	var out []Attributes
	for _, c := range t.Children(id, on) {
		if c.Kind == kind {
			out = append(out, c)
			continue
		}
		if c.Kind.Above(kind) {
			out = append(out, t.Below(c.PlaceID, kind, on)...)
		}
	}
	return out
}

// Path gives the units from the top down to the place itself on the day.
func (t *Tree) Path(id ID, on Date) []Attributes {
	var up []Attributes
	for id != 0 && len(up) < len(rank)+1 {
		a, ok := t.At(id, on)
		if !ok {
			break
		}
		up = append(up, a)
		id = a.Parent
	}
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}

// Roots gives the units without a parent on the day.
func (t *Tree) Roots(on Date) []Attributes { return t.Children(0, on) }

// Difficult reports whether the commune is on the SD list on the day.
func (t *Tree) Difficult(id ID, on Date) (Difficulty, bool) {
	for _, d := range t.difficulties[id] {
		if within(on, d.From, d.Until) {
			return d, true
		}
	}
	return Difficulty{}, false
}

// Number gives how many units of a kind a place has on the day: the published
// total where there is one and the tree holds fewer, else what the tree holds.
func (t *Tree) Number(id ID, kind Kind, on Date) int {
	known := len(t.Below(id, kind, on))
	for _, x := range t.totals[id] {
		if x.Kind == kind && within(on, x.From, x.Until) && x.Number > known {
			return x.Number
		}
	}
	return known
}

// Counted reports whether Number is sure: not where units are known to be
// missing from the tree and nobody has published how many there are. A share of
// such units has no final value.
func (t *Tree) Counted(id ID, kind Kind, on Date) bool {
	for _, x := range t.totals[id] {
		if x.Kind == kind && within(on, x.From, x.Until) {
			return x.Number != Unknown
		}
	}
	for _, c := range t.Children(id, on) {
		if c.Kind.Above(kind) && !t.Counted(c.PlaceID, kind, on) {
			return false
		}
	}
	return true
}

// Successors gives what became of a place.
func (t *Tree) Successors(id ID) []Succession { return t.out[id] }

// Predecessors gives what a place was made of.
func (t *Tree) Predecessors(id ID) []Succession { return t.in[id] }

// All gives every attribute row of every place, in no order.
func (t *Tree) All() []Attributes {
	var out []Attributes
	for _, h := range t.history {
		out = append(out, h...)
	}
	return out
}
