package web

import (
	"net/http"
	"strconv"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/web/view"
)

// managed is an account that the visitor may manage.
type managed struct {
	*account.Account
	held []right.Assignment
}

// managed finds the account of the address. One that the visitor may not manage
// is answered like one that is not there.
func (v *visit) managed() (*managed, error) {
	id, err := strconv.ParseInt(v.r.PathValue("account"), 10, 64)
	if err != nil {
		return nil, fault.New(fault.NotFound, "account.unknown")
	}
	who, err := v.server.Store.Account(v.ctx(), right.ID(id))
	if err != nil {
		return nil, err
	}
	held, err := v.server.Store.Assignments(v.ctx(), who.ID)
	if err != nil {
		return nil, err
	}
	if !v.holder.MayManage(who.ID, held) {
		return nil, fault.New(fault.NotFound, "account.unknown")
	}
	return &managed{who, held}, nil
}

// accountEdit shows an account with its rights of all times, and what can be done
// to it.
func accountEdit(v *visit) error {
	m, err := v.managed()
	if err != nil {
		return err
	}
	page, err := v.accountEditPage(m, accountTyped{}, nil)
	if err != nil {
		return err
	}
	return v.show("account_edit", page)
}

func (v *visit) accountEditPage(m *managed, typed accountTyped, wrong map[string]string) (view.AccountEdit, error) {
	href := accountHref(m.ID)
	page := view.AccountEdit{
		Page: v.frame(m.FullName), Heading: m.FullName, Lead: v.say.T("account.of_name", "name", m.Name), State: v.accountState(m.Account),
		Back: view.Link{Text: v.say.T("account.list"), Href: accountsPath}, Give: href + "/rights", Action: href,
		Reset: view.Dialog{ID: "reset", Title: v.say.T("account.reset"), Text: v.say.T("account.reset_text"), Action: href + "/reset", Confirm: v.say.T("account.reset")},
	}
	page.Disable = view.Dialog{ID: "disable", Title: v.say.T("account.disable"), Text: v.say.T("account.disable_text"), Action: href + "/disable", Confirm: v.say.T("account.disable"), Danger: true}
	if m.Disabled {
		page.Disable = view.Dialog{ID: "disable", Title: v.say.T("account.enable"), Text: v.say.T("account.enable_text"), Action: href + "/enable", Confirm: v.say.T("account.enable")}
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return page, err
	}
	for _, a := range m.held {
		page.Rights = append(page.Rights, v.heldRight(tree, href, a))
	}
	page.Right, err = v.rightFields(typed, wrong)
	page.Errors = summary(page.Right.Place, view.Field{Name: "role", Error: wrong["role"]}, view.Field{Name: "until", Error: wrong["until"]})
	return page, err
}

func (v *visit) heldRight(tree *place.Tree, href string, a right.Assignment) view.HeldRight {
	out := view.HeldRight{Role: v.roleText(a.Role), Place: v.rightPlace(tree, a), Term: v.term(a), By: v.say.T("account.given", "who", v.actor(a.GivenBy))}
	if a.Holds(today(v.Now())) {
		out.End = href + "/rights/" + strconv.FormatInt(a.ID, 10)
	}
	return out
}

// accountReset gives an account a password to be changed at the next sign-in, and
// takes its second step away.
func accountReset(v *visit) error {
	m, err := v.managed()
	if err != nil {
		return err
	}
	password, hash, err := freshPassword()
	if err != nil {
		return err
	}
	err = v.server.Store.ResetAccount(v.ctx(), m.ID, hash)
	if err != nil {
		return err
	}
	return v.showPassword(m.Account, password)
}

// showPassword shows a password this once, to be handed on.
func (v *visit) showPassword(a *account.Account, password string) error {
	title := v.say.T("account.password_for", "name", a.FullName)
	return v.showAs(http.StatusOK, "password_once", view.PasswordOnce{
		Page: v.frame(title), Heading: title, Lead: v.say.T("account.password_once"), Name: a.Name, Password: password,
		Back: view.Link{Text: v.say.T("account.list"), Href: accountsPath},
	})
}

func accountDisable(v *visit) error { return v.disable(true) }

func accountEnable(v *visit) error { return v.disable(false) }

func (v *visit) disable(disabled bool) error {
	m, err := v.managed()
	if err != nil {
		return err
	}
	err = v.server.Store.Disable(v.ctx(), m.ID, disabled)
	if err != nil {
		return err
	}
	return elsewhere(accountHref(m.ID))
}
