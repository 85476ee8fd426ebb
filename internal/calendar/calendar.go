// Package calendar knows the days by which a tier has to have done something in a
// year of survey.
package calendar

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// Entry is a day that comes every year while it holds.
type Entry struct {
	Pos    strict.Pos
	ID     string      `yaml:"id,required"`
	Tier   string      `yaml:"tier,required"`
	Day    string      `yaml:"day,required"` // month and day: 09-30
	Before bool        `yaml:"before"`       // done before the day, not on it
	From   place.Date  `yaml:"from"`
	Until  place.Date  `yaml:"until"` // half-open
	Text   rule.Text   `yaml:"text,required"`
	Source rule.Source `yaml:"source,required"`
}

type file struct {
	Calendar []*Entry `yaml:"calendar,required"`
}

// Calendar is all entries, in the order of their days.
type Calendar struct{ entries []*Entry }

// Load reads the calendar. All faults come at once.
func Load(book *rule.Book, files fs.FS) (*Calendar, error) {
	const name = "calendar/calendar.yaml"
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	var f file
	var ps strict.Problems
	strict.Decode(name, data, &f, &ps)
	seen := map[string]bool{}
	for _, e := range f.Calendar {
		e.check(book, seen, &ps)
	}
	slices.SortStableFunc(f.Calendar, func(a, b *Entry) int { return strings.Compare(a.Day, b.Day) })
	return &Calendar{f.Calendar}, ps.Err()
}

func (e *Entry) check(book *rule.Book, seen map[string]bool, ps *strict.Problems) {
	if seen[e.ID] {
		ps.Addf(e.Pos, "%s stands twice", e.ID)
	}
	seen[e.ID] = true
	if !place.Kind(e.Tier).Valid() {
		ps.Addf(e.Pos, "%s: there is no tier %q", e.ID, e.Tier)
	}
	// A leap day would be no day in other years.
	_, err := time.Parse(time.DateOnly, "2001-"+e.Day)
	if err != nil {
		ps.Addf(e.Pos, "%s: %q is no month and day", e.ID, e.Day)
	}
	for _, day := range []place.Date{e.From, e.Until} {
		_, err := time.Parse(time.DateOnly, day)
		if day != "" && err != nil {
			ps.Addf(e.Pos, "%s: %q is no day", e.ID, day)
		}
	}
	if !slices.Contains([]rule.Mark{rule.Confirmed, rule.Derived, rule.FromMemory}, e.Source.Mark) {
		ps.Addf(e.Pos, "%s: there is no mark %q", e.ID, e.Source.Mark)
	}
	if book.Instrument(e.Source.Instrument) == nil {
		ps.Addf(e.Pos, "%s: there is no instrument %q", e.ID, e.Source.Instrument)
	}
}

// Due is a day of one year.
type Due struct {
	*Entry
	On place.Date
}

// Last is the last day on which the work is in time.
func (d Due) Last() place.Date {
	if d.Before {
		return place.DayBefore(d.On)
	}
	return d.On
}

// Of gives the days of a tier in a year that are known for sure.
func (c *Calendar) Of(tier place.Kind, year int) []Due {
	var out []Due
	for _, e := range c.entries {
		on := strconv.Itoa(year) + "-" + e.Day
		holds := e.From <= on && (e.Until == "" || on < e.Until)
		if e.Tier == string(tier) && holds && e.Source.Mark == rule.Confirmed {
			out = append(out, Due{e, on})
		}
	}
	return out
}
