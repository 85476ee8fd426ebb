package web_test

import (
	"net/http"
	"strings"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
)

// The two wards of the year before and the one that they became are held against each
// other person by person: who is new, gone, moved, changed, and who is odd.
func TestTwoRoundsBesideEachOther(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			before, err := tn.Records(t.Context(), storetest.North, oldYear)
			check(t, err)
			// Of the ward's own people some go on, as time changes them, and some not.
			next := func(i int, edits ...func(*register.Record)) *register.Record {
				r, _ := survey.RollForward(before[i], lastYear)
				r.CommuneID, r.HamletID, r.Confirmed = storetest.Joined, storetest.Joined1, true
				for _, edit := range edits {
					edit(r)
				}
				return r
			}
			plan := tn.Plan(storetest.Joined, lastYear)
			plan.New = append(plan.New, next(0), next(1, func(r *register.Record) { r.Address = "số 77 phố Mới" }), next(2, func(r *register.Record) { r.HouseholdID = register.ID(tn.NextID()) }), next(3, func(r *register.Record) { r.Move, r.MoveDetail = register.MoveOut, "tỉnh khác" }))
			check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), plan))

			at := of(storetest.Joined, lastYear, "round", "compare")
			tn.page(of(storetest.Joined, lastYear, "round"), testkit.In("main", testkit.Contains("So sánh với đợt trước")))
			tn.page(at, testkit.In("h1", testkit.Text("So sánh đợt 2025 với đợt 2024")), testkit.In(".lead", testkit.Contains("; 1 người chỉ thêm một tuổi")))
			tn.page(at+"?kind=changed", testkit.Each("tbody tr", testkit.Contains("Thay đổi")), testkit.In("tbody", testkit.Contains("→ số 77 phố Mới")))
			tn.page(at+"?kind=moved", testkit.Count("tbody tr", 1), testkit.In("tbody", testkit.Contains("Sang hộ khác")))
			tn.page(at+"?kind=gone&hamlet="+id(storetest.Joined1), testkit.In("tbody", testkit.Contains("Chuyển đi: tỉnh khác")))
			tn.page(at+"?kind=new", testkit.Each("tbody tr", testkit.Contains("Mới có")))
			tn.page(at+"?kind=odd", testkit.Each("tbody tr", testkit.Contains("Cần xem lại")))
			tn.page(at+"?hamlet=99", testkit.In(".empty"))

			file := tn.take(at + ".xlsx?with=2024")
			book, err := grid.OpenBytes([]byte(file.body), grid.DefaultLimits())
			check(t, err)
			rows, err := book.Rows(book.Sheets()[0])
			check(t, err)
			n := 0
			for rows.Next() {
				n++
			}
			if n < 300 {
				t.Errorf("the workbook has %d rows", n)
			}
			wantEntries(t, tn, audit.Export, 3) // of each commune whose people it names
			if got := tn.get(of(storetest.North, oldYear, "round", "compare")); got.status != http.StatusNotFound || !strings.Contains(got.body, "chưa có đợt điều tra nào trước") {
				t.Errorf("nothing to compare with: status %d", got.status)
			}
			tn.client = tn.as("hoa", right.Assignment{Role: right.HamletSurveyor, Place: storetest.Joined2, From: "2020-01-01"})
			tn.page(at, testkit.None("tbody tr"))
		})
	}
}
