package survey

import (
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// across checks what only all rows together can tell.
type across struct {
	*settler
	persons map[personKey]*Draft
	numbers map[string]*Draft
	sheets  map[string]*sheet
	order   []*sheet
	// unsure are heads of household with a row that may be the one a sheet
	// lacks: its relation or its sheet number could not be read.
	unsure map[string]bool
}

type personKey struct{ name, birth, hamlet string }

// sheet is what the rows of one sheet number have said so far.
type sheet struct {
	first         *Draft
	head          *Draft
	name, address string
	told          bool // that its rows contradict each other
	unsure        bool
}

var (
	givenNameColumn = bitOf("given_name")
	nameColumns     = bitOf("family_name", "given_name")
	relationColumn  = bitOf("relation")
	sheetColumn     = bitOf("sheet_number")
	headColumnBits  = bitOf("head_family_name", "head_given_name")
)

func checkAcross(s *settler, drafts []*Draft) {
	a := &across{settler: s, persons: map[personKey]*Draft{}, numbers: map[string]*Draft{}, sheets: map[string]*sheet{}, unsure: map[string]bool{}}
	for _, d := range drafts {
		a.person(d)
		a.number(d)
		a.household(d)
	}
	if s.layout.cell["relation"] == "" {
		return
	}
	for _, h := range a.order {
		if h.head == nil && !h.unsure && !a.unsure[h.name] {
			s.warn(h.first, "relation", "sheet_without_head", "sheet", h.first.Record.SheetNumber)
		}
	}
}

// person finds one who stands in the workbook twice. Old people of whom only
// the year is known share names and years, so they must share the sheet too.
func (a *across) person(d *Draft) {
	if d.wrong&(givenNameColumn|birthYear) != 0 {
		return
	}
	r := &d.Record
	key := personKey{viet.Fold(r.Name()), r.BirthDate(), viet.Fold(d.Hamlet)}
	first := a.persons[key]
	if first == nil {
		a.persons[key] = d
		return
	}
	if wholeDate(r) || viet.Fold(r.SheetNumber) == viet.Fold(first.Record.SheetNumber) {
		a.warn(d, "given_name", "person_twice", "name", r.Name(), "first_cell", a.cell(first, "given_name"))
	}
}

func wholeDate(r *register.Record) bool {
	return r.BirthDay != 0 && r.BirthMonth != 0 && r.BirthYear != 0
}

func (a *across) number(d *Draft) {
	number := d.Record.PersonalNumber
	if number == "" {
		return
	}
	first := a.numbers[number]
	if first == nil {
		a.numbers[number] = d
		return
	}
	d.wrong |= bitOf("personal_number")
	d.Record.PersonalNumber = ""
	a.refuse(d, "personal_number", "personal_number_twice", "first_cell", a.cell(first, "personal_number"))
}

func (a *across) household(d *Draft) {
	r := &d.Record
	head := ""
	if d.wrong&headColumnBits == 0 {
		head = viet.Fold(r.HeadName())
	}
	if d.wrong&sheetColumn != 0 {
		a.unsure[head] = true
		return
	}
	number := viet.Fold(r.SheetNumber)
	h := a.sheets[number]
	if h == nil {
		h = &sheet{first: d, name: head, address: viet.Fold(d.Hamlet) + "\n" + viet.Fold(r.Address)}
		a.sheets[number] = h
		a.order = append(a.order, h)
	}
	h.unsure = h.unsure || d.wrong&relationColumn != 0
	a.contradiction(h, d, head)
	if r.Relation == register.RelationHead {
		a.head(h, d, head)
	}
}

// contradiction tells once of a sheet whose rows name two heads or two
// addresses: one number may have been given to two households.
func (a *across) contradiction(h *sheet, d *Draft, head string) {
	if h.told || d == h.first {
		return
	}
	switch {
	case head != h.name && head != "" && h.name != "":
		h.told = true
		a.warn(d, "head_given_name", "sheet_head_differs", "sheet", d.Record.SheetNumber,
			"name", d.Record.HeadName(), "first", h.first.Record.HeadName(), "first_cell", a.cell(h.first, "head_given_name"))
	case viet.Fold(d.Hamlet)+"\n"+viet.Fold(d.Record.Address) != h.address:
		h.told = true
		a.warn(d, "address", "sheet_address_differs", "sheet", d.Record.SheetNumber, "first_cell", a.cell(h.first, "address"))
	}
}

func (a *across) head(h *sheet, d *Draft, head string) {
	if h.head != nil {
		a.warn(d, "relation", "sheet_two_heads", "sheet", d.Record.SheetNumber, "first_cell", a.cell(h.head, "relation"))
		return
	}
	h.head = d
	if d.wrong&nameColumns == 0 && head != "" && head != viet.Fold(d.Record.Name()) {
		a.warn(d, "head_given_name", "head_name_differs", "name", d.Record.Name(), "head", d.Record.HeadName())
	}
}
