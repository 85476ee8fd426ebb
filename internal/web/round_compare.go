package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// differsPerPage is how many people a page of two rounds names.
const differsPerPage = 200

// differing is two rounds of a place with what the reader asks to see of them.
type differing struct {
	t       *target
	with    int // the year of the former round
	years   []int
	people  []*survey.Compared // within reach
	same    int
	kind    survey.Difference // "": all
	hamlet  place.ID          // 0: all
	page    int
	several bool // the former round is that of several communes
}

// roundCompare holds the round of a year against a former one, person by person.
func roundCompare(v *visit) error {
	d, err := v.differing()
	if err != nil {
		return err
	}
	title := v.say.T("differ.title", "year", d.t.year, "former_year", d.with)
	frame, err := v.placeFrame(title, d.t, "round", "round")
	if err != nil {
		return err
	}
	page := view.RoundCompare{
		Page: frame, Heading: title, Lead: v.say.T("differ.lead", "same", d.same, "n", len(d.people)), Back: view.Link{Text: v.say.T("round.title", "year", d.t.year), Href: d.t.path("round")},
		With: v.differYears(d), Kinds: v.differKinds(d), Hamlets: v.differHamlets(d), Kind: string(d.kind),
		Links: []view.Link{{Text: v.say.T("gaps.export"), Href: address(d.t.path("round", "compare.xlsx"), url.Values{"with": {yearText(d.with)}})}},
	}
	shown := d.shown()
	for _, one := range shown[min((d.page-1)*differsPerPage, len(shown)):min(d.page*differsPerPage, len(shown))] {
		page.Rows = append(page.Rows, v.differRow(d, one))
	}
	page.Pager = view.NewPager(d.page, differsPerPage, len(shown), func(n int) string { return d.href(d.kind, n) })
	if len(shown) == 0 {
		page.Empty = &view.Empty{Title: v.say.T("differ.none"), Text: v.say.T("differ.none_text")}
	}
	return v.show("round_compare", page)
}

// differing reads what is asked for and compares the rounds, or remembers it.
func (v *visit) differing() (*differing, error) {
	t, err := v.standing()
	if err != nil {
		return nil, err
	}
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	if _, ok := c.rounds[t.at.PlaceID][t.year]; !ok {
		return nil, noRound(t)
	}
	d := &differing{t: t, page: 1}
	d.years = slices.DeleteFunc(slices.Clone(c.surveyed(t.tree, t.at.PlaceID)), func(year int) bool { return year >= t.year })
	if len(d.years) == 0 {
		return nil, fault.New(fault.NotFound, "differ.nothing", "name", t.at.Name, "year", t.year)
	}
	d.asked(v.r.URL.Query())
	all, err := v.comparedRounds(c, d)
	if err != nil {
		return nil, err
	}
	d.same, d.people = all.Same, v.comparedWithin(all.People, t.at.PlaceID)
	return d, nil
}

func (d *differing) asked(query url.Values) {
	d.with = d.years[len(d.years)-1]
	if year, err := strconv.Atoi(query.Get("with")); err == nil && slices.Contains(d.years, year) {
		d.with = year
	}
	if kind := survey.Difference(query.Get("kind")); slices.Contains(survey.Differs(), kind) {
		d.kind = kind
	}
	if id, err := strconv.ParseInt(query.Get("hamlet"), 10, 64); err == nil {
		d.hamlet = place.ID(id)
	}
	if n, err := strconv.Atoi(query.Get("page")); err == nil && n > 1 {
		d.page = n
	}
}

type roundsOf struct {
	ofYear
	with int
}

