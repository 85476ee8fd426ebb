package formout

import (
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"hoctap/internal/form"
	"hoctap/internal/paper"
)

// printed maps the lines of a form to those on paper: some are counted for others
// only.
type printed struct {
	lines []int // by place on paper, the index in the form
	at    []int // by index in the form, the place on paper; -1 for none
}

func printedOf(lines []form.FilledLine) printed {
	p := printed{at: make([]int, len(lines))}
	for i := range lines {
		p.at[i] = -1
		if lines[i].Shown() {
			p.at[i] = len(p.lines)
			p.lines = append(p.lines, i)
		}
	}
	return p
}

// layout is one table of a form on its way onto paper.
type layout struct {
	doc           *Document
	body          *form.Body
	lang          string
	rows, columns printed
}

func (d *Document) table(b *form.Body) paper.Table {
	l := &layout{doc: d, body: b, lang: string(d.Words.Lang()), rows: printedOf(b.Rows), columns: printedOf(b.Columns)}
	t := paper.Table{ID: b.ID}
	if b.Title != nil {
		t.Title = b.Title.In(l.lang)
	}
	for _, c := range l.columns.lines {
		t.Columns = append(t.Columns, d.column(&b.Columns[c], l.holdsWords(c)))
	}
	var rows []paper.Row
	for _, r := range l.rows.lines {
		rows = append(rows, l.row(r))
	}
	l.merge(rows)
	t.Rows = paper.Rows(rows)
	return t
}

// column gives a column its heads; the lowest is its own.
func (d *Document) column(c *form.FilledLine, words bool) paper.Column {
	lang := string(d.Words.Lang())
	out := paper.Column{ID: c.ID, Number: c.Number, Width: float64(c.Width), Text: words}
	for _, h := range c.Heads {
		out.Heads = append(out.Heads, paper.Head{ID: h.ID, Text: h.Head.In(lang)})
	}
	out.Heads = append(out.Heads, paper.Head{ID: c.ID, Text: c.Head.In(lang), Mark: bracketed(c.Note)})
	return out
}

// shortWords is how long a word may be that stands in the middle of its column as
// a figure does: an age, a code, a level.
const shortWords = 10

func (l *layout) holdsWords(column int) bool {
	for _, r := range l.rows.lines {
		c := &l.body.Cells[r][column]
		if c.Kind == form.TextCell && utf8.RuneCountInString(c.Text.In(l.lang)) > shortWords {
			return true
		}
	}
	return false
}

func (l *layout) row(r int) paper.Row {
	line := &l.body.Rows[r]
	row := paper.Row{ID: line.ID, Cells: make([]paper.Cell, len(l.columns.lines))}
	if len(line.Sum) > 0 {
		row.Role = paper.Total
	}
	for i, c := range l.columns.lines {
		at := form.At{Row: r, Column: c}
		cell := l.doc.cell(l.body.Cell(at))
		if l.body.Columns[c].Label == form.NameLabel {
			cell = l.name(line, cell)
		}
		cell.Sign = cell.Kind == paper.Percent && !l.says(at)
		cell.Sum, cell.Share = l.sum(at), l.share(at)
		row.Cells[i] = cell
	}
	return row
}

// name is what a row is called, with the mark of what is said of it. A row that is
// left blank on the form still has its name.
func (l *layout) name(line *form.FilledLine, cell paper.Cell) paper.Cell {
	if cell.Kind != paper.Text {
		cell = paper.Cell{Kind: paper.Text, Text: line.Head.In(l.lang)}
	}
	if line.Note != "" {
		cell.Text += " " + bracketed(line.Note)
	}
	cell.Mark = ""
	return cell
}

// says tells whether a head says already that its figures are percents.
func (l *layout) says(at form.At) bool {
	for _, line := range []*form.FilledLine{&l.body.Rows[at.Row], &l.body.Columns[at.Column]} {
		if strings.Contains(line.Head.Vi, "%") {
			return true
		}
		for _, h := range line.Heads {
			if strings.Contains(h.Head.Vi, "%") {
				return true
			}
		}
	}
	return false
}

// cell is what stands in a cell.
func (d *Document) cell(c *form.Cell) paper.Cell {
	out := paper.Cell{Count: c.N, Of: c.D, Mark: bracketed(c.Note)}
	switch c.Kind {
	case form.CountCell, form.FigureCell:
		out.Kind = paper.Number
	case form.PercentCell:
		out.Kind = paper.Percent
	case form.QuotientCell:
		out.Kind = paper.Quotient
	case form.CrossedCell:
		out.Kind = paper.Cross
	case form.BlankCell:
		if c.Why != nil {
			out.Why = c.Why.Say(d.Words)
		}
	default:
		out = paper.Cell{Kind: paper.Text, Text: c.Show(d.Words), Mark: out.Mark}
		if out.Text == "" {
			out.Kind = paper.Blank
		}
	}
	return out
}

