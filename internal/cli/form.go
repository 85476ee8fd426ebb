package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"hoctap/forms"
	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/formout"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/internal/strict"
	"hoctap/internal/viet"
)

func (a *app) formsCommand() *cobra.Command {
	c := &cobra.Command{Use: "forms", Short: "Biểu mẫu thống kê dưới dạng dữ liệu"}
	c.AddCommand(a.formsCheckCommand(), a.formsTestCommand(), a.formsShowCommand(), a.formsListCommand(), a.formsAgreeCommand())
	return c
}

// library loads the forms that ship with the program and those of a directory
// laid over them, on the law with its own supplement.
func (a *app) library(rulesDir string, dirs ...string) (*form.Library, error) {
	book, err := a.law(rulesDir)
	if err != nil {
		return nil, err
	}
	layers := []fs.FS{forms.FS}
	for _, dir := range dirs {
		if dir == "" {
			continue
		}
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() {
			return nil, fault.New(fault.NotFound, "fault.file_missing", "file", dir)
		}
		layers = append(layers, os.DirFS(dir))
	}
	return loadForms(book, layers...)
}

func loadForms(book *rule.Book, layers ...fs.FS) (*form.Library, error) {
	l, err := form.Load(book, layers...)
	var ps strict.Problems
	if errors.As(err, &ps) {
		return nil, fault.New(fault.Invalid, "form.forms_wrong", "problems", ps.Error())
	}
	return l, err
}

func (a *app) formsCheckCommand() *cobra.Command {
	var rulesDir string
	c := &cobra.Command{
		Use:   "check [THƯ_MỤC]",
		Short: "Kiểm tra các mẫu, hoặc mẫu bổ sung của địa phương",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			l, err := a.library(rulesDir, args...)
			if err != nil {
				return err
			}
			_, err = agreement(l, args...)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("form.checked", "forms", len(l.All()), "questions", l.Questions(), "hash", l.Hash()[:12]))
			return nil
		},
	}
	c.Flags().StringVar(&rulesDir, "rules", "", "thư mục quy định bổ sung của địa phương")
	return c
}

func (a *app) formsTestCommand() *cobra.Command {
	var rulesDir string
	c := &cobra.Command{
		Use:   "test [THƯ_MỤC]",
		Short: "Chạy các ví dụ của biểu mẫu",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			l, err := a.library(rulesDir, args...)
			if err != nil {
				return err
			}
			// The rules of agreement are held against their examples as they are loaded.
			_, err = agreement(l, args...)
			if err != nil {
				return err
			}
			r := l.Test(c.Context())
			for _, f := range r.Failures {
				fmt.Fprintln(a.out, f.Error())
			}
			for _, code := range r.Untested {
				fmt.Fprintln(a.out, a.words.T("form.untested", "code", code))
			}
			fmt.Fprintln(a.out, a.words.T("form.tested", "cases", r.Cases, "failed", len(r.Failures)))
			if len(r.Failures) > 0 {
				return errTold
			}
			return nil
		},
	}
	c.Flags().StringVar(&rulesDir, "rules", "", "thư mục quy định bổ sung của địa phương")
	return c
}

func (a *app) formsShowCommand() *cobra.Command {
	var year, formsDir string
	c := &cobra.Command{
		Use:     "show MÃ [--year NĂM]",
		Short:   "Một mẫu: các dòng, các cột, mỗi ô hỏi gì, căn cứ, điều chưa rõ",
		Example: `  hoctap forms show TH-M1`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			l, err := a.library("", formsDir)
			if err != nil {
				return err
			}
			of, err := a.formYear(year)
			if err != nil {
				return err
			}
			f, err := l.Form(args[0], of)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(a.out, l.Text(f))
			return err
		},
	}
	c.Flags().StringVar(&year, "year", "", "năm; bỏ trống là năm nay")
	c.Flags().StringVar(&formsDir, "forms", "", "thư mục biểu mẫu bổ sung của địa phương")
	return c
}

// formYear is the year asked for, or this one.
func (a *app) formYear(year string) (int, error) {
	if year == "" {
		return a.now().Year(), nil
	}
	return parseYear(year)
}

func (a *app) formsListCommand() *cobra.Command {
	var year, formsDir string
	c := &cobra.Command{
		Use:   "list [--year NĂM]",
		Short: "Các mẫu dùng trong một năm",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			l, err := a.library("", formsDir)
			if err != nil {
				return err
			}
			of, err := a.formYear(year)
			if err != nil {
				return err
			}
			var rows [][]string
			for _, f := range l.Forms(of) {
				rows = append(rows, []string{f.Code, f.TitleOf(of).In(a.lang)})
			}
			table(a.out, rows)
			return nil
		},
	}
	c.Flags().StringVar(&year, "year", "", "năm; bỏ trống là năm nay")
	c.Flags().StringVar(&formsDir, "forms", "", "thư mục biểu mẫu bổ sung của địa phương")
	return c
}

// order is what a form is asked for on the command line.
type order struct {
	target
	hamlet, out, rules, forms string
	empty                     bool
}

