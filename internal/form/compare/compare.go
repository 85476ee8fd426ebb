package compare

import (
	"math/big"
	"slices"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/viet"
)

// State says how a cell of ours stands to theirs.
type State string

// The states. A blank of theirs and a zero of ours are equal: many programs leave
// zeros out.
const (
	Equal      State = "equal"
	Differs    State = "differs"
	OnlyHere   State = "only_here"  // theirs is empty, or not on their form
	OnlyThere  State = "only_there" // ours waits to be entered
	Unreadable State = "unreadable"
	Apart      State = "apart" // text, crosses: nothing to compare
)

// Doubt is what is odd about a cell or line of theirs.
type Doubt string

// The doubts, each with its sentence in the catalogue under compare.
const (
	NoDoubt       Doubt = ""
	FailedFormula Doubt = "failed_formula"
	NoResult      Doubt = "no_result"
	NoNumber      Doubt = "no_number"
	TypedNumber   Doubt = "typed_number"
	HiddenRow     Doubt = "hidden_row"
	HiddenColumn  Doubt = "hidden_column"
	RenamedRow    Doubt = "renamed_row"
	RenamedColumn Doubt = "renamed_column"
	MissingRow    Doubt = "missing_row"
	MissingColumn Doubt = "missing_column"
	ExtraRow      Doubt = "extra_row"
	MissingTable  Doubt = "missing_table"
)

// Remark tells of a doubt: about which cell or line of theirs, and what stands
// there.
type Remark struct {
	Doubt Doubt  `json:"doubt"`
	Table string `json:"table,omitempty"`
	Sheet string `json:"sheet,omitempty"`
	At    string `json:"at,omitempty"`   // address or row number
	Text  string `json:"text,omitempty"` // what stands there
	Line  string `json:"line,omitempty"` // of ours, in words
}

// Cell is one cell of ours with what stands there. Row and Column are indexes.
type Cell struct {
	Row, Column int
	State       State
	Theirs      string
	Address     string
	// Delta is ours less theirs, where both are counts.
	Delta int64
	// Follows says that the difference is that of the cells it adds up.
	Follows bool
	// Why is the index of its explanation, -1 where there is none.
	Why int
}

// Table is one table, side by side.
type Table struct {
	Body  *form.Body
	Sheet string
	Cells []Cell
}

// Cell gives the cell of a row and column, nil where it is not compared.
func (t *Table) Cell(row, column int) *Cell {
	i := slices.IndexFunc(t.Cells, func(c Cell) bool { return c.Row == row && c.Column == column })
	if i < 0 {
		return nil
	}
	return &t.Cells[i]
}

// Result is a whole form, side by side.
type Result struct {
	Filled       *form.Filled
	Tables       []Table
	Remarks      []Remark
	Explanations []Explanation
	// Persons is how two lists of people differ, for a form that is one.
	Persons *Persons
}

// Differences are the cells that are not equal, table by table.
func (r *Result) Differences() int {
	n := 0
	for i := range r.Tables {
		for _, c := range r.Tables[i].Cells {
			if c.State != Equal && c.State != Apart {
				n++
			}
		}
	}
	if r.Persons != nil {
		n += len(r.Persons.OnlyHere) + len(r.Persons.OnlyThere) + len(r.Persons.Differing)
	}
	return n
}

// Tables compares the tables of a form. A form none of whose tables is on any of
// the sheets is another form.
func Tables(f *form.Filled, sheets []*Sheet) (*Result, error) {
	r := &Result{Filled: f}
	found := 0
	for i := range f.Tables {
		body := &f.Tables[i]
		p := locate(sheets, body)
		if p == nil {
			r.Remarks = append(r.Remarks, Remark{Doubt: MissingTable, Table: body.ID, Line: titleOf(body)})
			continue
		}
		found++
		r.Tables = append(r.Tables, p.compare(r))
	}
	if found == 0 {
		return nil, fault.New(fault.Invalid, "compare.no_table", "code", f.Code, "sought", sought(f), "found", headings(sheets))
	}
	for i := range r.Tables {
		r.Tables[i].follow()
	}
	return r, nil
}

func titleOf(b *form.Body) string {
	if b.Title == nil {
		return b.ID
	}
	return b.Title.Vi
}

func (p *placed) compare(r *Result) Table {
	t := Table{Body: p.body, Sheet: p.sheet.Name}
	p.remark(r)
	for row := range p.body.Rows {
		for column := range p.body.Columns {
			if !p.body.Rows[row].Shown() || !p.counted(column) {
				continue
			}
			t.Cells = append(t.Cells, p.cell(r, row, column))
		}
	}
	return t
}

func (p *placed) cell(r *Result, row, column int) Cell {
	out := Cell{Row: row, Column: column, State: Apart, Why: -1}
	ours := p.body.Cell(form.At{Row: row, Column: column})
	if !numeric(ours) && ours.Kind != form.BlankCell {
		return out
	}
	k, okRow := p.rows[row]
	c, okColumn := p.columns[column]
	if !okRow || !okColumn {
		if numeric(ours) && ours.N != 0 {
			out.State = OnlyHere
		}
		return out
	}
	theirs := p.sheet.Rows[k].cell(c)
	out.Theirs, out.Address = viet.Clean(theirs.Text), address(c, p.sheet.Rows[k].Number)
	p.settle(r, &out, ours, read(theirs))
	return out
}

// settle gives a cell its state.
func (p *placed) settle(r *Result, out *Cell, ours *form.Cell, theirs reading) {
	if theirs.wrong != NoDoubt {
		out.State = Unreadable
		r.Remarks = append(r.Remarks, p.remarkAt(theirs.wrong, out))
		return
	}
	if theirs.typed {
		r.Remarks = append(r.Remarks, p.remarkAt(TypedNumber, out))
	}
	switch {
	case !numeric(ours) && theirs.value == nil:
	case !numeric(ours):
		out.State = OnlyThere
	case theirs.value == nil && ours.N == 0, theirs.value != nil && same(ours, theirs.value):
		out.State = Equal
	case theirs.value == nil && ours.D > 0 && ours.Kind != form.FigureCell:
		out.State = OnlyHere
	default:
		out.State = Differs
		out.Delta = delta(ours, theirs.value)
		if theirs.value == nil {
			out.State = OnlyHere
		}
	}
}

// delta is the difference of two counts; 0 where either is none.
func delta(ours *form.Cell, theirs *big.Rat) int64 {
	if ours.Kind != form.CountCell {
		return 0
	}
	if theirs == nil {
		return ours.N
	}
	if !theirs.IsInt() || !theirs.Num().IsInt64() {
		return 0
	}
	return ours.N - theirs.Num().Int64()
}

// follow marks the sums and shares that differ because their parts do.
func (t *Table) follow() {
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.State != Differs {
			continue
		}
		at := form.At{Row: c.Row, Column: c.Column}
		if count, of, ok := t.Body.Parts(at); ok {
			c.Follows = t.differs(count) || t.differs(of)
			continue
		}
		terms := t.Body.Terms(at)
		sum := int64(0)
		for _, term := range terms {
			if part := t.Cell(term.Row, term.Column); part != nil && (part.State == Differs || part.State == OnlyHere) {
				sum += part.Delta
			}
		}
		c.Follows = len(terms) > 0 && c.Delta != 0 && sum == c.Delta
	}
}

func (t *Table) differs(at form.At) bool {
	c := t.Cell(at.Row, at.Column)
	return c != nil && c.State == Differs
}
