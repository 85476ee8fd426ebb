package web

import (
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// fillPictures adds what is seen at a glance: the map, the ages at school, the
// years behind.
func (v *visit) fillPictures(page *view.PlaceHome, c *recall, t *target, j *verdict.Judgement) error {
	var err error
	page.Map, err = v.smallMap(c, t, j)
	if err != nil {
		return err
	}
	if t.at.Kind == place.Commune {
		page.Pyramid, err = v.pyramid(c, t, j)
		if err != nil {
			return err
		}
	}
	history, err := v.history(c, t)
	if err != nil {
		return err
	}
	page.Trend = v.trend(t, j, history)
	return nil
}

// smallMap is the map as its own page first shows it. One unit alone is no map.
func (v *visit) smallMap(c *recall, t *target, j *verdict.Judgement) (*view.Map, error) {
	by, _ := v.colouring(t, j, "")
	plots, err := v.plots(c, t, j, by)
	if err != nil || len(plots) < 2 {
		return nil, err
	}
	m, _, err := v.drawMap(c, t, by, plots)
	if m != nil {
		m.Onward = &view.Link{Text: v.say.T("map.open"), Href: t.path("map")}
	}
	return m, err
}

// The ages at which the law asks for schooling, youngest first.
const (
	youngestPupil = 3
	oldestPupil   = 18
)

type pyramidOf ofYear

// schooling is what has become of somebody's schooling, in the order of the
// pyramid's parts.
type schooling int

const (
	onTime schooling = iota
	late
	finished
	left
	never
	schoolings
)

// schoolingOf reads it from a profile. Whoever turns six in a year is due in grade 1
// of it, so that a grade is on time when it is the age less five; there is no such
// grade after twelve years of school, nor in a trade.
func schoolingOf(p profile.Profile) schooling {
	switch {
	case p.Study == profile.InPreschool && p.Age > 5, p.Study == profile.InGeneral && p.Grade < min(p.Age-5, 12):
		return late
	case p.Study != profile.NotStudying:
		return onTime
	case p.Graduated >= profile.UpperSecondary || p.Vocational > profile.NoVocational:
		return finished
	case p.Graduated >= profile.Primary || p.FinishedGrade > 0 || p.DropoutGrade > 0:
		return left
	}
	return never
}

// pyramid counts the residents of school age, a row an age, men and women.
func (v *visit) pyramid(c *recall, t *target, j *verdict.Judgement) (*view.Pyramid, error) {
	rows, err := once(c, pyramidOf{t.at.PlaceID, t.year}, func() ([]view.PyramidCounts, error) {
		return v.agesAtSchool(c, t, j)
	})
	if err != nil {
		return nil, err
	}
	var all, out int64
	for _, row := range rows {
		for kind := range schoolings {
			n := row.Men[kind] + row.Women[kind]
			all += n
			if kind == left || kind == never {
				out += n
			}
		}
	}
	if all == 0 {
		return nil, nil
	}
	kinds := []string{v.say.T("pyramid.on_time"), v.say.T("pyramid.late"), v.say.T("pyramid.finished"), v.say.T("pyramid.left"), v.say.T("pyramid.never")}
	title := v.say.T("pyramid.title", "n", out, "total", all)
	return view.NewPyramid(title, v.say.T("pyramid.source", "year", t.year, "name", t.at.Name), kinds, rows), nil
}

func (v *visit) agesAtSchool(c *recall, t *target, j *verdict.Judgement) ([]view.PyramidCounts, error) {
	rows := make([]view.PyramidCounts, oldestPupil-youngestPupil+1)
	for i := range rows {
		rows[i] = view.PyramidCounts{Age: yearText(oldestPupil - i), Men: make([]int64, schoolings), Women: make([]int64, schoolings)}
	}
	for _, unit := range units(j) {
		counted, err := c.Tally(v.ctx(), unit, t.year)
		if err != nil {
			return nil, err
		}
		for _, r := range counted {
			p, ok := c.Profile(r.Profile)
			if !ok || p.Age < youngestPupil || p.Age > oldestPupil || p.Move == profile.MovedOut || p.Move == profile.Died {
				continue
			}
			row := &rows[oldestPupil-p.Age]
			side := row.Men
			if p.Female {
				side = row.Women
			}
			side[schoolingOf(p)] += r.Persons
		}
	}
	return rows, nil
}

// trend sets the years under one another, with a line where the unit itself became
// another: the years above it are the sum of what it was made of.
func (v *visit) trend(t *target, j *verdict.Judgement, history []*verdict.Judgement) *view.Table {
	if len(history) < 2 {
		return nil
	}
	table := &view.Table{Caption: v.say.T("trend.title"), Wide: true, Columns: []view.Column{{Text: v.say.T("trend.year")}}}
	counted := t.at.Kind == place.Commune
	if counted {
		table.Columns = append(table.Columns, view.Column{Text: v.say.T("overview.persons"), Number: true})
	}
	standards := j.Law.Standards()
	for _, std := range standards {
		table.Columns = append(table.Columns, view.Column{Text: v.law(std.Short)})
	}
	for i, past := range history {
		if i > 0 {
			if group := v.became(t, history[i-1].On, past.On); group != "" {
				table.Rows = append(table.Rows, view.Row{Group: group})
			}
		}
		table.Rows = append(table.Rows, v.trendRow(t, past, standards, counted))
	}
	return table
}

func (v *visit) trendRow(t *target, past *verdict.Judgement, standards []*rule.Standard, counted bool) view.Row {
	row := view.Row{Cells: []view.Cell{{Text: yearText(past.Year), Href: placePath(t.at.PlaceID, past.Year)}}}
	if counted {
		row.Cells = append(row.Cells, view.Cell{Text: v.personsText(past)})
	}
	for _, std := range standards {
		row.Cells = append(row.Cells, v.trendCell(past, std.ID))
	}
	return row
}

func (v *visit) personsText(past *verdict.Judgement) string {
	if past.NotAdded != nil {
		return "–"
	}
	return v.say.Int(past.Persons)
}

func (v *visit) trendCell(past *verdict.Judgement, standard string) view.Cell {
	ver := past.Of(standard)
	if ver == nil || past.NotAdded != nil {
		return view.Cell{Text: "–"}
	}
	badge := v.badge(ver)
	if badge.State == view.NotInForce {
		return view.Cell{Text: "–"}
	}
	cell := view.Cell{Badge: &badge}
	if share := v.share(decisive(ver)); share != nil {
		cell.Sub = v.say.Percent(share.Numerator, share.Denominator)
	}
	return cell
}

// became tells what the place was made of between two days, or nothing.
func (v *visit) became(t *target, after, until place.Date) string {
	var names []string
	day := ""
	for _, s := range t.tree.Predecessors(t.at.PlaceID) {
		if after < s.On && s.On <= until {
			if from, ok := t.tree.Nearest(s.From, place.DayBefore(s.On)); ok {
				names = append(names, from.Name)
				day = s.On
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	key := "trend.took"
	if first, _ := t.tree.Existence(t.at.PlaceID); first == day {
		key = "trend.born"
	}
	return v.say.T(key, "day", viet.Date(day), "name", t.at.Name, "names", strings.Join(names, ", "))
}
