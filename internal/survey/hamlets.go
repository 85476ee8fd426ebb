package survey

import (
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/viet"
)

// hamlets finds the hamlets of a commune by name, and makes those it lacks.
type hamlets struct {
	ids    func() int64
	byName map[string]place.ID // folded
	names  map[place.ID]string
	parted []string // folded names that hold the separator of addresses
	made   []NewHamlet
	any    bool // the commune had hamlets before
}

func newHamlets(list []place.Attributes, ids func() int64) *hamlets {
	h := &hamlets{ids: ids, byName: map[string]place.ID{}, names: map[place.ID]string{}, any: len(list) > 0}
	for _, a := range list {
		folded := viet.Fold(a.Name)
		h.byName[folded] = a.PlaceID
		h.names[a.PlaceID] = a.Name
		if _, _, splits := splitAddress(a.Name); splits {
			h.parted = append(h.parted, folded)
		}
	}
	return h
}

// settle mends what only the list of hamlets can tell about an address: one
// without a kind word that is a hamlet, and a hamlet that has the separator in
// its name.
func (h *hamlets) settle(d *Draft) {
	if d.Hamlet == "" && !d.noHamlet {
		if id, ok := h.byName[viet.Fold(d.Record.Address)]; ok && d.Record.Address != "" {
			d.Hamlet, d.Record.Address = h.names[id], ""
		}
	}
	if len(h.parted) == 0 || d.Hamlet == "" {
		return
	}
	full := d.Hamlet + " - " + d.Record.Address
	folded := viet.Fold(full)
	for _, name := range h.parted {
		if folded == name {
			d.Hamlet, d.Record.Address = full, ""
			return
		}
		if strings.HasPrefix(folded+" ", name+" - ") {
			d.Hamlet, d.Record.Address = cutFolded(full, name)
			return
		}
	}
}

// cutFolded cuts a name and the separator after it from the front of a text
// whose folded form begins with both.
func cutFolded(full, name string) (string, string) {
	for i := range full {
		if viet.Fold(full[:i]) == name {
			_, rest, _ := splitAddress(full[i:])
			return strings.TrimSpace(full[:i]), rest
		}
	}
	return "", full
}

// id finds a hamlet, or makes it. The second result tells that it is new.
func (h *hamlets) id(name string) (place.ID, bool) {
	folded := viet.Fold(name)
	id, ok := h.byName[folded]
	if ok {
		return id, false
	}
	id = place.ID(h.ids())
	h.byName[folded], h.names[id] = id, name
	h.made = append(h.made, NewHamlet{id, name})
	return id, true
}
