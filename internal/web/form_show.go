package web

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"hoctap/internal/form"
	"hoctap/internal/formout"
	"hoctap/internal/paper"
	"hoctap/internal/right"
	"hoctap/internal/web/view"
)

// formShow shows a form as it prints, or gives it as a file where its name ends
// like one.
func formShow(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	code := v.r.PathValue("code")
	kind := strings.TrimPrefix(path.Ext(code), ".")
	writer, isFile := formout.Writers()[kind]
	if isFile {
		code = strings.TrimSuffix(code, "."+kind)
	}
	ask, err := v.askedForm(t, code)
	if err != nil {
		return err
	}
	if isFile {
		return v.sendForm(t, ask, kind, writer)
	}
	return v.formPage(t, ask)
}

func (v *visit) formPage(t *target, ask *asked) error {
	code := ask.form.Code
	title := ask.form.TitleOf(t.year).In(string(v.lang))
	frame, err := v.placeFrame(code+" · "+title, t, "forms", "forms", slug(code))
	if err != nil {
		return err
	}
	page := view.FormPage{
		Page: frame, Code: code, Heading: title, Hamlets: v.hamletOptions(t, ask), Cite: v.formCite(ask.form),
		Back: view.Link{Text: v.say.T("frame.tab_forms"), Href: t.path("forms")},
	}
	filled, err := v.filled(t, ask)
	if err == nil {
		err = v.mayName(t, ask, filled, right.SeePersons)
	}
	switch {
	case isMissing(err):
		text, _ := v.told(err)
		page.Empty = &view.Empty{Title: v.say.T("formpage.not_made"), Text: text, Action: &page.Back}
		return v.show("form", page)
	case err != nil:
		return err
	}
	page.Agreement, err = v.agreementBeside(t, ask)
	if err != nil {
		return err
	}
	err = v.formBody(t, ask, filled, &page)
	if err != nil {
		return err
	}
	return v.show("form", page)
}

// mayName refuses a form that names people to whoever does not reach all of those
// it names: a list without some of them would look complete.
func (v *visit) mayName(t *target, ask *asked, filled *form.Filled, do right.Action) error {
	if filled.List == nil || filled.Empty {
		return nil
	}
	reach := v.reach(do, t.at.PlaceID)
	if reach.Whole || ask.hamlet != 0 && reach.Covers(ask.hamlet) {
		return nil
	}
	return right.Refuse()
}

// filesOf are the files of a form, where the visitor may take it out.
func (v *visit) filesOf(t *target, ask *asked, filled *form.Filled) []view.Link {
	if v.mayName(t, ask, filled, right.ExportPersons) != nil {
		return nil
	}
	return fileLinks(t, ask.form.Code, ask.hamlet)
}

// formBody lays the form out by the very paper that is printed.
func (v *visit) formBody(t *target, ask *asked, filled *form.Filled, page *view.FormPage) error {
	d, err := v.document(filled)
	if err != nil {
		return err
	}
	sheet := d.Paper()
	page.Lead, page.Unit, page.Trace = sheet.Of, sheet.Unit, sheet.Trace
	page.Files = v.filesOf(t, ask, filled)
	page.Compare = view.Link{Text: v.say.T("comparing.link"), Href: formPath(t, ask.form.Code, ask.hamlet, "compare")}
	page.Notes, page.Unknowns = formNotes(sheet.Notes), formNotes(sheet.Unknowns)
	if len(filled.Mismatches) > 0 {
		page.Warning = &view.Message{Tone: view.Bad, Title: v.say.T("formpage.mismatch"), Text: v.say.T("formpage.mismatch_text")}
	}
	if filled.List != nil {
		return v.formNames(t, ask, d, &sheet.Tables[0], page)
	}
	for i := range sheet.Tables {
		table, err := v.formTable(t, ask, &filled.Tables[i], &sheet.Tables[i], page.Heading)
		if err != nil {
			return err
		}
		page.Tables = append(page.Tables, table)
	}
	return nil
}

// formNotes parts the mark, which the table leads to, from what it says.
func formNotes(texts []string) []view.FormNote {
	var out []view.FormNote
	for _, text := range texts {
		mark, rest, ok := strings.Cut(strings.TrimPrefix(text, "("), ") ")
		_, err := strconv.Atoi(mark)
		if !ok || err != nil {
			mark, rest = "", text
		}
		out = append(out, view.FormNote{Mark: mark, Text: rest})
	}
	return out
}

func (v *visit) formCite(f *form.Form) *view.Cite {
	return &view.Cite{Text: v.Book.Cite(&f.Source), Mark: v.mark(f.Source.Mark)}
}

// mostNamed is from how many people on a list is for the files alone: nobody
// reads through more on a screen.
const mostNamed = 1000

// formNames shows the page of a list of people.
func (v *visit) formNames(t *target, ask *asked, d *formout.Document, list *paper.Table, page *view.FormPage) error {
	total := int(d.List.Persons)
	switch {
	case total == 0:
		page.Empty = &view.Empty{Title: v.say.T("people.nobody")}
		return nil
	case total > mostNamed:
		page.Empty = &view.Empty{
			Title: v.say.T("formpage.long", "n", total), Text: v.say.T("formpage.long_text"),
			Action: &view.Link{Text: v.say.T("formpage.download", "kind", fileWords["xlsx"]), Href: fileLinks(t, ask.form.Code, ask.hamlet)[1].Href},
		}
		return nil
	}
	at, _ := strconv.Atoi(v.r.URL.Query().Get("page"))
	at = min(max(at, 1), (total+peoplePerPage-1)/peoplePerPage)
	table := v.formHeads(list, v.say.T("people.caption", "n", total))
	// The rows are read below, with whom they name. A file has the telephones whole,
	// and whoever takes it says why.
	d.Masked = true
	d.Entries = v.noted(d.Entries, d.Year, (at-1)*peoplePerPage, at*peoplePerPage)
	err := namesOf(list, (at-1)*peoplePerPage, at*peoplePerPage, v.lang, &table)
	if err != nil {
		return err
	}
	page.Tables = []view.FormTable{table}
	page.Pager = view.NewPager(at, peoplePerPage, total, v.pageHref)
	return nil
}

// namesOf cuts a page out of a list. The lines of a group come again where the
// page begins within it; empty lines are for paper.
func namesOf(list *paper.Table, from, to int, lang paperLang, table *view.FormTable) error {
	at, banner := 0, ""
	for row, err := range list.Rows {
		if err != nil {
			return err
		}
		switch {
		case at >= to:
			return nil
		case row.Role == paper.Banner:
			banner = strings.Join(row.Lines, " · ")
			continue
		case row.Tall:
			continue
		}
		if at >= from {
			if banner != "" {
				table.Rows = append(table.Rows, view.FormRow{Banner: banner})
			}
			banner = ""
			table.Rows = append(table.Rows, nameRow(&row, lang))
		}
		at++
	}
	return nil
}

// formCellPath is the address of the people behind a cell.
func formCellPath(t *target, ask *asked, table, row, column string) string {
	query := url.Values{"row": {row}, "column": {column}}
	if table != "" {
		query.Set("table", table)
	}
	if ask.hamlet != 0 {
		query.Set("hamlet", idText(ask.hamlet))
	}
	return address(t.path("forms", slug(ask.form.Code), "people"), query)
}
