package web

import (
	"slices"
	"strconv"

	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
)

// sheetParts are the parts of the sheet with the columns that each reaches to.
var sheetParts = []struct{ key, last string }{
	{"who", "priority"}, {"where", "presence"}, {"school", "dropout_in"}, {"literacy", "relapse"},
	{"disability", "able"}, {"move", "move_detail"}, {"contact", "personal_number"},
}

// partOf gives each column its part.
var partOf = func() map[string]string {
	out := map[string]string{}
	at := 0
	for _, key := range survey.RowKeys {
		out[key] = sheetParts[at].key
		if key == sheetParts[at].last && at+1 < len(sheetParts) {
			at++
		}
	}
	return out
}()

// named are the columns that say who a row is; they stay in sight.
var namedKeys = []string{"family_name", "given_name"}

func (v *visit) sheetGroups() []view.SheetGroup {
	var out []view.SheetGroup
	for _, part := range sheetParts {
		g := view.SheetGroup{Key: part.key, Title: v.say.T("sheet.part_" + part.key)}
		for _, key := range survey.RowKeys {
			if partOf[key] == part.key && !slices.Contains(namedKeys, key) {
				g.Columns++
			}
		}
		out = append(out, g)
	}
	return out
}

func (v *visit) sheetColumns() []view.SheetColumn {
	var out []view.SheetColumn
	for _, key := range survey.RowKeys {
		if !slices.Contains(namedKeys, key) {
			out = append(out, view.SheetColumn{Key: key, Title: survey.Title(key), Group: partOf[key]})
		}
	}
	return out
}

// choiceKeys are the columns of which one of a few values is chosen; offered are
// those where typing brings up what others have.
var (
	choiceKeys  = []string{"residence", "presence", "grade_group", "graduated", "vocational", "move"}
	offeredKeys = []string{"ethnicity", "religion", "priority", "relation", "school_code"}
	widths      = map[string]string{
		"family_name": "10", "given_name": "6", "birth_day": "2", "birth_month": "2", "birth_year": "3", "class_name": "4",
		"graduated_in": "6", "finished_in": "6", "dropout_in": "6", "finished_grade": "2", "dropout_grade": "2", "vocational_year": "3",
		"literacy_attending": "2", "literacy_completed": "2", "relapse": "2", "ethnicity": "5", "religion": "6", "priority": "6",
		"relation": "6", "school_code": "6", "phone": "8", "personal_number": "8", "guardian": "10", "note": "10", "move_detail": "10", "school_name": "10",
	}
)

// fillSheet lays out the cells: of the household, of everybody in it, and of rows
// for new people.
func (v *visit) fillSheet(page *view.SheetEdit, s *typedSheet) {
	first := &register.Record{CommuneID: s.t.at.PlaceID, Year: s.t.year}
	if !s.isNew() {
		first = s.members[0]
	}
	for _, key := range survey.SharedKeys {
		page.Shared = append(page.Shared, v.sheetCell(s, first, survey.Shared, sharedRow, key))
	}
	for _, r := range s.members {
		v.saw(r)
		row := view.SheetRow{Name: r.Name(), Href: personPath(r.PersonID, r.Year)}
		if !s.closed && len(s.members) > 1 {
			row.Remove = &view.Link{Text: v.say.T("sheet.remove"), Href: s.path() + "/remove/" + idText(r.PersonID)}
		}
		v.fillRow(&row, s, r, "p"+idText(r.PersonID))
		page.Rows = append(page.Rows, row)
	}
	if s.closed {
		return
	}
	for i := range s.blankRows() {
		row := view.SheetRow{Name: v.say.T("sheet.somebody_new"), New: true}
		v.fillRow(&row, s, &register.Record{}, "n"+strconv.Itoa(i+1))
		page.Rows = append(page.Rows, row)
	}
}

func (v *visit) fillRow(row *view.SheetRow, s *typedSheet, r *register.Record, name string) {
	at := s.rowOf(name)
	for _, key := range survey.RowKeys {
		row.Cells = append(row.Cells, v.sheetCell(s, r, at, name, key))
	}
}

// rowOf is where a row stands in what was sent.
func (s *typedSheet) rowOf(name string) int {
	if s.typed == nil {
		return noRow
	}
	for i, p := range s.typed.People {
		if rowName(s.typed, i) == name || p.PersonID != 0 && "p"+idText(p.PersonID) == name {
			return i
		}
	}
	return noRow
}

// noRow is the place of a row of which nothing was sent.
const noRow = -2

// rowName is the name of a row in a form: the new ones are counted.
func rowName(sheet *survey.Sheet, at int) string {
	if id := sheet.People[at].PersonID; id != 0 {
		return "p" + idText(id)
	}
	n := 0
	for _, p := range sheet.People[:at+1] {
		if p.PersonID == 0 {
			n++
		}
	}
	return "n" + strconv.Itoa(n)
}

