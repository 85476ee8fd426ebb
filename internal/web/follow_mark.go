package web

// followMark marks the matter as won, or takes the mark back. It changes no verdict:
// that is for the register.
func followMark(v *visit) error {
	f, err := v.notes()
	if err != nil {
		return err
	}
	on := ""
	if v.r.PostForm.Get("won") == "yes" {
		on = today(v.Now())
	}
	person := f.person.person.Record.PersonID
	err = v.server.Store.MarkWon(v.ctx(), f.t.at.PlaceID, f.t.year, person, on, lackedBy(f.person))
	if err != nil {
		return err
	}
	return elsewhere(followPath(f.t, f.gaps, person))
}
