package demo

import (
	"testing"

	data "hoctap/demo"
	"hoctap/internal/boundary"
	"hoctap/internal/place"
	"hoctap/places"
)

func shippedTree(t *testing.T) *place.Tree {
	t.Helper()
	var all place.Data
	next := place.ID(0)
	ids := map[string]place.ID{}
	id := func(key string) place.ID {
		if ids[key] == 0 {
			next++
			ids[key] = next
		}
		return ids[key]
	}
	in, err := place.OpenCSV(places.FS, "thanh-hoa")
	if err != nil {
		t.Fatal(err)
	}
	file, problems := place.ReadCSV(in)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	all = file.Data(id, 0)
	return place.NewTree(all)
}

// Every area is one piece, whole communes are one piece, and the two wards of
// today together hold every tile.
func TestPictureOfTheTown(t *testing.T) {
	spec, err := Read(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	tree := shippedTree(t)
	keys := map[string]place.ID{}
	quarters := 0
	for i := range spec.Town.Areas {
		for j := range spec.Town.Areas[i].Hamlets {
			quarters++
			keys[hamletKey(&spec.Town.Areas[i], j)] = place.ID(10_000 + quarters)
		}
	}
	list, err := spec.picture(tree, keys)
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[place.ID][]boundary.Boundary{}
	for _, b := range list {
		drawn[b.PlaceID] = append(drawn[b.PlaceID], b)
		if len(b.Shape) != 1 {
			t.Errorf("%d from %s lies in %d pieces", b.PlaceID, b.From, len(b.Shape))
		}
	}
	const communes = 9 + 2 // nine of 2019, two of today
	if len(drawn) != quarters+communes {
		t.Errorf("%d places are drawn, want %d quarters and %d communes", len(drawn), quarters, communes)
	}
	dongSon, err := tree.ByCode("14821", "2019-01-01")
	if err != nil {
		t.Fatal(err)
	}
	if got := drawn[dongSon.PlaceID]; len(got) != 2 || got[1].From != "2019-12-01" || got[0].Shape.Text() == got[1].Shape.Text() {
		t.Errorf("Đông Sơn, which took in Hà Lan on 2019-12-01, is drawn as %+v", got)
	}
}
