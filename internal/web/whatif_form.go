package web

import (
	"strconv"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// whatIfForm offers the people of a gap list to be ticked, the fewest that would
// do already ticked, and the thresholds to be turned. An address that somebody shared
// brings its own, and its answer.
func whatIfForm(v *visit) error {
	ask, err := v.whatIf()
	if err != nil {
		return err
	}
	people, query := gapPeople(ask.t, ask.gaps), v.r.URL.Query()
	if shares(query) {
		var missing int
		ask.chosen, ask.turned, missing = ask.shared(query, people)
		return v.whatIfAnswer(ask, missing)
	}
	for _, p := range ask.gaps.Fewest {
		ask.chosen[p.Record.PersonID] = true
	}
	page, err := v.whatIfPage(ask)
	if err != nil {
		return err
	}
	return v.show("whatif", page)
}

// supposing is what both what-if pages start from, and what is supposed.
type supposing struct {
	t     *target
	std   *rule.Standard
	level int
	gaps  *verdict.Gaps

	chosen       map[register.ID]bool
	turned       map[string]rule.Decimal
	texts, wrong map[string]string // thresholds as typed, and what is wrong with them
}

func (v *visit) whatIf() (*supposing, error) {
	t, err := v.commune()
	if err != nil {
		return nil, err
	}
	std, err := v.standard(t)
	if err != nil {
		return nil, err
	}
	level, err := v.level()
	if err != nil {
		return nil, err
	}
	gaps, err := v.gaps(t, std, level)
	if err != nil {
		return nil, err
	}
	return &supposing{t: t, std: std, level: level, gaps: gaps, chosen: map[register.ID]bool{}}, nil
}

func (v *visit) whatIfPage(ask *supposing) (view.WhatIfPage, error) {
	goal := v.goalTitle(ask.std, ask.level)
	frame, err := v.placeFrame(v.say.T("whatif.title", "goal", goal), ask.t, "gaps", "whatif", ask.std.ID, strconv.Itoa(ask.level))
	page := view.WhatIfPage{
		Page: frame, Lead: v.say.T("whatif.lead"), Action: ask.t.path("whatif", ask.std.ID, strconv.Itoa(ask.level)),
		Back:       view.Link{Text: v.say.T("whatif.back"), Href: ask.t.path("gaps", ask.std.ID, strconv.Itoa(ask.level))},
		Thresholds: v.thresholdFields(ask, ask.turned, ask.texts, ask.wrong),
	}
	page.Turned, page.Errors = len(ask.turned)+len(ask.wrong), summary(page.Thresholds...)
	if len(ask.gaps.Criteria) == 0 {
		page.Empty = v.nothingMissing(ask.t, ask.gaps)
		return page, err
	}
	var at place.ID = -1
	for _, p := range gapPeople(ask.t, ask.gaps) {
		r := p.person.Record
		if len(page.Groups) == 0 || r.HamletID != at {
			at = r.HamletID
			name := p.hamlet
			if name == "" {
				name = v.say.T("people.no_hamlet")
			}
			page.Groups = append(page.Groups, view.TickGroup{Title: name})
		}
		group := &page.Groups[len(page.Groups)-1]
		group.Ticks = append(group.Ticks, v.tick(p, ask.chosen[r.PersonID]))
	}
	return page, err
}

func (v *visit) tick(p *gapPerson, ticked bool) view.Tick {
	r := p.person.Record
	row := v.gapRow(p, 0)
	return view.Tick{
		Value: idText(r.PersonID), Text: r.Name(), Sub: viet.Date(r.BirthDate()), Lines: append(row.Missing, nonEmpty(row.Learning)...), Ticked: ticked, Fewest: p.fewest,
	}
}
