package boundary

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hoctap/internal/place"
)

const day = "2025-07-01"

func tree() (*place.Tree, map[string]place.ID) {
	return place.NewTree(place.Data{Attributes: []place.Attributes{
		{PlaceID: 1, From: "2000-01-01", Code: "38", Name: "Tỉnh Thử", Kind: place.Province},
		{PlaceID: 2, From: "2000-01-01", Until: day, Code: "14812", Name: "Phường Cũ", Kind: place.Commune, Parent: 1},
		{PlaceID: 3, From: day, Code: "14812", Name: "Phường Mới", Kind: place.Commune, Parent: 1},
		{PlaceID: 4, From: day, Code: "14818", Name: "Phường Bên", Kind: place.Commune, Parent: 1},
		{PlaceID: 5, From: day, Name: "Khu phố 1", Kind: place.Hamlet, Parent: 3},
		{PlaceID: 6, From: day, Name: "Khu phố 1", Kind: place.Hamlet, Parent: 4},
	}}), map[string]place.ID{"38/old": 2, "38/new": 3, "38/beside": 4}
}

func read(t *testing.T, text string, about ...func(*Reading)) ([]Boundary, []Problem) {
	t.Helper()
	r := Reading{From: day, File: "map.geojson"}
	r.Tree, r.Keys = tree()
	for _, change := range about {
		change(&r)
	}
	return Read(strings.NewReader(text), r)
}

func one(properties, geometry string) string {
	return `{"type":"FeatureCollection","features":[{"type":"Feature","properties":` + properties + `,"geometry":` + geometry + `}]}`
}

const square = `{"type":"Polygon","coordinates":[[[105.8,20.1],[105.9,20.1],[105.9,20.2],[105.8,20.2],[105.8,20.1]]]}`

