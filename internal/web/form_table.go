package web

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"hoctap/internal/form"
	"hoctap/internal/paper"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

type paperLang = viet.Lang

// formHeads lays out the heads of a table.
func (v *visit) formHeads(table *paper.Table, caption string) view.FormTable {
	out := view.FormTable{Title: table.Title, Caption: caption, Width: len(table.Columns)}
	if table.Title != "" {
		out.Caption = table.Title
	}
	cells, depth := paper.HeadCells(table.Columns)
	out.Heads = make([][]view.FormHead, depth)
	for _, c := range cells {
		figure := c.Span == 1 && !table.Columns[c.Column].Text
		out.Heads[c.Level] = append(out.Heads[c.Level], view.FormHead{Text: c.Text, Mark: bareMark(c.Mark), Columns: c.Span, Rows: c.Levels, Figure: figure})
	}
	numbered := false
	for _, c := range table.Columns {
		out.Numbers = append(out.Numbers, c.Number)
		numbered = numbered || c.Number != ""
	}
	if !numbered {
		out.Numbers = nil
	}
	return out
}

// bareMark is a mark without its brackets.
func bareMark(mark string) string { return strings.Trim(mark, "()") }

// nameMark parts the mark of a note from the name of a row, which bear one text on
// paper.
var nameMark = regexp.MustCompile(`^(.+) \((\d+)\)$`)

// formTable is a table of the form. The paper tells what stands in a cell, the
// form what was asked there.
func (v *visit) formTable(t *target, ask *asked, body *form.Body, table *paper.Table, caption string) (view.FormTable, error) {
	return v.formTableWith(t, ask, body, table, caption, func(form.At, *view.FormCell) {})
}

// formTableWith lets mark say more about each cell.
func (v *visit) formTableWith(t *target, ask *asked, body *form.Body, table *paper.Table, caption string, mark func(form.At, *view.FormCell)) (view.FormTable, error) {
	out := v.formHeads(table, caption)
	rows, columns := shown(body.Rows), shown(body.Columns)
	name := nameColumn(body, columns)
	r := 0
	for row, err := range table.Rows {
		if err != nil {
			return out, err
		}
		line := view.FormRow{Total: row.Role == paper.Total}
		for c := range row.Cells {
			cell := &row.Cells[c]
			if cell.Under {
				continue
			}
			made := formCell(cell, v.lang)
			made.Head = c == name
			if m := nameMark.FindStringSubmatch(made.Text); made.Head && m != nil {
				made.Text, made.Mark = m[1], m[2]
			}
			at := form.At{Row: rows[r], Column: columns[c]}
			if cell.Figure() && body.Opens(at) {
				made.Href = formCellPath(t, ask, body.ID, row.ID, table.Columns[c].ID)
			}
			mark(at, &made)
			line.Cells = append(line.Cells, made)
		}
		out.Rows = append(out.Rows, line)
		r++
	}
	return out, nil
}

// shown are the indices of the lines that are printed.
func shown(lines []form.FilledLine) []int {
	var out []int
	for i := range lines {
		if lines[i].Shown() {
			out = append(out, i)
		}
	}
	return out
}

// nameColumn is the printed column that names the rows.
func nameColumn(b *form.Body, columns []int) int {
	for i, c := range columns {
		if b.Columns[c].Label == form.NameLabel {
			return i
		}
	}
	return 0
}

// shortText is how long a text may be that a narrow column holds on one line.
const shortText = 10

// ticked is how a yes is printed.
const ticked = "x"

// formCell is what stands in a cell. A blank without a note of its own says why
// where the reader points at it; a no is printed as nothing and lacks nothing.
func formCell(c *paper.Cell, lang paperLang) view.FormCell {
	out := view.FormCell{
		Text: c.Written(lang), Mark: bareMark(c.Mark), Figure: c.Kind != paper.Text,
		Cross: c.Kind == paper.Cross, Blank: c.Kind == paper.Blank && (c.Why != "" || c.Mark != ""), Down: c.Down,
		Tick: c.Kind == paper.Text && c.Text == ticked,
	}
	out.Words = !out.Figure && utf8.RuneCountInString(out.Text) > shortText
	if out.Blank && out.Mark == "" {
		out.Why = c.Why
	}
	return out
}

// nameRow is a line of a list, where an empty cell means that there is nothing to
// say, and not that something is lacking.
func nameRow(row *paper.Row, lang paperLang) view.FormRow {
	var out view.FormRow
	for i := range row.Cells {
		cell := formCell(&row.Cells[i], lang)
		cell.Figure, cell.Blank = row.Cells[i].Figure(), false
		out.Cells = append(out.Cells, cell)
	}
	return out
}
