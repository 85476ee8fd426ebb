package web

import (
	"slices"
	"strconv"

	"hoctap/internal/rule"
	"hoctap/internal/web/view"
)

// strips begins a picture of the law over time: from the first day that any standard
// was in force to the end of next year.
func (v *visit) strips(caption string) *view.Strips {
	now := today(v.Now())
	year, _ := strconv.Atoi(now[:4])
	first := year
	for _, std := range v.Book.Standards() {
		if from, err := strconv.Atoi(yearPart(std.InForce.From.On)); err == nil {
			first = min(first, from)
		}
	}
	return view.NewStrips(caption, first, year+1, now)
}

func yearPart(day string) string { return day[:min(4, len(day))] }

// strip is the course of what a criterion asks for.
func (v *visit) strip(s *view.Strips, c *rule.Criterion) view.Strip {
	line := view.Strip{Title: v.law(c.Text), Sub: v.say.T("tier." + c.Tier), Href: rulePath(c.ID), Now: "–"}
	now := today(v.Now())
	for i := range c.Values {
		value := &c.Values[i]
		holds := rule.Period{From: value.From, Until: value.Until}.Holds(now)
		says := capital(v.asks(c, value))
		if holds {
			line.Now = says
		} else {
			line.Before = append(line.Before, capital(v.period(value.From, value.Until))+": "+small(says))
		}
		kind := view.StripValue
		switch {
		case value.Absent:
			kind = view.StripAbsent
		case value.From.State == rule.Unknown || c.Kind == rule.Persons && c.Operator != rule.All && !value.Threshold.Known():
			kind = view.StripUnknown
		}
		line.Pieces = append(line.Pieces, s.Piece(value.From.On, value.Until.On, kind, holds))
	}
	return line
}

// measureStrips show where a share is asked for, over time.
func (v *visit) measureStrips(m *rule.Measure) []*view.Strips {
	strips := v.strips(v.say.T("law.asked_in"))
	v.eachCriterion(func(std *rule.Standard, level int, c *rule.Criterion) {
		if slices.Contains(v.Book.MeasuresOf(c), m) {
			line := v.strip(strips, c)
			line.Sub = v.goalTitle(std, level) + ", " + small(v.say.T("tier."+c.Tier))
			strips.Lines = append(strips.Lines, line)
		}
	})
	if len(strips.Lines) == 0 {
		return nil
	}
	return []*view.Strips{strips}
}

// citing lists what rests on an instrument.
func (v *visit) citing(i *rule.Instrument) []*view.Table {
	table := &view.Table{Fold: true, Caption: v.say.T("law.rests"), Columns: []view.Column{{Text: v.say.T("law.criterion")}, {Text: v.say.T("gaps.standard")}, {Text: v.say.T("law.asks")}, {Text: v.say.T("law.where")}}}
	v.eachCriterion(func(std *rule.Standard, level int, c *rule.Criterion) {
		for k := range c.Values {
			value := &c.Values[k]
			if value.Source.Instrument == i.ID {
				table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{
					{Text: v.law(c.Text), Href: rulePath(c.ID)}, {Text: v.goalTitle(std, level)}, {Text: capital(v.asks(c, value)), Sub: capital(v.period(value.From, value.Until))}, {Text: value.Source.At},
				}})
			}
		}
	})
	if len(table.Rows) == 0 {
		return nil
	}
	return []*view.Table{table}
}

func (v *visit) eachCriterion(visit func(std *rule.Standard, level int, c *rule.Criterion)) {
	for _, std := range v.Book.Standards() {
		for i := range std.Levels {
			for k := range std.Levels[i].Criteria {
				visit(std, std.Levels[i].Number, &std.Levels[i].Criteria[k])
			}
		}
	}
}
