package view_test

import (
	"testing"

	"hoctap/internal/web/view"
)

func TestStripsAreTrueToTime(t *testing.T) {
	s := view.NewStrips("", 2014, 2017, "2016-01-01")
	if s.TodayAt != "49.96578" {
		t.Errorf("today stands at %s", s.TodayAt)
	}
	for _, c := range []struct{ from, until, x, width string }{
		{"2014-01-01", "2018-01-01", "0", "100"},
		{"2000-01-01", "", "0", "100"},
		{"", "2014-01-01", "0", "0"},
		{"2016-01-01", "", "49.96578", "50.03422"},
	} {
		got := s.Piece(c.from, c.until, view.StripValue, false)
		if got.X != c.x || got.Width != c.width {
			t.Errorf("%s to %s: %s wide at %s, want %s at %s", c.from, c.until, got.Width, got.X, c.width, c.x)
		}
	}
}
