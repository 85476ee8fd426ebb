package xlsx

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/paper"
)

// body is a table on its way into the sheet.
type body struct {
	*writer
	*looked
	spans  []span
	first  int // row of the sheet that holds row 0
	values []any
}

func (w *writer) table(t *looked) error {
	b := &body{writer: w, looked: t, spans: w.grid.spans[t.ID], values: make([]any, w.grid.last())}
	if t.Title != "" {
		w.row++
		err := w.put(piece{w.whole(), t.Title, lookOf{size: 11, bold: true, align: "left", wrap: true}})
		if err != nil {
			return err
		}
	}
	if !w.doc.Apart {
		err := b.heads()
		if err != nil {
			return err
		}
	}
	b.first = w.row + 1
	return t.each(b.put)
}

// heads writes the levels of heads and the line of numbers. Those of the only
// table come again on every printed page.
func (b *body) heads() error {
	top := b.row + 1
	look := lookOf{size: b.styles.size, bold: true, align: "center", box: true, wrap: true}
	style, err := b.styles.id(look)
	if err != nil {
		return err
	}
	look.up = true
	upright, err := b.styles.id(look)
	if err != nil {
		return err
	}
	heights := b.headHeights()
	for level := range b.depth {
		values := b.boxes(style)
		for _, h := range b.looked.heads {
			if h.Level != level {
				continue
			}
			s := span{b.spans[h.Column].first, b.spans[h.Column+h.Span-1].last}
			values[s.first-1] = excelize.Cell{StyleID: style, Value: headText(h.Head)}
			if b.isUp(h) {
				values[s.first-1] = excelize.Cell{StyleID: upright, Value: headText(h.Head)}
			}
			err = b.merge(s, top+level, top+level+h.Levels-1)
			if err != nil {
				return err
			}
		}
		b.row++
		b.add(heights[level])
		err = b.stream.SetRow(address(1, b.row), values, excelize.RowOpts{Height: heights[level]})
		if err != nil {
			return err
		}
	}
	err = b.numbers()
	if len(b.doc.Tables) == 1 && !b.doc.Apart {
		b.headTop, b.headBottom = top, b.row
		for _, height := range heights {
			b.headHeight += height
		}
	}
	return err
}

// boxes are empty cells with lines around them, for all columns of the table.
func (b *body) boxes(style int) []any {
	values := make([]any, b.grid.last())
	for _, s := range b.spans {
		for i := s.first; i <= s.last; i++ {
			values[i-1] = excelize.Cell{StyleID: style}
		}
	}
	return values
}

func (b *body) headHeights() []float64 {
	heights := make([]float64, b.depth)
	for reach := 1; reach <= b.depth; reach++ {
		for _, h := range b.looked.heads {
			if h.Levels != reach {
				continue
			}
			need := b.heightOf(h)
			for _, have := range heights[h.Level : h.Level+h.Levels-1] {
				need -= have
			}
			low := h.Level + h.Levels - 1
			heights[low] = max(heights[low], need)
		}
	}
	return heights
}

func (b *body) isUp(h paper.HeadCell) bool {
	c := b.Columns[h.Column]
	return h.Span == 1 && h.Level == len(c.Heads)-1 && b.grid.turned(c)
}

func (b *body) heightOf(h paper.HeadCell) float64 {
	text, size := headText(h.Head), b.styles.size
	if b.isUp(h) {
		return min(float64(utf8.RuneCountInString(text))+2, upLength+2) * size * 0.56
	}
	width := b.grid.width(span{b.spans[h.Column].first, b.spans[h.Column+h.Span-1].last}) * normalSize / size
	return float64(lines(text, width-1))*size*1.32 + 4
}

func (b *body) numbers() error {
	numbered := false
	for _, c := range b.Columns {
		numbered = numbered || c.Number != ""
	}
	if !numbered {
		return nil
	}
	style, err := b.styles.id(lookOf{size: 9, italic: true, align: "center", box: true})
	if err != nil {
		return err
	}
	values := b.boxes(style)
	b.row++
	for i, c := range b.Columns {
		s := b.spans[i]
		values[s.first-1] = excelize.Cell{StyleID: style, Value: c.Number}
		err = b.merge(s, b.row, b.row)
		if err != nil {
			return err
		}
	}
	return b.stream.SetRow(address(1, b.row), values)
}

