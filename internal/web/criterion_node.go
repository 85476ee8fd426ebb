package web

import (
	"net/url"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// criterionNode is one line of the verdict tree with all that stands behind it.
func (v *visit) criterionNode(t *target, j *verdict.Judgement, c *rule.CriterionVerdict) view.Node {
	node := view.Node{State: view.State(c.Outcome), Title: v.law(c.Criterion.Text), Range: v.bounds(c), Cite: v.cite(c)}
	if c.Difficult {
		node.Sub = v.say.T("tree.difficult")
	}
	if c.Missing != nil {
		node.Note = v.say.T("tree.missing", "what", v.law(*c.Missing))
	}
	switch c.Criterion.Kind {
	case rule.Persons:
		v.personsNode(t, j, c, &node)
	case rule.Prerequisite:
		node.Links = []view.Link{{Text: v.requirement(c.Criterion.Requires), Href: t.path("verdicts", c.Criterion.Requires.Standard)}}
	case rule.ConditionKind:
		v.conditionNode(t, c, &node)
	case rule.ShareOfPlaces:
		node.Share = v.share(c)
	}
	return node
}

// personsNode leads from each number to its people.
func (v *visit) personsNode(t *target, j *verdict.Judgement, c *rule.CriterionVerdict, node *view.Node) {
	node.Share = v.share(c)
	if c.Operator == rule.All {
		node.Rule = v.say.T("tree.all")
	}
	if n := c.Needed(); n > 0 {
		node.Lack = v.say.T("tree.needed", "n", n)
	}
	if c.Outcome == rule.NotEnoughData && !j.Surveyed && t.exists && t.at.Kind == place.Commune {
		node.Gap = &view.Link{Text: v.say.T("frame.tab_import"), Href: t.path("import")}
	}
	if c.Measure == nil || c.Ratio.D == 0 {
		return
	}
	if c.Ratio.D > c.Ratio.N {
		link := view.Link{Text: v.say.T("tree.lacking", "n", c.Ratio.D-c.Ratio.N), Href: peoplePath(t, c.Measure.ID, lacking, 0)}
		if c.Outcome == rule.NotMet {
			node.Gap = &link
		} else {
			node.Links = append(node.Links, link)
		}
	}
	node.Links = append(node.Links,
		view.Link{Text: v.say.T("tree.counted", "n", c.Ratio.N), Href: peoplePath(t, c.Measure.ID, counted, 0)},
		view.Link{Text: v.say.T("tree.covered", "n", c.Ratio.D), Href: peoplePath(t, c.Measure.ID, covered, 0)})
}

// conditionNode shows each check; a figure that is missing leads to where it is
// entered.
func (v *visit) conditionNode(t *target, c *rule.CriterionVerdict, node *view.Node) {
	for _, check := range c.Checks {
		child := view.Node{State: view.State(check.Outcome), Title: v.law(check.Check.Text)}
		if check.Ratio.D > 0 {
			v.checkFigures(check, &child)
		}
		node.Children = append(node.Children, child)
	}
	if len(node.Children) == 1 {
		only := node.Children[0]
		node.Share, node.Rule, node.Range, node.Sub = only.Share, only.Rule, only.Range, only.Sub
		node.Children = nil
	}
	if c.Outcome == rule.NotEnoughData && t.at.Kind == place.Commune && t.exists {
		node.Gap = &view.Link{Text: v.say.T("tree.enter"), Href: t.path("schools")}
	}
}

// checkFigures shows a check as what it is: answers, a share, or so many of one
// for each of another.
func (v *visit) checkFigures(check rule.CheckVerdict, node *view.Node) {
	pair := v.say.Int(check.Ratio.N) + " / " + v.say.Int(check.Ratio.D)
	node.Rule = v.checkRule(check.Check)
	switch {
	case len(check.Check.AllYes) > 0:
		node.Range = pair
	case check.Check.Percent:
		node.Share = &view.Share{Numerator: check.Ratio.N, Denominator: check.Ratio.D}
	default:
		node.Range, node.Sub = v.decimal(check.Ratio.N, check.Ratio.D), pair
	}
}

// checkRule says what a check asks for.
func (v *visit) checkRule(check *rule.Check) string {
	switch {
	case len(check.AllYes) > 0:
		return v.say.T("tree.all_yes")
	case check.Percent:
		return v.say.T("card.need", "need", v.say.Threshold(check.AtLeast.String()))
	}
	return v.say.T("tree.at_least", "value", v.comma(check.AtLeast.String()))
}

// markTones: what was seen in a source, what follows from one, what somebody
// remembers.
var markTones = map[rule.Mark]view.Tone{rule.Confirmed: view.Good, rule.Derived: view.Warn, rule.FromMemory: view.Warn}

func (v *visit) mark(m rule.Mark) *view.Tag {
	switch m {
	case rule.Confirmed:
		return &view.Tag{Tone: markTones[m], Text: v.say.T("tree.mark_confirmed")}
	case rule.Derived:
		return &view.Tag{Tone: markTones[m], Text: v.say.T("tree.mark_derived")}
	}
	return &view.Tag{Tone: markTones[m], Text: v.say.T("tree.mark_from_memory")}
}

// cite names the article, and leads to the page of the criterion with what it
// asked for in former years.
func (v *visit) cite(c *rule.CriterionVerdict) *view.Cite {
	if c.Source == nil {
		return nil
	}
	return &view.Cite{Text: v.Book.Cite(c.Source), Href: rulePath(c.Criterion.ID), Words: c.Source.Note, Mark: v.mark(c.Source.Mark)}
}

func rulePath(id string) string { return "/rules/" + url.PathEscape(id) }
