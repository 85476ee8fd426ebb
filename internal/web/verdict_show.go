package web

import (
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// verdictShow lays out one verdict with every reason, each with its place in the
// law and the way to its people.
func verdictShow(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	std, err := v.standard(t)
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
	frame, err := v.placeFrame(v.say.T("verdict.title", "standard", v.law(std.Title), "name", t.at.Name, "year", t.year), t, "", "verdicts", std.ID)
	if err != nil {
		return err
	}
	ver := j.Of(std.ID)
	page := view.VerdictPage{
		Page: frame, Standard: v.law(std.Title), Badge: v.badge(ver), Basis: v.basis(j, ver), Older: v.basisUnits(t, j),
		ByPersons: v.byPersons(ver), Levels: v.levels(t, j, ver), Standards: v.standardTabs(t, j, std),
	}
	for _, n := range std.Notes {
		page.Notes = append(page.Notes, view.Message{Tone: view.Accent, Text: v.law(n)})
	}
	page.Lead, _ = v.sentence(t, j, ver)
	page.Links = v.verdictLinks(t, j, ver)
	page.Unconfirmed, err = v.unconfirmed(c, t)
	if err != nil {
		return err
	}
	history, err := v.history(c, t)
	if err != nil {
		return err
	}
	page.Spark = v.spark(t, history, std, decisive(ver))
	page.Decide = &view.Link{Text: v.say.T("deciding.record"), Href: decidePath(t, std.ID)}
	page.Decisions, err = v.decisionsOn(c, t, j, std.ID)
	if err != nil {
		return err
	}
	return v.show("verdict", page)
}

// basis names by which law and on which day it was judged.
func (v *visit) basis(j *verdict.Judgement, ver *rule.Verdict) string {
	var numbers []string
	seen := map[string]bool{}
	for _, level := range ver.Levels {
		for _, c := range level.Criteria {
			if c.Source == nil || seen[c.Source.Instrument] {
				continue
			}
			seen[c.Source.Instrument] = true
			if i := v.Book.Instrument(c.Source.Instrument); i != nil {
				numbers = append(numbers, i.Number)
			}
		}
	}
	if len(numbers) == 0 {
		return v.say.T("verdict.on", "day", viet.Date(j.On))
	}
	return v.say.T("verdict.basis", "instruments", strings.Join(numbers, ", "), "day", viet.Date(j.On))
}

// byPersons tells where it is the conditions that make the difference.
func (v *visit) byPersons(ver *rule.Verdict) string {
	if ver.ByPersons <= ver.Attained {
		return ""
	}
	if ver.Standard.MaxLevel == 0 {
		return v.say.T("verdict.by_persons_met")
	}
	return v.say.T("verdict.by_persons", "level", ver.ByPersons)
}

// unconfirmed warns while a round was rolled forward and not looked at yet.
func (v *visit) unconfirmed(c *recall, t *target) (*view.Message, error) {
	if t.at.Kind != place.Commune {
		return nil, nil
	}
	round, ok, err := c.RoundProgress(v.ctx(), t.at.PlaceID, t.year)
	if err != nil || !ok || round.State != survey.Open || round.Unconfirmed == 0 {
		return nil, err
	}
	return &view.Message{Tone: view.Warn, Text: v.say.T("verdict.unconfirmed", "n", round.Unconfirmed, "total", round.Records)}, nil
}

// levels lays out the levels, the highest first; the one to work on stands open.
func (v *visit) levels(t *target, j *verdict.Judgement, ver *rule.Verdict) []view.VerdictLevel {
	var out []view.VerdictLevel
	next := ver.Next()
	for i := len(ver.Levels) - 1; i >= 0; i-- {
		level := &ver.Levels[i]
		shown := view.VerdictLevel{
			Title: capital(v.levelText(level.Number)), Badge: view.Badge{State: view.State(level.Outcome)},
			Open: next == nil && i == len(ver.Levels)-1 || next != nil && next.Number == level.Number,
		}
		if shown.Title == "" {
			shown.Title = v.say.T("verdict.criteria")
		}
		if t.at.Kind == place.Commune && level.ByPersons == rule.NotMet {
			shown.Gaps = &view.Link{Text: v.say.T("card.to_gaps"), Href: t.path("gaps", ver.Standard.ID, yearText(level.Number))}
		}
		for k := range level.Criteria {
			shown.Nodes = append(shown.Nodes, v.criterionNode(t, j, &level.Criteria[k]))
		}
		out = append(out, shown)
	}
	return out
}

func (v *visit) standardTabs(t *target, j *verdict.Judgement, current *rule.Standard) []view.Choice {
	var out []view.Choice
	for _, ver := range j.Verdicts {
		out = append(out, view.Choice{Text: v.law(ver.Standard.Short), Href: t.path("verdicts", ver.Standard.ID), Current: ver.Standard == current})
	}
	return out
}

func (v *visit) verdictLinks(t *target, j *verdict.Judgement, ver *rule.Verdict) []view.Link {
	next := ver.Next()
	links := []view.Link{{Text: v.say.T("verdict.law"), Href: "/rules/" + ver.Standard.ID}}
	if t.at.Kind != place.Commune || !j.Surveyed || next == nil || next.ByPersons != rule.NotMet {
		return links
	}
	return append([]view.Link{
		{Text: v.say.T("verdict.to_gaps"), Href: t.path("gaps", ver.Standard.ID, yearText(next.Number))},
		{Text: v.say.T("verdict.to_whatif"), Href: t.path("whatif", ver.Standard.ID, yearText(next.Number))},
	}, links...)
}
