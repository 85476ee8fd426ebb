package rule

import "testing"

func TestParseFact(t *testing.T) {
	count := &Fact{Unit: "count", Text: Text{Vi: "Số lớp"}}
	money := &Fact{Unit: "money", Text: Text{Vi: "Ngân sách"}}
	question := &Fact{Unit: "yes_no", Text: Text{Vi: "Có thư viện"}}
	cases := []struct {
		fact        *Fact
		typed, want string // "" is a refusal
	}{
		{count, "12", "12"}, {count, " 0 ", "0"}, {count, "1.234", "1234"}, {count, "12.5", ""}, {count, "-1", ""},
		{count, "mười", ""}, {count, ".500", ""}, {count, "99999999999", ""},
		{money, "33.625.000.000", "33625000000"}, {money, "9999999999999999", ""},
		{question, "Có", "yes"}, {question, "không", "no"}, {question, "x", "yes"}, {question, "2", ""},
	}
	for _, c := range cases {
		got, bad := ParseFact(c.fact, c.typed)
		if got != c.want || (bad == nil) != (c.want != "") {
			t.Errorf("%s %q: got %q, %v; want %q", c.fact.Unit, c.typed, got, bad, c.want)
		}
	}
}

// Too many digits are told as such, not as something that is no number.
func TestParseFactTooLarge(t *testing.T) {
	count := &Fact{Unit: "count", Text: Text{Vi: "Số lớp"}}
	for typed, want := range map[string]string{
		"1000000001": "fault.fact_large", "99999999999999999999999": "fault.fact_large", "-99999999999999999999999": "fault.fact_number", "12,5": "fault.fact_number",
	} {
		_, bad := ParseFact(count, typed)
		if bad == nil || bad.Key != want {
			t.Errorf("%q: %v, want %s", typed, bad, want)
		}
	}
}
