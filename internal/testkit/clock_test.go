package testkit

import "testing"

func TestAtReadsVietnameseTime(t *testing.T) {
	for text, want := range map[string]string{
		"2025-09-30":                "2025-09-29T17:00:00Z",
		"2025-09-30 07:30":          "2025-09-30T00:30:00Z",
		"2025-09-30 07:30:15":       "2025-09-30T00:30:15Z",
		"2025-09-30T07:30:00+00:00": "2025-09-30T07:30:00Z",
	} {
		clock := At(text)
		got := clock().UTC().Format("2006-01-02T15:04:05Z")
		if got != want {
			t.Errorf("At(%q) = %s, want %s", text, got, want)
		}
		if !clock().Equal(clock()) {
			t.Errorf("At(%q) moves", text)
		}
	}
}

func TestAtRefusesWhatIsNoMoment(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("At took 30/02/2025")
		}
	}()
	At("30/02/2025")
}