func (a *app) formCommand() *cobra.Command {
	var o order
	c := &cobra.Command{
		Use:   "form MÃ --place MÃ --year NĂM [--hamlet THÔN] --out TỆP",
		Short: "Lập một biểu mẫu ra tệp",
		Example: `  hoctap form TH-M1 --place 14812 --year 2025 --out TH-M1.csv
  hoctap form TH-M1 --place 14812 --year 2025 --hamlet "Khu phố 3" --out TH-M1.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return a.makeForm(c.Context(), args[0], &o) },
	}
	o.flags(c)
	c.Flags().StringVar(&o.asOf, "as-of", "", "ngày mà mã đơn vị có hiệu lực, nếu khác 30/9 của năm")
	c.Flags().StringVar(&o.hamlet, "hamlet", "", "chỉ một thôn, khu phố: tên hoặc mã")
	c.Flags().StringVar(&o.out, "out", "", "tệp để ghi; phần đuôi nói dạng tệp")
	c.Flags().StringVar(&o.rules, "rules", "", "thư mục quy định bổ sung của địa phương")
	c.Flags().StringVar(&o.forms, "forms", "", "thư mục biểu mẫu bổ sung của địa phương")
	a.reasonFlag(c)
	c.Flags().BoolVar(&o.empty, "empty", false, "mẫu trống để điền tay")
	must(c.MarkFlagRequired("out"))
	c.AddCommand(a.formDiffCommand())
	return c
}

func (a *app) makeForm(ctx context.Context, code string, o *order) error {
	writer, err := formout.For(o.out)
	if err != nil {
		return err
	}
	l, err := a.library(o.rules, o.forms)
	if err != nil {
		return err
	}
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	d, err := a.document(ctx, l, db, code, o)
	if err != nil {
		return err
	}
	seen := audit.Seen{}
	if d.Entries != nil && !o.empty {
		d.Entries, d.Taken = noted(seen, d.Entries, d.Year), a.taken(ctx)
	}
	// The file takes its place only after the log has whom it names.
	err = writeFile(o.out, func(f *os.File) error {
		err := writer.Write(f, d)
		if err != nil {
			return err
		}
		return a.enter(ctx, db, audit.Export, "form "+d.Code, seen)
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.words.T("form.written", "code", d.Code, "place", d.Place.Name, "year", d.Year, "file", o.out))
	if o.empty || d.List != nil || d.Scope != form.OfCommune {
		return nil
	}
	return a.warnOfDisagreement(ctx, l, db, form.For{Place: d.Place.ID, Year: d.Year}, d.Code, o)
}

// document fills the form that was asked for.
func (a *app) document(ctx context.Context, l *form.Library, db *store.DB, code string, o *order) (*formout.Document, error) {
	at, year, err := o.find(ctx, db)
	if err != nil {
		return nil, err
	}
	f, err := l.Form(code, year)
	if err != nil {
		return nil, err
	}
	of := form.For{Place: at.PlaceID, Year: year, Empty: o.empty}
	if o.hamlet != "" {
		of.Hamlet, err = findHamlet(ctx, db, at, year, o.hamlet)
		if err != nil {
			return nil, err
		}
	}
	filled, err := a.fill(ctx, l, db, f, of, o)
	if err != nil {
		return nil, err
	}
	d := &formout.Document{Filled: filled, Words: a.words}
	if filled.List != nil {
		d.Entries = l.Entries(ctx, db, filled)
	}
	return d, nil
}

// fill makes out the form: of a round that was handed in, as it was then, unless
// other rules or forms are laid over.
func (a *app) fill(ctx context.Context, l *form.Library, db *store.DB, f *form.Form, of form.For, o *order) (*form.Filled, error) {
	today := a.now().Format("2006-01-02")
	if o.rules == "" && o.forms == "" {
		return l.MakeOut(ctx, db, f, of, today)
	}
	filled, err := l.Fill(ctx, db, f, of)
	if err != nil {
		return nil, err
	}
	filled.MadeOn = today
	return filled, nil
}

// findHamlet finds a hamlet of a commune by its code, its name or its number.
// One that is not there that year is found too: the form then says what became of
// it.
func findHamlet(ctx context.Context, db *store.DB, commune place.Attributes, year int, typed string) (place.ID, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return 0, err
	}
	on := rule.ReferenceDay(year)
	for _, h := range tree.Below(commune.PlaceID, place.Hamlet, on) {
		if isHamlet(h, typed) {
			return h.PlaceID, nil
		}
	}
	for _, share := range tree.Standing(commune.PlaceID, on) {
		for _, h := range tree.Below(share.Place.PlaceID, place.Hamlet, on) {
			if isHamlet(h, typed) {
				return h.PlaceID, nil
			}
		}
	}
	for _, h := range tree.All() {
		if h.Kind == place.Hamlet && h.Parent == commune.PlaceID && isHamlet(h, typed) {
			return h.PlaceID, nil
		}
	}
	return 0, fault.New(fault.NotFound, "form.hamlet_unknown", "name", commune.Name)
}

func isHamlet(h place.Attributes, typed string) bool {
	return typed == h.Code && h.Code != "" || viet.Fold(typed) == viet.Fold(h.Name) || typed == strconv.FormatInt(int64(h.PlaceID), 10)
}
