package rule_test

import "testing"

// On 10 May 2016 the Circular came into force and brought the sixty per cent; on the
// day before nothing had changed since the Decree.
func TestWhatChangedBetweenTwoDays(t *testing.T) {
	book := national(t)
	if list := book.Changes("2014-05-15", "2016-05-09"); len(list) != 0 {
		t.Errorf("%d changes before the Circular", len(list))
	}
	var circular, sixty bool
	for _, c := range book.Changes("2016-05-09", "2016-05-10") {
		if c.On != "2016-05-10" {
			t.Errorf("a change of %s", c.On)
		}
		circular = circular || c.Instrument != nil && c.Instrument.ID == "circular-07-2016" && !c.Ends
		if c.Criterion != nil && c.Criterion.ID == "ALL.DIS" {
			sixty = sixty || c.Before.Absent && c.After.Threshold.String() == "60"
		}
	}
	if !circular || !sixty {
		t.Errorf("the Circular %v, its sixty per cent %v", circular, sixty)
	}
}

// Whatever two days: what changed up to the first and from there to the second is what
// changed up to the second.
func TestChangesAddUp(t *testing.T) {
	book := national(t)
	all := len(book.Changes("2000-01-01", "2030-01-01"))
	for _, day := range []string{"2014-05-15", "2016-05-10", "2025-06-30", "2025-07-01", "2026-01-01"} {
		if n := len(book.Changes("2000-01-01", day)) + len(book.Changes(day, "2030-01-01")); n != all {
			t.Errorf("cut at %s: %d changes, want %d", day, n, all)
		}
	}
	if all < 20 {
		t.Errorf("%d changes in all", all)
	}
}

func TestOpenPointsOfAMeasure(t *testing.T) {
	book := national(t)
	ids := map[string]bool{}
	for _, p := range book.OpenPoints(book.Measure("primary.completed_up_to_14")) {
		ids[p.ID] = true
	}
	for _, want := range []string{"up_to_14", "residents", "disabled_in_primary"} { // the second through two questions
		if !ids[want] {
			t.Errorf("%s is not among %v", want, ids)
		}
	}
	if ids["upper_denominator"] {
		t.Error("a point of another share")
	}
}
