package web

import (
	"net/http"
	"strconv"

	"hoctap/internal/fault"
)

// rightGive gives an account one more right.
func rightGive(v *visit) error {
	m, err := v.managed()
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	a, typed, wrong, err := v.typedRight(m.ID)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		page, err := v.accountEditPage(m, typed, wrong)
		if err != nil {
			return err
		}
		return v.showAs(http.StatusUnprocessableEntity, "account_edit", page)
	}
	err = v.server.Store.Assign(v.ctx(), a)
	if err != nil {
		return err
	}
	return elsewhere(accountHref(m.ID))
}

// rightEnd ends a right with today: it does not hold any more from now on.
func rightEnd(v *visit) error {
	m, err := v.managed()
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(v.r.PathValue("right"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "account.right_unknown")
	}
	err = v.server.Store.EndAssignment(v.ctx(), m.ID, id, today(v.Now()))
	if err != nil {
		return err
	}
	return elsewhere(accountHref(m.ID))
}
