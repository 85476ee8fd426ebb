package compare

import "slices"

// alike is from where two headings may be the same one, spelt anew.
const alike = 80

// rename looks for the rows and columns that were not found under the headings
// that are left, and takes one that is alike if no other is: with a word about it,
// since it may be wrong.
func (p *placed) rename() {
	spread := p.sheet.spread()
	p.renameColumns(spread)
	p.renameRows()
}

func (p *placed) renameColumns(spread map[[2]int]string) {
	var left []int
	for c := 1; c <= p.sheet.width(); c++ {
		if !p.takenColumn(c) && p.beyondLabels(c) {
			left = append(left, c)
		}
	}
	for i := range p.body.Columns {
		if _, found := p.columns[i]; found || !p.counted(i) {
			continue
		}
		ours := pathOf(&p.body.Columns[i]).text()
		best, how := 0, alike-1
		for _, c := range left {
			theirs := p.foreignPath(spread, c).clean()
			n := near(ours, theirs[max(0, len(theirs)-len(pathOf(&p.body.Columns[i]))):].text())
			if n > how {
				best, how = c, n
			}
		}
		if best > 0 {
			p.columns[i] = best
			p.renamedColumns[i] = p.headText(spread, best)
			left = slices.DeleteFunc(left, func(c int) bool { return c == best })
		}
	}
}

// beyondLabels keeps the columns that name the rows from being taken for numbers.
func (p *placed) beyondLabels(col int) bool {
	numbers := 0
	for _, k := range p.rows {
		if p.sheet.Rows[k].cell(col).Kind == Number {
			numbers++
		}
	}
	return 2*numbers >= len(p.rows)
}

func (p *placed) takenColumn(col int) bool {
	for _, c := range p.columns {
		if c == col {
			return true
		}
	}
	return false
}

// headText is the lowest heading over a foreign column, as it is written.
func (p *placed) headText(spread map[[2]int]string, col int) string {
	for i := p.head; i >= 0; i-- {
		row := &p.sheet.Rows[i]
		text := row.cell(col).Text
		if text == "" {
			text = spread[[2]int{row.Number, col}]
		}
		if text != "" && !numbering(row) {
			return text
		}
	}
	return ""
}

// renameRows looks between the rows that were found: a row that was renamed still
// stands at its place.
func (p *placed) renameRows() {
	for i := range p.body.Rows {
		row := &p.body.Rows[i]
		if _, found := p.rows[i]; found || !row.Shown() {
			continue
		}
		after, before := p.around(i)
		best, how, text := -1, alike-1, ""
		for k := after + 1; k < before; k++ {
			for c := 1; c <= min(len(p.sheet.Rows[k].Cells), 12); c++ {
				theirs := p.sheet.Rows[k].cell(c).Text
				if n := near(key(row.Head.In("vi")), key(theirs)); n > how {
					best, how, text = k, n, theirs
				}
			}
		}
		if best >= 0 {
			p.rows[i], p.renamedRows[i] = best, text
		}
	}
}

// around are the foreign rows between which a row of ours must stand.
func (p *placed) around(i int) (after, before int) {
	after, before = p.head, len(p.sheet.Rows)
	for ours, theirs := range p.rows {
		if ours < i {
			after = max(after, theirs)
		} else {
			before = min(before, theirs)
		}
	}
	return after, before
}
