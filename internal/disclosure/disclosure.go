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
//  3. The sum over a unit's parts is published where all parts are, or where what
//     the withheld parts have together is itself no small number and leaves each
//     of them open.
//
// A test of the sample town attacks what comes out of it with linear algebra over
// everything that was published at once.
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
	told := map[place.ID][]bool{}
	parts := map[place.ID][]*Unit{}
	for i := range units {
		u := &units[i]
		told[u.Place] = g.unit(u, parts[u.Place], told)
		if u.Parent != 0 {
			parts[u.Parent] = append(parts[u.Parent], u)
		}
	}
	return told
}

func (g Gate) unit(u *Unit, parts []*Unit, told map[place.ID][]bool) []bool {
	out := make([]bool, g.Measures)
	for m := range out {
		out[m] = g.alone(u, m) && g.beside(u, m, out) && g.above(parts, m, told)
	}
	return out
}

// alone is the first rule. A measure that asks nobody is not told either.
func (g Gate) alone(u *Unit, m int) bool {
	p := u.Pair(m)
	return p.Of > 0 && g.safe(p.Fulfil) && g.safe(p.Of-p.Fulfil) && g.safe(p.Of)
}

// beside is the second rule, against the measures that are told already.
func (g Gate) beside(u *Unit, m int, told []bool) bool {
	for other, yes := range told {
		if !yes {
			continue
		}
		for _, x := range sets(m) {
			for _, y := range sets(other) {
				if !g.apart(u, x, y) {
					return false
				}
			}
		}
	}
	return true
}

func (g Gate) apart(u *Unit, x, y set) bool {
	onlyX := u.count(func(p *Pattern) bool { return x.holds(p) && !y.holds(p) })
	onlyY := u.count(func(p *Pattern) bool { return y.holds(p) && !x.holds(p) })
	return (onlyX > 0 || g.safe(onlyY)) && (onlyY > 0 || g.safe(onlyX))
}

// above is the third rule: what the withheld parts have together is the sum less
// the parts that are told. One withheld part would be told by it. Several are left
// open unless the sum is so small, or so large, that it can be made in one way only:
// whoever knows the first rule knows that each is between 1 and the least less one.
func (g Gate) above(parts []*Unit, m int, told map[place.ID][]bool) bool {
	var withheld []Pair
	for _, part := range parts {
		if p := part.Pair(m); p.Of > 0 && !told[part.Place][m] {
			withheld = append(withheld, p)
		}
	}
	switch len(withheld) {
	case 0:
		return true
	case 1:
		return false
	}
	return g.open(withheld, func(p Pair) int64 { return p.Fulfil }) && g.open(withheld, func(p Pair) int64 { return p.Of - p.Fulfil })
}

func (g Gate) open(list []Pair, number func(Pair) int64) bool {
	var sum, few int64
	large := false
	for _, p := range list {
		n := number(p)
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
