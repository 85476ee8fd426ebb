package web

import (
	"cmp"
	"slices"

	"hoctap/internal/account"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

const accountsPath = "/accounts"

func accountHref(id right.ID) string { return accountsPath + "/" + idText(id) }

// accountList shows the accounts that the visitor may manage, with what each of
// them may do today.
func accountList(v *visit) error {
	all, err := v.accounts()
	if err != nil {
		return err
	}
	title := v.say.T("account.list")
	page := view.AccountList{Page: v.frame(title), Heading: title, Lead: v.say.T("account.list_lead"), New: view.Link{Text: v.say.T("account.new"), Href: accountsPath + "/new"}}
	table := &view.Table{Caption: v.say.T("account.count", "n", len(all.shown)), Fold: true, Columns: []view.Column{
		{Text: v.say.T("account.full_name")}, {Text: v.say.T("signin.name")}, {Text: v.say.T("account.may")}, {Text: v.say.T("account.state")},
	}}
	for _, a := range all.shown {
		table.Rows = append(table.Rows, v.accountRow(all, a))
	}
	if len(table.Rows) == 0 {
		table.Empty = &view.Empty{Title: v.say.T("account.none"), Text: v.say.T("account.none_text")}
	}
	page.Accounts = table
	return v.show("account_list", page)
}

// accounts is everybody with everything they hold, and those of them whom the
// visitor may manage.
type accounts struct {
	tree  *place.Tree
	all   []*account.Account
	held  map[right.ID][]right.Assignment
	shown []*account.Account
}

func (v *visit) accounts() (*accounts, error) {
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	list, err := v.server.Store.Accounts(v.ctx())
	if err != nil {
		return nil, err
	}
	rights, err := v.server.Store.AllAssignments(v.ctx())
	if err != nil {
		return nil, err
	}
	out := &accounts{tree: tree, all: list, held: map[right.ID][]right.Assignment{}}
	for _, a := range rights {
		out.held[a.Account] = append(out.held[a.Account], a)
	}
	for _, a := range list {
		if v.holder.MayManage(a.ID, out.held[a.ID]) {
			out.shown = append(out.shown, a)
		}
	}
	slices.SortFunc(out.shown, func(a, b *account.Account) int {
		return cmp.Or(viet.Compare(a.FullName, b.FullName), cmp.Compare(a.Name, b.Name))
	})
	return out, nil
}

func (v *visit) accountRow(all *accounts, a *account.Account) view.Row {
	may := view.Cell{Text: v.say.T("account.no_rights")}
	for i, one := range v.inForce(all.held[a.ID]) {
		text := v.roleText(one.Role) + ", " + v.rightPlace(all.tree, one)
		if i == 0 {
			may.Text = text
		} else {
			may.Sub = text
		}
	}
	return view.Row{Cells: []view.Cell{{Text: a.FullName, Href: accountHref(a.ID)}, {Text: a.Name}, may, {Text: v.accountState(a)}}}
}

func (v *visit) inForce(held []right.Assignment) []right.Assignment {
	return slices.DeleteFunc(slices.Clone(held), func(a right.Assignment) bool { return !a.Holds(today(v.Now())) })
}

func (v *visit) accountState(a *account.Account) string {
	switch {
	case a.Disabled:
		return v.say.T("account.disabled")
	case a.MustChange:
		return v.say.T("account.waiting")
	}
	return v.say.T("account.active")
}
