package boundary

import (
	"fmt"
	"strconv"
	"strings"
)

// Text is the shape as the store keeps it: polygons parted by "|", rings by ";",
// and corners as steps from the corner before, so that it stays short.
func (s Shape) Text() string {
	var out []byte
	for i, polygon := range s {
		if i > 0 {
			out = append(out, '|')
		}
		for j, ring := range polygon {
			if j > 0 {
				out = append(out, ';')
			}
			out = appendRing(out, ring)
		}
	}
	return string(out)
}

func appendRing(out []byte, ring Ring) []byte {
	var at Point
	for i, p := range ring {
		if i > 0 {
			out = append(out, ' ')
		}
		out = strconv.AppendInt(out, int64(p.X-at.X), 10)
		out = append(out, ' ')
		out = strconv.AppendInt(out, int64(p.Y-at.Y), 10)
		at = p
	}
	return out
}

// ParseText reads what Text wrote.
func ParseText(text string) (Shape, error) {
	if text == "" {
		return nil, nil
	}
	var shape Shape
	for _, polygonText := range strings.Split(text, "|") {
		var polygon Polygon
		for _, ringText := range strings.Split(polygonText, ";") {
			ring, err := parseRing(ringText)
			if err != nil {
				return nil, err
			}
			polygon = append(polygon, ring)
		}
		shape = append(shape, polygon)
	}
	return shape, nil
}

func parseRing(text string) (Ring, error) {
	fields := strings.Fields(text)
	if len(fields) < 6 || len(fields)%2 != 0 {
		return nil, fmt.Errorf("shape: %d numbers make no ring", len(fields))
	}
	ring := make(Ring, 0, len(fields)/2)
	var at Point
	for i := 0; i < len(fields); i += 2 {
		x, err := strconv.ParseInt(fields[i], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("shape: %w", err)
		}
		y, err := strconv.ParseInt(fields[i+1], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("shape: %w", err)
		}
		at = Point{at.X + int32(x), at.Y + int32(y)}
		ring = append(ring, at)
	}
	return ring, nil
}