func TestReadFindsThePlace(t *testing.T) {
	for name, c := range map[string]struct {
		properties string
		want       place.ID
		about      func(*Reading)
	}{
		"by the code of the day":        {`{"code":"14812"}`, 3, nil},
		"by a code before it went over": {`{"code":"14812"}`, 2, func(r *Reading) { r.From = "2024-12-31" }},
		"by a code that is a number":    {`{"code":14818}`, 4, nil},
		"by a code of another name":     {`{"ma_xa":"14818"}`, 4, func(r *Reading) { r.CodeName = "ma_xa" }},
		"by our key":                    {`{"key":"38/new","code":"14812"}`, 3, nil},
		"a hamlet by name and commune":  {`{"name":"khu pho 1","commune":"14818"}`, 6, nil},
	} {
		t.Run(name, func(t *testing.T) {
			list, problems := read(t, one(c.properties, square), func(r *Reading) {
				if c.about != nil {
					c.about(r)
				}
			})
			if len(problems) > 0 || len(list) != 1 || list[0].PlaceID != c.want {
				t.Errorf("got %+v, %+v, want place %d", list, problems, c.want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no JSON", "{\n\"type\": oh", "boundary.no_json"},
		{"one feature", `{"type":"Feature"}`, "boundary.no_collection"},
		{"no feature", `{"type":"FeatureCollection","features":[]}`, "boundary.empty"},
		{"VN-2000", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3405"}},"features":[{}]}`, "boundary.other_grid"},
		{"nameless", one(`{"ten":"Bỉm Sơn"}`, square), "boundary.unnamed"},
		{"a key nobody has", one(`{"key":"38/nowhere"}`, square), "boundary.key_unknown"},
		{"a key of a place that is gone", one(`{"key":"38/old"}`, square), "boundary.not_then"},
		{"a key and a code that disagree", one(`{"key":"38/new","code":"14818"}`, square), "boundary.key_code"},
		{"no shape", one(`{"code":"14812"}`, `null`), "boundary.no_shape"},
		{"a line", one(`{"code":"14812"}`, `{"type":"LineString","coordinates":[[1,2],[3,4]]}`), "boundary.no_area"},
		{"letters", one(`{"code":"14812"}`, `{"type":"Polygon","coordinates":[[["a",1]]]}`), "boundary.coordinates"},
		{"a ring of three", one(`{"code":"14812"}`, `{"type":"Polygon","coordinates":[[[105,20],[106,20],[105,20]]]}`), "boundary.ring_short"},
		{"an open ring", one(`{"code":"14812"}`, `{"type":"Polygon","coordinates":[[[105,20],[106,20],[106,21],[105,21]]]}`), "boundary.ring_open"},
		{"latitude first", one(`{"code":"14812"}`, `{"type":"Polygon","coordinates":[[[20,105],[20,106],[21,106],[20,105]]]}`), "boundary.swapped"},
		{"metres", one(`{"code":"14812"}`, `{"type":"Polygon","coordinates":[[[592135,2210234],[592235,2210234],[592235,2210334],[592135,2210234]]]}`), "boundary.no_degrees"},
		{"no land", one(`{"code":"14812"}`, `{"type":"Polygon","coordinates":[[[105,20],[105.000001,20],[105,20.000001],[105,20]]]}`), "boundary.no_land"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, problems := read(t, c.text)
			if len(list) != 0 || len(problems) != 1 || problems[0].Key != c.want {
				t.Errorf("got %+v, %+v, want %s", list, problems, c.want)
			}
		})
	}
}

// All faults come at once, each with the number and name of its feature.
func TestReadTellsAllProblems(t *testing.T) {
	text := `{"type":"FeatureCollection","features":[
		{"type":"Feature","properties":{"code":"14812","name":"Bỉm Sơn"},"geometry":` + square + `},
		{"type":"Feature","properties":{"code":"14812"},"geometry":` + square + `},
		{"type":"Feature","properties":{"code":"99999"},"geometry":null}]}`
	_, problems := read(t, text)
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprint(p.Feature, " ", p.Name, " ", p.Key, " ", p.Err != nil))
	}
	want := []string{"2 14812 boundary.twice false", "3 99999  true", "3 99999 boundary.no_shape false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// wavy is two squares beside one another whose common border winds.
func wavy(seed uint64) []Shape {
	r := rand.New(rand.NewPCG(seed, 1))
	var border []Point
	for y := int32(0); y <= 1000; y += 5 {
		border = append(border, Point{5000 + r.Int32N(9) - 4, y * 10})
	}
	west := Ring{{0, 0}}
	west = append(west, border...)
	west = append(west, Point{0, 10000})
	east := Ring{{9000, 0}, {9000, 10000}}
	back := slices.Clone(border)
	slices.Reverse(back)
	east = append(east, back...)
	return []Shape{{{west}}, {{east}}}
}

// Neighbours keep the same corners of their border, in whatever direction each
// runs along it, and what is simple stays as it is.
func TestSimplifyKeepsNeighboursTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shapes := wavy(rapid.Uint64().Draw(t, "seed"))
		tolerance := rapid.Float64Range(0.5, 12).Draw(t, "tolerance")
		before := shapes[0].Corners()
		Simplify(shapes, tolerance)
		along := func(s Shape) map[Point]bool {
			out := map[Point]bool{}
			s.each(func(p Point) {
				if p.X > 4000 && p.X < 6000 {
					out[p] = true
				}
			})
			return out
		}
		west, east := along(shapes[0]), along(shapes[1])
		if len(west) != len(east) {
			t.Fatalf("%d corners on one side, %d on the other", len(west), len(east))
		}
		for p := range west {
			if !east[p] {
				t.Fatalf("%v is a corner of one side alone", p)
			}
		}
		if tolerance > 9 && shapes[0].Corners() > before/10 {
			t.Fatalf("%d of %d corners are left", shapes[0].Corners(), before)
		}
		once := shapes[0].Text() + shapes[1].Text()
		Simplify(shapes, tolerance)
		if shapes[0].Text()+shapes[1].Text() != once {
			t.Fatal("what was simplified changes when it is simplified again")
		}
	})
}

// An island in a lake: the hole of one is the outer ring of the other.
func TestSimplifyIsland(t *testing.T) {
	island := Ring{{30, 30}, {50, 31}, {70, 30}, {70, 70}, {30, 70}}
	hole := slices.Clone(island)
	slices.Reverse(hole)
	shapes := []Shape{{{Ring{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, hole}}, {{island}}}
	Simplify(shapes, 3)
	inside := slices.Clone(shapes[0][0][1])
	slices.Reverse(inside)
	for _, p := range shapes[1][0][0] {
		if !slices.Contains(inside, p) {
			t.Errorf("%v of the island is not on the shore of the lake %v", p, inside)
		}
	}
	if len(inside) != 4 || len(shapes[1][0][0]) != 4 {
		t.Errorf("shore %v, island %v", inside, shapes[1][0][0])
	}
}

func TestTextThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		point := rapid.Custom(func(t *rapid.T) Point {
			return Point{rapid.Int32Range(-18_000_000, 18_000_000).Draw(t, "x"), rapid.Int32Range(-9_000_000, 9_000_000).Draw(t, "y")}
		})
		ring := rapid.Map(rapid.SliceOfN(point, 3, 9), func(p []Point) Ring { return p })
		polygon := rapid.Map(rapid.SliceOfN(ring, 1, 3), func(r []Ring) Polygon { return r })
		shape := Shape(rapid.SliceOfN(polygon, 1, 3).Draw(t, "shape"))
		back, err := ParseText(shape.Text())
		if err != nil || back.Text() != shape.Text() {
			t.Fatalf("%v: %q became %q", err, shape.Text(), back.Text())
		}
	})
}

