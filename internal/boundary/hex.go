package boundary

import (
	"math"
	"slices"
)

// Cell is a place in a grid of six-sided tiles: rows from the top, every second
// row half a tile to the right.
type Cell struct{ Column, Row int }

// A tile is 2·across wide and 4·down high; with these two it is even-sided to one
// part in ten thousand, and its corners are whole.
const (
	across = 866
	down   = 500
)

// corners are those of a tile around its middle, upward being more.
var corners = []Point{{0, 2 * down}, {-across, down}, {-across, -down}, {0, -2 * down}, {across, -down}, {across, down}}

// middle is where a tile stands. Rows are counted downward, and a shape upward as
// latitudes are.
func (c Cell) middle() Point {
	x := 2 * across * c.Column
	if c.Row%2 != 0 {
		x += across
	}
	return Point{int32(x), int32(-3 * down * c.Row)}
}

// Tiles is the shape of some tiles together: the sides that two of them share
// are left out.
func Tiles(cells []Cell) Shape {
	next := map[Point][]Point{}
	for _, c := range cells {
		at := c.middle()
		for i := range corners {
			from := Point{at.X + corners[i].X, at.Y + corners[i].Y}
			end := corners[(i+1)%len(corners)]
			to := Point{at.X + end.X, at.Y + end.Y}
			if back := slices.Index(next[to], from); back >= 0 {
				next[to] = slices.Delete(next[to], back, back+1)
				continue
			}
			next[from] = append(next[from], to)
		}
	}
	return chain(next)
}

// chain follows the sides to rings. Around tiles they run against the clock, and
// around a gap among them with it: such a ring is a hole.
func chain(next map[Point][]Point) Shape {
	var starts []Point
	for p, to := range next {
		if len(to) > 0 {
			starts = append(starts, p)
		}
	}
	slices.SortFunc(starts, Point.order)
	var shape Shape
	var holes []Ring
	for _, start := range starts {
		for len(next[start]) > 0 {
			ring := follow(next, start)
			if ring.area() > 0 {
				shape = append(shape, Polygon{ring})
			} else {
				holes = append(holes, ring)
			}
		}
	}
	for _, hole := range holes {
		for i := range shape {
			if shape[i][0].contains(hole[0]) {
				shape[i] = append(shape[i], hole)
				break
			}
		}
	}
	return shape
}

func follow(next map[Point][]Point, start Point) Ring {
	var ring Ring
	for p := start; len(ring) == 0 || p != start; {
		ring = append(ring, p)
		to := next[p]
		next[p] = to[1:]
		p = to[0]
	}
	return ring
}

// contains reports whether the point lies inside the ring or on it.
func (r Ring) contains(p Point) bool {
	inside := false
	for i, a := range r {
		b := r[(i+1)%len(r)]
		if a == p {
			return true
		}
		if (a.Y > p.Y) != (b.Y > p.Y) && float64(p.X) < float64(a.X)+float64(b.X-a.X)*float64(p.Y-a.Y)/float64(b.Y-a.Y) {
			inside = !inside
		}
	}
	return inside
}

// Block lays n tiles out in rows that together are about as wide as high: the
// picture of places of which nobody has told where they lie.
func Block(n int) []Cell {
	columns := int(math.Ceil(math.Sqrt(float64(n) * 1.1)))
	cells := make([]Cell, n)
	for i := range cells {
		cells[i] = Cell{Column: i % columns, Row: i / columns}
	}
	return cells
}
