package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"hoctap/internal/fault"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
)

func (a *app) decisionCommand() *cobra.Command {
	c := &cobra.Command{Use: "decision", Short: "Quyết định công nhận"}
	c.AddCommand(a.decisionAddCommand(), a.decisionListCommand())
	return c
}

func (a *app) decisionAddCommand() *cobra.Command {
	var t target
	var standard, number, date, signer string
	var level int
	c := &cobra.Command{
		Use:     "add --place MÃ --year NĂM --standard MÃ [--level MỨC] --number SỐ --date NGÀY --signer TÊN",
		Short:   "Ghi một quyết định công nhận cùng kết luận và số liệu làm căn cứ",
		Example: `  hoctap decision add --place 14812 --year 2025 --standard TH --level 3 --number "123/QĐ-UBND" --date 15/10/2025 --signer "Nguyễn Văn A"`,
		Args:    cobra.NoArgs,
	}
	c.RunE = a.judging(&t, nil, func(ctx context.Context, g *verdict.Judge, s site) error {
		draft, err := decisionDraft(standard, number, date, signer)
		if err != nil {
			return err
		}
		if c.Flags().Changed("level") {
			draft.Level = &level
		}
		j, err := g.Judge(ctx, s.at.PlaceID, s.year)
		if err != nil {
			return err
		}
		d, err := j.Decide(draft)
		if err != nil {
			return err
		}
		err = s.db.AddDecision(ctx, d)
		if err != nil {
			return err
		}
		fmt.Fprintln(a.out, a.words.T("cli.decision_kept", "number", d.Number, "place", s.at.Name, "standard", d.Standard, "year", s.year))
		return nil
	})
	t.flags(c)
	c.Flags().StringVar(&standard, "standard", "", "tiêu chuẩn: MN5, MN35, TH, THCS, XMC")
	c.Flags().IntVar(&level, "level", 0, "mức độ được công nhận; bỏ trống với MN5")
	c.Flags().StringVar(&number, "number", "", "số quyết định")
	c.Flags().StringVar(&date, "date", "", "ngày ký, 15/10/2025 hoặc 2025-10-15")
	c.Flags().StringVar(&signer, "signer", "", "người ký")
	for _, name := range []string{"standard", "number", "date", "signer"} {
		must(c.MarkFlagRequired(name))
	}
	return c
}

func decisionDraft(standard, number, date, signer string) (verdict.Draft, error) {
	on, err := viet.ParseDate(date)
	if err != nil {
		return verdict.Draft{}, fault.New(fault.Invalid, "fault.decision_date", "date", date)
	}
	return verdict.Draft{Standard: strings.ToUpper(standard), Number: number, On: on, Signer: signer}, nil
}

// decisionJSON is a decision as programs read it.
type decisionJSON struct {
	Standard  string          `json:"standard"`
	Level     *int            `json:"level"`
	Year      int             `json:"year"`
	Number    string          `json:"number"`
	Date      string          `json:"date"`
	Signer    string          `json:"signer"`
	Authority string          `json:"authority"`
	RuleSet   string          `json:"rule_set"`
	RuleHash  string          `json:"rule_hash"`
	Moved     []verdict.Shift `json:"moved"`
}

func (a *app) decisionListCommand() *cobra.Command {
	var t target
	c := &cobra.Command{
		Use:   "list --place MÃ --year NĂM",
		Short: "Các quyết định của một năm, và số liệu làm căn cứ nay có khác không",
		Args:  cobra.NoArgs,
		RunE: a.judging(&t, nil, func(ctx context.Context, g *verdict.Judge, s site) error {
			j, err := g.Judge(ctx, s.at.PlaceID, s.year)
			if err != nil {
				return err
			}
			all, err := s.db.Decisions(ctx, s.year)
			if err != nil {
				return err
			}
			list, err := decisionList(j, all[s.at.PlaceID])
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(list)
			}
			a.printDecisions(list)
			return nil
		}),
	}
	t.flags(c)
	a.jsonFlag(c)
	return c
}

func decisionList(j *verdict.Judgement, list []verdict.Decision) ([]decisionJSON, error) {
	out := []decisionJSON{}
	for _, d := range list {
		moved, err := d.Moved(j)
		if err != nil {
			return nil, err
		}
		item := decisionJSON{d.Standard, nil, d.Year, d.Number, d.On, d.Signer, d.Authority, d.RuleSet, d.RuleHash, moved}
		if d.Level > 0 {
			level := d.Level
			item.Level = &level
		}
		out = append(out, item)
	}
	return out, nil
}

func (a *app) printDecisions(list []decisionJSON) {
	var rows [][]string
	for _, d := range list {
		level := ""
		if d.Level != nil {
			level = strconv.Itoa(*d.Level)
		}
		moved := a.words.T("cli.data_same")
		if len(d.Moved) > 0 {
			moved = a.words.T("cli.data_moved", "n", len(d.Moved))
		}
		rows = append(rows, []string{d.Standard, level, d.Number, viet.Date(d.Date), d.Signer, d.Authority, moved})
	}
	table(a.out, rows)
}
