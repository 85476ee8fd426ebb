package right

import (
	"slices"

	"hoctap/internal/fault"
	"hoctap/internal/place"
)

// Holder is somebody with what they hold on a day. The zero Holder holds nothing.
type Holder struct {
	Account     ID
	Name        string
	assignments []Assignment
	tree        *place.Tree
	on          place.Date
	limit       Limit
}

// NewHolder keeps the assignments that are in force on the day.
func NewHolder(account ID, name string, held []Assignment, tree *place.Tree, on place.Date) *Holder {
	h := &Holder{Account: account, Name: name, tree: tree, on: on}
	for _, a := range held {
		if a.Account == account && a.Holds(on) {
			h.assignments = append(h.assignments, a)
		}
	}
	return h
}

// Reach is how far an action goes in a place: nowhere, into some hamlets of it,
// or all over it.
type Reach struct {
	Whole   bool
	Hamlets []place.ID
}

// Any says that the action is possible somewhere in the place.
func (r Reach) Any() bool { return r.Whole || len(r.Hamlets) > 0 }

// Covers says whether people of a hamlet are within reach.
func (r Reach) Covers(hamlet place.ID) bool { return r.Whole || slices.Contains(r.Hamlets, hamlet) }

// Assignments are those in force.
func (h *Holder) Assignments() []Assignment { return slices.Clone(h.assignments) }

// Holds says whether the action is held anywhere at all: whether a menu should
// offer it.
func (h *Holder) Holds(do Action) bool {
	return h.lets(do, 0) && slices.ContainsFunc(h.assignments, func(a Assignment) bool { return a.Role.May(do) })
}

// Reach tells how far an action goes in a place. A place of the past is reached
// by whoever reaches all that became of it: the ward officer of today opens the
// rounds of the wards hers was made of, and none of whom a part went elsewhere.
func (h *Holder) Reach(do Action, at place.ID) Reach {
	var out Reach
	if !h.lets(do, at) {
		return out
	}
	for _, a := range h.assignments {
		if !a.Role.May(do) {
			continue
		}
		part := h.reach(a, at)
		out.Whole = out.Whole || part.Whole
		out.Hamlets = append(out.Hamlets, part.Hamlets...)
	}
	return out
}

// May says whether an action is allowed all over a place.
func (h *Holder) May(do Action, at place.ID) bool { return h.Reach(do, at).Whole }

// Refuse is the answer to whoever may not.
func Refuse() error { return fault.New(fault.Refused, "right.refused") }

func (h *Holder) reach(a Assignment, at place.ID) Reach {
	if a.Place == 0 {
		return Reach{Whole: true}
	}
	ground, ok := h.today(a.Place)
	if !ok {
		return Reach{}
	}
	if h.covers(ground, at) {
		return Reach{Whole: true}
	}
	return Reach{Hamlets: h.hamletsOf(ground, at)}
}

// today follows a unit through mergers to the one that stands where it stood. Of
// a unit that was divided nobody can say which part the right was meant for: it
// ends, and has to be given anew.
func (h *Holder) today(id place.ID) (place.ID, bool) {
	heirs := h.heirs(id)
	if len(heirs) != 1 {
		return 0, false
	}
	return heirs[0], true
}

// covers says whether all that became of a place lies under the ground.
func (h *Holder) covers(ground, at place.ID) bool {
	heirs := h.heirs(at)
	if len(heirs) == 0 {
		return false
	}
	for _, heir := range heirs {
		if !slices.ContainsFunc(h.tree.Path(heir, h.on), func(above place.Attributes) bool { return above.PlaceID == ground }) {
			return false
		}
	}
	return true
}

// hamletsOf gives the hamlets of a commune that somebody of one hamlet reaches:
// their own, as it was called in the commune asked about.
func (h *Holder) hamletsOf(ground, commune place.ID) []place.ID {
	at, ok := h.tree.At(ground, h.on)
	if !ok || at.Kind != place.Hamlet || !slices.Contains(h.heirs(commune), at.Parent) {
		return nil
	}
	var out []place.ID
	for _, unit := range h.below(commune) {
		if heirs := h.heirs(unit); len(heirs) == 1 && heirs[0] == ground {
			out = append(out, unit)
		}
	}
	return out
}

// below are the hamlets that a commune ever had.
func (h *Holder) below(commune place.ID) []place.ID {
	var out []place.ID
	for _, a := range h.tree.All() {
		if a.Parent == commune && a.Kind == place.Hamlet && !slices.Contains(out, a.PlaceID) {
			out = append(out, a.PlaceID)
		}
	}
	return out
}

// heirs are the units that stand today where the place stood. A district leaves
// none when it is abolished; its communes do.
func (h *Holder) heirs(id place.ID) []place.ID {
	var out []place.ID
	h.collect(id, "", &out)
	return out
}

func (h *Holder) collect(id place.ID, after place.Date, out *[]place.ID) {
	if _, stands := h.tree.At(id, h.on); stands {
		if !slices.Contains(*out, id) {
			*out = append(*out, id)
		}
		return
	}
	_, ended := h.tree.Existence(id)
	followed := false
	for _, s := range h.tree.Successors(id) {
		// Only what is strictly later is followed, so that no circle is possible.
		if s.On > after && s.On <= h.on {
			followed = true
			h.collect(s.To, s.On, out)
		}
	}
	if followed || ended == "" {
		return
	}
	for _, child := range h.tree.Children(id, place.DayBefore(ended)) {
		if child.Kind != place.Hamlet {
			h.collect(child.PlaceID, after, out)
		}
	}
}
