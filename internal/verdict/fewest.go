package verdict

import (
	"math/bits"
	"sort"
)

// kind is a group of people who would help the same criteria: how many there
// are, and which criteria (bits) one of them helps.
type kind struct {
	helps uint64
	there int
}

// groups gathers people into kinds as they come.
type groups struct {
	kinds []kind
	at    map[uint64]int // by the criteria that are helped
}

func newGroups() *groups { return &groups{at: map[uint64]int{}} }

func (g *groups) add(helps uint64, n int) {
	k, ok := g.at[helps]
	if !ok {
		k = len(g.kinds)
		g.at[helps] = k
		g.kinds = append(g.kinds, kind{helps: helps})
	}
	g.kinds[k].there += n
}

// take is how many of each kind are in a smallest set that closes all gaps.
func (g *groups) take(criteria []CriterionGap) []int {
	needs := make([]int, len(criteria))
	for i := range criteria {
		needs[i] = int(criteria[i].Needed)
	}
	return fewest(g.kinds, needs)
}

// fewest gives, for each kind, how many people of it are in a smallest set that
// satisfies every need. It is exact. Each need can be satisfied by the kinds
// given (a share never asks for more people than it lacks).
//
// The problem falls apart into groups of criteria that share no person; each is
// solved by branch and bound. Two facts keep it small: one who helps more
// criteria may always stand in for one who helps fewer of the same, and a need
// that only just can be met takes everybody it can have.
func fewest(kinds []kind, needs []int) []int {
	take := make([]int, len(kinds))
	for _, part := range components(kinds, needs) {
		s := newSearch(kinds, needs, part)
		s.run(0, 0)
		for i, k := range s.order {
			take[k] = s.best[i]
		}
	}
	return take
}

// components groups the kinds by criteria they share, leaving out criteria that
// need nobody.
func components(kinds []kind, needs []int) [][]int {
	var open uint64
	for j, n := range needs {
		if n > 0 {
			open |= 1 << j
		}
	}
	var parts [][]int
	used := make([]bool, len(kinds))
	for start := range kinds {
		if used[start] || kinds[start].helps&open == 0 {
			continue
		}
		reach := kinds[start].helps & open
		var part []int
		for grew := true; grew; {
			grew = false
			for i := range kinds {
				if !used[i] && kinds[i].helps&reach != 0 {
					used[i], grew = true, true
					reach |= kinds[i].helps & open
					part = append(part, i)
				}
			}
		}
		parts = append(parts, part)
	}
	return parts
}

// search is one branch and bound.
type search struct {
	order []int // kinds of the group, most helpful first
	helps []uint64
	there []int
	left  []int   // need of each criterion still open
	room  [][]int // room[i][j]: people of kinds i… who help criterion j
	take  []int
	best  []int
	bound int
	seen  map[string]int
}

func newSearch(kinds []kind, needs []int, part []int) *search {
	s := &search{order: append([]int(nil), part...), left: append([]int(nil), needs...), seen: map[string]int{}}
	sort.SliceStable(s.order, func(a, b int) bool {
		return bits.OnesCount64(open(kinds[s.order[a]].helps, needs)) > bits.OnesCount64(open(kinds[s.order[b]].helps, needs))
	})
	total := 0
	for _, k := range s.order {
		s.helps = append(s.helps, open(kinds[k].helps, needs))
		s.there = append(s.there, kinds[k].there)
		total += kinds[k].there
	}
	var mine uint64
	for _, h := range s.helps {
		mine |= h
	}
	for j := range s.left {
		if mine&(1<<j) == 0 {
			s.left[j] = 0
		}
	}
	s.room = make([][]int, len(s.order)+1)
	s.room[len(s.order)] = make([]int, len(needs))
	for i := len(s.order) - 1; i >= 0; i-- {
		s.room[i] = append([]int(nil), s.room[i+1]...)
		for j := range needs {
			if s.helps[i]&(1<<j) != 0 {
				s.room[i][j] += s.there[i]
			}
		}
	}
	s.take = make([]int, len(s.order))
	s.bound = total + 1
	return s
}

// open leaves only criteria that need somebody.
func open(helps uint64, needs []int) uint64 {
	for j, n := range needs {
		if n <= 0 {
			helps &^= 1 << j
		}
	}
	return helps
}

func (s *search) run(i, taken int) {
	if taken+s.least(i) >= s.bound {
		return
	}
	if i == len(s.order) {
		s.bound = taken
		s.best = append(s.best[:0], s.take...)
		return
	}
	if !s.better(i, taken) {
		return
	}
	lo, hi := s.limits(i)
	for n := hi; n >= lo; n-- {
		s.put(i, n)
		s.run(i+1, taken+n)
		s.put(i, -n)
	}
}

// limits: no more than there are or are needed, none while a more helpful kind
// has people left, and no fewer than the others cannot make up for.
func (s *search) limits(i int) (lo, hi int) {
	most := 0
	for j, n := range s.left {
		if s.helps[i]&(1<<j) == 0 || n <= 0 {
			continue
		}
		most = max(most, n)
		lo = max(lo, n-s.room[i+1][j])
	}
	hi = min(s.there[i], most)
	for k := range i {
		if s.helps[k]&s.helps[i] == s.helps[i] && s.take[k] < s.there[k] {
			hi = 0
		}
	}
	return lo, hi
}

func (s *search) put(i, n int) {
	s.take[i] += n
	for j := range s.left {
		if s.helps[i]&(1<<j) != 0 {
			s.left[j] -= n
		}
	}
}

// least is a number of people below which the rest cannot be had: more than
// there is room for is out of reach; else the largest need, or all needs
// together over the most helpful kind left.
func (s *search) least(i int) int {
	sum, largest := 0, 0
	for j, n := range s.left {
		if n <= 0 {
			continue
		}
		if n > s.room[i][j] {
			return s.bound
		}
		sum += n
		largest = max(largest, n)
	}
	if sum == 0 {
		return 0
	}
	widest := 1
	for k := i; k < len(s.order); k++ {
		widest = max(widest, s.stillHelps(k))
	}
	return max(largest, (sum+widest-1)/widest)
}

func (s *search) stillHelps(k int) int {
	n := 0
	for j, left := range s.left {
		if left > 0 && s.helps[k]&(1<<j) != 0 {
			n++
		}
	}
	return n
}

// better remembers the cheapest way to each state: which kinds are spent
// matters as well as what is left, because a spent kind frees the less helpful.
func (s *search) better(i, taken int) bool {
	key := make([]byte, 0, 8+4*len(s.left)+len(s.order))
	key = append(key, byte(i))
	for _, n := range s.left {
		n = max(n, 0)
		key = append(key, byte(n), byte(n>>8), byte(n>>16))
	}
	for k := range i {
		if s.take[k] < s.there[k] {
			key = append(key, 1)
		} else {
			key = append(key, 0)
		}
	}
	old, ok := s.seen[string(key)]
	if ok && old <= taken {
		return false
	}
	s.seen[string(key)] = taken
	return true
}
