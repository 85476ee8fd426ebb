package web

import (
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/boundary"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

type changesOf ofYear

// historyShow tells what a place was made of and what became of it, with the names,
// codes and boundaries it bore.
func historyShow(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(v.say.T("places.title", "name", t.at.Name), t, noTab, "history")
	if err != nil {
		return err
	}
	frame.Head.Changed = nil // it leads here
	page := view.HistoryPage{Page: frame, Heading: frame.Title}
	list := t.kin()
	page.Lead = v.historyLead(t, list)
	page.Events = v.placeEvents(t, list)
	if len(list) > 0 {
		page.Flow = v.flow(t, list)
	}
	page.Names = v.namesTable(t, list)
	days, err := v.Store.BoundaryDays(v.ctx(), t.at.PlaceID)
	if err != nil {
		return err
	}
	page.Boundaries = v.boundaryTable(days)
	if t.at.Kind == place.Commune {
		page.Difficult = v.difficultTable(t)
	}
	return v.show("history", page)
}

// kin are the successions that a place's history is told by: of a commune or
// district its own, of a province all within it.
func (t *target) kin() []place.Succession {
	if t.at.Kind == place.Province {
		return t.tree.Changes(t.at.PlaceID, "", "")
	}
	return t.tree.Kin(t.at.PlaceID)
}

func (v *visit) historyLead(t *target, list []place.Succession) string {
	from, until := t.tree.Existence(t.at.PlaceID)
	made := 0
	var into []string
	for _, s := range list {
		if s.To == t.at.PlaceID && s.On == from {
			made++
		}
		if s.From == t.at.PlaceID && s.On == until {
			if at, ok := t.tree.Nearest(s.To, s.On); ok {
				into = append(into, at.Name)
			}
		}
	}
	switch {
	case len(list) == 0:
		return v.say.T("places.unchanged")
	case t.at.Kind == place.Province:
		return v.say.T("places.changes", "n", len(list))
	case len(into) > 0:
		return v.say.T("places.ended", "day", viet.Date(place.DayBefore(until)), "names", strings.Join(into, ", "))
	case made > 0:
		return v.say.T("places.made", "day", viet.Date(from), "n", made)
	}
	return v.say.T("places.took", "n", len(list))
}

// placeEvents are the successions and the unit's own changes of name, code and
// place in the tree, in order of time.
func (v *visit) placeEvents(t *target, list []place.Succession) []view.Event {
	type dated struct {
		on    place.Date
		event view.Event
	}
	var all []dated
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j].On == list[i].On && list[j].To == list[i].To {
			j++
		}
		all = append(all, dated{list[i].On, v.successionEvent(t, list[i:j])})
		i = j
	}
	own := t.tree.History(t.at.PlaceID)
	for i := 1; i < len(own); i++ {
		all = append(all, dated{own[i].From, v.attributeEvent(t, own[i-1], own[i])})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return strings.Compare(a.on, b.on) })
	out := make([]view.Event, len(all))
	for i, d := range all {
		out[i] = d.event
	}
	return out
}

// successionEvent tells of all that went into one unit on one day.
func (v *visit) successionEvent(t *target, list []place.Succession) view.Event {
	var names []string
	for _, s := range list {
		from, _ := t.tree.Nearest(s.From, place.DayBefore(s.On))
		name := from.Name
		if s.Extent == place.Part {
			name = v.say.T("overview.part", "name", name)
		}
		names = append(names, name)
	}
	first := list[0]
	to, _ := t.tree.Nearest(first.To, first.On)
	key := "places.joined"
	if began, _ := t.tree.Existence(first.To); began == first.On {
		key = "places.formed"
	}
	return view.Event{When: viet.Date(first.On), Title: v.say.T(key, "names", strings.Join(names, ", "), "name", to.Name), Lines: []string{first.Instrument}}
}

func (v *visit) attributeEvent(t *target, was, is place.Attributes) view.Event {
	event := view.Event{When: viet.Date(is.From), Title: v.say.T("places.altered", "name", is.Name)}
	if was.Name != is.Name {
		event.Title = v.say.T("places.renamed", "was", was.Name, "name", is.Name)
	}
	if was.Code != is.Code {
		event.Lines = append(event.Lines, v.say.T("places.recoded", "was", was.Code, "code", is.Code))
	}
	if was.Parent != is.Parent {
		above, _ := t.tree.Nearest(is.Parent, is.From)
		event.Lines = append(event.Lines, v.say.T("places.moved", "name", above.Name))
	}
	return event
}

