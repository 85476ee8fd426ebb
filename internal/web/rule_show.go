package web

import (
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// ruleShow is one thing of the law: its words, where it stands, what it asked in
// former years.
func ruleShow(v *visit) error {
	id := v.r.PathValue("rule")
	page := view.RulePage{ID: id}
	shown := false
	for _, show := range []func(string, *view.RulePage) bool{v.showStandard, v.showCriterion, v.showMeasure, v.showInstrument} {
		if show(id, &page) {
			shown = true
			break
		}
	}
	if !shown {
		return fault.New(fault.NotFound, "fault.rule_unknown", "id", id)
	}
	page.Page = v.frame(page.Heading)
	page.Back = view.Link{Text: v.say.T("law.title"), Href: "/rules"}
	return v.show("rule", page)
}

func (v *visit) showStandard(id string, page *view.RulePage) bool {
	std := v.Book.Standard(id)
	if std == nil {
		return false
	}
	page.Kind, page.Heading = v.say.T("law.kind_standard"), v.law(std.Title)
	page.Facts = []view.Fact{{Name: v.say.T("law.applies"), Value: capital(v.period(std.InForce.From, std.InForce.Until))}}
	page.Cite = v.sourceCite(&std.InForce.Source)
	on := today(v.Now())
	for i := range std.Levels {
		level := &std.Levels[i]
		table := &view.Table{Fold: true, Caption: capital(v.levelText(level.Number)), Columns: []view.Column{{Text: v.say.T("law.criterion")}, {Text: v.say.T("law.tier")}, {Text: v.say.T("law.asks")}}}
		if table.Caption == "" {
			table.Caption = v.say.T("verdict.criteria")
		}
		for k := range level.Criteria {
			c := &level.Criteria[k]
			table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{
				{Text: v.law(c.Text), Href: rulePath(c.ID), Sub: c.ID}, {Text: v.say.T("tier." + c.Tier)}, {Text: capital(v.asksOn(c, on))},
			}})
		}
		page.Tables = append(page.Tables, table)
	}
	return true
}

// asksOn is what a criterion asks on a day.
func (v *visit) asksOn(c *rule.Criterion, on rule.Date) string {
	for i := range c.Values {
		value := &c.Values[i]
		if (rule.Period{From: value.From, Until: value.Until}).Holds(on) {
			return v.asks(c, value)
		}
	}
	return "–"
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
func (v *visit) showCriterion(id string, page *view.RulePage) bool {
	found := false
	for _, std := range v.Book.Standards() {
		for i := range std.Levels {
			for k := range std.Levels[i].Criteria {
				c := &std.Levels[i].Criteria[k]
				if c.ID != id {
					continue
				}
				v.addCriterion(page, std, std.Levels[i].Number, c, !found)
				found = true
			}
		}
	}
	return found
}

func (v *visit) addCriterion(page *view.RulePage, std *rule.Standard, level int, c *rule.Criterion, first bool) {
	if first {
		page.Kind, page.Heading = v.say.T("law.criterion"), v.law(c.Text)
		if m := v.Book.Measure(c.Measure); m != nil {
			page.Facts = append(page.Facts, view.Fact{Name: v.say.T("law.measure"), Value: v.law(m.Text), Href: rulePath(m.ID)})
		}
		if cond := v.Book.Condition(c.Condition); cond != nil {
			for _, check := range cond.Checks {
				page.Facts = append(page.Facts, view.Fact{Name: v.say.T("law.check"), Value: v.law(check.Text)})
			}
		}
	}
	table := &view.Table{
		Fold: true, Caption: v.goalTitle(std, level) + ", " + small(v.say.T("tier."+c.Tier)),
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

func (v *visit) showMeasure(id string, page *view.RulePage) bool {
	m := v.Book.Measure(id)
	if m == nil {
		return false
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
	return true
}

func (v *visit) showInstrument(id string, page *view.RulePage) bool {
	i := v.Book.Instrument(id)
	if i == nil {
		return false
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
	if i.Note != "" {
		page.Facts = append(page.Facts, view.Fact{Name: v.say.T("law.note"), Value: i.Note})
	}
	return true
}

func (v *visit) sourceCite(s *rule.Source) *view.Cite {
	return &view.Cite{Text: v.Book.Cite(s), Href: rulePath(s.Instrument), Words: s.Note, Mark: v.mark(s.Mark)}
}
