package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hoctap/internal/paper"
)

// table sets a table with its heads, which come again on every page.
func (w *writer) table(t *paper.Table) error {
	var rows []paper.Row
	for row, err := range t.Rows {
		if err != nil {
			return fmt.Errorf("rows of a paper: %w", err)
		}
		rows = append(rows, row)
	}
	widths := w.widths(t, rows)
	w.say(fmt.Sprintf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>`, textWidth))
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		w.say(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
	}
	w.say(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, width := range widths {
		w.say(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, width))
	}
	w.say(`</w:tblGrid>`)
	w.heads(t, widths)
	for i := range rows {
		w.row(t, &rows[i], widths)
	}
	w.say(`</w:tbl>` + line("", tight, ""))
	return nil
}

// longText is from where a text does not widen its column any more.
const longText = 32

// widths part the page by what stands in the columns. Figures and words of heads
// get something to spare: broken, they could be misread.
func (w *writer) widths(t *paper.Table, rows []paper.Row) []int {
	need := make([]int, len(t.Columns))
	total := 0
	for i, c := range t.Columns {
		for _, h := range c.Heads {
			for _, word := range strings.Fields(h.Text) {
				need[i] = max(need[i], utf8.RuneCountInString(word)+4)
			}
		}
		for _, row := range rows {
			if i < len(row.Cells) {
				need[i] = max(need[i], min(utf8.RuneCountInString(row.Cells[i].Written(w.report.Lang))+4, longText))
			}
		}
		need[i] = max(need[i], 5)
		total += need[i]
	}
	left := textWidth
	for i := range need {
		need[i] = need[i] * textWidth / total
		left -= need[i]
	}
	need[len(need)-1] += left
	return need
}

func (w *writer) heads(t *paper.Table, widths []int) {
	heads, depth := paper.HeadCells(t.Columns)
	for level := range depth {
		w.say(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
		for column := 0; column < len(t.Columns); {
			h := headAt(heads, level, column)
			merge := ""
			if h.Levels > 1 {
				merge = `<w:vMerge/>`
				if h.Level == level {
					merge = `<w:vMerge w:val="restart"/>`
				}
			}
			words := headText(h.Head)
			if h.Level != level {
				words = ""
			}
			w.say(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>%s<w:vAlign w:val="center"/></w:tcPr>%s</w:tc>`,
				sum(widths[column:column+h.Span]), h.Span, merge, line(words, tight+centred, bold+`<w:sz w:val="24"/>`)))
			column += h.Span
		}
		w.say(`</w:tr>`)
	}
}

// headAt is the head that covers a column at a level.
func headAt(heads []paper.HeadCell, level, column int) paper.HeadCell {
	for _, h := range heads {
		if h.Column <= column && column < h.Column+h.Span && h.Level <= level && level < h.Level+h.Levels {
			return h
		}
	}
	return paper.HeadCell{Span: 1, Levels: 1, Level: level}
}

func headText(h paper.Head) string { return strings.TrimSpace(h.Text + " " + h.Mark) }

func (w *writer) row(t *paper.Table, row *paper.Row, widths []int) {
	w.say(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	if row.Role == paper.Banner {
		w.say(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/></w:tcPr>%s</w:tc></w:tr>`,
			textWidth, len(t.Columns), line(strings.Join(row.Lines, ", "), tight, bold+`<w:sz w:val="24"/>`)))
		return
	}
	for i := range row.Cells {
		w.cell(t, row, i, widths[i])
	}
	w.say(`</w:tr>`)
}

func (w *writer) cell(t *paper.Table, row *paper.Row, i, width int) {
	c := &row.Cells[i]
	align, look, merge := centred, `<w:sz w:val="24"/>`, ""
	switch {
	case c.Figure():
		align = `<w:jc w:val="right"/>`
	case t.Columns[i].Text:
		align = ""
	}
	if row.Role == paper.Total {
		look = bold + look
	}
	switch {
	case c.Down > 1:
		merge = `<w:vMerge w:val="restart"/>`
	case c.Under:
		merge = `<w:vMerge/>`
	}
	w.say(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s<w:vAlign w:val="center"/></w:tcPr>%s</w:tc>`,
		width, merge, line(c.Written(w.report.Lang)+c.Mark, tight+align, look)))
}

func sum(list []int) int {
	total := 0
	for _, n := range list {
		total += n
	}
	return total
}
