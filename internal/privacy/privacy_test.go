package privacy

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"hoctap/internal/rule"
	"hoctap/rules"
)

func TestEveryFieldServesOneUse(t *testing.T) {
	book, err := rule.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	uses, err := Load(book, rules.Privacy)
	if err != nil || len(uses) < 5 {
		t.Fatalf("%d uses: %v", len(uses), err)
	}
	text, err := fs.ReadFile(rules.Privacy, "privacy/uses.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"a field less":       {"fields: [note]", "fields: [religion]"},
		"a field of no use":  {"fields: [note]", "fields: [note, shoe_size]"},
		"no such instrument": {"instrument: circular-07-2016", "instrument: circular-99"},
		"a key misspelt":     {"    sensitive: true", "    sensitiv: true"},
	} {
		changed := strings.Replace(string(text), change[0], change[1], 1)
		_, err := Load(book, fstest.MapFS{"privacy/uses.yaml": {Data: []byte(changed)}})
		if err == nil || !strings.Contains(err.Error(), "uses.yaml:") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDeadlines(t *testing.T) {
	for _, test := range []struct {
		kind                     Kind
		received, answer, finish string
	}{
		{See, "2026-11-23", "2026-11-25", "2026-12-03"},     // a Monday
		{Correct, "2026-11-26", "2026-11-30", "2026-12-06"}, // a Thursday: over the weekend
		{Restrict, "2026-11-28", "2026-12-01", "2026-12-13"},
		{Erase, "2026-09-01", "2026-09-04", "2026-09-11"}, // over 2 September
		{See, "2026-04-29", "2026-05-05", "2026-05-09"},   // over two holidays and a weekend
	} {
		holidays := FixedHolidays(2026)
		answer, finish := Deadlines(test.kind, test.received, holidays)
		if answer != test.answer || finish != test.finish {
			t.Errorf("%s of %s: %s and %s, want %s and %s", test.kind, test.received, answer, finish, test.answer, test.finish)
		}
	}
}

func TestLate(t *testing.T) {
	r := Request{State: Received, Answer: "2026-11-25", Finish: "2026-12-03"}
	for _, test := range []struct {
		state State
		today string
		late  bool
	}{{Received, "2026-11-25", false}, {Received, "2026-11-26", true}, {Answered, "2026-11-26", false}, {Answered, "2026-12-04", true}, {Done, "2027-01-01", false}, {Refused, "2027-01-01", false}} {
		r.State = test.state
		if r.Late(test.today) != test.late {
			t.Errorf("%s on %s: late %v", test.state, test.today, !test.late)
		}
	}
}
