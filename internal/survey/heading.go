package survey

import (
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/viet"
)

// headRows is how deep headings may begin: some offices put a title above them.
const headRows = 15

// layout says where the columns of a workbook stand.
type layout struct {
	at      []*column // by sheet column, 0 is A; nil where it is none of ours
	cell    map[string]string
	year    int
	yearAt  string
	lastRow int // the last row of headings
	// unheaded tells that the column of hamlets has no heading: what is only a
	// number there is a running number.
	unheaded bool
	missing  []*column
}

// headRow is a row read while the headings are looked for.
type headRow struct {
	number int
	cells  []Cell
}

// headingKey is what is left of a heading when letter case, accents, spaces,
// line breaks and signs are taken away: in these workbooks differ most.
func headingKey(text string) string {
	folded := viet.Fold(text)
	var b strings.Builder
	b.Grow(len(folded))
	for _, r := range folded {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// headColumns finds a column by the way it is headed.
var headColumns = func() map[string]*column {
	out := map[string]*column{}
	for _, c := range columns {
		for _, head := range c.heads {
			out[head] = c
		}
	}
	return out
}()

// groupHeads are headings that stand over lower headings.
var groupHeads = map[string]bool{"chuho": true, "hocxong": true, "bohoc": true, "ngaysinh": true, "ngaythangnamsinh": true, "khuyettat": true}

// lowerHeads are the headings that may stand in the row below.
var lowerHeads = map[string]bool{"hodem": true, "hovadem": true, "hovatendem": true, "hotendem": true, "ten": true, "lop": true,
	"nam": true, "ngay": true, "thang": true, "namsinh": true,
	"vandong": true, "nghenoi": true, "nhin": true, "thankinhtamthan": true, "tritue": true, "hoctap": true, "tuky": true, "khac": true}

// locate finds the columns in the first rows of a sheet. village is the column
// that holds the hamlet without a heading, 0 for none.
func locate(rows []headRow, village int) (*layout, error) {
	head := bestHead(rows)
	if head < 0 {
		return nil, refuseHeadings(neededColumns, nil)
	}
	l := &layout{cell: map[string]string{}, lastRow: rows[head].number}
	above, lowers := rowAbove(rows, head), lowerRow(rows, head)
	if lowers != nil {
		l.lastRow = lowers.number
	}
	err := l.assign(headings{above, rows[head].cells, cellsOf(lowers), rows[head].number})
	if err != nil {
		return nil, err
	}
	l.findYear(rows, head)
	if village > 0 && l.cell[hamletKey] == "" && l.columnAt(village) == nil {
		l.put(village, columnByKey(hamletKey), address(village, rows[head].number))
		l.unheaded = true
	}
	return l, l.complete()
}

// bestHead is the row that has the most headings we know; three at least, or it
// is no survey sheet.
func bestHead(rows []headRow) int {
	best, most := -1, 2
	for i, row := range rows {
		count := 0
		for _, c := range row.cells {
			key := headingKey(c.Text)
			if headColumns[key] != nil || groupHeads[key] {
				count++
			}
		}
		if count > most {
			best, most = i, count
		}
	}
	return best
}

// rowAbove holds the groups, if there are any.
func rowAbove(rows []headRow, head int) []Cell {
	if head == 0 || rows[head-1].number != rows[head].number-1 {
		return nil
	}
	return rows[head-1].cells
}

// lowerRow is the row below the headings if it holds nothing but lower ones.
func lowerRow(rows []headRow, head int) *headRow {
	if head+1 >= len(rows) || rows[head+1].number != rows[head].number+1 {
		return nil
	}
	found := false
	for _, c := range rows[head+1].cells {
		key := headingKey(c.Text)
		switch {
		case key == "":
		case lowerHeads[key]:
			found = true
		default:
			return nil
		}
	}
	if !found {
		return nil
	}
	return &rows[head+1]
}

// headings are the up to three rows that head the columns. Merged headings hold
// their text in their first cell; the rest is worked out from what stands below,
// because a file tells its merges only after its rows.
type headings struct {
	above, head, lower []Cell
	number             int // of the middle row
}

// assign names every column of the sheet that is one of ours. A group reaches
// to the next group; a heading over lower ones as far as they do.
func (l *layout) assign(h headings) error {
	group, over := "", ""
	for i := range max(len(h.above), len(h.head), len(h.lower)) {
		above, head, lower := keyAt(h.above, i), keyAt(h.head, i), keyAt(h.lower, i)
		if _, isYear := whole(head); isYear {
			head = "" // the survey year stands among the headings
		}
		if above != "" {
			group = above
		}
		if head != "" || lower == "" {
			over = head
		}
		at := address(i+1, h.number)
		if lower != "" {
			at = address(i+1, h.number+1)
		}
		if head == "" && lower == "" {
			head = above // merged over all three rows
		}
		c := identify(group, over, head, lower)
		if c == nil {
			continue
		}
		err := l.claim(i+1, c, at)
		if err != nil {
			return err
		}
	}
	return nil
}

// identify tries the most telling way a column is headed first.
func identify(group, over, head, lower string) *column {
	for _, key := range [...]string{over + "/" + lower, group + "/" + lower, lower, group + "/" + head, head} {
		c := headColumns[key]
		if c != nil {
			return c
		}
	}
	return nil
}

// claim refuses a heading that stands twice: nobody could say which one counts.
func (l *layout) claim(col int, c *column, at string) error {
	if earlier := l.cell[c.key]; earlier != "" && c.key != orderKey {
		return fault.New(fault.Invalid, "survey.heading_twice", "title", c.title, "cell", earlier, "second", at)
	}
	l.put(col, c, at)
	return nil
}

func (l *layout) put(col int, c *column, at string) {
	for len(l.at) < col {
		l.at = append(l.at, nil)
	}
	l.at[col-1] = c
	l.cell[c.key] = at
}

func (l *layout) columnAt(col int) *column {
	if col > len(l.at) {
		return nil
	}
	return l.at[col-1]
}

// findYear takes the survey year from among the headings, where it is the only
// number of four digits: A2 of the template.
func (l *layout) findYear(rows []headRow, head int) {
	for _, row := range rows {
		if row.number > l.lastRow {
			return
		}
		for i, c := range row.cells {
			n, ok := whole(c.Text)
			if ok && n >= 1990 && n <= 2100 {
				l.year, l.yearAt = n, address(i+1, row.number)
				return
			}
		}
	}
}

// complete refuses a sheet without the columns nobody can be read without, and
// remembers what else is missing.
func (l *layout) complete() error {
	var lacking []*column
	for _, c := range columns {
		switch {
		case l.cell[c.key] != "":
		case c.standing == needed:
			lacking = append(lacking, c)
		case c.standing == usual:
			l.missing = append(l.missing, c)
		}
	}
	if len(lacking) > 0 {
		return refuseHeadings(lacking, l)
	}
	return nil
}

func refuseHeadings(lacking []*column, l *layout) error {
	key := "survey.headings_none"
	if l != nil {
		key = "survey.headings_needed"
	}
	return fault.New(fault.Invalid, key, "titles", titles(lacking))
}

var neededColumns = func() []*column {
	var out []*column
	for _, c := range columns {
		if c.standing == needed {
			out = append(out, c)
		}
	}
	return out
}()

func titles(list []*column) string {
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = "“" + c.title + "”"
	}
	return strings.Join(names, ", ")
}

func columnByKey(key string) *column {
	for _, c := range columns {
		if c.key == key {
			return c
		}
	}
	return nil
}

func keyAt(cells []Cell, i int) string {
	if i < len(cells) {
		return headingKey(cells[i].Text)
	}
	return ""
}

func cellsOf(row *headRow) []Cell {
	if row == nil {
		return nil
	}
	return row.cells
}
