package viet

import (
	"errors"
	"regexp"
	"time"
)

// What can be wrong with a date that someone wrote. The date itself is not in
// the error: it may be a child's, and errors go to the log.
var (
	ErrDateForm  = errors.New("not written as a date")
	ErrNoSuchDay = errors.New("no such day in the calendar")
)

var isoDate = regexp.MustCompile(`^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$`)

// Date writes an ISO date the Vietnamese way: 2026-09-30 is 30/09/2026, 2026-09
// is 09/2026, 2026 stays. Anything else comes back as it is.
func Date(iso string) string {
	parts := isoDate.FindStringSubmatch(iso)
	if parts == nil {
		return iso
	}
	written := parts[1]
	for _, part := range parts[2:] {
		if part != "" {
			written = part + "/" + written
		}
	}
	return written
}

// dateForms are the ways of writing a whole date. The pattern stands beside the
// layout to tell what is no date from a date that the calendar lacks.
var dateForms = []struct {
	pattern *regexp.Regexp
	layout  string
}{
	{regexp.MustCompile(`^\d{1,2}/\d{1,2}/\d{4}$`), "2/1/2006"},
	{regexp.MustCompile(`^\d{1,2}-\d{1,2}-\d{4}$`), "2-1-2006"},
	{regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`), time.DateOnly},
}

// ParseDate reads a whole date written dd/mm/yyyy or dd-mm-yyyy (one digit will
// do for day and month) or as ISO yyyy-mm-dd, and gives it as ISO. The error is
// ErrDateForm or ErrNoSuchDay.
func ParseDate(s string) (string, error) {
	s = Clean(s)
	for _, form := range dateForms {
		if !form.pattern.MatchString(s) {
			continue
		}
		date, err := time.Parse(form.layout, s)
		if err != nil || date.Year() < 1 {
			return "", ErrNoSuchDay
		}
		return date.Format(time.DateOnly), nil
	}
	return "", ErrDateForm
}
