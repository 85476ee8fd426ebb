package form

import (
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/tally"
)

// census is the people of a world by profile: each profile once, with the
// answers to what the form asks.
type census struct {
	profiles []profile.Profile
	answers  []bits
	at       map[profile.ID]int32
}

// takeCensus answers the questions for every profile of the world.
func (l *Library) takeCensus(w *world, dict tally.Dictionary, which bits) (*census, error) {
	c := &census{at: map[profile.ID]int32{}}
	var ids []profile.ID
	w.each(func(_ int, row tally.Row) {
		if _, ok := c.at[row.Profile]; !ok {
			c.at[row.Profile] = int32(len(ids))
			ids = append(ids, row.Profile)
		}
	})
	var err error
	c.answers, err = l.memo.answers(l.panel, ids, dict, which)
	if err != nil {
		return nil, err
	}
	c.profiles = make([]profile.Profile, len(ids))
	for i, id := range ids {
		c.profiles[i], _ = dict.Profile(id)
	}
	return c, nil
}

// each visits the rows of the tallies within the scope.
func (w *world) each(visit func(unit int, row tally.Row)) {
	for i := range w.units {
		if w.units[i].why != nil {
			continue
		}
		for _, u := range w.units[i].figures.Units {
			for _, row := range u.Tally {
				if w.scope != OfHamlet || row.Hamlet == w.hamlet.PlaceID {
					visit(i, row)
				}
			}
		}
	}
}

// holds reports whether everything a line asks holds of a profile.
func (c *census) holds(asks []ask, i int32) bool {
	for k := range asks {
		a := &asks[k]
		if a.field != nil {
			if a.field(&c.profiles[i]) != a.value {
				return false
			}
		} else if !c.answers[i].has(a.question) {
			return false
		}
	}
	return true
}

// axis is the counting lines of an axis, parted by what they stand for. Lines
// that stand for no place are matched once a profile, the others are found by
// the place of the row.
type axis struct {
	lines    []line
	free     []int32
	byUnit   map[int][]int32
	byHamlet map[place.ID][]int32
	matched  [][]int32 // free lines by profile, filled in as profiles are met
	known    []bool
	buffer   []int32
}

func newAxis(lines []line, profiles int) *axis {
	a := &axis{lines: lines, byUnit: map[int][]int32{}, byHamlet: map[place.ID][]int32{}, matched: make([][]int32, profiles), known: make([]bool, profiles)}
	for i := range lines {
		n := int32(i)
		switch l := &lines[i]; {
		case l.role != narrow || l.spot.school >= 0:
		case l.spot.hamlet != nil:
			a.byHamlet[*l.spot.hamlet] = append(a.byHamlet[*l.spot.hamlet], n)
		case l.spot.unit >= 0:
			a.byUnit[l.spot.unit] = append(a.byUnit[l.spot.unit], n)
		default:
			a.free = append(a.free, n)
		}
	}
	return a
}

// match gives the lines of which a row of the tally is one, until it is asked
// again.
func (a *axis) match(c *census, unit int, hamlet place.ID, i int32) []int32 {
	if !a.known[i] {
		a.known[i] = true
		for _, n := range a.free {
			if c.holds(a.lines[n].asks, i) {
				a.matched[i] = append(a.matched[i], n)
			}
		}
	}
	byUnit, byHamlet := a.byUnit[unit], a.byHamlet[hamlet]
	if len(byUnit) == 0 && len(byHamlet) == 0 {
		return a.matched[i]
	}
	a.buffer = append(a.buffer[:0], a.matched[i]...)
	for _, placed := range [][]int32{byUnit, byHamlet} {
		for _, n := range placed {
			if c.holds(a.lines[n].asks, i) {
				a.buffer = append(a.buffer, n)
			}
		}
	}
	return a.buffer
}

// count adds up every meeting of two counting lines, and what replaces one.
func (c *census) count(w *world, rows, columns []line, replaced []replacement) [][]int64 {
	out := make([][]int64, len(rows))
	for i := range out {
		out[i] = make([]int64, len(columns))
	}
	r, k := newAxis(rows, len(c.profiles)), newAxis(columns, len(c.profiles))
	swapped := make([]int64, len(replaced))
	w.each(func(unit int, row tally.Row) {
		i := c.at[row.Profile]
		inRows := r.match(c, unit, row.Hamlet, i)
		inColumns := k.match(c, unit, row.Hamlet, i)
		for _, a := range inRows {
			cells := out[a]
			for _, b := range inColumns {
				cells[b] += row.Persons
			}
		}
		for n := range replaced {
			if replaced[n].at(unit, row.Hamlet) && c.holds(replaced[n].asks, i) {
				swapped[n] += row.Persons
			}
		}
	})
	for n, x := range replaced {
		out[x.row][x.column] = swapped[n]
	}
	return out
}

// replacement is a cell that asks something else than its row and column.
type replacement struct {
	row, column int
	asks        []ask
	spot        spot
}

func (r *replacement) at(unit int, hamlet place.ID) bool {
	return (r.spot.unit < 0 || r.spot.unit == unit) && (r.spot.hamlet == nil || *r.spot.hamlet == hamlet)
}
