package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/form"
)

// placed is one of our tables found on a foreign sheet.
type placed struct {
	sheet   *Sheet
	body    *form.Body
	head    int         // index of the last row of headings
	columns map[int]int // ours to theirs, counted from 1
	rows    map[int]int // ours to the index of theirs
	// Renamed are lines found under a heading that is only alike.
	renamedRows, renamedColumns map[int]string
}

// locate finds a table on any of the sheets: where most of its columns are headed,
// with most of its rows below.
func locate(sheets []*Sheet, body *form.Body) *placed {
	var best *placed
	for _, s := range sheets {
		spread := s.spread()
		for head := range s.Rows {
			if head >= deepest*5 {
				break
			}
			p := &placed{sheet: s, body: body, head: head, renamedRows: map[int]string{}, renamedColumns: map[int]string{}}
			p.findColumns(spread)
			if len(p.columns) == 0 || best != nil && len(p.columns) < len(best.columns) {
				continue
			}
			p.findRows(spread)
			if best == nil || p.better(best) {
				best = p
			}
		}
	}
	if best == nil || !best.enough() {
		return nil
	}
	best.rename()
	return best
}

func (p *placed) better(than *placed) bool {
	return cmp.Or(cmp.Compare(len(p.columns)*len(p.rows), len(than.columns)*len(than.rows)), cmp.Compare(p.head, than.head)) > 0
}

// enough asks for a third of the columns and of the rows: fewer could be found in
// any table of people.
func (p *placed) enough() bool {
	columns, rows := 0, 0
	for i := range p.body.Columns {
		if p.counted(i) {
			columns++
		}
	}
	for i := range p.body.Rows {
		if p.body.Rows[i].Shown() {
			rows++
		}
	}
	return 3*len(p.columns) >= columns && 3*len(p.rows) >= rows && len(p.columns) > 0 && len(p.rows) > 0
}

// counted says whether a column of ours holds numbers to compare. One whose heading
// nobody has seen ("…") cannot be found on another sheet.
func (p *placed) counted(i int) bool {
	c := &p.body.Columns[i]
	head := c.Head.In("vi")
	return c.Shown() && c.Label == "" && (head == "" || key(head) != "")
}

// foreignPath is what stands over a foreign column, from the first row of the
// sheet down to the row of the head.
func (p *placed) foreignPath(spread map[[2]int]string, col int) path {
	var out path
	for i := max(0, p.head-deepest); i <= p.head; i++ {
		row := &p.sheet.Rows[i]
		text := row.cell(col).Text
		if text == "" {
			text = spread[[2]int{row.Number, col}]
		}
		if !numbering(row) {
			out = append(out, key(text))
		}
	}
	return out
}

