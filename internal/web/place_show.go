package web

import (
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// placeShow is the overview of a place in a year. It looks at tallies only:
// nothing here grows with the number of people.
func placeShow(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	j, err := c.judged(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(v.say.T("overview.title", "name", t.at.Name, "year", t.year), t, "")
	if err != nil {
		return err
	}
	page := view.PlaceHome{Page: frame, Older: v.older(t, j)}
	anything := c.anySurvey(t.tree, t.at.PlaceID, t.year)
	page.Empty = v.emptyYear(c, t, anything)
	page.Due = v.due(c, t)
	if anything {
		page.Lead = v.lead(j)
		err = v.fillCards(&page, c, t, j)
		if err != nil {
			return err
		}
		err = v.fillPictures(&page, c, t, j)
		if err != nil {
			return err
		}
		page.Below, err = v.below(c, t, j)
		if err != nil {
			return err
		}
	}
	page.Round, err = v.roundBox(c, t, anything)
	if err != nil {
		return err
	}
	return v.show("place_home", page)
}

// older tells whose figures these are, or what changed in the year that the
// units did.
func (v *visit) older(t *target, j *verdict.Judgement) *view.Message {
	if message := v.basisUnits(t, j); message != nil {
		return message
	}
	return v.born(t)
}

// basisUnits tells that the unit was not there in the year, and whose figures
// these are.
func (v *visit) basisUnits(t *target, j *verdict.Judgement) *view.Message {
	switch {
	case j.NotAdded != nil:
		return &view.Message{Tone: view.Warn, Title: v.say.T("overview.not_added", "year", t.year), Text: v.faultText(j.NotAdded)}
	case len(j.AddedUp) > 0:
		return &view.Message{Tone: view.Accent, Text: v.say.T("overview.added_up", "name", t.at.Name, "year", t.year, "names", unitNames(j.AddedUp)), Links: unitLinks(j.AddedUp, t.year)}
	case !t.exists:
		return v.notThen(t)
	}
	return nil
}

// notThen tells what became of a unit that is no more, or that it was not yet.
func (v *visit) notThen(t *target) *view.Message {
	from, until := t.tree.Existence(t.at.PlaceID)
	if until == "" || t.on < from {
		return &view.Message{Tone: view.Warn, Text: v.say.T("overview.not_yet", "name", t.at.Name, "day", viet.Date(from))}
	}
	message := &view.Message{Tone: view.Warn, Text: v.say.T("overview.ended", "name", t.at.Name, "day", viet.Date(place.DayBefore(until)))}
	for _, s := range t.tree.Successors(t.at.PlaceID) {
		if next, ok := t.tree.Nearest(s.To, t.on); ok {
			message.Links = append(message.Links, view.Link{Text: next.Name, Href: placePath(next.PlaceID, t.year)})
		}
	}
	return message
}

// born tells in the first year of a unit what it was made of.
func (v *visit) born(t *target) *view.Message {
	var parts []string
	var day, instrument string
	for _, s := range t.tree.Predecessors(t.at.PlaceID) {
		if !strings.HasPrefix(s.On, yearText(t.year)) {
			continue
		}
		if from, ok := t.tree.Nearest(s.From, place.DayBefore(s.On)); ok {
			name := from.Name
			if s.Extent == place.Part {
				name = v.say.T("overview.part", "name", name)
			}
			parts = append(parts, name)
			day, instrument = s.On, s.Instrument
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return &view.Message{Tone: view.Accent, Text: v.say.T("overview.born", "day", viet.Date(day), "name", t.at.Name, "names", strings.Join(parts, ", "), "instrument", instrument)}
}

func unitNames(units []place.Attributes) string {
	names := make([]string, len(units))
	for i, unit := range units {
		names[i] = unit.Name
	}
	return strings.Join(names, ", ")
}

func unitLinks(units []place.Attributes, year int) []view.Link {
	var out []view.Link
	for _, unit := range units {
		out = append(out, view.Link{Text: unit.Name, Href: placePath(unit.PlaceID, year)})
	}
	return out
}

// emptyYear stands instead of figures where nobody surveyed.
func (v *visit) emptyYear(c *recall, t *target, anything bool) *view.Empty {
	if anything {
		return nil
	}
	empty := &view.Empty{Title: v.say.T("overview.empty", "year", t.year), Text: v.say.T("overview.empty_text")}
	years := c.surveyed(t.tree, t.at.PlaceID)
	switch {
	case t.exists && t.at.Kind == place.Commune:
		empty.Text = v.say.T("overview.empty_commune")
		empty.Action = &view.Link{Text: v.say.T("frame.tab_import"), Href: t.path("import")}
	case len(years) > 0:
		latest := years[len(years)-1]
		empty.Action = &view.Link{Text: v.say.T("overview.see_year", "year", latest), Href: placePath(t.at.PlaceID, latest)}
	}
	return empty
}

// lead is the year in one sentence.
func (v *visit) lead(j *verdict.Judgement) string {
	count := map[view.State]int{}
	for i := range j.Verdicts {
		state, _ := v.standingOf(&j.Verdicts[i])
		count[state]++
	}
	judged := count[view.Met] + count[view.NotMet] + count[view.NotEnoughData]
	switch {
	case judged == 0:
		return v.say.T("overview.lead_none", "year", j.Year)
	case count[view.Met] == judged:
		return v.say.T("overview.lead_all", "n", judged)
	case count[view.NotEnoughData] == judged:
		return v.say.T("overview.lead_unknown", "n", judged)
	case count[view.NotEnoughData] > 0:
		return v.say.T("overview.lead_partly", "met", count[view.Met], "n", judged, "unknown", count[view.NotEnoughData])
	}
	return v.say.T("overview.lead", "met", count[view.Met], "n", judged)
}

// roundBox tells how far the survey is and what can be done about it.
func (v *visit) roundBox(c *recall, t *target, anything bool) (*view.RoundBox, error) {
	if t.at.Kind != place.Commune || !t.exists {
		return nil, nil
	}
	round, ok, err := c.RoundProgress(v.ctx(), t.at.PlaceID, t.year)
	if err != nil || !ok {
		return nil, err
	}
	box := &view.RoundBox{Title: v.say.T("round.title", "year", t.year), State: *v.roundTag(round.State)}
	if round.Unconfirmed > 0 {
		box.Progress = &view.Progress{
			Title: v.say.T("overview.confirmed"), Done: int64(round.Records - round.Unconfirmed), Total: int64(round.Records), Tone: view.Accent,
		}
	}
	box.Links = []view.Link{
		{Text: v.say.T("overview.to_round"), Href: t.path("round")},
		{Text: v.say.T("overview.to_export"), Href: t.path("export.xlsx")},
	}
	if anything && round.State == survey.Open {
		box.Links = append([]view.Link{{Text: v.say.T("overview.to_import"), Href: t.path("import")}}, box.Links...)
	}
	return box, nil
}
