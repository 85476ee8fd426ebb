package web

import (
	"strings"

	"hoctap/internal/boundary"
	"hoctap/internal/place"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

type boundariesOf ofYear

// shapes are where the units of a map lie, or how they are drawn.
type shapes struct {
	of map[place.ID]boundary.Shape
	// drawn says that these are pictures; by whom is the source. Without a source
	// they are tiles in the order of the units, and lie nowhere.
	drawn  bool
	source string
	from   place.Date
}

// shapes takes outlines where there is one, else what somebody drew, else tiles:
// the three do not fit one picture.
func (v *visit) shapes(c *recall, t *target, ids []place.ID) (shapes, error) {
	known, err := once(c, boundariesOf{t.at.PlaceID, t.year}, func() (map[place.ID]boundary.Boundary, error) {
		return c.Store.Boundaries(v.ctx(), ids, t.on)
	})
	if err != nil {
		return shapes{}, err
	}
	s := shapes{of: map[place.ID]boundary.Shape{}, drawn: true}
	for _, b := range known {
		s.drawn = s.drawn && b.Drawn
	}
	for _, id := range ids {
		b, ok := known[id]
		if ok && b.Drawn == s.drawn {
			s.of[id] = b.Shape
			s.source, s.from = b.Source, max(s.from, b.From)
		}
	}
	if len(s.of) == 0 {
		for i, cell := range boundary.Block(len(ids)) {
			s.of[ids[i]] = boundary.Tiles([]boundary.Cell{cell})
		}
	}
	return s, nil
}

// drawMap draws the units, and names those that have no shape while others do.
func (v *visit) drawMap(c *recall, t *target, by colouring, plots []plot) (*view.Map, string, error) {
	ids := make([]place.ID, len(plots))
	for i, p := range plots {
		ids[i] = p.id
	}
	s, err := v.shapes(c, t, ids)
	if err != nil {
		return nil, "", err
	}
	var units []view.MapUnit
	var missing []string
	for _, p := range plots {
		shape, ok := s.of[p.id]
		if !ok {
			missing = append(missing, p.name)
			continue
		}
		units = append(units, view.MapUnit{Name: p.name, Short: shortName(p.name), Value: p.value, State: p.state, Href: p.href, Shape: shape})
	}
	m := view.NewMap(by.text, units, s.drawn)
	if m != nil {
		m.Count(func(state view.State) string { return v.say.T(state.WordKey()) })
		m.Source = v.mapSource(s)
	}
	return m, strings.Join(missing, ", "), nil
}

func (v *visit) mapSource(s shapes) string {
	switch {
	case s.source == "" && s.drawn:
		return v.say.T("map.tiles")
	case s.drawn:
		return s.source
	}
	return v.say.T("map.outlines", "source", s.source, "day", viet.Date(s.from))
}

// longestLabel is what fits into a tile.
const longestLabel = 12

// shortName is a name without the word for its kind, for a label.
func shortName(name string) string {
	name, _, _ = strings.Cut(name, ", ")
	for _, kind := range []string{"Khu phố ", "Tổ dân phố ", "Thôn ", "Làng ", "Bản ", "Ấp ", "Phường ", "Xã ", "Thị trấn ", "Đặc khu "} {
		if rest, ok := strings.CutPrefix(name, kind); ok && rest != "" {
			name = rest
			break
		}
	}
	letters := []rune(name)
	if len(letters) > longestLabel {
		return strings.TrimSpace(string(letters[:longestLabel-1])) + "…"
	}
	return name
}
