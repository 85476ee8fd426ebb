package compare

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
	"hoctap/internal/words"
)

// Persons is how a list of people differs from another, name by name.
type Persons struct {
	Sheet     string
	Same      int
	OnlyHere  []Line
	OnlyThere []Line
	Differing []Pair
}

// Line is somebody on a list. Person is 0 for who stands on theirs alone; At is the
// row there.
type Line struct {
	Commune place.ID
	Person  register.ID
	Name    string
	Birth   string
	At      string
}

// Pair is somebody on both lists of whom something else is written.
type Pair struct {
	Line
	Fields []Written
}

// Written is what stands in a column, here and there.
type Written struct{ Column, Ours, Theirs string }

// List compares a list of people: by name and birth date, as two lists have nothing
// else in common that is sure.
func List(ctx context.Context, lib *form.Library, src form.Source, f *form.Filled, sheets []*Sheet, say *words.Printer) (*Result, error) {
	body := &form.Body{ID: "list", Columns: f.List.Columns}
	p := locateList(sheets, body)
	if p == nil {
		return nil, fault.New(fault.Invalid, "compare.no_table", "code", f.Code, "sought", soughtList(f), "found", headings(sheets))
	}
	theirs := p.people()
	out := &Persons{Sheet: p.sheet.Name}
	for e, err := range lib.Entries(ctx, src, f) {
		if err != nil {
			return nil, err
		}
		if e.Person == 0 {
			continue
		}
		out.meet(p, &e, theirs, say)
	}
	for _, k := range theirs.order {
		for _, row := range theirs.rows[k] {
			out.OnlyThere = append(out.OnlyThere, Line{Name: p.name(row), Birth: p.birth(row), At: row[atColumn]})
		}
	}
	r := &Result{Filled: f, Persons: out}
	p.remarkColumns(r)
	return r, nil
}

// locateList finds the row of headings that holds most columns of the list.
func locateList(sheets []*Sheet, body *form.Body) *placed {
	var best *placed
	for _, s := range sheets {
		spread := s.spread()
		for head := range s.Rows {
			if head >= deepest*5 {
				break
			}
			p := &placed{sheet: s, body: body, head: head, rows: map[int]int{}, renamedRows: map[int]string{}, renamedColumns: map[int]string{}}
			p.findColumns(spread)
			if best == nil || len(p.columns) > len(best.columns) {
				best = p
			}
		}
	}
	if best == nil || best.column("name") < 0 && best.column("given_name") < 0 || len(best.columns) < 2 {
		return nil
	}
	return best
}

// column is the index of our column of a field that was found there, -1 for none.
func (p *placed) column(field string) int {
	i := slices.IndexFunc(p.body.Columns, func(c form.FilledLine) bool { return c.Field == field })
	if _, found := p.columns[i]; !found {
		return -1
	}
	return i
}

// name is how somebody is called on a line: in one column, or in two.
func (p *placed) name(values map[int]string) string {
	if c := p.column("name"); c >= 0 {
		return values[c]
	}
	return strings.TrimSpace(values[p.column("family_name")] + " " + values[p.column("given_name")])
}

// birth is the day of birth: in one column, or in three.
func (p *placed) birth(values map[int]string) string {
	if c := p.column("birth"); c >= 0 {
		return values[c]
	}
	var parts []string
	for _, field := range []string{"birth_day", "birth_month", "birth_year"} {
		if c := p.column(field); c >= 0 && values[c] != "" {
			parts = append(parts, values[c])
		}
	}
	return strings.Join(parts, "/")
}

// atColumn is where a row keeps its number.
const atColumn = -1

// roll is a foreign list by who stands on it.
type roll struct {
	rows  map[string][]map[int]string
	order []string
}

func (p *placed) people() *roll {
	out := &roll{rows: map[string][]map[int]string{}}
	for i := p.head + 1; i < len(p.sheet.Rows); i++ {
		row := &p.sheet.Rows[i]
		values := map[int]string{atColumn: strconv.Itoa(row.Number)}
		for ours, theirs := range p.columns {
			values[ours] = viet.Clean(row.cell(theirs).Text)
		}
		name := p.name(values)
		if name == "" || numbering(row) || p.isHeading(values) {
			continue
		}
		k := p.who(name, p.birth(values))
		if len(out.rows[k]) == 0 {
			out.order = append(out.order, k)
		}
		out.rows[k] = append(out.rows[k], values)
	}
	return out
}

// isHeading tells a row of headings that is printed again on the next page.
func (p *placed) isHeading(values map[int]string) bool {
	for _, field := range []string{"name", "given_name"} {
		if c := p.column(field); c >= 0 && key(values[c]) == key(p.body.Columns[c].Head.Vi) {
			return true
		}
	}
	return false
}

// who is what somebody is known by on both lists.
func (p *placed) who(name, birth string) string { return key(name) + " " + day(birth) }

// day makes one text of the ways a day is written.
func day(text string) string {
	iso, err := viet.ParseDate(text)
	if err == nil {
		return iso
	}
	iso, _, _ = strings.Cut(text, "T")
	return iso
}

func (out *Persons) meet(p *placed, e *form.Entry, theirs *roll, say *words.Printer) {
	mine := map[int]string{}
	for i := range p.body.Columns {
		mine[i] = viet.Clean(shown(&e.Cells[i], say))
	}
	line := Line{Commune: e.Commune, Person: e.Person, Name: p.name(mine), Birth: p.birth(mine)}
	k := p.who(line.Name, line.Birth)
	rows := theirs.rows[k]
	if len(rows) == 0 {
		out.OnlyHere = append(out.OnlyHere, line)
		return
	}
	row := rows[0]
	theirs.rows[k] = rows[1:]
	line.At = row[atColumn]
	pair := Pair{Line: line, Fields: p.written(mine, row)}
	if len(pair.Fields) == 0 {
		out.Same++
		return
	}
	out.Differing = append(out.Differing, pair)
}

// shown is a cell as both sides write it: a year is not parted by thousands.
func shown(c *form.Cell, say *words.Printer) string {
	if c.Kind == form.FigureCell {
		return c.Exact()
	}
	return c.Show(say)
}

// written are the columns in which two lines differ, other than in spelling.
func (p *placed) written(mine, theirs map[int]string) []Written {
	var out []Written
	for i := range p.body.Columns {
		c := &p.body.Columns[i]
		if _, found := p.columns[i]; !found || c.Label != "" || key(mine[i]) == key(theirs[i]) || day(mine[i]) == day(theirs[i]) {
			continue
		}
		out = append(out, Written{Column: lineText(c), Ours: mine[i], Theirs: theirs[i]})
	}
	return out
}

func (p *placed) remarkColumns(r *Result) {
	for i := range p.body.Columns {
		if _, found := p.columns[i]; !found && p.counted(i) {
			r.Remarks = append(r.Remarks, Remark{Doubt: MissingColumn, Table: p.body.ID, Sheet: p.sheet.Name, Line: lineText(&p.body.Columns[i])})
		}
	}
}

func soughtList(f *form.Filled) string {
	var out []string
	for i := range f.List.Columns {
		if c := &f.List.Columns[i]; c.Shown() && c.Label == "" && len(out) < mostTold {
			out = append(out, "“"+lineText(c)+"”")
		}
	}
	return strings.Join(out, ", ")
}
