package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"hoctap/internal/place"
)

var places = []test{
	{"come back as they were saved", placesSaved},
	{"replace what a file names and leave the rest", placesReplaced},
	{"of a refused file nothing stays", placesRefused},
	{"the same file again changes nothing", placesAgain},
	{"many files at once all count", placesTogether},
	{"the stamp of the tree never stands still", placesStamp},
	{"a reader never sees half a change", placesWhole},
	{"are sorted as Vietnamese lists are", hamletsSorted},
}

func placesSaved(t *testing.T, b *Bed) {
	ctx := context.Background()
	tree, err := b.Places(ctx)
	check(t, err)
	wantEqual(t, "places at first", len(tree.All()), 0)
	b.Settle()
	tree, err = b.Places(ctx)
	check(t, err)
	got := tree.All()
	want := town().Attributes
	arrange(got)
	arrange(want)
	if !slices.Equal(got, want) {
		t.Errorf("attributes: got %+v\nwant %+v", got, want)
	}
	if !slices.Equal(tree.Predecessors(Joined), town().Successions) {
		t.Errorf("successions: got %+v", tree.Predecessors(Joined))
	}
	d, _ := tree.Difficult(Other, "2025-09-30")
	wantEqual(t, "difficulty", d, town().Difficulties[0])
	wantEqual(t, "published number of communes", tree.Number(Province, place.Commune, "2025-09-30"), 166)
	keys, err := b.PlaceKeys(ctx)
	check(t, err)
	wantEqual(t, "keys", len(keys), len(townKeys))
	wantEqual(t, "key", keys["joined"], Joined)
}

func arrange(list []place.Attributes) {
	slices.SortFunc(list, func(a, b place.Attributes) int {
		return cmp.Or(cmp.Compare(a.PlaceID, b.PlaceID), cmp.Compare(a.From, b.From))
	})
}

func placesReplaced(t *testing.T, b *Bed) {
	b.Settle()
	ctx := context.Background()
	split := "2026-02-01"
	keys := map[string]place.ID{"other": Other, "other-2": 99}
	err := b.SavePlaces(By(ctx, "chị Lan"), keys, place.Data{Attributes: []place.Attributes{
		{PlaceID: Other, From: "2000-01-01", Until: merger, Code: "14830", Name: "Xã Ngoài Đê", Kind: place.Commune, Parent: district},
		{PlaceID: Other, From: merger, Code: "14830", Name: "Xã Ngoài Đê", Kind: place.Commune, Parent: Province},
		{PlaceID: 99, From: split, Name: "Thôn Tây", Kind: place.Hamlet, Parent: Other},
	}})
	check(t, err)
	tree, err := b.Places(ctx)
	check(t, err)
	a, _ := tree.At(Other, "2025-09-30")
	wantEqual(t, "name", a.Name, "Xã Ngoài Đê")
	_, difficult := tree.Difficult(Other, "2025-09-30")
	wantEqual(t, "a difficulty the file no longer has", difficult, false)
	wantEqual(t, "hamlets, the old one of another row among them", len(tree.Children(Other, split)), 2)
	wantEqual(t, "places the file does not name", len(tree.Predecessors(Joined)), 2)
}

func placesRefused(t *testing.T, b *Bed) {
	b.Settle()
	ctx := context.Background()
	orphan := place.Data{Attributes: []place.Attributes{
		{PlaceID: 99, From: "2000-01-01", Code: "99999", Name: "Xã Mồ Côi", Kind: place.Commune, Parent: 98},
		{PlaceID: Other, From: "2000-01-01", Code: "14830", Name: "Xã Khác Tên", Kind: place.Commune, Parent: district},
	}}
	err := b.SavePlaces(By(ctx, "chị Lan"), map[string]place.ID{"orphan": 99, "other": Other}, orphan)
	var problem place.Problem
	if !errors.As(err, &problem) {
		t.Errorf("got %v, want a problem of places", err)
	}
	tree, err := b.Places(ctx)
	check(t, err)
	a, _ := tree.At(Other, "2025-09-30")
	wantEqual(t, "name", a.Name, "Xã Ngoài")
	keys, err := b.PlaceKeys(ctx)
	check(t, err)
	if _, stays := keys["orphan"]; stays {
		t.Error("the key of a refused place stays")
	}
}

