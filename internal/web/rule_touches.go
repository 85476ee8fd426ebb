package web

import (
	"cmp"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// mostTouched is how many places a page of the law names.
const mostTouched = 200

// touched are the judgements, within the reader's reach, that a standard or criterion
// of the law bears on: those of each commune's latest year.
func (v *visit) touched() ([]*verdict.Judgement, error) {
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	var out []*verdict.Judgement
	for id, years := range c.rounds {
		at, stands := tree.At(id, today(v.Now()))
		if !stands || at.Kind != place.Commune || !v.reach(right.SeeFigures, id).Any() || len(out) == mostTouched {
			continue
		}
		latest := 0
		for year := range years {
			latest = max(latest, year)
		}
		j, err := c.judged(v.ctx(), id, latest)
		if err != nil {
			return nil, err
		}
		out = append(out, j)
	}
	slices.SortFunc(out, func(a, b *verdict.Judgement) int {
		return cmp.Or(viet.Compare(a.Place.Name, b.Place.Name), cmp.Compare(a.Place.PlaceID, b.Place.PlaceID))
	})
	return out, nil
}

// touchedByStandard says where every place stands under a standard.
func (v *visit) touchedByStandard(std *rule.Standard) (*view.Table, error) {
	list, err := v.touched()
	if err != nil {
		return nil, err
	}
	table := v.touchTable(view.Column{Text: v.say.T("law.stands")})
	for _, j := range list {
		ver := j.Of(std.ID)
		if ver == nil {
			continue
		}
		badge := v.badge(ver)
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{v.touchedPlace(j, std), {Text: yearText(j.Year)}, {Badge: &badge}}})
	}
	return table, nil
}

// touchedByCriterion gives the share of every place that a criterion asks for one of.
func (v *visit) touchedByCriterion(id string) (*view.Table, error) {
	list, err := v.touched()
	if err != nil {
		return nil, err
	}
	table := v.touchTable(view.Column{Text: v.say.T("gaps.standard")}, view.Column{Text: v.say.T("law.share"), Number: true}, view.Column{Text: v.say.T("law.stands")})
	for _, j := range list {
		for i := range j.Verdicts {
			ver := &j.Verdicts[i]
			for k := range ver.Levels {
				table.Rows = append(table.Rows, v.touchRows(j, ver, &ver.Levels[k], id)...)
			}
		}
	}
	return table, nil
}

func (v *visit) touchRows(j *verdict.Judgement, ver *rule.Verdict, level *rule.LevelVerdict, id string) []view.Row {
	var out []view.Row
	for i := range level.Criteria {
		c := &level.Criteria[i]
		if c.Criterion.ID != id || c.Outcome == rule.NotInForce {
			continue
		}
		share := "–"
		if c.Ratio.D > 0 {
			share = v.say.Percent(c.Ratio.N, c.Ratio.D)
		}
		out = append(out, view.Row{Cells: []view.Cell{
			v.touchedPlace(j, ver.Standard), {Text: yearText(j.Year)}, {Text: v.law(ver.Standard.Short) + " " + v.levelText(level.Number)}, {Text: share}, {Badge: &view.Badge{State: view.State(c.Outcome)}},
		}})
	}
	return out
}

func (v *visit) touchTable(columns ...view.Column) *view.Table {
	return &view.Table{Caption: v.say.T("law.touches"), Fold: true, Columns: append([]view.Column{{Text: v.say.T("law.place")}, {Text: v.say.T("law.year")}}, columns...)}
}

// touchedPlace leads to the verdict, and says where the place is one in special
// difficulty, of which the law may ask for less.
func (v *visit) touchedPlace(j *verdict.Judgement, std *rule.Standard) view.Cell {
	cell := view.Cell{Text: j.Place.Name, Href: placePath(j.Place.PlaceID, j.Year, "verdicts", std.ID)}
	if j.Difficult {
		cell.Sub = v.say.T("law.is_difficult")
	}
	return cell
}
