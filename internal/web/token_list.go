package web

import (
	"crypto/rand"
	"net/http"
	"slices"
	"strconv"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// tokensPath is the page of one's own tokens.
const tokensPath = accountPath + "/tokens"

// tokenList shows the tokens of the account, and makes new ones.
func tokenList(v *visit) error {
	page, err := v.tokenPage(&tokenEntry{days: "90"})
	if err != nil {
		return err
	}
	return v.show("token_list", page)
}

// tokenEntry is a token as somebody asks for it.
type tokenEntry struct {
	name, role, place, days string
	readOnly                bool
	wrong                   map[string]string
}

func (v *visit) tokenPage(e *tokenEntry) (view.TokenList, error) {
	title := v.say.T("token.title")
	page := view.TokenList{
		Page: v.frame(title), Heading: title, Action: tokensPath, Back: view.Link{Text: v.say.T("account.own"), Href: accountPath},
		Docs: view.Link{Text: v.say.T("api.docs"), Href: apiDocsPath},
		Name: view.Field{Name: "name", Label: v.say.T("token.name"), Hint: v.say.T("token.name_hint"), Value: e.name, Width: "20", Error: e.wrong["name"]},
		Role: v.tokenRoles(e), Reads: view.Options{Name: "reads", Label: v.say.T("token.reads"), Choices: []view.Option{
			{Value: "yes", Text: v.say.T("token.reads_only"), Selected: e.readOnly || e.wrong == nil}, {Value: "no", Text: v.say.T("token.writes"), Selected: !e.readOnly && e.wrong != nil},
		}},
		Place:    view.Field{Name: "place", Label: v.say.T("token.place"), Hint: v.say.T("token.place_hint"), Value: e.place, Width: "10", Optional: true, Error: e.wrong["place"]},
		Days:     view.Field{Name: "days", Label: v.say.T("token.days"), Hint: v.say.T("token.days_hint"), Value: e.days, Width: "4", Mode: "numeric", Error: e.wrong["days"]},
		Password: view.Field{Name: "password", Label: v.say.T("account.old_password"), Hint: v.say.T("token.password_hint"), Type: "password", Fill: "current-password", Width: "20", Error: e.wrong["password"]},
	}
	page.Errors = summary(page.Name, page.Place, page.Days, page.Password)
	list, err := v.server.Store.Tokens(v.ctx(), v.account.ID)
	if err != nil {
		return page, err
	}
	for i := range list {
		page.Tokens = append(page.Tokens, v.tokenLine(&list[i]))
	}
	return page, nil
}

func (v *visit) tokenRoles(e *tokenEntry) view.Options {
	out := view.Options{Name: "role", Label: v.say.T("token.role"), Choices: []view.Option{{Text: v.say.T("token.every_role"), Selected: e.role == ""}}}
	for _, a := range v.holder.Assignments() {
		if !slices.ContainsFunc(out.Choices, func(o view.Option) bool { return o.Value == string(a.Role) }) {
			out.Choices = append(out.Choices, view.Option{Value: string(a.Role), Text: v.roleText(a.Role), Selected: e.role == string(a.Role)})
		}
	}
	return out
}

func (v *visit) tokenLine(t *account.Token) view.Token {
	line := view.Token{Name: t.Name, Text: v.say.T("token.until", "day", viet.Date(t.Ends.In(vietnam).Format(time.DateOnly)))}
	switch {
	case t.Revoked != "":
		line.Text = v.say.T("token.revoked", "moment", moment(t.Revoked))
	case !t.Alive(v.Now()):
		line.Text = v.say.T("token.ended", "day", viet.Date(t.Ends.In(vietnam).Format(time.DateOnly)))
	default:
		line.Revoke = tokensPath + "/" + idText(t.ID) + "/revoke"
	}
	if t.ReadOnly {
		line.Text += " · " + v.say.T("token.reads_only")
	}
	if t.Used != "" {
		line.Text += " · " + v.say.T("token.used", "moment", moment(t.Used))
	}
	return line
}

// tokenAdd makes a token. An open session is not enough for it: the password is asked,
// since a token outlives the session.
func tokenAdd(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	form := v.r.PostForm
	e := &tokenEntry{name: viet.Clean(form.Get("name")), role: form.Get("role"), place: viet.Clean(form.Get("place")), days: viet.Clean(form.Get("days")), readOnly: form.Get("reads") != "no", wrong: map[string]string{}}
	t, err := v.readToken(e, form.Get("password"))
	if err != nil {
		return err
	}
	if len(e.wrong) > 0 {
		page, err := v.tokenPage(e)
		if err != nil {
			return err
		}
		return v.showAs(http.StatusUnprocessableEntity, "token_list", page)
	}
	secret, err := account.NewToken(rand.Reader)
	if err != nil {
		return err
	}
	secret = account.TokenPrefix + secret
	t.Digest = account.Digest(secret)
	err = v.server.Store.AddToken(v.ctx(), t)
	if err != nil {
		return err
	}
	page, err := v.tokenPage(&tokenEntry{days: "90"})
	if err != nil {
		return err
	}
	page.Secret = secret
	return v.show("token_list", page)
}

func (v *visit) readToken(e *tokenEntry, password string) (*account.Token, error) {
	t := &account.Token{Account: v.account.ID, Name: e.name, Role: right.Role(e.role), ReadOnly: e.readOnly}
	if e.name == "" || len(e.name) > 60 {
		e.wrong["name"] = v.say.T("token.no_name")
	}
	if t.Role != "" && !slices.ContainsFunc(v.holder.Assignments(), func(a right.Assignment) bool { return a.Role == t.Role }) {
		return nil, right.Refuse()
	}
	days, err := strconv.Atoi(e.days)
	t.Ends = v.Now().AddDate(0, 0, days)
	if err != nil || days < 1 || t.Ends.Sub(v.Now()) > account.LongestToken {
		e.wrong["days"] = v.say.T("token.days_wrong")
	}
	t.Place, err = v.tokenPlace(e.place)
	if _, ok := fault.As(err); ok {
		e.wrong["place"] = v.say.T("token.place_wrong")
	} else if err != nil {
		return nil, err
	}
	device, err := v.knownDevice(v.account)
	if err != nil {
		return nil, err
	}
	counters := account.Counters(v.account.Name, v.from(), device)
	err = v.patiently(counters, "account.old_wrong", func() (bool, error) { return v.checkPassword(v.account, password) })
	if f, ok := fault.As(err); ok {
		e.wrong["password"] = v.faultText(f)
		err = nil
	}
	return t, err
}

// tokenPlace is the unit that bears the code today; nothing is everywhere.
func (v *visit) tokenPlace(code string) (place.ID, error) {
	if code == "" {
		return 0, nil
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return 0, err
	}
	at, err := tree.ByCode(code, max(today(v.Now()), rule.ReferenceDay(firstYear)))
	if err != nil {
		return 0, err
	}
	if !v.reach(right.SeeFigures, at.PlaceID).Any() {
		return 0, fault.New(fault.Refused, "right.refused")
	}
	return at.PlaceID, nil
}

// tokenRevoke ends a token.
func tokenRevoke(v *visit) error {
	id, err := strconv.ParseInt(v.r.PathValue("token"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "token.unknown")
	}
	err = v.server.Store.RevokeToken(v.ctx(), v.account.ID, right.ID(id))
	if err != nil {
		return err
	}
	v.redirect(tokensPath)
	return nil
}
