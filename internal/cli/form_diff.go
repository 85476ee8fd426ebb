package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hoctap/forms"
	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/form/compare"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/strict"
	"hoctap/internal/viet"
)

func (a *app) formDiffCommand() *cobra.Command {
	var o order
	c := &cobra.Command{
		Use:   "diff MÃ --place MÃ --year NĂM [--hamlet THÔN] TỆP",
		Short: "Đối chiếu một biểu với tệp Excel của hệ thống khác, từng ô, chỉ ra người",
		Long: `Đọc tệp Excel (.xlsx, .xls) theo tên cột và tên dòng, đặt cạnh biểu lập từ
số liệu ở đây, nêu từng ô khác nhau và những người làm nên chỗ khác. Có ô khác
nhau thì lệnh kết thúc với mã 1.`,
		Example: `  hoctap form diff TH-M1 --place 14812 --year 2025 cua-bo.xlsx`,
		Args:    cobra.ExactArgs(2),
		RunE:    func(c *cobra.Command, args []string) error { return a.formDiff(c.Context(), args[0], args[1], &o) },
	}
	o.flags(c)
	c.Flags().StringVar(&o.asOf, "as-of", "", "ngày mà mã đơn vị có hiệu lực, nếu khác 30/9 của năm")
	c.Flags().StringVar(&o.hamlet, "hamlet", "", "chỉ một thôn, khu phố: tên hoặc mã")
	c.Flags().StringVar(&o.rules, "rules", "", "thư mục quy định bổ sung của địa phương")
	c.Flags().StringVar(&o.forms, "forms", "", "thư mục biểu mẫu bổ sung của địa phương")
	a.jsonFlag(c)
	return c
}

func (a *app) formDiff(ctx context.Context, code, file string, o *order) error {
	result, err := a.compared(ctx, code, file, o)
	if err != nil {
		return err
	}
	if a.json {
		err = a.writeJSON(compare.NewJSON(result, a.words))
	} else {
		a.writeDiff(result)
	}
	if err == nil && result.Differences() > 0 {
		return errTold
	}
	return err
}

func (a *app) compared(ctx context.Context, code, file string, o *order) (*compare.Result, error) {
	l, err := a.library(o.rules, o.forms)
	if err != nil {
		return nil, err
	}
	suppositions, err := loadSuppositions()
	if err != nil {
		return nil, err
	}
	db, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	at, year, err := o.find(ctx, db)
	if err != nil {
		return nil, err
	}
	f, err := l.Form(code, year)
	if err != nil {
		return nil, err
	}
	of := form.For{Place: at.PlaceID, Year: year}
	if o.hamlet != "" {
		of.Hamlet, err = findHamlet(ctx, db, at, year, o.hamlet)
		if err != nil {
			return nil, err
		}
	}
	sheets, err := sheet.ForeignForm(file, grid.DefaultLimits())
	if err != nil {
		return nil, fileFault(err, file)
	}
	return compare.Form(ctx, compare.Order{Forms: l, Suppositions: suppositions, Store: db, Form: f, Of: of, Words: a.words}, sheets)
}

// loadSuppositions reads those that ship with the program.
func loadSuppositions() ([]*compare.Supposition, error) {
	list, err := compare.Load("suppositions.yaml", forms.Suppositions)
	var ps strict.Problems
	if errors.As(err, &ps) {
		return nil, fault.New(fault.Invalid, "form.forms_wrong", "problems", ps.Error())
	}
	return list, err
}

// writeDiff writes for people: what was found, then each explanation with its cells
// and people, then what nobody explains.
func (a *app) writeDiff(r *compare.Result) {
	a.writeRemarks(r.Remarks)
	if r.Persons != nil {
		a.writePersons(r.Persons)
		return
	}
	for i := range r.Explanations {
		a.writeExplanation(r, &r.Explanations[i])
	}
	var rest []compare.Spot
	following := 0
	for t := range r.Tables {
		for c := range r.Tables[t].Cells {
			cell := &r.Tables[t].Cells[c]
			switch {
			case cell.State == compare.Equal || cell.State == compare.Apart || cell.State == compare.Unreadable || cell.Why >= 0 || cell.Address == "":
			case cell.Follows:
				following++
			default:
				rest = append(rest, compare.Spot{Table: t, Cell: c})
			}
		}
	}
	if len(rest) > 0 {
		fmt.Fprintln(a.out, a.words.T("compare.unexplained"))
		a.writeCells(r, rest)
	}
	if following > 0 {
		fmt.Fprintln(a.out, a.words.T("compare.following", "n", following))
	}
	fmt.Fprintln(a.out, a.words.T("compare.summary", "n", r.Differences(), "cells", r.Compared()))
}

func (a *app) writeRemarks(list []compare.Remark) {
	for _, m := range list {
		fmt.Fprintln(a.out, a.words.T("compare.remark_"+string(m.Doubt), m.Args()))
	}
	if len(list) > 0 {
		fmt.Fprintln(a.out)
	}
}

func (a *app) writeExplanation(r *compare.Result, e *compare.Explanation) {
	fmt.Fprintln(a.out, e.Say(a.words))
	a.writeCells(r, e.Cells)
	for i := range e.People {
		p := &e.People[i]
		fmt.Fprintln(a.out, "  - "+a.words.T("compare.person", "name", p.Record.Name(), "birth", viet.Date(p.Record.BirthDate()), "sheet", p.Record.SheetNumber, "hamlet", p.Hamlet))
		fmt.Fprintln(a.out, "    "+strings.Join(append([]string{r.Places(p, a.words)}, p.ChangesOf(a.words)...), "; "))
	}
	fmt.Fprintln(a.out)
}

func (a *app) writeCells(r *compare.Result, cells []compare.Spot) {
	var rows [][]string
	for _, s := range cells {
		t := &r.Tables[s.Table]
		c := &t.Cells[s.Cell]
		theirs := c.Theirs
		if theirs == "" {
			theirs = a.words.T("compare.blank")
		}
		ours := t.Body.Cell(form.At{Row: c.Row, Column: c.Column}).Show(a.words)
		rows = append(rows, []string{"  " + c.Address, t.RowText(c), t.ColumnText(c), a.words.T("compare.sides", "ours", ours, "theirs", theirs)})
	}
	table(a.out, rows)
}

func (a *app) writePersons(p *compare.Persons) {
	for _, part := range []struct {
		key  string
		list []compare.Line
	}{{"compare.only_here", p.OnlyHere}, {"compare.only_there", p.OnlyThere}} {
		if len(part.list) == 0 {
			continue
		}
		fmt.Fprintln(a.out, a.words.T(part.key, "n", len(part.list)))
		for _, l := range part.list {
			fmt.Fprintln(a.out, strings.TrimRight(fmt.Sprintf("  - %s, %s %s", l.Name, l.Birth, l.At), " "))
		}
	}
	if len(p.Differing) > 0 {
		fmt.Fprintln(a.out, a.words.T("compare.differing", "n", len(p.Differing)))
	}
	for _, d := range p.Differing {
		for _, w := range d.Fields {
			fmt.Fprintf(a.out, "  - %s, %s: %s\n", d.Name, w.Column, a.words.T("compare.sides", "ours", w.Ours, "theirs", w.Theirs))
		}
	}
	fmt.Fprintln(a.out, a.words.T("compare.persons_summary", "same", p.Same, "here", len(p.OnlyHere), "there", len(p.OnlyThere), "differing", len(p.Differing)))
}
