package place

import (
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/viet"
)

// Named finds a unit by what somebody typed: an official code, alone or with the
// name after it, or a hamlet by its name with the name or code of its commune
// ("Khu phố 3, Phường Bỉm Sơn").
func (t *Tree) Named(typed string, on Date) (Attributes, error) {
	typed = viet.Clean(typed)
	code, _, _ := strings.Cut(typed, " ")
	if strings.Trim(code, "0123456789") == "" {
		return t.ByCode(code, on)
	}
	hamlet, commune, _ := strings.Cut(typed, ",")
	var found []Attributes
	for _, at := range t.All() {
		above, _ := t.At(at.Parent, on)
		if at.Kind == Hamlet && at.Holds(on) && sameName(at.Name, hamlet) && (above.Code == strings.TrimSpace(commune) || sameName(above.Name, commune)) {
			found = append(found, at)
		}
	}
	if len(found) != 1 {
		return Attributes{}, fault.New(fault.NotFound, "account.place_unknown", "place", typed)
	}
	return found[0], nil
}

func sameName(a, b string) bool {
	return viet.Fold(strings.TrimSpace(a)) == viet.Fold(strings.TrimSpace(b))
}
