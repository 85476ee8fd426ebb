package view

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"hoctap/internal/boundary"
)

// MapPage is the map of what stands below a place, coloured by one thing, with the
// table of the same beside it: the table is for whoever cannot see or point.
type MapPage struct {
	Page
	Heading string
	Lead    string
	Older   *Message
	Choose  Options
	Map     *Map
	Table   *Table
	// Missing names the units that have no boundary while others have one.
	Missing string
	Empty   *Empty
}

// Map is a picture of units. A pointer follows its links; the table beside it has
// the same ones for the keyboard.
type Map struct {
	Title string
	// Width and Height are in points of the screen at full size.
	Width, Height int
	Regions       []Region
	// Legend counts the units of each state that is there.
	Legend []LegendState
	// Source says where the shapes are from, and what they are not.
	Source string
	Onward *Link
}

// LegendState is a line of the legend.
type LegendState struct {
	State State
	Text  string
	Count int
}

// Region is one unit on a map.
type Region struct {
	Name  string
	Short string
	Value string
	State State
	Href  string
	Path  string
	// X and Y are where the label stands; Room tells what of it fits: "all", "value",
	// "mark", or nothing.
	X, Y int
	Room string
}

// MapUnit is what a region is made of.
type MapUnit struct {
	Name  string
	Short string
	Value string
	State State
	Href  string
	Shape boundary.Shape
}

// A map is as wide as its column beside the table, at most; a tile alone is no
// larger than its label needs.
const (
	mapWidth  = 680
	mapHeight = 760
	tilePoint = 0.0485 // points a step of a tile, 84 for its width
	mapMargin = 3
)

// NewMap draws the units. drawn shapes are plain pictures; others are longitudes
// and latitudes and are drawn so that a mile is a mile either way in their middle.
func NewMap(title string, units []MapUnit, drawn bool) *Map {
	shapes := make([]boundary.Shape, len(units))
	for i, unit := range units {
		shapes[i] = unit.Shape
	}
	box, any := boundary.Around(shapes)
	if !any {
		return nil
	}
	p := newProjection(box, drawn)
	m := &Map{Title: title, Width: p.width, Height: p.height}
	for _, unit := range units {
		rings := p.rings(unit.Shape)
		if len(rings) == 0 {
			continue
		}
		region := Region{Name: unit.Name, Short: unit.Short, Value: unit.Value, State: unit.State, Href: unit.Href, Path: path(rings)}
		var room float64
		region.X, region.Y, room = labelPoint(rings)
		region.Room = roomFor(room, unit.Value)
		m.Regions = append(m.Regions, region)
	}
	return m
}

// letter is about how wide a letter of a small label is.
const letter = 6.2

// roomFor tells what of a label fits into a circle of the radius.
func roomFor(radius float64, value string) string {
	switch {
	case radius >= 34:
		return "all"
	case radius >= 20 && letter*float64(utf8.RuneCountInString(value)) < 1.75*radius:
		return "value"
	case radius >= 9:
		return "mark"
	}
	return ""
}

// projection brings steps of shapes to points of the screen.
type projection struct {
	box           boundary.Box
	x, y          float64
	width, height int
}

func newProjection(box boundary.Box, drawn bool) projection {
	squeeze := 1.0
	if !drawn {
		squeeze = math.Cos(float64(box.MinY+box.MaxY) / 2 / 100_000 * math.Pi / 180)
	}
	wide, high := math.Max(float64(box.Width())*squeeze, 1), math.Max(float64(box.Height()), 1)
	scale := math.Min((mapWidth-2*mapMargin)/wide, (mapHeight-2*mapMargin)/high)
	if drawn {
		scale = math.Min(scale, tilePoint)
	}
	return projection{
		box: box, x: scale * squeeze, y: scale,
		width: int(math.Ceil(wide*scale)) + 2*mapMargin, height: int(math.Ceil(high*scale)) + 2*mapMargin,
	}
}

// dot is a corner in points.
type dot struct{ x, y int }

