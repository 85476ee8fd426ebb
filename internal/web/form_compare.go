package web

import (
	"errors"
	"net/http"
	"os"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/form/compare"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// formCompareForm asks for a workbook of another system to hold a form against.
func formCompareForm(v *visit) error {
	page, _, _, err := v.comparePage("")
	if err != nil {
		return err
	}
	return v.show("form_compare", page)
}

func (v *visit) comparePage(wrong string) (view.FormCompare, *target, *asked, error) {
	t, err := v.target()
	if err != nil {
		return view.FormCompare{}, nil, nil, err
	}
	ask, err := v.askedForm(t, v.r.PathValue("code"))
	if err != nil {
		return view.FormCompare{}, nil, nil, err
	}
	code := ask.form.Code
	frame, err := v.placeFrame(v.say.T("comparing.title", "code", code), t, "forms", "forms", slug(code))
	page := view.FormCompare{
		Page: frame, Heading: v.say.T("comparing.title", "code", code), Lead: v.say.T("comparing.lead"), Action: formPath(t, code, ask.hamlet, "compare"),
		Back: view.Link{Text: code + " · " + ask.form.TitleOf(t.year).In(string(v.lang)), Href: formPath(t, code, ask.hamlet)},
		File: view.Field{Name: "file", Label: v.say.T("comparing.file"), Hint: v.say.T("comparing.file_hint"), Type: "file", Accept: ".xlsx,.xls", Error: wrong},
	}
	page.Errors = summary(page.File)
	return page, t, ask, err
}

// formCompare holds the form against the workbook and answers with both side by
// side. The workbook is gone from the machine before the answer leaves.
func formCompare(v *visit) error {
	page, t, ask, err := v.comparePage("")
	if err != nil {
		return err
	}
	result, file, err := v.compared(t, ask)
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Invalid {
		page, _, _, err := v.comparePage(v.faultText(f))
		if err != nil {
			return err
		}
		return v.showAs(http.StatusUnprocessableEntity, "form_compare", page)
	}
	if err != nil {
		return err
	}
	page.Lead = v.say.T("comparing.lead_result", "file", file)
	err = v.fillComparison(&page, t, ask, result)
	if err != nil {
		return err
	}
	return v.show("form_compare", page)
}

func (v *visit) compared(t *target, ask *asked) (*compare.Result, string, error) {
	v.sweepUploads()
	file, err := v.takeUpload()
	if err != nil {
		return nil, "", err
	}
	sheets, err := sheet.ForeignForm(file.path, grid.DefaultLimits())
	err = errors.Join(err, os.Remove(file.path))
	if err != nil {
		return nil, "", err
	}
	done, err := v.alone()
	if err != nil {
		return nil, "", err
	}
	defer done()
	result, err := compare.Form(v.ctx(), compare.Order{
		Forms: v.Forms, Suppositions: v.suppositions, Store: v.server.Store, Form: ask.form,
		Of: form.For{Place: t.at.PlaceID, Year: t.year, Hamlet: ask.hamlet}, Words: v.say,
	}, sheets)
	return result, file.name, err
}

func (v *visit) fillComparison(page *view.FormCompare, t *target, ask *asked, r *compare.Result) error {
	page.Done = true
	page.Remarks = v.remarks(r)
	if r.Persons != nil {
		v.fillPersons(page, r.Persons, t.year)
		return nil
	}
	n := r.Differences()
	page.Summary = &view.Message{Tone: view.Good, Title: v.say.T("comparing.equal", "cells", r.Compared())}
	if n > 0 {
		page.Summary = &view.Message{Tone: view.Bad, Title: v.say.T("compare.summary", "n", n, "cells", r.Compared())}
	}
	for i := range r.Explanations {
		page.Explanations = append(page.Explanations, v.explanation(t, ask, r, &r.Explanations[i]))
	}
	page.Rest = v.unexplained(t, ask, r)
	return v.sideBySide(page, t, ask, r)
}

func (v *visit) remarks(r *compare.Result) []string {
	var out []string
	for i := range r.Remarks {
		out = append(out, v.say.T("compare.remark_"+string(r.Remarks[i].Doubt), r.Remarks[i].Args()))
	}
	return out
}

func (v *visit) explanation(t *target, ask *asked, r *compare.Result, e *compare.Explanation) view.Explanation {
	out := view.Explanation{Text: e.Say(v.say), Tag: view.Tag{Tone: view.Warn, Text: v.say.T("comparing.supposed")}}
	if e.Certain {
		out.Tag = view.Tag{Tone: view.Good, Text: v.say.T("comparing.certain")}
	}
	for _, s := range e.Cells {
		out.Cells = append(out.Cells, v.comparedCell(t, ask, r, s))
	}
	for i := range e.People {
		p := &e.People[i]
		v.saw(p.Record)
		out.People = append(out.People, view.ExplainedPerson{
			Name: p.Record.Name(), Href: personPath(p.Record.PersonID, p.Record.Year), Facts: viet.Date(p.Record.BirthDate()) + " · " + p.Hamlet,
			Lines: append([]string{capital(r.Places(p, v.say))}, p.ChangesOf(v.say)...),
		})
	}
	return out
}

func (v *visit) comparedCell(t *target, ask *asked, r *compare.Result, s compare.Spot) view.ComparedCell {
	table := &r.Tables[s.Table]
	c := &table.Cells[s.Cell]
	out := view.ComparedCell{
		Text: table.RowText(c) + " · " + table.ColumnText(c), Address: c.Address, Ours: table.Ours(c).Show(v.say), Theirs: c.Theirs,
	}
	if table.Body.Opens(form.At{Row: c.Row, Column: c.Column}) {
		out.Href = formCellPath(t, ask, table.Body.ID, table.Body.Rows[c.Row].ID, table.Body.Columns[c.Column].ID)
	}
	return out
}

// unexplained are the differences of which nobody knows why, those apart that only
// follow from others or stand in a line the workbook lacks.
func (v *visit) unexplained(t *target, ask *asked, r *compare.Result) []view.ComparedCell {
	var out []view.ComparedCell
	for i := range r.Tables {
		for k := range r.Tables[i].Cells {
			c := &r.Tables[i].Cells[k]
			if lit[c.State] && !c.Follows && c.Why < 0 && c.Address != "" {
				out = append(out, v.comparedCell(t, ask, r, compare.Spot{Table: i, Cell: k}))
			}
		}
	}
	return out
}

// lit are the states of a cell that the eye has to find.
var lit = map[compare.State]bool{compare.Differs: true, compare.OnlyHere: true, compare.OnlyThere: true}

// sideBySide lays the form out as it prints, with what stands in the workbook beside
// each figure that differs.
func (v *visit) sideBySide(page *view.FormCompare, t *target, ask *asked, r *compare.Result) error {
	d, err := v.document(r.Filled)
	if err != nil {
		return err
	}
	paper := d.Paper()
	for i := range r.Tables {
		at := indexOfBody(r.Filled, r.Tables[i].Body)
		table, err := v.formTableWith(t, ask, r.Tables[i].Body, &paper.Tables[at], page.Heading, func(where form.At, cell *view.FormCell) {
			c := r.Tables[i].Cell(where.Row, where.Column)
			if c != nil && lit[c.State] && c.Address != "" {
				cell.Differs, cell.Theirs = true, c.Theirs
				if c.Theirs == "" {
					cell.Theirs = v.say.T("compare.blank")
				}
			}
		})
		if err != nil {
			return err
		}
		page.Tables = append(page.Tables, table)
	}
	return nil
}

func indexOfBody(f *form.Filled, b *form.Body) int {
	for i := range f.Tables {
		if &f.Tables[i] == b {
			return i
		}
	}
	return 0
}

func (v *visit) fillPersons(page *view.FormCompare, p *compare.Persons, year int) {
	page.Summary = &view.Message{Tone: view.Accent, Title: v.say.T("compare.persons_summary", "same", p.Same, "here", len(p.OnlyHere), "there", len(p.OnlyThere), "differing", len(p.Differing))}
	for _, part := range []struct {
		key  string
		list []compare.Line
	}{{"compare.only_here", p.OnlyHere}, {"compare.only_there", p.OnlyThere}} {
		group := view.ComparedPeople{Title: v.say.T(part.key, "n", len(part.list))}
		for _, l := range part.list[:min(len(part.list), mostCompared)] {
			group.People = append(group.People, v.comparedPerson(l, year))
		}
		if len(part.list) > 0 {
			page.Persons = append(page.Persons, group)
		}
	}
	group := view.ComparedPeople{Title: v.say.T("compare.differing", "n", len(p.Differing))}
	for _, d := range p.Differing[:min(len(p.Differing), mostCompared)] {
		one := v.comparedPerson(d.Line, year)
		for _, w := range d.Fields {
			one.Lines = append(one.Lines, w.Column+": "+v.say.T("compare.sides", "ours", w.Ours, "theirs", w.Theirs))
		}
		group.People = append(group.People, one)
	}
	if len(p.Differing) > 0 {
		page.Persons = append(page.Persons, group)
	}
}

// mostCompared is how many people of one kind a page names; of two lists that have
// nothing in common the first few tell enough.
const mostCompared = 200

func (v *visit) comparedPerson(l compare.Line, year int) view.ExplainedPerson {
	out := view.ExplainedPerson{Name: l.Name, Facts: l.Birth}
	if l.Person != 0 {
		v.seen.Add(l.Commune, year, l.Person)
		out.Href = personPath(l.Person, year)
	}
	if l.At != "" {
		out.Facts = strings.TrimPrefix(out.Facts+" · "+v.say.T("comparing.row", "n", l.At), " · ")
	}
	return out
}
