package web

import (
	"cmp"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// mapShow is the map of what stands below a place: hamlets by a measure, communes
// by a standard or a measure.
func mapShow(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	j, err := c.judged(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(v.say.T("map.title", "name", t.at.Name, "year", t.year), t, "map", "map")
	if err != nil {
		return err
	}
	page := view.MapPage{Page: frame, Heading: frame.Title, Older: v.basisUnits(t, j)}
	page.Empty = v.emptyYear(c, t, c.anySurvey(t.tree, t.at.PlaceID, t.year))
	if page.Empty == nil {
		err = v.fillMap(&page, c, t, j)
		if err != nil {
			return err
		}
	}
	return v.show("map", page)
}

func (v *visit) fillMap(page *view.MapPage, c *recall, t *target, j *verdict.Judgement) error {
	by, choices := v.colouring(t, j, v.r.URL.Query().Get("by"))
	page.Choose = view.Options{Name: "by", Label: v.say.T("map.by"), Choices: choices}
	plots, err := v.plots(c, t, j, by)
	if err != nil || len(plots) == 0 {
		return err
	}
	m, missing, err := v.drawMap(c, t, by, plots)
	if err != nil {
		return err
	}
	page.Map = m
	if missing != "" {
		page.Missing = v.say.T("map.missing", "names", missing)
	}
	page.Lead = v.mapLead(t, by, plots)
	page.Table = v.mapTable(t, by, plots)
	return nil
}

// colouring is what a map is coloured by: a standard, or the share of a measure.
type colouring struct {
	standard *rule.Standard // nil: a measure
	measure  *rule.Measure
	text     string
}

func (b colouring) id() string {
	if b.standard != nil {
		return b.standard.ID
	}
	return b.measure.ID
}

// colouring chooses by the address. A hamlet has no verdict, so that of a commune
// only measures can be shown; a standard asked for there is the share that decides it.
func (v *visit) colouring(t *target, j *verdict.Judgement, asked string) (colouring, []view.Option) {
	var all []colouring
	byStandard, worst := -1, -1
	for i := range j.Verdicts {
		ver := &j.Verdicts[i]
		if state, _ := v.standingOf(ver); state == view.NotInForce {
			continue
		}
		if t.at.Kind != place.Commune {
			all = append(all, colouring{standard: ver.Standard, text: v.law(ver.Standard.Title)})
		}
		decides := decisive(ver)
		for _, m := range v.measuresOf(ver.Standard) {
			decisive := t.at.Kind == place.Commune && decides != nil && decides.Measure == m
			if decisive && asked == ver.Standard.ID {
				byStandard = len(all)
			}
			if decisive && worst < 0 && decides.Outcome == rule.NotMet {
				worst = len(all)
			}
			all = append(all, colouring{measure: m, text: v.law(ver.Standard.Short) + ": " + small(v.law(m.Text))})
		}
	}
	if len(all) == 0 {
		return colouring{}, nil
	}
	chosen := slices.IndexFunc(all, func(b colouring) bool { return b.id() == asked })
	for _, otherwise := range []int{byStandard, worst, 0} {
		if chosen < 0 {
			chosen = otherwise
		}
	}
	options := make([]view.Option, len(all))
	for i, b := range all {
		options[i] = view.Option{Value: b.id(), Text: b.text, Selected: i == chosen}
	}
	return all[chosen], options
}

// measuresOf are the measures of persons that a standard asks about a commune, each
// once and in the order of the levels.
func (v *visit) measuresOf(std *rule.Standard) []*rule.Measure {
	var out []*rule.Measure
	for _, level := range std.Levels {
		for _, criterion := range level.Criteria {
			m := v.Book.Measure(criterion.Measure)
			if criterion.Kind == rule.Persons && m != nil && !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// plot is one unit of a map with what it shows.
type plot struct {
	id    place.ID
	name  string
	href  string
	value string
	state view.State
	ratio rule.Ratio // zero for a standard
	need  string
}

func (v *visit) plots(c *recall, t *target, j *verdict.Judgement, by colouring) ([]plot, error) {
	switch {
	case by.measure == nil && by.standard == nil:
		return nil, nil
	case t.at.Kind == place.Commune:
		return v.hamletPlots(c, t, j, by)
	}
	return v.unitPlots(c, t, by)
}

// hamletPlots hold each hamlet against what is asked of its commune.
func (v *visit) hamletPlots(c *recall, t *target, j *verdict.Judgement, by colouring) ([]plot, error) {
	list, err := v.hamlets(c, t, j)
	if err != nil {
		return nil, err
	}
	criterion := yardstick(j, by.measure)
	var out []plot
	for _, h := range list {
		p := v.measurePlot(h.ratios[by.measure.ID], criterion)
		p.id, p.name = h.hamlet, v.hamletName(h)
		if p.ratio.D > p.ratio.N {
			p.href = peoplePath(t, by.measure.ID, lacking, h.hamlet)
		}
		out = append(out, p)
	}
	return append(out, v.unasked(t, j, out)...), nil
}

// unasked are the hamlets in which nobody was surveyed yet.
func (v *visit) unasked(t *target, j *verdict.Judgement, have []plot) []plot {
	var out []plot
	for _, unit := range units(j) {
		for _, at := range t.tree.Children(unit, t.on) {
			if !slices.ContainsFunc(have, func(p plot) bool { return p.id == at.PlaceID }) {
				out = append(out, plot{id: at.PlaceID, name: t.hamletName(at.PlaceID, len(j.AddedUp) > 1), value: "–", state: view.NotEnoughData})
			}
		}
	}
	return out
}

func (v *visit) unitPlots(c *recall, t *target, by colouring) ([]plot, error) {
	all, err := v.communes(c, t)
	if err != nil {
		return nil, err
	}
	var out []plot
	for _, unit := range all {
		p := v.unitPlot(unit, by)
		p.id, p.name = unit.Place.PlaceID, unit.Place.Name
		p.href = placePath(unit.Place.PlaceID, unit.Year, "map") + "?by=" + by.id()
		out = append(out, p)
	}
	return out, nil
}

func (v *visit) unitPlot(unit *verdict.Judgement, by colouring) plot {
	switch {
	case by.standard != nil:
		ver := unit.Of(by.standard.ID)
		if ver == nil {
			return plot{state: view.NotInForce, value: "–"}
		}
		state, _ := v.standingOf(ver)
		return plot{state: state, value: v.levelValue(ver, state)}
	case !unit.Surveyed:
		return plot{state: view.NotEnoughData, value: "–"}
	}
	return v.measurePlot(unit.Input.Ratios[by.measure.ID], yardstick(unit, by.measure))
}

// levelValue is the level attained, short enough for a tile.
func (v *visit) levelValue(ver *rule.Verdict, state view.State) string {
	switch {
	case ver.Standard.MaxLevel > 0 && ver.Attained > 0:
		return v.say.T("map.level", "level", ver.Attained)
	case state == view.NotEnoughData:
		return "–"
	}
	return v.say.T("state." + string(state))
}

func (v *visit) measurePlot(r rule.Ratio, criterion *rule.CriterionVerdict) plot {
	p := plot{ratio: r, value: v.say.Percent(r.N, r.D), state: view.NotApplicable}
	if r.D == 0 {
		p.value = "–"
		return p
	}
	p.state = view.NotEnoughData
	if criterion != nil && (criterion.Threshold.Known() || criterion.Operator == rule.All) {
		p.state = view.Met
		if r.Short(criterion.Threshold, criterion.Operator) > 0 {
			p.state = view.NotMet
		}
		p.need = criterion.Threshold.String()
	}
	return p
}

// yardstick is the criterion by which a measure is held: of the next level where
// that asks for it, else of the highest level that does.
func yardstick(j *verdict.Judgement, m *rule.Measure) *rule.CriterionVerdict {
	var highest *rule.CriterionVerdict
	for i := range j.Verdicts {
		ver := &j.Verdicts[i]
		next := ver.Next()
		for k := range ver.Levels {
			level := &ver.Levels[k]
			for n := range level.Criteria {
				c := &level.Criteria[n]
				if c.Measure != m {
					continue
				}
				if next != nil && next.Number == level.Number {
					return c
				}
				highest = c
			}
		}
	}
	return highest
}

// mapLead says what the map shows in one sentence.
func (v *visit) mapLead(t *target, by colouring, plots []plot) string {
	met, judged := 0, 0
	for _, p := range plots {
		if p.state == view.Met {
			met++
		}
		if p.state == view.Met || p.state == view.NotMet {
			judged++
		}
	}
	switch {
	case judged == 0:
		return v.say.T("map.lead_unknown")
	case by.standard != nil:
		return v.say.T("map.lead_standard", "n", met, "total", judged)
	case t.at.Kind == place.Commune:
		// The law asks nothing of a hamlet; what is asked of its commune is the line.
		return v.say.T("map.lead_hamlets", "n", judged-met, "total", judged)
	}
	return v.say.T("map.lead_communes", "n", judged-met, "total", judged)
}

// mapTable is the data of the map: what falls short most comes first.
func (v *visit) mapTable(t *target, by colouring, plots []plot) *view.Table {
	table := &view.Table{Caption: v.say.T("map.table"), Tall: true}
	unit := "overview.unit"
	if t.at.Kind == place.Commune {
		unit = "overview.hamlet"
	}
	table.Columns = []view.Column{{Text: v.say.T(unit)}, {Text: v.say.T("map.state")}}
	if by.standard == nil {
		table.Columns = append(table.Columns, view.Column{Text: v.say.T("map.share"), Number: true})
	}
	sorted := slices.Clone(plots)
	slices.SortStableFunc(sorted, func(a, b plot) int {
		return cmp.Or(cmp.Compare(tableOrder[a.state], tableOrder[b.state]), cmp.Compare(a.ratio.N*max(b.ratio.D, 1), b.ratio.N*max(a.ratio.D, 1)))
	})
	for _, p := range sorted {
		badge := view.Badge{State: p.state}
		if by.standard != nil && p.state != view.NotEnoughData {
			badge.Text = p.value
		}
		row := view.Row{Cells: []view.Cell{{Text: p.name, Href: p.href}, {Badge: &badge}}}
		if by.standard == nil {
			cell := v.shareCell(p.ratio)
			if p.ratio.D == 0 {
				cell = view.Cell{Text: "–"}
			}
			row.Cells = append(row.Cells, cell)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

var tableOrder = map[view.State]int{view.NotMet: 0, view.NotEnoughData: 1, view.Met: 2, view.NotApplicable: 3, view.NotInForce: 4}