// sheetCell is one cell: what the register has, or what was typed where that could
// not be written.
func (v *visit) sheetCell(s *typedSheet, r *register.Record, at int, row, key string) view.SheetCell {
	cell := view.SheetCell{Name: row + "." + key, Label: survey.Title(key), Group: partOf[key], Kind: kindOf(key), Width: widths[key]}
	cell.Was = survey.CellText(key, r)
	cell.Value = cell.Was
	if r.PersonID == 0 && key == "hamlet" {
		cell.Value, cell.Was = "", ""
	}
	if slices.Contains(register.MaskedKeys, key) {
		cell.Hint, cell.Value = cell.Was, ""
	}
	typed, ok := s.cellTyped(at, key)
	if ok {
		cell.Value = typed.Now
	}
	v.tellCell(&cell, s, at, key)
	switch {
	case key == "hamlet":
		cell.Choices = v.hamletChoices(s, cell.Value)
	case cell.Kind == "choice":
		cell.Choices = choicesOf(key, cell.Value)
	case slices.Contains(offeredKeys, key):
		cell.List = "offer-" + key
	}
	return cell
}

func kindOf(key string) string {
	if key == "hamlet" || slices.Contains(choiceKeys, key) {
		return "choice"
	}
	f, err := register.FieldByKey(key)
	if err == nil && f.Kind == register.MarkField {
		return "mark"
	}
	if err == nil && f.Kind == register.NumberField || slices.Contains(register.MaskedKeys, key) {
		return "number"
	}
	return "text"
}

// cellTyped is what was sent for a cell.
func (s *typedSheet) cellTyped(at int, key string) (survey.Typed, bool) {
	switch {
	case s.typed == nil || at == noRow:
		return survey.Typed{}, false
	case at == survey.Shared:
		c, ok := s.typed.Household[key]
		return c, ok
	}
	c, ok := s.typed.People[at].Cells[key]
	return c, ok
}

// tellCell says beside a cell what is wrong with it, or that somebody else changed it.
func (v *visit) tellCell(cell *view.SheetCell, s *typedSheet, at int, key string) {
	if s.edited == nil {
		return
	}
	for _, p := range s.edited.Problems {
		if p.Row != at || p.Field != key || p.Code == "edit_nobody" {
			continue
		}
		text := p.Say(v.say)
		if p.Severity == survey.Error {
			cell.Error = withMore(cell.Error, text)
		} else {
			cell.Warning = withMore(cell.Warning, text)
		}
	}
	for _, c := range s.edited.Clashes {
		if c.Row == at && c.Key == key {
			cell.Error = withMore(cell.Error, v.clashText(s, c))
			cell.Was = c.Stands // the next time it is written over knowingly
		}
	}
}

func withMore(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// clashText tells what somebody else wrote into a cell meanwhile.
func (v *visit) clashText(s *typedSheet, c survey.Clash) string {
	show := func(text string) string {
		if c.Key == "hamlet" {
			for _, h := range s.hamlets {
				if idText(h.PlaceID) == text {
					text = h.Name
				}
			}
		}
		if text == "" {
			return v.say.T("sheet.nothing")
		}
		return "“" + text + "”"
	}
	return v.say.T("sheet.clash", "column", survey.Title(c.Key), "stands", show(c.Stands), "now", show(c.Now))
}

func (v *visit) hamletChoices(s *typedSheet, value string) []view.Option {
	out := []view.Option{{Text: "–", Selected: value == "" || value == "0"}}
	for _, h := range s.hamlets {
		out = append(out, view.Option{Value: idText(h.PlaceID), Text: h.Name, Selected: idText(h.PlaceID) == value})
	}
	return out
}

// choicesOf are the values of a listed column, and what stands there if it is none of
// them.
func choicesOf(key, value string) []view.Option {
	out := []view.Option{{}}
	known := value == ""
	for _, text := range survey.Choices(key) {
		known = known || text == value
		out = append(out, view.Option{Value: text, Text: text, Selected: text == value})
	}
	if !known {
		out = append(out, view.Option{Value: value, Text: value, Selected: true})
	}
	return out
}

// sheetLists are what is offered while typing.
func (v *visit) sheetLists(s *typedSheet) []view.SheetList {
	out := []view.SheetList{
		{ID: "offer-ethnicity", Options: texts(survey.EthnicGroups())},
		{ID: "offer-religion", Options: texts(s.used("religion"))},
		{ID: "offer-priority", Options: texts(s.used("priority"))},
		{ID: "offer-relation", Options: texts(relations)},
	}
	codes := view.SheetList{ID: "offer-school_code"}
	for _, school := range sortedSchools(s.schools) {
		codes.Options = append(codes.Options, view.Option{Value: school.Code, Text: school.Name})
	}
	return append(out, codes)
}

// relations are those that sheets have; the column takes others.
var relations = []string{register.RelationHead, "Vợ", "Chồng", "Con", "Con dâu", "Con rể", "Bố", "Mẹ", "Ông", "Bà", "Cháu", "Anh", "Chị", "Em", "Khác"}

// used are the values that the people of the sheet have in a column.
func (s *typedSheet) used(key string) []string {
	var out []string
	for _, r := range s.members {
		if text := survey.Text(key, r); text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

func texts(list []string) []view.Option {
	out := make([]view.Option, len(list))
	for i, text := range list {
		out[i] = view.Option{Value: text}
	}
	return out
}

func sortedSchools(schools map[string]survey.School) []survey.School {
	out := make([]survey.School, 0, len(schools))
	for _, s := range schools {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b survey.School) int { return compareText(a.Code, b.Code) })
	return out
}
