package place_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/place"
)

// treeOf reads a sound file and gives its tree and the id of each key.
func treeOf(t *testing.T, places, successions, totals string) (*place.Tree, map[string]place.ID) {
	t.Helper()
	in := place.CSVInput{Places: strings.NewReader(placesHeader + places)}
	if successions != "" {
		in.Successions = strings.NewReader("from_key,to_key,on,extent,instrument\n" + successions)
	}
	if totals != "" {
		in.Totals = strings.NewReader("key,kind,from,until,number,source\n" + totals)
	}
	file, problems := place.ReadCSV(in)
	if len(problems) > 0 {
		t.Fatal(saidAll(problems))
	}
	ids := map[string]place.ID{}
	for i, key := range file.Keys {
		ids[key] = place.ID(i + 1)
	}
	return place.NewTree(file.Data(func(key string) place.ID { return ids[key] }, 0)), ids
}

func names(units []place.Attributes) string {
	all := make([]string, len(units))
	for i, a := range units {
		all[i] = a.Name
	}
	return strings.Join(all, " | ")
}

func TestChildrenOrder(t *testing.T) {
	tree, ids := treeOf(t, `p,38,P,province,,2012-01-01,
a,14809,A,commune,p,2012-01-01,
h1,,Khu phố 10,hamlet,a,2012-01-01,
h2,,Khu phố 2,hamlet,a,2012-01-01,
h3,,Thôn Đoài,hamlet,a,2012-01-01,
h4,,Thôn Dừa,hamlet,a,2012-01-01,
h5,,Khu phố 1,hamlet,a,2012-01-01,2020-01-01
h6,10,Thôn Mười,hamlet,a,2012-01-01,
h7,9,Thôn Chín,hamlet,a,2012-01-01,
`, "", "")
	got := names(tree.Children(ids["a"], "2021-01-01"))
	want := "Khu phố 2 | Khu phố 10 | Thôn Dừa | Thôn Đoài | Thôn Chín | Thôn Mười"
	if got != want {
		t.Errorf("children %s\nwant %s", got, want)
	}
}

func TestByCodeOfHamlet(t *testing.T) {
	tree, ids := treeOf(t, `p,38,P,province,,2012-01-01,
a,00001,A,commune,p,2012-01-01,
b,00002,B,commune,p,2012-01-01,2020-01-01
h1,01,Thôn 1,hamlet,a,2012-01-01,
h2,01,Thôn 1,hamlet,b,2012-01-01,2020-01-01
h3,00001,Thôn 2,hamlet,a,2012-01-01,
`, "", "")
	found, err := tree.ByCode(" 00001 ", "2015-01-01")
	if err != nil || found.PlaceID != ids["a"] {
		t.Errorf("00001 is %+v (%v), want the commune", found, err)
	}
	found, err = tree.ByCode("01", "2021-01-01")
	if err != nil || found.PlaceID != ids["h1"] {
		t.Errorf("01 in 2021 is %+v (%v), want the only hamlet", found, err)
	}
	_, err = tree.ByCode("01", "2015-01-01")
	refused(t, err, fault.Invalid, "fault.place_several", "")
	_, err = tree.ByCode("00002", "2020-01-01")
	refused(t, err, fault.NotFound, "fault.place_not_then", "B (01/01/2012–31/12/2019)")
	_, err = tree.ByCode("99999", "2020-01-01")
	refused(t, err, fault.NotFound, "fault.place_unknown", "")
}

func refused(t *testing.T, err error, kind fault.Kind, key, names string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) {
		t.Fatalf("error %v, want %s", err, key)
	}
	if f.Kind != kind || f.Key != key || names != "" && f.Args["names"] != names {
		t.Errorf("refused with %+v, want %s with %q", f, key, names)
	}
	say(t, printers(t), f.Key, f.Args)
}

func TestNumber(t *testing.T) {
	tree, ids := treeOf(t, `p,38,P,province,,2012-01-01,
d,1,D,district,p,2012-01-01,2025-07-01
e,2,E,district,p,2012-01-01,2025-07-01
a,00001,A,commune,d,2012-01-01,2025-07-01
a,00001,A,commune,p,2025-07-01,
b,00002,B,commune,p,2025-07-01,
`, "", `p,commune,2015-01-01,2020-01-01,7,báo
p,commune,2025-07-01,,1,báo
e,commune,2012-01-01,2025-07-01,,
`)
	for _, test := range []struct {
		key     string
		kind    place.Kind
		on      string
		number  int
		counted bool
	}{
		{"p", place.Commune, "2014-12-31", 1, false}, // E has communes, nobody says how many
		{"p", place.Commune, "2015-01-01", 7, true},
		{"p", place.Commune, "2020-01-01", 1, false},
		{"p", place.Commune, "2025-07-01", 2, true}, // the tree knows more than was published
		{"p", place.District, "2020-01-01", 2, true},
		{"p", place.District, "2025-07-01", 0, true},
		{"d", place.Commune, "2020-01-01", 1, true},
		{"e", place.Commune, "2020-01-01", 0, false},
	} {
		number := tree.Number(ids[test.key], test.kind, test.on)
		counted := tree.Counted(ids[test.key], test.kind, test.on)
		if number != test.number || counted != test.counted {
			t.Errorf("%s of %s on %s: %d, %v; want %d, %v", test.kind, test.key, test.on, number, counted, test.number, test.counted)
		}
	}
}

// What only data from elsewhere than a file can hold.
func TestCheckData(t *testing.T) {
	p := place.Attributes{PlaceID: 1, From: "2012-01-01", Code: "38", Name: "P", Kind: place.Province}
	a := place.Attributes{PlaceID: 2, From: "2012-01-01", Code: "1", Name: "A", Kind: place.Commune, Parent: 1}
	odd := a
	odd.Kind = "xã"
	nation := place.Attributes{PlaceID: 3, From: "1945-09-02", Name: "Việt Nam", Kind: place.Nation}
	below := p
	below.Parent = 3
	printers := printers(t)
	for _, test := range []struct {
		name string
		data place.Data
		want []string
	}{
		{"sound", place.Data{Attributes: []place.Attributes{nation, below, a}}, nil},
		{"kind", place.Data{Attributes: []place.Attributes{p, odd}}, []string{"place.kind_unknown"}},
		{"no such parent", place.Data{Attributes: []place.Attributes{a}}, []string{"place.parent_missing"}},
		{"extent", place.Data{
			Attributes:  []place.Attributes{p, a, {PlaceID: 4, From: "2012-01-01", Code: "2", Name: "B", Kind: place.Commune, Parent: 1}},
			Successions: []place.Succession{{From: 2, To: 4, On: "2020-01-01", Extent: "half"}},
		}, []string{"place.extent_unknown"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, problem := range place.Check(test.data) {
				got = append(got, problem.Key)
				say(t, printers, problem.Key, problem.Args)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("problems %q, want %q", got, test.want)
			}
		})
	}
}
