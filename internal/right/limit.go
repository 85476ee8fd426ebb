package right

import (
	"slices"

	"hoctap/internal/place"
)

// Limit narrows what somebody holds: to one role, to a place, to reading. The zero
// Limit narrows nothing.
type Limit struct {
	Role     Role
	Place    place.ID
	ReadOnly bool
}

// reading are the actions that change nothing.
var reading = []Action{Public, Own, Enter, SeeFigures, SeeGaps, SeePersons, CompareForms, ReadLog}

// Within is the same holder under a limit: never more than before.
func (h *Holder) Within(l Limit) *Holder {
	out := *h
	out.limit = l
	if l.Role != "" {
		out.assignments = slices.DeleteFunc(slices.Clone(h.assignments), func(a Assignment) bool { return a.Role != l.Role })
	}
	return &out
}

// lets says whether the limit leaves an action in a place; 0 is anywhere.
func (h *Holder) lets(do Action, at place.ID) bool {
	if h.limit.ReadOnly && !slices.Contains(reading, do) {
		return false
	}
	if h.limit.Place == 0 || at == 0 {
		return true
	}
	ground, ok := h.today(h.limit.Place)
	return ok && h.covers(ground, at)
}
