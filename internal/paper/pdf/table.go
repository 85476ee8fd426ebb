package pdf

import (
	"fmt"
	"iter"

	"hoctap/internal/paper"
	"hoctap/internal/paper/pdffile"
)

// held is how many rows wait before they are printed, so that the last ones can
// go over to the page of the signatures.
const held = 3

// table is a table being printed.
type table struct {
	*writer
	columns []paper.Column
	heads   []paper.HeadCell
	depth   int
	size    float64
	up      bool
	x       []float64 // left edges, and the right one of the last column
	levels  []float64 // heights of the levels of heads
	numbers bool
	node    *pdffile.Node
	tagged  bool    // the heads have been set once
	top     float64 // where the lines of this part of the table begin
	lines   []rowLine
	spans   []*span // by column, those that are open
	waiting []paper.Row
	printed int // rows since the heads
}

// span is a cell that goes down over several rows.
type span struct {
	cell paper.Cell
	left int // rows still to come
	top  float64
	node *pdffile.Node
	bold bool
}

// table prints a table; of the last one the signatures stay with the last rows.
func (w *writer) table(source *paper.Table, first, last bool) error {
	t := &table{writer: w, columns: source.Columns, spans: make([]*span, len(source.Columns))}
	t.heads, t.depth = paper.HeadCells(source.Columns)
	for _, c := range source.Columns {
		t.numbers = t.numbers || c.Number != ""
	}
	next, stop := iter.Pull2(source.Rows)
	defer stop()
	sample, err := take(next, sampled)
	if err != nil {
		return err
	}
	t.place(t.fit(sample, first))
	if source.Title != "" {
		t.titleOf(source.Title)
	}
	t.node = w.file.Root().Begin("Table", "")
	err = t.all(sample, next)
	if err != nil {
		return err
	}
	t.finish(last)
	return w.file.Err()
}

func (t *table) titleOf(title string) {
	t.y += 6
	if t.room() < 8*t.size {
		t.turn()
	}
	t.paragraph("H2", block{font: t.bold, size: sizeText, text: title})
	t.y += 3
}

func take(next func() (paper.Row, error, bool), n int) ([]paper.Row, error) {
	var rows []paper.Row
	for len(rows) < n {
		row, err, ok := next()
		if err != nil {
			return nil, fmt.Errorf("rows of a paper: %w", err)
		}
		if !ok {
			break
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// all prints the rows that were looked at and those behind them, always keeping
// the last few back.
func (t *table) all(sample []paper.Row, next func() (paper.Row, error, bool)) error {
	for len(sample) > 0 {
		for _, row := range sample {
			t.waiting = append(t.waiting, row)
			if len(t.waiting) > held {
				t.print(t.waiting[0])
				t.waiting = t.waiting[1:]
			}
		}
		var err error
		sample, err = take(next, sampled)
		if err != nil {
			return err
		}
	}
	return nil
}

// finish prints the rows kept back, together with the signatures where those
// would otherwise be alone on their page.
func (t *table) finish(last bool) {
	need := 0.0
	for _, row := range t.waiting {
		need += t.height(row)
	}
	if last && t.printed > held && need <= t.room() && need+t.tailHeight() > t.room() {
		t.breakPage()
	}
	for _, row := range t.waiting {
		t.print(row)
	}
	t.waiting = nil
	if !t.tagged {
		t.openPart(0) // a table without rows still shows its heads
	}
	t.endPart()
	t.node.End()
	t.y += 4
}

// place sets the edges of the columns.
func (t *table) place(widths []float64) {
	t.x = []float64{marginLeft}
	for i, width := range widths {
		t.x = append(t.x, t.x[i]+width)
	}
	t.levels = t.headHeights()
}

// begin sets the heads, and the lines of a part begin.
func (t *table) begin() {
	t.top, t.lines, t.printed = t.y, t.lines[:0], 0
	t.setHeads()
	t.tagged = true
}

// print sets one row, on the next page where this one is full.
func (t *table) print(row paper.Row) {
	if row.Role == paper.Banner {
		t.banner(row)
		return
	}
	height := t.height(row)
	switch {
	case row.NewPage && t.printed > 0:
		t.breakPage()
	case t.open() && t.y+height > t.bottom():
		t.breakPage()
	}
	if !t.open() {
		t.openPart(height)
	}
	t.row(row, height)
	t.printed++
}

// open tells whether the table has heads on this page.
func (t *table) open() bool { return t.top > 0 }

// openPart begins a part of the table where the heads and a row have room.
func (t *table) openPart(row float64) {
	if t.room() < t.headHeight()+row && !t.fresh() {
		t.turn()
	}
	t.begin()
}

func (t *table) breakPage() {
	t.endPart()
	t.turn()
	t.begin()
	for _, s := range t.spans {
		if s != nil {
			s.top = t.y
		}
	}
}

// banner ends the part above and says what comes below; a banner, heads and a
// row or two stay together. Where papers are apart, it begins a new one.
func (t *table) banner(row paper.Row) {
	t.endPart()
	if t.doc.Apart && t.tagged {
		t.tail()
		t.begins = true
		t.turn()
		t.heading()
	}
	need := t.headHeight() + 3*t.size*leading + bannerHeight(row)
	if !t.fresh() && (row.NewPage && t.tagged && !t.doc.Apart || t.room() < need) {
		t.turn()
	} else if t.tagged && !t.fresh() {
		t.y += 8
	}
	t.bannerLines(row.Lines)
	t.y += 3
}

// bannerLines sets up to two lines one above the other, and more side by side.
func (t *table) bannerLines(lines []string) {
	width := t.textWidth()
	if len(lines) > 2 {
		width /= 2
	}
	for i, line := range lines {
		b := block{font: t.regular, size: sizeText, text: line}
		if i == 0 && len(lines) <= 2 {
			b.font = t.bold
		}
		x, y := marginLeft, t.y
		if len(lines) > 2 && i%2 == 1 {
			x += width
		}
		t.set("P", x, width-8, b)
		if len(lines) > 2 && i%2 == 0 && i < len(lines)-1 {
			t.y = y
		}
	}
}

func bannerHeight(row paper.Row) float64 {
	lines := len(row.Lines)
	if lines > 2 {
		lines = (lines + 1) / 2
	}
	return float64(lines) * sizeText * leading
}
