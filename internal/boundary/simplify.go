package boundary

import (
	"cmp"
	"math"
	"slices"
)

// Simplify leaves out corners that stand less than the tolerance, in steps, off the
// line without them. Where two shapes share a border both keep the same corners
// of it: borders are cut where they part, and each piece is simplified once, in
// one direction. What was simplified stays as it is when it is simplified again.
func Simplify(shapes []Shape, tolerance float64) {
	forks := findForks(shapes)
	for _, shape := range shapes {
		for _, polygon := range shape {
			for i, ring := range polygon {
				polygon[i] = simplifyRing(ring, forks, tolerance)
			}
		}
	}
}

// findForks gives the corners where borders part: those with more than two
// neighbours in all shapes together.
func findForks(shapes []Shape) map[Point]bool {
	first := map[Point][2]Point{}
	forks := map[Point]bool{}
	for _, shape := range shapes {
		for _, polygon := range shape {
			for _, ring := range polygon {
				for i, p := range ring {
					pair := [2]Point{ring[(i+len(ring)-1)%len(ring)], ring[(i+1)%len(ring)]}
					if pair[1].before(pair[0]) {
						pair[0], pair[1] = pair[1], pair[0]
					}
					known, ok := first[p]
					if !ok {
						first[p] = pair
					} else if known != pair {
						forks[p] = true
					}
				}
			}
		}
	}
	return forks
}

func (p Point) before(q Point) bool { return p.order(q) < 0 }

func (p Point) order(q Point) int { return cmp.Or(cmp.Compare(p.X, q.X), cmp.Compare(p.Y, q.Y)) }

// simplifyRing cuts the ring at its forks. One without forks belongs to nobody
// else but may be the hole of another: it is cut at its westernmost corner and at
// the corner farthest from there, whichever way it runs.
func simplifyRing(ring Ring, forks map[Point]bool, tolerance float64) Ring {
	var cuts []int
	for i, p := range ring {
		if forks[p] {
			cuts = append(cuts, i)
		}
	}
	if len(cuts) < 2 {
		cuts = ownCuts(ring, cuts)
	}
	var out Ring
	for i, from := range cuts {
		to := cuts[(i+1)%len(cuts)]
		if to <= from {
			to += len(ring)
		}
		arc := make([]Point, 0, to-from+1)
		for at := from; at <= to; at++ {
			arc = append(arc, ring[at%len(ring)])
		}
		kept := simplifyArc(arc, tolerance)
		out = append(out, kept[:len(kept)-1]...)
	}
	if len(out) < 3 || out.area() == 0 {
		return ring // too small to be made simpler
	}
	return out
}

func ownCuts(ring Ring, cuts []int) []int {
	start := 0
	if len(cuts) == 1 {
		start = cuts[0]
	} else {
		for i, p := range ring {
			if p.before(ring[start]) {
				start = i
			}
		}
	}
	far, most := start, -1.0
	for i, p := range ring {
		d := distance(p, ring[start], ring[start])
		if d > most || d == most && p.before(ring[far]) {
			far, most = i, d
		}
	}
	out := []int{start, far}
	slices.Sort(out)
	return out
}

// simplifyArc runs the way of Douglas and Peucker along a piece of border, always
// from the same end.
func simplifyArc(arc []Point, tolerance float64) []Point {
	if arc[len(arc)-1].before(arc[0]) {
		slices.Reverse(arc)
		out := thin(arc, tolerance)
		slices.Reverse(out)
		return out
	}
	return thin(arc, tolerance)
}

func thin(arc []Point, tolerance float64) []Point {
	keep := make([]bool, len(arc))
	keep[0], keep[len(arc)-1] = true, true
	open := [][2]int{{0, len(arc) - 1}}
	for len(open) > 0 {
		from, to := open[len(open)-1][0], open[len(open)-1][1]
		open = open[:len(open)-1]
		at, most := 0, tolerance
		for i := from + 1; i < to; i++ {
			if d := distance(arc[i], arc[from], arc[to]); d > most {
				at, most = i, d
			}
		}
		if at > 0 {
			keep[at] = true
			open = append(open, [2]int{from, at}, [2]int{at, to})
		}
	}
	var out []Point
	for i, p := range arc {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// eastWest is how long a step of longitude is against one of latitude in the
// middle of the country (16° north). It is the same for every file, so that a
// border is simplified alike whatever stands beside it.
const eastWest = 0.96

// distance is how far a corner stands off the line between two others.
func distance(p, a, b Point) float64 {
	x, y := eastWest*float64(p.X-a.X), float64(p.Y-a.Y)
	dx, dy := eastWest*float64(b.X-a.X), float64(b.Y-a.Y)
	length := dx*dx + dy*dy
	if length == 0 {
		return math.Hypot(x, y)
	}
	t := min(max((x*dx+y*dy)/length, 0), 1)
	return math.Hypot(x-t*dx, y-t*dy)
}
