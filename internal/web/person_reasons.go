package web

import (
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/web/view"
)

// reasons tell for each share of persons that the law of the year takes whether the
// person is counted in it, lacks it, or is not asked, and by which words of the law.
func (v *visit) reasons(page *view.PersonPage, t *target, r *register.Record) error {
	p := r.Profile()
	bits, err := v.Book.Bits(p.ID(), p)
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
	seen := map[*rule.Measure]bool{}
	for i := range j.Verdicts {
		for _, level := range j.Verdicts[i].Levels {
			for k := range level.Criteria {
				m := level.Criteria[k].Measure
				if m == nil || seen[m] || level.Criteria[k].Outcome == rule.NotInForce {
					continue
				}
				seen[m] = true
				err = v.reason(page, t, r, bits, m)
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (v *visit) reason(page *view.PersonPage, t *target, r *register.Record, bits rule.Bits, m *rule.Measure) error {
	of := small(v.law(m.OfText))
	reason := view.Reason{Title: v.law(m.Text), Rule: view.Link{Text: v.Book.Cite(&m.Source), Href: rulePath(m.ID)}}
	s, in := personSide(bits, m)
	switch {
	case !in:
		why, err := v.Book.Unasked(m, r.Profile())
		if err != nil {
			return err
		}
		reason.State, reason.Why = view.NotApplicable, v.whyUnasked(why, r, of)
		page.Unasked = append(page.Unasked, reason)
		return nil
	case s == lacking:
		reason.State, reason.Why = view.NotMet, v.say.T("history.lacking", "of", of, "lacks", v.law(m.Lacks))
	default:
		reason.State, reason.Why = view.Met, v.say.T("history.counted", "of", of)
	}
	reason.Href = peoplePath(t, m.ID, s, 0)
	page.Reasons = append(page.Reasons, reason)
	return nil
}

// whyUnasked puts into words why somebody is not in a denominator.
func (v *visit) whyUnasked(why rule.Unasked, r *register.Record, of string) string {
	switch {
	case why.Age:
		return v.say.T("history.unasked_age", "of", of, "n", r.Age(), "year", r.Year)
	case why.Disabled:
		return v.say.T("history.unasked_disabled", "of", of)
	case why.Holds:
		return v.say.T("history.unasked_holds", "of", of, "what", small(v.law(why.Of.Text)))
	case why.Of != nil:
		return v.say.T("history.unasked_of", "of", of, "what", small(v.law(why.Of.Text)))
	}
	return v.say.T("history.unasked", "of", of)
}
