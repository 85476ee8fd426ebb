package web

import (
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// sparkYears is how far back a card looks.
const sparkYears = 8

// fillCards makes a card a standard, with its course over the years. A standard
// that is not in force gets a line and no card.
func (v *visit) fillCards(page *view.PlaceHome, c *recall, t *target, j *verdict.Judgement) error {
	history, err := v.history(c, t)
	if err != nil {
		return err
	}
	for i := range j.Verdicts {
		ver := &j.Verdicts[i]
		card := v.card(t, j, history, ver)
		if card.State == view.NotInForce {
			page.NotYet = append(page.NotYet, view.Link{Text: card.Title, Href: card.Href})
			continue
		}
		page.Cards = append(page.Cards, card)
	}
	return nil
}

func (v *visit) card(t *target, j *verdict.Judgement, history []*verdict.Judgement, ver *rule.Verdict) view.Card {
	decides := decisive(ver)
	card := view.Card{
		Title: v.law(ver.Standard.Title), Href: t.path("verdicts", ver.Standard.ID),
		Share: v.share(decides), Spark: v.spark(t, history, ver.Standard, decides),
	}
	card.State, card.Level = v.standingOf(ver)
	card.Sentence, card.Onward = v.sentence(t, j, ver)
	card.Sentence = strings.TrimSpace(v.fell(history, t.year, ver) + " " + card.Sentence)
	return card
}

// fell tells of a level that was held in the survey before and is not any more.
func (v *visit) fell(history []*verdict.Judgement, year int, ver *rule.Verdict) string {
	var before *verdict.Judgement
	for _, j := range history {
		if j.Year < year && j.NotAdded == nil {
			before = j
		}
	}
	if before == nil {
		return ""
	}
	then := before.Of(ver.Standard.ID)
	switch {
	case then == nil || then.Attained <= ver.Attained:
		return ""
	case ver.Standard.MaxLevel == 0:
		return v.say.T("card.fell", "year", before.Year)
	}
	return v.say.T("card.fell_level", "year", before.Year, "level", then.Attained)
}

// history is the judgement of every year that has figures, oldest first.
func (v *visit) history(c *recall, t *target) ([]*verdict.Judgement, error) {
	var out []*verdict.Judgement
	for _, year := range c.surveyed(t.tree, t.at.PlaceID) {
		j, err := c.judged(v.ctx(), t.at.PlaceID, year)
		if err != nil {
			return nil, err
		}
		out = append(out, j)
	}
	return out, nil
}

// spark follows the share that decides today through the years, and the standing
// of each year under it.
func (v *visit) spark(t *target, history []*verdict.Judgement, std *rule.Standard, decides *rule.CriterionVerdict) *view.Spark {
	var years []view.SparkYear
	for _, j := range history {
		ver := j.Of(std.ID)
		if ver == nil || j.NotAdded != nil {
			continue
		}
		year := view.SparkYear{Year: j.Year, Known: true, Href: placePath(t.at.PlaceID, j.Year, "verdicts", std.ID), Current: j.Year == t.year}
		year.State, year.Level = v.standingOf(ver)
		if decides != nil {
			year.Share = v.shareThen(j, ver, decides)
		}
		years = append(years, year)
	}
	if len(years) < 2 {
		return nil
	}
	title := v.law(std.Title)
	if decides != nil {
		title = capital(v.who(decides))
	}
	return view.NewSpark(title, years, sparkYears)
}

// shareThen is the same measure in another year, with the threshold of that year.
func (v *visit) shareThen(j *verdict.Judgement, ver *rule.Verdict, decides *rule.CriterionVerdict) view.Share {
	for _, level := range ver.Levels {
		for i := range level.Criteria {
			c := &level.Criteria[i]
			if c.Criterion == decides.Criterion {
				if share := v.share(c); share != nil && c.Outcome != rule.NotEnoughData {
					return *share
				}
			}
		}
	}
	if decides.Measure != nil && j.Surveyed {
		r := j.Input.Ratios[decides.Measure.ID]
		return view.Share{Numerator: r.N, Denominator: r.D}
	}
	return view.Share{}
}

// below is the table of what stands below the place.
func (v *visit) below(c *recall, t *target, j *verdict.Judgement) (*view.Table, error) {
	if t.at.Kind == place.Commune {
		return v.hamletTable(c, t, j)
	}
	return v.unitTable(c, t, j)
}
