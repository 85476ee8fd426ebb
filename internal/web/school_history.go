package web

import (
	"hoctap/internal/rule"
	"hoctap/internal/web/view"
)

// addHistory puts every change of the figures of the year on the page: who saved
// what, when, and what stood there before.
func (v *visit) addHistory(page *view.SchoolForm, f *figures) error {
	changes, err := v.Store.FactChanges(v.ctx(), f.t.at.PlaceID, f.t.year, f.school)
	if err != nil {
		return err
	}
	page.History = &view.Table{Caption: v.say.T("figures.history_caption"), Columns: []view.Column{
		{Text: v.say.T("figures.history_when")}, {Text: v.say.T("figures.history_who")}, {Text: v.say.T("figures.history_what")},
		{Text: v.say.T("figures.history_before"), Number: true}, {Text: v.say.T("figures.history_after"), Number: true},
	}, Fold: true, Tall: true}
	if len(changes) > 0 {
		page.Saved = v.say.T("figures.saved", "at", moment(changes[0].At), "who", v.actor(changes[0].Actor))
	}
	for _, c := range changes {
		page.History.Rows = append(page.History.Rows, v.historyRow(c))
	}
	return nil
}

func (v *visit) historyRow(c rule.FactChange) view.Row {
	name, before, after := c.Fact, c.Before, c.After
	// A figure that the law no longer asks for is told by its id.
	fact := v.Book.Fact(c.Fact)
	if fact != nil {
		name, before, after = v.law(fact.Text), v.figureText(fact, c.Before), v.figureText(fact, c.After)
	}
	empty := func(s string) string {
		if s == "" {
			return v.say.T("figures.history_empty")
		}
		return s
	}
	return view.Row{Cells: []view.Cell{
		{Text: moment(c.At)}, {Text: v.actor(c.Actor)}, {Text: name}, {Text: empty(before)}, {Text: empty(after)},
	}}
}
