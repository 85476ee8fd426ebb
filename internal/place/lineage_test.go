package place_test

import (
	"strings"
	"testing"

	"hoctap/internal/place"
)

func shares(list []place.Share) string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = s.Place.Name + " " + string(s.Extent)
	}
	return strings.Join(all, ", ")
}

const town = `p,38,P,province,,2000-01-01,
t,381,T,district,p,2000-01-01,2025-07-01
l,1,Lam,commune,t,2000-01-01,2025-07-01
d,2,Đông,commune,t,2002-01-01,2025-07-01
h,3,Hà,commune,t,2000-01-01,2019-12-01
q,4,Quang,commune,t,2000-01-01,2025-07-01
n,5,Mới,commune,p,2025-07-01,
m,6,Khác,commune,p,2025-07-01,
`

// Đông is split off Lam, takes in Hà, and goes with Lam into Mới; Quang is
// divided between the two new ones.
const townHistory = `l,d,2002-01-01,part,
h,d,2019-12-01,all,
l,n,2025-07-01,all,
d,n,2025-07-01,all,
q,n,2025-07-01,part,
q,m,2025-07-01,part,
`

func TestStanding(t *testing.T) {
	tree, ids := treeOf(t, town, townHistory, "")
	for _, test := range []struct {
		name, key, as, on, want string
	}{
		{"the unit itself", "n", "", "2025-07-01", "Mới all"},
		{"the day before", "n", "", "2025-06-30", "Lam all, Đông all, Quang part"},
		{"before its parts merged", "n", "", "2019-11-30", "Lam all, Đông all, Hà all, Quang part"},
		{"all of Lam by two ways", "n", "", "2001-12-31", "Lam all, Hà all, Quang part"},
		{"the divided unit alone", "m", "", "2024-12-31", "Quang part"},
		{"a unit that took another in", "d", "", "2018-09-30", "Đông all, Hà all"},
		{"the same with the bounds of then", "d", "2018-09-30", "2015-09-30", "Đông all"},
		{"the same with the bounds of the day of the merger", "d", "2019-12-01", "2015-09-30", "Đông all, Hà all"},
		{"before it was split off", "d", "", "2001-12-31", "Lam part, Hà all"},
		{"a unit that gave a part away", "l", "", "2001-12-31", "Lam part"},
		{"the same before it did", "l", "2001-12-31", "2000-12-31", "Lam all"},
		{"seen from before the day asked about", "d", "2015-01-01", "2018-09-30", "Đông all"},
		{"after its end", "h", "", "2019-12-01", ""},
		{"before anything is known", "n", "", "1999-12-31", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := shares(tree.StandingAsOf(ids[test.key], test.as, test.on))
			if got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
	if got := shares(tree.Standing(ids["d"], "2018-09-30")); got != "Đông all, Hà all" {
		t.Errorf("Standing is %q", got)
	}
}

func TestStandingDividedAndJoined(t *testing.T) {
	tree, ids := treeOf(t, `p,38,P,province,,2000-01-01,
a,1,A,commune,p,2000-01-01,2010-01-01
b,2,B,commune,p,2010-01-01,2020-01-01
c,3,C,commune,p,2010-01-01,2020-01-01
x,4,X,commune,p,2000-01-01,
n,5,N,commune,p,2020-01-01,
`, "a,b,2010-01-01,part,\na,c,2010-01-01,part,\nb,n,2020-01-01,all,\nc,n,2020-01-01,all,\n", "")
	if got := shares(tree.Standing(ids["n"], "2005-01-01")); got != "A all" {
		t.Errorf("a unit divided and joined again is %q, want all of it", got)
	}
}

// Communes give each other land on one day: each keeps a part of both, and
// nothing travels on.
func TestStandingExchange(t *testing.T) {
	tree, ids := treeOf(t, `p,38,P,province,,2000-01-01,
a,1,A,commune,p,2000-01-01,
b,2,B,commune,p,2000-01-01,
c,3,C,commune,p,2000-01-01,
`, "a,b,2010-01-01,part,\nb,a,2010-01-01,part,\nb,c,2010-01-01,part,\n", "")
	for key, want := range map[string]string{"a": "A part, B part", "b": "A part, B part", "c": "B part, C all"} {
		if got := shares(tree.Standing(ids[key], "2009-12-31")); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}
