package rule

import (
	"slices"
	"testing"

	"hoctap/internal/profile"
	"hoctap/rules"
)

func TestConjuncts(t *testing.T) {
	for expr, want := range map[string][]string{
		"age == 6 && covered":                  {"age == 6", "covered"},
		"age >= 3 && (a || b && c) && !d":      {"age >= 3", "(a || b && c)", "!d"},
		`x == "&&" && y`:                       {`x == "&&"`, "y"},
		"a && b || c":                          {"a && b || c"},
		"covered":                              {"covered"},
		"age >= 11 &&\n  study in [A && b, c]": {"age >= 11", "study in [A && b, c]"},
	} {
		if got := conjuncts(expr); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", expr, got, want)
		}
	}
}

// For every measure of the law and many people: where the measure does not ask about
// somebody, a reason is found, and where it does there is none.
func TestWhoeverIsNotAskedHasAReason(t *testing.T) {
	book, err := Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for age := 0; age < 70; age++ {
		for _, p := range []profile.Profile{{Age: age}, {Age: age, Move: profile.MovedOut}, {Age: age, Disabilities: profile.Vision}, {Age: age, Residence: profile.Temporary, Graduated: profile.Primary}} {
			bits, err := book.Bits(p.ID(), p)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range book.Measures() {
				why, err := book.Unasked(m, p)
				if err != nil {
					t.Fatal(err)
				}
				if bits.In(m) && why != (Unasked{}) {
					t.Errorf("%s asks about %+v, and is said not to: %+v", m.ID, p, why)
				}
				if why.Of != nil {
					named++
				}
			}
		}
	}
	if named == 0 {
		t.Error("no question of the law is ever named as the reason")
	}
}
