package grid

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// significant is how many digits Excel shows and keeps. Files carry seventeen,
// so 0.1 comes as 0.10000000000000001, which nobody typed.
const significant = 15

// numberText is a number as a person would write it: no exponent, no digits
// beyond those Excel keeps.
func numberText(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return strconv.FormatInt(int64(x), 10)
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', significant, 64), 64)
	if err != nil {
		rounded = x
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// isPlain tells whether the digits of a file are already numberText, as nearly
// all are in a survey.
func isPlain(digits []byte) bool {
	if len(digits) == 0 || len(digits) > significant || digits[0] == '0' && len(digits) > 1 {
		return false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// lastSerial is 9999-12-31, the last day Excel shows as a date.
const lastSerial = 2958466

// dateCell turns a number that the sheet shows as a date or time into ISO text.
// A number no date can have stays a number; Excel fills such a cell with #.
func dateCell(serial float64, from1904 bool) Cell {
	if serial < 0 || serial >= lastSerial {
		return Cell{numberText(serial), Number}
	}
	seconds := int64(math.Round(serial * 86400))
	days, clock := seconds/86400, time.Unix(seconds%86400, 0).UTC().Format(time.TimeOnly)
	switch {
	case serial < 1:
		return Cell{clock, Date}
	case clock == "00:00:00":
		return Cell{dayText(days, from1904), Date}
	}
	return Cell{dayText(days, from1904) + "T" + clock, Date}
}

// dayText counts from the last day of 1899 and, as Excel does to this day,
// holds with Lotus 1-2-3 that 1900 was a leap year: day 60 is 29 February 1900,
// and what follows is one day further on than the calendar.
func dayText(days int64, from1904 bool) string {
	first := time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days == 60:
		return "1900-02-29"
	case days > 60:
		days--
	}
	return first.AddDate(0, 0, int(days)).Format(time.DateOnly)
}

// isBuiltInDate tells whether a number format that is in every workbook
// without being listed shows dates or times (ECMA-376 part 1, 18.8.30; the ids
// from 27 are those of East Asian editions).
func isBuiltInDate(id int) bool {
	return 14 <= id && id <= 22 || 27 <= id && id <= 36 || 45 <= id && id <= 47 || 50 <= id && id <= 58
}

// isDateID tells it of a format id as a file writes it, given which of the
// file's own formats are dates.
func isDateID(id string, custom map[string]bool) bool {
	if isDate, ok := custom[id]; ok {
		return isDate
	}
	n, err := strconv.Atoi(id)
	return err == nil && isBuiltInDate(n)
}

// isDateFormat tells whether a number format shows a date or time: whether it
// has one of the letters of years, months, days, hours or seconds outside
// quoted text, escapes and brackets, elapsed time such as [h]:mm included.
func isDateFormat(code string) bool {
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"', '[':
			end := strings.IndexByte(code[i+1:], closing(c))
			if end < 0 {
				return false
			}
			if c == '[' && isElapsed(code[i+1:i+1+end]) {
				return true
			}
			i += end + 1
		case '\\', '_', '*':
			i++ // the next character is shown, left blank or repeated
		case 'd', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S':
			return true
		case 'G', 'g':
			if len(code)-i >= len("General") && strings.EqualFold(code[i:i+len("General")], "General") {
				i += len("General") - 1
			}
		}
	}
	return false
}

func closing(open byte) byte {
	if open == '[' {
		return ']'
	}
	return open
}

func isElapsed(inside string) bool {
	return inside != "" && strings.Trim(strings.ToLower(inside), "hms") == ""
}
