package place

// Share is one unit of the day asked about whose figures stand for a later
// unit, with the extent in which it went over.
type Share struct {
	Place  Attributes
	Extent Extent
}

// Standing gives the units that stood on the day where the place stands later:
// the place itself if it existed, else its predecessors, and theirs. A "part
// of" anywhere on the way makes the share a part: without figures by hamlet it
// must not be added up.
func (t *Tree) Standing(id ID, on Date) []Share {
	seen := map[ID]bool{}
	return t.standing(id, on, All, seen)
}

func (t *Tree) standing(id ID, on Date, extent Extent, seen map[ID]bool) []Share {
	if seen[id] {
		return nil
	}
	seen[id] = true
	from, _ := t.Existence(id)
	own, existed := t.At(id, on)
	if existed {
		return []Share{{own, extent}}
	}
	if on >= from {
		return nil
	}
	var out []Share
	for _, s := range t.in[id] {
		e := extent
		if s.Extent == Part {
			e = Part
		}
		out = append(out, t.standing(s.From, on, e, seen)...)
	}
	return out
}
