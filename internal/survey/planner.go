package survey

import (
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// planner turns matched rows into what is to be written, and tells of it.
type planner struct {
	options    Options
	workbook   Workbook
	ids        func() int64
	hamlets    *hamlets
	households map[string]register.ID
	sheetPlace map[string]place.ID // hamlet by sheet number
	schools    map[string]School
	here       string // the commune's name as school lists are compared with it
	plan       *Plan
	report     *Report
}

// place finds the hamlet of every sound row before the first record is made: a
// row that does not name it takes that of its household.
func (p *planner) place(m *matcher) {
	for _, e := range m.entries {
		if e.draft.Hamlet == "" {
			continue
		}
		id, made := p.hamlets.id(e.draft.Hamlet)
		e.draft.Record.HamletID = id
		if made && p.hamlets.any {
			p.report.add(p.about(e.draft, hamletKey, "hamlet_new", "hamlet", e.draft.Hamlet))
		}
		if p.sheetPlace[e.sheet] == 0 {
			p.sheetPlace[e.sheet] = id
		}
	}
}

// about makes a warning about a cell of a draft.
func (p *planner) about(d *Draft, field, code string, args ...any) Problem {
	return Problem{Cell: p.workbook.Cell(field, d.Row), Field: field, Code: code, Args: named(args)}
}

// take plans one row.
func (p *planner) take(e *entry) {
	p.tell(e)
	switch {
	case e.found == nil:
		p.add(e)
	case e.former:
		p.carry(e)
	default:
		p.update(e)
	}
}

// add plans a person whom nobody knew.
func (p *planner) add(e *entry) {
	r := p.record(e)
	r.PersonID = register.ID(p.ids())
	p.report.NewPersons++
	p.plan.New = append(p.plan.New, r)
	if len(e.maybe) == 0 {
		return
	}
	q := Question{PersonID: r.PersonID, Reason: "survey.question_same_name"}
	for _, k := range e.maybe {
		q.Candidates = append(q.Candidates, k.record.PersonID)
	}
	p.plan.Questions = append(p.plan.Questions, q)
}

// carry plans the first record of the round for a person of the former one.
func (p *planner) carry(e *entry) {
	r := p.record(e)
	r.PersonID = e.found.record.PersonID
	if !p.workbook.Has("personal_number") {
		r.PersonalNumber = e.found.record.PersonalNumber
	}
	p.plan.New = append(p.plan.New, r)
	p.count(e, e.found.record, r)
}

// record is the record of a row that has none in the round.
func (p *planner) record(e *entry) *register.Record {
	r := e.draft.Record
	r.CommuneID, r.Year = p.options.CommuneID, p.options.Year
	r.HouseholdID = p.households[e.sheet]
	if r.HamletID == 0 {
		r.HamletID = p.sheetPlace[e.sheet]
	}
	if r.HamletID == 0 {
		p.report.add(p.about(e.draft, "address", "hamlet_missing"))
	}
	r.SchoolHere = p.schoolHere(r.SchoolCode, "")
	r.Confirmed = true
	return &r
}

// update plans the change of a record that the round has. What the workbook has
// no column for stays as it is.
func (p *planner) update(e *entry) {
	before := e.found.record
	after := *before
	for i := range register.Fields {
		f := &register.Fields[i]
		if p.workbook.Has(f.Key) && !sameValue(f, before, &e.draft.Record) {
			f.Copy(&after, &e.draft.Record)
		}
	}
	if e.draft.Record.HamletID != 0 && p.workbook.Has(hamletKey) {
		after.HamletID = e.draft.Record.HamletID
	}
	if e.sheet != e.found.sheet {
		after.HouseholdID = p.households[e.sheet]
	}
	if after.SchoolCode != before.SchoolCode {
		after.SchoolHere = p.schoolHere(after.SchoolCode, "")
	} else {
		after.SchoolHere = p.schoolHere(after.SchoolCode, before.SchoolHere)
	}
	fields := p.count(e, before, &after)
	if p.options.Confirm && !before.Confirmed || len(fields) > 0 {
		after.Confirmed = true
	}
	if after != *before {
		p.plan.Changed = append(p.plan.Changed, Change{before, &after, fields})
	}
}

// count counts a known person as changed or unchanged, and keeps the first
// changes for someone to look at.
func (p *planner) count(e *entry, before, after *register.Record) []string {
	fields := p.differences(before, after, e.former)
	if len(fields) == 0 {
		p.report.Unchanged++
		return nil
	}
	p.report.Changed++
	if len(p.report.Changes) < mostChanges {
		c := Changed{PersonID: after.PersonID, Name: after.Name(), Row: e.draft.Row}
		for _, key := range fields {
			f, err := register.FieldByKey(key)
			if err == nil {
				c.Fields = append(c.Fields, ChangedField{key, f.Value(before), f.Value(after)})
			}
		}
		p.report.Changes = append(p.report.Changes, c)
	}
	return fields
}

// differences lists the fields in which a person changed. Hamlets of another
// year may be those of a commune that has ended, and do not compare.
func (p *planner) differences(before, after *register.Record, former bool) []string {
	var out []string
	if !former && before.HamletID != after.HamletID {
		out = append(out, hamletKey)
	}
	for i := range register.Fields {
		f := &register.Fields[i]
		if p.workbook.Has(f.Key) && !sameValue(f, before, after) {
			out = append(out, f.Key)
		}
	}
	if !former && before.SchoolHere != after.SchoolHere && before.SchoolCode == after.SchoolCode {
		out = append(out, "school_here")
	}
	return out
}

// tell says what was guessed about who a row is.
func (p *planner) tell(e *entry) {
	name := e.draft.Record.Name()
	switch {
	case e.how == byNumber && e.name != e.found.name && e.birth != e.found.birth:
		p.report.add(p.about(e.draft, "personal_number", "matched_by_number", "name", name, "known", e.found.record.Name(), "birth", viet.Date(e.found.birth)))
	case e.how == byCorrection && e.name == e.found.name:
		p.report.add(p.about(e.draft, "birth_year", "birth_corrected", "name", name, "before", viet.Date(e.found.birth), "now", viet.Date(e.birth)))
	case e.how == byCorrection:
		p.report.add(p.about(e.draft, "given_name", "name_corrected", "before", e.found.record.Name(), "now", name))
	case e.how == byMove && !p.renumbered(e):
		p.report.add(p.about(e.draft, "sheet_number", "sheet_changed", "name", name, "before", e.found.record.SheetNumber, "now", e.draft.Record.SheetNumber))
	case e.found == nil && len(e.maybe) > 0:
		p.report.add(p.about(e.draft, "given_name", "person_unsure", "name", name, "birth", viet.Date(e.birth), "sheets", sheetsOf(e.maybe)))
	}
}

// renumbered says that since the former round a household only got another
// number, as happens to all of them where communes merge: its head is the same.
func (p *planner) renumbered(e *entry) bool {
	return e.former && viet.Fold(e.draft.Record.HeadName()) == viet.Fold(e.found.record.HeadName())
}

func sheetsOf(list []*known) string {
	var out []string
	for _, k := range list {
		out = append(out, k.record.SheetNumber)
	}
	return strings.Join(out, ", ")
}

func (p *planner) schoolHere(code, known string) string {
	return schoolHere(p.schools, p.here, code, known)
}

// schoolHere says whether a school stands in the commune of that bare name. Where
// the list does not say it, what was known stays.
func schoolHere(schools map[string]School, here, code, known string) string {
	school, ok := schools[code]
	if code == "" || !ok || school.Commune == "" || here == "" {
		return known
	}
	if bareName(school.Commune) == here {
		return "here"
	}
	return "elsewhere"
}

// bareName is the name of a commune without its kind and without the units
// above it, so that "P. Bỉm Sơn, tỉnh Thanh Hóa" is Phường Bỉm Sơn.
func bareName(name string) string {
	name, _, _ = strings.Cut(viet.Fold(name), ",")
	for _, kind := range []string{"phuong ", "xa ", "thi tran ", "p. ", "x. ", "tt. ", "tt ", "p.", "x.", "tt."} {
		rest, ok := strings.CutPrefix(name, kind)
		if ok {
			return strings.TrimSpace(rest)
		}
	}
	return strings.TrimSpace(name)
}
