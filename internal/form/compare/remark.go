package compare

import (
	"strconv"
	"strings"

	"hoctap/internal/form"
)

// remark tells what is odd about the lines of a table: those that are missing,
// renamed, hidden, and those that ours does not have.
func (p *placed) remark(r *Result) {
	note := func(doubt Doubt, line *form.FilledLine, at, text string) {
		r.Remarks = append(r.Remarks, Remark{Doubt: doubt, Table: p.body.ID, Sheet: p.sheet.Name, At: at, Text: text, Line: lineText(line)})
	}
	for i := range p.body.Columns {
		line := &p.body.Columns[i]
		c, found := p.columns[i]
		switch {
		case !p.counted(i):
		case !found:
			note(MissingColumn, line, "", "")
		case p.renamedColumns[i] != "":
			note(RenamedColumn, line, columnName(c), p.renamedColumns[i])
		}
		if found && p.sheet.HiddenColumns[c] {
			note(HiddenColumn, line, columnName(c), "")
		}
	}
	for i := range p.body.Rows {
		line := &p.body.Rows[i]
		k, found := p.rows[i]
		switch {
		case !line.Shown():
		case !found:
			note(MissingRow, line, "", "")
		case p.renamedRows[i] != "":
			note(RenamedRow, line, strconv.Itoa(p.sheet.Rows[k].Number), p.renamedRows[i])
		}
		if found && p.sheet.Rows[k].Hidden {
			note(HiddenRow, line, strconv.Itoa(p.sheet.Rows[k].Number), "")
		}
	}
	p.extra(r)
}

// extra are rows with numbers between ours that we do not have.
func (p *placed) extra(r *Result) {
	first, last := len(p.sheet.Rows), -1
	known := map[int]bool{}
	for _, k := range p.rows {
		first, last = min(first, k), max(last, k)
		known[k] = true
	}
	for k := first + 1; k < last; k++ {
		row := &p.sheet.Rows[k]
		if !known[k] && p.holdsNumbers(row) {
			r.Remarks = append(r.Remarks, Remark{Doubt: ExtraRow, Table: p.body.ID, Sheet: p.sheet.Name, At: strconv.Itoa(row.Number), Text: firstText(row)})
		}
	}
}

// holdsNumbers says that a row has figures where the columns of ours are.
func (p *placed) holdsNumbers(row *Row) bool {
	n := 0
	for _, c := range p.columns {
		if row.cell(c).Kind == Number {
			n++
		}
	}
	return 2*n > len(p.columns) && !numbering(row)
}

func firstText(row *Row) string {
	for _, c := range row.Cells {
		if c.Text != "" {
			return c.Text
		}
	}
	return ""
}

func (p *placed) remarkAt(doubt Doubt, c *Cell) Remark {
	return Remark{
		Doubt: doubt, Table: p.body.ID, Sheet: p.sheet.Name, At: c.Address, Text: c.Theirs,
		Line: lineText(&p.body.Rows[c.Row]) + " · " + lineText(&p.body.Columns[c.Column]),
	}
}

// lineText is a line with the heads over it, as one reads it on the form.
func lineText(l *form.FilledLine) string {
	var parts []string
	for _, h := range l.Heads {
		parts = append(parts, h.Head.Vi)
	}
	return strings.Join(append(parts, l.Head.Vi), ", ")
}

// sought are some headings of a form, to tell which were looked for.
func sought(f *form.Filled) string {
	var out []string
	for i := range f.Tables {
		for k := range f.Tables[i].Columns {
			if c := &f.Tables[i].Columns[k]; c.Shown() && c.Label == "" && len(out) < mostTold {
				out = append(out, "“"+lineText(c)+"”")
			}
		}
	}
	return strings.Join(out, ", ")
}

// headings are some texts of the sheets, to tell what was found instead.
func headings(sheets []*Sheet) string {
	var out []string
	for _, s := range sheets {
		for i := range s.Rows {
			for _, c := range s.Rows[i].Cells {
				if c.Kind == Text && len(out) < mostTold {
					out = append(out, "“"+shorten(c.Text)+"”")
				}
			}
		}
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, ", ")
}

const mostTold = 8

func shorten(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// address is the name of a cell as spreadsheets show it.
func address(col, row int) string { return columnName(col) + strconv.Itoa(row) }

func columnName(col int) string {
	var letters []byte
	for ; col > 0; col = (col - 1) / 26 {
		letters = append([]byte{byte('A' + (col-1)%26)}, letters...)
	}
	return string(letters)
}
