package web

import (
	"slices"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// accountTyped is what stood in the form of an account or a right.
type accountTyped struct {
	name, fullName          string
	role, place             string
	untilDay, untilMonth, y string
}

// accountForm asks for a new account with its first right.
func accountForm(v *visit) error {
	page, err := v.accountFormPage(accountTyped{}, nil)
	if err != nil {
		return err
	}
	return v.show("account_form", page)
}

func (v *visit) accountFormPage(typed accountTyped, wrong map[string]string) (view.AccountForm, error) {
	title := v.say.T("account.new")
	page := view.AccountForm{
		Page: v.frame(title), Heading: title, Action: accountsPath + "/new", Back: view.Link{Text: v.say.T("account.list"), Href: accountsPath},
		FullName: view.Field{Name: "full_name", Label: v.say.T("account.full_name"), Value: typed.fullName, Width: "20", Error: wrong["full_name"]},
		Name:     view.Field{Name: "name", Label: v.say.T("signin.name"), Hint: v.say.T("account.name_hint"), Value: typed.name, Width: "20", Error: wrong["name"]},
	}
	var err error
	page.Right, err = v.rightFields(typed, wrong)
	if err != nil {
		return page, err
	}
	page.Errors = summary(page.FullName, page.Name, page.Right.Place)
	for _, one := range []struct{ name, text string }{{"role", page.Right.Role.Error}, {"until", page.Right.Until.Error}} {
		if one.text != "" {
			page.Errors.Lines = append(page.Errors.Lines, view.Link{Text: one.text, Href: "#" + one.name})
		}
	}
	return page, nil
}

// rightFields ask for a role of a place until a day.
func (v *visit) rightFields(typed accountTyped, wrong map[string]string) (view.RightFields, error) {
	fields := view.RightFields{
		Role:  view.Options{Name: "role", Label: v.say.T("account.role"), Error: wrong["role"]},
		Place: view.Field{Name: "place", Label: v.say.T("account.place"), Hint: v.say.T("account.place_hint"), Value: typed.place, Width: "20", Error: wrong["place"]},
		Until: view.DateField{Name: "until", Label: v.say.T("account.until"), Hint: v.say.T("account.until_hint"), Error: wrong["until"], Day: typed.untilDay, Month: typed.untilMonth, Year: typed.y},
	}
	for _, role := range v.holder.Givable() {
		fields.Role.Choices = append(fields.Role.Choices, view.Option{Value: string(role), Text: v.roleText(role), Selected: string(role) == typed.role})
	}
	var err error
	fields.Place.List, err = v.givablePlaces()
	return fields, err
}

// mostOffered is how many places a field offers; more are typed by code.
const mostOffered = 400

// givablePlaces are offered as they are typed: code and name, a hamlet by the
// name of its commune.
func (v *visit) givablePlaces() ([]string, error) {
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	on := today(v.Now())
	var out []string
	for _, a := range v.holder.Assignments() {
		if a.Place == 0 {
			continue
		}
		for _, kind := range []place.Kind{place.Commune, place.Hamlet} {
			for _, at := range tree.Below(a.Place, kind, on) {
				out = append(out, placeTyped(tree, at, on))
			}
		}
		if at, ok := tree.At(a.Place, on); ok {
			out = append(out, placeTyped(tree, at, on))
		}
	}
	slices.SortFunc(out, viet.Compare)
	out = slices.Compact(out)
	return out[:min(len(out), mostOffered)], nil
}

func placeTyped(tree *place.Tree, at place.Attributes, on place.Date) string {
	if at.Kind != place.Hamlet {
		return at.Code + " " + at.Name
	}
	above, _ := tree.At(at.Parent, on)
	return at.Name + ", " + above.Name
}

// typedRight reads the fields of a right, and tells by field what is wrong.
func (v *visit) typedRight(to right.ID) (right.Assignment, accountTyped, map[string]string, error) {
	form := v.r.PostForm
	typed := accountTyped{
		name: form.Get("name"), fullName: viet.Clean(form.Get("full_name")), role: form.Get("role"), place: viet.Clean(form.Get("place")),
		untilDay: strings.TrimSpace(form.Get("until-day")), untilMonth: strings.TrimSpace(form.Get("until-month")), y: strings.TrimSpace(form.Get("until-year")),
	}
	wrong := map[string]string{}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return right.Assignment{}, typed, nil, err
	}
	on := today(v.Now())
	a := right.Assignment{Account: to, Role: right.Role(typed.role), From: on, GivenBy: v.Actor}
	if typed.place != "" {
		at, err := tree.Named(typed.place, on)
		if err != nil {
			wrong["place"] = v.say.T("account.place_unknown", "place", typed.place)
		}
		a.Place = at.PlaceID
	}
	v.readUntil(&a, typed, wrong)
	if len(wrong) == 0 {
		v.checkGiving(a, tree, on, wrong)
	}
	return a, typed, wrong, nil
}

// readUntil reads the last day of a right; a right of the law holds to the end of
// that day.
func (v *visit) readUntil(a *right.Assignment, typed accountTyped, wrong map[string]string) {
	if typed.untilDay+typed.untilMonth+typed.y == "" {
		return
	}
	last, err := viet.ParseDate(typed.untilDay + "/" + typed.untilMonth + "/" + typed.y)
	switch {
	case err != nil:
		wrong["until"] = v.say.T("deciding.no_such_day")
	case last < a.From:
		wrong["until"] = v.say.T("account.until_past")
	default:
		a.Until = place.DayAfter(last)
	}
}

func (v *visit) checkGiving(a right.Assignment, tree *place.Tree, on place.Date, wrong map[string]string) {
	err := a.Check(tree, on)
	switch {
	case err != nil && a.Place == 0:
		wrong["place"] = v.say.T("account.role_needs_place")
	case err != nil:
		wrong["role"] = v.sayFault(err)
	case !v.holder.MayGive(a.Account, a.Role, a.Place):
		wrong["role"] = v.say.T("account.may_not_give")
	}
}
