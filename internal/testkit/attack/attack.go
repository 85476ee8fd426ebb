// Package attack tries to work small numbers of people out of what was published. It
// is given everything: the true people, and which measures of which places were
// told. A number is safe where people could stand otherwise so that all that was
// told stays as it is and the number does not: one person or two, moved from pattern
// to pattern. Where no such move is found the number counts as worked out.
package attack

import (
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/disclosure"
	"hoctap/internal/place"
)

// Leak is a small number that can be worked out.
type Leak struct {
	Place place.ID
	What  string
	N     int64
}

func (l Leak) String() string { return fmt.Sprintf("%s of place %d is %d", l.What, l.Place, l.N) }

// On attacks what was told of all units of a year. Units come parts before wholes.
func On(units []disclosure.Unit, told map[place.ID][]bool, least int64) []Leak {
	a := newAttacker(units, told)
	var out []Leak
	for i := range units {
		for _, t := range targets(&units[i], told[units[i].Place]) {
			n := t.count(&units[i])
			if n > 0 && n < least && !a.open(&units[i], t) {
				out = append(out, Leak{units[i].Place, t.what, n})
			}
		}
	}
	return out
}

// target is a set of people whose number is looked for.
type target struct {
	what  string
	holds func(stands []disclosure.Stand) bool
}

func (t target) count(u *disclosure.Unit) int64 {
	var n int64
	for _, p := range u.Patterns {
		if t.holds(p.Stands) {
			n += p.Persons
		}
	}
	return n
}

var sides = map[string]func(disclosure.Stand) bool{
	"who fulfil": func(s disclosure.Stand) bool { return s == disclosure.Fulfils },
	"who lack":   func(s disclosure.Stand) bool { return s == disclosure.Lacks },
	"of":         func(s disclosure.Stand) bool { return s != disclosure.Outside },
}

// targets are the three numbers of each measure, and of any two measures those who
// are in a set of the one and not in a set of the other.
func targets(u *disclosure.Unit, told []bool) []target {
	var out []target
	for m := range told {
		for side, in := range sides {
			out = append(out, target{fmt.Sprintf("measure %d, %s", m, side), func(s []disclosure.Stand) bool { return in(s[m]) }})
			for o := range told {
				if o == m {
					continue
				}
				for other, of := range sides {
					out = append(out, target{fmt.Sprintf("measure %d, %s, without measure %d, %s", m, side, o, other),
						func(s []disclosure.Stand) bool { return in(s[m]) && !of(s[o]) }})
				}
			}
		}
	}
	return out
}

// move is one person of a place standing otherwise.
type move struct {
	leaf     *disclosure.Unit
	from, to []disclosure.Stand
	many     bool // more than one person stands like this
}

type attacker struct {
	told   map[place.ID][]bool
	parent map[place.ID]place.ID
	moves  []move
	seen   []string         // what each move changes in all that was told
	by     map[string][]int // the moves that change something in one way
}

func newAttacker(units []disclosure.Unit, told map[place.ID][]bool) *attacker {
	a := &attacker{told: told, parent: map[place.ID]place.ID{}, by: map[string][]int{}}
	whole := map[place.ID]bool{}
	for i := range units {
		a.parent[units[i].Place] = units[i].Parent
		whole[units[i].Parent] = true
	}
	likely := stands(units)
	for i := range units {
		if u := &units[i]; !whole[u.Place] {
			a.add(u, likely)
		}
	}
	return a
}

// stands are all the ways in which anybody stands anywhere: what is there in one
// place may be in another.
func stands(units []disclosure.Unit) [][]disclosure.Stand {
	var out [][]disclosure.Stand
	for _, u := range units {
		for _, p := range u.Patterns {
			if !slices.ContainsFunc(out, func(s []disclosure.Stand) bool { return slices.Equal(s, p.Stands) }) {
				out = append(out, p.Stands)
			}
		}
	}
	return out
}

func (a *attacker) add(u *disclosure.Unit, likely [][]disclosure.Stand) {
	for _, from := range u.Patterns {
		for _, to := range likely {
			if from.Persons == 0 || slices.Equal(from.Stands, to) {
				continue
			}
			m := move{u, from.Stands, to, from.Persons > 1}
			effect := a.effect(m, 1)
			a.by[effect] = append(a.by[effect], len(a.moves))
			a.moves, a.seen = append(a.moves, m), append(a.seen, effect)
		}
	}
}

// effect is what a move changes in the numbers told of its place and of all above
// it: who fulfil, and of how many, by measure. "" is nothing.
func (a *attacker) effect(m move, sign int) string {
	var out strings.Builder
	for at := m.leaf.Place; at != 0; at = a.parent[at] {
		for k, yes := range a.told[at] {
			if !yes {
				continue
			}
			for _, side := range []string{"who fulfil", "of"} {
				in := sides[side]
				if d := sign * (number(in(m.to[k])) - number(in(m.from[k]))); d != 0 {
					fmt.Fprint(&out, at, side, k, d, ";")
				}
			}
		}
	}
	return out.String()
}

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// open says whether the number of a target could be another: by one move or two that
// change nothing of what was told, and do change it.
func (a *attacker) open(of *disclosure.Unit, t target) bool {
	for i, m := range a.moves {
		d := a.changes(m, of, t)
		if d == 0 {
			continue
		}
		if a.seen[i] == "" {
			return true
		}
		for _, k := range a.by[a.effect(m, -1)] {
			if other := a.moves[k]; d+a.changes(other, of, t) != 0 && (m.many || other.leaf != m.leaf || !slices.Equal(other.from, m.from)) {
				return true
			}
		}
	}
	return false
}

// changes is by how many a move changes a target.
func (a *attacker) changes(m move, of *disclosure.Unit, t target) int {
	for at := m.leaf.Place; at != 0; at = a.parent[at] {
		if at == of.Place {
			return number(t.holds(m.to)) - number(t.holds(m.from))
		}
	}
	return 0
}
