package web

import (
	"slices"

	"hoctap/internal/disclosure"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/publication"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// publicShow is what was published of a place and a year: the standards reached by
// decision, the shares behind them, and how these were in other years.
func publicShow(v *visit) error {
	year, err := v.year(v.r.PathValue("year"))
	if err != nil {
		return err
	}
	tree, err := v.kiosk().Places(v.ctx())
	if err != nil {
		return err
	}
	at, err := tree.ByCode(v.r.PathValue("code"), rule.ReferenceDay(year))
	if err != nil {
		return err
	}
	figures, err := v.kiosk().PublishedOf(v.ctx(), at.PlaceID)
	if err != nil {
		return err
	}
	byYear := figuresByYear(figures)
	if len(byYear[year]) == 0 {
		return fault.New(fault.NotFound, "open.not_published", "name", at.Name, "year", year)
	}
	title := v.say.T("open.of_place", "name", at.Name, "year", year)
	page := view.PublicPage{
		Page: v.publicFrame(title), Heading: title, Lead: v.publicLead(byYear[year]), Back: view.Link{Text: v.say.T("open.title"), Href: publicPath},
		Figures: v.publicFigures(byYear, year), Note: v.say.T("open.note", "least", disclosure.Least),
		Data: view.PublicData{Year: year, CSV: publicData(year, "csv"), JSON: publicData(year, "json")}, About: view.Link{Text: v.say.T("open.about"), Href: publicPath + "/about"},
	}
	for _, other := range sortedYears(byYear) {
		page.Years = append(page.Years, view.YearStep{Year: other, Href: publicPlacePath(at.Code, other), Current: other == year})
	}
	page.Before, err = v.publicBefore(tree, at, sortedYears(byYear)[0])
	if err != nil {
		return err
	}
	page.Decisions, err = v.publicDecisions(at.PlaceID, year)
	if err != nil {
		return err
	}
	v.mayBeKept()
	return v.show("public_place", page)
}

func figuresByYear(figures []publication.Figure) map[int]map[string]publication.Figure {
	out := map[int]map[string]publication.Figure{}
	for _, f := range figures {
		if out[f.Year] == nil {
			out[f.Year] = map[string]publication.Figure{}
		}
		out[f.Year][f.Measure] = f
	}
	return out
}

func sortedYears(byYear map[int]map[string]publication.Figure) []int {
	var out []int
	for year := range byYear {
		out = append(out, year)
	}
	slices.Sort(out)
	return out
}

// publicLead says when it was published, and of how much of the place.
func (v *visit) publicLead(figures map[string]publication.Figure) string {
	for _, f := range figures {
		on := viet.Date(dayOf(f.At))
		if f.Parts < f.Whole {
			return v.say.T("open.lead_partly", "on", on, "parts", f.Parts, "whole", f.Whole)
		}
		return v.say.T("open.lead_whole", "on", on)
	}
	return ""
}

// publicFigures has a row a measure, the year asked for first and the shares of the
// years before it beside it.
func (v *visit) publicFigures(byYear map[int]map[string]publication.Figure, year int) *view.Table {
	table := &view.Table{Wide: true, Caption: v.say.T("open.figures", "year", year), Columns: []view.Column{
		{Text: v.say.T("open.measure")}, {Text: v.say.T("open.share"), Number: true}, {Text: v.say.T("open.fulfil"), Number: true}, {Text: v.say.T("open.of"), Number: true},
	}}
	var others []int
	for _, other := range slices.Backward(sortedYears(byYear)) {
		if other < year && len(others) < 5 {
			others = append(others, other)
			table.Columns = append(table.Columns, view.Column{Text: yearText(other), Number: true})
		}
	}
	for _, id := range publication.Measures {
		f, m := byYear[year][id], v.Book.Measure(id)
		row := view.Row{Cells: []view.Cell{{Text: capital(v.law(m.Text)), Sub: v.law(m.OfText)}}}
		if f.Withheld {
			row.Cells = append(row.Cells, v.withheldCell(), v.withheldCell(), v.withheldCell())
		} else {
			bar := view.NewBar(view.Share{Numerator: f.Fulfil, Denominator: f.Of}, view.NotApplicable)
			row.Cells = append(row.Cells, view.Cell{Text: v.say.Percent(f.Fulfil, f.Of), Bar: bar}, view.Cell{Text: v.say.Int(f.Fulfil)}, view.Cell{Text: v.say.Int(f.Of)})
		}
		for _, other := range others {
			row.Cells = append(row.Cells, v.publicShare(byYear[other][id]))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (v *visit) withheldCell() view.Cell { return view.Cell{Text: v.say.T("open.withheld")} }

func (v *visit) publicShare(f publication.Figure) view.Cell {
	if f.Withheld || f.Of == 0 {
		return v.withheldCell()
	}
	return view.Cell{Text: v.say.Percent(f.Fulfil, f.Of)}
}

// publicBefore leads to the units that a place was made of, as they were published
// in the last year before its own first one: their figures are not added up here,
// since a sum more is one more number to work others out by.
func (v *visit) publicBefore(tree *place.Tree, at place.Attributes, first int) ([]view.Link, error) {
	published, err := v.kiosk().PublishedYears(v.ctx())
	if err != nil {
		return nil, err
	}
	last := 0
	for _, year := range publicYears(published) {
		if year < first {
			last = year
			break
		}
	}
	if last == 0 {
		return nil, nil
	}
	var out []view.Link
	for _, share := range tree.Standing(at.PlaceID, rule.ReferenceDay(last)) {
		if share.Place.PlaceID != at.PlaceID && slices.Contains(published[share.Place.PlaceID], last) {
			out = append(out, view.Link{Text: v.say.T("open.before_link", "name", share.Place.Name, "year", last), Href: publicPlacePath(share.Place.Code, last)})
		}
	}
	return out, nil
}

// publicDecisions are the standards that the place was recognised for.
func (v *visit) publicDecisions(at place.ID, year int) ([]view.PublicDecision, error) {
	all, err := v.kiosk().Decisions(v.ctx(), year)
	if err != nil {
		return nil, err
	}
	list := slices.Clone(all[at])
	slices.SortStableFunc(list, func(a, b verdict.Decision) int { return compareText(a.Standard, b.Standard) })
	var out []view.PublicDecision
	for _, d := range list {
		text := d.Standard
		if std := v.Book.Standard(d.Standard); std != nil {
			text = v.law(std.Title)
		}
		if d.Level > 0 {
			text += ", " + v.levelText(d.Level)
		}
		out = append(out, view.PublicDecision{Standard: capital(text), Number: d.Number, Date: d.On, Authority: d.Authority})
	}
	return out, nil
}
