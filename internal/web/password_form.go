package web

import (
	"crypto/rand"
	"errors"
	"net/http"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/web/view"
)

// passwordForm asks for a new password. Whoever came in with one that somebody
// else made sees nothing before.
func passwordForm(v *visit) error { return v.show("password", v.passwordPage(nil)) }

func (v *visit) passwordPage(wrong map[string]string) view.PasswordPage {
	title := v.say.T("account.change_password")
	page := view.PasswordPage{
		Page: v.frame(title), Heading: title, Action: passwordPath, Back: view.Link{Text: v.say.T("account.own"), Href: accountPath},
		Old:   view.Field{Name: "old", Label: v.say.T("account.old_password"), Type: "password", Fill: "current-password", Width: "20", Error: wrong["old"]},
		New:   view.Field{Name: "new", Label: v.say.T("account.new_password"), Hint: v.say.T("account.password_hint"), Type: "password", Fill: "new-password", Width: "20", Error: wrong["new"]},
		Again: view.Field{Name: "again", Label: v.say.T("account.again"), Type: "password", Fill: "new-password", Width: "20", Error: wrong["again"]},
	}
	if v.account.MustChange {
		page.Lead = v.say.T("account.must_change")
	}
	page.Errors = summary(page.Old, page.New, page.Again)
	return page
}

// passwordChange replaces the password and signs the account out everywhere else.
func passwordChange(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	form := v.r.PostForm
	wrong, err := v.passwordWrong(form.Get("old"), form.Get("new"), form.Get("again"))
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return v.showAs(http.StatusUnprocessableEntity, "password", v.passwordPage(wrong))
	}
	hash, err := account.HashPassword(rand.Reader, form.Get("new"))
	if err != nil {
		return err
	}
	err = v.server.Store.SetPassword(v.ctx(), v.account.ID, hash, false, v.session.Digest)
	if err != nil {
		return err
	}
	return elsewhere(accountPath)
}

func (v *visit) passwordWrong(old, fresh, again string) (map[string]string, error) {
	wrong := map[string]string{}
	device, err := v.knownDevice(v.account)
	if err != nil {
		return nil, err
	}
	// Whoever sits down at a browser left open must not guess here for free.
	counters := account.Counters(v.account.Name, v.from(), device)
	err = v.patiently(counters, "account.old_wrong", func() (bool, error) { return v.checkPassword(v.account, old) })
	var f *fault.Error
	switch {
	case errors.As(err, &f):
		wrong["old"] = v.faultText(f)
	case err != nil:
		return nil, err
	case old == fresh:
		wrong["new"] = v.say.T("account.same_password")
	}
	if errors.As(account.CheckStrength(fresh, v.account.Name, v.account.FullName), &f) {
		wrong["new"] = v.faultText(f)
	}
	if fresh != again {
		wrong["again"] = v.say.T("account.not_the_same")
	}
	return wrong, nil
}
