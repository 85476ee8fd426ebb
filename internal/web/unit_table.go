package web

import (
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

type communesOf ofYear

// communes judges every commune below a place.
func (v *visit) communes(c *recall, t *target) ([]*verdict.Judgement, error) {
	return once(c, communesOf{t.at.PlaceID, t.year}, func() ([]*verdict.Judgement, error) {
		return c.judge.Communes(v.ctx(), t.at.PlaceID, t.year)
	})
}

// unitTable sets the communes of a district or province side by side: a mark a
// standard. Those without figures come last, since there is nothing to compare.
func (v *visit) unitTable(c *recall, t *target, j *verdict.Judgement) (*view.Table, error) {
	all, err := v.communes(c, t)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	decisions, err := c.Decisions(v.ctx(), t.year)
	if err != nil {
		return nil, err
	}
	standards := j.Law.Standards()
	table := &view.Table{Caption: v.say.T("overview.units", "year", t.year), Wide: true, Columns: []view.Column{{Text: v.say.T("overview.unit")}, {Text: v.say.T("overview.persons"), Number: true}}}
	for _, std := range standards {
		table.Columns = append(table.Columns, view.Column{Text: v.law(std.Short)})
	}
	without := t.tree.Number(t.at.PlaceID, place.Commune, t.on) - len(all)
	for _, unit := range all {
		decided := decisions[unit.Place.PlaceID]
		if !unit.Surveyed && len(decided) == 0 {
			without++
			continue
		}
		table.Rows = append(table.Rows, v.unitRow(unit, standards, decided))
	}
	if without > 0 {
		table.Rows = append(table.Rows, view.Row{Group: v.say.T("overview.units_without", "n", without)})
	}
	foot := view.Row{Cells: []view.Cell{{Text: t.at.Name}, {}}}
	for _, std := range standards {
		foot.Cells = append(foot.Cells, v.tierCell(j, std))
	}
	table.Foot = &foot
	return table, nil
}

func (v *visit) unitRow(unit *verdict.Judgement, standards []*rule.Standard, decided []verdict.Decision) view.Row {
	id, year := unit.Place.PlaceID, unit.Year
	persons := "–"
	if unit.Surveyed {
		persons = v.say.Int(unit.Persons)
	}
	row := view.Row{Cells: []view.Cell{{Text: unit.Place.Name, Href: placePath(id, year)}, {Text: persons}}}
	for _, std := range standards {
		ver := unit.Of(std.ID)
		if ver == nil {
			row.Cells = append(row.Cells, view.Cell{})
			continue
		}
		badge := v.badge(ver)
		cell := view.Cell{Badge: &badge}
		for _, d := range decided {
			if d.Standard == std.ID {
				cell.Sub = v.say.T("overview.decided", "level", v.decidedLevel(d))
			}
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

func (v *visit) decidedLevel(d verdict.Decision) string {
	if d.Level == 0 {
		return v.say.T("state.met")
	}
	return v.levelText(d.Level)
}

// tierCell is the place's own standing, with the lowest and highest share that
// is possible while some units are not known.
func (v *visit) tierCell(j *verdict.Judgement, std *rule.Standard) view.Cell {
	ver := j.Of(std.ID)
	if ver == nil {
		return view.Cell{}
	}
	badge := v.badge(ver)
	cell := view.Cell{Badge: &badge}
	if next := ver.Next(); next != nil && j.Place.Kind != place.Commune {
		for i := range next.Criteria {
			if text := v.bounds(&next.Criteria[i]); text != "" {
				cell.Sub = text
				break
			}
		}
	}
	return cell
}

// bounds is "40,00 % – 60,00 %" while some units are unknown.
func (v *visit) bounds(c *rule.CriterionVerdict) string {
	if c.Lowest == nil || c.Highest == nil {
		return ""
	}
	return v.say.Percent(c.Lowest.N, c.Lowest.D) + " – " + v.say.Percent(c.Highest.N, c.Highest.D)
}