func (v *visit) comparedRounds(c *recall, d *differing) (*survey.Comparison, error) {
	j, err := c.judged(v.ctx(), d.t.at.PlaceID, d.with)
	if err != nil {
		return nil, err
	}
	if j.NotAdded != nil {
		return nil, j.NotAdded
	}
	d.several = len(j.Units()) > 1
	return once(c, roundsOf{ofYear{d.t.at.PlaceID, d.t.year}, d.with}, func() (*survey.Comparison, error) {
		var before []*register.Record
		for _, unit := range j.Units() {
			list, err := c.Records(v.ctx(), unit, d.with)
			if err != nil {
				return nil, err
			}
			before = append(before, list...)
		}
		after, err := c.Records(v.ctx(), d.t.at.PlaceID, d.t.year)
		if err != nil {
			return nil, err
		}
		schools, err := c.Schools(v.ctx(), d.t.at.PlaceID, d.t.year)
		if err != nil {
			return nil, err
		}
		all, err := v.checks.CompareRounds(before, after, schools)
		if err == nil {
			d.sort(all.People)
		}
		return all, err
	})
}

// sort orders by hamlet, then as Vietnamese lists are.
func (d *differing) sort(list []*survey.Compared) {
	names := map[place.ID]string{}
	for _, one := range list {
		names[one.Latest().HamletID] = d.where(one.Latest())
	}
	slices.SortStableFunc(list, func(a, b *survey.Compared) int {
		x, y := a.Latest(), b.Latest()
		if x.HamletID != y.HamletID {
			return cmp.Or(viet.Compare(names[x.HamletID], names[y.HamletID]), cmp.Compare(x.HamletID, y.HamletID))
		}
		return viet.CompareNames(x.FamilyName, x.GivenName, y.FamilyName, y.GivenName)
	})
}

// comparedWithin leaves out whoever the visitor does not reach: what is remembered is
// remembered for all.
func (v *visit) comparedWithin(all []*survey.Compared, commune place.ID) []*survey.Compared {
	reach := map[place.ID]right.Reach{commune: v.reach(right.SeePersons, commune)}
	if reach[commune].Whole {
		return slices.Clone(all)
	}
	return slices.DeleteFunc(slices.Clone(all), func(c *survey.Compared) bool {
		r := c.Latest()
		if _, ok := reach[r.CommuneID]; !ok {
			reach[r.CommuneID] = v.reach(right.SeePersons, r.CommuneID)
		}
		return !reach[r.CommuneID].Covers(r.HamletID)
	})
}

func (d *differing) where(r *register.Record) string {
	return d.t.hamletName(r.HamletID, d.several && r.CommuneID != d.t.at.PlaceID)
}

// shown are the people of the kind and hamlet asked for.
func (d *differing) shown() []*survey.Compared {
	var out []*survey.Compared
	for _, one := range d.people {
		if (d.kind == "" || one.Has(d.kind)) && (d.hamlet == 0 || one.Latest().HamletID == d.hamlet) {
			out = append(out, one)
		}
	}
	return out
}

func (d *differing) href(kind survey.Difference, page int) string {
	query := url.Values{"with": {yearText(d.with)}}
	if kind != "" {
		query.Set("kind", string(kind))
	}
	if d.hamlet != 0 {
		query.Set("hamlet", idText(d.hamlet))
	}
	if page > 1 {
		query.Set("page", strconv.Itoa(page))
	}
	return address(d.t.path("round", "compare"), query)
}

func (v *visit) differYears(d *differing) view.Options {
	options := view.Options{Name: "with", Label: v.say.T("differ.with")}
	for _, year := range slices.Backward(d.years) {
		options.Choices = append(options.Choices, view.Option{Value: yearText(year), Text: yearText(year), Selected: year == d.with})
	}
	return options
}

func (v *visit) differKinds(d *differing) []view.Choice {
	everything := *d
	everything.kind = ""
	out := []view.Choice{{Text: v.say.T("differ.all", "n", len(everything.shown())), Href: d.href("", 1), Current: d.kind == ""}}
	for _, kind := range survey.Differs() {
		of := *d
		of.kind = kind
		out = append(out, view.Choice{Text: v.say.T("differ.count", "kind", v.differText(kind), "n", len(of.shown())), Href: d.href(kind, 1), Current: d.kind == kind})
	}
	return out
}

func (v *visit) differText(kind survey.Difference) string {
	return v.say.T("differ.kind_" + string(kind))
}