// put writes one row.
func (b *body) put(row paper.Row) error {
	if row.NewPage && b.row >= b.first && !b.doc.Apart {
		err := b.stream.InsertPageBreak(address(1, b.row+1))
		if err != nil {
			return err
		}
		b.used, b.onPage = b.headHeight, 0
	}
	if row.Role == paper.Banner {
		return b.banner(row)
	}
	b.row++
	clear(b.values)
	for i := range row.Cells {
		err := b.cell(&row, i)
		if err != nil {
			return err
		}
	}
	height := b.height(&row)
	b.add(height)
	return b.stream.SetRow(address(1, b.row), b.values, excelize.RowOpts{Height: height})
}

// height is that of the longest text of a row. Office programs do not agree on
// what they do with a row that does not say how high it is.
func (b *body) height(row *paper.Row) float64 {
	most := 1
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Kind != paper.Text || c.Down > 1 || c.Under {
			continue
		}
		width := b.grid.width(b.spans[i])*normalSize/b.styles.size - 1
		if float64(len(c.Text)) > width {
			most = max(most, lines(c.Text, width))
		}
	}
	height := float64(most)*b.styles.size*1.27 + 3
	if row.Tall {
		return max(height, 26)
	}
	return height
}

// banner writes up to two lines one above the other, and more side by side. Where
// papers are apart it begins a new one.
func (b *body) banner(row paper.Row) error {
	if b.doc.Apart && b.row >= b.first {
		err := b.writer.begin()
		if err != nil {
			return err
		}
	}
	left, right := b.halves()
	for i := 0; i < len(row.Lines); i++ {
		look := lookOf{size: 11, bold: i == 0 && len(row.Lines) <= 2, align: "left", wrap: true}
		pieces := []piece{{b.whole(), row.Lines[i], look}}
		if len(row.Lines) > 2 && i+1 < len(row.Lines) {
			pieces = []piece{{left, row.Lines[i], look}, {right, row.Lines[i+1], look}}
			i++
		}
		err := b.writer.put(pieces...)
		if err != nil {
			return err
		}
	}
	if b.doc.Apart {
		return b.heads()
	}
	return nil
}

// begin ends one paper with its signatures and begins the next on a new page.
func (w *writer) begin() error {
	err := w.signers()
	if err != nil {
		return err
	}
	err = w.stream.InsertPageBreak(address(1, w.row+1))
	if err != nil {
		return err
	}
	w.used, w.onPage = 0, 0
	return w.heading()
}

func (b *body) cell(row *paper.Row, i int) error {
	c, s := &row.Cells[i], b.spans[i]
	style, err := b.styles.cell(c, row, &b.Columns[i])
	if err != nil {
		return err
	}
	for column := s.first; column <= s.last; column++ {
		b.values[column-1] = excelize.Cell{StyleID: style}
	}
	if !c.Under {
		b.values[s.first-1] = excelize.Cell{StyleID: style, Value: b.value(c), Formula: b.formula(c)}
		return b.merge(s, b.row, b.row+max(c.Down, 1)-1)
	}
	return nil
}

// value is what stands in a cell: a figure as a figure, all else as typed text.
func (b *body) value(c *paper.Cell) any {
	switch c.Kind {
	case paper.Blank:
		if c.Mark == "" {
			return nil
		}
		return c.Mark
	case paper.Number:
		if c.Of <= 1 {
			return c.Count
		}
	}
	if v, ok := c.Value(); ok {
		return v
	}
	return c.Written(b.doc.Lang)
}

// formula lets a sum or a share reckon itself anew when a cell is changed.
func (b *body) formula(c *paper.Cell) string {
	switch {
	case len(c.Sum) > 0:
		return "SUM(" + b.ranges(c.Sum) + ")"
	case c.Share != nil:
		count, of := b.at(c.Share.Count), b.at(c.Share.Of)
		if c.Kind == paper.Percent {
			count += "*100"
		}
		return "IF(" + of + `=0,"` + paper.NoFigure + `",` + count + "/" + of + ")"
	}
	return ""
}

// at is the address of a cell of the table.
func (b *body) at(r paper.Ref) string { return address(b.spans[r.Column].first, b.first+r.Row) }

// ranges joins neighbours below or beside one another: C9:C13,C15.
func (b *body) ranges(refs []paper.Ref) string {
	var list []string
	for i := 0; i < len(refs); {
		end := i
		for end+1 < len(refs) && follows(refs[i], refs[end], refs[end+1]) {
			end++
		}
		text := b.at(refs[i])
		if end > i {
			text += ":" + b.at(refs[end])
		}
		list = append(list, text)
		i = end + 1
	}
	return strings.Join(list, ",")
}

// follows tells whether next goes on from last in the line that began at first.
func follows(first, last, next paper.Ref) bool {
	down := next.Column == first.Column && last.Column == first.Column && next.Row == last.Row+1
	aside := next.Row == first.Row && last.Row == first.Row && next.Column == last.Column+1
	return down || aside
}
