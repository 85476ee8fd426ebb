package formout

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"hoctap/internal/form"
)

// CSV writes a form as text for other programs: the ids of the columns, their
// heads, then a line a row that begins with the row's id. Numbers are plain and
// whole, shares exact to two decimals with a point.
type CSV struct{}

// mark tells a spreadsheet that the file is UTF-8; without it Excel shows
// Vietnamese as noise.
const mark = "\ufeff"

// Write writes the document.
func (CSV) Write(out io.Writer, d *Document) error {
	_, err := io.WriteString(out, mark)
	if err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	w := &sheet{csv.NewWriter(out), d}
	err = w.opening()
	if err != nil {
		return err
	}
	for i := range d.Tables {
		w.table(&d.Tables[i])
	}
	if d.List != nil {
		err = w.list(d)
		if err != nil {
			return err
		}
	}
	w.notes()
	w.Flush()
	return w.Error()
}

type sheet struct {
	*csv.Writer
	doc *Document
}

// line writes cells; text that a spreadsheet would take for a formula is kept
// from it.
func (w *sheet) line(cells ...string) {
	for i, c := range cells {
		if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) && !number(c) {
			cells[i] = "'" + c
		}
	}
	// The library keeps the error for Error.
	_ = w.Write(cells)
}

func number(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

func (w *sheet) opening() error {
	d, lang := w.doc, string(w.doc.Words.Lang())
	place := d.Place.Name
	if d.Hamlet != nil {
		place = d.Hamlet.Name + ", " + place
	}
	w.line(d.Code, d.Title.In(lang))
	w.line(strconv.Itoa(d.Year), place)
	return w.Error()
}

func (w *sheet) table(b *form.Body) {
	w.line()
	w.heads(b.Columns)
	for r := range b.Rows {
		if !b.Rows[r].Shown() {
			continue
		}
		cells := []string{b.Rows[r].ID}
		for c := range b.Columns {
			if b.Columns[c].Shown() {
				cells = append(cells, w.cell(b.Cell(form.At{Row: r, Column: c})))
			}
		}
		w.line(cells...)
	}
}

// heads writes the ids of the columns and what is printed above them.
func (w *sheet) heads(columns []form.FilledLine) {
	lang := string(w.doc.Words.Lang())
	ids, heads := []string{w.doc.Code}, []string{""}
	for i := range columns {
		c := &columns[i]
		if !c.Shown() {
			continue
		}
		var parts []string
		for _, h := range c.Heads {
			parts = append(parts, h.Head.In(lang))
		}
		ids, heads = append(ids, c.ID), append(heads, strings.Join(append(parts, c.Head.In(lang)), " / "))
	}
	w.line(ids...)
	w.line(heads...)
}

// cell writes a value without a mark of its own: what is blank is empty, and the
// notes say why.
func (w *sheet) cell(c *form.Cell) string {
	switch c.Kind {
	case form.CountCell, form.FigureCell:
		return strconv.FormatInt(c.N, 10)
	case form.PercentCell, form.QuotientCell:
		exact := strings.TrimSuffix(c.Exact(), "%")
		if !number(exact) {
			return ""
		}
		return exact
	}
	return c.Show(w.doc.Words)
}

func (w *sheet) list(d *Document) error {
	w.line()
	w.heads(d.List.Columns)
	lang := string(d.Words.Lang())
	for e, err := range d.Entries {
		if err != nil {
			return err
		}
		if e.Begins {
			group := []string{""}
			for _, t := range e.Group {
				group = append(group, t.In(lang))
			}
			w.line(group...)
		}
		cells := []string{""}
		for i := range e.Cells {
			if d.List.Columns[i].Shown() {
				cells = append(cells, w.cell(&e.Cells[i]))
			}
		}
		w.line(cells...)
	}
	return w.Error()
}

func (w *sheet) notes() {
	p := w.doc.Words
	w.line()
	for _, n := range w.doc.Notes {
		text := n.Say(p)
		if n.Unknown {
			text += " (" + p.T("form.not_known") + ")"
		}
		w.line(n.Mark, text)
	}
	for _, m := range w.doc.Mismatches {
		w.line("", p.T("form.mismatch", "row", m.Row, "column", m.Column, "counted", m.Counted, "sum", m.Sum))
	}
	w.line("", w.doc.Foot(p))
}
