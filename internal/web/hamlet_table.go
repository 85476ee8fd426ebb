package web

import (
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/tally"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// hamletCounts is one hamlet of a commune and year, as its tally has it.
type hamletCounts struct {
	unit    place.ID // the commune that has the round
	hamlet  place.ID
	name    string
	persons int64
	ratios  map[string]rule.Ratio
}

type hamletsOf ofYear

// units are the communes whose rounds a judgement rests on.
func units(j *verdict.Judgement) []place.ID {
	if len(j.AddedUp) == 0 {
		return []place.ID{j.Place.PlaceID}
	}
	var out []place.ID
	for _, at := range j.AddedUp {
		out = append(out, at.PlaceID)
	}
	return out
}

// hamlets splits the figures of a commune by hamlet, in order of name.
func (v *visit) hamlets(c *recall, t *target, j *verdict.Judgement) ([]hamletCounts, error) {
	return once(c, hamletsOf{t.at.PlaceID, t.year}, func() ([]hamletCounts, error) {
		var out []hamletCounts
		for _, unit := range units(j) {
			rows, err := c.Tally(v.ctx(), unit, t.year)
			if err != nil {
				return nil, err
			}
			for id, part := range rows.Hamlets() {
				ratios, err := tally.Ratios(v.Book, part, c)
				if err != nil {
					return nil, err
				}
				out = append(out, hamletCounts{unit, id, t.hamletName(id, len(j.AddedUp) > 1), part.Persons(), ratios})
			}
		}
		slices.SortFunc(out, func(a, b hamletCounts) int {
			// The units stand in the order of their codes, and hamlets within them.
			return orElse(slices.Index(units(j), a.unit)-slices.Index(units(j), b.unit), func() int { return compareHamlets(a, b) })
		})
		return out, nil
	})
}

// hamletName is what a hamlet was called on the day. Several communes have a
// quarter 1: where their figures stand together, the name says of which.
func (t *target) hamletName(id place.ID, several bool) string {
	at, ok := t.tree.Nearest(id, t.on)
	if !ok {
		return ""
	}
	above, ok := t.tree.Nearest(at.Parent, t.on)
	if several && ok {
		return at.Name + ", " + above.Name
	}
	return at.Name
}

func compareHamlets(a, b hamletCounts) int {
	if order := viet.Compare(a.name, b.name); order != 0 {
		return order
	}
	return int(a.hamlet - b.hamlet)
}

// hamletName is the name, or what stands where a record has no hamlet.
func (v *visit) hamletName(h hamletCounts) string {
	if h.name == "" {
		return v.say.T("people.no_hamlet")
	}
	return h.name
}

// hamletTable sets the hamlets side by side: people, and the share that decides
// each standard.
func (v *visit) hamletTable(c *recall, t *target, j *verdict.Judgement) (*view.Table, error) {
	list, err := v.hamlets(c, t, j)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	table := &view.Table{
		Caption: v.say.T("overview.hamlets", "year", t.year), Wide: true,
		Columns: []view.Column{{Text: v.say.T("overview.hamlet")}, {Text: v.say.T("overview.persons"), Number: true}},
	}
	shown := shownCriteria(j)
	for _, criterion := range shown {
		table.Columns = append(table.Columns, view.Column{Text: v.law(criterion.Measure.Text), Number: true})
	}
	foot := view.Row{Cells: []view.Cell{{Text: v.say.T("overview.total")}, {Text: v.say.Int(j.Persons)}}}
	for _, criterion := range shown {
		foot.Cells = append(foot.Cells, v.shareCell(criterion.Ratio))
	}
	table.Foot = &foot
	for _, h := range list {
		row := view.Row{Cells: []view.Cell{{Text: v.hamletName(h)}, {Text: v.say.Int(h.persons)}}}
		for _, criterion := range shown {
			row.Cells = append(row.Cells, v.hamletCell(t, h, criterion))
		}
		table.Rows = append(table.Rows, row)
	}
	table.Tall = len(table.Rows) > manyRows
	return table, nil
}

// manyRows is more than a screen holds: a longer table gets a scroll of its own.
const manyRows = 15

// shownCriteria are the criteria of persons that decide each standard.
func shownCriteria(j *verdict.Judgement) []*rule.CriterionVerdict {
	var out []*rule.CriterionVerdict
	for i := range j.Verdicts {
		c := decisive(&j.Verdicts[i])
		if c != nil && c.Measure != nil {
			out = append(out, c)
		}
	}
	return out
}

// hamletCell leads to the people who lack it in the hamlet. The need is the
// commune's: the law asks nothing of a hamlet, but shows which is weaker.
func (v *visit) hamletCell(t *target, h hamletCounts, criterion *rule.CriterionVerdict) view.Cell {
	r := h.ratios[criterion.Measure.ID]
	cell := v.shareCell(r)
	if r.D > 0 && criterion.Threshold.Known() {
		state := view.NotMet
		if r.Reaches(criterion.Threshold, true) {
			state = view.Met
		}
		cell.Bar = view.NewBar(view.Share{Numerator: r.N, Denominator: r.D, Need: criterion.Threshold.String()}, state)
	}
	if r.D > r.N {
		cell.Href = peoplePath(t, criterion.Measure.ID, lacking, h.hamlet)
	}
	return cell
}

func (v *visit) shareCell(r rule.Ratio) view.Cell {
	return view.Cell{Text: v.say.Percent(r.N, r.D), Sub: v.say.Int(r.N) + " / " + v.say.Int(r.D)}
}
