package followup_test

import (
	"slices"
	"testing"

	"hoctap/internal/followup"
)

func TestTheRegisterSaysWhatIsWon(t *testing.T) {
	sides := map[string]followup.Side{"lacks": followup.Lacking, "counts": followup.Counted}
	side := func(m string) followup.Side { return sides[m] }
	for _, c := range []struct {
		lacked []string
		won    string
		want   followup.Standing
	}{
		{[]string{"lacks"}, "", followup.Open},
		{[]string{"lacks"}, "2025-09-01", followup.Marked},
		{[]string{"counts", "lacks"}, "2025-09-01", followup.Marked},
		{[]string{"counts"}, "", followup.Won},
		{[]string{"counts", "too old"}, "2025-09-01", followup.Won},
		{[]string{"too old"}, "2025-09-01", followup.Outside},
		{nil, "", followup.Outside},
	} {
		f := followup.FollowUp{Lacked: c.lacked, WonOn: c.won}
		if got := f.Stand(side); got != c.want {
			t.Errorf("%v marked %q: %s, want %s", c.lacked, c.won, got, c.want)
		}
	}
}

func TestTwoCommunesBecomeOne(t *testing.T) {
	f := followup.FollowUp{
		Lacked: []string{"b", "a"}, Follower: 1, Since: "2025-05-01", WonOn: "2025-06-01",
		Visits: []followup.Visit{{ID: 2, On: "2025-05-03"}},
	}
	f.Merge(followup.FollowUp{
		Lacked: []string{"b", "c"}, Follower: 2, Since: "2025-08-01",
		Visits: []followup.Visit{{ID: 5, On: "2025-08-02"}, {ID: 1, On: "2025-05-03"}},
	})
	var visits []int64
	for _, v := range f.Visits {
		visits = append(visits, v.ID)
	}
	if f.Follower != 2 || f.WonOn != "2025-06-01" || !slices.Equal(f.Lacked, []string{"a", "b", "c"}) || !slices.Equal(visits, []int64{5, 2, 1}) {
		t.Errorf("got %+v", f)
	}
	f.Merge(followup.FollowUp{Follower: 3, Since: "2024-01-01"})
	if f.Follower != 2 {
		t.Error("the earlier assignment holds")
	}
}
