package xlsx

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hoctap/internal/paper"
)

// columns are those of the sheet, in characters, and which of them each column
// of each table takes. A sheet has one set of columns; the table with the most
// gives it, and the columns of the others lie over several of them.
type columns struct {
	widths []float64
	spans  map[string][]span // by the id of the table
	dense  bool              // set small, with heads turned up, or nobody could read the print
}

// Sizes of type in tables.
const (
	normalSize = 11.0
	denseSize  = 9.0
)

// tooWide is how many times as wide as the paper a sheet may be before it is set
// dense.
const tooWide = 1.25

func (g *columns) size() float64 {
	if g.dense {
		return denseSize
	}
	return normalSize
}

// span is the first and the last column of the sheet, counted from 1.
type span struct{ first, last int }

// fewest columns: room for the issuer at the left and the motto at the right, and
// for three who sign.
const fewest = 8

func layOut(doc *paper.Document, tables []looked) columns {
	g := columns{spans: map[string][]span{}, widths: []float64{1}}
	most := 0
	for i := range tables {
		if len(tables[i].Columns) > len(tables[most].Columns) {
			most = i
		}
	}
	if len(tables) > 0 {
		g.widths = g.needs(doc, &tables[most])
		if g.width(span{1, g.last()}) > tooWide*pageWidth(doc) {
			g.dense = true
			g.widths = g.needs(doc, &tables[most])
		}
		g.spans[tables[most].ID] = single(len(g.widths))
	}
	g.fill(pageWidth(doc))
	for len(g.widths) < fewest {
		g.split()
	}
	for i := range tables {
		if i != most {
			g.spans[tables[i].ID] = g.over(g.needs(doc, &tables[i]))
		}
	}
	return g
}

// charactersPerPoint: a column is measured in digits of the standard face, which
// are seven pixels of a 96th of an inch wide.
const charactersPerPoint = 96.0 / 72 / 7

// pageWidth is how many characters stand side by side on the paper.
func pageWidth(doc *paper.Document) float64 {
	width, _ := doc.Points()
	return (width - (marginLeft+marginRight)*72) * charactersPerPoint
}

// fill widens columns that leave some of the paper empty; a sheet that is too
// wide is made smaller when it is printed.
func (g *columns) fill(page float64) {
	have := g.width(span{1, g.last()})
	for i := range g.widths {
		g.widths[i] *= max(1, 0.98*page/have)
	}
}

// split parts the widest column in two. What stood in it lies over both.
func (g *columns) split() {
	widest := 0
	for i, w := range g.widths {
		if w > g.widths[widest] {
			widest = i
		}
	}
	half := g.widths[widest] / 2
	g.widths[widest] = half
	g.widths = slices.Insert(g.widths, widest, half)
	for _, list := range g.spans {
		for i := range list {
			if list[i].first > widest+1 {
				list[i].first++
			}
			if list[i].last >= widest+1 {
				list[i].last++
			}
		}
	}
}

func single(n int) []span {
	list := make([]span, n)
	for i := range list {
		list[i] = span{i + 1, i + 1}
	}
	return list
}

// over lays columns over those of the sheet, each over as many as it needs while
// enough are left for those behind it.
func (g *columns) over(needs []float64) []span {
	var list []span
	next := 1
	for i, need := range needs {
		s := span{next, next}
		have := g.widths[next-1]
		for have < need && len(g.widths)-s.last > len(needs)-i-1 {
			s.last++
			have += g.widths[s.last-1]
		}
		next = s.last + 1
		list = append(list, s)
	}
	return list
}

// edge is what a cell keeps free at its sides.
const edge = 1.6

// needs are the widths of the columns of a table in characters.
func (g *columns) needs(doc *paper.Document, t *looked) []float64 {
	widths := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		cells := max(cellNeeds(doc, t.sample, i), float64(c.Least))
		switch {
		case !g.dense:
			cells = max(cells, float64(c.Width))
		case c.Text:
			cells = cells/2 + 3 // two lines
		}
		widths[i] = max(g.headNeeds(c), cells)*g.size()/normalSize + edge
	}
	return widths
}

func (g *columns) headNeeds(c paper.Column) float64 {
	if len(c.Heads) == 0 {
		return 4
	}
	text := headText(c.Heads[len(c.Heads)-1])
	if g.turned(c) {
		return 1.8 * max(1, measure(text)/upLength)
	}
	longest := 0.0
	for _, word := range strings.Fields(text) {
		longest = max(longest, measure(word))
	}
	return max(longest*1.1, measure(text)/4)
}

// measure is how wide a text is, in characters of the width of a digit: capitals
// are wider.
func measure(text string) float64 {
	width := 0.0
	for _, r := range text {
		width++
		if unicode.IsUpper(r) {
			width += 0.4
		}
	}
	return width
}

// upLength is how many characters a head that runs upwards has on a line.
const upLength = 22.0

// turned tells whether the lowest head of a column runs upwards.
func (g *columns) turned(c paper.Column) bool {
	return g.dense && !c.Text && len(c.Heads) > 0 && utf8.RuneCountInString(headText(c.Heads[len(c.Heads)-1])) > 4
}

// cellNeeds is what nine cells in ten need on one line, 40 characters at most.
func cellNeeds(doc *paper.Document, rows []paper.Row, column int) float64 {
	var lengths []float64
	figures := 0.0
	for _, row := range rows {
		if column >= len(row.Cells) {
			continue
		}
		cell := row.Cells[column]
		length := measure(cell.Written(doc.Lang)) + measure(cell.Mark)
		if cell.Figure() {
			figures = max(figures, length)
		} else if length > 0 {
			lengths = append(lengths, length)
		}
	}
	if len(lengths) == 0 {
		return figures
	}
	slices.Sort(lengths)
	return max(figures, min(lengths[len(lengths)*9/10], 40))
}

func headText(h paper.Head) string {
	if h.Mark == "" {
		return h.Text
	}
	return h.Text + " " + h.Mark
}

// width is that of several columns together.
func (g *columns) width(s span) float64 {
	total := 0.0
	for _, w := range g.widths[s.first-1 : s.last] {
		total += w
	}
	return total
}

// last is the rightmost column.
func (g *columns) last() int { return len(g.widths) }

// lines is how many lines a text takes in so many characters. Letters of Times
// are narrower than the digit that columns are measured in.
func lines(text string, width float64) int {
	n := 0
	for _, paragraph := range strings.Split(text, "\n") {
		n++
		used := 0.0
		for _, word := range strings.Fields(paragraph) {
			length := float64(utf8.RuneCountInString(word)) * 0.98
			if used > 0 && used+1+length > width {
				n++
				used = 0
			}
			used += length + 0.7
		}
	}
	return n
}
