package disclosure

import (
	"testing"

	"hoctap/internal/place"
)

// one is a unit with one measure.
func one(at, parent place.ID, fulfil, lack int64) Unit {
	return Unit{Place: at, Parent: parent, Patterns: []Pattern{{[]Stand{Fulfils}, fulfil}, {[]Stand{Lacks}, lack}}}
}

func TestSmallNumbersAreWithheld(t *testing.T) {
	for _, test := range []struct {
		fulfil, lack int64
		told         bool
	}{{100, 20, true}, {100, 5, true}, {100, 4, false}, {100, 1, false}, {100, 0, true}, {0, 100, true}, {3, 100, false}, {0, 0, false}, {2, 2, false}} {
		got := Gate{Least, 1}.Pass([]Unit{one(7, 0, test.fulfil, test.lack)})[7][0]
		if got != test.told {
			t.Errorf("%d of %d is told: %v", test.fulfil, test.fulfil+test.lack, got)
		}
	}
}

// Two measures whose groups differ by three people tell these three.
func TestDifferencesWithinAPlaceAreWithheld(t *testing.T) {
	for lonely, told := range map[int64]bool{0: true, 3: false, 5: true} {
		u := Unit{Place: 7, Patterns: []Pattern{{[]Stand{Fulfils, Fulfils}, 50}, {[]Stand{Lacks, Lacks}, 10}, {[]Stand{Fulfils, Outside}, lonely}}}
		got := Gate{Least, 2}.Pass([]Unit{u})[7]
		if !got[0] || got[1] != told {
			t.Errorf("with %d between them the two are told: %v", lonely, got)
		}
	}
}

func TestSumsDoNotTellWhatIsWithheld(t *testing.T) {
	for name, test := range map[string]struct {
		lacks []int64 // of each part; 50 of each fulfil
		told  bool
	}{
		"all parts are told":              {[]int64{9, 8, 7}, true},
		"one part is withheld":            {[]int64{9, 8, 2}, false},
		"two parts, too few together":     {[]int64{9, 2, 2}, false},
		"two parts, made in one way only": {[]int64{9, 4, 4}, false},
		"two parts, left open":            {[]int64{9, 3, 3}, true},
		"five parts with one person each": {[]int64{1, 1, 1, 1, 1}, false},
	} {
		var units []Unit
		whole := Unit{Place: 99}
		for i, lack := range test.lacks {
			u := one(place.ID(i+1), 99, 50, lack)
			units = append(units, u)
			whole.Patterns = append(whole.Patterns, u.Patterns...)
		}
		if got := (Gate{Least, 1}).Pass(append(units, whole))[99][0]; got != test.told {
			t.Errorf("%s: the sum is told: %v", name, got)
		}
	}
}
