package gallery

import "hoctap/internal/web/view"

// historySpecimens are places with a past and without one, with names that no box holds.
func historySpecimens() []Specimen {
	frame := placeFrame("Phường Bỉm Sơn: địa giới qua các thời kỳ", "")
	frame.Head.Changed = &view.Link{Text: "Địa giới thay đổi từ 01/07/2025: xem đơn vị nào thành đơn vị nào", Href: "#"}
	frame.Head.History = view.Link{Text: "Địa giới, tên và mã qua các thời kỳ", Href: "#"}
	nodes := []view.FlowNode{
		{Name: "Xã Hà Lan", Code: "14827", Href: "#"}, {Name: "Phường Đông Sơn", Code: "14821", Href: "#"}, {Name: "Xã " + longName, Code: "14812"},
		{Name: "Phường Đông Sơn", Code: "14821", Href: "#", Column: 1}, {Name: "Xã " + longName, Code: "14812", Column: 1},
		{Name: "Phường Bỉm Sơn", Code: "14812", Href: "#", Column: 2, Current: true}, {Name: "Phường Quang Trung", Code: "14818", Href: "#", Column: 2},
	}
	links := []view.FlowLink{{From: 0, To: 3}, {From: 1, To: 3}, {From: 2, To: 4}, {From: 3, To: 5}, {From: 4, To: 5, Part: true}, {From: 4, To: 6, Part: true}}
	noShape := &view.Table{Empty: &view.Empty{Title: "Chưa nhập ranh giới", Text: "Quản trị hệ thống nhập tệp GeoJSON."}}
	full := view.HistoryPage{
		Page: frame, Heading: frame.Title, Lead: "Thành lập ngày 01/07/2025 trên cơ sở 2 đơn vị.",
		Flow:   view.NewFlow("Đơn vị nào thành đơn vị nào", []string{"Đến hết 30/11/2019", "01/12/2019 – 30/06/2025", "Từ 01/07/2025"}, nodes, links),
		Events: []view.Event{{When: "01/12/2019", Title: "Xã Hà Lan nhập vào Phường Đông Sơn", Lines: []string{"Nghị quyết 786/NQ-UBTVQH14"}}, {When: "01/07/2025", Title: "Phường Đông Sơn, một phần Xã " + longName + " hợp thành Phường Bỉm Sơn", Lines: []string{"Nghị quyết 1686/NQ-UBTVQH15"}}},
		Names:  &tables()[0], Boundaries: &tables()[1], Difficult: noShape,
	}
	plain := view.HistoryPage{Page: placeFrame("Xã Ngoài: địa giới qua các thời kỳ", ""), Heading: "Xã Ngoài: địa giới qua các thời kỳ", Lead: "Chưa ghi nhận lần sáp nhập, chia tách nào.", Names: &tables()[0], Boundaries: noShape}
	return []Specimen{
		{Name: "history", Page: "history", Title: "Địa giới: sáp nhập, chia tách", Data: full},
		{Name: "history-plain", Page: "history", Title: "Địa giới: chưa từng đổi", Data: plain},
	}
}
