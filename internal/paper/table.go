package paper

import "iter"

// Table is rows under columns. Rows come one at a time, so that a book of a whole
// commune needs little memory; an error ends them and comes back from the writer.
type Table struct {
	ID      string // marks its cells for those who open them
	Title   string
	Columns []Column
	Rows    iter.Seq2[Row, error]
}

// Column is one column with the heads above it, the outermost first. Neighbours
// that share a head share its ID, and the writers merge it.
type Column struct {
	ID     string
	Heads  []Head
	Number string  // in the line of numbers under the heads
	Width  float64 // in characters; by what stands in it where 0
	Least  int     // characters that must have room, whatever the first rows need
	Text   bool    // holds words, not figures
}

// Head is one head of a column.
type Head struct {
	ID   string
	Text string
	Mark string // beside the text: a note or something not known of the form
}

// Role says what a row is among the others.
type Role int

// The roles. A Banner stands above the rows it names, over the whole width and
// without lines; the heads come again below it.
const (
	Body Role = iota
	Total
	Banner
)

// Row is one line of a table.
type Row struct {
	ID      string
	Role    Role
	Cells   []Cell   // as many as there are columns; none of a Banner
	Lines   []string // of a Banner
	NewPage bool     // begins a page
	Tall    bool     // room to write into by hand
}

// Rows gives rows that are already there.
func Rows(rows []Row) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// HeadCell is a head with the columns and levels it covers.
type HeadCell struct {
	Head
	Level, Column int
	Levels, Span  int
}

// HeadCells lays out the heads of columns: a head over several spans them, and
// the last head of a column reaches down to the deepest level.
func HeadCells(columns []Column) ([]HeadCell, int) {
	depth := 0
	for _, c := range columns {
		depth = max(depth, len(c.Heads))
	}
	var cells []HeadCell
	for level := range depth {
		for i := 0; i < len(columns); {
			span := 1
			for i+span < len(columns) && sameHead(columns[i], columns[i+span], level) {
				span++
			}
			if level < len(columns[i].Heads) {
				cells = append(cells, headCell(columns[i], level, i, span, depth))
			}
			i += span
		}
	}
	return cells, depth
}

func headCell(c Column, level, column, span, depth int) HeadCell {
	h := HeadCell{Head: c.Heads[level], Level: level, Column: column, Levels: 1, Span: span}
	if level == len(c.Heads)-1 {
		h.Levels = depth - level
	}
	return h
}

// sameHead tells whether two columns lie under one head at a level. The last
// head of a column is its own.
func sameHead(a, b Column, level int) bool {
	if level >= len(a.Heads)-1 || level >= len(b.Heads)-1 {
		return false
	}
	for i := range level + 1 {
		if a.Heads[i].ID != b.Heads[i].ID {
			return false
		}
	}
	return true
}
