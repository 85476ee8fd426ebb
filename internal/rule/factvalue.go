package rule

import (
	"strconv"
	"strings"

	"hoctap/internal/fault"
)

// most is the largest figure that can be meant; above it there is a slip of the
// keyboard. Money is in whole đồng.
var most = map[string]int64{"count": 1_000_000_000, "area": 1_000_000_000, "money": 1_000_000_000_000_000}

// ParseFact reads what a person typed for a figure: a whole number from 0, or
// an answer in either language to a question. It gives the value as it is kept.
func ParseFact(f *Fact, typed string) (string, *fault.Error) {
	typed = strings.TrimSpace(typed)
	if f.Unit != "yes_no" {
		n, err := strconv.ParseInt(ungroup(typed), 10, 64)
		switch {
		case n > most[f.Unit]: // also what is too long to be read
			return "", fault.New(fault.Invalid, "fault.fact_large", "text", f.Text.Vi, "value", typed)
		case err != nil || n < 0:
			return "", fault.New(fault.Invalid, "fault.fact_number", "text", f.Text.Vi, "value", typed)
		}
		return strconv.FormatInt(n, 10), nil
	}
	switch strings.ToLower(typed) {
	case "có", "co", "x", "yes", "đủ", "du", "true":
		return "yes", nil
	case "không", "khong", "no", "thiếu", "thieu", "false":
		return "no", nil
	}
	return "", fault.New(fault.Invalid, "fault.fact_yes_no", "text", f.Text.Vi, "value", typed)
}

// ungroup takes the dots out of 1.234; in 12.5 the dot is a decimal point, and
// the figure is then no whole number.
func ungroup(s string) string {
	parts := strings.Split(s, ".")
	for i, p := range parts {
		if i > 0 && len(p) != 3 || i == 0 && len(parts) > 1 && (p == "" || len(p) > 3) {
			return s
		}
	}
	return strings.Join(parts, "")
}
