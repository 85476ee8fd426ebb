package pdf

import (
	"slices"

	"hoctap/internal/paper"
	"hoctap/internal/paper/pdffile"
)

// Measures of a row, as multiples of the size of type or in points.
const (
	above    = 2.2 // room above and below the text of a row
	tall     = 26  // of a row to be written into
	hairline = 0.5
	markSize = 0.65
)

func (t *table) fontOf(row paper.Row) *pdffile.Font {
	if row.Role == paper.Total {
		return t.bold
	}
	return t.regular
}

// height is that of the tallest cell. A cell that spans rows is as high as they.
func (t *table) height(row paper.Row) float64 {
	if row.Role == paper.Banner {
		return bannerHeight(row)
	}
	lines := 1
	for i, cell := range row.Cells {
		if cell.Kind == paper.Text && cell.Down <= 1 && !cell.Under {
			lines = max(lines, len(t.lay(row, i, cell)))
		}
	}
	height := float64(lines)*t.size*leading + 2*above
	if row.Tall {
		return max(height, tall)
	}
	return height
}

// lay breaks a text to the width of its column.
func (t *table) lay(row paper.Row, column int, cell paper.Cell) []string {
	return wrap(t.fontOf(row), t.size, cell.Text, t.x[column+1]-t.x[column]-2*padding)
}

// row sets the cells of a row and notes the line below it.
// A row that is all room to write in is no content yet.
func (t *table) row(row paper.Row, height float64) {
	if row.Tall && empty(row) {
		t.y += height
		t.lines = append(t.lines, t.under())
		return
	}
	node := t.node.Begin("TR", "")
	for i, cell := range row.Cells {
		if cell.Under {
			continue
		}
		tag, attrs := "TD", ""
		if i == 0 {
			tag, attrs = "TH", "/A<</O/Table/Scope/Row>>"
		}
		if cell.Down > 1 {
			attrs = "/A<</O/Table/RowSpan " + decimal(cell.Down) + ">>"
			t.spans[i] = &span{cell: cell, left: cell.Down, top: t.y, node: node.Begin(tag, attrs), bold: row.Role == paper.Total}
			continue
		}
		owner := node.Begin(tag, attrs)
		t.cell(owner, row, i, cell, height)
		owner.End()
	}
	node.End()
	t.y += height
	t.lower()
	t.lines = append(t.lines, t.under())
}

func empty(row paper.Row) bool {
	return !slices.ContainsFunc(row.Cells, func(c paper.Cell) bool { return c.Kind != paper.Blank || c.Down > 1 || c.Under })
}

// rowLine is the line below a row, with the columns whose cells go on below it.
type rowLine struct {
	y    float64
	gaps []int
}

func (t *table) under() rowLine {
	line := rowLine{y: t.y}
	for i, s := range t.spans {
		if s != nil {
			line.gaps = append(line.gaps, i)
		}
	}
	return line
}

// cell sets what stands in a cell, in the middle of its height.
func (t *table) cell(owner *pdffile.Node, row paper.Row, column int, cell paper.Cell, height float64) {
	if cell.Kind == paper.Text {
		t.setLines(owner, t.fontOf(row), t.lay(row, column, cell), column, t.y, height)
		return
	}
	text := cell.Written(t.doc.Lang)
	if text == "" && cell.Mark == "" {
		return
	}
	font, size := t.fontOf(row), t.size
	room := t.x[column+1] - t.x[column] - 2*padding + hair
	if wide := font.Width(text, size) + t.markWidth(cell, size); wide > room {
		size *= room / wide // further down a list than the widths were taken from
	}
	width, mark := font.Width(text, size), t.markWidth(cell, size)
	x := t.x[column+1] - padding - width - mark
	if cell.Kind == paper.Cross || cell.Plain {
		x = (t.x[column] + t.x[column+1] - width) / 2
	}
	base := t.y + (height-t.size*leading)/2 + t.size*0.95
	t.page.Mark(owner)
	t.page.Text(font, size, x, base, text)
	if mark > 0 {
		t.page.Text(t.italic, size*markSize, x+width+0.5, base-size*0.3, cell.Mark)
	}
	t.page.Unmark()
}

// markWidth is what the small mark behind a figure takes.
func (t *table) markWidth(cell paper.Cell, size float64) float64 {
	if cell.Mark == "" {
		return 0
	}
	return t.italic.Width(cell.Mark, size*markSize) + 0.5
}

// setLines sets lines in the middle of a cell; words stand to the left, short
// texts in columns of figures in the centre.
func (t *table) setLines(owner *pdffile.Node, font *pdffile.Font, lines []string, column int, top, height float64) {
	if len(lines) == 0 {
		return
	}
	y := top + (height-float64(len(lines))*t.size*leading)/2
	t.page.Mark(owner)
	for _, line := range lines {
		x := t.x[column] + padding
		if !t.columns[column].Text {
			x = (t.x[column] + t.x[column+1] - lineWidth(font, t.size, line)) / 2
		}
		t.page.Text(font, t.size, x, y+t.size*0.95, line)
		y += t.size * leading
	}
	t.page.Unmark()
}

// lower counts the spans down by a row, and sets those that have ended.
func (t *table) lower() {
	for i, s := range t.spans {
		if s == nil {
			continue
		}
		s.left--
		if s.left == 0 {
			t.setSpan(i, s)
			s.node.End()
			t.spans[i] = nil
		}
	}
}

func (t *table) setSpan(column int, s *span) {
	row := paper.Row{}
	if s.bold {
		row.Role = paper.Total
	}
	t.setLines(s.node, t.fontOf(row), t.lay(row, column, s.cell), column, s.top, t.y-s.top)
}

// endPart draws the lines of the part of the table on this page. A span that goes
// on overleaf is said here, and again there.
func (t *table) endPart() {
	if !t.open() {
		return
	}
	for i, s := range t.spans {
		if s != nil && t.y > s.top {
			t.setSpan(i, s)
		}
	}
	t.page.Artifact()
	body := t.top + t.headHeight()
	for _, x := range t.x {
		t.page.Line(x, body, x, t.y, hairline)
	}
	for i, line := range t.lines {
		if i == len(t.lines)-1 {
			line.gaps = nil
		}
		t.across(line)
	}
	t.page.Unmark()
	t.top = 0
}

func (t *table) across(line rowLine) {
	from := 0
	for _, gap := range append(line.gaps, len(t.columns)) {
		if gap > from {
			t.page.Line(t.x[from], line.y, t.x[gap], line.y, hairline)
		}
		from = gap + 1
	}
}
