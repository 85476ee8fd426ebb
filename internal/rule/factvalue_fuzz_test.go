package rule_test

import (
	"testing"

	"hoctap/internal/rule"
)

// FuzzParseFact: what is taken reads back as itself, and is a number or an answer.
func FuzzParseFact(f *testing.F) {
	for _, text := range []string{"1.234", "1 234", "-1", "9999999999999999999", "có", "KHÔNG", "", "1,5", "١٢", "0x1", "1e3", "1.2.3", " 7 "} {
		f.Add("rooms", text)
		f.Add("yes_no", text)
	}
	f.Fuzz(func(t *testing.T, unit, text string) {
		fact := &rule.Fact{ID: "x", Unit: unit}
		value, bad := rule.ParseFact(fact, text)
		if bad != nil {
			return
		}
		again, bad := rule.ParseFact(fact, value)
		if bad != nil || again != value {
			t.Errorf("%q of %q is taken as %q, which reads back as %q, %v", text, unit, value, again, bad)
		}
	})
}
