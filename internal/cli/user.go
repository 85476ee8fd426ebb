package cli

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/store"
	"hoctap/internal/viet"
)

// userCommand manages accounts from the machine itself. Whoever may run it may do
// what they like with the file of the database anyway; what they do bears their
// name.
func (a *app) userCommand() *cobra.Command {
	c := &cobra.Command{Use: "user", Short: "Tài khoản đăng nhập và việc được giao"}
	c.AddCommand(a.userAddCommand(), a.userListCommand(), a.userGiveCommand(), a.userEndCommand(),
		a.userResetCommand(), a.userDisableCommand("disable", "Khóa tài khoản", true), a.userDisableCommand("enable", "Mở lại tài khoản", false))
	return c
}

// giving is the words of a command that gives a right.
type giving struct{ role, place, until string }

func (g *giving) flags(c *cobra.Command) {
	c.Flags().StringVar(&g.role, "role", "", "vai trò, ví dụ ward_officer; xem: hoctap user add --help")
	c.Flags().StringVar(&g.place, "place", "", "mã địa bàn, hoặc mã xã/tên thôn; để trống: toàn hệ thống")
	c.Flags().StringVar(&g.until, "until", "", "ngày cuối cùng, dạng 31/12/2027")
}

// assignment reads a right as it was typed.
func (a *app) assignment(ctx context.Context, db *store.DB, g giving) (right.Assignment, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return right.Assignment{}, err
	}
	on := a.now().Format(time.DateOnly)
	out := right.Assignment{Role: right.Role(g.role), From: on, GivenBy: operator()}
	if g.place != "" {
		at, err := tree.Named(g.place, on)
		if err != nil {
			return out, err
		}
		out.Place = at.PlaceID
	}
	if g.until != "" {
		last, err := viet.ParseDate(g.until)
		if err != nil {
			return out, fault.New(fault.Invalid, "cli.bad_day", "given", g.until)
		}
		out.Until = place.DayAfter(last)
	}
	return out, out.Check(tree, on)
}

func (a *app) userAddCommand() *cobra.Command {
	var fullName string
	var g giving
	c := &cobra.Command{
		Use:   "add TÊN --full-name HỌ_TÊN --role VAI_TRÒ [--place MÃ] [--until NGÀY]",
		Short: "Tạo tài khoản; in ra mật khẩu phải đổi khi đăng nhập lần đầu",
		Long:  "Tạo tài khoản và giao việc đầu tiên.\n\nCác vai trò:\n" + roleList(),
		Args:  cobra.ExactArgs(1),
		RunE: a.onStore(func(ctx context.Context, db *store.DB, args []string) error {
			name := account.CleanName(args[0])
			err := account.CheckName(name)
			if err != nil {
				return err
			}
			if fullName == "" {
				return fault.New(fault.Invalid, "account.need_full_name")
			}
			first, err := a.assignment(ctx, db, g)
			if err != nil {
				return err
			}
			password, hash, err := newPassword()
			if err != nil {
				return err
			}
			err = db.AddAccount(ctx, &account.Account{Name: name, FullName: viet.Clean(fullName), Password: hash, MustChange: true}, first)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.user_added", "name", name, "password", password))
			return nil
		}),
	}
	g.flags(c)
	c.Flags().StringVar(&fullName, "full-name", "", "họ và tên")
	return c
}

func roleList() string {
	var out string
	for _, p := range right.Posts() {
		out += "  " + string(p.Role) + "\n"
	}
	return out
}

func newPassword() (password, hash string, err error) {
	password, err = account.NewPassword(rand.Reader)
	if err != nil {
		return "", "", err
	}
	hash, err = account.HashPassword(rand.Reader, password)
	return password, hash, err
}

// onStore opens the database around a command.
func (a *app) onStore(run func(context.Context, *store.DB, []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		db, err := a.open(c.Context())
		if err != nil {
			return err
		}
		defer db.Close()
		return run(c.Context(), db, args)
	}
}

// onUser hands the account named to a command.
func (a *app) onUser(run func(context.Context, *store.DB, *account.Account, []string) error) func(*cobra.Command, []string) error {
	return a.onStore(func(ctx context.Context, db *store.DB, args []string) error {
		who, err := db.AccountByName(ctx, account.CleanName(args[0]))
		if err != nil {
			return err
		}
		return run(ctx, db, who, args[1:])
	})
}

func (a *app) userGiveCommand() *cobra.Command {
	var g giving
	c := &cobra.Command{
		Use:   "give TÊN --role VAI_TRÒ [--place MÃ] [--until NGÀY]",
		Short: "Giao thêm việc cho một tài khoản",
		Args:  cobra.ExactArgs(1),
		RunE: a.onUser(func(ctx context.Context, db *store.DB, who *account.Account, _ []string) error {
			one, err := a.assignment(ctx, db, g)
			if err != nil {
				return err
			}
			one.Account = who.ID
			err = db.Assign(ctx, one)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.user_given", "name", who.Name, "role", a.words.T("role."+g.role)))
			return nil
		}),
	}
	g.flags(c)
	return c
}

func (a *app) userEndCommand() *cobra.Command {
	var g giving
	c := &cobra.Command{
		Use:   "end TÊN --role VAI_TRÒ [--place MÃ]",
		Short: "Thôi giao một việc từ hôm nay",
		Args:  cobra.ExactArgs(1),
		RunE: a.onUser(func(ctx context.Context, db *store.DB, who *account.Account, _ []string) error {
			wanted, err := a.assignment(ctx, db, g)
			if err != nil {
				return err
			}
			held, err := db.Assignments(ctx, who.ID)
			if err != nil {
				return err
			}
			for _, one := range held {
				if one.Role == wanted.Role && one.Place == wanted.Place && one.Holds(wanted.From) {
					fmt.Fprintln(a.out, a.words.T("cli.user_ended", "name", who.Name, "role", a.words.T("role."+g.role)))
					return db.EndAssignment(ctx, who.ID, one.ID, wanted.From)
				}
			}
			return fault.New(fault.NotFound, "account.right_unknown")
		}),
	}
	g.flags(c)
	return c
}

func (a *app) userResetCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reset TÊN",
		Short: "Đặt lại mật khẩu, bỏ mã xác thực, đăng xuất mọi nơi",
		Args:  cobra.ExactArgs(1),
		RunE: a.onUser(func(ctx context.Context, db *store.DB, who *account.Account, _ []string) error {
			password, hash, err := newPassword()
			if err != nil {
				return err
			}
			err = db.ResetAccount(ctx, who.ID, hash)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.user_added", "name", who.Name, "password", password))
			return nil
		}),
	}
}

func (a *app) userDisableCommand(name, short string, disabled bool) *cobra.Command {
	return &cobra.Command{
		Use:   name + " TÊN",
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: a.onUser(func(ctx context.Context, db *store.DB, who *account.Account, _ []string) error {
			err := db.Disable(ctx, who.ID, disabled)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.user_"+name+"d", "name", who.Name))
			return nil
		}),
	}
}
