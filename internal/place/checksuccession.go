package place

// succession holds a row against the days on which its two places existed.
func (c *checker) succession(row int) {
	s := c.Successions[row]
	from, to := c.name(s.From, s.On), c.name(s.To, s.On)
	if s.Extent != All && s.Extent != Part {
		c.add(s.From, InSuccessions, row, "place.extent_unknown", "extent", string(s.Extent))
	}
	if s.From == s.To {
		c.add(s.From, InSuccessions, row, "place.succession_self", "name", from)
		return
	}
	if _, ok := c.tree.At(s.To, s.On); !ok {
		c.add(s.To, InSuccessions, row, "place.successor_missing", "name", to, "on", s.On)
	}
	begun, ended := c.tree.Existence(s.From)
	switch {
	case begun == "" || begun >= s.On || ended != "" && ended < s.On:
		c.add(s.From, InSuccessions, row, "place.predecessor_missing", "name", from, "on", s.On)
	case s.Extent == All && ended != s.On:
		c.add(s.From, InSuccessions, row, "place.predecessor_lasts", "name", from, "on", s.On)
	}
}

// successionPairs finds rows that contradict one another: the same step twice,
// and a place of which all went to one unit and yet something to another.
func (c *checker) successionPairs() {
	type leaving struct {
		from ID
		on   Date
	}
	type move struct {
		leaving
		to ID
	}
	told := make(map[move]bool)
	extents := make(map[leaving]Extent)
	for row, s := range c.Successions {
		at := leaving{s.From, s.On}
		before, shared := extents[at]
		switch {
		case told[move{at, s.To}]:
			c.add(s.From, InSuccessions, row, "place.succession_twice", "name", c.name(s.From, s.On), "on", s.On)
		case shared && (before == All || s.Extent == All):
			c.add(s.From, InSuccessions, row, "place.succession_shared", "name", c.name(s.From, s.On), "on", s.On)
		}
		told[move{at, s.To}] = true
		if before != All {
			extents[at] = s.Extent
		}
	}
}

// successionCycles follows whole places only: two communes may well give each
// other a part of their land, even on one day, but none can come from itself.
func (c *checker) successionCycles() {
	const entered, left = 1, 2
	out := make(map[ID][]int)
	for row, s := range c.Successions {
		if s.Extent == All && s.From != s.To {
			out[s.From] = append(out[s.From], row)
		}
	}
	state := make(map[ID]int)
	var visit func(ID)
	visit = func(id ID) {
		state[id] = entered
		for _, row := range out[id] {
			s := c.Successions[row]
			switch state[s.To] {
			case entered:
				c.add(id, InSuccessions, row, "place.succession_cycle", "name", c.name(s.From, s.On))
			case left:
			default:
				visit(s.To)
			}
		}
		state[id] = left
	}
	for _, s := range c.Successions {
		if state[s.From] == 0 {
			visit(s.From)
		}
	}
}
