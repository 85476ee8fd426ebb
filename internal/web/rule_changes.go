package web

import (
	"net/http"
	"strconv"

	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// ruleChanges tells what of the law changed between two days.
func ruleChanges(v *visit) error {
	title := v.say.T("law.changes")
	page := view.RuleChanges{Page: v.frame(title), Heading: title, Lead: v.say.T("law.changes_lead"), Back: view.Link{Text: v.say.T("law.title"), Href: rulesPath}}
	from, fromWrong := v.changeDay("from", v.firstLaw())
	until, untilWrong := v.changeDay("to", today(v.Now()))
	page.From = view.Field{Name: "from", Label: v.say.T("law.changes_from"), Value: viet.Date(from), Width: "10", Error: fromWrong}
	page.To = view.Field{Name: "to", Label: v.say.T("law.changes_to"), Value: viet.Date(until), Width: "10", Error: untilWrong}
	if fromWrong == "" && untilWrong == "" && from > until {
		page.To.Error = v.say.T("law.changes_order")
	}
	page.Errors = summary(page.From, page.To)
	if len(page.Errors.Lines) > 0 {
		return v.showAs(http.StatusUnprocessableEntity, "rule_changes", page)
	}
	changes := v.Book.Changes(from, until)
	page.Events = v.lawEvents(changes)
	page.Found = v.say.T("law.changes_found", "n", len(changes), "from", viet.Date(from), "to", viet.Date(until))
	if len(changes) == 0 {
		page.Empty = &view.Empty{Title: page.Found, Text: v.say.T("law.changes_none")}
	}
	page.Undated = v.undated()
	return v.show("rule_changes", page)
}

// changeDay reads a day of the address, written either way, or gives the one that
// stands for it.
func (v *visit) changeDay(name, instead string) (day, wrong string) {
	text := viet.Clean(v.r.URL.Query().Get(name))
	if text == "" {
		return instead, ""
	}
	day, err := viet.ParseDate(text)
	if err != nil || len(day) != len("2026-11-27") {
		return text, v.say.T("law.changes_day")
	}
	return day, ""
}

// firstLaw is the day before the first standard came into force.
func (v *visit) firstLaw() string {
	first := today(v.Now())
	for _, std := range v.Book.Standards() {
		if on := std.InForce.From.On; on != "" {
			first = min(first, on)
		}
	}
	year, _ := strconv.Atoi(yearPart(first))
	return strconv.Itoa(year-1) + "-12-31"
}

// lawEvents gathers what changed on one day in one standard.
func (v *visit) lawEvents(changes []rule.Change) []view.LawEvent {
	var out []view.LawEvent
	for i := range changes {
		kind, line := v.lawLine(&changes[i])
		when := viet.Date(changes[i].On)
		if last := len(out) - 1; last < 0 || out[last].When != when || out[last].Kind != kind {
			out = append(out, view.LawEvent{When: when, Kind: kind})
		}
		event := &out[len(out)-1]
		event.Lines = append(event.Lines, line)
	}
	return out
}

func (v *visit) lawLine(c *rule.Change) (kind string, line view.LawLine) {
	switch {
	case c.Instrument != nil:
		line = view.LawLine{Link: view.Link{Text: c.Instrument.Number, Href: rulePath(c.Instrument.ID)}, Text: v.say.T("law.begins", "what", v.law(c.Instrument.Title))}
		if c.Ends {
			line.Text = v.say.T("law.ends", "what", v.law(c.Instrument.Title))
		}
		return v.say.T("law.instrument"), line
	case c.Criterion != nil:
		line = view.LawLine{Link: view.Link{Text: v.law(c.Criterion.Text), Href: rulePath(c.Criterion.ID)}, Before: v.asksOrNothing(c.Criterion, c.Before), After: v.asksOrNothing(c.Criterion, c.After)}
		if c.After != nil {
			line.Cite = v.sourceCite(&c.After.Source)
		}
		return v.goalTitle(c.Standard, c.Level), line
	}
	line = view.LawLine{Link: view.Link{Text: v.law(c.Standard.Title), Href: rulePath(c.Standard.ID)}, Text: v.say.T("law.standard_begins"), Cite: v.sourceCite(&c.Standard.InForce.Source)}
	if c.Ends {
		line.Text = v.say.T("law.standard_ends")
	}
	return v.say.T("law.kind_standard"), line
}

func (v *visit) asksOrNothing(c *rule.Criterion, value *rule.Value) string {
	if value == nil {
		return v.say.T("law.absent")
	}
	return capital(v.asks(c, value))
}

// undated are the standards of which nobody knows the first day: no list of changes
// can hold them.
func (v *visit) undated() []view.Link {
	var out []view.Link
	for _, std := range v.Book.Standards() {
		if std.InForce.From.State == rule.Unknown && !std.Draft {
			out = append(out, view.Link{Text: v.law(std.Title), Href: rulePath(std.ID)})
		}
	}
	return out
}
