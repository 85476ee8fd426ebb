package gallery

import "hoctap/internal/web/view"

func errorSummary() view.Errors {
	return view.Errors{Lines: []view.Link{
		{Text: "Nhập số quyết định", Href: "#so-quyet-dinh"},
		{Text: "Ngày quyết định phải sau ngày 30/09/2025", Href: "#ngay-sai"},
	}}
}

func fields() []view.Field {
	return []view.Field{
		{Name: "nguoi-ky", Label: "Người ký", Value: "Nguyễn Văn Bình"},
		{Name: "so-quyet-dinh", Label: "Số quyết định", Hint: "Ghi cả ký hiệu, ví dụ 123/QĐ-UBND.", Error: "Nhập số quyết định.", Width: "20"},
		{Name: "so-phong", Label: "Phòng học", Value: "18", Unit: "phòng", Width: "4", Mode: "numeric"},
		{Name: "ghi-chu", Label: "Ghi chú", Type: "textarea", Optional: true},
		{Name: "ma-don-vi", Label: "Mã đơn vị", Value: "14812", Readonly: true, Width: "10"},
		{Name: "dan-toc", Label: "Dân tộc", Value: "Mườ", List: []string{"Kinh", "Mường", "Thái", "Thổ", "Mông"}, Width: "20"},
	}
}

func upload(problem string) view.Field {
	return view.Field{
		Name: "file", Label: "Tệp điều tra", Type: "file", Accept: ".xlsx,.xls", Error: problem,
		Hint: "Biểu MauNhapLieu, .xlsx hoặc .xls, nhiều nhất 200 MB.",
	}
}

func radios() []view.Options {
	return []view.Options{
		{Name: "khi-co-loi", Label: "Khi có ô sai", Choices: []view.Option{
			{Value: "all", Text: "Không nhập gì", Hint: "Sửa xong nhập lại cả tệp.", Selected: true},
			{Value: "partial", Text: "Nhập những dòng đúng", Hint: "Dòng sai được trả lại trong tệp đã đánh dấu."},
		}},
		{Name: "thu-vien", Label: "Có thư viện", Line: true, Error: "Chọn một trả lời.", Choices: []view.Option{{Value: "yes", Text: "Có"}, {Value: "no", Text: "Không"}, {Value: "", Text: "Chưa rõ"}}},
	}
}

func selection() view.Options {
	return view.Options{Name: "chuan", Label: "Chuẩn", Choices: []view.Option{
		{Value: "TH", Text: "Phổ cập giáo dục tiểu học"}, {Value: "THCS", Text: "Phổ cập giáo dục trung học cơ sở", Selected: true}, {Value: "XMC", Text: "Xóa mù chữ"},
	}}
}

func dates() []view.DateField {
	return []view.DateField{
		{Name: "ngay", Label: "Ngày quyết định", Hint: "Ví dụ 15 10 2025.", Day: "15", Month: "10", Year: "2025"},
		{Name: "ngay-sai", Label: "Ngày quyết định", Day: "31", Month: "2", Year: "2025", Error: "Tháng 2 năm 2025 không có ngày 31."},
	}
}

func dialogs() []view.Dialog {
	return []view.Dialog{
		{ID: "dialog-partial", Title: "Nhập 29.997 dòng đúng", Text: "15 dòng có ô sai bị bỏ lại. Sửa chúng trong tệp đã đánh dấu rồi nhập tiếp.", Action: "#", Confirm: "Nhập 29.997 dòng"},
		{ID: "dialog-reopen", Title: "Mở lại đợt điều tra năm 2025", Text: "Đợt này đã khóa và có 2 quyết định công nhận dựa trên số liệu. Mở lại sẽ ghi tên người mở và lý do.", Action: "#", Confirm: "Mở lại", Danger: true,
			Typed: &view.Field{Name: "reason", Label: "Lý do mở lại"}},
	}
}
