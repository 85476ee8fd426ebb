package cli

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	town "hoctap/demo"
	"hoctap/internal/account"
	"hoctap/internal/demo"
	"hoctap/internal/fault"
	"hoctap/internal/store"
)

// demoAccounts lets somebody of each role into the sample town, each start with
// new passwords, and prints them. They are not asked to be changed: whoever looks
// around goes from role to role.
func (a *app) demoAccounts(ctx context.Context, db *store.DB) error {
	list, err := demo.ReadAccounts(town.FS)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.words.T("cli.demo_accounts"))
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, one := range list {
		password, hash, err := newPassword()
		if err != nil {
			return err
		}
		err = a.demoAccount(ctx, db, one, hash)
		if err != nil {
			return err
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\n", one.Name, password, a.words.T("role."+one.Role))
	}
	return table.Flush()
}

func (a *app) demoAccount(ctx context.Context, db *store.DB, one demo.Account, hash string) error {
	who, err := db.AccountByName(ctx, one.Name)
	var f *fault.Error
	switch {
	case err == nil:
		return errors.Join(db.DropSecondStep(ctx, who.ID), db.SetPassword(ctx, who.ID, hash, false, ""))
	case !errors.As(err, &f):
		return err
	}
	tree, err := db.Places(ctx)
	if err != nil {
		return err
	}
	held, err := one.Assignment(tree, a.now().Format(time.DateOnly))
	if err != nil {
		return err
	}
	return db.AddAccount(ctx, &account.Account{Name: one.Name, FullName: one.FullName, Password: hash}, held)
}
