package verdict

import (
	"testing"

	"pgregory.net/rapid"
)

// cheapest finds the smallest set by trying everything.
func cheapest(kinds []kind, needs []int) int {
	best := 1 << 30
	var try func(i, taken int, left []int)
	try = func(i, taken int, left []int) {
		if taken >= best {
			return
		}
		if i == len(kinds) {
			for _, n := range left {
				if n > 0 {
					return
				}
			}
			best = taken
			return
		}
		for n := 0; n <= kinds[i].there; n++ {
			next := append([]int(nil), left...)
			for j := range next {
				if kinds[i].helps&(1<<j) != 0 {
					next[j] -= n
				}
			}
			try(i+1, taken+n, next)
		}
	}
	try(0, 0, needs)
	return best
}

func TestFewestIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		criteria := rapid.IntRange(1, 4).Draw(t, "criteria")
		var kinds []kind
		seen := map[uint64]bool{}
		for range rapid.IntRange(1, 6).Draw(t, "kinds") {
			mask := rapid.Uint64Range(1, 1<<criteria-1).Draw(t, "helps")
			if !seen[mask] {
				kinds = append(kinds, kind{mask, rapid.IntRange(1, 4).Draw(t, "there")})
			}
			seen[mask] = true
		}
		needs := make([]int, criteria)
		for j := range needs {
			room := 0
			for _, k := range kinds {
				if k.helps&(1<<j) != 0 {
					room += k.there
				}
			}
			needs[j] = rapid.IntRange(0, room).Draw(t, "need")
		}
		take := fewest(kinds, needs)
		total := 0
		left := append([]int(nil), needs...)
		for i, n := range take {
			if n < 0 || n > kinds[i].there {
				t.Fatalf("takes %d of %d people", n, kinds[i].there)
			}
			total += n
			for j := range left {
				if kinds[i].helps&(1<<j) != 0 {
					left[j] -= n
				}
			}
		}
		for j, n := range left {
			if n > 0 {
				t.Fatalf("criterion %d still needs %d (kinds %v, needs %v, took %v)", j, n, kinds, needs, take)
			}
		}
		if want := cheapest(kinds, needs); total != want {
			t.Fatalf("took %d people, %d would do (kinds %v, needs %v, took %v)", total, want, kinds, needs, take)
		}
	})
}

// A ward at its worst: every one of ten criteria unmet by hundreds, and people
// of every mixture.
func TestFewestOfALargeWard(t *testing.T) {
	var kinds []kind
	for mask := uint64(1); mask < 64; mask++ {
		kinds = append(kinds, kind{mask, int(mask*37%200) + 1})
	}
	needs := []int{900, 700, 650, 400, 1200, 300}
	take := fewest(kinds, needs)
	total := 0
	for _, n := range take {
		total += n
	}
	if total < 1200 {
		t.Errorf("%d people cannot fill a need of 1200", total)
	}
}
