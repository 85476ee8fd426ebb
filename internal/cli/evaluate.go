package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
)

func (a *app) evaluateCommand() *cobra.Command {
	var t target
	var standard, rulesDir string
	c := &cobra.Command{
		Use:   "evaluate --place MÃ --year NĂM",
		Short: "Kết luận theo từng tiêu chuẩn, có căn cứ",
		Example: `  hoctap evaluate --place 14812 --year 2025
  hoctap evaluate --place 381 --year 2020 --standard THCS --json
  hoctap evaluate --place 14812 --as-of 2025-09-30 --year 2024    (cộng các xã, phường trước khi sáp nhập)`,
		Args: cobra.NoArgs,
		RunE: a.judging(&t, &rulesDir, func(ctx context.Context, g *verdict.Judge, s site) error {
			j, err := g.Judge(ctx, s.at.PlaceID, s.year)
			if err != nil {
				return err
			}
			err = onlyStandard(j, standard)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(j.JSON())
			}
			a.printJudgement(j)
			return nil
		}),
	}
	t.flags(c)
	c.Flags().StringVar(&t.asOf, "as-of", "", "ngày mà mã đơn vị có hiệu lực, nếu khác 30/9 của năm")
	c.Flags().StringVar(&standard, "standard", "", "chỉ một tiêu chuẩn: MN5, MN35, TH, THCS, XMC")
	rulesFlag(c, &rulesDir)
	a.jsonFlag(c)
	return c
}

// onlyStandard keeps one verdict of the judgement.
func onlyStandard(j *verdict.Judgement, standard string) error {
	if standard == "" {
		return nil
	}
	for _, v := range j.Verdicts {
		if strings.EqualFold(v.Standard.ID, standard) {
			j.Verdicts = []rule.Verdict{v}
			return nil
		}
	}
	return fault.New(fault.Invalid, "fault.standard_unknown", "standard", standard, "year", j.Year)
}

func (a *app) printJudgement(j *verdict.Judgement) {
	w := a.words
	fmt.Fprintf(a.out, "%s (%s), %s\n", j.Place.Name, j.Place.Code, w.T("cli.on_day", "day", viet.Date(j.On)))
	if j.Law.Set != nil {
		fmt.Fprintln(a.out, w.T("cli.rule_set", "id", j.Law.Set.ID, "hash", j.Law.Book.Hash()[:12]))
	}
	if len(j.AddedUp) > 0 {
		var names []string
		for _, p := range j.AddedUp {
			names = append(names, p.Name)
		}
		fmt.Fprintln(a.out, w.T("cli.added_up", "names", strings.Join(names, ", ")))
	}
	if j.NotAdded != nil {
		fmt.Fprintln(a.out, faultText(w, j.NotAdded))
	}
	for _, v := range j.Verdicts {
		fmt.Fprintf(a.out, "\n%s: %s\n", v.Standard.Title.In(a.lang), a.attained(v))
		for _, m := range v.Missing {
			fmt.Fprintln(a.out, "  "+w.T("cli.missing_value", "what", m.In(a.lang)))
		}
		a.printLevels(j, v)
	}
}

func (a *app) attained(v rule.Verdict) string {
	full, persons := a.levelWords(v, v.Attained, v.Levels[0].Outcome), a.levelWords(v, v.ByPersons, v.Levels[0].ByPersons)
	if full == persons {
		return full
	}
	return a.words.T("cli.by_persons", "full", full, "persons", persons)
}

// levelWords says the level, or for a standard without levels its outcome.
func (a *app) levelWords(v rule.Verdict, level int, outcome rule.Outcome) string {
	switch {
	case v.Standard.MaxLevel == 0 || outcome == rule.NotInForce:
		return a.words.T("state." + string(outcome))
	case level == 0:
		return a.words.T("cli.no_level")
	}
	return a.words.T("cli.level", "level", level)
}

func (a *app) printLevels(j *verdict.Judgement, v rule.Verdict) {
	var rows [][]string
	for _, l := range v.Levels {
		if l.Number > 0 {
			rows = append(rows, []string{"  " + a.words.T("cli.level", "level", l.Number), a.words.T("state." + string(l.Outcome))})
		}
		for _, c := range l.Criteria {
			rows = append(rows, []string{"    " + c.Criterion.ID, a.words.T("state." + string(c.Outcome)), a.shareWords(c), c.Criterion.Text.In(a.lang), j.Law.Book.Cite(c.Source)})
		}
	}
	table(a.out, rows)
}

// shareWords writes "201/204 = 98,53 %, cần 90 %".
func (a *app) shareWords(c rule.CriterionVerdict) string {
	if c.Criterion.Kind != rule.Persons && c.Criterion.Kind != rule.ShareOfPlaces || c.Outcome == rule.NotInForce {
		return ""
	}
	lang := viet.Lang(a.lang)
	text := fmt.Sprintf("%s/%s", lang.Int(c.Ratio.N), lang.Int(c.Ratio.D))
	if c.Ratio.D > 0 {
		text += " = " + lang.Percent(c.Ratio.N, c.Ratio.D) + " %"
	}
	if c.Highest != nil {
		text += " " + a.words.T("cli.between", "lowest", lang.Percent(c.Lowest.N, c.Lowest.D), "highest", lang.Percent(c.Highest.N, c.Highest.D))
	}
	if c.Threshold.Known() {
		text += ", " + a.words.T("cli.threshold", "value", c.Threshold.String())
	}
	return text
}
