package web

import (
	"net/url"
	"slices"
	"strconv"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

func personPath(id register.ID, year int) string {
	return address("/persons/"+idText(id), url.Values{"year": {strconv.Itoa(year)}})
}

// personShow is one person through rounds and places, and how each criterion of
// a year counts them.
func personShow(v *visit) error {
	history, err := v.personHistory()
	if err != nil {
		return err
	}
	return v.personPage(history)
}

func (v *visit) personPage(history []*register.Record) error {
	r := v.chosenRecord(history)
	v.looksAtOne = true
	v.saw(r)
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	t, err := newTarget(tree, r.CommuneID, r.Year)
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(r.Name(), t, noTab)
	if err != nil {
		return err
	}
	v.personYears(frame.Head, history, r)
	page := view.PersonPage{
		Page: frame, Name: r.Name(), Year: r.Year, Tags: v.personTags(r), Facts: v.personFacts(tree, r), Uses: v.usedFacts(r),
		Links: []view.Link{{Text: v.say.T("asking.record"), Href: askPath(r.PersonID)}, {Text: v.say.T("log.see"), Href: logPath(r.PersonID)}}, Reveal: v.revealOf(r, personPath(r.PersonID, r.Year), r.PersonalNumber, r.Phone),
	}
	page.Events, err = v.personEvents(tree, history, r)
	if err != nil {
		return err
	}
	err = v.reasons(&page, t, r)
	if err != nil {
		return err
	}
	page.Household, err = v.household(r)
	if err != nil {
		return err
	}
	page.Changes, err = v.traces(r.PersonID)
	if err != nil {
		return err
	}
	return v.show("person", page)
}

// chosenRecord is that of the year asked for, or the latest.
func (v *visit) chosenRecord(history []*register.Record) *register.Record {
	year, _ := strconv.Atoi(v.r.URL.Query().Get("year"))
	chosen := history[len(history)-1]
	for _, r := range history {
		// Who moved within the province has two records in the year of the move:
		// the one at the new place counts.
		if r.Year == year && (chosen.Year != year || chosen.Gone()) {
			chosen = r
		}
	}
	return chosen
}

// personYears makes the stepper of years walk through the person's own records.
func (v *visit) personYears(head *view.Head, history []*register.Record, chosen *register.Record) {
	head.Years, head.Previous, head.Next = nil, nil, nil
	for _, r := range slices.Backward(history) {
		link := view.Link{Text: v.say.T("frame.year", "year", r.Year), Href: personPath(r.PersonID, r.Year)}
		if !slices.ContainsFunc(head.Years, func(y view.YearStep) bool { return y.Year == r.Year }) {
			head.Years = append(head.Years, view.YearStep{Year: r.Year, Href: link.Href, Current: r.Year == chosen.Year})
		}
		switch {
		case r.Year > chosen.Year:
			head.Next = &link
		case r.Year < chosen.Year && head.Previous == nil:
			head.Previous = &link
		}
	}
}

func (v *visit) personTags(r *register.Record) []view.Tag {
	tags := []view.Tag{{Tone: view.Plain, Text: v.sex(r)}, {Tone: view.Plain, Text: v.say.T("history.born", "date", viet.Date(r.BirthDate()))}, {Tone: view.Plain, Text: v.say.T("history.age", "n", r.Age(), "year", r.Year)}}
	if learning := v.learning(r); learning != "" {
		tone := view.Accent
		if r.Gone() || r.DropoutGrade > 0 && v.attends(r) == "" {
			tone = view.Bad
		}
		tags = append(tags, view.Tag{Tone: tone, Text: capital(learning)})
	}
	if r.Disabled() {
		tags = append(tags, view.Tag{Tone: view.Plain, Text: v.say.T("history.disabled")})
	}
	if !r.Confirmed {
		tags = append(tags, view.Tag{Tone: view.Warn, Text: v.say.T("history.unconfirmed")})
	}
	return tags
}

func (v *visit) sex(r *register.Record) string {
	if r.Female {
		return v.say.T("history.female")
	}
	return v.say.T("history.male")
}

// personFacts are what a person is found by here.
func (v *visit) personFacts(tree *place.Tree, r *register.Record) []view.Fact {
	return []view.Fact{
		{Name: v.say.T("log.person"), Value: idText(r.PersonID)},
		{Name: capital(v.say.T("field.hamlet")), Value: verdict.HamletName(tree, r, rule.ReferenceDay(r.Year))},
	}
}

// usedFacts are the fields of the sheet that hold anything, under what they are kept
// for and on what law.
func (v *visit) usedFacts(r *register.Record) []view.FactGroup {
	var out []view.FactGroup
	for _, u := range v.uses {
		group := view.FactGroup{Title: v.law(u.Title), Sensitive: u.Sensitive, Why: v.law(u.Purpose), Base: view.Link{Text: v.Book.Cite(&u.Base), Href: "/privacy#" + u.ID}}
		for _, key := range u.Fields {
			f, err := register.FieldByKey(key)
			if err != nil || slices.Contains(nameFields, key) {
				continue
			}
			if value := v.shownText(f, f.Value(r)); value != "" {
				group.Facts = append(group.Facts, view.Fact{Name: capital(v.say.T("field." + key)), Value: value})
			}
		}
		if len(group.Facts) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// nameFields are told by the heading and the tags already.
var nameFields = []string{"family_name", "given_name", "birth_day", "birth_month", "birth_year", "female"}

// fieldText is a value of the sheet in words, empty where there is none.
func (v *visit) fieldText(f register.Field, value any) string {
	switch x := value.(type) {
	case bool:
		if x {
			return v.say.T("figures.yes")
		}
	case int:
		if x != 0 {
			return strconv.Itoa(x)
		}
	case string:
		return v.codeText(f.Key, x)
	}
	return ""
}

// codeText words the codes of the lists; free text stays as it is.
func (v *visit) codeText(field, code string) string {
	switch field {
	case "residence", "presence", "grade_group", "graduated", "vocational", "move":
		if code != "" {
			return v.say.T("code." + field + "_" + code)
		}
	}
	return code
}

func (v *visit) household(r *register.Record) (view.Household, error) {
	members, err := v.Store.Household(v.ctx(), r.CommuneID, r.HouseholdID, r.Year)
	if err != nil {
		return view.Household{}, err
	}
	h := view.Household{Sheet: r.SheetNumber, Address: r.Address, Href: householdPath(r)}
	for _, m := range sheetOrder(members) {
		v.saw(m)
		h.Members = append(h.Members, view.Member{
			Name: m.Name(), Href: personPath(m.PersonID, m.Year), Birth: m.BirthDate(), Relation: m.Relation, Learning: v.learning(m), Current: m.PersonID == r.PersonID,
		})
	}
	return h, nil
}

// traces are the changes of the person's records: the field, what it was and
// what it became.
func (v *visit) traces(id register.ID) ([]view.Event, error) {
	list, err := v.Store.Traces(v.ctx(), id)
	if err != nil {
		return nil, err
	}
	var out []view.Event
	for _, one := range list {
		out = append(out, view.Event{When: dayOf(one.At), Title: v.say.T("history.change", "year", one.Year, "source", v.source(one.Source)), Lines: v.traceLines(one), Changed: v.by(one.At, one.Actor)})
	}
	return out, nil
}

func (v *visit) traceLines(one survey.Trace) []string {
	var out []string
	for _, f := range register.Fields {
		pair, ok := one.Fields[f.Key]
		if !ok {
			continue
		}
		if slices.Contains(register.MaskedKeys, f.Key) {
			out = append(out, v.say.T("history.field_hidden", "field", capital(v.say.T("field."+f.Key))))
			continue
		}
		out = append(out, v.say.T("history.field", "field", capital(v.say.T("field."+f.Key)), "before", v.jsonText(f, pair[0]), "now", v.jsonText(f, pair[1])))
	}
	if _, ok := one.Fields["hamlet"]; ok {
		out = append(out, v.say.T("history.field_hidden", "field", capital(v.say.T("field.hamlet"))))
	}
	return out
}

// jsonText words a value as JSON keeps it.
func (v *visit) jsonText(f register.Field, value any) string {
	if n, ok := value.(float64); ok {
		value = int(n)
	}
	text := v.fieldText(f, value)
	if text == "" {
		return v.say.T("history.blank")
	}
	return text
}
