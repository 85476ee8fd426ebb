package web_test

import (
	"fmt"
	"strings"
	"testing"

	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
	"hoctap/internal/web"
)

func overviewPath(year int) string { return fmt.Sprintf("/places/%d/%d", storetest.Joined, year) }

// The overview has the map, the ages at school with their figures, and the years
// under one another with the merger between them.
func TestOverviewPictures(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			tn.page(overviewPath(lastYear),
				testkit.Count(".pictures .map .land", 2),
				testkit.In(".pictures .pyramid", testkit.Count("tbody tr", 16)),
				testkit.In(".pyramid-data", testkit.Count("tbody tr", 16), testkit.Count("thead th", 6)),
				testkit.In(".table caption:contains('Qua các năm')"),
				testkit.In("tr.group", testkit.Contains("Từ 01/07/2025: Phường Bắc Nam được thành lập từ Phường Bắc, Xã Nam")),
			)
		})
	}
}

// The pyramid is counted from the same people as the list behind a number.
func TestPyramidCountsEverybodyOnce(t *testing.T) {
	tn := newTown(t)
	people, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	want := 0
	for _, r := range people {
		if p := r.Profile(); p.Age >= 3 && p.Age <= 18 && p.Move != "out" && p.Move != "dead" {
			want++
		}
	}
	got := tn.get(overviewPath(lastYear)).body
	if !strings.Contains(got, fmt.Sprintf("trong %d người 3–18 tuổi", want)) {
		t.Errorf("the pyramid is not of %d people", want)
	}
}

// The day on which the figures are fixed is told while the round is open, before,
// on and after it, and not once it is handed in.
func TestOverviewIsDue(t *testing.T) {
	for at, want := range map[string]string{
		"2025-09-21 07:30": "chốt số liệu điều tra (còn 9 ngày)",
		"2025-09-30 23:00": "chốt số liệu điều tra (hôm nay)",
		"2025-10-04 07:30": "chốt số liệu điều tra (đã quá 4 ngày, đợt điều tra chưa nộp)",
	} {
		t.Run(at, func(t *testing.T) {
			tn := serve(t, settled(t, testkit.SQLite), func(c *web.Config) { c.Now = testkit.At(at) })
			tn.page(overviewPath(lastYear), testkit.In(".due", testkit.Contains("30/09/2025"), testkit.Contains(want)))
			check(t, tn.MoveRound(storetest.By(t.Context(), "chị Lan"), storetest.Joined, lastYear, survey.Submitted, ""))
			tn.page(overviewPath(lastYear), testkit.None(".due"))
		})
	}
}

// A province is told of its own days as long as they are to come.
func TestProvinceIsDue(t *testing.T) {
	tn := newTown(t)
	path := fmt.Sprintf("/places/%d/%d", storetest.Province, lastYear)
	tn.page(path, testkit.In(".due", testkit.Contains("trước 10/10/2025"), testkit.Contains("còn 18 ngày")))
	tn = serve(t, settled(t, testkit.SQLite), func(c *web.Config) { c.Now = testkit.At("2025-10-10 07:30") })
	tn.page(path, testkit.None(".due"))
}
