package rule_test

import (
	"testing"

	"hoctap/internal/rule"
	"hoctap/rules"
)

func national(t testing.TB) *rule.Book {
	t.Helper()
	b, err := rule.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestNationalCases(t *testing.T) {
	r := national(t).Test()
	for _, f := range r.Failures {
		t.Error(f)
	}
	if len(r.Untested) > 0 {
		t.Errorf("no case expects anything of %v", r.Untested)
	}
	if r.Cases == 0 || r.Pins == 0 {
		t.Errorf("%d cases and %d pins were run", r.Cases, r.Pins)
	}
}
