package right

import (
	"slices"

	"hoctap/internal/fault"
	"hoctap/internal/place"
)

// ID is the id of an account. Places and people have ids of other kinds, so that
// one is never taken for another.
type ID int64

// Assignment is a right as it was given: a role of a unit for a time. It is never
// changed, only ended, so that the past can be read from it.
type Assignment struct {
	ID      int64
	Account ID
	Role    Role
	Place   place.ID // 0: the whole installation
	From    place.Date
	Until   place.Date // the day after the last; "" while it lasts
	GivenBy string
	GivenAt string
}

// Holds says whether the assignment is in force on a day.
func (a Assignment) Holds(on place.Date) bool {
	return a.From <= on && (a.Until == "" || on < a.Until)
}

// Check refuses an assignment that could never be used: a role of a unit of
// another kind, an end before the beginning.
func (a Assignment) Check(tree *place.Tree, on place.Date) error {
	post, ok := PostOf(a.Role)
	if !ok {
		return fault.New(fault.Invalid, "account.role_unknown", "role", string(a.Role))
	}
	if a.Until != "" && a.Until <= a.From {
		return fault.New(fault.Invalid, "account.term_empty")
	}
	if a.Place == 0 {
		if !slices.Contains(post.Held, Installation) {
			return fault.New(fault.Invalid, "account.role_needs_place")
		}
		return nil
	}
	at, ok := tree.At(a.Place, on)
	if !ok {
		return fault.New(fault.NotFound, "account.place_ended")
	}
	if !slices.Contains(post.Held, at.Kind) {
		return fault.New(fault.Invalid, "account.role_elsewhere", "place", at.Name)
	}
	return nil
}
