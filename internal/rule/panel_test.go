package rule_test

import (
	"errors"
	"strings"
	"testing"

	"hoctap/internal/profile"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

func predicate(id, when string) *rule.Predicate {
	return &rule.Predicate{
		Pos: strict.Pos{File: "p.yaml", Line: 3, Col: 5}, ID: id, When: when,
		Source: rule.Source{Instrument: "decree-20-2014", At: "Điều 1", Mark: rule.Derived},
	}
}

func panel(t testing.TB, own ...*rule.Predicate) *rule.Panel {
	t.Helper()
	var ps strict.Problems
	p, err := national(t).NewPanel(own, &ps)
	if err := errors.Join(err, ps.Err()); err != nil {
		t.Fatal(err)
	}
	return p
}

// A panel answers as the law does, in words of the law and of its own, and only
// what it is asked.
func TestPanelAnswers(t *testing.T) {
	p := panel(t, predicate("pupil", "grade >= 1 && covered_primary"), predicate("late_pupil", "pupil && repeating"))
	for _, expr := range []string{"late_pupil", "pupil", "pupil", "age == 7"} {
		_, err := p.Add(expr)
		if err != nil {
			t.Fatal(err)
		}
	}
	if p.Len() != 3 {
		t.Errorf("the same text made two questions: %d", p.Len())
	}
	of := profile.Profile{Age: 7, Study: profile.InGeneral, Grade: 1, Repeating: true}
	for _, tt := range []struct{ which, want uint64 }{{0b111, 0b111}, {0b010, 0b010}, {0, 0}} {
		yes := []uint64{0}
		err := p.Answer(&of, []uint64{tt.which}, yes)
		if err != nil || yes[0] != tt.want {
			t.Errorf("asked %03b: %03b, %v", tt.which, yes[0], err)
		}
	}
	of.Disabilities = profile.Vision
	yes := []uint64{0}
	err := p.Answer(&of, []uint64{0b111}, yes)
	if err != nil || yes[0] != 0b100 {
		t.Errorf("with a disability: %03b, %v", yes[0], err)
	}
}

func TestPanelRefuses(t *testing.T) {
	for name, own := range map[string][]*rule.Predicate{
		`the name "covered" is taken`:   {predicate("covered", "true")},
		`the name "age" is taken`:       {predicate("age", "true")},
		`the name "up_to_14" is taken`:  {predicate("up_to_14", "true")},
		`the name "mine" is taken`:      {predicate("mine", "true"), predicate("mine", "false")},
		`"Mine" cannot name`:            {predicate("Mine", "true")},
		`predicate a asks itself`:       {predicate("a", "b"), predicate("b", "a")},
		`undeclared reference to 'agee`: {predicate("mine", "agee == 3")},
	} {
		var ps strict.Problems
		_, err := national(t).NewPanel(own, &ps)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(ps.Error(), name) || !strings.HasPrefix(ps.Error(), "p.yaml:3:5: ") {
			t.Errorf("want %s, got %s", name, ps.Error())
		}
	}
	_, err := panel(t).Add("age")
	if err == nil {
		t.Error("a number was taken for a question")
	}
}
