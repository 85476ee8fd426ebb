package agree_test

import (
	"strings"
	"testing"

	"hoctap/forms"
	"hoctap/internal/form/agree"
	"hoctap/internal/words"
)

func sums(t *testing.T) []agree.Sum {
	t.Helper()
	r, err := agree.Load(library(t), forms.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	return r.Sums()
}

// What is typed is held against the same rules as the forms, beside the field
// that is to be mended, and a figure that is missing breaks nothing.
func TestSumsOfFigures(t *testing.T) {
	all := sums(t)
	for name, c := range map[string]struct {
		values      map[string]string
		rule, field string // "" where all holds
	}{
		"total of parts": {map[string]string{"primary.teachers": "12", "primary.teachers_permanent": "10", "primary.teachers_contract": "3"}, "staff-primary-contract", "primary.teachers"},
		"holds":          {map[string]string{"primary.teachers": "13", "primary.teachers_permanent": "10", "primary.teachers_contract": "3"}, "", ""},
		"missing":        {map[string]string{"primary.teachers": "12", "primary.teachers_permanent": "10"}, "", ""},
		"part too large": {map[string]string{"lower_secondary.teachers": "12", "lower_secondary.teachers_female": "13"}, "staff-lower-of-them", "lower_secondary.teachers_female"},
		"of an age":      {map[string]string{"preschool.teachers_5": "4", "preschool.teachers_5_contract": "5"}, "staff-preschool-contract-teachers", "preschool.teachers_5_contract"},
		"rooms by kind": {map[string]string{"preschool.rooms_solid": "5", "preschool.rooms_semi_solid": "1", "preschool.rooms_temporary": "0",
			"preschool.rooms_nursery": "2", "preschool.rooms_3_4": "3", "preschool.rooms_5": "2"}, "facility-preschool-built", "preschool.rooms_3_4"},
		"money": {map[string]string{"preschool.money_professional": "11", "preschool.money_recurrent": "10"}, "figures-money-professional", "preschool.money_professional"},
	} {
		broken := agree.BrokenBy(all, c.values)
		switch {
		case c.rule == "" && len(broken) == 0:
		case len(broken) != 1:
			t.Errorf("%s: %d sums do not hold", name, len(broken))
		case broken[0].Rule.ID != c.rule || broken[0].Field() != c.field:
			t.Errorf("%s: %s beside %s", name, broken[0].Rule.ID, broken[0].Field())
		}
	}
}

// Beside the field nobody needs the name of the form or of the school.
func TestSumsSpeakOfFigures(t *testing.T) {
	for _, s := range sums(t) {
		for _, lang := range words.Langs() {
			text := s.Says(lang)
			if strings.ContainsAny(text, "{}") || strings.HasPrefix(text, "TH") || strings.HasPrefix(text, "MN") || text == "" {
				t.Errorf("%s says %q", s.Rule.ID, text)
			}
		}
	}
}
