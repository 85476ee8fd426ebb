package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/verdict"
)

func (a *app) exportCommand() *cobra.Command {
	c := &cobra.Command{Use: "export", Short: "Xuất dữ liệu ra Excel, ranh giới ra GeoJSON"}
	c.AddCommand(a.exportSurveyCommand(), a.exportSchoolsCommand(), a.exportBoundariesCommand())
	return c
}

func (a *app) exportSurveyCommand() *cobra.Command {
	var t target
	var to string
	c := &cobra.Command{
		Use:   "survey --place MÃ --year NĂM --out TỆP.xlsx",
		Short: "Xuất lại tệp phiếu điều tra; nhập lại tệp đó không làm thay đổi gì",
		Args:  cobra.NoArgs,
		RunE: a.onSite(&t, func(ctx context.Context, s site) error {
			data, err := sheet.LoadExport(ctx, s.db, s.at, s.year)
			if err != nil {
				return err
			}
			data.Taken = grid.Properties(*a.taken(ctx))
			err = s.db.Log(a.because(ctx), audit.New(audit.Export, s.at.PlaceID, s.year, audit.Detail{"command": "export survey", "persons": len(data.Records)}).OfAll())
			if err != nil {
				return err
			}
			err = writeFile(to, func(f *os.File) error { return sheet.ExportSurvey(f, data) })
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.export_done", "n", len(data.Records), "file", to))
			return nil
		}),
	}
	t.flags(c)
	a.reasonFlag(c)
	c.Flags().StringVar(&to, "out", "", "tệp .xlsx để ghi")
	must(c.MarkFlagRequired("out"))
	return c
}

func (a *app) exportSchoolsCommand() *cobra.Command {
	var t target
	var to string
	c := &cobra.Command{
		Use:   "schools --place MÃ --year NĂM --out TỆP.xlsx",
		Short: "Xuất mẫu số liệu trường của xã, phường để điền và nhập lại",
		Args:  cobra.NoArgs,
		RunE: a.judging(&t, nil, func(ctx context.Context, g *verdict.Judge, s site) error {
			facts, err := s.db.Facts(ctx, s.at.PlaceID, s.year)
			if err != nil {
				return err
			}
			err = writeFile(to, func(f *os.File) error { return sheet.WriteFigures(f, g.Book.Facts(), facts) })
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.figures_written", "n", len(facts.Schools), "file", to))
			return nil
		}),
	}
	t.flags(c)
	c.Flags().StringVar(&to, "out", "", "tệp .xlsx để ghi")
	must(c.MarkFlagRequired("out"))
	return c
}
