// Package disclosure decides which counts of people may be published, so that no
// small number of people can be read off them, nor worked out from one published
// table by means of another. It knows no law and no names: a unit is a set of
// patterns, each with how many people have it.
//
// What is published of a unit and a measure is a pair: how many people are meant
// (of), and how many of these fulfil it. So three numbers are told: who fulfil,
// who lack, and both together. The rules:
//
//  1. Each of the three is 0 or at least the least number.
//  2. Where one published set of people lies within another of the same unit, what
//     is left between them is 0 or at least the least number.
//  3. A sum of a unit above is published where it tells nothing new, or where what
//     it tells of the withheld communes together keeps the first two rules and
//     leaves each of these communes open.
//
// What a sum tells is what its communes have together that no sum below it and no
// commune by itself tells: a block. So all that is known of a measure, at every level
// at once, is the communes told and the blocks, which share no commune; that is what
// the rules are held against. Tests attack what comes out of it.
package disclosure

import (
	"slices"

	"hoctap/internal/place"
)

// Least is the smallest number of people that is told, other than none. No
// Vietnamese text that we saw names one; five is what most statistical offices use.
const Least = 5

// Stand is how people of a pattern stand to a measure.
type Stand uint8

// The ways to stand to it.
const (
	Outside Stand = iota // it does not ask them
	Lacks
	Fulfils
)

// Pattern is people who stand alike to every measure.
type Pattern struct {
	Stands  []Stand // by measure
	Persons int64
}

// Unit is a place in a year.
type Unit struct {
	Place    place.ID
	Parent   place.ID // 0 where no sum above it is published
	Patterns []Pattern
}

// Pair is what would be told of a unit and a measure.
type Pair struct{ Fulfil, Of int64 }

// Pair counts a measure.
func (u *Unit) Pair(measure int) Pair {
	var p Pair
	for _, one := range u.Patterns {
		switch one.Stands[measure] {
		case Fulfils:
			p.Fulfil += one.Persons
			p.Of += one.Persons
		case Lacks:
			p.Of += one.Persons
		}
	}
	return p
}

// set is one of the three sets of people of a measure.
type set struct {
	measure int
	of      []Stand
}

func (s set) holds(p *Pattern) bool { return slices.Contains(s.of, p.Stands[s.measure]) }

func sets(measure int) []set {
	return []set{{measure, []Stand{Fulfils}}, {measure, []Stand{Lacks}}, {measure, []Stand{Fulfils, Lacks}}}
}

func (u *Unit) count(in func(*Pattern) bool) int64 {
	var n int64
	for i := range u.Patterns {
		if in(&u.Patterns[i]) {
			n += u.Patterns[i].Persons
		}
	}
	return n
}

// Gate is the rules with their least number.
type Gate struct {
	Least    int64
	Measures int // the first has precedence where two cannot both be told
}

func (g Gate) safe(n int64) bool { return n == 0 || n >= g.Least }

// Pass gives, by place, which measures may be told. Units come parts before wholes.
func (g Gate) Pass(units []Unit) map[place.ID][]bool {
	k := newKnown(units, g.Measures)
	told := map[place.ID][]bool{}
	for i := range units {
		u := &units[i]
		out := make([]bool, g.Measures)
		told[u.Place] = out
		leaves := k.leaves[u.Place]
		for m := range out {
			if leaves == nil {
				out[m] = g.alone(u, m) && g.beside([]*Unit{u}, m, k)
				if out[m] {
					k.add(m, []*Unit{u})
				}
				continue
			}
			out[m] = g.sum(u, k.unknown(m, leaves), m, k)
		}
	}
	return told
}

// sum says whether the sum of a unit above may be told, of whose communes some are
// not known, and takes what it tells into what is known.
func (g Gate) sum(u *Unit, unknown []*Unit, m int, k *known) bool {
	switch {
	case u.Pair(m).Of == 0:
		return false
	case len(unknown) == 0:
		return true // it tells nothing that is not known
	case len(unknown) == 1, !g.alone(union(unknown), m), !g.openParts(unknown, m), !g.beside(unknown, m, k):
		return false
	}
	k.add(m, unknown)
	return true
}

// alone is the first rule. A measure that asks nobody is not told either.
func (g Gate) alone(u *Unit, m int) bool {
	p := u.Pair(m)
	return p.Of > 0 && g.safe(p.Fulfil) && g.safe(p.Of-p.Fulfil) && g.safe(p.Of)
}

// openParts says whether the communes of a block are left open by what they have
// together.
func (g Gate) openParts(block []*Unit, m int) bool {
	for _, x := range sets(m) {
		if !g.open(each(block, x.holds)) {
			return false
		}
	}
	return true
}

// beside is the second rule: it holds a block of one measure, with the communes that
// go with it, against every other measure of which the same communes are known.
func (g Gate) beside(block []*Unit, m int, k *known) bool {
	for o := range g.Measures {
		if o == m {
			continue
		}
		together := k.join(block, m, o)
		if together == nil {
			continue
		}
		whole := union(together)
		for _, x := range sets(m) {
			for _, y := range sets(o) {
				if !g.apart(whole, together, x, y) {
					return false
				}
			}
		}
	}
	return true
}

// apart: where one set of people lies within another, those between them are no small
// number, and of several communes no sum that can be shared out in one way only.
func (g Gate) apart(whole *Unit, parts []*Unit, x, y set) bool {
	onlyX := func(p *Pattern) bool { return x.holds(p) && !y.holds(p) }
	onlyY := func(p *Pattern) bool { return y.holds(p) && !x.holds(p) }
	between := func(inner, outer func(*Pattern) bool) bool {
		if whole.count(inner) > 0 {
			return true // neither lies within the other
		}
		return g.safe(whole.count(outer)) && (len(parts) == 1 || g.open(each(parts, outer)))
	}
	return between(onlyX, onlyY) && between(onlyY, onlyX)
}

// each counts the people of a set in each unit.
func each(units []*Unit, in func(*Pattern) bool) []int64 {
	out := make([]int64, len(units))
	for i, u := range units {
		out[i] = u.count(in)
	}
	return out
}

// open: several numbers are left open by their sum unless it is so small, or so
// large, that it can be made in one way only. Whoever knows the first rule knows
// that a withheld number that is not none lies between 1 and the least less one, but
// for those withheld for another reason.
func (g Gate) open(numbers []int64) bool {
	var sum, few int64
	large := false
	for _, n := range numbers {
		sum += n
		large = large || n >= g.Least
		if n > 0 {
			few++
		}
	}
	if sum == 0 {
		return true
	}
	return sum >= g.Least && sum > few && (large || sum < few*(g.Least-1))
}
