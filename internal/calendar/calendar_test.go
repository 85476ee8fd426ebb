package calendar_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"hoctap/internal/calendar"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/rules"
)

func book(t *testing.T) *rule.Book {
	t.Helper()
	b, err := rule.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The days on both sides of the end of the districts; what was not seen for sure
// is not among them.
func TestDaysOfATier(t *testing.T) {
	c, err := calendar.Load(book(t), rules.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		tier place.Kind
		year int
		want string
	}{
		{place.Commune, 2024, "reference by 2024-09-30, commune-report-3t by 2024-10-02"},
		{place.Commune, 2025, "reference by 2025-09-30"},
		{place.District, 2024, "district-report by 2024-10-05"},
		{place.District, 2025, ""},
		{place.Province, 2026, "province-report by 2026-10-09"},
	} {
		var got []string
		for _, due := range c.Of(test.tier, test.year) {
			got = append(got, fmt.Sprintf("%s by %s", due.ID, due.Last()))
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s %d: got %q, want %q", test.tier, test.year, strings.Join(got, ", "), test.want)
		}
	}
}

func TestCalendarRefuses(t *testing.T) {
	const good = `{id: a, tier: commune, day: "09-30", text: {vi: a, en: a}, source: {instrument: decree-20-2014, at: a, mark: confirmed}}`
	for name, c := range map[string]struct{ from, to, want string }{
		"a day that is none":        {`"09-30"`, `"02-29"`, "no month and day"},
		"a tier that is none":       {"commune", "village", `no tier "village"`},
		"an unknown instrument":     {"decree-20-2014", "decree-0", `no instrument "decree-0"`},
		"a period that is no day":   {"id: a,", "id: a, from: 2025-13-01,", "is no day"},
		"two of one name":           {good, good + "\n  - " + good, "stands twice"},
		"a word that nobody knows":  {"id: a,", "id: a, colour: red,", "colour"},
		"a mark that is not a mark": {"mark: confirmed", "mark: sure", "sure"},
	} {
		t.Run(name, func(t *testing.T) {
			text := "calendar:\n  - " + strings.Replace(good, c.from, c.to, 1) + "\n"
			_, err := calendar.Load(book(t), fstest.MapFS{"calendar/calendar.yaml": {Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
