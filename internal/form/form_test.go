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

func TestLoad(t *testing.T) {
	l := national(t)
	t.Log(len(l.All()))
}
