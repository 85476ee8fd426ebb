package place

import (
	"fmt"
	"sort"
)

// Problem is one thing wrong with a set of places. Row is the place (or the
// succession) it is about, in the order of the data.
type Problem struct {
	PlaceID ID
	Key     string // of the word catalogue
	Args    map[string]any
}

func (p Problem) Error() string { return fmt.Sprintf("place %d: %s %v", p.PlaceID, p.Key, p.Args) }

// Check finds every gap, overlap, cycle, parent that is missing or too low on
// some day of its child, code borne twice on one day, and succession that
// points nowhere.
func Check(d Data) []Problem {
	t := NewTree(d)
	var out []Problem
	for _, id := range t.ids() {
		out = append(out, t.checkPeriods(id)...)
		out = append(out, t.checkParents(id)...)
	}
	out = append(out, t.checkCodes()...)
	out = append(out, t.checkSuccessions(d.Successions)...)
	return append(out, t.checkDifficulties(d.Difficulties)...)
}

func (t *Tree) ids() []ID {
	ids := make([]ID, 0, len(t.history))
	for id := range t.history {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
	return ids
}

func (t *Tree) checkPeriods(id ID) []Problem {
	var out []Problem
	h := t.history[id]
	for i, a := range h {
		if a.Until != "" && a.Until <= a.From {
			out = append(out, problem(id, "place.period_empty", "name", a.Name, "from", a.From, "until", a.Until))
		}
		if !a.Kind.Valid() {
			out = append(out, problem(id, "place.kind_unknown", "name", a.Name, "kind", string(a.Kind)))
		}
		if i == 0 {
			continue
		}
		before := h[i-1]
		if before.Until == "" || a.From < before.Until {
			out = append(out, problem(id, "place.period_overlap", "name", a.Name, "from", a.From, "until", before.Until))
		} else if a.From > before.Until {
			out = append(out, problem(id, "place.period_gap", "name", a.Name, "from", before.Until, "until", a.From))
		}
	}
	return out
}

// checkParents asks on each day on which something changes, because a parent
// may end or sink while its child goes on.
func (t *Tree) checkParents(id ID) []Problem {
	for _, a := range t.history[id] {
		if a.Parent == 0 {
			continue
		}
		if a.Parent == id {
			return []Problem{problem(id, "place.cycle", "name", a.Name)}
		}
		for _, on := range t.turns(a) {
			p, ok := t.At(a.Parent, on)
			if !ok {
				return []Problem{problem(id, "place.parent_missing", "name", a.Name, "on", on)}
			}
			if !p.Kind.Above(a.Kind) {
				return []Problem{problem(id, "place.parent_rank", "name", a.Name, "parent", p.Name, "on", on)}
			}
		}
	}
	return nil
}

// turns are the days inside a's period on which its parent changes, and its
// first.
func (t *Tree) turns(a Attributes) []Date {
	days := []Date{a.From}
	for _, p := range t.history[a.Parent] {
		for _, d := range []Date{p.From, p.Until} {
			if d != "" && a.Holds(d) {
				days = append(days, d)
			}
		}
	}
	sort.Strings(days)
	return days
}

func (t *Tree) checkCodes() []Problem {
	var out []Problem
	for code, rows := range t.byCode {
		sort.Slice(rows, func(i, j int) bool { return rows[i].From < rows[j].From })
		for i := 1; i < len(rows); i++ {
			a, b := rows[i-1], rows[i]
			if a.Kind == Hamlet || b.Kind == Hamlet || a.PlaceID == b.PlaceID {
				continue
			}
			if a.Until == "" || b.From < a.Until {
				out = append(out, problem(b.PlaceID, "place.code_twice", "code", code, "name", b.Name, "other", a.Name, "on", b.From))
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].PlaceID < out[j].PlaceID })
	return out
}

func (t *Tree) checkSuccessions(list []Succession) []Problem {
	var out []Problem
	for _, s := range list {
		if s.Extent != All && s.Extent != Part {
			out = append(out, problem(s.From, "place.extent_unknown", "extent", string(s.Extent)))
		}
		if s.From == s.To {
			out = append(out, problem(s.From, "place.succession_self", "on", s.On))
			continue
		}
		from, _ := t.Existence(s.To)
		_, until := t.Existence(s.From)
		if from == "" || from > s.On {
			out = append(out, problem(s.To, "place.successor_missing", "on", s.On))
		}
		if s.Extent == All && until != s.On {
			out = append(out, problem(s.From, "place.predecessor_lasts", "on", s.On, "until", until))
		}
	}
	return append(out, t.checkSuccessionCycles()...)
}

// checkSuccessionCycles refuses histories in which a unit would come from
// itself; Standing would otherwise lose people without a word.
func (t *Tree) checkSuccessionCycles() []Problem {
	const entered, left = 1, 2
	state := map[ID]int{}
	var out []Problem
	var visit func(ID)
	visit = func(id ID) {
		state[id] = entered
		for _, s := range t.out[id] {
			if state[s.To] == entered {
				out = append(out, problem(id, "place.succession_cycle", "on", s.On))
			} else if state[s.To] != left {
				visit(s.To)
			}
		}
		state[id] = left
	}
	for _, id := range t.ids() {
		if state[id] == 0 {
			visit(id)
		}
	}
	return out
}

func (t *Tree) checkDifficulties(list []Difficulty) []Problem {
	var out []Problem
	for _, d := range list {
		if d.Until != "" && d.Until <= d.From {
			out = append(out, problem(d.PlaceID, "place.period_empty", "from", d.From, "until", d.Until))
		}
		a, ok := t.At(d.PlaceID, d.From)
		if ok && a.Kind != Commune {
			out = append(out, problem(d.PlaceID, "place.difficulty_kind", "name", a.Name))
		}
	}
	for id, rows := range t.difficulties {
		sort.Slice(rows, func(i, j int) bool { return rows[i].From < rows[j].From })
		for i := 1; i < len(rows); i++ {
			if rows[i-1].Until == "" || rows[i].From < rows[i-1].Until {
				out = append(out, problem(id, "place.difficulty_overlap", "from", rows[i].From))
			}
		}
	}
	return out
}

func problem(id ID, key string, args ...any) Problem {
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i].(string)] = args[i+1]
	}
	return Problem{id, key, m}
}
