package web_test

import (
	"fmt"
	"strings"
	"testing"

	"hoctap/internal/boundary"
	"hoctap/internal/place"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

func historyPath(of place.ID, year int) string { return fmt.Sprintf("/places/%d/%d/history", of, year) }

// The ward of today tells what it was made of, in a picture and in words, with the
// code that two of them bore.
func TestHistoryOfAWard(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			_, err := tn.SaveBoundaries(storetest.By(t.Context(), "chị Lan"), []boundary.Boundary{{PlaceID: storetest.Joined, From: "2025-07-01", Source: "bản đồ tỉnh", Shape: square(0)}})
			check(t, err)
			got := tn.page(historyPath(storetest.Joined, lastYear),
				testkit.In(".lead", testkit.Contains("Thành lập ngày 01/07/2025 trên cơ sở 2 đơn vị")),
				testkit.Count(".flow .flow-node", 3), testkit.Count(".flow .flow-band", 2), testkit.None(".flow-hatch"),
				testkit.Count(".flow-node[data-current]", 1),
				testkit.In(".timeline", testkit.Contains("Phường Bắc, Xã Nam hợp thành Phường Bắc Nam"), testkit.Contains("1238/NQ-UBTVQH15")),
				testkit.Contains("bản đồ tỉnh"), testkit.Contains("Chưa nhập thời kỳ nào thuộc danh sách"),
			)
			if strings.Count(got.body, "14812</td>") != 2 {
				t.Error("the code that two units bore one after the other is not told twice")
			}
		})
	}
}

// A ward that is gone leads on; one that stayed tells of its parent and of its years
// on the list.
func TestHistoryOfOthers(t *testing.T) {
	tn := newTown(t)
	tn.page(historyPath(storetest.North, oldYear), testkit.In(".lead", testkit.Contains("Tồn tại đến hết ngày 30/06/2025, sau đó thuộc Phường Bắc Nam")))
	tn.page(historyPath(storetest.Other, lastYear),
		testkit.In(".lead", testkit.Contains("Chưa ghi nhận")), testkit.None(".flow"),
		testkit.In(".timeline", testkit.Contains("Trực thuộc Tỉnh Thử")),
		testkit.Contains("861/QĐ-TTg"), testkit.Contains("31/12/2025"))
	tn.page(historyPath(storetest.Province, lastYear), testkit.Count(".flow .flow-node", 3), testkit.In(".timeline", testkit.Contains("hợp thành Phường Bắc Nam")))
}

// The head of every page of the year in which the tree changed leads to how.
func TestHeadTellsThatTheTreeChanged(t *testing.T) {
	tn := newTown(t)
	tn.page(overviewPath(lastYear), testkit.In(".tree-changed a", testkit.Contains("Địa giới thay đổi từ 01/07/2025"), testkit.Href(historyPath(storetest.Joined, lastYear))))
	tn.page(overviewPath(oldYear), testkit.None(".tree-changed"), testkit.In(fmt.Sprintf(`.switch a[href="%s"]`, historyPath(storetest.Joined, oldYear))))
	tn.page(fmt.Sprintf("/places/%d/%d", storetest.Other, lastYear), testkit.None(".tree-changed"))
}
