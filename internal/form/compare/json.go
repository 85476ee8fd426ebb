package compare

import (
	"strconv"

	"hoctap/internal/form"
	"hoctap/internal/words"
)

// JSON is a comparison for programs.
type JSON struct {
	Form         string            `json:"form"`
	Place        string            `json:"place"`
	Year         int               `json:"year"`
	Compared     int               `json:"compared"`
	Differences  int               `json:"differences"`
	Cells        []CellJSON        `json:"cells"`
	Explanations []ExplanationJSON `json:"explanations"`
	Remarks      []Remark          `json:"remarks"`
	Persons      *PersonsJSON      `json:"persons,omitempty"`
}

// CellJSON is a cell that is not equal.
type CellJSON struct {
	Table       string `json:"table,omitempty"`
	Row         string `json:"row"`
	Column      string `json:"column"`
	Address     string `json:"address,omitempty"`
	State       State  `json:"state"`
	Ours        string `json:"ours"`
	Theirs      string `json:"theirs"`
	Delta       int64  `json:"delta"`
	Follows     bool   `json:"follows"`
	Explanation *int   `json:"explanation"` // index, null where there is none
}

// ExplanationJSON is why some cells differ.
type ExplanationJSON struct {
	Certain bool         `json:"certain"`
	Text    string       `json:"text"`
	Cells   int          `json:"cells"`
	People  []PersonJSON `json:"people"`
}

// PersonJSON is somebody who is counted on one side. Ids are text: they have more
// digits than a number of JSON keeps.
type PersonJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Born   string `json:"born"`
	Hamlet string `json:"hamlet"`
	// Here and There are the cells that count the person on one side only, as
	// row/column.
	Here    []string `json:"here"`
	There   []string `json:"there"`
	Changed []string `json:"changed"`
}

// PersonsJSON is how two lists differ.
type PersonsJSON struct {
	Same      int    `json:"same"`
	OnlyHere  []Line `json:"only_here"`
	OnlyThere []Line `json:"only_there"`
	Differing []Pair `json:"differing"`
}

// NewJSON writes a result for programs.
func NewJSON(r *Result, say *words.Printer) JSON {
	out := JSON{
		Form: r.Filled.Code, Place: r.Filled.Place.Name, Year: r.Filled.Year, Compared: r.Compared(), Differences: r.Differences(),
		Cells: []CellJSON{}, Explanations: []ExplanationJSON{}, Remarks: append([]Remark{}, r.Remarks...),
	}
	for i := range r.Tables {
		out.Cells = append(out.Cells, r.Tables[i].json(say)...)
	}
	for i := range r.Explanations {
		out.Explanations = append(out.Explanations, r.Explanations[i].json(r, say))
	}
	if p := r.Persons; p != nil {
		out.Persons = &PersonsJSON{p.Same, append([]Line{}, p.OnlyHere...), append([]Line{}, p.OnlyThere...), append([]Pair{}, p.Differing...)}
	}
	return out
}

func (t *Table) json(say *words.Printer) []CellJSON {
	var out []CellJSON
	for k := range t.Cells {
		c := &t.Cells[k]
		if c.State == Equal || c.State == Apart {
			continue
		}
		one := CellJSON{
			Table: t.Body.ID, Row: t.Body.Rows[c.Row].ID, Column: t.Body.Columns[c.Column].ID, Address: c.Address, State: c.State,
			Ours: t.Body.Cell(form.At{Row: c.Row, Column: c.Column}).Show(say), Theirs: c.Theirs, Delta: c.Delta, Follows: c.Follows,
		}
		if c.Why >= 0 {
			why := c.Why
			one.Explanation = &why
		}
		out = append(out, one)
	}
	return out
}

func (e *Explanation) json(r *Result, say *words.Printer) ExplanationJSON {
	out := ExplanationJSON{Certain: e.Certain, Text: e.Say(say), Cells: len(e.Cells), People: []PersonJSON{}}
	for _, p := range e.People {
		one := PersonJSON{ID: strconv.FormatInt(int64(p.Record.PersonID), 10), Name: p.Record.Name(), Born: p.Record.BirthDate(), Hamlet: p.Hamlet, Here: r.ids(p.Here), There: r.ids(p.There), Changed: []string{}}
		for field := range p.Changes {
			one.Changed = append(one.Changed, field)
		}
		out.People = append(out.People, one)
	}
	return out
}

// ids name cells as row/column.
func (r *Result) ids(cells []Spot) []string {
	out := []string{}
	for _, s := range cells {
		t := &r.Tables[s.Table]
		c := &t.Cells[s.Cell]
		out = append(out, t.Body.Rows[c.Row].ID+"/"+t.Body.Columns[c.Column].ID)
	}
	return out
}