// sum gives the cells that a sum adds up, if they are all on the paper and come to
// it: a formula must not say something else than what was counted.
func (l *layout) sum(at form.At) []paper.Ref {
	var refs []paper.Ref
	total := int64(0)
	for _, term := range l.body.Terms(at) {
		ref, ok := l.ref(term)
		if !ok {
			return nil
		}
		refs = append(refs, ref)
		if c := l.body.Cell(term); c.Kind == form.CountCell || c.Kind == form.FigureCell {
			total += c.N
		}
	}
	c := l.body.Cell(at)
	if c.Kind != form.CountCell && c.Kind != form.FigureCell || total != c.N || c.D > 1 {
		return nil
	}
	return refs
}

func (l *layout) share(at form.At) *paper.Share {
	count, of, ok := l.body.Parts(at)
	if !ok {
		return nil
	}
	a, okCount := l.ref(count)
	b, okOf := l.ref(of)
	c := l.body.Cell(at)
	same := l.figure(count, c.N) && l.figure(of, c.D)
	if !okCount || !okOf || !same {
		return nil
	}
	return &paper.Share{Count: a, Of: b}
}

func (l *layout) figure(at form.At, n int64) bool {
	c := l.body.Cell(at)
	return (c.Kind == form.CountCell || c.Kind == form.FigureCell) && c.N == n && c.D <= 1
}

func (l *layout) ref(at form.At) (paper.Ref, bool) {
	r := paper.Ref{Row: l.rows.at[at.Row], Column: l.columns.at[at.Column]}
	return r, r.Row >= 0 && r.Column >= 0
}

// merge lets the name of a group go down over the rows of the group.
func (l *layout) merge(rows []paper.Row) {
	for i, c := range l.columns.lines {
		if l.body.Columns[c].Label != form.GroupLabel {
			continue
		}
		first := 0
		for r := 1; r <= len(rows); r++ {
			if r < len(rows) && l.sameGroup(first, r) {
				rows[r].Cells[i] = paper.Cell{Under: true}
				continue
			}
			if r-first > 1 {
				rows[first].Cells[i].Down = r - first
			}
			first = r
		}
	}
}

// sameGroup tells whether two printed rows lie under one head.
func (l *layout) sameGroup(a, b int) bool {
	x, y := l.body.Rows[l.rows.lines[a]], l.body.Rows[l.rows.lines[b]]
	return len(x.Heads) > 0 && len(y.Heads) > 0 && x.Heads[0].ID == y.Heads[0].ID
}

// wordsFrom is the width from which a column of a list holds words.
const wordsFrom = 12

// list is the people of a list, as they come.
func (d *Document) list() paper.Table {
	t := paper.Table{ID: "list"}
	shown := printedOf(d.List.Columns)
	for _, c := range shown.lines {
		line := &d.List.Columns[c]
		column := d.column(line, line.Width == 0 || line.Width >= wordsFrom)
		if line.Label == form.OrdinalLabel {
			column.Least = len(strconv.FormatInt(d.List.Persons, 10))
		}
		t.Columns = append(t.Columns, column)
	}
	t.Rows = d.entries(shown)
	return t
}

func (d *Document) entries(shown printed) iter.Seq2[paper.Row, error] {
	lang := string(d.Words.Lang())
	return func(yield func(paper.Row, error) bool) {
		if d.Entries == nil {
			return
		}
		first := true
		for e, err := range d.Entries {
			if err != nil {
				yield(paper.Row{}, err)
				return
			}
			if e.Begins && !yield(d.banner(&e, lang, first), nil) {
				return
			}
			first = false
			row := paper.Row{Cells: make([]paper.Cell, len(shown.lines)), Tall: e.Person == 0}
			for i, c := range shown.lines {
				row.Cells[i] = d.cell(&e.Cells[c])
				row.Cells[i].Plain = names(&d.List.Columns[c]) && row.Cells[i].Kind == paper.Number
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// names tells whether the numbers of a column name and do not count: years, and
// the place in the list.
func names(c *form.FilledLine) bool {
	return strings.HasSuffix(c.Field, "year") || c.Label == form.OrdinalLabel
}

func (d *Document) banner(e *form.Entry, lang string, first bool) paper.Row {
	row := paper.Row{Role: paper.Banner, NewPage: d.List.Group != nil && d.List.Group.NewPage && !first}
	for _, t := range e.Group {
		row.Lines = append(row.Lines, t.In(lang))
	}
	return row
}
