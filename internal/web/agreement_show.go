package web

import (
	"net/url"
	"slices"
	"strings"

	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/place"
	"hoctap/internal/web/view"
)

// agreementShow holds all forms of a place and year against one another.
func agreementShow(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	title := v.say.T("agreeing.title", "year", t.year)
	frame, err := v.placeFrame(title, t, "forms", "agreement")
	if err != nil {
		return err
	}
	page := view.AgreementPage{Page: frame, Heading: title, Lead: v.say.T("agreeing.lead"), Back: view.Link{Text: v.say.T("frame.tab_forms"), Href: t.path("forms")}}
	report, err := v.agreed(t)
	switch {
	case isMissing(err):
		text, _ := v.told(err)
		page.Empty = &view.Empty{Title: v.say.T("agreeing.nothing"), Text: text, Action: &page.Back}
	case err != nil:
		return err
	default:
		page.Agreement = v.agreement(t, report, "")
		page.Unchecked = v.unchecked(report)
	}
	return v.show("agreement", page)
}

// agreementOf is how the forms of a commune agree, nil where nothing could be
// compared. A province is held together on a page of its own, since that takes its
// time.
func (v *visit) agreementOf(t *target) (*agree.Report, error) {
	if t.at.Kind != place.Commune {
		return nil, nil
	}
	report, err := v.agreed(t)
	if isMissing(err) {
		return nil, nil
	}
	return report, err
}

// agreedOf is what the agreement of a place is remembered by.
type agreedOf ofYear

// agreed is how the forms of a place agree, worked out once until something
// changes.
func (v *visit) agreed(t *target) (*agree.Report, error) {
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	return once(c, agreedOf{t.at.PlaceID, t.year}, func() (*agree.Report, error) {
		return v.Agreement.Check(v.ctx(), c, form.For{Place: t.at.PlaceID, Year: t.year})
	})
}

// agreementBeside is what stands beside a form before it is printed: the sums of it
// that other forms do not bear out.
func (v *visit) agreementBeside(t *target, ask *asked) (*view.Agreement, error) {
	if ask.hamlet != 0 || ask.form.List != nil {
		return nil, nil
	}
	report, err := v.agreementOf(t)
	if report == nil || err != nil {
		return nil, err
	}
	out := v.agreement(t, report, ask.form.Code)
	if len(out.Items) == 0 && !v.heldAgainst(report, ask.form.Code) {
		return nil, nil
	}
	out.All = &view.Link{Text: v.say.T("agreeing.all"), Href: t.path("agreement")}
	return out, nil
}

// heldAgainst says whether any rule about a form had figures to compare: where none
// had, nothing may be called equal.
func (v *visit) heldAgainst(report *agree.Report, code string) bool {
	return slices.ContainsFunc(v.Agreement.All(), func(x *agree.Rule) bool { return slices.Contains(x.Forms(), code) && report.Held(x) > 0 })
}

// agreement words a report: all of it, or what touches one form.
func (v *visit) agreement(t *target, report *agree.Report, code string) *view.Agreement {
	out := &view.Agreement{}
	for i := range report.Disagreements {
		d := &report.Disagreements[i]
		if code == "" || d.Touches(code) {
			out.Items = append(out.Items, v.disagreement(t, d))
		}
	}
	for _, m := range report.Mismatches {
		if code == "" || m.Form == code {
			out.Items = append(out.Items, view.Disagreement{Text: v.say.T("agree.mismatch", "form", m.Form, "row", m.Row, "column", m.Column, "counted", m.Counted, "sum", m.Sum)})
		}
	}
	slices.SortStableFunc(out.Items, func(a, b view.Disagreement) int {
		switch {
		case a.Notice == b.Notice:
			return 0
		case b.Notice:
			return -1
		}
		return 1
	})
	faults := 0
	for _, item := range out.Items {
		if !item.Notice {
			faults++
		}
	}
	out.Message = v.agreementMessage(report, code, faults, len(out.Items)-faults)
	return out
}

func (v *visit) agreementMessage(report *agree.Report, code string, faults, notices int) view.Message {
	switch {
	case faults > 0:
		return view.Message{Tone: view.Bad, Title: v.say.T("agreeing.faults", "n", faults), Text: v.say.T("agreeing.faults_text")}
	case notices > 0:
		return view.Message{Tone: view.Warn, Title: v.say.T("agreeing.notices", "n", notices)}
	case code == "":
		return view.Message{Tone: view.Good, Title: v.say.T("agreeing.good_all", "n", report.Compared)}
	}
	return view.Message{Tone: view.Good, Title: v.say.T("agreeing.good")}
}

func (v *visit) disagreement(t *target, d *agree.Disagreement) view.Disagreement {
	return view.Disagreement{
		Text: d.Explanation(string(v.lang)), What: d.WhatToDo(string(v.lang)), Notice: d.Rule.Notice,
		Sums: []view.AddedUp{v.addedUp(t, &d.Left), v.addedUp(t, &d.Right)},
	}
}

// addedUp is one of two sums with the cells it comes from, each leading to its
// people or its form.
func (v *visit) addedUp(t *target, s *agree.Side) view.AddedUp {
	out := view.AddedUp{Sum: s.Sum}
	for i := range s.Terms {
		out.Terms = append(out.Terms, view.Link{Text: s.Terms[i].Say(v.say), Href: v.termPath(t, &s.Terms[i])})
	}
	return out
}

func (v *visit) termPath(t *target, term *agree.Term) string {
	path := placePath(t.at.PlaceID, term.OfYear, "forms", slug(term.Form))
	if !term.Opens {
		return path
	}
	query := url.Values{"row": {term.Row}, "column": {term.Column}}
	if term.Table != "" {
		query.Set("table", term.Table)
	}
	return address(path+"/people", query)
}

// unchecked says each reason once for which forms could not be compared.
func (v *visit) unchecked(report *agree.Report) []view.Fact {
	var out []view.Fact
	for i := range report.Unchecked {
		u := &report.Unchecked[i]
		why := u.Why.Say(v.say)
		if u.Why.Key == "form.not_entered" {
			why = v.say.T("agree.not_entered")
		}
		at := slices.IndexFunc(out, func(f view.Fact) bool { return f.Name == why })
		if at < 0 {
			out, at = append(out, view.Fact{Name: why}), len(out)
		}
		for _, code := range u.Rule.Forms() {
			if !slices.Contains(strings.Split(out[at].Value, ", "), code) {
				out[at].Value = strings.TrimPrefix(out[at].Value+", "+code, ", ")
			}
		}
	}
	return out
}
