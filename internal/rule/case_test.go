package rule_test

import (
	"strings"
	"testing"

	"hoctap/internal/rule"
)

// A case that expects something else must fail, and say where and what.
func TestCasesThatMustFail(t *testing.T) {
	const expected = "READ1.C: {outcome: met, percent: 90.00}"
	for _, c := range []struct {
		name string
		edit edit
		want string
	}{
		{"another outcome", edit{"cases/reading.yaml", "outcome: met", "outcome: not_met"}, `READ1.C: outcome is "met", expected "not_met"`},
		{"another outcome by persons", edit{"cases/reading.yaml", "outcome: met", "by_persons: not_met"}, `outcome by persons is "met"`},
		{"another percent", edit{"cases/reading.yaml", "90.00", "90.01"}, `percent is "90.00", expected "90.01"`},
		{"another numerator", edit{"cases/reading.yaml", "outcome: met", "numerator: 8"}, "numerator is 9, expected 8"},
		{"another denominator", edit{"cases/reading.yaml", "outcome: met", "denominator: 9"}, "denominator is 10, expected 9"},
		{"another threshold", edit{"cases/reading.yaml", "outcome: met", "threshold: 80"}, `threshold is "90", expected "80"`},
		{"somebody needed", edit{"cases/reading.yaml", "outcome: met", "needed: 1"}, "needed is 0, expected 1"},
		{"a bound where nothing is unknown", edit{"cases/reading.yaml", "outcome: met", "lowest: 90.00"}, `lowest is "", expected "90.00"`},
		{"a criterion that is not there", edit{"cases/reading.yaml", "READ1.C", "READ9.C"}, "there is no criterion READ9.C at this tier"},
		{"a criterion of another level", edit{"cases/reading.yaml", "READ1.C", "2 READ1.C"}, "there is no criterion 2 READ1.C"},
		{"another standard", edit{"cases/reading.yaml", "standard: READ", "standard: WRITE"}, "WRITE is not judged in that year"},
		{"another rule set", edit{"cases/reading.yaml", "criteria:", "rule_set: OLD\n      criteria:"}, "the rule set is not OLD"},
		{"another level attained", edit{"cases/reading.yaml", "criteria:", "level_attained: 1\n      criteria:"}, "level attained is 0, expected 1"},
		{"another level by persons", edit{"cases/reading.yaml", "criteria:", "level_by_persons: 0\n      criteria:"}, "level by persons is 1, expected 0"},
		{"another outcome of a level", edit{"cases/reading.yaml", "criteria:", "levels: {\"1\": {outcome: met}}\n      criteria:"}, `level 1: outcome is "not_enough_data"`},
		{"a level that is not there", edit{"cases/reading.yaml", "criteria:", "levels: {\"3\": {outcome: met}}\n      criteria:"}, "there is no level 3"},
		{"a missing value that is not missed", edit{"cases/reading.yaml", "criteria:", "missing: ngưỡng\n      criteria:"}, "do not name"},
		{"no year", edit{"cases/reading.yaml", "    year: 2021\n", ""}, "a case has a year"},
		{"years in the wrong order", edit{"cases/reading.yaml", "year: 2021", "years: [2021, 2020]"}, "the first and the last of its years"},
		{"a parameter that is not there", edit{"cases/reading.yaml", "year: 2021", "year: 2021\n    parameters: {x: y}"}, `no reading "y" of a parameter "x"`},
		{"a figure that is not there", edit{"cases/reading.yaml", "year: 2021", "year: 2021\n    facts: {trackr: yes}"}, `there is no figure "trackr" of a commune`},
		{"a school's figure given for the commune", edit{"cases/reading.yaml", "year: 2021", "year: 2021\n    facts: {rooms: 3}"}, `there is no figure "rooms" of a commune`},
		{"a figure that is no number", edit{"cases/reading.yaml", "year: 2021", "year: 2021\n    schools: [{name: A, levels: [TH], values: {rooms: yes}}]"}, `figure rooms: "yes" is no count`},
		{"more units than there are", edit{"cases/reading.yaml", "year: 2021", "year: 2021\n    below: [{count: 20001, holds: {READ: 1}}]"}, "20001 is no number of units"},
		{"a thousand years", edit{"cases/reading.yaml", "year: 2021", "years: [1021, 2021]"}, "the first and the last of its years"},
		{"a level held that is none", edit{"cases/reading.yaml", "year: 2021", "year: 2021\n    below: [{count: 1, holds: {READ: high}}]"}, `"high" is no level`},
		{"a pin with another exact share", edit{"cases/reading.yaml", "exact: 66.6667", "exact: 66.6666"}, "the exact share is 66.6667"},
		{"a pin with another printed share", edit{"cases/reading.yaml", "printed: 66.67", "printed: 66.66"}, "rounded half up 66.67, printed 66.66"},
		{"a pin said to be cut that is rounded", edit{"cases/reading.yaml", "rule: round", "rule: cut"}, "marked as cut, but rounding gives 66.67 too"},
		{"a pin cut by more than a unit", edit{"cases/reading.yaml", "printed: 66.67, rule: round", "printed: 66.65, rule: cut"}, "more than one unit apart"},
	} {
		b, err := rule.Load(small(t, c.edit))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		failures := b.Test().Failures
		if len(failures) != 1 || !strings.Contains(failures[0].Text, c.want) {
			t.Errorf("%s: failures %v, want %q", c.name, failures, c.want)
			continue
		}
		if !strings.HasPrefix(failures[0].Pos.String(), "cases/reading.yaml:") {
			t.Errorf("%s: at %s", c.name, failures[0].Pos)
		}
	}
	b, err := rule.Load(small(t, edit{"cases/reading.yaml", expected, "READ1.C: {}"}))
	if err != nil || len(b.Test().Failures) > 0 {
		t.Errorf("a case that names no figure: %v", err)
	}
}

// A page that cut the rest off is held within one unit of its last digit.
func TestPinThatWasCut(t *testing.T) {
	b, err := rule.Load(small(t, edit{"cases/reading.yaml", "printed: 66.67, rule: round", "printed: 66.6, rule: cut"}))
	if err != nil {
		t.Fatal(err)
	}
	if f := b.Test().Failures; len(f) > 0 {
		t.Error(f)
	}
}
