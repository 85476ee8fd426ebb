package agree_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"hoctap/forms"
	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/rule"
	"hoctap/rules"
)

func library(t testing.TB) *form.Library {
	t.Helper()
	book, err := rule.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	lib, err := form.Load(book, forms.FS)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// TestNational loads the rules that ship: every cell they name is one that its
// form has, and every worked example comes out as it says.
func TestNational(t *testing.T) {
	r, err := agree.Load(library(t), forms.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.All()) < 80 {
		t.Errorf("only %d rules were read", len(r.All()))
	}
}

const ruleText = `rules:
  - id: one
    explanation: {vi: a, en: a}
    what_to_do: {vi: a, en: a}
    left: [{form: TH-M1, row: total, column: covered}]
    is: equal
    right: [{form: TH-M1, row: total, column: children.total}]
    agrees: [{TH-M1 total covered: 1, TH-M1 total children.total: 1}]
    disagrees: [{TH-M1 total covered: 1, TH-M1 total children.total: 2}]
`

// TestSlips: each slip of the pen is told with its line and column.
func TestSlips(t *testing.T) {
	lib := library(t)
	for name, slip := range map[string]struct{ old, new, want string }{
		"form":        {"[{form: TH-M1, row: total, column: covered}]", "[{form: TH-M9, row: total, column: covered}]", `x.yaml:5:12: there is no form "TH-M9"`},
		"row":         {"[{form: TH-M1, row: total, column: covered}]", "[{form: TH-M1, row: tolal, column: covered}]", `x.yaml:5:12: TH-M1 has no number in row "tolal"`},
		"share":       {"[{form: TH-M1, row: total, column: covered}]", "[{form: TH-02, row: unit.*, column: grade1_6.percent}]", `x.yaml:5:12: TH-02 has no number`},
		"of a list":   {"[{form: TH-M1, row: total, column: covered}]", "[{form: DS-HTTH, row: total, column: covered}]", "DS-HTTH is a list"},
		"to come":     {"column: covered}]", "column: covered, year: 1}]", "year 1 is to come"},
		"operator":    {"is: equal", "is: equals", `x.yaml:2:5: rule one: is "equals"`},
		"key":         {"is: equal", "iz: equal", `x.yaml:6:5: unknown key "iz"`},
		"wrong way":   {"children.total: 2", "children.total: 1", "comes out the other way"},
		"lacks":       {"{TH-M1 total covered: 1, TH-M1 total children.total: 2}", "{TH-M1 total covered: 1}", "lacks a cell"},
		"superfluous": {"children.total: 2}", "children.total: 2, TH-M1 total left: 1}", "does not look at"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(ruleText, slip.old, slip.new, 1)
			if text == ruleText {
				t.Fatal("the slip was not made")
			}
			_, err := agree.Load(lib, fstest.MapFS{"agreement/x.yaml": {Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), slip.want) {
				t.Errorf("got %v, want %s", err, slip.want)
			}
		})
	}
	_, err := agree.Load(lib, fstest.MapFS{"agreement/x.yaml": {Data: []byte(ruleText)}})
	if err != nil {
		t.Errorf("without a slip: %v", err)
	}
}
