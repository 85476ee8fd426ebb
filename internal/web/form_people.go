package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// opened is a cell of a form that is asked for its people.
type opened struct {
	*asked
	filled *form.Filled
	body   *form.Body
	at     form.At
	crowds []form.Crowd
	only   place.ID // the hamlet shown; 0: all
	page   int
}

// formPeople names the people behind a cell, hamlet by hamlet, and says in words
// what the cell counts. Only the hamlets of the page are read.
func formPeople(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	o, err := v.openCell(t)
	if err != nil {
		return err
	}
	heading := v.rowText(o) + " · " + lineText(&o.body.Columns[o.at.Column], v.lang)
	frame, err := v.placeFrame(o.form.Code+" · "+heading, t, "forms", "forms", slug(o.form.Code))
	if err != nil {
		return err
	}
	page := view.FormPeople{
		Page: frame, Heading: heading, Cite: v.formCite(o.form),
		Lead: v.say.T("formpage.people_lead", "n", o.persons(), "code", o.form.Code),
		Rule: v.ruleOf(o), Terms: v.termsOf(o), Hamlets: v.crowdOptions(t, o), Asked: o.kept(),
		Back: view.Link{Text: o.form.Code, Href: formPath(t, o.form.Code, o.hamlet)},
	}
	page.People, err = v.crowdTable(t, o)
	if err != nil {
		return err
	}
	return v.show("form_people", page)
}

// openCell reads the cell of the address and counts those behind it.
func (v *visit) openCell(t *target) (*opened, error) {
	ask, err := v.askedForm(t, v.r.PathValue("code"))
	if err != nil {
		return nil, err
	}
	o := &opened{asked: ask, page: 1}
	o.filled, err = v.filled(t, ask)
	if err != nil {
		return nil, err
	}
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	query := v.r.URL.Query()
	table, row, column := query.Get("table"), query.Get("row"), query.Get("column")
	o.body = o.filled.Body(table)
	if o.body == nil {
		return nil, fault.New(fault.NotFound, "form.no_cell", "row", row, "column", column)
	}
	o.crowds, err = v.Forms.Crowds(v.ctx(), c, o.filled, table, row, column)
	if err != nil {
		return nil, err
	}
	o.at, _ = o.body.Find(row, column)
	several := len(o.filled.Rounds) > 1
	slices.SortFunc(o.crowds, func(a, b form.Crowd) int {
		return cmp.Or(viet.Compare(t.hamletName(a.Hamlet, several), t.hamletName(b.Hamlet, several)), cmp.Compare(a.Hamlet, b.Hamlet))
	})
	if id, err := strconv.ParseInt(query.Get("within"), 10, 64); err == nil {
		o.only = place.ID(id)
	}
	if n, err := strconv.Atoi(query.Get("page")); err == nil && n > 1 {
		o.page = n
	}
	return o, nil
}

func (o *opened) persons() int64 {
	var n int64
	for _, c := range o.crowds {
		n += c.Persons
	}
	return n
}

// kept is the part of the address that says which cell is open.
func (o *opened) kept() []view.Option {
	out := []view.Option{{Value: "table", Text: o.body.ID}, {Value: "row", Text: o.body.Rows[o.at.Row].ID}, {Value: "column", Text: o.body.Columns[o.at.Column].ID}}
	if o.hamlet != 0 {
		out = append(out, view.Option{Value: "hamlet", Text: idText(o.hamlet)})
	}
	return out
}

// lineText is a line with the heads above it, as one reads it on the form.
func lineText(l *form.FilledLine, lang paperLang) string {
	var parts []string
	for _, h := range l.Heads {
		parts = append(parts, h.Head.In(string(lang)))
	}
	return strings.Join(append(parts, l.Head.In(string(lang))), ", ")
}

// rowText is the row in words. One that is called by a figure alone is said with
// the head over it: age 6.
func (v *visit) rowText(o *opened) string {
	text := lineText(&o.body.Rows[o.at.Row], v.lang)
	i := slices.IndexFunc(o.body.Columns, func(c form.FilledLine) bool { return c.Label == form.NameLabel })
	if i < 0 || strings.Trim(text, "0123456789–-") != "" {
		return text
	}
	return lineText(&o.body.Columns[i], v.lang) + " " + text
}

