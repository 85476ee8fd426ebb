package gallery

import (
	"fmt"
	"slices"

	"hoctap/internal/survey"
	"hoctap/internal/web/view"
)

// householdSpecimens are the folder of a round and the sheet of a household.
func householdSpecimens() []Specimen {
	long := folderPage()
	long.Rows.Rows[1].Head = "Công Tằng Tôn Nữ Nguyễn Thị Thanh Tuyền Hoàng Phương Khanh"
	long.Rows.Rows[1].Address = "Số nhà 1234/56 ngách 78 ngõ 90, đường Nguyễn Thị Minh Khai kéo dài, cạnh trường tiểu học cũ"
	empty := folderPage()
	empty.Rows, empty.Pager, empty.Total = view.HouseholdRows{}, nil, 0
	empty.Empty = &view.Empty{Title: "Năm 2026 chưa có hộ nào", Text: "Nhập phiếu từ tệp Excel, hoặc mở đợt điều tra từ đợt trước rồi rà soát từng hộ.", Action: &view.Link{Text: "Nhập phiếu", Href: "#"}}
	asked := sheetPage()
	asked.Asked = &view.Dialog{
		ID: "remove", Title: "Bỏ Lê Thị Lan khỏi phiếu?", Text: "Chỉ bỏ người ghi nhầm. Người đã chuyển đi hoặc đã chết thì ghi ở cột Hoàn cảnh đặc biệt và vẫn giữ trên phiếu.",
		Action: "#", Confirm: "Bỏ khỏi phiếu", Danger: true, Typed: &view.Field{Name: "reason", Label: "Lý do", Hint: "Lý do và toàn bộ dòng bị bỏ được giữ trong lịch sử."},
	}
	closed := sheetPage()
	closed.Notice = &view.Message{Tone: view.Warn, Text: "Đợt điều tra năm 2025 không mở nên phiếu chỉ để xem."}
	return []Specimen{
		{Name: "households", Page: "household_list", Title: "Danh sách hộ", Data: long},
		{Name: "households-empty", Page: "household_list", Title: "Danh sách hộ: chưa có", Data: empty},
		{Name: "sheet", Page: "household_edit", Title: "Sửa phiếu của một hộ", Data: sheetPage()},
		{Name: "sheet-wrong", Page: "household_edit", Title: "Sửa phiếu: có ô sai và ô người khác vừa sửa", Data: wrongSheet()},
		{Name: "sheet-remove", Page: "household_edit", Title: "Hỏi trước khi bỏ một người khỏi phiếu", Data: asked},
		{Name: "sheet-closed", Page: "household_edit", Title: "Phiếu của đợt đã khóa", Data: closed},
	}
}

func folderPage() view.HouseholdList {
	page := view.HouseholdList{
		Page: placeFrame("Danh sách hộ", ""), Heading: "Danh sách hộ", Lead: "13.472 hộ, còn 2.342 hộ chưa rà soát xong.",
		Add: &view.Link{Text: "Thêm hộ", Href: "#"}, Search: view.Field{Name: "q", Label: "Số phiếu, chủ hộ hoặc địa chỉ", Type: "search"},
		Hamlets: view.Options{Name: "hamlet", Label: "Thôn, khu phố", Choices: []view.Option{{Text: "Tất cả", Selected: true}, {Value: "1", Text: "Khu phố 1 (412)"}}},
		States:  view.Options{Name: "state", Label: "Tình trạng", Choices: []view.Option{{Text: "Tất cả", Selected: true}, {Value: "left", Text: "Còn phải rà soát"}}},
		Total:   420, Block: 100, Pager: view.NewPager(1, 100, 420, func(int) string { return "#" }),
	}
	heads := []string{"Bùi Hữu Quang", "Nguyễn Văn Dũng", "Vũ Thị Oanh", "Lê Văn Bình", "Mai Thị Hồng", "Trịnh Văn Toàn"}
	for i, head := range heads {
		row := view.HouseholdRow{Sheet: fmt.Sprintf("BD01-%04d", i+1), Head: head, Hamlet: "Khu phố Ba Đình 1", Address: fmt.Sprintf("Số nhà %d, đường Bà Triệu", 31*i+7), Href: "#", People: 1 + i%5, Badge: view.Badge{State: view.Met, Text: "Đã rà soát"}}
		if i%4 == 2 {
			row.Badge = view.Badge{State: view.NotEnoughData, Text: "Còn 2 người"}
		}
		page.Rows.Rows = append(page.Rows.Rows, row)
	}
	return page
}

