package right

import (
	"slices"

	"hoctap/internal/place"
)

// MayGive says whether the holder may give a role of a place to somebody: where
// one of their own posts gives it, within the reach of that post. Nobody gives
// anything to themselves.
func (h *Holder) MayGive(to ID, role Role, at place.ID) bool {
	if to == h.Account {
		return false
	}
	return slices.ContainsFunc(h.assignments, func(a Assignment) bool {
		post, ok := PostOf(a.Role)
		return ok && slices.Contains(post.May, ManageAccounts) && slices.Contains(post.Gives, role) && h.within(a, at)
	})
}

// within says whether a place, or with 0 the whole installation, lies under what
// an assignment is of.
func (h *Holder) within(a Assignment, at place.ID) bool {
	if at == 0 {
		return a.Place == 0
	}
	return h.reach(a, at).Whole
}

// MayManage says whether the holder may reset, disable and end the rights of an
// account: if they could have given every right that it has now. One without any
// is anybody's who manages accounts.
func (h *Holder) MayManage(id ID, held []Assignment) bool {
	if id == h.Account || !h.Holds(ManageAccounts) {
		return false
	}
	for _, a := range held {
		if a.Account == id && a.Holds(h.on) && !h.MayGive(id, a.Role, a.Place) {
			return false
		}
	}
	return true
}

// Givable are the roles that the holder may give somewhere, in order.
func (h *Holder) Givable() []Role {
	var out []Role
	for _, p := range posts {
		for _, a := range h.assignments {
			mine, ok := PostOf(a.Role)
			if ok && slices.Contains(mine.Gives, p.Role) && !slices.Contains(out, p.Role) {
				out = append(out, p.Role)
			}
		}
	}
	return out
}