// What is written is read back as it was, days and sources included.
func TestGeoJSONThereAndBack(t *testing.T) {
	places, keys := tree()
	for name, drawn := range map[string]bool{"outlines": false, "drawings": true} {
		t.Run(name, func(t *testing.T) {
			shape := Shape{{Ring{{10580001, 2010003}, {10590000, 2010000}, {10590000, 2020007}}}}
			if drawn {
				shape = Tiles([]Cell{{0, 0}, {1, 0}, {0, 1}})
			}
			was := []Boundary{
				{PlaceID: 3, From: day, Shape: shape, Drawn: drawn, Source: "bản đồ tỉnh"},
				{PlaceID: 2, From: "2001-02-03", Shape: shape, Drawn: drawn},
			}
			var file bytes.Buffer
			err := Write(&file, []Written{{Boundary: was[0], Key: "38/new", Place: place.Attributes{Code: "14812", Name: "Phường Mới"}}, {Boundary: was[1], Key: "38/old"}})
			if err != nil {
				t.Fatal(err)
			}
			back, problems := Read(&file, Reading{Tree: places, Keys: keys})
			if len(problems) > 0 || len(back) != 2 || !back[0].Same(was[0]) || !back[1].Same(was[1]) {
				t.Errorf("%+v\n%+v", problems, back)
			}
		})
	}
}

// Six tiles around nothing have a hole; two rows of tiles share their sides.
func TestTiles(t *testing.T) {
	around := Tiles([]Cell{{1, 0}, {2, 0}, {0, 1}, {2, 1}, {1, 2}, {2, 2}})
	if len(around) != 1 || len(around[0]) != 2 || len(around[0][1]) != 6 {
		t.Errorf("six tiles around nothing are %v", around)
	}
	two := Tiles([]Cell{{0, 0}, {1, 0}})
	if len(two) != 1 || len(two[0][0]) != 10 {
		t.Errorf("two tiles are %v", two)
	}
	apart := Tiles([]Cell{{0, 0}, {5, 5}})
	if len(apart) != 2 {
		t.Errorf("two tiles apart are %v", apart)
	}
	if n := len(Block(166)); n != 166 {
		t.Errorf("a block of 166 has %d tiles", n)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(one(`{"code":"14812"}`, square)))
	f.Add([]byte(`{"type":"FeatureCollection","hoctap:drawn":true,"features":[{"properties":{"code":14812},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[3,0],[0,3],[0,0]]]]}}]}`))
	places, keys := tree()
	f.Fuzz(func(t *testing.T, body []byte) {
		list, problems := Read(bytes.NewReader(body), Reading{Tree: places, Keys: keys, From: day})
		if (len(list) == 0) == (len(problems) == 0) {
			t.Fatalf("%d boundaries and %d problems", len(list), len(problems))
		}
		for _, b := range list {
			back, err := ParseText(b.Shape.Text())
			if err != nil || back.Text() != b.Shape.Text() {
				t.Fatalf("%q is not read back: %v", b.Shape.Text(), err)
			}
		}
	})
}
