package form

import (
	"slices"
	"strconv"
	"strings"
)

// resolve finds the lines that sums and shares name. A name is looked for among
// the line's neighbours first, then under each head above, so that a set of
// lines may speak of itself wherever it stands.
func (e *expander) resolve() {
	at := map[string]int{}
	for i, l := range e.out {
		if _, taken := at[l.id]; taken {
			e.problem(l.def.Pos, "two lines of the axis have the id %s", l.id)
		}
		at[l.id] = i
	}
	for i := range e.out {
		l := &e.out[i]
		for _, ref := range l.def.Sum {
			l.sum = append(l.sum, e.named(at, l, ref)...)
		}
		if slices.Contains(l.sum, i) {
			e.problem(l.def.Pos, "line %s adds itself up", l.id)
		}
		if l.role == shareRole && l.share == nil {
			e.shares(at, l)
		}
	}
	e.circles()
}

func (e *expander) shares(at map[string]int, l *line) {
	l.as = l.def.Share.As
	if l.as == "" {
		l.as = Percent
	}
	count, okCount := find(at, l.prefix, l.def.Share.Count)
	of, okOf := find(at, l.prefix, l.def.Share.Of)
	switch {
	case !okCount:
		e.problem(l.def.Share.Pos, "there is no line %s to take a share of", l.def.Share.Count)
	case !okOf:
		e.problem(l.def.Share.Pos, "there is no line %s to take a share of", l.def.Share.Of)
	case e.out[count].role == shareRole || e.out[of].role == shareRole:
		e.problem(l.def.Share.Pos, "a share is taken of numbers, not of shares")
	}
	l.share = &[2]int{count, of}
}

// find looks a name up under the prefix and then under each shorter one.
func find(at map[string]int, prefix, name string) (int, bool) {
	for {
		i, ok := at[prefix+name]
		if ok || prefix == "" {
			return i, ok
		}
		prefix = shorter(prefix)
	}
}

// shorter takes the last head off a prefix: "a.b." becomes "a.".
func shorter(prefix string) string {
	return prefix[:strings.LastIndexByte(strings.TrimSuffix(prefix, "."), '.')+1]
}

// named gives the lines that one name of a sum means: one id, age.6..age.10, or
// all numbers below a head, unit.*.
func (e *expander) named(at map[string]int, l *line, ref string) []int {
	from, to, isRange := strings.Cut(ref, "..")
	switch {
	case isRange:
		return e.between(at, l, from, to)
	case strings.HasSuffix(ref, ".*"):
		return e.under(l, strings.TrimSuffix(ref, "*"))
	}
	i, ok := find(at, l.prefix, ref)
	if !ok {
		e.problem(l.def.Pos, "there is no line %s to add up", ref)
		return nil
	}
	if e.out[i].role == shareRole || e.out[i].role == labelRole {
		e.problem(l.def.Pos, "line %s is no number to add up", ref)
	}
	return []int{i}
}

func (e *expander) between(at map[string]int, l *line, from, to string) []int {
	stem, first, okFrom := stemAndNumber(from)
	other, last, okTo := stemAndNumber(to)
	if !okFrom || !okTo || stem != other || first > last || last-first > mostNumbers {
		e.problem(l.def.Pos, "%s..%s is no range; age.6..age.10 is one", from, to)
		return nil
	}
	var out []int
	for n := first; n <= last; n++ {
		id := stem + strconv.Itoa(n)
		i, ok := find(at, l.prefix, id)
		if !ok {
			e.problem(l.def.Pos, "there is no line %s to add up", id)
			continue
		}
		out = append(out, i)
	}
	return out
}

func stemAndNumber(id string) (string, int, bool) {
	i := strings.LastIndexByte(id, '.') + 1
	n, err := strconv.Atoi(id[i:])
	return id[:i], n, err == nil
}

// under gives the numbers below a head. In the sample world there are some of
// everything, so none is a slip of the pen; on a form there may be no school.
func (e *expander) under(l *line, stem string) []int {
	for prefix := l.prefix; ; prefix = shorter(prefix) {
		var out []int
		for i, o := range e.out {
			if strings.HasPrefix(o.id, prefix+stem) && (o.role == narrow && len(o.def.Sum) == 0 || o.role == figureRole) {
				out = append(out, i)
			}
		}
		if len(out) > 0 || prefix == "" {
			if len(out) == 0 {
				e.problem(l.def.Pos, "there is no line %s* to add up", stem)
			}
			return out
		}
	}
}

// circles refuses sums that rest on one another.
func (e *expander) circles() {
	const entered, left = 1, 2
	state := make([]int, len(e.out))
	var visit func(i int) bool
	visit = func(i int) bool {
		state[i] = entered
		for _, next := range e.out[i].sum {
			if state[next] == entered || state[next] == 0 && visit(next) {
				return true
			}
		}
		state[i] = left
		return false
	}
	for i := range e.out {
		if state[i] == 0 && visit(i) {
			e.problem(e.out[i].def.Pos, "the sum of line %s comes back to itself", e.out[i].id)
			e.out[i].sum = nil
		}
	}
}
