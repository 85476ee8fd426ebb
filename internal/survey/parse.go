package survey

// parser turns rows into drafts. It holds what the whole workbook has in
// common, so that a row costs no more than its cells.
type parser struct {
	year    int
	layout  *layout
	lists   map[string]*list
	schools *schoolList
}

// row is the row being read.
type row struct {
	*parser
	draft  *Draft
	col    int    // sheet column of the cell being read
	filled uint64 // columns with something in them
	wrong  uint64 // columns whose value was refused, or is doubted enough
}

// reader takes the cell of a column into the draft, or says what is wrong. The
// cell is not blank and holds no error value.
type reader func(r *row, c *column, cell Cell)

// filledEnough are the columns that do not make a row: a running number and a
// hamlet stand in empty rows as well.
var filledEnough = ^(bitOf(orderKey) | bitOf(hamletKey))

// parse reads one row; nil stands for a row that holds nobody.
func (p *parser) parse(number int, cells []Cell) *Draft {
	if p.empty(cells) {
		return nil
	}
	r := row{parser: p, draft: &Draft{Row: number}}
	r.draft.Record.Year = p.year
	for i, cell := range cells {
		if i >= len(p.layout.at) {
			break
		}
		c := p.layout.at[i]
		if c == nil || c.read == nil || cell.blank() {
			continue
		}
		r.col = i + 1
		r.take(c, cell)
	}
	r.demand()
	r.doubt()
	r.draft.wrong = r.wrong
	return r.draft
}

func (p *parser) empty(cells []Cell) bool {
	for i, cell := range cells {
		if i >= len(p.layout.at) {
			return true
		}
		c := p.layout.at[i]
		if c != nil && c.bit&filledEnough != 0 && !cell.blank() {
			return false
		}
	}
	return true
}

func (r *row) take(c *column, cell Cell) {
	r.filled |= c.bit
	switch cell.Type {
	case FailedCell:
		r.refuse(c, "cell_failed", "value", cell.Text)
	case UncomputedCell:
		r.refuse(c, "formula_uncomputed")
	case DateCell:
		r.date(c, cell)
	default:
		c.read(r, c, cell)
	}
}

// date deals with a number that the sheet shows as a day. In free text it is
// kept and doubted: Excel makes a day of the class 1/2.
func (r *row) date(c *column, cell Cell) {
	if !c.free {
		r.refuse(c, "cell_is_date", "value", shownDate(cell.Text))
		return
	}
	r.warn(c, "text_became_date", "value", shownDate(cell.Text))
	c.read(r, c, Cell{Text: shownDate(cell.Text)})
	r.wrong |= c.bit
}

// refuse records an error of the cell being read; its field stays empty and no
// further check looks at it.
func (r *row) refuse(c *column, code string, args ...any) {
	r.wrong |= c.bit
	r.problem(Error, c, code, args)
}

func (r *row) warn(c *column, code string, args ...any) {
	r.problem(Warning, c, code, args)
}

func (r *row) problem(severity Severity, c *column, code string, args []any) {
	r.draft.Problems = append(r.draft.Problems, Problem{
		Cell: address(r.col, r.draft.Row), Field: c.key, Code: code, Severity: severity, Args: named(args),
	})
}

// demand asks for what every row needs. A cell that is wrong is not missing.
func (r *row) demand() {
	for _, c := range neededColumns {
		if r.filled&c.bit == 0 {
			r.at(c)
			r.refuse(c, c.key+"_missing")
		}
	}
}

// at turns to the cell of a column for what is said about the row as a whole.
func (r *row) at(c *column) {
	for i, other := range r.layout.at {
		if other == c {
			r.col = i + 1
			return
		}
	}
}

// sound tells that columns have a value that was understood.
func (r *row) sound(columns uint64) bool { return r.filled&^r.wrong&columns == columns }

// has tells that one of the columns has something in it, right or wrong.
func (r *row) has(columns uint64) bool { return r.filled&columns != 0 }

func bitOf(keys ...string) uint64 {
	var set uint64
	for _, key := range keys {
		set |= columnByKey(key).bit
	}
	return set
}

// textOf, numberOf and markOf are the places where a column puts its value.
func textOf(r *row, c *column) *string { return c.field.At(&r.draft.Record).(*string) }
func numberOf(r *row, c *column) *int  { return c.field.At(&r.draft.Record).(*int) }
func markOf(r *row, c *column) *bool   { return c.field.At(&r.draft.Record).(*bool) }

func named(args []any) map[string]any {
	if len(args) == 0 {
		return nil
	}
	out := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		out[args[i].(string)] = args[i+1]
	}
	return out
}
