package survey

import (
	"strconv"
	"strings"

	"hoctap/internal/viet"
)

// readText keeps free text as it stands in the file: an old font encoding can
// only be told from all rows together (see settle).
func readText(r *row, c *column, cell Cell) { *textOf(r, c) = cell.Text }

func readHamlet(r *row, _ *column, cell Cell) { r.draft.Hamlet = cell.Text }

func readListed(r *row, c *column, cell Cell) {
	l := r.lists[c.key]
	value, ok := l.find(cell.Text)
	if !ok {
		value, ok = findOtherwise(l, cell.Text)
	}
	switch {
	case ok:
		*textOf(r, c) = value
	case l.uncoded[headingKey(cell.Text)]:
		r.warn(c, "value_uncoded", "value", shown(cell.Text))
		r.wrong |= c.bit
	case l.shown != "":
		r.refuse(c, "not_one_of", "value", shown(cell.Text), "choices", l.shown)
	default:
		r.refuse(c, "not_in_list", "value", shown(cell.Text))
	}
}

// findOtherwise tries a number in another form (06, 6.0), and what was typed by
// hand in an old font instead of being chosen.
func findOtherwise(l *list, text string) (string, bool) {
	if n, ok := whole(text); ok {
		return l.find(strconv.Itoa(n))
	}
	for _, encoding := range []viet.Encoding{viet.TCVN3, viet.VNI} {
		value, ok := l.find(viet.Decode(encoding, text))
		if ok {
			return value, true
		}
	}
	return "", false
}

func readMark(r *row, c *column, cell Cell) {
	if !isMark(cell.Text) {
		r.refuse(c, "mark_unknown", "value", shown(cell.Text))
		return
	}
	*markOf(r, c) = true
}

func readSex(r *row, c *column, cell Cell) {
	if !isMark(cell.Text) {
		r.refuse(c, "sex_unknown", "value", shown(cell.Text))
		return
	}
	*markOf(r, c) = true
}

func isMark(text string) bool {
	if text == "x" || text == "X" {
		return true
	}
	text = viet.Clean(text)
	return text == "x" || text == "X"
}

func readNumber(low, high int) reader {
	return func(r *row, c *column, cell Cell) {
		n, ok := whole(cell.Text)
		if !ok || n < low || n > high {
			r.refuse(c, "number_range", "value", shown(cell.Text), "low", low, "high", high)
			return
		}
		*numberOf(r, c) = n
	}
}

// oldest is before anyone who could stand in a survey.
const oldest = 1900

func readBirthYear(r *row, c *column, cell Cell) {
	n, ok := whole(cell.Text)
	switch {
	case !ok || n < 1000 || n > 9999:
		r.refuse(c, "birth_year_form", "value", shown(cell.Text))
	case n < oldest:
		r.refuse(c, "birth_year_past", "value", shown(cell.Text))
	case n > r.year:
		r.refuse(c, "birth_year_future", "value", shown(cell.Text), "survey_year", r.year)
	default:
		*numberOf(r, c) = n
	}
}

func readYear(r *row, c *column, cell Cell) {
	n, ok := whole(cell.Text)
	if !ok || n < oldest || n > 9999 {
		r.refuse(c, "year_form", "value", shown(cell.Text))
		return
	}
	if r.afterSurvey(n) {
		r.warn(c, "year_future", "value", shown(cell.Text), "survey_year", r.year)
	}
	*numberOf(r, c) = n
}

// afterSurvey doubts a year that had not come at the survey. A sheet of another
// year was told of once, and all its years follow from that.
func (r *row) afterSurvey(year int) bool {
	return year > r.year && (r.layout.year == 0 || r.layout.year == r.year)
}

// readSchoolYear takes 2024-2025. A year alone is the year in which the school
// year ended: who graduates in May 2025 writes 2025.
func readSchoolYear(r *row, c *column, cell Cell) {
	first, second, ok := schoolYear(cell.Text)
	switch {
	case !ok:
		r.refuse(c, "school_year_form", "value", shown(cell.Text))
		return
	case second != first+1:
		r.refuse(c, "school_year_span", "value", shown(cell.Text))
		return
	}
	text := strconv.Itoa(first) + "-" + strconv.Itoa(second)
	if len(cell.Text) < len(text) {
		r.warn(c, "school_year_short", "value", shown(cell.Text), "meant", text)
	}
	if r.afterSurvey(second) {
		r.warn(c, "school_year_future", "value", text, "survey_year", r.year)
	}
	*textOf(r, c) = text
}

func schoolYear(text string) (int, int, bool) {
	if len(text) == 9 && text[4] == '-' {
		first, ok1 := year4(text[:4])
		second, ok2 := year4(text[5:])
		return first, second, ok1 && ok2
	}
	from, to, spans := strings.Cut(viet.Fold(text), "-") // Fold straightens dashes
	if !spans {
		n, ok := whole(from)
		return n - 1, n, ok && n > oldest && n <= 9999
	}
	first, ok1 := year4(strings.TrimSpace(from))
	second, ok2 := year4(strings.TrimSpace(to))
	return first, second, ok1 && ok2
}

func year4(text string) (int, bool) {
	n, ok := whole(text)
	return n, ok && len(text) == 4 && n >= oldest
}

// readPhone puts back the zero that Excel takes from a telephone typed as a
// number: mobile numbers have nine digits after it.
func readPhone(r *row, c *column, cell Cell) {
	*textOf(r, c) = cell.Text
	if cell.Type == NumberCell && len(cell.Text) == 9 && cell.Text[0] >= '3' {
		*textOf(r, c) = "0" + cell.Text
	}
}

func readSchoolCode(r *row, c *column, cell Cell) {
	code := viet.Clean(cell.Text)
	if r.schools == nil {
		*textOf(r, c) = code
		return
	}
	known, ok := r.schools.find(code)
	if !ok {
		r.refuse(c, "school_unknown", "value", shown(code))
		return
	}
	*textOf(r, c) = known
}

// schoolList finds the codes of the sheet MaTruong.
type schoolList struct {
	byCode   map[string]School
	unzeroed map[string]string // code without leading zeros, to the code
}

func newSchoolList(byCode map[string]School) *schoolList {
	if byCode == nil {
		return nil
	}
	l := &schoolList{byCode, map[string]string{}}
	for code := range byCode {
		short := strings.TrimLeft(code, "0")
		if _, twice := l.unzeroed[short]; twice {
			l.unzeroed[short] = ""
			continue
		}
		l.unzeroed[short] = code
	}
	return l
}

// find also knows a code that lost its zeros because one sheet holds it as a
// number and the other as text.
func (l *schoolList) find(code string) (string, bool) {
	if _, ok := l.byCode[code]; ok {
		return code, true
	}
	known := l.unzeroed[strings.TrimLeft(code, "0")]
	return known, known != ""
}

// shownDate is a day as people write it: 2025-08-05 is 05/08/2025.
func shownDate(iso string) string {
	day, clock, _ := strings.Cut(iso, "T")
	shown := viet.Date(day)
	if shown == "" {
		return iso
	}
	if clock != "" {
		shown += " " + clock
	}
	return shown
}
