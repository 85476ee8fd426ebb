package cli

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

func (a *app) roundCommand() *cobra.Command {
	c := &cobra.Command{Use: "round", Short: "Đợt điều tra: mở, nộp, kiểm tra, khóa sổ, mở lại"}
	c.AddCommand(a.roundOpenCommand(), a.roundListCommand(), a.roundQuestionsCommand(), a.roundAnswerCommand(), a.roundRemoveCommand(),
		a.roundMoveCommand("submit", "Nộp đợt điều tra", survey.Submitted),
		a.roundMoveCommand("check", "Đánh dấu đã kiểm tra", survey.Checked),
		a.roundMoveCommand("close", "Khóa sổ; từ đó số liệu không đổi", survey.Closed),
		a.roundMoveCommand("reopen", "Mở lại, phải ghi lý do", survey.Open))
	return c
}

func (a *app) roundOpenCommand() *cobra.Command {
	var t target
	c := &cobra.Command{
		Use:   "open --place MÃ --year NĂM",
		Short: "Mở đợt mới từ đợt trước: lên lớp, ra lớp, chờ xác nhận từng người",
		Args:  cobra.NoArgs,
		RunE: a.onSite(&t, func(ctx context.Context, s site) error {
			plan, err := survey.PlanRound(ctx, s.db, s.at.PlaceID, s.year, a.now().UTC().Format(time.RFC3339))
			if err != nil {
				return err
			}
			err = s.db.Apply(ctx, plan)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.round_opened", "year", s.year, "place", s.at.Name, "n", len(plan.New)))
			return nil
		}),
	}
	t.flags(c)
	return c
}

func (a *app) roundMoveCommand(name, short string, to survey.State) *cobra.Command {
	var t target
	var reason string
	c := &cobra.Command{
		Use:   name + " --place MÃ --year NĂM",
		Short: short,
		Args:  cobra.NoArgs,
		RunE: a.onSite(&t, func(ctx context.Context, s site) error {
			err := s.db.MoveRound(ctx, s.at.PlaceID, s.year, to, reason)
			if err != nil {
				return a.namedStates(err)
			}
			if to == survey.Submitted {
				err = a.keepForms(ctx, s)
				if err != nil {
					return err
				}
			}
			fmt.Fprintln(a.out, a.words.T("cli.round_moved", "year", s.year, "place", s.at.Name, "state", a.words.T("round."+string(to))))
			return nil
		}),
	}
	t.flags(c)
	c.Flags().StringVar(&reason, "reason", "", "lý do")
	return c
}

// keepForms keeps the forms of a round that has just been handed in.
func (a *app) keepForms(ctx context.Context, s site) error {
	l, err := a.library("")
	if err != nil {
		return err
	}
	_, err = l.KeepAll(ctx, s.db, s.at.PlaceID, s.year, a.now().Format("2006-01-02"))
	return err
}

func (a *app) roundListCommand() *cobra.Command {
	var code, year string
	c := &cobra.Command{
		Use:   "list [--place MÃ] [--year NĂM]",
		Short: "Các đợt điều tra đã có",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			db, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			rounds, err := a.roundsAsked(c.Context(), db, code, year)
			if err != nil {
				return err
			}
			tree, err := db.Places(c.Context())
			if err != nil {
				return err
			}
			var rows [][]string
			for _, ref := range rounds {
				r, ok, err := db.RoundProgress(c.Context(), ref.commune, ref.year)
				if err != nil {
					return err
				}
				if !ok {
					continue
				}
				at, _ := tree.Nearest(ref.commune, strconv.Itoa(ref.year)+"-09-30")
				rows = append(rows, []string{strconv.Itoa(ref.year), at.Code, at.Name, a.words.T("round." + string(r.State)), viet.Int(int64(r.Records)), a.words.T("cli.unconfirmed", "n", r.Unconfirmed)})
			}
			table(a.out, rows)
			return nil
		},
	}
	c.Flags().StringVar(&code, "place", "", "mã đơn vị; bỏ trống là tất cả")
	c.Flags().StringVar(&year, "year", "", "năm; bỏ trống là tất cả")
	return c
}
