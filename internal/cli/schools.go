package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/store"
)

func (a *app) importSchoolsCommand() *cobra.Command {
	var t target
	c := &cobra.Command{
		Use:   "schools TỆP.xlsx --place MÃ --year NĂM",
		Short: "Nhập số liệu đội ngũ, lớp, phòng, thiết bị của các trường",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			g, db, err := a.judge(c.Context(), "")
			if err != nil {
				return err
			}
			defer db.Close()
			at, year, err := t.find(c.Context(), db)
			if err != nil {
				return err
			}
			figures, problems, err := sheet.ReadFigures(args[0], grid.DefaultLimits(), g.Book.Fact)
			if err != nil {
				return fileFault(err, args[0])
			}
			if len(problems) > 0 {
				for _, p := range problems {
					fmt.Fprintf(a.err, "%s: %s\n", p.Where(), faultText(a.words, p.Err))
				}
				return errTold
			}
			n, err := db.SaveFacts(c.Context(), at.PlaceID, year, factValues(figures, filepath.Base(args[0])), operator())
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.facts_kept", "n", n))
			return nil
		},
	}
	t.flags(c)
	return c
}

func factValues(list []sheet.Figure, evidence string) []store.FactValue {
	out := make([]store.FactValue, 0, len(list))
	for _, f := range list {
		out = append(out, store.FactValue{School: f.School, Fact: f.Fact, Value: f.Value, Evidence: evidence})
	}
	return out
}
