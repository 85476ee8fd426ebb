package gallery

import "hoctap/internal/web/view"

// differSpecimens are two rounds beside each other.
func differSpecimens() []Specimen {
	page := view.RoundCompare{
		Page: placeFrame("So sánh đợt 2026 với đợt 2025", "round"), Heading: "So sánh đợt 2026 với đợt 2025", Lead: "1.204 người khác với đợt trước; 41.975 người chỉ thêm một tuổi, lên lớp như thường lệ.", Back: view.Link{Text: "Đợt điều tra năm 2026", Href: Root + "/round"},
		With: view.Options{Name: "with", Label: "So với đợt", Choices: []view.Option{{Value: "2025", Text: "2025", Selected: true}, {Value: "2024", Text: "2024"}}}, Hamlets: view.Options{Name: "hamlet", Label: "Thôn, khu phố", Choices: []view.Option{{Text: "Tất cả", Selected: true}, {Value: "3", Text: "Khu phố 3 (12)"}}},
		Kinds: []view.Choice{{Text: "Tất cả (1.204)", Href: "#", Current: true}, {Text: "Mới có (402)", Href: "#"}, {Text: "Không còn (310)", Href: "#"}, {Text: "Đổi chỗ ở (41)", Href: "#"}, {Text: "Thay đổi (502)", Href: "#"}, {Text: "Cần xem lại (17)", Href: "#"}},
		Rows: []view.DifferRow{
			{Name: "Nguyễn Đức Anh", Href: Root + "/person", Birth: "2009-04-12", Where: "Khu phố 3", Sheet: "0123", Tags: []view.Tag{{Tone: view.Accent, Text: "Thay đổi"}, {Tone: view.Warn, Text: "Cần xem lại"}}, Lines: []string{"Khối: lớp 9 → lớp 8", "Cần xem lại: Khối học thấp hơn lần điều tra trước"}},
			{Name: longName, Href: Root + "/person", Birth: "1946", Where: "Khu phố Cổ Đam", Sheet: "0711", Tags: []view.Tag{{Tone: view.Plain, Text: "Không còn"}}, Lines: []string{"Đã chết"}},
			{Name: "Trịnh Thị Ngọc Ánh", Href: Root + "/person", Birth: "2026-03", Where: "Khu phố 3", Sheet: "0124", Tags: []view.Tag{{Tone: view.Good, Text: "Mới có"}}, Lines: []string{"Sinh năm 2026"}},
		},
		Pager: view.NewPager(1, 200, 1204, pageHref), Links: []view.Link{{Text: "Tải danh sách (Excel)", Href: "#"}},
	}
	none := page
	none.Rows, none.Pager, none.Empty = nil, nil, &view.Empty{Title: "Không có ai trong mục này", Text: "Chọn mục khác."}
	return []Specimen{
		{Name: "round-compare", Page: "round_compare", Title: "Hai đợt so từng người", Data: page},
		{Name: "round-compare-none", Page: "round_compare", Title: "Hai đợt so từng người, không ai", Data: none},
	}
}
