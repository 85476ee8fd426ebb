package view

import (
	"strings"
	"testing"

	"hoctap/internal/boundary"
)

// A tile of a few is as large as its label needs; of many it keeps its mark alone.
func TestMapRoom(t *testing.T) {
	for _, c := range []struct {
		n    int
		want string
	}{{1, "all"}, {41, "all"}, {90, "value"}, {166, "mark"}, {4000, ""}} {
		var units []MapUnit
		for _, cell := range boundary.Block(c.n) {
			units = append(units, MapUnit{Value: "93,83 %", State: Met, Shape: boundary.Tiles([]boundary.Cell{cell})})
		}
		m := NewMap("", units, true)
		if m.Width > mapWidth || m.Height > mapHeight {
			t.Errorf("%d tiles are %d×%d", c.n, m.Width, m.Height)
		}
		if got := m.Regions[0].Room; got != c.want {
			t.Errorf("of %d tiles one has room for %q, want %q", c.n, got, c.want)
		}
	}
}

// The label of a tile stands in its middle, that of a horseshoe inside it.
func TestMapLabelStandsInside(t *testing.T) {
	m := NewMap("", []MapUnit{{Shape: boundary.Tiles([]boundary.Cell{{}})}}, true)
	if r := m.Regions[0]; r.X != m.Width/2 || r.Y < m.Height/2-1 || r.Y > m.Height/2+1 {
		t.Errorf("the label of a tile of %d×%d stands at %d, %d", m.Width, m.Height, r.X, r.Y)
	}
	shoe := boundary.Shape{{{{X: 0, Y: 0}, {X: 900, Y: 0}, {X: 900, Y: 900}, {X: 700, Y: 900}, {X: 700, Y: 200}, {X: 200, Y: 200}, {X: 200, Y: 900}, {X: 0, Y: 900}}}}
	p := newProjection(boundary.Box{MaxX: 900, MaxY: 900}, true)
	x, y, room := labelPoint(p.rings(shoe))
	if room <= 0 || roomAt(p.rings(shoe), float64(x), float64(y)) <= 0 {
		t.Errorf("the label stands at %d, %d, outside, room %f", x, y, room)
	}
}

// North is up, and a degree of longitude is drawn shorter than one of latitude.
func TestMapProjection(t *testing.T) {
	north := boundary.Shape{{{{X: 10500000, Y: 2100000}, {X: 10600000, Y: 2100000}, {X: 10500000, Y: 2200000}}}}
	south := boundary.Shape{{{{X: 10500000, Y: 2000000}, {X: 10600000, Y: 2000000}, {X: 10500000, Y: 2100000}}}}
	m := NewMap("", []MapUnit{{Name: "north", Shape: north}, {Name: "south", Shape: south}}, false)
	if m.Regions[0].Y >= m.Regions[1].Y {
		t.Errorf("north stands at %d, south at %d", m.Regions[0].Y, m.Regions[1].Y)
	}
	if ratio := float64(m.Width) / float64(m.Height); ratio < 0.46 || ratio > 0.48 {
		t.Errorf("one degree by two near 21° north is drawn %d×%d", m.Width, m.Height)
	}
	if NewMap("", nil, true) != nil {
		t.Error("nothing was drawn as a map")
	}
}

// A tiny island costs nothing on a map of a province.
func TestMapDropsWhatCannotBeSeen(t *testing.T) {
	main := boundary.Ring{{X: 0, Y: 0}, {X: 900000, Y: 0}, {X: 900000, Y: 900000}}
	island := boundary.Ring{{X: 5, Y: 500000}, {X: 9, Y: 500000}, {X: 7, Y: 500004}}
	m := NewMap("", []MapUnit{{Shape: boundary.Shape{{main}, {island}}}}, true)
	if strings.Count(m.Regions[0].Path, "M") != 1 {
		t.Errorf("the path is %s", m.Regions[0].Path)
	}
}
