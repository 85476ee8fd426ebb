package survey

import (
	"slices"
	"strconv"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// read reads the lines as the rows of a workbook are read, with all that is refused
// and doubted there. What was wrong before and was not touched keeps nobody from
// mending something else.
func (e *scribe) read() {
	p := &parser{year: e.sheet.Year, layout: screen, lists: listsOf(nil), schools: newSchoolList(e.schools)}
	if len(e.schools) == 0 {
		p.schools = nil // no list to hold a code against
	}
	var drafts []*Draft
	for i, l := range e.lines {
		l.cells = e.cellsOf(l)
		l.draft = p.parse(i+1, asRow(l.cells))
		if l.draft == nil {
			l.draft = &Draft{Row: i + 1}
		}
		drafts = append(drafts, l.draft)
	}
	s := &settler{layout: screen, encoding: viet.Unicode}
	for _, d := range drafts {
		s.settle(d)
	}
	checkAcross(s, drafts)
	for _, l := range e.lines {
		for _, problem := range l.draft.Problems {
			e.tell(l, problem)
		}
	}
	e.checkHamlet()
	if len(e.lines) == 0 {
		e.problem(Shared, Problem{Field: "given_name", Code: "edit_nobody", Severity: Error})
	}
}

// screen is the layout of the editor: every column there is, in our order.
var screen = func() *layout {
	l := &layout{cell: map[string]string{}}
	for i, c := range columns {
		l.put(i+1, c, c.title)
	}
	return l
}()

func asRow(cells map[string]string) []Cell {
	row := make([]Cell, len(columns))
	for i, c := range columns {
		row[i].Text = cells[c.key]
	}
	return row
}

// cellsOf are all cells of a line as they stand with what was typed.
func (e *scribe) cellsOf(l *line) map[string]string {
	out := map[string]string{}
	if l.before != nil {
		for _, c := range columns {
			out[c.key] = Text(c.key, l.before)
		}
	}
	if first := e.first(); first != nil {
		for _, key := range SharedKeys {
			out[key] = Text(key, first)
		}
	}
	for key, c := range e.sheet.Household {
		out[key] = viet.Clean(c.Now)
	}
	for key, c := range e.typed(l) {
		switch now := viet.Clean(c.Now); {
		case !slices.Contains(register.MaskedKeys, key):
			out[key] = now
		case now == Cleared:
			out[key] = ""
		case now != "" && now != c.Was:
			out[key] = now
		}
	}
	// The hamlet is chosen, so that no address is searched for one.
	out[hamletKey] = e.hamlets[e.hamletOf(l)]
	if out[hamletKey] == "" {
		out[hamletKey] = "–"
	}
	return out
}

// hamletOf is the hamlet of a line with what was typed.
func (e *scribe) hamletOf(l *line) place.ID {
	if c, ok := e.sheet.Household[hamletKey]; ok {
		id, _ := strconv.ParseInt(c.Now, 10, 64)
		return place.ID(id)
	}
	if l.before != nil {
		return l.before.HamletID
	}
	if first := e.first(); first != nil {
		return first.HamletID
	}
	return 0
}

func (e *scribe) checkHamlet() {
	var id place.ID
	switch c, typed := e.sheet.Household[hamletKey]; {
	case typed:
		n, _ := strconv.ParseInt(c.Now, 10, 64)
		id = place.ID(n)
	case e.first() == nil:
	default:
		return // as it was
	}
	if e.hamlets[id] == "" || e.sheet.Covers != nil && !e.sheet.Covers(id) {
		e.problem(Shared, Problem{Field: hamletKey, Code: "edit_hamlet", Severity: Error})
	}
}

// tell keeps a problem of a line: those of cells that nobody touched only warn.
func (e *scribe) tell(l *line, p Problem) {
	row, shared := l.row, slices.Contains(SharedKeys, p.Field)
	touched := l.before == nil
	if shared {
		row = Shared
		_, touched = e.sheet.Household[p.Field]
		touched = touched || e.first() == nil
	} else if cells := e.typed(l); cells != nil {
		_, typed := cells[p.Field]
		touched = touched || typed
	}
	if row == Shared && !shared {
		return // of somebody whom nobody touched
	}
	if !touched && p.Severity == Error {
		p.Severity = Warning
	}
	if c := columnByKey(p.Field); c != nil {
		p.Cell = c.title
	}
	if at, ok := p.Args["first_cell"].(string); ok {
		p.Args["first_cell"] = e.cellTitle(at)
	}
	e.problem(row, p)
}

// cellTitle names a cell of another line by its column and person: the screen has no
// addresses.
func (e *scribe) cellTitle(at string) string {
	letters, row := cellName(at)
	if row < 1 || row > len(e.lines) {
		return at
	}
	title := ""
	for i, c := range columns {
		if name, _ := cellName(address(i+1, 1)); name == letters {
			title = c.title
		}
	}
	r := &e.lines[row-1].draft.Record
	return title + " (" + r.Name() + ")"
}

func (e *scribe) problem(row int, p Problem) {
	told := slices.ContainsFunc(e.out.Problems, func(q CellProblem) bool { return q.Row == row && q.Field == p.Field && q.Code == p.Code })
	if !told {
		e.out.Problems = append(e.out.Problems, CellProblem{Row: row, Problem: p})
	}
}

// plan turns the lines into what is to be written.
func (e *scribe) plan(ids func() int64) {
	if e.out.HouseholdID == 0 {
		e.out.HouseholdID = register.ID(ids())
	}
	here := bareName(e.sheet.CommuneName)
	for _, l := range e.lines {
		after := e.after(l)
		if l.before == nil || after.SchoolCode != l.before.SchoolCode {
			known := ""
			if l.before != nil && after.SchoolCode == l.before.SchoolCode {
				known = l.before.SchoolHere
			}
			after.SchoolHere = schoolHere(e.schools, here, after.SchoolCode, known)
		}
		if l.before == nil {
			after.PersonID = register.ID(ids())
			e.made.New = append(e.made.New, after)
			e.out.New = append(e.out.New, after.PersonID)
			continue
		}
		fields := register.Differences(l.before, after)
		if len(fields) > 0 || e.sheet.Confirm {
			after.Confirmed = true
		}
		if *after != *l.before {
			e.made.Changed = append(e.made.Changed, Change{l.before, after, fields})
		}
	}
}

// after is the record of a line with what was typed.
func (e *scribe) after(l *line) *register.Record {
	r := l.draft.Record
	if l.before != nil {
		r = *l.before
		e.copyTyped(&r, l.draft, e.sheet.Household)
		e.copyTyped(&r, l.draft, e.typed(l))
	}
	r.CommuneID, r.Year, r.HouseholdID, r.HamletID = e.sheet.CommuneID, e.sheet.Year, e.out.HouseholdID, e.hamletOf(l)
	if l.before == nil {
		r.Confirmed = true
	}
	return &r
}

func (e *scribe) copyTyped(to *register.Record, d *Draft, cells map[string]Typed) {
	for key := range cells {
		for _, field := range carried(key) {
			f, err := register.FieldByKey(field)
			if err == nil {
				f.Copy(to, &d.Record)
			}
		}
	}
}
