package web

import (
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// mostBoxes is what a picture still tells; the merger of a whole province is a list.
const mostBoxes = 60

// flow draws successions: a column for each time between two days on which
// something changed, a box for each unit of that time.
func (v *visit) flow(t *target, list []place.Succession) *view.Flow {
	f := flowing{visit: v, target: t, list: list, at: map[flowKey]int{}}
	for _, s := range list {
		if !slices.Contains(f.days, s.On) {
			f.days = append(f.days, s.On)
		}
	}
	slices.Sort(f.days)
	for column := 0; column <= len(f.days); column++ {
		f.fill(column)
	}
	if len(f.nodes) > mostBoxes {
		return nil
	}
	for column := range f.days {
		f.link(column)
	}
	return view.NewFlow(v.say.T("places.flow"), f.columns(), f.nodes, f.links)
}

type flowKey struct {
	column int
	of     place.ID
}

type flowing struct {
	*visit
	*target
	list  []place.Succession
	days  []place.Date
	nodes []view.FlowNode
	links []view.FlowLink
	at    map[flowKey]int
}

// span is the first and the last day of a column; "" is open.
func (f *flowing) span(column int) (first, last place.Date) {
	if column > 0 {
		first = f.days[column-1]
	}
	if column < len(f.days) {
		last = place.DayBefore(f.days[column])
	}
	return first, last
}

// fill adds the units that stood during a column.
func (f *flowing) fill(column int) {
	first, last := f.span(column)
	for _, id := range f.members(f.list) {
		at, stood := f.tree.At(id, last)
		if !stood || last == "" {
			at, stood = f.tree.At(id, first)
		}
		if !stood || id == f.target.at.PlaceID && f.target.at.Kind == place.Province {
			continue
		}
		f.at[flowKey{column, id}] = len(f.nodes)
		f.nodes = append(f.nodes, view.FlowNode{
			Name: at.Name, Code: at.Code, Column: column, Current: id == f.target.at.PlaceID,
			Href: placePath(id, yearOf(first, dayAfter(last), f.target.year), "history"),
		})
	}
}

func dayAfter(last place.Date) place.Date {
	if last == "" {
		return ""
	}
	return place.DayAfter(last)
}

// link joins a column to the next: what went over, and what stayed what it was.
func (f *flowing) link(column int) {
	add := func(from, to place.ID, part bool) {
		i, there := f.at[flowKey{column, from}]
		j, goes := f.at[flowKey{column + 1, to}]
		if there && goes {
			f.links = append(f.links, view.FlowLink{From: i, To: j, Part: part})
		}
	}
	for _, s := range f.list {
		if s.On == f.days[column] {
			add(s.From, s.To, s.Extent == place.Part)
		}
	}
	for _, id := range f.members(f.list) {
		add(id, id, false)
	}
}

func (f *flowing) columns() []string {
	var out []string
	for column := 0; column <= len(f.days); column++ {
		first, last := f.span(column)
		switch {
		case first == "":
			out = append(out, f.say.T("places.until_day", "day", viet.Date(last)))
		case last == "":
			out = append(out, f.say.T("places.from_day", "day", viet.Date(first)))
		default:
			out = append(out, viet.Date(first)+" – "+viet.Date(last))
		}
	}
	return out
}
