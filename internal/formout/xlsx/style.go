package xlsx

import (
	"github.com/xuri/excelize/v2"

	"hoctap/internal/paper"
)

// typeface is prescribed for official papers.
const typeface = "Times New Roman"

// lookOf is what a style is made of. Styles are made when they are first needed;
// one of a mark has the mark in its number format, so that the figure stays one.
type lookOf struct {
	size         float64
	bold, italic bool
	align        string
	box          bool
	wrap         bool
	shrink       bool // set smaller where it does not fit
	format       string
	line         bool // a line below
	top          bool // at the top of its row
	up           bool // runs upwards
}

type styles struct {
	file  *excelize.File
	size  float64 // of what stands in tables
	ids   map[lookOf]int
	cells map[cellLook]int
}

// cellLook is what the style of a cell of a table depends on.
type cellLook struct {
	kind  paper.Kind
	whole bool
	sign  bool
	plain bool
	total bool
	words bool
	mark  string
}

func newStyles(file *excelize.File, size float64) *styles {
	return &styles{file: file, size: size, ids: map[lookOf]int{}, cells: map[cellLook]int{}}
}

func (s *styles) id(l lookOf) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	vertical := "center"
	if l.top {
		vertical = "top"
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Family: typeface, Size: l.size, Bold: l.bold, Italic: l.italic},
		Alignment: &excelize.Alignment{Horizontal: l.align, Vertical: vertical, WrapText: l.wrap, ShrinkToFit: l.shrink},
	}
	if l.up {
		style.Alignment.TextRotation = 90
	}
	if l.box {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	if l.line {
		style.Font.Underline = "single"
	}
	if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	id, err := s.file.NewStyle(style)
	if err == nil {
		s.ids[l] = id
	}
	return id, err
}

// cell is the style of a cell of a table.
func (s *styles) cell(c *paper.Cell, row *paper.Row, column *paper.Column) (int, error) {
	key := cellLook{c.Kind, c.Of <= 1, c.Sign, c.Plain, row.Role == paper.Total, column.Text, c.Mark}
	if id, ok := s.cells[key]; ok {
		return id, nil
	}
	l := lookOf{size: s.size, bold: key.total, box: true, align: "center", format: format(c)}
	switch {
	case c.Figure() && !c.Plain:
		l.align = "right"
	case column.Text:
		l.align, l.wrap = "left", true
	case c.Kind == paper.Text:
		l.wrap = true
	}
	id, err := s.id(l)
	if err == nil {
		s.cells[key] = id
	}
	return id, err
}

// format is how a figure is shown. Excel puts in the marks of the reader's own
// settings: 1.234 and 98,59 where those are Vietnamese.
func format(c *paper.Cell) string {
	shown := ""
	switch {
	case c.Plain:
		shown = "0"
	case c.Kind == paper.Number && c.Of <= 1:
		shown = "#,##0"
	case c.Kind == paper.Number:
		shown = "#,##0.##"
	case c.Kind == paper.Quotient:
		shown = "#,##0.00"
	case c.Kind == paper.Percent && c.Sign:
		shown = `0.00"%"`
	case c.Kind == paper.Percent:
		shown = "0.00"
	default:
		return ""
	}
	if c.Mark != "" {
		shown += `" ` + c.Mark + `"`
	}
	return shown
}
