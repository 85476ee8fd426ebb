package disclosure_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"hoctap/internal/disclosure"
	"hoctap/internal/place"
	"hoctap/internal/testkit/attack"
)

// country is a province of districts of communes, or one without districts, of people
// who stand anyhow to some measures, many to the usual, few to the odd.
func country(t *rapid.T) []disclosure.Unit {
	measures := rapid.IntRange(1, 3).Draw(t, "measures")
	districts := rapid.IntRange(0, 3).Draw(t, "districts")
	whole := disclosure.Unit{Place: 99}
	between := make([]disclosure.Unit, districts)
	for d := range between {
		between[d] = disclosure.Unit{Place: place.ID(50 + d), Parent: 99}
	}
	var out []disclosure.Unit
	for i := range rapid.IntRange(2, 7).Draw(t, "parts") {
		u := disclosure.Unit{Place: place.ID(i + 1), Parent: 99}
		if districts > 0 {
			u.Parent = place.ID(50 + i%districts)
		}
		patterns := 1
		for range measures {
			patterns *= 3
		}
		for code := range patterns {
			stands, rest := make([]disclosure.Stand, measures), code
			for m := range stands {
				stands[m], rest = disclosure.Stand(rest%3), rest/3
			}
			if code == 0 {
				// Everywhere there are people of whom nothing is asked.
				u.Patterns = append(u.Patterns, disclosure.Pattern{Stands: stands, Persons: 400})
				continue
			}
			u.Patterns = append(u.Patterns, disclosure.Pattern{Stands: stands, Persons: rapid.SampledFrom([]int64{0, 0, 1, 2, 4, 7, 40, 300}).Draw(t, "persons")})
		}
		out, whole.Patterns = append(out, u), append(whole.Patterns, u.Patterns...)
		if districts > 0 {
			d := &between[i%districts]
			d.Patterns = append(d.Patterns, u.Patterns...)
		}
	}
	between = slices.DeleteFunc(between, func(d disclosure.Unit) bool { return len(d.Patterns) == 0 })
	return append(append(out, between...), whole)
}

func TestNothingSmallIsWorkedOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := country(t)
		gate := disclosure.Gate{Least: disclosure.Least, Measures: len(units[0].Patterns[0].Stands)}
		if leaks := attack.On(units, gate.Pass(units), disclosure.Least); len(leaks) > 0 {
			for _, u := range units {
				t.Logf("place %d of %d: %v told %v", u.Place, u.Parent, u.Patterns, gate.Pass(units)[u.Place])
			}
			t.Errorf("%v", leaks)
		}
	})
}

// The attacker is no straw man: without the rules he finds what he should.
func TestTheAttackFindsLeaks(t *testing.T) {
	f, l, o := disclosure.Fulfils, disclosure.Lacks, disclosure.Outside
	unit := func(at place.ID, patterns ...disclosure.Pattern) disclosure.Unit {
		return disclosure.Unit{Place: at, Parent: 99, Patterns: patterns}
	}
	stand := func(n int64, stands ...disclosure.Stand) disclosure.Pattern {
		return disclosure.Pattern{Stands: stands, Persons: n}
	}
	a, b := unit(1, stand(50, f, o), stand(9, l, o)), unit(2, stand(60, f, o), stand(2, l, o))
	whole := disclosure.Unit{Place: 99, Patterns: append(append([]disclosure.Pattern{}, a.Patterns...), b.Patterns...)}
	for name, test := range map[string]struct {
		units []disclosure.Unit
		told  map[place.ID][]bool
		leaks bool
	}{
		"everything is told":                 {[]disclosure.Unit{a, b, whole}, map[place.ID][]bool{1: {true, false}, 2: {true, false}, 99: {true, false}}, true},
		"the sum and all parts but one":      {[]disclosure.Unit{a, b, whole}, map[place.ID][]bool{1: {true, false}, 2: {false, false}, 99: {true, false}}, true},
		"the parts without the sum":          {[]disclosure.Unit{a, b, whole}, map[place.ID][]bool{1: {true, false}, 2: {false, false}, 99: {false, false}}, false},
		"two groups that differ by three":    {[]disclosure.Unit{unit(1, stand(50, f, f), stand(3, f, o))}, map[place.ID][]bool{1: {true, true}}, true},
		"one of two groups that differ by 3": {[]disclosure.Unit{unit(1, stand(50, f, f), stand(3, f, o))}, map[place.ID][]bool{1: {true, false}}, false},
	} {
		if leaks := attack.On(test.units, test.told, disclosure.Least); (len(leaks) > 0) != test.leaks {
			t.Errorf("%s: %v", name, leaks)
		}
	}
}