func sheetPage() view.SheetEdit {
	page := view.SheetEdit{
		Page: placeFrame("Phiếu số BD01-0001", ""), Heading: "Phiếu số BD01-0001", Lead: "Ghi như trên phiếu giấy. Mỗi ô được lưu khi rời khỏi ô; phím mũi tên và Enter chuyển ô.",
		Action: "#", Confirm: true, State: "0",
		Groups: []view.SheetGroup{{Key: "who", Title: "Lý lịch", Columns: 4}, {Key: "school", Title: "Học tập", Columns: 3}, {Key: "disability", Title: "Khuyết tật", Columns: 1}},
		Ways:   []view.Link{{Text: "Xem phiếu", Href: "#"}, {Text: "Danh sách hộ", Href: "#"}, {Text: "Phiếu BD01-0002 →", Href: "#"}},
		Lists:  []view.SheetList{{ID: "offer-ethnicity", Options: []view.Option{{Value: "Kinh"}, {Value: "Mường"}, {Value: "Thái"}}}},
	}
	for key, value := range map[string]string{"sheet_number": "BD01-0001", "address": "Số nhà 271, đường Bà Triệu", "head_family_name": "Lê Thị", "head_given_name": "Mai"} {
		page.Shared = append(page.Shared, view.SheetCell{Name: "h." + key, Label: survey.Title(key), Value: value, Was: value, Kind: "text"})
	}
	slices.SortFunc(page.Shared, func(a, b view.SheetCell) int { return len(b.Name) - len(a.Name) })
	page.Columns = sheetColumns()
	for i, who := range [][2]string{{"Lê Thị", "Mai"}, {"Lê Thị", "Lan"}, {"Công Tằng Tôn Nữ Nguyễn Thị", "Thanh Tuyền"}} {
		row := view.SheetRow{Name: who[0] + " " + who[1], Href: "#", Remove: &view.Link{Text: "Bỏ khỏi phiếu", Href: "#"}}
		row.Cells = sheetCells(fmt.Sprintf("p%d", i+1), who)
		page.Rows = append(page.Rows, row)
	}
	page.Rows = append(page.Rows, view.SheetRow{Name: "Người mới", New: true, Cells: sheetCells("n1", [2]string{})})
	return page
}

func sheetColumns() []view.SheetColumn {
	var out []view.SheetColumn
	for _, c := range sheetCells("", [2]string{})[2:] {
		out = append(out, view.SheetColumn{Key: c.Name, Title: c.Label, Group: c.Group})
	}
	return out
}

func sheetCells(row string, who [2]string) []view.SheetCell {
	cell := func(key, group, kind, value, width string) view.SheetCell {
		return view.SheetCell{Name: row + "." + key, Label: survey.Title(key), Group: group, Kind: kind, Value: value, Was: value, Width: width}
	}
	cells := []view.SheetCell{
		cell("family_name", "who", "text", who[0], "10"), cell("given_name", "who", "text", who[1], "6"),
		cell("birth_day", "who", "number", "3", "2"), cell("birth_year", "who", "number", "2013", "3"), cell("female", "who", "mark", "x", ""), cell("ethnicity", "who", "text", "Kinh", "5"),
		cell("grade_group", "school", "choice", "6", ""), cell("class_name", "school", "text", "6A", "4"), cell("graduated_in", "school", "text", "2023-2024", "6"),
		cell("disabled_mental", "disability", "mark", "", ""),
	}
	cells[5].List = "offer-ethnicity"
	cells[6].Choices = []view.Option{{}, {Value: "6", Text: "6", Selected: true}, {Value: "7", Text: "7"}}
	return cells
}

func wrongSheet() view.SheetEdit {
	page := sheetPage()
	page.Rows[1].Cells[3].Value, page.Rows[1].Cells[3].Error = "2109", "Ô Năm sinh: năm sinh 2109 lớn hơn năm điều tra 2025. Sửa năm sinh rồi nhập lại."
	page.Rows[2].Cells[7].Error = "Ô Lớp học: trong lúc anh, chị ghi “6C”, người khác đã ghi “6D”. Chọn giá trị đúng rồi lưu lại."
	page.Rows[0].Cells[8].Warning = "Ô Năm tốt nghiệp: năm học 2024-2025 chưa kết thúc vào kỳ điều tra năm 2024. Xem lại năm học."
	for _, i := range []int{1, 2} {
		for _, c := range page.Rows[i].Cells {
			if c.Error != "" {
				page.Errors.Lines = append(page.Errors.Lines, view.Link{Text: page.Rows[i].Name + ": " + c.Error, Href: "#" + c.Name})
			}
		}
	}
	return page
}
