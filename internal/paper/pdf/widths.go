package pdf

import (
	"slices"

	"hoctap/internal/paper"
	"hoctap/internal/paper/face"
)

// Sizes tried for a table, the largest first; below smallest nobody reads it.
const (
	largest  = 11.0
	smallest = 6.5
	step     = 0.5
)

// padding is the room left and right of what stands in a cell.
const padding = 2.6

// sampled is how many rows the widths are taken from. A book of 30,000 people is
// not read twice; what is wider further down is broken into lines.
const sampled = 300

// attempt is a way to set a table. Nine names and addresses in ten stand on so
// many lines at most; 0 lets words be parted at every space. Long heads over
// figures can be turned upwards.
type attempt struct {
	size  float64
	lines int
	up    bool
}

// attempts are the ways in the order of what reads best.
func attempts() []attempt {
	var list []attempt
	for _, way := range []struct {
		from, to float64
		lines    int
		up       bool
	}{
		{largest, 9, 1, false}, {10, 7.5, 1, true}, {9, 7, 2, true}, {10, 8, 0, false}, {9, smallest, 0, true},
	} {
		for size := way.from; size >= way.to; size -= step {
			list = append(list, attempt{size, way.lines, way.up})
		}
	}
	return list
}

// needs are the widths that the columns need at least, and would like.
type needs struct{ least, want []float64 }

// fit finds the first attempt in which everything has room, and parts the width
// of the page among the columns. The first table fills the page, a small one
// below it does not have to.
func (t *table) fit(rows []paper.Row, first bool) []float64 {
	var n needs
	for _, a := range attempts() {
		n = t.needs(a, rows)
		t.size, t.up = a.size, a.up
		if sum(n.least) <= t.textWidth() {
			break
		}
	}
	if first {
		return share(n.least, n.want, t.textWidth())
	}
	return share(n.least, n.want, min(t.textWidth(), 1.4*sum(n.want)))
}

func (t *table) needs(a attempt, rows []paper.Row) needs {
	n := needs{make([]float64, len(t.columns)), make([]float64, len(t.columns))}
	for i, c := range t.columns {
		n.least[i], n.want[i] = t.headNeeds(c, a)
		if c.Width > 0 {
			n.want[i] = max(n.want[i], float64(c.Width)*a.size*0.5)
		}
		n.least[i] = max(n.least[i], t.regular.Width("0", a.size)*float64(c.Least))
		least, want := t.cellNeeds(rows, i, a)
		n.least[i], n.want[i] = max(n.least[i], least), max(n.want[i], want)
	}
	t.spread(n, a.size)
	for i := range n.least {
		n.least[i] += 2 * padding
		n.want[i] += 2 * padding
	}
	return n
}

// headNeeds measures the lowest head of a column: its widest word, and a width at
// which it takes about three lines.
func (t *table) headNeeds(c paper.Column, a attempt) (float64, float64) {
	if len(c.Heads) == 0 {
		return a.size, a.size
	}
	text := headText(c.Heads[len(c.Heads)-1])
	if a.up && turned(c, text) {
		lines := float64(len(wrap(t.bold, a.size, text, upLength(a.size))))
		return lines * a.size * leading, lines * a.size * leading
	}
	least := max(widestPiece(t.bold, a.size, text), t.regular.Width(c.Number, a.size))
	return least, max(least, t.bold.Width(face.Compose(text), a.size)/3)
}

// turned heads are those over figures that are longer than a short word.
func turned(c paper.Column, text string) bool { return !c.Text && len([]rune(text)) > 5 }

// upLength is how long a head may run upwards before it is broken.
func upLength(size float64) float64 { return size * 11 }

// cellNeeds measures what stands in a column. Figures are never broken; words
// are, and the few longest do not set the width alone.
func (t *table) cellNeeds(rows []paper.Row, column int, a attempt) (float64, float64) {
	least := 0.0
	var whole []float64
	for _, row := range rows {
		if column >= len(row.Cells) {
			continue
		}
		cell, font := row.Cells[column], t.fontOf(row)
		text := face.Compose(cell.Written(t.doc.Lang))
		width := font.Width(text, a.size) + t.markWidth(cell, a.size)
		if cell.Kind != paper.Text {
			least = max(least, width)
		} else {
			least = max(least, min(widestPiece(font, a.size, text), t.textWidth()/4))
		}
		if text != "" {
			whole = append(whole, width)
		}
	}
	if len(whole) == 0 {
		return least, least
	}
	slices.Sort(whole)
	want := min(whole[len(whole)*9/10], t.textWidth()/6)
	if a.lines > 0 {
		least = max(least, want/float64(a.lines)*1.15)
	}
	return least, max(least, want, min(whole[len(whole)-1], t.textWidth()/3))
}

// spread widens the columns under a head whose own words are wider than they.
func (t *table) spread(n needs, size float64) {
	for _, h := range t.heads {
		if h.Span == 1 {
			continue
		}
		need := widestPiece(t.bold, size, headText(h.Head)) + 2*padding
		have := sum(n.least[h.Column:h.Column+h.Span]) + 2*padding*float64(h.Span)
		for i := h.Column; have < need && i < h.Column+h.Span; i++ {
			n.least[i] += (need - have) / float64(h.Span)
			n.want[i] = max(n.want[i], n.least[i])
		}
	}
}

// share gives every column the least it needs, then what it would like, then an
// equal part of the rest. Where even the least is too much all are cut alike.
func share(least, want []float64, room float64) []float64 {
	out := make([]float64, len(least))
	need, like := sum(least), sum(want)
	for i := range out {
		switch {
		case need >= room:
			out[i] = least[i] * room / need
		case like >= room:
			out[i] = least[i] + (want[i]-least[i])*(room-need)/(like-need)
		default:
			out[i] = want[i] * (0.5 + 0.5*room/like)
			out[i] += (room - like) * 0.5 / float64(len(out))
		}
	}
	return out
}

func sum(list []float64) float64 {
	total := 0.0
	for _, x := range list {
		total += x
	}
	return total
}

// headText is a head with its mark.
func headText(h paper.Head) string {
	if h.Mark == "" {
		return h.Text
	}
	return h.Text + " " + h.Mark
}
