package pdf

import (
	"fmt"

	"hoctap/internal/paper"
	"hoctap/internal/paper/pdffile"
)

// headHeights gives each level of heads the height of its tallest head; one that
// reaches down over several levels makes the last of them taller where it must.
func (t *table) headHeights() []float64 {
	levels := make([]float64, t.depth)
	for reach := 1; reach <= t.depth; reach++ {
		for _, h := range t.heads {
			if h.Levels != reach {
				continue
			}
			missing := t.headCellHeight(h) - sum(levels[h.Level:h.Level+h.Levels])
			levels[h.Level+h.Levels-1] += max(missing, 0)
		}
	}
	return levels
}

func (t *table) headCellHeight(h paper.HeadCell) float64 {
	text := headText(h.Head)
	if t.isUp(h) {
		longest := 0.0
		for _, line := range wrap(t.bold, t.size, text, upLength(t.size)) {
			longest = max(longest, lineWidth(t.bold, t.size, line))
		}
		return longest + 2*above + 2
	}
	return float64(len(wrap(t.bold, t.size, text, t.headWidth(h))))*t.size*leading + 2*above
}

func (t *table) isUp(h paper.HeadCell) bool {
	c := t.columns[h.Column]
	return t.up && h.Span == 1 && h.Level == len(c.Heads)-1 && turned(c, headText(h.Head))
}

func (t *table) headWidth(h paper.HeadCell) float64 {
	return t.x[h.Column+h.Span] - t.x[h.Column] - 2*padding
}

// numberHeight is that of the line of numbers under the heads.
func (t *table) numberHeight() float64 {
	if !t.numbers {
		return 0
	}
	return t.size*0.9*leading + 2
}

func (t *table) headHeight() float64 { return sum(t.levels) + t.numberHeight() }

// setHeads sets the heads. The first time they are content; when they come again
// on a later page a screen reader has them already.
func (t *table) setHeads() {
	tops := []float64{t.y}
	for i, height := range t.levels {
		tops = append(tops, tops[i]+height)
	}
	for level := range t.depth {
		node := t.headRow()
		for _, h := range t.heads {
			if h.Level == level {
				t.setHead(node, h, tops[level], tops[level+h.Levels])
			}
		}
		if node != nil {
			node.End()
		}
	}
	t.y = tops[t.depth]
	t.setNumbers()
	t.page.Artifact()
	t.headLines(tops)
	t.page.Unmark()
}

// headRow is nil where the heads are repeated.
func (t *table) headRow() *pdffile.Node {
	if t.tagged {
		return nil
	}
	return t.node.Begin("TR", "")
}

// owned sets something as a cell of a row of heads, or as an artifact.
func (t *table) owned(row *pdffile.Node, attrs string, set func()) {
	if row == nil {
		t.page.Artifact()
		set()
		t.page.Unmark()
		return
	}
	node := row.Begin("TH", attrs)
	t.page.Mark(node)
	set()
	t.page.Unmark()
	node.End()
}

func (t *table) setHead(row *pdffile.Node, h paper.HeadCell, top, bottom float64) {
	attrs := fmt.Sprintf("/A<</O/Table/Scope/Column/ColSpan %d/RowSpan %d>>", h.Span, h.Levels)
	t.owned(row, attrs, func() {
		if t.isUp(h) {
			t.setUp(h, top, bottom)
			return
		}
		lines := wrap(t.bold, t.size, headText(h.Head), t.headWidth(h))
		y := top + (bottom-top-float64(len(lines))*t.size*leading)/2
		middle := (t.x[h.Column] + t.x[h.Column+h.Span]) / 2
		for _, line := range lines {
			t.page.Text(t.bold, t.size, middle-lineWidth(t.bold, t.size, line)/2, y+t.size*0.95, line)
			y += t.size * leading
		}
	})
}

// setUp sets a head that runs upwards.
func (t *table) setUp(h paper.HeadCell, top, bottom float64) {
	lines := wrap(t.bold, t.size, headText(h.Head), upLength(t.size))
	x := (t.x[h.Column]+t.x[h.Column+1])/2 - float64(len(lines))*t.size*leading/2
	for _, line := range lines {
		y := (top+bottom)/2 + lineWidth(t.bold, t.size, line)/2
		t.page.TextUp(t.bold, t.size, x+t.size*0.9, y, line)
		x += t.size * leading
	}
}

func (t *table) setNumbers() {
	if !t.numbers {
		return
	}
	size := t.size * 0.9
	node := t.headRow()
	for i, c := range t.columns {
		middle := (t.x[i] + t.x[i+1]) / 2
		t.owned(node, "/A<</O/Table/Scope/Column>>", func() {
			t.page.Text(t.italic, size, middle-t.italic.Width(c.Number, size)/2, t.y+size, c.Number)
		})
	}
	if node != nil {
		node.End()
	}
	t.y += t.numberHeight()
}

// headLines draws the boxes of the heads.
func (t *table) headLines(tops []float64) {
	left, right := t.x[0], t.x[len(t.x)-1]
	for _, h := range t.heads {
		bottom := tops[h.Level+h.Levels]
		t.page.Line(t.x[h.Column], bottom, t.x[h.Column+h.Span], bottom, hairline)
		t.page.Line(t.x[h.Column], tops[h.Level], t.x[h.Column], bottom, hairline)
	}
	t.page.Line(left, tops[0], right, tops[0], hairline)
	t.page.Line(right, tops[0], right, t.y, hairline)
	if t.numbers {
		t.page.Line(left, t.y, right, t.y, hairline)
		for _, x := range t.x {
			t.page.Line(x, tops[t.depth], x, t.y, hairline)
		}
	}
}
