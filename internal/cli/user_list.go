package cli

import (
	"context"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"hoctap/internal/account"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/store"
	"hoctap/internal/viet"
)

func (a *app) userListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Liệt kê tài khoản và việc đang được giao",
		Args:  cobra.NoArgs,
		RunE: a.onStore(func(ctx context.Context, db *store.DB, _ []string) error {
			list, err := db.Accounts(ctx)
			if err != nil {
				return err
			}
			held, err := db.AllAssignments(ctx)
			if err != nil {
				return err
			}
			tree, err := db.Places(ctx)
			if err != nil {
				return err
			}
			table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
			for _, who := range list {
				a.writeUser(table, tree, who, held)
			}
			if len(list) == 0 {
				fmt.Fprintln(a.out, a.words.T("cli.no_users"))
			}
			return table.Flush()
		}),
	}
}

func (a *app) writeUser(table *tabwriter.Writer, tree *place.Tree, who *account.Account, held []right.Assignment) {
	on := a.now().Format(time.DateOnly)
	mine := slices.DeleteFunc(slices.Clone(held), func(r right.Assignment) bool { return r.Account != who.ID || !r.Holds(on) })
	state := ""
	if who.Disabled {
		state = a.words.T("account.disabled")
	}
	if len(mine) == 0 {
		fmt.Fprintf(table, "%s\t%s\t%s\t\t%s\n", who.Name, who.FullName, a.words.T("account.no_rights"), state)
	}
	for _, r := range mine {
		where, until := a.words.T("account.everywhere"), ""
		if at, ok := tree.Nearest(r.Place, on); ok && r.Place != 0 {
			where = at.Name
		}
		if r.Until != "" {
			until = viet.Date(place.DayBefore(r.Until))
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", who.Name, who.FullName, a.words.T("role."+string(r.Role)), where, until, state)
	}
}
