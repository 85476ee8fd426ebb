package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"hoctap/forms"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/store"
	"hoctap/internal/verdict"
	"hoctap/internal/words"
)

func (a *app) importSchoolsCommand() *cobra.Command {
	var t target
	c := &cobra.Command{
		Use:   "schools TỆP.xlsx --place MÃ --year NĂM",
		Short: "Nhập số liệu đội ngũ, lớp, phòng, thiết bị của các trường",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.judging(&t, nil, func(ctx context.Context, g *verdict.Judge, s site) error {
				return a.importSchools(ctx, g, s, args[0])
			})(c, args)
		},
	}
	t.flags(c)
	return c
}

func (a *app) importSchools(ctx context.Context, g *verdict.Judge, s site, path string) error {
	figures, problems, err := sheet.ReadFigures(path, grid.DefaultLimits(), g.Book.Fact)
	if err != nil {
		return fileFault(err, path)
	}
	if len(problems) == 0 {
		problems, err = a.brokenSums(ctx, g, s, figures)
		if err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		for _, p := range problems {
			fmt.Fprintf(a.err, "%s: %s\n", p.Where(), faultText(a.words, p.Err))
		}
		return errTold
	}
	n, err := s.db.SaveFacts(ctx, s.at.PlaceID, s.year, factValues(figures, filepath.Base(path)))
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.words.T("cli.facts_kept", "n", n))
	return nil
}

// brokenSums are those of the figures that must agree on the forms and do not.
func (a *app) brokenSums(ctx context.Context, g *verdict.Judge, s site, figures []sheet.Figure) ([]sheet.FigureProblem, error) {
	lib, err := loadForms(g.Book, forms.FS)
	if err != nil {
		return nil, err
	}
	rules, err := agreement(lib)
	if err != nil {
		return nil, err
	}
	known, err := s.db.Facts(ctx, s.at.PlaceID, s.year)
	if err != nil {
		return nil, err
	}
	return sheet.CheckSums(figures, known, rules.Sums(), words.Lang(a.lang)), nil
}

func factValues(list []sheet.Figure, evidence string) []store.FactValue {
	out := make([]store.FactValue, 0, len(list))
	for _, f := range list {
		out = append(out, store.FactValue{School: f.School, Fact: f.Fact, Value: f.Value, Evidence: evidence})
	}
	return out
}
