package survey

import (
	"bytes"
	"cmp"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// Household is a household of a round in one line of a list.
type Household struct {
	CommuneID place.ID
	Year      int
	ID        register.ID
	HamletID  place.ID
	Head      register.ID // the head, or where the sheet names none somebody of it
	Sheet     string

	HeadFamilyName, HeadGivenName string

	Address     string
	People      int
	Unconfirmed int // people rolled forward and not looked at yet
}

// HeadName is the head's whole name.
func (h *Household) HeadName() string { return viet.Clean(h.HeadFamilyName + " " + h.HeadGivenName) }

// SortHouseholds puts households as the sheets lie in the folder: hamlet by hamlet in
// the order given, by the number of the sheet within.
func SortHouseholds(list []Household, hamlets map[place.ID]int) {
	keys := make(map[string][]byte, len(list))
	for _, h := range list {
		keys[h.Sheet] = viet.SortKey("", h.Sheet)
	}
	slices.SortFunc(list, func(a, b Household) int {
		return cmp.Or(cmp.Compare(hamlets[a.HamletID], hamlets[b.HamletID]), bytes.Compare(keys[a.Sheet], keys[b.Sheet]), cmp.Compare(a.ID, b.ID))
	})
}
