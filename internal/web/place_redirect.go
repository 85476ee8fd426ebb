package web

import (
	"hoctap/internal/place"
	"hoctap/internal/rule"
)

// placeRedirect leads to the newest year of a place that has figures. A code is
// that of today's unit, or else of the last one that bore it.
func placeRedirect(v *visit) error {
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	today := v.Now().Year()
	given := v.r.PathValue("place")
	var id place.ID
	if isCode(given) {
		at, err := tree.ByCode(given, rule.ReferenceDay(today))
		if err != nil {
			return err
		}
		id = at.PlaceID
	} else {
		id, err = placeID(given)
		if err != nil {
			return err
		}
	}
	t, err := newTarget(tree, id, today)
	if err != nil {
		return err
	}
	return elsewhere(placePath(id, c.latest(t)))
}

// latest is the newest year with figures; without any the current one, or the
// last in which the unit stood.
func (c *recall) latest(t *target) int {
	years := c.surveyed(t.tree, t.at.PlaceID)
	if len(years) > 0 {
		return years[len(years)-1]
	}
	for year := t.year; year > firstYear; year-- {
		if _, ok := t.tree.At(t.at.PlaceID, rule.ReferenceDay(year)); ok {
			return year
		}
	}
	return t.year
}
