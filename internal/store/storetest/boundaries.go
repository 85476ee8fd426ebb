package storetest

import (
	"context"
	"testing"

	"hoctap/internal/boundary"
	"hoctap/internal/place"
)

var boundaries = []test{
	{"come back as they were saved", boundariesSaved},
	{"hold until the next one", boundariesDated},
	{"the same ones again change nothing", boundariesAgain},
	{"of a place that is not there nothing stays", boundariesRefused},
	{"many at once", boundariesMany},
}

func outline(of place.ID, from place.Date) boundary.Boundary {
	return boundary.Boundary{PlaceID: of, From: from, Source: "bản đồ tỉnh", Shape: boundary.Shape{
		{{{X: 10580000, Y: 2010000}, {X: 10590000, Y: 2010000}, {X: 10590000, Y: 2020000}}, {{X: 10585000, Y: 2011000}, {X: 10586000, Y: 2012000}, {X: 10586000, Y: 2011000}}},
		{{{X: 10600000, Y: 2010000}, {X: 10600100, Y: 2010000}, {X: 10600100, Y: 2010100}}},
	}}
}

func boundariesSaved(t *testing.T, b *Bed) {
	b.Settle()
	ctx := By(context.Background(), "chị Lan")
	drawn := boundary.Boundary{PlaceID: North, From: "2000-01-01", Drawn: true, Shape: boundary.Tiles([]boundary.Cell{{Column: 1, Row: -1}})}
	n, err := b.SaveBoundaries(ctx, []boundary.Boundary{outline(Joined, merger), drawn})
	check(t, err)
	wantEqual(t, "new boundaries", n, 2)
	got, err := b.Boundaries(ctx, []place.ID{Joined, North, South}, "2025-09-30")
	check(t, err)
	wantEqual(t, "boundaries", len(got), 2)
	wantEqual(t, "an outline", got[Joined].Same(outline(Joined, merger)), true)
	wantEqual(t, "a drawing", got[North].Same(drawn), true)
}

func boundariesDated(t *testing.T, b *Bed) {
	b.Settle()
	ctx := By(context.Background(), "chị Lan")
	later := outline(Other, "2024-01-01")
	later.Shape = later.Shape[:1]
	_, err := b.SaveBoundaries(ctx, []boundary.Boundary{later})
	check(t, err)
	_, err = b.SaveBoundaries(ctx, []boundary.Boundary{outline(Other, "2010-01-01")})
	check(t, err)
	for on, want := range map[place.Date]int{"2009-12-31": 0, "2010-01-01": 9, "2023-12-31": 9, "2024-01-01": 6, "2030-01-01": 6} {
		got, err := b.Boundaries(ctx, []place.ID{Other}, on)
		check(t, err)
		wantEqual(t, "corners on "+on, got[Other].Shape.Corners(), want)
	}
	days, err := b.BoundaryDays(ctx, Other)
	check(t, err)
	wantEqual(t, "days", len(days), 2)
	wantEqual(t, "the first", days[0].From, "2010-01-01")
}

func boundariesAgain(t *testing.T, b *Bed) {
	b.Settle()
	ctx := By(context.Background(), "chị Lan")
	list := []boundary.Boundary{outline(Joined, merger), outline(Other, merger)}
	_, err := b.SaveBoundaries(ctx, list)
	check(t, err)
	entries, pulse := b.count("log_entries"), b.pulse()
	n, err := b.SaveBoundaries(ctx, list)
	check(t, err)
	wantEqual(t, "changed", n, 0)
	wantEqual(t, "entries of the log", b.count("log_entries"), entries)
	wantEqual(t, "pulse", b.pulse(), pulse)
	list[1].Source = "bản đồ khác"
	n, err = b.SaveBoundaries(ctx, list)
	check(t, err)
	wantEqual(t, "changed", n, 1)
	wantEqual(t, "rows", b.count("boundaries"), 2)
}

func boundariesRefused(t *testing.T, b *Bed) {
	b.Settle()
	_, err := b.SaveBoundaries(By(context.Background(), "chị Lan"), []boundary.Boundary{outline(Joined, merger), outline(999, merger)})
	if err == nil {
		t.Error("a boundary of nothing was saved")
	}
	wantEqual(t, "rows", b.count("boundaries"), 0)
}

// boundariesMany asks for more places than one statement takes.
func boundariesMany(t *testing.T, b *Bed) {
	ctx := By(context.Background(), "chị Lan")
	const many = 1100
	keys := map[string]place.ID{"p": 1}
	data := place.Data{Attributes: []place.Attributes{{PlaceID: 1, From: "2000-01-01", Code: "38", Name: "Tỉnh Thử", Kind: place.Province}}}
	var list []boundary.Boundary
	var ids []place.ID
	for i := range many {
		id := place.ID(100 + i)
		code := string(rune('a'+i/26/26)) + string(rune('a'+i/26%26)) + string(rune('a'+i%26))
		keys[code] = id
		data.Attributes = append(data.Attributes, place.Attributes{PlaceID: id, From: "2000-01-01", Code: code, Name: "Xã " + code, Kind: place.Commune, Parent: 1})
		list = append(list, outline(id, "2000-01-01"))
		ids = append(ids, id)
	}
	check(t, b.SavePlaces(ctx, keys, data))
	n, err := b.SaveBoundaries(ctx, list)
	check(t, err)
	wantEqual(t, "new", n, many)
	got, err := b.Boundaries(ctx, ids, "2025-09-30")
	check(t, err)
	wantEqual(t, "found", len(got), many)
}
