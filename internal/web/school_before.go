package web

import (
	"maps"

	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// takeButton is the name of the button that fills empty fields with the figures of
// the year before.
const takeButton = "take_last_year"

// factsBefore are the figures of the year before, of the units that stood where
// the place stands now: a school keeps its figures when its commune is merged.
func (v *visit) factsBefore(t *target) (rule.Facts, error) {
	c, err := v.recall()
	if err != nil {
		return rule.Facts{}, err
	}
	tree, err := c.Places(v.ctx())
	if err != nil {
		return rule.Facts{}, err
	}
	f, err := verdict.ReadFigures(v.ctx(), c, tree, t.at.PlaceID, t.year-1)
	if err != nil {
		return rule.Facts{}, err
	}
	if len(f.Units) > 1 {
		for _, fact := range v.communeFacts() {
			if fact.Apart {
				delete(f.Facts.Commune, fact.ID)
			}
		}
	}
	return f.Facts, nil
}

// valuesOf are the figures of a school. Several of the units that were merged may
// have it on their lists; those that entered none say nothing of it.
func valuesOf(facts rule.Facts, school string) map[string]string {
	for _, s := range facts.Schools {
		if s.Code == school && len(s.Values) > 0 {
			return s.Values
		}
	}
	return nil
}

// takeOffer is the button, where there is anything to take.
func (v *visit) takeOffer(f *figures, e *entry) *view.Take {
	n := 0
	for _, fact := range f.asked {
		if e.typed[fact.ID] == "" && f.before[fact.ID] != "" {
			n++
		}
	}
	if n == 0 || f.closed || f.reading {
		return nil
	}
	return &view.Take{Name: takeButton, Text: v.say.T("figures.take", "year", f.t.year-1, "n", n), Hint: v.say.T("figures.take_hint")}
}

// takeFigures shows the form with last year's figures in the fields that were left
// empty. Nothing is saved: each of them is marked, to be looked at.
func (v *visit) takeFigures(f *figures, e *entry) error {
	e.taken = map[string]bool{}
	for _, fact := range f.asked {
		if e.typed[fact.ID] == "" && f.before[fact.ID] != "" {
			e.typed[fact.ID], e.taken[fact.ID] = f.before[fact.ID], true
		}
	}
	page, err := v.figuresPage(f, e)
	if err != nil {
		return err
	}
	text := v.say.T("figures.taken_none", "year", f.t.year-1)
	if len(e.taken) > 0 {
		text = v.say.T("figures.taken", "year", f.t.year-1, "n", len(e.taken))
	}
	page.Taken = &view.Message{Tone: view.Accent, Text: text}
	return v.show("school_form", page)
}

// withBefore puts the figures of the year before where this year has none.
func withBefore(now, before rule.Facts) rule.Facts {
	fill := func(values, old map[string]string) map[string]string {
		out := map[string]string{}
		maps.Copy(out, old)
		maps.Copy(out, values)
		return out
	}
	out := rule.Facts{Commune: fill(now.Commune, before.Commune)}
	for _, s := range now.Schools {
		s.Values = fill(s.Values, valuesOf(before, s.Code))
		out.Schools = append(out.Schools, s)
	}
	return out
}

// offerBefore links the workbook that is filled with last year's figures. Who may
// not write figures is offered no workbook at all.
func (v *visit) offerBefore(page *view.SchoolList, t *target) error {
	if !v.may(right.WriteSchools, t.at.PlaceID) {
		page.Action = ""
		return nil
	}
	before, err := v.factsBefore(t)
	if err != nil || len(before.Schools)+len(before.Commune) == 0 {
		return err
	}
	page.Before = &view.Link{Text: v.say.T("figures.sheet_before", "year", t.year-1), Href: t.path("schools.xlsx") + "?" + beforeQuery + "=1"}
	page.BeforeHint = v.say.T("figures.sheet_before_hint")
	return nil
}

// beforeQuery asks for the workbook with last year's figures in the empty cells.
const beforeQuery = "before"
