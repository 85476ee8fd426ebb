package boundary

import (
	"encoding/json"
	"math"
)

// shape reads a geometry. What is wrong with it comes back as the key of a sentence.
func (p *parser) shape(g *geometry) (Shape, string, []any) {
	if g == nil {
		return nil, "boundary.no_shape", nil
	}
	var polygons [][][][]float64
	var err error
	switch g.Type {
	case "Polygon":
		polygons = make([][][][]float64, 1)
		err = json.Unmarshal(g.Coordinates, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &polygons)
	default:
		return nil, "boundary.no_area", []any{"type", g.Type}
	}
	if err != nil {
		return nil, "boundary.coordinates", nil
	}
	var shape Shape
	for _, rings := range polygons {
		polygon, key, args := p.polygon(rings)
		if key != "" {
			return nil, key, args
		}
		if len(polygon) > 0 {
			shape = append(shape, polygon)
		}
	}
	if len(shape) == 0 {
		return nil, "boundary.no_land", nil
	}
	return shape, "", nil
}

// polygon leaves out rings that are smaller than a step: a hole first of all,
// and the whole polygon with its outer ring.
func (p *parser) polygon(rings [][][]float64) (Polygon, string, []any) {
	var polygon Polygon
	for i, positions := range rings {
		ring, key, args := p.ring(positions)
		switch {
		case key != "":
			return nil, key, args
		case len(ring) > 0:
			polygon = append(polygon, ring)
		case i == 0:
			return nil, "", nil
		}
	}
	return polygon, "", nil
}

func (p *parser) ring(positions [][]float64) (Ring, string, []any) {
	if len(positions) < 4 {
		return nil, "boundary.ring_short", []any{"n", len(positions)}
	}
	first, last := positions[0], positions[len(positions)-1]
	ring := make(Ring, 0, len(positions)-1)
	for _, position := range positions {
		if len(position) < 2 {
			return nil, "boundary.coordinates", nil
		}
		corner, key := p.corner(position[0], position[1])
		if key != "" {
			return nil, key, []any{"x", position[0], "y", position[1]}
		}
		if len(ring) == 0 || ring[len(ring)-1] != corner {
			ring = append(ring, corner)
		}
	}
	if first[0] != last[0] || first[1] != last[1] {
		return nil, "boundary.ring_open", nil
	}
	if len(ring) > 1 && ring[0] == ring[len(ring)-1] {
		ring = ring[:len(ring)-1]
	}
	if len(ring) < 3 || ring.area() == 0 {
		return nil, "", nil
	}
	return ring, "", nil
}

// corner takes longitude first, as GeoJSON has it. Nothing of Việt Nam lies where
// both could be either, so that a file with latitude first is told.
func (p *parser) corner(x, y float64) (Point, string) {
	if p.drawn {
		if math.Abs(x) > math.MaxInt32 || math.Abs(y) > math.MaxInt32 || x != math.Trunc(x) || y != math.Trunc(y) {
			return Point{}, "boundary.drawn_steps"
		}
		return Point{int32(x), int32(y)}, ""
	}
	switch {
	case math.Abs(x) <= 90 && math.Abs(y) > 90 && math.Abs(y) <= 180:
		return Point{}, "boundary.swapped"
	case math.Abs(x) > 180 || math.Abs(y) > 90:
		return Point{}, "boundary.no_degrees"
	}
	return Point{int32(math.Round(x * perDegree)), int32(math.Round(y * perDegree))}, ""
}