func placesAgain(t *testing.T, b *Bed) {
	b.Settle()
	before := b.count("place_attributes") + b.count("place_successions") + b.count("place_totals")
	b.Settle()
	wantEqual(t, "rows", b.count("place_attributes")+b.count("place_successions")+b.count("place_totals"), before)
}

func placesTogether(t *testing.T, b *Bed) {
	b.Settle()
	ctx := context.Background()
	watcher := b.Again()
	const files = 8
	errs := make([]error, files)
	var wait sync.WaitGroup
	for i := range files {
		db := b.Again()
		wait.Go(func() {
			id := place.ID(100 + i)
			data := place.Data{Attributes: []place.Attributes{{PlaceID: id, From: "2000-01-01", Name: fmt.Sprintf("Thôn %d", i), Kind: place.Hamlet, Parent: Other}}}
			errs[i] = db.SavePlaces(By(ctx, "chị Lan"), map[string]place.ID{fmt.Sprintf("new-%d", i): id}, data)
			_, err := watcher.Places(ctx)
			errs[i] = errors.Join(errs[i], err)
		})
	}
	wait.Wait()
	check(t, errors.Join(errs...))
	tree, err := watcher.Places(ctx)
	check(t, err)
	wantEqual(t, "hamlets", len(tree.Children(Other, "2025-09-30")), 1+files)
}

// placesStamp would hide one of two changes from whoever remembers the tree, if
// both moved the stamp from the same number to the same next one.
func placesStamp(t *testing.T, b *Bed) {
	b.Settle()
	err := b.meanwhile(`UPDATE settings SET value = '2' WHERE name = 'places.stamp' AND value = '1'`, func() error {
		return b.SavePlaces(By(context.Background(), "chị Lan"), townKeys, town())
	})
	check(t, err)
	v, err := b.Setting(context.Background(), "places.stamp")
	check(t, err)
	wantEqual(t, "stamp after three changes", v, "3")
}

// placesWhole reads while the tree goes back and forth between two shapes: with
// a hamlet and a total, and without.
func placesWhole(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	without := town()
	without.Totals = nil
	without.Attributes = slices.DeleteFunc(without.Attributes, func(a place.Attributes) bool { return a.PlaceID == Other1 })
	reader := b.Again()
	b.while(func() error {
		for i := range 12 {
			data := town()
			if i%2 == 0 {
				data = without
			}
			err := b.SavePlaces(By(ctx, "chị Lan"), townKeys, data)
			if err != nil {
				return err
			}
		}
		return nil
	}, func() error {
		tree, err := reader.Places(ctx)
		if err != nil {
			return err
		}
		hamlet := len(tree.Children(Other, "2025-09-30")) == 1
		total := tree.Number(Province, place.Commune, "2025-09-30") == 166
		if hamlet != total {
			return fmt.Errorf("half a change: hamlet %t, total %t", hamlet, total)
		}
		return nil
	})
}

func hamletsSorted(t *testing.T, b *Bed) {
	b.Settle()
	ctx := context.Background()
	keys, data := map[string]place.ID{}, place.Data{}
	for i, name := range []string{"Thôn Đông", "Thôn Dừa", "Thôn Ánh", "Thôn Âu", "Thôn An", "Khu phố 10", "Khu phố 9"} {
		id := place.ID(200 + i)
		keys[name] = id
		data.Attributes = append(data.Attributes, place.Attributes{PlaceID: id, From: merger, Name: name, Kind: place.Hamlet, Parent: Joined})
	}
	check(t, b.SavePlaces(By(ctx, "chị Lan"), keys, data))
	list, err := b.Hamlets(ctx, Joined, 2025)
	check(t, err)
	var got []string
	for _, h := range list {
		got = append(got, h.Name)
	}
	want := []string{"Khu phố 1", "Khu phố 2", "Khu phố 9", "Khu phố 10", "Thôn An", "Thôn Ánh", "Thôn Âu", "Thôn Dừa", "Thôn Đông"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	list, err = b.Hamlets(ctx, North, 2025)
	check(t, err)
	wantEqual(t, "hamlets of a commune that is no more", len(list), 0)
}
