package demo

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// chance is the one source of chance: everything is drawn from it in a fixed
// order.
type chance struct{ *rand.Rand }

// happens is true in a share of cases.
func (c chance) happens(share percent) bool { return c.Float64() < float64(share) }

// between draws a whole number, both ends included.
func (c chance) between(low, high int) int { return low + c.IntN(high-low+1) }

// around draws from a bell, cut off at both ends.
func (c chance) around(middle, spread float64, low, high int) int {
	return min(high, max(low, int(math.Round(middle+spread*c.NormFloat64()))))
}

// word draws a word by its weight.
func (c chance) word(w words) string {
	at := c.IntN(w.weight)
	i, _ := slices.BinarySearch(w.until, at+1)
	return w.list[i]
}

// weighed draws an index by weights.
func (c chance) weighed(weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := c.IntN(sum)
	for i, w := range weights {
		at -= w
		if at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// some is a share of n as a whole number: 2.4 is 2, and 3 in four cases of ten.
func (c chance) some(share percent, n int) int {
	exact := float64(share) * float64(n)
	whole := math.Floor(exact)
	if c.Float64() < exact-whole {
		whole++
	}
	return int(whole)
}

func one[T any](c chance, list []T) T { return list[c.IntN(len(list))] }

// pick draws n people without putting back, each by a weight: those of a quarter
// where schooling is weak come up more often. Weight 0 is never drawn.
func (c chance) pick(list []*person, n int, weight func(*person) float64) []*person {
	type ticket struct {
		p   *person
		key float64
	}
	tickets := make([]ticket, 0, len(list))
	for _, p := range list {
		w := weight(p)
		if w > 0 {
			tickets = append(tickets, ticket{p, c.ExpFloat64() / w})
		}
	}
	slices.SortStableFunc(tickets, func(a, b ticket) int { return cmp.Compare(a.key, b.key) })
	out := make([]*person, 0, max(0, n))
	for _, t := range tickets[:max(0, min(n, len(tickets)))] {
		out = append(out, t.p)
	}
	return out
}
