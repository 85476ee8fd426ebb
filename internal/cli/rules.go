package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
	"hoctap/rules"
)

func (a *app) rulesCommand() *cobra.Command {
	c := &cobra.Command{Use: "rules", Short: "Quy định của pháp luật dưới dạng dữ liệu"}
	c.AddCommand(a.rulesCheckCommand(), a.rulesTestCommand(), a.rulesShowCommand(), a.rulesStaleCommand())
	return c
}

// layers: a directory with its own rule_sets.yaml is a whole set of rules; any
// other is a supplement laid over the national one.
func layers(args []string) ([]fs.FS, error) {
	if len(args) == 0 {
		return []fs.FS{rules.FS}, nil
	}
	dir := os.DirFS(args[0])
	info, err := fs.Stat(dir, ".")
	if err != nil || !info.IsDir() {
		return nil, fault.New(fault.NotFound, "fault.file_missing", "file", args[0])
	}
	_, err = fs.Stat(dir, "rule_sets.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return []fs.FS{rules.FS, dir}, nil
	}
	return []fs.FS{dir}, err
}

func (a *app) book(args []string) (*rule.Book, error) {
	set, err := layers(args)
	if err != nil {
		return nil, err
	}
	return loadLaw(set...)
}

func (a *app) rulesCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [THƯ_MỤC]",
		Short: "Kiểm tra bộ quy định, hoặc phần bổ sung của địa phương",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			book, err := a.book(args)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.rules_sound", "standards", len(book.Standards()), "measures", len(book.Measures()), "instruments", len(book.Instruments()), "hash", book.Hash()[:12]))
			return nil
		},
	}
}

func (a *app) rulesTestCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "test [THƯ_MỤC]",
		Short: "Chạy các ví dụ của bộ quy định",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			book, err := a.book(args)
			if err != nil {
				return err
			}
			r := book.Test()
			for _, f := range r.Failures {
				fmt.Fprintln(a.out, f.Error())
			}
			for _, id := range r.Untested {
				fmt.Fprintln(a.out, a.words.T("cli.rules_untested", "id", id))
			}
			checks, err := qualityChecks()
			if err != nil {
				return err
			}
			asked, err := checks.Test()
			if err != nil {
				fmt.Fprintln(a.out, err)
				return errTold
			}
			r.Cases += asked
			fmt.Fprintln(a.out, a.words.T("cli.rules_tested", "cases", r.Cases, "pins", r.Pins, "failed", len(r.Failures)))
			if len(r.Failures) > 0 {
				return errTold
			}
			return nil
		},
	}
}

func (a *app) rulesShowCommand() *cobra.Command {
	var on, dir string
	c := &cobra.Command{
		Use:   "show MÃ [--on NGÀY]",
		Short: "Một mục của bộ quy định: lời văn, căn cứ, lịch sử",
		Example: `  hoctap rules show TH2.C2
  hoctap rules show XMC1.C --on 2024-09-30`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			book, err := a.law(dir)
			if err != nil {
				return err
			}
			if on == "" {
				on = a.now().Format("2006-01-02")
			}
			view, err := book.Show(args[0], on)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(a.out, view.Text())
			return err
		},
	}
	c.Flags().StringVar(&on, "on", "", "ngày, dạng 2025-09-30; bỏ trống là hôm nay")
	c.Flags().StringVar(&dir, "rules", "", "thư mục quy định bổ sung của địa phương")
	return c
}

func (a *app) rulesStaleCommand() *cobra.Command {
	var days int
	c := &cobra.Command{
		Use:   "stale",
		Short: "Những giá trị lâu chưa đối chiếu, chưa xác nhận hoặc chưa biết",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			book, err := a.law()
			if err != nil {
				return err
			}
			var rows [][]string
			for _, s := range book.Stale(a.now().Format("2006-01-02"), days) {
				rows = append(rows, s.Row())
			}
			table(a.out, rows)
			return nil
		},
	}
	c.Flags().IntVar(&days, "days", 365, "coi là cũ sau bao nhiêu ngày")
	return c
}
