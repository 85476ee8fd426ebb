package web

import "hoctap/internal/right"

// householdNew is an empty sheet.
func householdNew(v *visit) error {
	s, err := v.newSheet()
	if err != nil {
		return err
	}
	page, err := v.sheetPage(s)
	if err != nil {
		return err
	}
	return v.show("household_edit", page)
}

// householdAdd writes the sheet of a household that was not known.
func householdAdd(v *visit) error {
	s, err := v.newSheet()
	if err != nil {
		return err
	}
	return v.saveSheet(s)
}

func (v *visit) newSheet() (*typedSheet, error) {
	t, err := v.standing()
	if err != nil {
		return nil, err
	}
	if !v.reach(right.WriteHouseholds, t.at.PlaceID).Any() {
		return nil, right.Refuse()
	}
	s := &typedSheet{t: t}
	return s, v.furnish(s)
}