// numbering tells a row that numbers the columns: 1, 2, 3 … or A, B, 1, 2.
func numbering(row *Row) bool {
	numbers, last := 0, 0
	for _, c := range row.Cells {
		text := strings.Trim(c.Text, "() ")
		if text == "" || len(text) == 1 && text[0] >= 'A' && text[0] <= 'Z' {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n != last+1 && last != 0 {
			return false
		}
		numbers, last = numbers+1, n
	}
	return numbers > 2
}

// findColumns gives each foreign column to the one of ours that it fits best, and
// none to two.
func (p *placed) findColumns(spread map[[2]int]string) {
	type fit struct{ ours, theirs, how int }
	var fits []fit
	width := p.sheet.width()
	for c := 1; c <= width; c++ {
		theirs := p.foreignPath(spread, c)
		for i := range p.body.Columns {
			if how := theirs.fits(pathOf(&p.body.Columns[i])); p.counted(i) && how > 0 {
				fits = append(fits, fit{i, c, how})
			}
		}
	}
	// The best first; of equals the one further to the left to the one further left.
	slices.SortStableFunc(fits, func(a, b fit) int {
		return cmp.Or(cmp.Compare(b.how, a.how), cmp.Compare(a.theirs, b.theirs), cmp.Compare(a.ours, b.ours))
	})
	p.columns = map[int]int{}
	taken := map[int]bool{}
	for _, f := range fits {
		if _, done := p.columns[f.ours]; !done && !taken[f.theirs] && (f.how > 1 || p.onlyOne(f.ours)) {
			p.columns[f.ours], taken[f.theirs] = f.theirs, true
		}
	}
}

// onlyOne says that no other column of ours is headed alike at its lowest: "Nữ"
// alone says nothing where it stands under five groups.
func (p *placed) onlyOne(i int) bool {
	mine := key(p.body.Columns[i].Head.In("vi"))
	n := 0
	for k := range p.body.Columns {
		if p.counted(k) && key(p.body.Columns[k].Head.In("vi")) == mine {
			n++
		}
	}
	return n == 1
}

// findRows takes the foreign column in which most of our rows are named, in their
// order.
func (p *placed) findRows(spread map[[2]int]string) {
	p.rows = map[int]int{}
	taken := map[int]bool{}
	for _, theirs := range p.columns {
		taken[theirs] = true
	}
	for c := 1; c <= min(p.sheet.width(), 12); c++ {
		if taken[c] {
			continue
		}
		found := p.rowsIn(c, spread)
		if len(found) > len(p.rows) {
			p.rows = found
		}
	}
}

// rowsIn walks down a column and gives each of our rows the next that is named like
// it, within the same group where ours has groups. Rows that the other form has and
// ours lacks are passed over.
func (p *placed) rowsIn(col int, spread map[[2]int]string) map[int]int {
	found := map[int]int{}
	from := p.head + 1
	for i := range p.body.Rows {
		ours := &p.body.Rows[i]
		if !ours.Shown() {
			continue
		}
		for k := from; k < len(p.sheet.Rows); k++ {
			if sameRow(p.textAt(spread, k, col), ours) && (p.onlyRow(i) || p.inGroup(spread, k, col, ours)) {
				found[i], from = k, k+1
				break
			}
		}
	}
	return found
}

// textAt is what stands in a cell, or over it where it is merged.
func (p *placed) textAt(spread map[[2]int]string, k, col int) string {
	row := &p.sheet.Rows[k]
	if text := row.cell(col).Text; text != "" {
		return text
	}
	return spread[[2]int{row.Number, col}]
}

// onlyRow says that no other row of ours is named alike: "Tỷ lệ" says nothing where
// it stands under every criterion.
func (p *placed) onlyRow(i int) bool {
	mine, n := key(p.body.Rows[i].Head.Vi), 0
	for k := range p.body.Rows {
		if p.body.Rows[k].Shown() && key(p.body.Rows[k].Head.Vi) == mine {
			n++
		}
	}
	return n == 1
}

// inGroup says that the group of our row stands beside the foreign one, or is the
// last that a line of its own named above it.
func (p *placed) inGroup(spread map[[2]int]string, k, col int, ours *form.FilledLine) bool {
	if len(ours.Heads) == 0 {
		return true
	}
	group := key(ours.Heads[len(ours.Heads)-1].Head.Vi)
	for c := 1; c <= min(p.sheet.width(), 12); c++ {
		if c != col && key(p.textAt(spread, k, c)) == group {
			return true
		}
	}
	for above := k - 1; above > p.head; above-- {
		if row := &p.sheet.Rows[above]; !p.holdsNumbers(row) {
			return key(firstText(row)) == group
		}
	}
	return false
}

// sameRow compares how a row is named. An age is written as a figure, or with its
// word.
func sameRow(theirs string, ours *form.FilledLine) bool {
	k := key(theirs)
	if k == "" {
		return false
	}
	mine := key(ours.Head.In("vi"))
	return k == mine || bare(k) == bare(mine)
}

// bare leaves the figures of an age: "6tuoi", "tre6tuoi" and "6" are one row.
func bare(k string) string {
	for _, word := range []string{"tuoi", "tre", "do", "nhom"} {
		k = strings.ReplaceAll(k, word, "")
	}
	return k
}
