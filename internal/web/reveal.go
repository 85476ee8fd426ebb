package web

import (
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/web/view"
)

// shownText is a value of the sheet as the page shows it.
func (v *visit) shownText(f register.Field, value any) string {
	text := v.fieldText(f, value)
	if !v.reveals && slices.Contains(register.MaskedKeys, f.Key) {
		return register.Masked(text)
	}
	return text
}

// phoneText is a telephone as the page shows it.
func (v *visit) phoneText(phone string) string {
	if v.reveals {
		return phone
	}
	return register.Masked(phone)
}

// revealOf offers to show what is masked of somebody, nil where nothing is or the
// reader may not.
func (v *visit) revealOf(r *register.Record, action string, values ...string) *view.Dialog {
	if v.reveals || strings.Join(values, "") == "" || !v.reach(right.RevealNumbers, r.CommuneID).Covers(r.HamletID) {
		return nil
	}
	return &view.Dialog{Action: action, Confirm: v.say.T("person.reveal"), Text: v.say.T("person.reveal_hint")}
}

// reveal lets the page of this visit show what is masked, once that is in the log.
func (v *visit) reveal(r *register.Record) error {
	v.reveals = true
	return v.Store.Log(v.ctx(), audit.New(audit.PersonReveal, r.CommuneID, r.Year, audit.Detail{"page": v.r.Pattern}).About(r.PersonID))
}

// personReveal is the page of a person with what is masked elsewhere.
func personReveal(v *visit) error {
	history, err := v.personHistory()
	if err != nil {
		return err
	}
	err = v.reveal(v.chosenRecord(history))
	if err != nil {
		return err
	}
	return v.personPage(history)
}

// householdReveal is the sheet of a household with its telephone.
func householdReveal(v *visit) error {
	members, err := v.householdMembers()
	if err != nil {
		return err
	}
	err = v.reveal(members[0])
	if err != nil {
		return err
	}
	return v.householdPage(members)
}

// personHistory reads the records of the person in the address.
func (v *visit) personHistory() ([]*register.Record, error) {
	id, err := strconv.ParseInt(v.r.PathValue("person"), 10, 64)
	if err != nil || id <= 0 {
		return nil, fault.New(fault.NotFound, "fault.person_unknown")
	}
	history, err := v.Store.PersonHistory(v.ctx(), register.ID(id))
	if err == nil && len(history) == 0 {
		err = fault.New(fault.NotFound, "fault.person_unknown")
	}
	return history, err
}
