package cli

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/formout"
	"hoctap/internal/place"
	"hoctap/internal/store"
	"hoctap/internal/verdict"
)

// dossierOrder is what a dossier is asked for on the command line.
type dossierOrder struct {
	order
	without []string
}

func (a *app) dossierCommand() *cobra.Command {
	var o dossierOrder
	c := &cobra.Command{
		Use:   "dossier --place MÃ --year NĂM --out THƯ_MỤC|TỆP.zip",
		Short: "Lập cả bộ hồ sơ của xã, phường: biên bản, báo cáo, danh sách, biểu mẫu, mục lục",
		Example: `  hoctap dossier --place 14812 --year 2025 --out ho-so-2025.zip
  hoctap dossier --place 14812 --year 2025 --without PHIEU,SO-TD --out ho-so-2025`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.makeDossier(c.Context(), &o) },
	}
	o.flags(c)
	c.Flags().StringVar(&o.asOf, "as-of", "", "ngày mà mã đơn vị có hiệu lực, nếu khác 30/9 của năm")
	c.Flags().StringVar(&o.out, "out", "", "thư mục, hoặc tệp .zip")
	c.Flags().StringSliceVar(&o.without, "without", nil, "không kèm các mẫu này, cách nhau dấu phẩy; PHIEU có mỗi hộ một trang")
	c.Flags().StringVar(&o.rules, "rules", "", "thư mục quy định bổ sung của địa phương")
	c.Flags().StringVar(&o.forms, "forms", "", "thư mục biểu mẫu bổ sung của địa phương")
	a.reasonFlag(c)
	must(c.MarkFlagRequired("out"))
	return c
}

func (a *app) makeDossier(ctx context.Context, o *dossierOrder) error {
	l, err := a.library(o.rules, o.forms)
	if err != nil {
		return err
	}
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	d, err := a.dossier(ctx, l, db, o)
	if err != nil {
		return err
	}
	err = a.enterDossier(ctx, db, d)
	if err != nil {
		return err
	}
	m, err := writeDossier(ctx, d, o.out)
	if err != nil {
		return err
	}
	for _, left := range m.LeftOut {
		fmt.Fprintln(a.out, a.words.T("dossier.left_out", "code", left.Form, "why", left.Why))
	}
	fmt.Fprintln(a.out, a.words.T("dossier.written", "place", m.Place.Name, "year", m.Year, "n", len(m.Files), "to", o.out))
	return a.warnOfDisagreement(ctx, l, db, form.For{Place: d.Judgement.Place.PlaceID, Year: m.Year}, "", &o.order)
}

// warnOfDisagreement tells before anybody signs that sums of the forms do not bear
// one another out: of one form, or of all where code is "". The file is there all
// the same: what is wrong is found on it.
func (a *app) warnOfDisagreement(ctx context.Context, l *form.Library, db *store.DB, of form.For, code string, o *order) error {
	rules, err := agreement(l, o.forms)
	if err != nil {
		return err
	}
	report, err := rules.Check(ctx, db, of)
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Missing {
		return nil
	}
	if err != nil {
		return err
	}
	if code == "" {
		if n := report.Faults(); n > 0 {
			fmt.Fprintln(a.err, a.words.T("dossier.disagrees", "n", n, "command", o.agreeCommand()))
		}
		return nil
	}
	if n := report.FaultsOf(code); n > 0 {
		fmt.Fprintln(a.err, a.words.T("form.disagrees", "n", n, "code", code, "command", o.agreeCommand()))
	}
	return nil
}

// agreeCommand is what shows where the forms that were asked for do not agree.
func (o *order) agreeCommand() string {
	words := []string{"hoctap forms agree", "--place", o.code, "--year", o.year}
	for _, dir := range [][2]string{{"--as-of", o.asOf}, {"--rules", o.rules}, {"--forms", o.forms}} {
		if dir[1] != "" {
			words = append(words, dir[0], strconv.Quote(dir[1]))
		}
	}
	return strings.Join(words, " ")
}

// dossier gathers what a dossier is made from.
func (a *app) dossier(ctx context.Context, l *form.Library, db *store.DB, o *dossierOrder) (*formout.Dossier, error) {
	at, year, err := o.find(ctx, db)
	if err != nil {
		return nil, err
	}
	if at.Kind != place.Commune {
		return nil, fault.New(fault.Invalid, "dossier.of_commune", "name", at.Name)
	}
	judge := &verdict.Judge{Book: l.Book(), Source: db}
	judgement, err := judge.Judge(ctx, at.PlaceID, year)
	if err != nil {
		return nil, err
	}
	forms, err := leftIn(l, year, o.without)
	if err != nil {
		return nil, err
	}
	return &formout.Dossier{
		Judgement: judgement, Forms: forms, Scope: form.OfCommune, Words: a.words, Today: a.now().Format("2006-01-02"),
		Make: func(ctx context.Context, f *form.Form) (*form.Filled, error) {
			return a.fill(ctx, l, db, f, form.For{Place: at.PlaceID, Year: year}, &o.order)
		},
		Entries: func(ctx context.Context, f *form.Filled) iter.Seq2[form.Entry, error] { return l.Entries(ctx, db, f) },
		Progress: func(done, total int, code string) {
			fmt.Fprintf(a.err, "%d/%d  %s\n", done+1, total, code)
		},
	}, nil
}

// enterDossier keeps in the log that a dossier takes everybody away, where one of
// its forms names people.
func (a *app) enterDossier(ctx context.Context, db *store.DB, d *formout.Dossier) error {
	if !slices.ContainsFunc(d.Forms, func(f *form.Form) bool { return f.List != nil }) {
		return nil
	}
	d.Taken = a.taken(ctx)
	var entries []audit.Entry
	units := d.Judgement.AddedUp
	if len(units) == 0 {
		units = []place.Attributes{d.Judgement.Place}
	}
	for _, unit := range units {
		entries = append(entries, audit.New(audit.Export, unit.PlaceID, d.Judgement.Year, audit.Detail{"command": "dossier"}).OfAll())
	}
	return db.Log(a.because(ctx), entries...)
}

// leftIn are the forms of a year but for those named.
func leftIn(l *form.Library, year int, without []string) ([]*form.Form, error) {
	forms := slices.Clone(l.Forms(year))
	for _, code := range without {
		f, err := l.Form(code, year)
		if err != nil {
			return nil, err
		}
		forms = slices.DeleteFunc(forms, func(other *form.Form) bool { return other == f })
	}
	return forms, nil
}

// writeDossier writes into a folder, or into an archive that takes its name only
// once it is whole.
func writeDossier(ctx context.Context, d *formout.Dossier, to string) (*formout.Manifest, error) {
	if !strings.EqualFold(filepath.Ext(to), ".zip") {
		err := os.MkdirAll(to, 0o700)
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "fault.file_write", "file", to)
		}
		return d.Write(ctx, formout.Folder(to))
	}
	var m *formout.Manifest
	err := writeFile(to, func(f *os.File) error {
		z := zip.NewWriter(f)
		var err error
		m, err = d.Write(ctx, formout.Archive{Writer: z})
		return errors.Join(err, z.Close())
	})
	return m, err
}
