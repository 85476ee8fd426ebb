package gallery

import "hoctap/internal/web/view"

// statutorySpecimens are the pages of statutory forms.
func statutorySpecimens() []Specimen {
	files := []view.Link{{Text: "PDF", Href: "#"}, {Text: "Excel", Href: "#"}, {Text: "CSV", Href: "#"}}
	list := view.FormList{
		Page: placeFrame("Biểu mẫu năm 2025", "forms"), Heading: "Biểu mẫu năm 2025", Lead: "Các biểu mẫu thống kê trong hồ sơ phổ cập giáo dục, xóa mù chữ của Phường Bỉm Sơn.",
		Groups: []view.FormGroup{
			{Title: "Phổ cập giáo dục tiểu học", Forms: []view.FormLine{
				{Code: "TH-M1", Title: "Thống kê trẻ em trong độ tuổi 6–14, phổ cập giáo dục tiểu học năm 2025", Href: Root + "/form", Files: files},
				{Code: "TH-01-GV", Title: "Thống kê đội ngũ cán bộ quản lý, giáo viên, nhân viên", Href: "#", Lack: "112 ô chưa có số liệu", Wrong: "2 chỗ không khớp với biểu khác", Files: files},
			}},
			{Title: "Xóa mù chữ", Forms: []view.FormLine{{Code: "XMC-3", Title: "Tổng hợp kết quả xóa mù chữ", Href: "#", Why: "Phường Bỉm Sơn chưa có số liệu điều tra năm 2025."}}},
		},
	}
	list.Agreed = &view.Message{Tone: view.Bad, Title: "2 chỗ không khớp với biểu khác", Text: "Xem và sửa trước khi in, ký.", Links: []view.Link{{Text: "Soát khớp tất cả các biểu", Href: "#"}}}
	none := list
	none.Agreed = nil
	none.Missing = &view.Message{Tone: view.Warn, Title: "31 mẫu chưa lập được", Text: "Phường Bỉm Sơn chưa có số liệu điều tra năm 2026. Nhập phiếu điều tra trước khi lập biểu.", Links: []view.Link{{Text: "Nhập dữ liệu", Href: "#"}}}
	page := statutoryForm(files)
	empty := page
	empty.Tables, empty.Notes, empty.Unknowns, empty.Files, empty.Empty = nil, nil, nil, nil, &empties()[0]
	wrong := page
	wrong.Warning = &view.Message{Tone: view.Bad, Title: "Có ô cộng không khớp, chưa nên ký", Text: "Tổng đếm được khác tổng cộng từ các ô thành phần."}
	return []Specimen{
		{Name: "forms", Page: "form_list", Title: "Biểu mẫu thống kê", Data: list},
		{Name: "forms-missing", Page: "form_list", Title: "Biểu mẫu thống kê, chưa có số liệu", Data: none},
		{Name: "form", Page: "form", Title: "Một biểu mẫu", Data: page},
		{Name: "form-mismatch", Page: "form", Title: "Một biểu mẫu, cộng không khớp", Data: wrong},
		{Name: "form-empty", Page: "form", Title: "Một biểu mẫu, chưa lập được", Data: empty},
		{Name: "form-people", Page: "form_people", Title: "Những người của một ô", Data: view.FormPeople{
			Page: placeFrame("TH-M1 · 6 · Tổng số trẻ, Nữ", "forms"), Heading: "6 · Tổng số trẻ, Nữ", Lead: "246 người được đếm vào ô này của mẫu TH-M1.",
			Rule: facts()[:2], Terms: []view.Fact{{Name: "covered_primary", Value: "Phải phổ cập giáo dục tiểu học"}}, Cite: tree()[1].Cite,
			Hamlets: peopleSpecimen().Hamlets, Asked: []view.Option{{Value: "row", Text: "age.6"}}, People: peopleSpecimen().People, Back: view.Link{Text: "TH-M1", Href: Root + "/form"},
		}},
	}
}

// statutoryForm has heads of three levels, a group of rows, sums, a crossed cell
// and a blank with its reason.
func statutoryForm(files []view.Link) view.FormPage {
	count := func(text string) view.FormCell {
		return view.FormCell{Text: text, Figure: true, Href: Root + "/form-people"}
	}
	return view.FormPage{
		Page: placeFrame("TH-M1 · Thống kê trẻ em", "forms"), Code: "TH-M1", Heading: "Thống kê trẻ em trong độ tuổi 6–14", Lead: "Phường Bỉm Sơn", Unit: "Đơn vị tính: người",
		Files: files, Back: view.Link{Text: "Biểu mẫu", Href: Root + "/forms"}, Hamlets: selection(), Cite: tree()[1].Cite,
		Tables: []view.FormTable{{
			Caption: "Thống kê trẻ em trong độ tuổi 6–14", Width: 5,
			Heads: [][]view.FormHead{
				{{Text: "Nhóm", Columns: 1, Rows: 3}, {Text: "Tuổi", Columns: 1, Rows: 3}, {Text: "Tổng số trẻ", Columns: 2, Rows: 1}, {Text: "Điểm trường", Mark: "1", Columns: 1, Rows: 3, Figure: true}},
				{{Text: "Đang học", Columns: 2, Rows: 1}}, {{Text: "Tổng số", Columns: 1, Rows: 1, Figure: true}, {Text: "Nữ", Columns: 1, Rows: 1, Figure: true}},
			},
			Numbers: []string{"1", "2", "3", "4", "5"},
			Rows: []view.FormRow{
				{Cells: []view.FormCell{{Text: "6–10", Down: 2}, {Text: "6", Head: true}, count("500"), count("246"), {Figure: true, Blank: true, Mark: "1"}}},
				{Cells: []view.FormCell{{Text: "7", Head: true}, count("1.204"), {Text: "0", Figure: true}, {Text: "×", Figure: true, Cross: true}}},
				{Banner: longName},
				{Total: true, Cells: []view.FormCell{{}, {Text: "6–7", Head: true}, count("1.704"), count("246"), {Figure: true, Blank: true, Why: "Chưa nhập"}}},
			},
		}},
		Notes:    []view.FormNote{{Mark: "1", Text: "Chưa nhập “Điểm trường”: Trường Tiểu học Ba Đình."}, {Text: "Phải phổ cập = tổng số − khuyết tật − chuyển đi − chết."}},
		Unknowns: []view.FormNote{{Text: "Thứ tự các cột của mẫu in chưa rõ."}},
		Trace:    "TH-M1, bộ quy định vn-2025, mẫu 1a2b3c, số liệu 4d5e6f, lập ngày 15/10/2025", Pager: view.NewPager(2, 200, 1001, pageHref),
	}
}
