package gallery

import "hoctap/internal/web/view"

// communeListSpecimens are a province with and without short ways, and one without figures.
func communeListSpecimens() []Specimen {
	frame := placeFrame("Các xã, phường – Tỉnh Thanh Hóa năm 2025", "communes")
	cell := func(state view.State, text, sub string) view.Cell {
		return view.Cell{Badge: &view.Badge{State: state, Text: text}, Sub: sub}
	}
	units := &view.Table{
		Caption: "166 xã, phường theo từng chuẩn", Wide: true, Tall: true,
		Columns: []view.Column{{Text: "Xã, phường", SortHref: "#", Sorted: "ascending"}, {Text: "Số người", Number: true, SortHref: "#"}, {Text: "PCGD tiểu học", SortHref: "#"}, {Text: "Xóa mù chữ", SortHref: "#"}},
		Rows: []view.Row{
			{Cells: []view.Cell{{Text: "Phường Bỉm Sơn", Href: "#"}, {Text: "43.179"}, cell(view.NotMet, "mức độ 2", "mức độ 3: cần thêm 27 người và điều kiện khác"), cell(view.Met, "mức độ 2", "")}},
			{Cells: []view.Cell{{Text: "Xã " + longName, Href: "#"}, {Text: "9"}, cell(view.NotEnoughData, "", "mức độ 1: chưa đủ số liệu"), cell(view.NotMet, "", "mức độ 1: cần thêm 3 người")}},
		},
	}
	ways := []view.ShortWay{
		{Title: "Phổ cập giáo dục tiểu học mức độ 3: cần thêm 14 xã, phường", Text: "Tỷ lệ xã đạt chuẩn mức độ 3: hiện có 120 trong 166 đơn vị. Gần nhất là 14 xã, phường, ít nhất 57 người.", More: "và 12 xã, phường khác", Links: []view.Link{{Text: "Phường Bỉm Sơn: 3 người", Href: "#"}, {Text: "Xã " + longName + ": chờ quyết định công nhận", Href: "#"}}},
		{Title: "Xóa mù chữ mức độ 2: cần thêm 1 xã, phường", Text: "Chưa xã, phường nào chỉ còn thiếu người học."},
	}
	search := view.Field{Name: "q", Label: "Tìm xã, phường", Type: "search", Width: "20"}
	heading, lead := frame.Title, "166 trong 166 xã, phường có số liệu điều tra."
	found := search
	found.Value = "zzz"
	return []Specimen{
		{Name: "commune-list", Page: "commune_list", Title: "Các xã, phường của tỉnh", Data: view.CommuneList{Page: frame, Heading: heading, Lead: lead, Moves: ways, Search: search, Sort: "TH", Units: units}},
		{Name: "commune-list-none", Page: "commune_list", Title: "Không tìm thấy xã, phường", Data: view.CommuneList{Page: frame, Heading: heading, Lead: lead, Search: found, Empty: &view.Empty{Title: "Không tìm thấy “zzz”", Text: "Thử gõ ít chữ hơn.", Action: &view.Link{Text: "Xem tất cả", Href: "#"}}}},
	}
}
