package survey

import (
	"slices"

	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// list is what a column may hold: the way it is written, by the way it may be
// typed.
type list struct {
	exact map[string]string // as the list writes it
	keys  map[string]string // by headingKey: spaces, case and accents do not matter
	shown string            // the choices in a sentence, where they are few
	open  bool              // other text is allowed too
	// uncoded are values of the workbook's own list that we have no code for.
	uncoded map[string]bool
}

// find gives the stored form of what was typed.
func (l *list) find(text string) (string, bool) {
	value, ok := l.exact[text]
	if ok {
		return value, true
	}
	value, ok = l.keys[headingKey(text)]
	if !ok && l.open {
		return viet.Clean(text), true
	}
	return value, ok
}

func newList() *list { return &list{exact: map[string]string{}, keys: map[string]string{}} }

// add takes a value into the list; the first of two that read alike is meant.
func (l *list) add(value string, spellings ...string) {
	for _, s := range spellings {
		l.exact[s] = value
		key := headingKey(s)
		if _, taken := l.keys[key]; !taken && key != "" {
			l.keys[key] = value
		}
	}
}

// choice is a code of the register and how the template and the ministry's
// system write it; the template's way comes first.
type choice struct {
	code      string
	spellings []string
}

// coded are the columns whose values the law counts by: the register holds
// their code, so a workbook's own list cannot add to them. What only that list
// knows is no error, but it cannot be kept either.
var coded = map[string][]choice{
	"residence": {
		{register.ResidencePermanent, []string{"Thường trú"}},
		{register.ResidenceTemporary, []string{"Tạm trú"}},
	},
	"presence": {
		{register.PresenceHere, []string{"Đang ở"}},
		{register.PresenceAway, []string{"Tạm vắng"}},
	},
	"grade_group": grades(),
	"graduated": {
		{register.GraduatedPreschool, []string{"MN"}},
		{register.GraduatedPrimary, []string{"TH"}},
		{register.GraduatedLowerSecondary, []string{"THCS"}},
		{register.GraduatedUpperSecondary, []string{"THPT"}},
	},
	"vocational": {
		{register.VocationalProfessional, []string{"THCN"}},
		{register.VocationalCollege, []string{"Cao đẳng"}},
		{register.VocationalUniversity, []string{"Đại học"}},
		{register.VocationalMaster, []string{"Thạc sĩ", "Thạc sỹ"}},
		{register.VocationalDoctor, []string{"Tiến sĩ", "Tiến sỹ"}},
	},
	"move": {
		{register.MoveIn, []string{"Chuyển đến", "1"}},
		{register.MoveOut, []string{"Chuyển đi", "2"}},
		{register.MoveDead, []string{"Chết", "3"}},
	},
}

func grades() []choice {
	const digits = "123456789"
	var out []choice
	for i := range 5 {
		n := digits[i : i+1]
		out = append(out, choice{"t" + n, []string{n + " tuổi", "t" + n}})
	}
	for i := range 9 {
		n := digits[i : i+1]
		out = append(out, choice{"k" + n, []string{n, "k" + n}})
	}
	for _, n := range []string{"10", "11", "12"} {
		out = append(out, choice{"k" + n, []string{n, "k" + n}})
	}
	return append(out,
		choice{register.GradeProfessional, []string{"THCN"}},
		choice{register.GradeVocational, []string{"TDN"}},
		choice{register.GradeHigher, []string{"SV"}})
}

// shownChoices are the choices as a sentence names them.
var shownChoices = map[string]string{
	"residence":   "Thường trú, Tạm trú",
	"presence":    "Đang ở, Tạm vắng",
	"grade_group": "1 tuổi … 5 tuổi, 1 … 12, THCN, TDN, SV",
	"graduated":   "MN, TH, THCS, THPT",
	"vocational":  "THCN, Cao đẳng, Đại học, Thạc sĩ, Tiến sĩ",
	"move":        "Chuyển đến, Chuyển đi, Chết",
}

// Lists are the lists of the workbook by field.
type Lists map[string][]string

// ownLists are the columns for which the sheet DuLieu may bring the list.
var ownLists = []string{"ethnicity", "religion", "priority", "relation"}

// ReadLists reads the sheet DuLieu: each list stands under its heading.
func ReadLists(rows Rows) (Lists, error) {
	heads := map[int]string{}
	out := Lists{}
	for rows.Next() {
		for i, c := range rows.Cells() {
			if c.blank() || c.Type == FailedCell {
				continue
			}
			key, known := heads[i]
			switch {
			case known:
				out[key] = append(out[key], viet.Clean(c.Text))
			case headColumns[headingKey(c.Text)] != nil:
				heads[i] = headColumns[headingKey(c.Text)].key
			}
		}
	}
	return out, rows.Err()
}

// listsOf makes the lists of all listed columns.
func listsOf(given Lists) map[string]*list {
	out := map[string]*list{}
	for key, choices := range coded {
		l := newList()
		l.shown = shownChoices[key]
		for _, c := range choices {
			l.add(c.code, c.spellings...)
		}
		l.uncoded = map[string]bool{}
		for _, value := range given[key] {
			l.uncoded[headingKey(value)] = true
		}
		out[key] = l
	}
	for _, key := range ownLists {
		out[key] = ownList(key, given[key])
	}
	return out
}

// ownList is a list whose values are stored as it writes them. Where nobody
// gave one, a column takes any text, but for the ethnic groups, which are known.
func ownList(key string, values []string) *list {
	l := newList()
	switch {
	case len(values) > 0:
	case key == "ethnicity":
		values = ethnicGroups
	default:
		l.open = true
	}
	for _, v := range values {
		l.add(v, v)
	}
	switch key {
	case "ethnicity":
		l.addEthnicSpellings()
	case "relation":
		l.canonical("chuho", register.RelationHead) // the head is looked for by one spelling
	}
	return l
}

// canonical stores what reads like key in one way only.
func (l *list) canonical(key, value string) {
	if _, ok := l.keys[key]; !ok && !l.open {
		return
	}
	l.keys[key] = value
	for spelling := range l.exact {
		if headingKey(spelling) == key {
			l.exact[spelling] = value
		}
	}
}

// Choices are the values of a coded column as the template writes them.
func Choices(field string) []string {
	var out []string
	for _, c := range coded[field] {
		out = append(out, c.spellings[0])
	}
	return out
}

// Codes are the codes of a coded column, in the order of Choices.
func Codes(field string) []string {
	var out []string
	for _, c := range coded[field] {
		out = append(out, c.code)
	}
	return out
}

// EthnicGroups is the list of a workbook that brings none.
func EthnicGroups() []string { return slices.Clone(ethnicGroups) }

// Written is a code of the register as the template writes it.
func Written(field, code string) string {
	for _, c := range coded[field] {
		if c.code == code {
			return c.spellings[0]
		}
	}
	return code
}
