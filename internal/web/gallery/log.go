package gallery

import "hoctap/internal/web/view"

// logSpecimens are the log, and the question why a list is taken.
func logSpecimens() []Specimen {
	full := logSpecimen()
	full.Entries.Rows = []view.Row{
		{Cells: []view.Cell{{Text: "27/11/2026 06:38", Sub: "dòng 1.204"}, {Text: "Xuất tệp có tên người"}, {Text: longName, Sub: "192.0.2.7"}, {Text: "Phường Bỉm Sơn", Sub: "Năm 2026"}, {Text: "Cả đợt"}, {Text: longText, Sub: "người: 43.179"}}},
		{Cells: []view.Cell{{Text: "27/11/2026 06:31", Sub: "dòng 1.203"}, {Text: "Xem một người, một hộ"}, {Text: "Người vận hành: lan", Sub: "127.0.0.1"}, {Text: "Phường Bỉm Sơn", Sub: "Năm 2026"}, {Text: "4 người"}, {Text: "–"}}},
	}
	full.Older = &view.Link{Text: "Các dòng cũ hơn", Href: "#"}
	none := logSpecimen()
	none.Person.Value, none.Heading, none.All = "66316979406894032", "Ai đã xem, ai đã sửa", &view.Link{Text: "Xem toàn bộ nhật ký", Href: "#"}
	none.From.Value, none.From.Error = "31/02/2026", "Ngày phải viết như 31/03/2026."
	none.Errors = view.Errors{Lines: []view.Link{{Text: none.From.Error, Href: "#from"}}}
	none.Entries.Empty = &view.Empty{Title: "Không có dòng nào", Text: "Nới khoảng ngày hoặc bỏ bớt điều kiện lọc."}
	ask := view.ReasonPage{
		Page: placeFrame("Lý do lấy danh sách", ""), Lead: "Tệp này nêu tên người: phiếu điều tra năm 2025. Ghi lý do rồi tải về.", Action: "#",
		Reason: view.Field{Name: "reason", Label: "Lý do", Hint: "Ví dụ: lập danh sách vận động ra lớp của khu phố 3."}, Back: view.Link{Text: "Trang trước", Href: "#"},
	}
	wrong := ask
	wrong.Reason.Error = "Ghi lý do lấy danh sách."
	wrong.Errors = view.Errors{Lines: []view.Link{{Text: wrong.Reason.Error, Href: "#reason"}}}
	return []Specimen{
		{Name: "log", Page: "log", Title: "Nhật ký", Data: full},
		{Name: "log-none", Page: "log", Title: "Nhật ký: không có dòng nào, ngày sai", Data: none},
		{Name: "reason", Page: "reason", Title: "Lý do lấy danh sách", Data: ask},
		{Name: "reason-wrong", Page: "reason", Title: "Lý do lấy danh sách: chưa ghi", Data: wrong},
	}
}

const longText = "Lập danh sách vận động ra lớp của khu phố 3, khu phố 4 và khu phố 11 theo Kế hoạch số 12/KH-BCĐ của ban chỉ đạo phường, nộp trước ngày 30 tháng 9"

func logSpecimen() view.LogPage {
	page := view.LogPage{
		Page: frame("Nhật ký"), Heading: "Nhật ký", Lead: "Ai đã làm gì, ai đã xem ai, vào lúc nào, từ máy nào.",
		From: view.Field{Name: "from", Label: "Từ ngày", Width: "10"}, Until: view.Field{Name: "until", Label: "Đến hết ngày", Width: "10"},
		Who: view.Field{Name: "who", Label: "Tài khoản", Width: "20"}, Person: view.Field{Name: "person", Label: "Mã người", Width: "20"}, Export: view.Link{Text: "Tải nhật ký dạng Excel", Href: "#"},
		Kinds:   view.Options{Name: "kind", Label: "Việc", Choices: []view.Option{{Text: "Mọi việc", Selected: true}, {Value: "export", Text: "Xuất tệp có tên người"}}},
		Places:  view.Options{Name: "place", Label: "Đơn vị", Choices: []view.Option{{Text: "Mọi đơn vị", Selected: true}, {Value: "5", Text: "Phường Bỉm Sơn"}}},
		Entries: &view.Table{Fold: true, Caption: "2 dòng"},
	}
	for _, head := range []string{"Thời điểm", "Việc", "Tài khoản", "Đơn vị", "Về ai", "Lý do, chi tiết"} {
		page.Entries.Columns = append(page.Entries.Columns, view.Column{Text: head})
	}
	return page
}
