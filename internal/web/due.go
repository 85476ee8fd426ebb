package web

import (
	"hoctap/internal/calendar"
	"hoctap/internal/place"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// soon is how many days ahead a day of the calendar is marked.
const soon = 14

// due are the days of the calendar that still ask something of the place. A
// commune has its round to show what is done; of a tier above only days to come
// are told, since nobody enters there that a report was sent.
func (v *visit) due(c *recall, t *target) []view.Due {
	var out []view.Due
	if t.year != v.Now().In(vietnam).Year() || !t.exists {
		return nil
	}
	round, has := c.rounds[t.at.PlaceID][t.year]
	for _, day := range v.calendar.Of(t.at.Kind, t.year) {
		left := daysUntil(v.Now(), day.Last())
		switch {
		case t.at.Kind == place.Commune && (!has || round.State != survey.Open):
		case t.at.Kind != place.Commune && left < 0:
		default:
			out = append(out, v.dueLine(t, day, left))
		}
	}
	return out
}

func (v *visit) dueLine(t *target, day calendar.Due, left int) view.Due {
	line := view.Due{When: viet.Date(day.On), Tone: view.Plain, Href: t.path("decisions")}
	if t.at.Kind == place.Commune {
		line.Href = t.path("round")
	}
	if day.Before {
		line.When = v.say.T("due.before", "day", line.When)
	}
	what := v.law(day.Text)
	switch {
	case left < 0:
		line.What, line.Tone = v.say.T("due.late", "what", what, "n", -left), view.Bad
	case left == 0:
		line.What, line.Tone = v.say.T("due.today", "what", what), view.Warn
	default:
		line.What = v.say.T("due.left", "what", what, "n", left)
		if left <= soon {
			line.Tone = view.Warn
		}
	}
	return line
}
