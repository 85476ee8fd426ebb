package web

import (
	"slices"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// ruleShow is one thing of the law: its words, where it stands, what it asked in
// former years, what it leaves open, and which places it bears on.
func ruleShow(v *visit) error {
	id := v.r.PathValue("rule")
	page := view.RulePage{ID: id}
	shown := false
	for _, show := range []func(string, *view.RulePage) (bool, error){v.showStandard, v.showCriterion, v.showMeasure, v.showInstrument} {
		found, err := show(id, &page)
		if err != nil {
			return err
		}
		if found {
			shown = true
			break
		}
	}
	if !shown {
		return fault.New(fault.NotFound, "fault.rule_unknown", "id", id)
	}
	page.Page = v.frame(page.Heading)
	page.Back = view.Link{Text: v.say.T("law.title"), Href: rulesPath}
	return v.show("rule", page)
}

func (v *visit) showStandard(id string, page *view.RulePage) (bool, error) {
	std := v.Book.Standard(id)
	if std == nil {
		return false, nil
	}
	page.Kind, page.Heading = v.say.T("law.kind_standard"), v.law(std.Title)
	page.Facts = []view.Fact{{Name: v.say.T("law.applies"), Value: capital(v.period(std.InForce.From, std.InForce.Until))}}
	page.Cite, page.Notes = v.sourceCite(&std.InForce.Source), v.laws(std.Notes)
	var points []*rule.Parameter
	for i := range std.Levels {
		level := &std.Levels[i]
		strips := v.strips(capital(v.levelText(level.Number)))
		if strips.Caption == "" {
			strips.Caption = v.say.T("verdict.criteria")
		}
		for k := range level.Criteria {
			strips.Lines = append(strips.Lines, v.strip(strips, &level.Criteria[k]))
			points = append(points, v.pointsOf(&level.Criteria[k])...)
		}
		page.Strips = append(page.Strips, strips)
	}
	page.Open = v.openPoints(distinct(points))
	var err error
	page.Touches, err = v.touchedByStandard(std)
	return true, err
}

// pointsOf are the points that the law leaves open in a criterion.
func (v *visit) pointsOf(c *rule.Criterion) []*rule.Parameter {
	var out []*rule.Parameter
	for _, m := range v.Book.MeasuresOf(c) {
		out = append(out, v.Book.OpenPoints(m)...)
	}
	return out
}

// distinct keeps the first of several that are the same.
func distinct[T comparable](list []T) []T {
	var out []T
	for _, one := range list {
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// asks is a value of a criterion in words.
func (v *visit) asks(c *rule.Criterion, value *rule.Value) string {
	switch {
	case value.Absent:
		return v.say.T("law.absent")
	case c.Operator == rule.All:
		return v.say.T("tree.all")
	case c.Kind == rule.Prerequisite:
		return v.requirement(c.Requires)
	case c.Kind == rule.ConditionKind:
		return v.say.T("law.condition")
	case !value.Threshold.Known():
		return v.say.T("law.unknown")
	}
	text := v.say.T("law.at_least", "value", v.say.Threshold(value.Threshold.String()))
	if value.Difficult != nil && value.Difficult.Threshold.Known() {
		text += "; " + v.say.T("law.difficult", "value", v.say.Threshold(value.Difficult.Threshold.String()))
	}
	return text
}

// showCriterion shows the criterion in every level in which its id stands, each
// with its history.
func (v *visit) showCriterion(id string, page *view.RulePage) (bool, error) {
	found := false
	for _, std := range v.Book.Standards() {
		for i := range std.Levels {
			for k := range std.Levels[i].Criteria {
				c := &std.Levels[i].Criteria[k]
				if c.ID != id {
					continue
				}
				if !found {
					v.criterionWords(page, c)
				}
				v.addCriterion(page, std, std.Levels[i].Number, c)
				found = true
			}
		}
	}
	if !found {
		return false, nil
	}
	var err error
	page.Touches, err = v.touchedByCriterion(id)
	return true, err
}

// criterionWords say what a criterion asks about, in our words.
func (v *visit) criterionWords(page *view.RulePage, c *rule.Criterion) {
	page.Kind, page.Heading = v.say.T("law.criterion"), v.law(c.Text)
	for _, m := range v.Book.MeasuresOf(c) {
		page.Words = append(page.Words, v.say.T("law.words", "of", small(v.law(m.OfText)), "lacks", v.law(m.Lacks)))
		page.Facts = append(page.Facts, view.Fact{Name: v.say.T("law.measure"), Value: v.law(m.Text), Href: rulePath(m.ID)})
	}
	if cond := v.Book.Condition(c.Condition); cond != nil {
		for _, check := range cond.Checks {
			page.Facts = append(page.Facts, view.Fact{Name: v.say.T("law.check"), Value: v.law(check.Text)})
		}
	}
	page.Open = v.openPoints(distinct(v.pointsOf(c)))
}

func (v *visit) addCriterion(page *view.RulePage, std *rule.Standard, level int, c *rule.Criterion) {
	title := v.goalTitle(std, level) + ", " + small(v.say.T("tier."+c.Tier))
	if len(page.Strips) == 0 {
		page.Strips = []*view.Strips{v.strips(v.say.T("law.over_time"))}
	}
	strips := page.Strips[0]
	line := v.strip(strips, c)
	line.Title, line.Sub, line.Href = v.goalTitle(std, level), v.say.T("tier."+c.Tier), rulePath(std.ID)
	strips.Lines = append(strips.Lines, line)
	table := &view.Table{
		Fold: true, Caption: title,
		Columns: []view.Column{{Text: v.say.T("law.when")}, {Text: v.say.T("law.asks")}, {Text: v.say.T("law.where")}, {Text: v.say.T("law.mark")}},
	}
	for i := range c.Values {
		value := &c.Values[i]
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{
			{Text: capital(v.period(value.From, value.Until))}, {Text: capital(v.asks(c, value))},
			{Text: v.Book.Cite(&value.Source), Href: rulePath(value.Source.Instrument), Sub: value.Source.Note}, {Text: v.mark(value.Source.Mark).Text},
		}})
	}
	page.Tables = append(page.Tables, table)
}

func (v *visit) showMeasure(id string, page *view.RulePage) (bool, error) {
	m := v.Book.Measure(id)
	if m == nil {
		return false, nil
	}
	page.Kind, page.Heading = v.say.T("law.measure"), v.law(m.Text)
	page.Facts = []view.Fact{
		{Name: v.say.T("law.denominator"), Value: v.law(m.OfText)},
		{Name: v.say.T("law.lacks"), Value: capital(v.law(m.Lacks))},
	}
	if m.Unrecorded != nil {
		page.Facts = append(page.Facts, view.Fact{Name: v.say.T("law.unrecorded"), Value: v.law(*m.Unrecorded)})
	}
	page.Code = []view.Fact{{Name: v.say.T("law.of"), Value: strings.TrimSpace(m.Of)}, {Name: v.say.T("law.count"), Value: strings.TrimSpace(m.Count)}}
	page.Cite = v.sourceCite(&m.Source)
	page.Words = []string{v.say.T("law.words", "of", small(v.law(m.OfText)), "lacks", v.law(m.Lacks))}
	page.Open = v.openPoints(v.Book.OpenPoints(m))
	page.Strips = v.measureStrips(m)
	return true, nil
}

func (v *visit) showInstrument(id string, page *view.RulePage) (bool, error) {
	i := v.Book.Instrument(id)
	if i == nil {
		return false, nil
	}
	page.Kind, page.Heading = v.say.T("law.instrument"), i.Number
	page.Facts = []view.Fact{
		{Name: v.say.T("law.name"), Value: v.law(i.Title)},
		{Name: v.say.T("law.issuer"), Value: v.law(i.Issuer)},
		{Name: v.say.T("law.issued"), Value: viet.Date(i.Issued.On)},
		{Name: v.say.T("law.in_force"), Value: capital(v.period(i.InForce.From, i.InForce.Until))},
		{Name: v.say.T("law.mark"), Value: v.mark(i.Mark).Text},
		{Name: v.say.T("law.checked"), Value: viet.Date(i.LastCheckedOn)},
	}
	for _, old := range i.Replaces {
		if o := v.Book.Instrument(old); o != nil {
			page.Facts = append(page.Facts, view.Fact{Name: v.say.T("law.replaces"), Value: o.Number, Href: rulePath(o.ID)})
		}
	}
	page.Tables = v.citing(i)
	if i.Note != "" {
		page.Facts = append(page.Facts, view.Fact{Name: v.say.T("law.note"), Value: i.Note})
	}
	return true, nil
}

func (v *visit) sourceCite(s *rule.Source) *view.Cite {
	return &view.Cite{Text: v.Book.Cite(s), Href: rulePath(s.Instrument), Words: s.Note, Mark: v.mark(s.Mark)}
}
