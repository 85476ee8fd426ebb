package disclosure

import (
	"slices"

	"hoctap/internal/place"
)

// known is what can be read off what is told so far: of each measure, blocks of
// communes that share none, of which it is known what they have together.
type known struct {
	leaves map[place.ID][]*Unit // the communes of each unit above
	blocks []map[*Unit][]*Unit  // by measure: the block that a commune is in
}

func newKnown(units []Unit, measures int) *known {
	k := &known{leaves: map[place.ID][]*Unit{}, blocks: make([]map[*Unit][]*Unit, measures)}
	for m := range k.blocks {
		k.blocks[m] = map[*Unit][]*Unit{}
	}
	parent := map[place.ID]place.ID{}
	for i := range units {
		parent[units[i].Place] = units[i].Parent
	}
	above := map[place.ID]bool{}
	for _, p := range parent {
		above[p] = true
	}
	for i := range units {
		if u := &units[i]; !above[u.Place] {
			for at := u.Parent; at != 0; at = parent[at] {
				k.leaves[at] = append(k.leaves[at], u)
			}
		}
	}
	return k
}

// add takes a block into what is known.
func (k *known) add(m int, block []*Unit) {
	for _, u := range block {
		k.blocks[m][u] = block
	}
}

// unknown are those of some communes of which a measure is not known, alone or with
// others.
func (k *known) unknown(m int, leaves []*Unit) []*Unit {
	var out []*Unit
	for _, u := range leaves {
		if k.blocks[m][u] == nil {
			out = append(out, u)
		}
	}
	return out
}

// join widens a block of one measure to the fewest communes of which another is known
// together as well; nil where it is not known of all of them.
func (k *known) join(block []*Unit, m, o int) []*Unit {
	out := slices.Clone(block)
	for i := 0; i < len(out); i++ {
		other := k.blocks[o][out[i]]
		if other == nil {
			return nil
		}
		out = merge(out, other)
		// The communes of the block itself are not in what is known yet.
		if !slices.Contains(block, out[i]) {
			mine := k.blocks[m][out[i]]
			if mine == nil {
				return nil
			}
			out = merge(out, mine)
		}
	}
	return out
}

func merge(list, more []*Unit) []*Unit {
	for _, u := range more {
		if !slices.Contains(list, u) {
			list = append(list, u)
		}
	}
	return list
}

// union is several communes as one.
func union(units []*Unit) *Unit {
	if len(units) == 1 {
		return units[0]
	}
	out := &Unit{}
	for _, u := range units {
		out.Patterns = append(out.Patterns, u.Patterns...)
	}
	return out
}
