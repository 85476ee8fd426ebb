// Package xlsx writes papers as Excel workbooks: figures as figures, sums
// and shares as formulas over the very cells they come from, with their results
// beside them for programs that do not reckon. What people typed stays text.
package xlsx

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/paper"
)

// writer fills one sheet from top to bottom.
type writer struct {
	doc    *paper.Document
	file   *excelize.File
	stream *excelize.StreamWriter
	sheet  string
	styles *styles
	grid   columns
	row    int // the last one written, from 1

	breaks     bool    // rows ask for pages of their own
	used       float64 // points of rows on the page at hand
	onPage     int     // rows on it
	headHeight float64 // of the heads that come again on every page
	headTop    int     // the rows they stand in
	headBottom int
}

// Write makes a workbook with one sheet. Two writings of one document give the
// same bytes.
func Write(out io.Writer, doc *paper.Document) error {
	w := &writer{doc: doc, file: excelize.NewFile(), sheet: sheetName(doc)}
	err := w.write(out)
	return errors.Join(wrapped("write form as workbook", err), w.file.Close())
}

func wrapped(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

func (w *writer) write(out io.Writer) error {
	tables, stop, err := look(w.doc)
	defer stop()
	if err != nil {
		return err
	}
	w.grid = layOut(w.doc, tables)
	w.breaks = slices.ContainsFunc(tables, func(t looked) bool {
		return slices.ContainsFunc(t.sample, func(r paper.Row) bool { return r.NewPage })
	})
	err = w.open()
	if err != nil {
		return err
	}
	err = w.heading()
	if err != nil {
		return err
	}
	for i := range tables {
		err = w.table(&tables[i])
		if err != nil {
			return err
		}
	}
	err = w.tail()
	if err != nil {
		return err
	}
	err = w.print()
	if err != nil {
		return err
	}
	err = w.stream.Flush()
	if err != nil {
		return err
	}
	return w.file.Write(out)
}

// open names the sheet and sets what has to be set before the first row.
func (w *writer) open() error {
	err := w.file.SetSheetName(w.file.GetSheetName(0), w.sheet)
	if err != nil {
		return err
	}
	err = w.file.SetDefaultFont(typeface)
	if err != nil {
		return err
	}
	stamp := w.doc.Stamp.UTC().Format(time.RFC3339)
	properties := &excelize.DocProperties{
		Title: w.doc.Title, Creator: "hoctap", LastModifiedBy: "hoctap", Created: stamp, Modified: stamp,
		Description: w.doc.Trace, Language: string(w.doc.Lang),
	}
	if taken := w.doc.Taken; taken != nil {
		properties.LastModifiedBy, properties.Modified = taken.By, taken.At.UTC().Format(time.RFC3339)
		properties.Description += "\n" + taken.Reason
	}
	err = w.file.SetDocProps(properties)
	if err != nil {
		return err
	}
	fit := !w.breaks
	err = w.file.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &fit})
	if err != nil {
		return err
	}
	w.styles = newStyles(w.file, w.grid.size())
	w.stream, err = w.file.NewStreamWriter(w.sheet)
	if err != nil {
		return err
	}
	for i, width := range w.grid.widths {
		err = w.stream.SetColWidth(i+1, i+1, width)
		if err != nil {
			return err
		}
	}
	return nil
}

// sheetName is the short name of the paper, as far as Excel allows it as a name.
func sheetName(doc *paper.Document) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, doc.Name)
	runes := []rune(strings.TrimSpace(name))
	if len(runes) == 0 {
		return "Biểu"
	}
	return string(runes[:min(len(runes), 31)])
}

// looked is a table whose first rows have been looked at.
type looked struct {
	*paper.Table
	heads  []paper.HeadCell
	depth  int
	sample []paper.Row
	next   func() (paper.Row, error, bool)
}

// sampled is how many rows the widths are taken from.
const sampled = 300

func look(doc *paper.Document) ([]looked, func(), error) {
	var stops []func()
	stop := func() {
		for _, s := range stops {
			s()
		}
	}
	var list []looked
	for i := range doc.Tables {
		t := looked{Table: &doc.Tables[i]}
		t.heads, t.depth = paper.HeadCells(t.Columns)
		next, end := iter.Pull2(t.Rows)
		stops = append(stops, end)
		t.next = next
		for len(t.sample) < sampled {
			row, err, ok := next()
			if err != nil {
				return nil, stop, fmt.Errorf("rows of a paper: %w", err)
			}
			if !ok {
				break
			}
			t.sample = append(t.sample, row)
		}
		list = append(list, t)
	}
	return list, stop, nil
}

// each gives all rows, those looked at first.
func (t *looked) each(do func(paper.Row) error) error {
	for _, row := range t.sample {
		err := do(row)
		if err != nil {
			return err
		}
	}
	for {
		row, err, ok := t.next()
		if err != nil {
			return fmt.Errorf("rows of a paper: %w", err)
		}
		if !ok {
			return nil
		}
		err = do(row)
		if err != nil {
			return err
		}
	}
}
