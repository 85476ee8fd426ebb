package survey

import (
	"strconv"
	"strings"

	"hoctap/internal/viet"
)

// The columns that the doubts of a row ask for.
var (
	birthDay      = bitOf("birth_day", "birth_month", "birth_year")
	birthYear     = bitOf("birth_year")
	gradeGroup    = bitOf("grade_group")
	className     = bitOf("class_name")
	schoolCode    = bitOf("school_code")
	leftSchool    = bitOf("finished_grade", "finished_in", "dropout_grade", "dropout_in")
	sexColumn     = bitOf("female")
	schoolYearIns = []*column{columnByKey("graduated_in"), columnByKey("finished_in"), columnByKey("dropout_in")}
)

// doubt says what is unlikely in a row, or contradicts another cell of it. A
// cell that is wrong raises no doubts: what follows from it is not told again.
func (r *row) doubt() {
	d := &r.draft.Record
	if r.sound(birthDay) && !d.RealDay() {
		r.doubtAt("birth_day", "birth_date_impossible", "value", strconv.Itoa(d.BirthDay)+"/"+strconv.Itoa(d.BirthMonth)+"/"+strconv.Itoa(d.BirthYear))
	}
	r.doubtSchooling()
	r.doubtYears()
}

func (r *row) doubtAt(key, code string, args ...any) {
	c := columnByKey(key)
	r.at(c)
	r.warn(c, code, args...)
}

func (r *row) doubtSchooling() {
	switch {
	case r.wrong&gradeGroup != 0:
	case !r.has(gradeGroup):
		if r.has(className | schoolCode) {
			r.doubtAt("grade_group", "school_without_grade")
		}
	default:
		r.doubtStudent()
	}
}

func (r *row) doubtStudent() {
	if r.knows("school_code") && !r.has(schoolCode) {
		r.doubtAt("school_code", "school_missing")
	}
	if r.has(leftSchool) {
		r.doubtAt("grade_group", "studying_and_left")
	}
	if grade := r.draft.Record.Grade(); grade > 0 && r.sound(className) {
		class := gradeOfClass(r.draft.Record.ClassName)
		if class > 0 && class != grade {
			r.doubtAt("class_name", "class_of_other_grade", "class", shown(r.draft.Record.ClassName), "grade", strconv.Itoa(grade))
		}
	}
}

// knows tells that the workbook has the column.
func (r *row) knows(key string) bool { return r.layout.cell[key] != "" }

// gradeOfClass is the grade that the name of a class begins with, 0 where it
// begins otherwise: 8C, 10A1 and 1/2 tell it, MG5A and K25B do not. A class of
// several grades (1+2) tells nothing.
func gradeOfClass(class string) int {
	class = strings.TrimSpace(class)
	n, i := 0, 0
	for i < len(class) && i < 2 && class[i] >= '0' && class[i] <= '9' {
		n = n*10 + int(class[i]-'0')
		i++
	}
	if n > 12 || strings.ContainsAny(class, "+,&") {
		return 0
	}
	return n
}

func (r *row) doubtYears() {
	if !r.sound(birthYear) {
		return
	}
	for _, c := range schoolYearIns {
		if !r.sound(c.bit) {
			continue
		}
		first, _, _ := schoolYear(*textOf(r, c))
		if first < r.draft.Record.BirthYear {
			r.at(c)
			r.warn(c, "school_year_before_birth", "value", *textOf(r, c), "birth_year", r.draft.Record.BirthYear)
		}
	}
	if r.draft.Record.PersonalNumber != "" {
		r.doubtPersonalNumber()
	}
}

// readPersonalNumber takes the twelve digits of the number, also where Excel
// took the zeros with which every number of the 63 provinces begins.
func readPersonalNumber(r *row, c *column, cell Cell) {
	text := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-'", r) {
			return -1
		}
		return r
	}, viet.Clean(cell.Text))
	if cell.Type == NumberCell && (len(text) == 10 || len(text) == 11) {
		text = strings.Repeat("0", 12-len(text)) + text
	}
	if len(text) != 12 || strings.Trim(text, "0123456789") != "" {
		r.refuse(c, "personal_number_form")
		return
	}
	*textOf(r, c) = text
}

// doubtPersonalNumber compares what a number says with the row. There is no
// check digit, and sex or year may have been corrected since it was given, so
// none of it is an error.
func (r *row) doubtPersonalNumber() {
	d := &r.draft.Record
	century, female := int(d.PersonalNumber[3]-'0')/2, (d.PersonalNumber[3]-'0')%2 == 1
	tail, _ := whole(d.PersonalNumber[4:6])
	said := 1900 + 100*century + tail
	if said != d.BirthYear {
		r.doubtAt("personal_number", "personal_number_year", "number_year", said, "birth_year", d.BirthYear)
	}
	if r.knows("female") && r.wrong&sexColumn == 0 && female != d.Female {
		r.doubtAt("personal_number", "personal_number_sex")
	}
	if code := d.PersonalNumber[:3]; code < "100" && !strings.Contains(provinces, code) {
		r.doubtAt("personal_number", "personal_number_province", "province", code)
	}
}

// provinces are the codes of the 63 provinces that numbers begin with; those of
// abolished provinces stay valid. Countries of birth begin at 100.
const provinces = "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 " +
	"040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 " +
	"087 089 091 092 093 094 095 096"
