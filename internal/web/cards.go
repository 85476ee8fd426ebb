package web

import (
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// sparkYears is how far back a card looks.
const sparkYears = 8

// cards is one card a standard, with its course over the years.
func (v *visit) cards(c *recall, t *target, j *verdict.Judgement) ([]view.Card, error) {
	history, err := v.history(c, t)
	if err != nil {
		return nil, err
	}
	var out []view.Card
	for i := range j.Verdicts {
		ver := &j.Verdicts[i]
		card := view.Card{Title: v.law(ver.Standard.Title), Href: t.path("verdicts", ver.Standard.ID)}
		card.State, card.Level = v.standingOf(ver)
		card.Sentence, card.Onward = v.sentence(t, j, ver)
		decides := decisive(ver)
		if card.State != view.NotInForce {
			card.Share = v.share(decides)
			card.Spark = v.spark(t, history, ver.Standard, decides)
		}
		out = append(out, card)
	}
	return out, nil
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