// rings brings all rings of a shape to points; corners that fall into the same
// point are one, and what is smaller than a point is gone.
func (p projection) rings(shape boundary.Shape) [][]dot {
	var out [][]dot
	for _, polygon := range shape {
		for _, ring := range polygon {
			var line []dot
			for _, corner := range ring {
				at := dot{
					mapMargin + int(math.Round(float64(corner.X-p.box.MinX)*p.x)),
					mapMargin + int(math.Round(float64(p.box.MaxY-corner.Y)*p.y)),
				}
				if len(line) == 0 || line[len(line)-1] != at {
					line = append(line, at)
				}
			}
			if len(line) > 2 {
				out = append(out, line)
			}
		}
	}
	return out
}

func path(rings [][]dot) string {
	var out []byte
	for _, ring := range rings {
		at := dot{}
		for i, d := range ring {
			switch i {
			case 0:
				out = append(out, 'M')
			case 1:
				out = append(out, 'l')
			default:
				out = append(out, ' ')
			}
			out = strconv.AppendInt(out, int64(d.x-at.x), 10)
			out = append(out, ' ')
			out = strconv.AppendInt(out, int64(d.y-at.y), 10)
			at = d
		}
		out = append(out, 'z')
	}
	return string(out)
}

// labelPoint finds where a label has most room: the point inside that is farthest
// from all borders, looked for on a grid and then on a finer one around it.
func labelPoint(rings [][]dot) (x, y int, room float64) {
	minX, minY, maxX, maxY := math.MaxInt, math.MaxInt, 0, 0
	for _, ring := range rings {
		for _, d := range ring {
			minX, minY, maxX, maxY = min(minX, d.x), min(minY, d.y), max(maxX, d.x), max(maxY, d.y)
		}
	}
	const parts = 12
	stepX, stepY := float64(maxX-minX)/parts, float64(maxY-minY)/parts
	bestX, bestY, best := float64(minX+maxX)/2, float64(minY+maxY)/2, math.Inf(-1)
	for range 3 {
		fromX, fromY := bestX-stepX*parts/2, bestY-stepY*parts/2
		for i := range parts + 1 {
			for j := range parts + 1 {
				px, py := fromX+float64(i)*stepX, fromY+float64(j)*stepY
				// Of points with the same room the first is kept, so that the middle of a
				// tile is its middle.
				if r := roomAt(rings, px, py); r > best+1e-9 {
					bestX, bestY, best = px, py, r
				}
			}
		}
		stepX, stepY = stepX/4, stepY/4
	}
	return int(math.Round(bestX)), int(math.Round(bestY)), best
}

// roomAt is the distance to the nearest border, negative outside.
func roomAt(rings [][]dot, x, y float64) float64 {
	inside := false
	nearest := math.Inf(1)
	for _, ring := range rings {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			ax, ay, bx, by := float64(a.x), float64(a.y), float64(b.x), float64(b.y)
			if (ay > y) != (by > y) && x < (bx-ax)*(y-ay)/(by-ay)+ax {
				inside = !inside
			}
			nearest = min(nearest, squaredTo(x, y, ax, ay, bx, by))
		}
	}
	if inside {
		return math.Sqrt(nearest)
	}
	return -math.Sqrt(nearest)
}

func squaredTo(x, y, ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	if length := dx*dx + dy*dy; length > 0 {
		t := min(max(((x-ax)*dx+(y-ay)*dy)/length, 0), 1)
		ax, ay = ax+t*dx, ay+t*dy
	}
	return (x-ax)*(x-ax) + (y-ay)*(y-ay)
}

// States are those for which a map needs a pattern.
func (m *Map) States() []State { return States() }

// Count fills the legend: the states that are there, in their order, by word.
func (m *Map) Count(word func(State) string) {
	for _, state := range States() {
		n := 0
		for _, region := range m.Regions {
			if region.State == state {
				n++
			}
		}
		if n > 0 {
			m.Legend = append(m.Legend, LegendState{State: state, Text: word(state), Count: n})
		}
	}
	// What needs somebody's hand is drawn last, so that its border is not hidden.
	slices.SortStableFunc(m.Regions, func(a, b Region) int { return drawOrder[a.State] - drawOrder[b.State] })
}

var drawOrder = map[State]int{NotMet: 1}
