package places_test

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hoctap/internal/place"
	"hoctap/places"
)

// shipped is everything that is shipped, as one tree.
type shipped struct {
	data place.Data
	tree *place.Tree
	ids  map[string]place.ID
}

func load(t *testing.T) shipped {
	t.Helper()
	s := shipped{ids: map[string]place.ID{}}
	id := func(key string) place.ID {
		if s.ids[key] == 0 {
			s.ids[key] = place.ID(len(s.ids) + 1)
		}
		return s.ids[key]
	}
	for _, name := range places.Names() {
		in, err := place.OpenCSV(places.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		file, problems := place.ReadCSV(in)
		for _, p := range problems {
			t.Errorf("%s: %+v", name, p)
		}
		d := file.Data(id, s.ids["viet-nam"])
		s.data.Attributes = append(s.data.Attributes, d.Attributes...)
		s.data.Difficulties = append(s.data.Difficulties, d.Difficulties...)
		s.data.Successions = append(s.data.Successions, d.Successions...)
		s.data.Totals = append(s.data.Totals, d.Totals...)
	}
	s.tree = place.NewTree(s.data)
	return s
}

func (s shipped) id(t *testing.T, key string) place.ID {
	t.Helper()
	if s.ids["thanh-hoa"+key] == 0 {
		t.Fatalf("no place thanh-hoa%s", key)
	}
	return s.ids["thanh-hoa"+key]
}

func TestOpenRefuses(t *testing.T) {
	_, err := place.OpenCSV(places.FS, "nghe-an")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a set that is not there: %v", err)
	}
}

// A file that no set names would be shipped and never loaded.
func TestEveryFileIsNamed(t *testing.T) {
	files, err := fs.Glob(places.FS, "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		set, suffix, _ := strings.Cut(file, ".")
		if !slices.Contains(places.Names(), set) || !slices.Contains([]string{"csv", "succession.csv", "totals.csv"}, suffix) {
			t.Errorf("%s belongs to no set", file)
		}
	}
}

func TestShippedIsSound(t *testing.T) {
	s := load(t)
	for _, problem := range place.Check(s.data) {
		t.Error(problem)
	}
	if len(s.data.Difficulties) > 0 {
		t.Error("no legal list is confirmed, yet one is shipped")
	}
	path := s.tree.Path(s.id(t, "-ba-dinh-ward"), "2020-09-30")
	var kinds []place.Kind
	for _, a := range path {
		kinds = append(kinds, a.Kind)
	}
	if want := []place.Kind{place.Nation, place.Province, place.District, place.Commune}; !slices.Equal(kinds, want) {
		t.Errorf("Ba Đình in 2020 stands below %v, want %v", kinds, want)
	}
}

// Every code of the town on each side of each date on which something changed.
func TestByCodeOfTheTown(t *testing.T) {
	s := load(t)
	none := ""
	for _, test := range []struct {
		code string
		want [4]string // 2019-11-30, 2019-12-01, 2025-06-30, 2025-07-01
	}{
		{"381", [4]string{"Thị xã Bỉm Sơn", "Thị xã Bỉm Sơn", "Thị xã Bỉm Sơn", none}},
		{"14809", [4]string{"Phường Bắc Sơn", "Phường Bắc Sơn", "Phường Bắc Sơn", none}},
		{"14812", [4]string{"Phường Ba Đình", "Phường Ba Đình", "Phường Ba Đình", "Phường Bỉm Sơn"}},
		{"14815", [4]string{"Phường Lam Sơn", "Phường Lam Sơn", "Phường Lam Sơn", none}},
		{"14818", [4]string{"Phường Ngọc Trạo", "Phường Ngọc Trạo", "Phường Ngọc Trạo", "Phường Quang Trung"}},
		{"14821", [4]string{"Phường Đông Sơn", "Phường Đông Sơn", "Phường Đông Sơn", none}},
		{"14823", [4]string{"Phường Phú Sơn", "Phường Phú Sơn", "Phường Phú Sơn", none}},
		{"14824", [4]string{"Xã Quang Trung", "Xã Quang Trung", "Xã Quang Trung", none}},
		{"14827", [4]string{"Xã Hà Lan", none, none, none}},
		{"15277", [4]string{"Xã Hà Vinh", "Xã Hà Vinh", "Xã Hà Vinh", none}},
	} {
		for i, on := range []place.Date{"2019-11-30", "2019-12-01", "2025-06-30", "2025-07-01"} {
			found, err := s.tree.ByCode(test.code, on)
			if found.Name != test.want[i] || (err == nil) != (test.want[i] != none) {
				t.Errorf("%s on %s: %q (%v), want %q", test.code, on, found.Name, err, test.want[i])
			}
		}
	}
}

