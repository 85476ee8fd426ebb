package place_test

import (
	"strings"
	"testing"

	"hoctap/internal/place"
)

func kin(tree *place.Tree, list []place.Succession) string {
	var out []string
	for _, s := range list {
		from, _ := tree.Nearest(s.From, place.DayBefore(s.On))
		to, _ := tree.Nearest(s.To, s.On)
		out = append(out, s.On[:4]+" "+from.Name+" → "+to.Name)
	}
	return strings.Join(out, ", ")
}

func TestKin(t *testing.T) {
	tree, ids := treeOf(t, town, townHistory, "")
	for _, test := range []struct{ of, want string }{
		{"n", "2002 Lam → Đông, 2019 Hà → Đông, 2025 Lam → Mới, 2025 Đông → Mới, 2025 Quang → Mới"},
		{"h", "2019 Hà → Đông, 2025 Lam → Mới, 2025 Đông → Mới, 2025 Quang → Mới"},
		{"m", "2025 Quang → Khác"},
		{"t", ""},
	} {
		if got := kin(tree, tree.Kin(ids[test.of])); got != test.want {
			t.Errorf("kin of %s: %s\nwant %s", test.of, got, test.want)
		}
	}
}

func TestChanges(t *testing.T) {
	tree, ids := treeOf(t, town, townHistory, "")
	for _, test := range []struct{ of, after, until, want string }{
		{"p", "2018-09-30", "2020-09-30", "2019 Hà → Đông"},
		{"t", "2020-09-30", "", "2025 Lam → Mới, 2025 Đông → Mới, 2025 Quang → Mới, 2025 Quang → Khác"},
		{"h", "2019-12-01", "", ""},
		{"h", "2019-11-30", "2019-12-01", "2019 Hà → Đông"},
		{"m", "", "", "2025 Quang → Khác"},
	} {
		if got := kin(tree, tree.Changes(ids[test.of], test.after, test.until)); got != test.want {
			t.Errorf("changes of %s after %s: %s\nwant %s", test.of, test.after, got, test.want)
		}
	}
}
