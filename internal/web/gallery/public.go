package gallery

import "hoctap/internal/web/view"

// publicSpecimens are the pages for whoever comes.
func publicSpecimens() []Specimen {
	years := []view.Link{{Text: "2025", Href: "#"}, {Text: "2024", Href: "#"}}
	data := view.PublicData{Year: 2025, CSV: "#", JSON: "#"}
	list := view.PublicList{
		Page: frame("Kết quả phổ cập giáo dục, xóa mù chữ"), Heading: "Kết quả phổ cập giáo dục, xóa mù chữ", Lead: "Kết quả từng năm của các xã, phường đã khóa sổ, cùng quyết định công nhận.",
		Search: view.Field{Name: "q", Label: "Tìm địa bàn", Hint: "Gõ tên, có dấu hay không dấu, hoặc mã."}, About: view.Link{Text: "Số liệu này từ đâu", Href: "#"},
		Places: []view.PublicPlace{{Name: "Tỉnh Thanh Hóa", Kind: "Tỉnh, thành phố", Years: years}, {Name: longName, Kind: "Xã, phường, thị trấn", Years: years[:1]}}, Data: []view.PublicData{data},
	}
	none := list
	none.Places, none.Data, none.Empty = nil, nil, &view.Empty{Title: "Chưa có kết quả nào được công bố", Text: "Kết quả được công bố sau khi xã, phường khóa sổ."}
	withheld := view.Cell{Text: "…"}
	page := view.PublicPage{
		Page: frame("Phường Bỉm Sơn, kết quả năm 2025"), Heading: "Phường Bỉm Sơn, kết quả năm 2025", Lead: "Công bố ngày 05/01/2026.", Back: view.Link{Text: "Kết quả", Href: "#"},
		Years: []view.YearStep{{Year: 2024, Href: "#"}, {Year: 2025, Href: "#", Current: true}}, Before: years[1:],
		Decisions: []view.PublicDecision{{Standard: "Phổ cập giáo dục tiểu học, mức độ 3", Number: "4871/QĐ-UBND", Date: "2025-12-16", Authority: "Ủy ban nhân dân tỉnh Thanh Hóa"}},
		Figures: &view.Table{Wide: true, Caption: "Kết quả năm 2025", Columns: []view.Column{{Text: "Chỉ tiêu"}, {Text: "Tỷ lệ", Number: true}, {Text: "Đạt", Number: true}, {Text: "Số người", Number: true}},
			Rows: []view.Row{
				{Cells: []view.Cell{{Text: "Trẻ em 6 tuổi vào lớp 1", Sub: "Trẻ em 6 tuổi phải phổ cập"}, {Text: "98,19 %", Bar: view.NewBar(view.Share{Numerator: 542, Denominator: 552}, view.NotApplicable)}, {Text: "542"}, {Text: "552"}}},
				{Cells: []view.Cell{{Text: "Trẻ em 6 tuổi đã hoàn thành chương trình giáo dục mầm non"}, withheld, withheld, withheld}},
			}},
		Note: "Dấu … là số không công bố.", Data: data, About: list.About,
	}
	bare := page
	bare.Decisions, bare.Years, bare.Before = nil, nil, nil
	return []Specimen{
		{Name: "public", Page: "public_list", Title: "Trang công khai", Data: list},
		{Name: "public-none", Page: "public_list", Title: "Trang công khai, chưa công bố gì", Data: none},
		{Name: "public-place", Page: "public_place", Title: "Kết quả công khai của một xã", Data: page},
		{Name: "public-bare", Page: "public_place", Title: "Kết quả công khai, chưa có quyết định", Data: bare},
		{Name: "public-about", Page: "public_about", Title: "Về số liệu công khai", Data: view.PublicAbout{
			Page: frame("Số liệu này từ đâu"), Heading: "Số liệu này từ đâu", Back: page.Back, Paragraphs: []string{"Không công bố số người từ 1 đến 4."}, Columns: facts()[:2], Measures: facts()[:1],
		}},
	}
}
