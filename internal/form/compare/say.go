package compare

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"hoctap/internal/form"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/words"
)

// Say words an explanation.
func (e *Explanation) Say(p *words.Printer) string {
	if e.Key == "" {
		return p.T("compare.supposed", "text", e.Text.In(string(p.Lang())), "cells", len(e.Cells), "people", len(e.People))
	}
	args := map[string]any{}
	maps.Copy(args, e.Args)
	if e.Certain { // two cells that only look alike rest on nobody
		args["cells"], args["people"] = len(e.Cells), len(e.People)
	}
	if at, ok := args["at"].(string); ok {
		args["at"] = hour(at)
	}
	return p.T(e.Key, args)
}

// hour writes a moment in the time of Viet Nam.
func hour(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return t.In(time.FixedZone("ICT", 7*60*60)).Format("02/01/2006 15:04")
}

// Places words where somebody stands: on either side the cells that the other side
// does not count them in.
func (r *Result) Places(person *Person, p *words.Printer) string {
	name := func(cells []Spot) string {
		var out []string
		for _, s := range cells {
			t := &r.Tables[s.Table]
			c := &t.Cells[s.Cell]
			out = append(out, t.RowText(c)+" / "+t.ColumnText(c))
		}
		return strings.Join(out, "; ")
	}
	switch {
	case len(person.There) == 0:
		return p.T("compare.counted_here", "here", name(person.Here))
	case len(person.Here) == 0:
		return p.T("compare.counted_there", "there", name(person.There))
	}
	return p.T("compare.counted_both", "here", name(person.Here), "there", name(person.There))
}

// ChangesOf words what became of somebody's record since, field by field. Numbers
// by which a person is known are only said to have changed.
func (person *Person) ChangesOf(p *words.Printer) []string {
	var out []string
	for _, f := range register.Fields {
		pair, ok := person.Changes[f.Key]
		switch {
		case !ok:
		case f.Key == "personal_number" || f.Key == "phone" || f.Key == "note":
			out = append(out, p.T("compare.changed", "field", p.T("field."+f.Key)))
		default:
			out = append(out, p.T("compare.change", "field", p.T("field."+f.Key), "before", written(f.Key, pair[0], p), "now", written(f.Key, pair[1], p)))
		}
	}
	return out
}

func written(field string, value any, p *words.Printer) string {
	text := ""
	switch v := value.(type) {
	case string:
		text = survey.Written(field, v)
	case nil:
	default:
		text = fmt.Sprint(v)
	}
	if text == "" || text == "false" || text == "0" {
		return p.T("compare.blank")
	}
	return text
}

// Args are what the sentence of a remark is filled with.
func (m *Remark) Args() map[string]any {
	out := map[string]any{}
	for _, one := range arguments[m.Doubt] {
		out[one] = map[string]string{"sheet": m.Sheet, "at": m.At, "text": m.Text, "line": m.Line, "table": m.Table}[one]
	}
	return out
}

var arguments = map[Doubt][]string{
	FailedFormula: {"at", "line", "text"}, NoResult: {"at", "line"}, NoNumber: {"at", "line", "text"}, TypedNumber: {"at", "line", "text"},
	HiddenRow: {"at", "line"}, HiddenColumn: {"at", "line"}, RenamedRow: {"at", "line", "text"}, RenamedColumn: {"at", "line", "text"},
	MissingRow: {"line", "sheet"}, MissingColumn: {"line", "sheet"}, ExtraRow: {"at", "text"}, MissingTable: {"line"},
}

// RowText is the row of a cell as one reads it on the form.
func (t *Table) RowText(c *Cell) string { return lineText(&t.Body.Rows[c.Row]) }

// ColumnText is the column of a cell as one reads it on the form.
func (t *Table) ColumnText(c *Cell) string { return lineText(&t.Body.Columns[c.Column]) }

// Compared is how many cells hold something to compare.
func (r *Result) Compared() int {
	n := 0
	for i := range r.Tables {
		for _, c := range r.Tables[i].Cells {
			if c.State != Apart {
				n++
			}
		}
	}
	return n
}

// Ours is our cell.
func (t *Table) Ours(c *Cell) *form.Cell { return t.Body.Cell(form.At{Row: c.Row, Column: c.Column}) }
