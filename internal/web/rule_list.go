package web

import (
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

const rulesPath = "/rules"

// ruleList is the law that the program judges by: standards, instruments, and
// the points that the law leaves open.
func ruleList(v *visit) error {
	text := viet.Clean(v.r.URL.Query().Get("q"))
	if len(text) > longestQuery {
		return fault.New(fault.Invalid, "refusal.query_long")
	}
	page := view.RuleList{
		Page: v.frame(v.say.T("law.title")), Lead: v.say.T("law.lead"),
		Search:    view.Field{Name: "q", Label: v.say.T("law.search"), Hint: v.say.T("law.search_hint"), Value: text},
		Changes:   view.Link{Text: v.say.T("law.changes"), Href: rulesPath + "/changes"},
		Standards: v.standardTable(), Instruments: v.instrumentTable(), Open: v.openPoints(v.Book.Parameters()),
	}
	if text != "" {
		page.Found = v.findLaw(text)
		if len(page.Found) == 0 {
			page.FoundNone = &view.Empty{Title: v.say.T("find.none", "text", text), Text: v.say.T("find.none_text")}
		}
	}
	return v.show("rule_list", page)
}

func (v *visit) standardTable() *view.Table {
	table := &view.Table{Fold: true, Caption: v.say.T("law.standards"), Columns: []view.Column{{Text: v.say.T("gaps.standard")}, {Text: v.say.T("law.levels")}, {Text: v.say.T("law.applies")}}}
	for _, std := range v.Book.Standards() {
		levels := "–"
		if std.MaxLevel > 0 {
			levels = v.say.T("law.levels_to", "n", std.MaxLevel)
		}
		applies := capital(v.period(std.InForce.From, std.InForce.Until))
		if std.Draft {
			applies = v.say.T("law.draft")
		}
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{{Text: v.law(std.Title), Href: rulePath(std.ID), Sub: std.ID}, {Text: levels}, {Text: applies}}})
	}
	return table
}

func (v *visit) instrumentTable() *view.Table {
	table := &view.Table{Fold: true, Caption: v.say.T("law.instruments"), Columns: []view.Column{{Text: v.say.T("law.number")}, {Text: v.say.T("law.name")}, {Text: v.say.T("law.in_force")}, {Text: v.say.T("law.mark")}}}
	for _, i := range v.Book.Instruments() {
		force := capital(v.period(i.InForce.From, i.InForce.Until))
		if i.Draft {
			force = v.say.T("law.draft")
		}
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{{Text: i.Number, Href: rulePath(i.ID)}, {Text: v.law(i.Title), Sub: v.law(i.Issuer)}, {Text: force}, {Text: v.mark(i.Mark).Text}}})
	}
	return table
}

// openPoints are the questions that the law does not answer, with the reading in
// use.
func (v *visit) openPoints(list []*rule.Parameter) []view.OpenPoint {
	var out []view.OpenPoint
	for _, p := range list {
		point := view.OpenPoint{Title: v.law(p.Text), Note: p.Source.Note}
		for _, choice := range p.Choices {
			point.Choices = append(point.Choices, view.Choice{Text: v.law(choice.Text), Current: choice.Value == p.Value()})
		}
		out = append(out, point)
	}
	return out
}

// period is a time of validity in words.
func (v *visit) period(from, until rule.Day) string {
	begin := v.say.T("law.from", "day", viet.Date(from.On))
	if from.State == rule.Unknown {
		begin = v.say.T("law.from_unknown")
	}
	switch {
	case until.State == rule.Unknown:
		return begin + ", " + v.say.T("law.until_unknown")
	case until.On != "":
		return begin + " " + v.say.T("law.until", "day", viet.Date(place.DayBefore(until.On)))
	}
	return begin
}
