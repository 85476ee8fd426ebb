package form_test

import (
	"testing"

	"hoctap/forms"
	"hoctap/internal/form"
	"hoctap/internal/rule"
	"hoctap/rules"
)

func law(t testing.TB) *rule.Book {
	t.Helper()
	b, err := rule.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func national(t testing.TB) *form.Library {
	t.Helper()
	l, err := form.Load(law(t), forms.FS)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Every case of the forms holds, and no form is without one.
func TestNationalCases(t *testing.T) {
	r := national(t).Test(t.Context())
	for _, f := range r.Failures {
		t.Error(f)
	}
	if len(r.Untested) > 0 {
		t.Errorf("no case expects anything of %v", r.Untested)
	}
	if r.Cases == 0 {
		t.Error("no case was run")
	}
}
