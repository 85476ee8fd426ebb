package web

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"net/http"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// setupForm asks for the first administrator of a new installation: of whoever
// can read the code that the program wrote where it was started.
func setupForm(v *visit) error {
	fresh, err := v.unsettled(v.ctx())
	if err != nil {
		return err
	}
	switch {
	case v.account != nil:
		return elsewhere("/")
	case !fresh:
		return elsewhere(signInPath)
	}
	return v.show("setup", v.setupPage(setupTyped{}, nil))
}

type setupTyped struct{ name, fullName, place string }

func (v *visit) setupPage(typed setupTyped, wrong map[string]string) view.SetupPage {
	title := v.say.T("setup.title")
	page := view.SetupPage{
		Page: v.frame(title), Heading: title, Lead: v.say.T("setup.lead"), Action: setupPath,
		Code:     view.Field{Name: "code", Label: v.say.T("setup.code"), Hint: v.say.T("setup.code_hint"), Width: "20", Error: wrong["code"]},
		FullName: view.Field{Name: "full_name", Label: v.say.T("account.full_name"), Value: typed.fullName, Fill: "name", Width: "20", Error: wrong["full_name"]},
		Name:     view.Field{Name: "name", Label: v.say.T("signin.name"), Hint: v.say.T("account.name_hint"), Value: typed.name, Fill: "username", Width: "20", Error: wrong["name"]},
		Place:    view.Field{Name: "place", Label: v.say.T("setup.place"), Hint: v.say.T("setup.place_hint"), Value: typed.place, Width: "20", Optional: true, Error: wrong["place"]},
		Password: view.Field{Name: "password", Label: v.say.T("signin.password"), Hint: v.say.T("account.password_hint"), Type: "password", Fill: "new-password", Width: "20", Error: wrong["password"]},
		Again:    view.Field{Name: "again", Label: v.say.T("account.again"), Type: "password", Fill: "new-password", Width: "20", Error: wrong["again"]},
	}
	page.Errors = summary(page.Code, page.FullName, page.Name, page.Place, page.Password, page.Again)
	return page
}

// setupSave makes the first account. Where one person does everything in a ward,
// it is both who keeps the machine and the ward's officer.
func setupSave(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	fresh, err := v.unsettled(v.ctx())
	if err != nil {
		return err
	}
	if !fresh {
		return fault.New(fault.Conflict, "account.not_first")
	}
	form := v.r.PostForm
	typed := setupTyped{form.Get("name"), viet.Clean(form.Get("full_name")), viet.Clean(form.Get("place"))}
	rights, wrong, err := v.setupWrong(typed)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return v.showAs(http.StatusUnprocessableEntity, "setup", v.setupPage(typed, wrong))
	}
	hash, err := account.HashPassword(rand.Reader, form.Get("password"))
	if err != nil {
		return err
	}
	first := &account.Account{Name: account.CleanName(typed.name), FullName: typed.fullName, Password: hash}
	err = v.server.Store.FirstAccount(v.ctx(), first, rights...)
	if err != nil {
		return err
	}
	err = v.begin(first, true)
	if err != nil {
		return err
	}
	return elsewhere("/")
}

func (v *visit) setupWrong(typed setupTyped) ([]right.Assignment, map[string]string, error) {
	form := v.r.PostForm
	wrong := map[string]string{}
	var f *fault.Error
	err := v.patiently(account.SetupCounters(v.from()), "setup.wrong_code", func() (bool, error) { return v.rightSetup(form.Get("code")), nil })
	switch {
	case errors.As(err, &f):
		wrong["code"] = v.faultText(f)
	case err != nil:
		return nil, nil, err
	}
	name := account.CleanName(typed.name)
	if err := account.CheckName(name); err != nil {
		wrong["name"] = v.sayFault(err)
	}
	if typed.fullName == "" {
		wrong["full_name"] = v.say.T("account.need_full_name")
	}
	if errors.As(account.CheckStrength(form.Get("password"), name, typed.fullName), &f) {
		wrong["password"] = v.faultText(f)
	}
	if form.Get("password") != form.Get("again") {
		wrong["again"] = v.say.T("account.not_the_same")
	}
	rights, err := v.setupRights(typed, wrong)
	return rights, wrong, err
}

func (v *visit) rightSetup(code string) bool {
	return v.SetupCode != "" && subtle.ConstantTimeCompare([]byte(account.CleanCode(code)), []byte(v.SetupCode)) == 1
}

func (v *visit) setupRights(typed setupTyped, wrong map[string]string) ([]right.Assignment, error) {
	tree, err := v.server.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	on := today(v.Now())
	rights := []right.Assignment{{Role: right.SystemAdministrator, From: on, GivenBy: setupActor}}
	if typed.place == "" {
		return rights, nil
	}
	at, err := tree.Named(typed.place, on)
	if err != nil || at.Kind != place.Commune {
		wrong["place"] = v.say.T("account.place_unknown", "place", typed.place)
	}
	return append(rights, right.Assignment{Role: right.WardOfficer, Place: at.PlaceID, From: on, GivenBy: setupActor}), nil
}

// setupActor gave the first rights: whoever held the code.
const setupActor = "setup"