func TestStandingOfTheWards(t *testing.T) {
	s := load(t)
	for _, test := range []struct {
		key  string
		on   place.Date
		want []string
	}{
		{"-bim-son-ward", "2025-09-30", []string{"Phường Bỉm Sơn"}},
		{"-bim-son-ward", "2024-09-30", []string{"Phường Ba Đình", "Phường Lam Sơn", "Phường Đông Sơn", "Xã Hà Vinh"}},
		{"-bim-son-ward", "2019-09-30", []string{"Phường Ba Đình", "Phường Lam Sơn", "Phường Đông Sơn", "Xã Hà Lan", "Xã Hà Vinh"}},
		{"-quang-trung-ward", "2019-09-30", []string{"Phường Bắc Sơn", "Phường Ngọc Trạo", "Phường Phú Sơn", "Xã Quang Trung"}},
		{"-dong-son-ward", "2019-09-30", []string{"Phường Đông Sơn", "Xã Hà Lan"}},
		{"-dong-son-ward", "2020-09-30", []string{"Phường Đông Sơn"}},
		{"-thanh-hoa-city", "2024-09-30", []string{"Thành phố Thanh Hóa", "Huyện Đông Sơn"}},
	} {
		var got []string
		for _, share := range s.tree.Standing(s.id(t, test.key), test.on) {
			got = append(got, share.Place.Name)
			if share.Extent != place.All {
				t.Errorf("%s on %s: %s is a part", test.key, test.on, share.Place.Name)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s on %s: %q, want %q", test.key, test.on, got, test.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	s := load(t)
	province, town, district := s.id(t, ""), s.id(t, "-bim-son-town"), s.id(t, "-ha-trung-district")
	for _, test := range []struct {
		on                        place.Date
		communes, districts, town int
	}{
		{"2015-09-30", 637, 27, 8},
		{"2017-09-30", 635, 27, 8},
		{"2019-11-30", 635, 27, 8},
		{"2019-12-01", 559, 27, 7},
		{"2023-09-30", 559, 27, 7},
		{"2024-02-01", 558, 27, 7},
		{"2025-06-30", 547, 26, 7},
		{"2025-07-01", 166, 0, 0},
	} {
		communes, districts := s.tree.Number(province, place.Commune, test.on), s.tree.Number(province, place.District, test.on)
		inTown := s.tree.Number(town, place.Commune, test.on)
		if communes != test.communes || districts != test.districts || inTown != test.town {
			t.Errorf("%s: %d communes, %d districts, %d in the town; want %d, %d, %d", test.on, communes, districts, inTown, test.communes, test.districts, test.town)
		}
		// All districts are in the tree, and all units of the town: what was
		// published must be what the tree holds.
		if known := len(s.tree.Below(province, place.District, test.on)); known != test.districts {
			t.Errorf("%s: the tree holds %d districts, want %d", test.on, known, test.districts)
		}
		if known := len(s.tree.Below(town, place.Commune, test.on)); known != test.town {
			t.Errorf("%s: the tree holds %d units of the town, want %d", test.on, known, test.town)
		}
		if !s.tree.Counted(province, place.Commune, test.on) || !s.tree.Counted(town, place.Commune, test.on) {
			t.Errorf("%s: a number that was published is not counted", test.on)
		}
		if test.districts > 0 && s.tree.Counted(district, place.Commune, test.on) {
			t.Errorf("%s: Hà Trung has other communes than Hà Vinh, yet it counts as whole", test.on)
		}
	}
}

// On every day: no code is borne twice, every unit of the town and every ward
// that came of it has exactly one parent, and every unit is found by its code.
func TestEveryDay(t *testing.T) {
	s := load(t)
	last := time.Date(2030, 12, 31, 0, 0, 0, 0, time.UTC)
	for day := time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC); !day.After(last); day = day.AddDate(0, 0, 1) {
		on := day.Format(time.DateOnly)
		borne := map[string]string{}
		for _, a := range s.data.Attributes {
			if !a.Holds(on) {
				continue
			}
			if borne[a.Code] != "" {
				t.Fatalf("%s: %s is borne by %s and %s", on, a.Code, borne[a.Code], a.Name)
			}
			borne[a.Code] = a.Name
			found, err := s.tree.ByCode(a.Code, on)
			if err != nil || found != a {
				t.Fatalf("%s: %s gives %+v (%v)", on, a.Code, found, err)
			}
			if a.Kind == place.Commune {
				s.oneParent(t, a, on)
			}
		}
		s.townIsWhole(t, on)
	}
}

func (s shipped) oneParent(t *testing.T, a place.Attributes, on place.Date) {
	t.Helper()
	parents := 0
	for _, p := range s.data.Attributes {
		for _, c := range s.tree.Children(p.PlaceID, on) {
			if p.Holds(on) && c.PlaceID == a.PlaceID {
				parents++
			}
		}
	}
	if parents != 1 {
		t.Fatalf("%s: %s has %d parents", on, a.Name, parents)
	}
}

func (s shipped) townIsWhole(t *testing.T, on place.Date) {
	t.Helper()
	want := 7
	switch {
	case on < "2019-12-01":
		want = 8
	case on >= "2025-07-01":
		want = 0
	}
	got := len(s.tree.Below(s.id(t, "-bim-son-town"), place.Commune, on))
	if got != want {
		t.Fatalf("%s: the town has %d units, want %d", on, got, want)
	}
}

// A date without a word on where it comes from is a guess.
func TestEveryDateIsAccountedFor(t *testing.T) {
	paper, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	s := load(t)
	var dates []place.Date
	for _, a := range s.data.Attributes {
		dates = append(dates, a.From, a.Until)
	}
	for _, x := range s.data.Successions {
		dates = append(dates, x.On)
		if x.Instrument == "" {
			t.Errorf("a succession of %s has no instrument", x.On)
		}
	}
	for _, x := range s.data.Totals {
		dates = append(dates, x.From, x.Until)
		if (x.Number == place.Unknown) != (x.Source == "") {
			t.Errorf("number %d of %d has source %q", x.Number, x.PlaceID, x.Source)
		}
	}
	slices.Sort(dates)
	for _, on := range slices.Compact(dates) {
		if on != "" && !strings.Contains(string(paper), "| "+on+" |") {
			t.Errorf("README.md has no row for %s", on)
		}
	}
}
