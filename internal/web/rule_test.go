package web_test

import (
	"net/http"
	"testing"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

func TestTheLawIsReadAndSearched(t *testing.T) {
	tn := newTown(t)
	tn.page("/rules?q=khuyet+tat", testkit.In("main", testkit.Contains("tiếp cận giáo dục")), testkit.Each(".list .whole .sub", testkit.Matches(`\S`)))
	tn.page("/rules?q=20/2014", testkit.Each("mark", testkit.Matches("20/2014")))
	tn.page("/rules?q=zzzz", testkit.In(".empty h2", testkit.Contains("zzzz")))
	// A standard: every level over time, what is open, and where the ward stands.
	tn.page("/rules/THCS", testkit.Count(".strips", 3), testkit.Each(".strips tbody td:last-child", testkit.Matches(`\S`)),
		testkit.In("main", testkit.Contains("Những điểm văn bản để ngỏ"), testkit.Contains("Phường Bắc Nam")))
	tn.page("/rules/ALL.DIS", testkit.In("main", testkit.Contains("chưa quy định"), testkit.Contains("Từ 60 % trở lên"), testkit.Contains("Tính trên")))
	tn.page("/rules/primary.completed_up_to_14", testkit.In("main", testkit.Contains("đến 14 tuổi"), testkit.Contains("Điều luật viết")))
	tn.page("/rules/circular-07-2016", testkit.In("main", testkit.Contains("Những mức dựa vào văn bản này")))
}

func TestWhatOfTheLawChanged(t *testing.T) {
	tn := newTown(t)
	tn.page("/rules/changes", testkit.In("main", testkit.Contains("07/2016/TT-BGDĐT"), testkit.Contains("Chưa rõ ngày bắt đầu áp dụng")))
	tn.page("/rules/changes?from=09/05/2016&to=10/05/2016", testkit.Each(".timeline .when", testkit.Text("10/05/2016")), testkit.In("main", testkit.Contains("Từ 60 % trở lên")))
	tn.page("/rules/changes?from=2014-05-15&to=2016-05-09", testkit.In(".empty", testkit.Contains("như nhau")), testkit.None(".timeline"))
	for _, wrong := range []string{"?from=2016", "?to=hôm+qua", "?from=10/05/2016&to=09/05/2016"} {
		if got := tn.get("/rules/changes" + wrong); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", wrong, got.status)
		}
	}
}

// The guide is read and searched by whoever comes, and a page leads to where it is
// spoken of.
func TestTheGuideIsInTheProgram(t *testing.T) {
	tn := newTown(t)
	tn.page("/help?q=sua+o+sai", testkit.In("main", testkit.Contains("Tìm thấy ở")), testkit.Each("mark", testkit.Matches(`^\S+$`)))
	tn.page("/help/danh-sach", testkit.In("h1", testkit.Text("Danh sách cần vận động")), testkit.Count("#in", 1), testkit.None(".prose script"))
	tn.page(of(storetest.Joined, lastYear, "gaps", "XMC", "2"), testkit.In(`[data-key="help"]`, testkit.Href("/help/danh-sach")), testkit.Each(".field .help", testkit.Attr("target", "help")))
	if got := tn.get("/help/images/danh-sach.png"); got.status != http.StatusOK || got.header.Get("Content-Type") != "image/png" {
		t.Errorf("picture: status %d", got.status)
	}
	for _, path := range []string{"/help/khong-co", "/help/images/khong-co.png", "/help/images/..%2fdanh-sach.md"} {
		if got := tn.get(path); got.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, got.status)
		}
	}
	tn.stranger()
	tn.page("/help", testkit.Each(".list .name", testkit.Matches(`\S`)))
}
