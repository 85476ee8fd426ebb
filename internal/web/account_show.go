package web

import (
	"hoctap/internal/account"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// accountShow is the page of one's own account: what one may do and until when,
// how one signs in, and from where one is signed in.
func accountShow(v *visit) error {
	page, err := v.ownAccount()
	if err != nil {
		return err
	}
	return v.show("account", page)
}

func (v *visit) ownAccount() (view.AccountPage, error) {
	title := v.say.T("account.own")
	page := view.AccountPage{
		Page: v.frame(title), Heading: v.account.FullName, Lead: v.say.T("account.signed_in_as", "name", v.account.Name),
		Password: view.Link{Text: v.say.T("account.change_password"), Href: passwordPath},
		Tokens:   view.Link{Text: v.say.T("token.title"), Href: tokensPath},
		Second:   v.secondStep(), SignOut: signOutPath, EndAll: accountPath + "/sessions",
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return page, err
	}
	for _, a := range v.holder.Assignments() {
		page.Rights = append(page.Rights, v.rightFact(tree, a))
	}
	page.Passkeys, err = v.passkeysOf(v.account)
	if err != nil {
		return page, err
	}
	page.SignOn, err = v.signOnOf(v.account)
	if err != nil {
		return page, err
	}
	page.Codes, err = v.codesLeft()
	if err != nil {
		return page, err
	}
	page.Sessions, err = v.sessionTable()
	return page, err
}

func (v *visit) secondStep() view.Link {
	if v.account.SecondStep() {
		return view.Link{Text: v.say.T("account.codes_off"), Href: codesPath}
	}
	return view.Link{Text: v.say.T("account.codes_on"), Href: codesPath}
}

func (v *visit) codesLeft() (string, error) {
	if !v.account.SecondStep() {
		return v.say.T("account.no_second"), nil
	}
	n, err := v.server.Store.RecoveryCodesLeft(v.ctx(), v.account.ID)
	return v.say.T("account.has_second", "n", n), err
}

// rightFact is a right in words: the role, of which place, until when.
func (v *visit) rightFact(tree *place.Tree, a right.Assignment) view.Fact {
	return view.Fact{Name: v.roleText(a.Role), Value: v.rightPlace(tree, a) + " · " + v.term(a)}
}

func (v *visit) roleText(r right.Role) string { return v.say.T("role." + string(r)) }

func (v *visit) rightPlace(tree *place.Tree, a right.Assignment) string {
	if a.Place == 0 {
		return v.say.T("account.everywhere")
	}
	at, ok := tree.Nearest(a.Place, today(v.Now()))
	if !ok {
		return v.say.T("account.everywhere")
	}
	above, ok := tree.Nearest(at.Parent, today(v.Now()))
	if ok && at.Kind == place.Hamlet {
		return at.Name + ", " + above.Name
	}
	return at.Name
}

func (v *visit) term(a right.Assignment) string {
	if a.Until == "" {
		return v.say.T("account.since", "from", viet.Date(a.From))
	}
	return v.say.T("account.from_until", "from", viet.Date(a.From), "until", viet.Date(place.DayBefore(a.Until)))
}

func (v *visit) sessionTable() (view.Table, error) {
	table := view.Table{Caption: v.say.T("account.sessions"), Fold: true, Columns: []view.Column{
		{Text: v.say.T("account.browser")}, {Text: v.say.T("account.from_address")}, {Text: v.say.T("account.begun")}, {Text: v.say.T("account.seen")},
	}}
	list, err := v.server.Store.Sessions(v.ctx(), v.account.ID)
	if err != nil {
		return table, err
	}
	for _, s := range list {
		if s.Alive(v.Now()) {
			table.Rows = append(table.Rows, v.sessionRow(s))
		}
	}
	return table, nil
}

func (v *visit) sessionRow(s *account.Session) view.Row {
	name := browserName(s.Browser)
	if s.Digest == v.session.Digest {
		name = v.say.T("account.this_browser", "name", name)
	}
	return view.Row{Cells: []view.Cell{{Text: name}, {Text: s.From}, {Text: clock(s.Started)}, {Text: clock(s.Seen)}}}
}