// namesTable is every name and code of the units of the history, each with its time.
func (v *visit) namesTable(t *target, list []place.Succession) *view.Table {
	table := &view.Table{Caption: v.say.T("places.names"), Wide: true, Columns: []view.Column{
		{Text: v.say.T("places.name")}, {Text: v.say.T("places.code")}, {Text: v.say.T("places.recorded")}, {Text: v.say.T("places.until")}, {Text: v.say.T("places.above")},
	}}
	for _, id := range t.members(list) {
		for _, a := range t.tree.History(id) {
			above, _ := t.tree.Nearest(a.Parent, a.From)
			until := v.say.T("places.lasts")
			if a.Until != "" {
				until = viet.Date(place.DayBefore(a.Until))
			}
			table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{
				{Text: a.Name, Href: placePath(id, yearOf(a.From, a.Until, t.year), "history")}, {Text: a.Code}, {Text: viet.Date(a.From)}, {Text: until}, {Text: above.Name},
			}})
		}
	}
	table.Tall = len(table.Rows) > manyRows
	return table
}

// members are the units of a history, the place itself first.
func (t *target) members(list []place.Succession) []place.ID {
	out := []place.ID{t.at.PlaceID}
	for _, s := range list {
		for _, id := range []place.ID{s.From, s.To} {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// yearOf is a year in whose reference day the period lies: the one shown, or else
// the last one there was.
func yearOf(from, until place.Date, shown int) int {
	on := rule.ReferenceDay(shown)
	if until == "" || on < until {
		if on < from {
			on = from
		}
	} else {
		on = place.DayBefore(until)
	}
	year, err := strconv.Atoi(on[:4])
	if err != nil {
		return shown
	}
	if ref := rule.ReferenceDay(year); until != "" && ref >= until {
		year--
	}
	return max(year, firstYear)
}

func (v *visit) boundaryTable(days []boundary.Boundary) *view.Table {
	table := &view.Table{Caption: v.say.T("places.boundaries"), Columns: []view.Column{
		{Text: v.say.T("places.from")}, {Text: v.say.T("places.shape")}, {Text: v.say.T("places.source")}, {Text: v.say.T("places.corners"), Number: true},
	}, Empty: &view.Empty{Title: v.say.T("places.no_boundary"), Text: v.say.T("places.no_boundary_text")}}
	for _, b := range days {
		kind := "places.outline"
		if b.Drawn {
			kind = "places.drawn"
		}
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{{Text: viet.Date(b.From)}, {Text: v.say.T(kind)}, {Text: b.Source}, {Text: v.say.Int(int64(b.Shape.Corners()))}}})
	}
	return table
}

// difficultTable is what was entered of the list of communes with special
// difficulties: that nothing was is no proof that there was nothing.
func (v *visit) difficultTable(t *target) *view.Table {
	table := &view.Table{Caption: v.say.T("places.difficult"), Columns: []view.Column{
		{Text: v.say.T("places.from")}, {Text: v.say.T("places.until")}, {Text: v.say.T("places.decision")},
	}, Empty: &view.Empty{Title: v.say.T("places.not_difficult"), Text: v.say.T("places.not_difficult_text")}}
	for _, d := range t.tree.Difficulties(t.at.PlaceID) {
		until := v.say.T("places.lasts")
		if d.Until != "" {
			until = viet.Date(place.DayBefore(d.Until))
		}
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{{Text: viet.Date(d.From)}, {Text: until}, {Text: d.Decision}}})
	}
	return table
}

// changed leads to how the tree changed within the year of a page, where it did.
func (v *visit) changed(c *recall, t *target) *view.Link {
	list, _ := once(c, changesOf{t.at.PlaceID, t.year}, func() ([]place.Succession, error) {
		return t.tree.Changes(t.at.PlaceID, rule.ReferenceDay(t.year-1), t.on), nil
	})
	if len(list) == 0 {
		return nil
	}
	return &view.Link{Text: v.say.T("places.changed", "day", viet.Date(list[len(list)-1].On)), Href: t.path("history")}
}
