package web

import (
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

func householdPath(r *register.Record) string {
	return "/households/" + idText(r.CommuneID) + "/" + idText(r.HouseholdID) + "/" + strconv.Itoa(r.Year)
}

// householdShow is the sheet of a household as it is on paper: a row a person,
// the columns in its order.
func householdShow(v *visit) error {
	members, err := v.householdMembers()
	if err != nil {
		return err
	}
	return v.householdPage(members)
}

// householdMembers reads the household in the address, in the order of its sheet.
func (v *visit) householdMembers() ([]*register.Record, error) {
	year, err := v.year(v.r.PathValue("year"))
	if err != nil {
		return nil, err
	}
	commune, err := placeID(v.r.PathValue("commune"))
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(v.r.PathValue("household"), 10, 64)
	if err != nil {
		return nil, fault.New(fault.NotFound, "refusal.household_unknown")
	}
	members, err := v.Store.Household(v.ctx(), commune, register.ID(id), year)
	if err == nil && len(members) == 0 {
		err = fault.New(fault.NotFound, "refusal.household_unknown")
	}
	return sheetOrder(members), err
}

func (v *visit) householdPage(members []*register.Record) error {
	first := members[0]
	commune, year := first.CommuneID, first.Year
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	t, err := newTarget(tree, commune, year)
	if err != nil {
		return err
	}
	schools, err := v.schoolNames(commune, year)
	if err != nil {
		return err
	}
	title := v.say.T("paper.title", "sheet", first.SheetNumber)
	frame, err := v.placeFrame(title, t, "households", "households")
	if err != nil {
		return err
	}
	var edit *view.Link
	if v.mayWriteIn(t) {
		edit = &view.Link{Text: v.say.T("sheet.edit"), Href: householdPath(first) + "/edit"}
	}
	return v.show("household", view.HouseholdPage{
		Edit: edit, Page: frame, Heading: title, Facts: []view.Fact{
			{Name: v.say.T("people.head"), Value: first.HeadName()},
			{Name: v.say.T("overview.hamlet"), Value: verdict.HamletName(tree, first, rule.ReferenceDay(year))},
			{Name: v.say.T("people.address"), Value: first.Address},
			{Name: v.say.T("paper.phone"), Value: v.phoneText(first.Phone)},
		},
		Sheet: v.sheetTable(members, schools), Reveal: v.revealOf(first, householdPath(first), first.Phone),
	})
}

type schoolsOf ofYear

// schoolNames is the school list of a commune in a year.
func (v *visit) schoolNames(commune place.ID, year int) (map[string]survey.School, error) {
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	return once(c, schoolsOf{commune, year}, func() (map[string]survey.School, error) { return v.Store.Schools(v.ctx(), commune, year) })
}

// schoolName is what the sheet says, or what the list says of its code.
func schoolName(schools map[string]survey.School, r *register.Record) string {
	if r.SchoolName != "" || r.SchoolCode == "" {
		return r.SchoolName
	}
	return schools[r.SchoolCode].Name
}

// sheetOrder puts the head first and then the others by age, as sheets are
// written.
func sheetOrder(members []*register.Record) []*register.Record {
	out := slices.Clone(members)
	slices.SortStableFunc(out, func(a, b *register.Record) int {
		if (a.Relation == register.RelationHead) != (b.Relation == register.RelationHead) {
			if a.Relation == register.RelationHead {
				return -1
			}
			return 1
		}
		return orElse(compareText(a.BirthDate(), b.BirthDate()), func() int { return byName(a, b) })
	})
	return out
}

func (v *visit) sheetTable(members []*register.Record, schools map[string]survey.School) *view.Table {
	table := &view.Table{Caption: v.say.T("paper.caption", "n", len(members)), Wide: true}
	for _, key := range []string{"gap.name", "gap.birth", "paper.sex", "paper.relation", "paper.ethnicity", "paper.residence", "people.learning", "paper.school", "paper.graduated", "paper.literacy", "paper.disability", "paper.move"} {
		table.Columns = append(table.Columns, view.Column{Text: v.say.T(key)})
	}
	v.looksAtOne = true
	for _, r := range members {
		v.saw(r)
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{
			{Text: r.Name(), Href: personPath(r.PersonID, r.Year)},
			{Text: viet.Date(r.BirthDate())},
			{Text: v.sex(r)},
			{Text: r.Relation},
			{Text: ethnicity(r)},
			{Text: v.codeText("residence", r.Residence)},
			{Text: capital(v.learning(r))},
			{Text: schoolName(schools, r), Sub: r.SchoolCode},
			{Text: v.codeText("graduated", r.Graduated), Sub: r.GraduatedIn},
			{Text: v.literacy(r)},
			{Text: v.disability(r)},
			{Text: v.codeText("move", r.Move), Sub: r.MoveDetail},
		}})
	}
	return table
}

// ethnicity: an empty cell of the sheet means the majority.
func ethnicity(r *register.Record) string {
	if r.Ethnicity == "" {
		return "Kinh"
	}
	return r.Ethnicity
}

func (v *visit) literacy(r *register.Record) string {
	switch {
	case r.LiteracyAttending > 0:
		return v.say.T("paper.literacy_attending", "grade", r.LiteracyAttending)
	case r.Relapse > 0:
		return v.say.T("paper.relapse", "grade", r.Relapse)
	case r.LiteracyCompleted > 0:
		return v.say.T("learning.literacy", "grade", r.LiteracyCompleted)
	}
	return ""
}

func (v *visit) disability(r *register.Record) string {
	switch {
	case !r.Disabled():
		return ""
	case r.Able:
		return v.say.T("paper.disabled_able")
	}
	return v.say.T("history.disabled")
}
