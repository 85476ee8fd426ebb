package grid

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// SheetData is a sheet to be written. Rows come one at a time and are not kept,
// so that an export of a whole commune needs little memory.
type SheetData struct {
	Name       string
	Widths     []float64 // of the columns from A on, in characters; 0 leaves Excel's own
	Header     int       // so many first rows are headings: bold, shaded, wrapped, centred
	FrozenRows int       // so many first rows and columns stay in sight
	FrozenCols int
	Merges     []Range
	Rows       iter.Seq2[[]Cell, error] // an error ends the writing and comes back
}

// Properties say in a workbook that names people who took it, when and why.
type Properties struct {
	By     string
	At     time.Time
	Reason string
}

func (p Properties) set(f *excelize.File) error {
	if p.By == "" {
		return nil
	}
	at := p.At.UTC().Format(time.RFC3339)
	return f.SetDocProps(&excelize.DocProperties{Creator: "hoctap", LastModifiedBy: p.By, Created: at, Modified: at, Description: p.Reason})
}

// Write makes an .xlsx workbook. What a cell becomes is set by its Type alone,
// never by what its text looks like: a Number is written as one, a Date as a
// day that Excel knows, and everything else as typed text, so that a name that
// begins with = stays that name and the file can be read back unchanged.
func Write(out io.Writer, p Properties, sheets []SheetData) error {
	f := excelize.NewFile()
	err := guard(func() error { return errors.Join(p.set(f), writeSheets(f, out, sheets)) })
	closeErr := f.Close()
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return closeErr
}

func writeSheets(f *excelize.File, out io.Writer, sheets []SheetData) error {
	styles, err := newWriteStyles(f)
	if err != nil {
		return err
	}
	for i, sheet := range sheets {
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), sheet.Name)
		} else {
			_, err = f.NewSheet(sheet.Name)
		}
		if err != nil {
			return err
		}
		err = writeSheet(f, sheet, styles)
		if err != nil {
			return fmt.Errorf("sheet %q: %w", sheet.Name, err)
		}
	}
	return f.Write(out)
}

// writeStyles are the cell styles of every written workbook.
type writeStyles struct {
	header, day, clock, dayClock int
}

func newWriteStyles(f *excelize.File) (writeStyles, error) {
	var styles writeStyles
	border := []excelize.Border{
		{Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1},
		{Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1},
	}
	dayFormat, dayClockFormat := "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&styles.header, excelize.Style{
			Font: &excelize.Font{Bold: true}, Border: border,
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7EEF7"}},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		}},
		{&styles.day, excelize.Style{CustomNumFmt: &dayFormat}},
		{&styles.clock, excelize.Style{NumFmt: 21}}, // h:mm:ss
		{&styles.dayClock, excelize.Style{CustomNumFmt: &dayClockFormat}},
	} {
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return writeStyles{}, err
		}
		*s.id = id
	}
	return styles, nil
}

func writeSheet(f *excelize.File, sheet SheetData, styles writeStyles) error {
	w, err := f.NewStreamWriter(sheet.Name)
	if err != nil {
		return err
	}
	err = layOut(w, sheet)
	if err != nil {
		return err
	}
	number := 0
	var values []any
	for cells, err := range sheet.Rows {
		if err != nil {
			return err
		}
		number++
		values = values[:0]
		for _, cell := range cells {
			values = append(values, styles.value(cell, number <= sheet.Header))
		}
		err = w.SetRow(Address(1, number), values)
		if err != nil {
			return err
		}
	}
	for _, m := range sheet.Merges {
		err = w.MergeCell(Address(m.FirstCol, m.FirstRow), Address(m.LastCol, m.LastRow))
		if err != nil {
			return err
		}
	}
	return w.Flush()
}

func layOut(w *excelize.StreamWriter, sheet SheetData) error {
	for i, width := range sheet.Widths {
		if width <= 0 {
			continue
		}
		err := w.SetColWidth(i+1, i+1, width)
		if err != nil {
			return err
		}
	}
	if sheet.FrozenRows == 0 && sheet.FrozenCols == 0 {
		return nil
	}
	return w.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: sheet.FrozenCols, YSplit: sheet.FrozenRows,
		TopLeftCell: Address(sheet.FrozenCols+1, sheet.FrozenRows+1),
		ActivePane:  pane(sheet),
	})
}

func pane(sheet SheetData) string {
	switch {
	case sheet.FrozenCols == 0:
		return "bottomLeft"
	case sheet.FrozenRows == 0:
		return "topRight"
	}
	return "bottomRight"
}

// value is what the stream writer is given for a cell. Blank headings keep the
// look of their row.
func (s writeStyles) value(cell Cell, header bool) any {
	style := 0
	if header {
		style = s.header
	}
	switch cell.Type {
	case Blank, Uncomputed:
		if !header {
			return nil
		}
		return excelize.Cell{StyleID: style}
	case Number:
		n, err := strconv.ParseFloat(cell.Text, 64)
		if err == nil && numberText(n) == cell.Text {
			return excelize.Cell{StyleID: style, Value: n}
		}
	case Bool:
		return excelize.Cell{StyleID: style, Value: cell.Text == "TRUE"}
	case Date:
		return s.date(cell.Text)
	}
	return excelize.Cell{StyleID: style, Value: cell.Text}
}

// date writes ISO text as a date. What Excel cannot count (before 1900, the
// invented 29 February 1900) stays text.
func (s writeStyles) date(text string) any {
	for _, layout := range []struct {
		form  string
		style int
	}{{time.DateOnly, s.day}, {"2006-01-02T15:04:05", s.dayClock}, {time.TimeOnly, s.clock}} {
		t, err := time.Parse(layout.form, text)
		if err != nil {
			continue
		}
		serial := float64(t.Hour()*3600+t.Minute()*60+t.Second()) / 86400
		if layout.style != s.clock {
			serial += daySerial(t)
		}
		if dateCell(serial, false).Text != text {
			break
		}
		return excelize.Cell{StyleID: layout.style, Value: serial}
	}
	return excelize.Cell{Value: text}
}

// daySerial is dayText turned round. It counts in seconds: a time.Duration ends
// after 292 years.
func daySerial(t time.Time) float64 {
	first := time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	days := (day.Unix() - first.Unix()) / 86400
	if days >= 60 {
		days++
	}
	return float64(days)
}
