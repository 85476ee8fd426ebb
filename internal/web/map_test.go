package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"hoctap/internal/boundary"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

func mapPath(of place.ID, year int, query string) string {
	return fmt.Sprintf("/places/%d/%d/map%s", of, year, query)
}

func square(x int32) boundary.Shape {
	return boundary.Shape{{{{X: x, Y: 0}, {X: x + 9000, Y: 0}, {X: x + 9000, Y: 9000}, {X: x, Y: 9000}}}}
}

// Without a boundary the hamlets are tiles, and the table beside them says the same
// with the same links.
func TestMapOfTiles(t *testing.T) {
	tn := newTown(t)
	got := tn.page(mapPath(storetest.Joined, lastYear, "?by=TH1.C1"),
		testkit.Count(".map .land", 2),
		testkit.In(".map-frame > svg[aria-hidden]", testkit.Count("a.land", strings.Count(tn.get(mapPath(storetest.Joined, lastYear, "")).body, `<a class="land"`))),
		testkit.In(".map .source", testkit.Contains("không theo vị trí thực địa")),
		testkit.In(".map-columns table", testkit.Contains("Khu phố 1"), testkit.Contains("Khu phố 2")),
	)
	for _, piece := range strings.Split(got.body, `<a class="land"`)[1:] {
		_, rest, _ := strings.Cut(piece, `href="`)
		href, _, _ := strings.Cut(rest, `"`)
		if strings.Count(got.body, `href="`+href+`"`) != 2 {
			t.Errorf("%s is on the map and not in the table", href)
		}
		if !strings.Contains(piece, `tabindex="-1"`) {
			t.Errorf("%s can be tabbed to inside what is hidden from screen readers", href)
		}
	}
}

// Outlines go before drawings; who has none is named.
func TestMapOfOutlines(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			ctx := storetest.By(t.Context(), "chị Lan")
			_, err := tn.SaveBoundaries(ctx, []boundary.Boundary{{PlaceID: storetest.Joined1, From: "2025-07-01", Drawn: true, Source: "hình vẽ tay", Shape: boundary.Tiles([]boundary.Cell{{}})}})
			check(t, err)
			tn.page(mapPath(storetest.Joined, lastYear, ""), testkit.Count(".map .land", 1), testkit.Contains("hình vẽ tay"), testkit.Contains("Chưa có ranh giới nên không vẽ: Khu phố 2"))
			_, err = tn.SaveBoundaries(ctx, []boundary.Boundary{{PlaceID: storetest.Joined2, From: "2025-07-01", Source: "bản đồ tỉnh", Shape: square(0)}})
			check(t, err)
			tn.page(mapPath(storetest.Joined, lastYear, ""), testkit.Count(".map .land", 1), testkit.Contains("Ranh giới: bản đồ tỉnh, có hiệu lực từ 01/07/2025"), testkit.Contains("không vẽ: Khu phố 1"))
		})
	}
}

// The units of a province lead on to their own maps, coloured by the same; where
// the wards of a year are no more, their hamlets stand for the ward of today.
func TestMapGoesDownAndBack(t *testing.T) {
	tn := newTown(t)
	tn.page(mapPath(storetest.Province, lastYear, "?by=THCS"),
		testkit.In(".map", testkit.Contains("Phường Bắc Nam")),
		testkit.In(fmt.Sprintf(`.map a.land[href="%s"]`, mapPath(storetest.Joined, lastYear, "?by=THCS"))))
	tn.page(mapPath(storetest.Joined, lastYear, "?by=THCS"), testkit.In("select option[selected]", testkit.Contains("THCS")))
	tn.page(mapPath(storetest.Joined, oldYear, ""), testkit.Count(".map .land", 3), testkit.In(".map-columns table", testkit.Contains("Thôn Đoài, Xã Nam")))
	tn.page(mapPath(storetest.Joined, 2019, ""), testkit.None(".map"), testkit.In(".empty"))
}

// Who may see figures and not people gets the map without its ways on.
func TestMapWithoutPeople(t *testing.T) {
	tn := newTown(t)
	tn.client = tn.as("chu-tich", right.Assignment{Role: right.WardLeader, Place: storetest.Joined, From: "2020-01-01", GivenBy: "test"})
	got := tn.page(mapPath(storetest.Joined, lastYear, ""), testkit.Count(".map .land", 2))
	people := tn.get(fmt.Sprintf("/places/%d/%d/people/TH1.C1", storetest.Joined, lastYear)).status
	if linked := strings.Contains(got.body, `<a class="land"`); linked == (people == http.StatusForbidden) {
		t.Errorf("people answer %d, and the map leads to them: %v", people, linked)
	}
}
