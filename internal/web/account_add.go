package web

import (
	"crypto/rand"
	"errors"
	"net/http"

	"hoctap/internal/account"
	"hoctap/internal/fault"
)

// accountAdd makes an account with its first right and a password to be changed
// at the first sign-in. The password is shown this once.
func accountAdd(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	first, typed, wrong, err := v.typedRight(0)
	if err != nil {
		return err
	}
	name := account.CleanName(typed.name)
	if err := account.CheckName(name); err != nil {
		wrong["name"] = v.sayFault(err)
	}
	if typed.fullName == "" {
		wrong["full_name"] = v.say.T("account.need_full_name")
	}
	if len(wrong) > 0 {
		return v.refuseAccount(typed, wrong)
	}
	password, hash, err := freshPassword()
	if err != nil {
		return err
	}
	a := &account.Account{Name: name, FullName: typed.fullName, Password: hash, MustChange: true}
	err = v.server.Store.AddAccount(v.ctx(), a, first)
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Conflict {
		return v.refuseAccount(typed, map[string]string{"name": v.faultText(f)})
	}
	if err != nil {
		return err
	}
	return v.showPassword(a, password)
}

func freshPassword() (password, hash string, err error) {
	password, err = account.NewPassword(rand.Reader)
	if err != nil {
		return "", "", err
	}
	hash, err = account.HashPassword(rand.Reader, password)
	return password, hash, err
}

func (v *visit) refuseAccount(typed accountTyped, wrong map[string]string) error {
	page, err := v.accountFormPage(typed, wrong)
	if err != nil {
		return err
	}
	return v.showAs(http.StatusUnprocessableEntity, "account_form", page)
}

// sayFault is a fault of ours in the reader's words.
func (v *visit) sayFault(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return v.faultText(f)
	}
	return v.say.T("fault.form")
}
