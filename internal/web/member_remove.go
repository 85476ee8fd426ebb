package web

import (
	"net/http"
	"slices"

	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// memberRemoveForm asks before somebody is taken off the sheet: who moved away or
// died is written so and stays on it.
func memberRemoveForm(v *visit) error {
	s, r, err := v.member()
	if err != nil {
		return err
	}
	page, err := v.removePage(s, r)
	if err != nil {
		return err
	}
	return v.show("household_edit", page)
}

// memberRemove takes somebody off the sheet who was written by mistake.
func memberRemove(v *visit) error {
	s, r, err := v.member()
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	reason := viet.Clean(v.r.PostForm.Get("reason"))
	if reason == "" {
		page, err := v.removePage(s, r)
		if err != nil {
			return err
		}
		page.Asked.Typed.Error = v.say.T("sheet.remove_reason_missing")
		page.Errors = summary(*page.Asked.Typed)
		return v.showAs(http.StatusUnprocessableEntity, "household_edit", page)
	}
	err = v.Store.RemoveRecord(v.ctx(), r.CommuneID, r.Year, r.PersonID, reason)
	if err != nil {
		return err
	}
	if len(s.members) == 1 {
		v.redirect(s.t.path("households"))
		return nil
	}
	v.redirect(s.path())
	return nil
}

// member is the person of the sheet in the address.
func (v *visit) member() (*typedSheet, *register.Record, error) {
	s, err := v.typedSheet()
	if err != nil {
		return nil, nil, err
	}
	at := slices.IndexFunc(s.members, func(r *register.Record) bool { return idText(r.PersonID) == v.r.PathValue("person") })
	if at < 0 {
		return nil, nil, fault.New(fault.NotFound, "fault.person_unknown")
	}
	return s, s.members[at], nil
}

func (v *visit) removePage(s *typedSheet, r *register.Record) (view.SheetEdit, error) {
	page, err := v.sheetPage(s)
	if err != nil {
		return page, err
	}
	page.Errors = view.Errors{}
	page.Asked = &view.Dialog{
		ID: "remove", Title: v.say.T("sheet.remove_title", "name", r.Name()), Text: v.say.T("sheet.remove_text"), Danger: true, Confirm: v.say.T("sheet.remove_do"),
		Action: s.path() + "/remove/" + idText(r.PersonID),
		Typed:  &view.Field{Name: "reason", Label: v.say.T("round.reason"), Hint: v.say.T("sheet.remove_hint")},
	}
	return page, nil
}
