package web

import (
	"slices"

	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/right"
	"hoctap/internal/web/view"
)

// programmes are the parts of the dossier, in its order.
var programmes = []string{"ALL", "MN", "TH", "THCS", "XMC"}

// formList is the forms of a place and year: what each is, what is left blank on
// it, and why one cannot be made out.
func formList(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	title := v.say.T("formpage.title", "year", t.year)
	frame, err := v.placeFrame(title, t, "forms", "forms")
	if err != nil {
		return err
	}
	page := view.FormList{Page: frame, Heading: title, Lead: v.say.T("formpage.lead", "name", t.at.Name)}
	report, err := v.agreementOf(t)
	if err != nil {
		return err
	}
	byProgramme := map[string][]view.FormLine{}
	for _, f := range v.Forms.Forms(t.year) {
		if !slices.Contains(f.Scopes, scopes[t.at.Kind]) {
			continue
		}
		line, err := v.formLine(t, f)
		if err != nil {
			return err
		}
		if report != nil {
			line.Wrong = v.disagrees(report.FaultsOf(f.Code))
		}
		byProgramme[f.Programme] = append(byProgramme[f.Programme], line)
	}
	for _, p := range programmes {
		if len(byProgramme[p]) > 0 {
			page.Groups = append(page.Groups, view.FormGroup{Title: v.say.T("formpage.programme_" + p), Forms: byProgramme[p]})
		}
	}
	page.Missing = v.oneReason(t, page.Groups)
	if page.Missing == nil {
		page.Agreement = view.Link{Text: v.say.T("agreeing.all"), Href: t.path("agreement")}
		page.Agreed = v.agreementTold(report, page.Agreement)
	}
	return v.show("form_list", page)
}

func (v *visit) disagrees(faults int) string {
	if faults == 0 {
		return ""
	}
	return v.say.T("formpage.disagrees", "n", faults)
}

// agreementTold says above the forms whether they may be signed.
func (v *visit) agreementTold(report *agree.Report, all view.Link) *view.Message {
	if report == nil {
		return nil
	}
	m := v.agreementMessage(report, "", report.Faults(), len(report.Disagreements)+len(report.Mismatches)-report.Faults())
	m.Links = []view.Link{all}
	return &m
}

func (v *visit) formLine(t *target, f *form.Form) (view.FormLine, error) {
	line := view.FormLine{Code: f.Code, Title: f.TitleOf(t.year).In(string(v.lang)), Href: formPath(t, f.Code, 0)}
	filled, err := v.filled(t, &asked{form: f})
	switch {
	case isMissing(err):
		line.Why, _ = v.told(err)
		return line, nil
	case err != nil:
		return line, err
	}
	line.Files = v.filesOf(t, &asked{form: f}, filled)
	if v.mayName(t, &asked{form: f}, filled, right.SeePersons) != nil {
		line.Href = ""
	}
	switch lacking := notEntered(filled); {
	case filled.List != nil:
		line.Lack = v.say.T("formpage.persons", "n", filled.List.Persons)
	case len(filled.Mismatches) > 0:
		line.Lack = v.say.T("formpage.mismatch")
	case lacking > 0:
		line.Lack = v.say.T("formpage.lacking", "n", lacking)
	}
	return line, nil
}

// notEntered counts the cells of a form that wait for somebody to enter a figure.
// Those the form itself leaves blank wait for nobody.
func notEntered(f *form.Filled) int {
	n := 0
	for _, b := range f.Tables {
		for r := range b.Cells {
			for c := range b.Cells[r] {
				cell := &b.Cells[r][c]
				if cell.Kind == form.BlankCell && cell.Why != nil && cell.Why.Key != "" && b.Rows[r].Shown() && b.Columns[c].Shown() {
					n++
				}
			}
		}
	}
	return n
}

// oneReason says once what keeps several forms from being made out, and takes it
// from their lines: thirty times the same sentence is read by nobody.
func (v *visit) oneReason(t *target, groups []view.FormGroup) *view.Message {
	reason, n := "", 0
	for _, g := range groups {
		for _, line := range g.Forms {
			if line.Why != "" && reason != "" && line.Why != reason {
				return nil
			}
			if line.Why != "" {
				reason, n = line.Why, n+1
			}
		}
	}
	if n < 2 {
		return nil
	}
	for _, g := range groups {
		for i := range g.Forms {
			if g.Forms[i].Why != "" {
				g.Forms[i].Why = v.say.T("formpage.not_made")
			}
		}
	}
	m := &view.Message{Tone: view.Warn, Title: v.say.T("formpage.not_made_several", "n", n), Text: reason}
	if t.exists && scopes[t.at.Kind] == form.OfCommune {
		m.Links = []view.Link{{Text: v.say.T("frame.tab_import"), Href: t.path("import")}}
	}
	return m
}