// ruleOf puts the question of a cell in words: of whom the row is, of whom the
// column, and what it adds up or divides.
func (v *visit) ruleOf(o *opened) []view.Fact {
	out := []view.Fact{
		{Name: v.say.T("formpage.row"), Value: v.rowText(o)},
		{Name: v.say.T("formpage.column"), Value: lineText(&o.body.Columns[o.at.Column], v.lang)},
	}
	count, of, ok := o.body.Parts(o.at)
	if ok {
		out = append(out, view.Fact{Name: v.say.T("formpage.share"), Value: v.say.T("formpage.share_text", "count", v.cellName(o, count), "of", v.cellName(o, of))})
	}
	var terms []string
	for _, at := range o.body.Terms(o.at) {
		terms = append(terms, v.cellName(o, at))
	}
	if len(terms) > 0 {
		out = append(out, view.Fact{Name: v.say.T("formpage.sum"), Value: strings.Join(terms, " + ")})
	}
	return out
}

// cellName names another cell by the line in which it differs from the open one.
func (v *visit) cellName(o *opened, at form.At) string {
	if at.Row != o.at.Row {
		return lineText(&o.body.Rows[at.Row], v.lang)
	}
	return lineText(&o.body.Columns[at.Column], v.lang)
}

// termsOf are the words of the law and of the forms that the question uses.
func (v *visit) termsOf(o *opened) []view.Fact {
	var out []view.Fact
	for _, p := range v.Forms.Named(o.body.Asks(o.at)) {
		out = append(out, view.Fact{Name: p.ID, Value: capital(v.law(p.Text))})
	}
	return out
}

func (v *visit) crowdName(t *target, o *opened, c *form.Crowd) string {
	name := t.hamletName(c.Hamlet, len(o.filled.Rounds) > 1)
	if name == "" {
		return v.say.T("people.no_hamlet")
	}
	return name
}

func (v *visit) crowdOptions(t *target, o *opened) view.Options {
	options := view.Options{Name: "within", Label: v.say.T("overview.hamlet")}
	if len(o.crowds) < 2 {
		return options
	}
	options.Choices = []view.Option{{Text: v.say.T("people.all_hamlets"), Selected: o.only == 0}}
	for i := range o.crowds {
		c := &o.crowds[i]
		options.Choices = append(options.Choices, view.Option{
			Value: idText(c.Hamlet), Text: v.say.T("people.hamlet_count", "name", v.crowdName(t, o, c), "n", c.Persons), Selected: o.only != 0 && c.Hamlet == o.only,
		})
	}
	return options
}

// crowdTable reads the hamlets that the page touches and cuts the page out.
func (v *visit) crowdTable(t *target, o *opened) (*view.Table, error) {
	chosen := o.crowds
	if o.only != 0 {
		chosen = slices.DeleteFunc(slices.Clone(chosen), func(c form.Crowd) bool { return c.Hamlet != o.only })
	}
	var total int64
	for _, c := range chosen {
		total += c.Persons
	}
	table := &view.Table{Fold: true, Caption: v.say.T("people.caption", "n", total), Columns: v.crowdColumns()}
	if total == 0 {
		table.Empty = &view.Empty{Title: v.say.T("people.nobody")}
		return table, nil
	}
	at := min(o.page, int((total+peoplePerPage-1)/peoplePerPage))
	from, to := int64(at-1)*peoplePerPage, int64(at)*peoplePerPage
	var passed int64
	for i := range chosen {
		c := &chosen[i]
		first, end := max(from-passed, 0), min(to-passed, c.Persons)
		passed += c.Persons
		if first >= end {
			continue
		}
		rows, err := v.crowdRows(c, int(first), int(end))
		if err != nil {
			return nil, err
		}
		table.Rows = append(table.Rows, view.Row{Group: v.say.T("people.hamlet_count", "name", v.crowdName(t, o, c), "n", c.Persons)})
		table.Rows = append(table.Rows, rows...)
	}
	table.Pager = view.NewPager(at, peoplePerPage, int(total), v.pageHref)
	return table, nil
}

func (v *visit) crowdRows(c *form.Crowd, first, end int) ([]view.Row, error) {
	people, err := v.Store.ListByProfile(v.ctx(), c.Commune.ID, c.Year, c.Hamlet, c.Profiles)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(people, byName)
	var out []view.Row
	for _, r := range people[min(first, len(people)):min(end, len(people))] {
		out = append(out, v.personRow(r))
	}
	return out, nil
}

func (v *visit) crowdColumns() []view.Column {
	return []view.Column{
		{Text: v.say.T("gap.name")}, {Text: v.say.T("gap.birth")}, {Text: v.say.T("people.sheet")},
		{Text: v.say.T("people.head")}, {Text: v.say.T("people.learning")},
	}
}

// pageHref is another page of the list that stands at this address.
func (v *visit) pageHref(n int) string {
	query := url.Values{}
	for name, values := range v.r.URL.Query() {
		query[name] = values
	}
	query.Set("page", strconv.Itoa(n))
	return address(v.r.URL.Path, query)
}
