// Package boundary holds where places lie: outlines brought in from GeoJSON, and
// drawings of tiles where nobody has an outline. An outline holds from a day on,
// until the next one of the same place or until the place ends.
package boundary

import (
	"slices"

	"hoctap/internal/place"
)

// Point is a corner. Of an outline on the earth it is longitude and latitude in
// steps of 1/100,000 degree, about a metre; of a drawing it is what the drawing
// counts in. Whole numbers make two neighbours meet in the very same corner.
type Point struct{ X, Y int32 }

// perDegree is how many steps a degree has.
const perDegree = 100_000

// Ring is a closed line; its first corner is not repeated at its end.
type Ring []Point

// Polygon is an outer ring and the holes in it.
type Polygon []Ring

// Shape is all the land of a place: an island is a polygon of its own.
type Shape []Polygon

// Boundary is the shape of a place from a day on.
type Boundary struct {
	PlaceID place.ID
	From    place.Date
	Shape   Shape
	// Drawn says that the shape is a picture and not where the place lies.
	Drawn  bool
	Source string
}

// Same reports whether two boundaries say the same.
func (b Boundary) Same(other Boundary) bool {
	return b.PlaceID == other.PlaceID && b.From == other.From && b.Drawn == other.Drawn && b.Source == other.Source && b.Shape.Text() == other.Shape.Text()
}

// Box is the smallest upright rectangle around something.
type Box struct{ MinX, MinY, MaxX, MaxY int32 }

// Width and Height are in the steps of its points.
func (b Box) Width() int32 { return b.MaxX - b.MinX }

// Height is the other side.
func (b Box) Height() int32 { return b.MaxY - b.MinY }

// Box is that of all corners; false where there are none.
func (s Shape) Box() (Box, bool) {
	var b Box
	any := false
	s.each(func(p Point) {
		if !any {
			b, any = Box{p.X, p.Y, p.X, p.Y}, true
			return
		}
		b = Box{min(b.MinX, p.X), min(b.MinY, p.Y), max(b.MaxX, p.X), max(b.MaxY, p.Y)}
	})
	return b, any
}

// Around is the box around several shapes.
func Around(shapes []Shape) (Box, bool) { return slices.Concat(shapes...).Box() }

func (s Shape) each(visit func(Point)) {
	for _, polygon := range s {
		for _, ring := range polygon {
			for _, p := range ring {
				visit(p)
			}
		}
	}
}

// Corners is how many there are.
func (s Shape) Corners() int {
	n := 0
	s.each(func(Point) { n++ })
	return n
}

// area is twice the area that the ring encloses, positive where it runs against
// the clock.
func (r Ring) area() int64 {
	var sum int64
	for i, p := range r {
		q := r[(i+1)%len(r)]
		sum += int64(p.X)*int64(q.Y) - int64(q.X)*int64(p.Y)
	}
	return sum
}