func (v *visit) differHamlets(d *differing) view.Options {
	options := view.Options{Name: "hamlet", Label: v.say.T("overview.hamlet"), Choices: []view.Option{{Text: v.say.T("people.all_hamlets"), Selected: d.hamlet == 0}}}
	counts, first := map[place.ID]int{}, []*register.Record{}
	for _, one := range d.people {
		if d.kind == "" || one.Has(d.kind) {
			r := one.Latest()
			if counts[r.HamletID]++; counts[r.HamletID] == 1 {
				first = append(first, r)
			}
		}
	}
	for _, r := range first {
		name := d.where(r)
		if name == "" {
			name = v.say.T("people.no_hamlet")
		}
		options.Choices = append(options.Choices, view.Option{Value: idText(r.HamletID), Text: v.say.T("people.hamlet_count", "name", name, "n", counts[r.HamletID]), Selected: r.HamletID == d.hamlet})
	}
	return options
}

var differTones = map[survey.Difference]view.Tone{survey.Arrived: view.Good, survey.Departed: view.Plain, survey.Moved: view.Accent, survey.Altered: view.Accent, survey.Odd: view.Warn}

func (v *visit) differRow(d *differing, one *survey.Compared) view.DifferRow {
	r := one.Latest()
	v.saw(r)
	row := view.DifferRow{Name: r.Name(), Href: personPath(r.PersonID, r.Year), Birth: r.BirthDate(), Where: d.where(r), Sheet: r.SheetNumber, Lines: v.differLines(d, one)}
	for _, kind := range one.Is {
		row.Tags = append(row.Tags, view.Tag{Tone: differTones[kind], Text: v.differText(kind)})
	}
	return row
}

// differLines say in what somebody differs, and what is odd about it.
func (v *visit) differLines(d *differing, one *survey.Compared) []string {
	var out []string
	if one.Reason != "" {
		out = append(out, v.differReason(d, one))
	}
	if one.Has(survey.Moved) {
		out = append(out, v.movedLine(d, one))
	}
	for _, key := range one.Fields {
		out = append(out, v.differField(one, key))
	}
	for _, k := range one.Checks {
		out = append(out, v.say.T("differ.odd", "what", v.law(k.Text)))
	}
	return out
}

// differReason says why somebody came or went, as the sheet has it.
func (v *visit) differReason(d *differing, one *survey.Compared) string {
	what := ""
	switch {
	case one.Reason == survey.Born:
		what = v.say.T("differ.reason_born", "year", d.t.year)
	case one.Reason == survey.Unexplained && one.After == nil:
		return v.say.T("differ.reason_vanished", "former_year", d.with, "year", d.t.year)
	case one.Reason == survey.Unexplained:
		return v.say.T("differ.reason_unexplained", "former_year", d.with)
	default:
		what = v.say.T("differ.reason_" + string(one.Reason))
	}
	if detail := one.Latest().MoveDetail; detail != "" {
		return v.say.T("differ.reason_detail", "what", what, "detail", detail)
	}
	return what
}

func (v *visit) movedLine(d *differing, one *survey.Compared) string {
	from, to := d.where(one.Before), d.where(one.After)
	if from == to || one.Before.CommuneID != one.After.CommuneID {
		return v.say.T("differ.household", "from", one.Before.SheetNumber, "to", one.After.SheetNumber)
	}
	return v.say.T("differ.hamlet", "from", from, "to", to)
}

// differField is one field, before and now. What is masked on the page of the person is
// not told in a list.
func (v *visit) differField(one *survey.Compared, key string) string {
	f, err := register.FieldByKey(key)
	name := capital(v.say.T("field." + key))
	if err != nil || f.Sealed || slices.Contains(register.MaskedKeys, key) {
		return v.say.T("history.field_hidden", "field", name)
	}
	return v.say.T("history.field", "field", name, "before", v.jsonText(f, f.Value(one.Before)), "now", v.jsonText(f, f.Value(one.After)))
}
