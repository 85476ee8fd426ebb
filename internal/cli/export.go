package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"hoctap/internal/sheet"
)

func (a *app) exportCommand() *cobra.Command {
	c := &cobra.Command{Use: "export", Short: "Xuất dữ liệu ra Excel"}
	c.AddCommand(a.exportSurveyCommand(), a.exportSchoolsCommand())
	return c
}

func (a *app) exportSurveyCommand() *cobra.Command {
	var t target
	var to string
	c := &cobra.Command{
		Use:   "survey --place MÃ --year NĂM --out TỆP.xlsx",
		Short: "Xuất lại tệp phiếu điều tra; nhập lại tệp đó không làm thay đổi gì",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			db, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			at, year, err := t.find(c.Context(), db)
			if err != nil {
				return err
			}
			data, err := sheet.LoadExport(c.Context(), db, at, year)
			if err != nil {
				return err
			}
			err = writeFile(to, func(f *os.File) error { return sheet.ExportSurvey(f, data) })
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.export_done", "n", len(data.Records), "file", to))
			return nil
		},
	}
	t.flags(c)
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
		RunE: func(c *cobra.Command, _ []string) error {
			g, db, err := a.judge(c.Context(), "")
			if err != nil {
				return err
			}
			defer db.Close()
			at, year, err := t.find(c.Context(), db)
			if err != nil {
				return err
			}
			facts, err := db.Facts(c.Context(), at.PlaceID, year)
			if err != nil {
				return err
			}
			err = writeFile(to, func(f *os.File) error { return sheet.WriteFigures(f, g.Book.Facts(), facts) })
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.figures_written", "n", len(facts.Schools), "file", to))
			return nil
		},
	}
	t.flags(c)
	c.Flags().StringVar(&to, "out", "", "tệp .xlsx để ghi")
	must(c.MarkFlagRequired("out"))
	return c
}
