package web

import (
	"net/url"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/tally"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// side is which of a measure's people are asked for.
type side string

const (
	lacking side = "lacking" // covered and not counted
	counted side = "counted"
	covered side = "covered"
)

func (s side) wants(b rule.Bits, m *rule.Measure) bool {
	switch s {
	case counted:
		return b.Counted(m)
	case covered:
		return b.In(m)
	}
	return b.In(m) && !b.Counted(m)
}

func (s side) of(r rule.Ratio) int64 {
	switch s {
	case counted:
		return r.N
	case covered:
		return r.D
	}
	return r.D - r.N
}

const peoplePerPage = 200

func peoplePath(t *target, measure string, s side, hamlet place.ID) string {
	query := url.Values{"side": {string(s)}}
	if hamlet != 0 {
		query.Set("hamlet", idText(hamlet))
	}
	return address(t.path("people", measure), query)
}

// roll is what a list of people is asked to show.
type roll struct {
	measure *rule.Measure
	side    side
	hamlet  place.ID // 0: all
	sort    string
	page    int
}

// peopleList names the people behind a number, hamlet by hamlet. Only those of
// the page are read: the tally tells which hamlets these are.
func peopleList(v *visit) error {
	t, err := v.commune()
	if err != nil {
		return err
	}
	ask, err := v.roll()
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
	all, err := v.hamlets(c, t, j)
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(v.law(ask.measure.Text), t, "", "people", ask.measure.ID)
	if err != nil {
		return err
	}
	ratio := j.Input.Ratios[ask.measure.ID]
	page := view.PeoplePage{
		Page: frame, Heading: v.law(ask.measure.Text),
		Lead:  v.say.T("people.lead", "numerator", ratio.N, "denominator", ratio.D, "percent", v.say.Percent(ratio.N, ratio.D)),
		Sides: v.sides(t, ask, ratio), Hamlets: v.hamletChoice(ask, all), Cite: v.measureCite(ask.measure), Side: string(ask.side),
	}
	chosen := all
	if ask.hamlet != 0 {
		chosen = slices.DeleteFunc(slices.Clone(all), func(h hamletCounts) bool { return h.hamlet != ask.hamlet })
	}
	page.People, err = v.peopleTable(c, t, ask, chosen)
	if err != nil {
		return err
	}
	return v.show("people", page)
}

// roll reads what the address asks for.
func (v *visit) roll() (roll, error) {
	query := v.r.URL.Query()
	given := v.r.PathValue("measure")
	ask := roll{measure: v.Book.Measure(given), side: side(query.Get("side")), sort: query.Get("sort"), page: 1}
	if ask.measure == nil {
		return ask, fault.New(fault.NotFound, "fault.measure_unknown", "measure", given)
	}
	if !slices.Contains([]side{lacking, counted, covered}, ask.side) {
		ask.side = lacking
	}
	if !slices.Contains(peopleSorts, ask.sort) {
		ask.sort = peopleSorts[0]
	}
	if h, err := strconv.ParseInt(query.Get("hamlet"), 10, 64); err == nil {
		ask.hamlet = place.ID(h)
	}
	if n, err := strconv.Atoi(query.Get("page")); err == nil && n > 1 {
		ask.page = n
	}
	return ask, nil
}

// href is the list asked for another way.
func (a roll) href(t *target, change func(*roll)) string {
	change(&a)
	query := url.Values{"side": {string(a.side)}}
	if a.hamlet != 0 {
		query.Set("hamlet", idText(a.hamlet))
	}
	if a.sort != peopleSorts[0] {
		query.Set("sort", a.sort)
	}
	if a.page > 1 {
		query.Set("page", strconv.Itoa(a.page))
	}
	return address(t.path("people", a.measure.ID), query)
}

func (v *visit) sides(t *target, ask roll, r rule.Ratio) []view.Choice {
	var out []view.Choice
	for _, s := range []struct {
		side side
		key  string
	}{{lacking, "people.lacking"}, {counted, "people.counted"}, {covered, "people.covered"}} {
		out = append(out, view.Choice{
			Text: v.say.T(s.key, "n", s.side.of(r)), Current: s.side == ask.side,
			Href: ask.href(t, func(a *roll) { a.side, a.page = s.side, 1 }),
		})
	}
	return out
}

func (v *visit) hamletChoice(ask roll, all []hamletCounts) view.Options {
	options := view.Options{Name: "hamlet", Label: v.say.T("overview.hamlet"), Choices: []view.Option{{Text: v.say.T("people.all_hamlets"), Selected: ask.hamlet == 0}}}
	for _, h := range all {
		n := ask.side.of(h.ratios[ask.measure.ID])
		if n > 0 || h.hamlet == ask.hamlet {
			options.Choices = append(options.Choices, view.Option{
				Value: idText(h.hamlet), Text: v.say.T("people.hamlet_count", "name", v.hamletName(h), "n", n), Selected: h.hamlet == ask.hamlet && ask.hamlet != 0,
			})
		}
	}
	return options
}

// peopleTable reads the hamlets that the page touches and cuts the page out.
func (v *visit) peopleTable(c *recall, t *target, ask roll, chosen []hamletCounts) (*view.Table, error) {
	var total int64
	for _, h := range chosen {
		total += ask.side.of(h.ratios[ask.measure.ID])
	}
	last := max(int((total+peoplePerPage-1)/peoplePerPage), 1)
	ask.page = min(ask.page, last)
	table := &view.Table{Fold: true, Caption: v.say.T("people.caption", "n", total), Columns: v.peopleColumns(t, ask)}
	if total == 0 {
		table.Empty = &view.Empty{Title: v.say.T("people.nobody")}
		return table, nil
	}
	from := int64(ask.page-1) * peoplePerPage
	to := from + peoplePerPage
	var at int64
	for _, h := range chosen {
		n := ask.side.of(h.ratios[ask.measure.ID])
		first, end := max(from-at, 0), min(to-at, n)
		at += n
		if n == 0 || first >= end {
			continue
		}
		people, err := v.hamletPeople(c, t, ask, h)
		if err != nil {
			return nil, err
		}
		table.Rows = append(table.Rows, view.Row{Group: v.say.T("people.hamlet_count", "name", v.hamletName(h), "n", n)})
		for _, r := range people[min(first, int64(len(people))):min(end, int64(len(people)))] {
			table.Rows = append(table.Rows, v.personRow(r))
		}
	}
	table.Pager = view.NewPager(ask.page, peoplePerPage, int(total), func(page int) string {
		return ask.href(t, func(a *roll) { a.page = page })
	})
	return table, nil
}

// hamletPeople reads and sorts the people of one hamlet.
func (v *visit) hamletPeople(c *recall, t *target, ask roll, h hamletCounts) ([]*register.Record, error) {
	rows, err := c.Tally(v.ctx(), h.unit, t.year)
	if err != nil {
		return nil, err
	}
	var ids []profile.ID
	for _, row := range rows {
		if row.Hamlet != h.hamlet {
			continue
		}
		bits, err := tally.Answers(v.Book, row.Profile, c)
		if err != nil {
			return nil, err
		}
		if ask.side.wants(bits, ask.measure) {
			ids = append(ids, row.Profile)
		}
	}
	people, err := v.Store.ListByProfile(v.ctx(), h.unit, t.year, h.hamlet, ids)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(people, personOrder[ask.sort])
	return people, nil
}

// peopleSorts are the orders a list may have; the first is that of lists on
// paper.
var peopleSorts = []string{"name", "birth", "household"}

var personOrder = map[string]func(a, b *register.Record) int{
	"name": byName,
	"birth": func(a, b *register.Record) int {
		return orElse(compareText(a.BirthDate(), b.BirthDate()), func() int { return byName(a, b) })
	},
	"household": func(a, b *register.Record) int {
		return orElse(viet.Compare(a.SheetNumber, b.SheetNumber), func() int { return byName(a, b) })
	},
}

func byName(a, b *register.Record) int {
	return orElse(viet.CompareNames(a.FamilyName, a.GivenName, b.FamilyName, b.GivenName), func() int { return int(a.PersonID - b.PersonID) })
}

func orElse(first int, second func() int) int {
	if first != 0 {
		return first
	}
	return second()
}

func (v *visit) peopleColumns(t *target, ask roll) []view.Column {
	columns := []view.Column{
		{Text: v.say.T("gap.name")}, {Text: v.say.T("gap.birth")}, {Text: v.say.T("people.sheet")},
		{Text: v.say.T("people.head")}, {Text: v.say.T("people.learning")},
	}
	for i, sort := range peopleSorts {
		columns[i].SortHref = ask.href(t, func(a *roll) { a.sort, a.page = sort, 1 })
		if sort == ask.sort {
			columns[i].Sorted = "ascending"
		}
	}
	return columns
}

func (v *visit) personRow(r *register.Record) view.Row {
	v.saw(r)
	return view.Row{Cells: []view.Cell{
		{Text: r.Name(), Href: personPath(r.PersonID, r.Year)},
		{Text: viet.Date(r.BirthDate())},
		{Text: r.SheetNumber, Href: householdPath(r)},
		{Text: r.HeadName(), Sub: r.Address},
		{Text: capital(v.learning(r))},
	}}
}

func (v *visit) measureCite(m *rule.Measure) *view.Cite {
	return &view.Cite{Text: v.Book.Cite(&m.Source), Href: rulePath(m.ID), Words: v.law(m.OfText), Mark: v.mark(m.Source.Mark)}
}

// personSide tells on which side of a measure a profile stands.
func personSide(b rule.Bits, m *rule.Measure) (side, bool) {
	switch {
	case b.Counted(m):
		return counted, true
	case b.In(m):
		return lacking, true
	}
	return "", false
}
