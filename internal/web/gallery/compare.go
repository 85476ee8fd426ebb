package gallery

import "hoctap/internal/web/view"

// compareSpecimens are a form beside a workbook of another system.
func compareSpecimens() []Specimen {
	empty := view.FormCompare{
		Page: placeFrame("Đối chiếu biểu TH-M1", "forms"), Heading: "Đối chiếu biểu TH-M1", Lead: "Chọn tệp Excel xuất từ hệ thống của Bộ hoặc chương trình khác.", Action: "#",
		Back: view.Link{Text: "TH-M1 · Thống kê trẻ em trong độ tuổi 6–14", Href: "#"}, File: view.Field{Name: "file", Label: "Tệp Excel (.xlsx, .xls)", Type: "file"},
	}
	wrong := empty
	wrong.File.Error = "Không tìm thấy bảng của biểu TH-M1 trong tệp."
	wrong.Errors = view.Errors{Lines: []view.Link{{Text: wrong.File.Error, Href: "#file"}}}
	done := empty
	cells := []view.ComparedCell{{Text: "6 · Lớp 1, Tại chỗ", Address: "M11", Ours: "1", Theirs: "3", Href: "#"}, {Text: "6 · Lớp 2, Tại chỗ", Address: "P11", Ours: "2", Theirs: "0", Href: "#"}}
	done.Done, done.Lead = true, "Tệp cua-bo.xlsx đặt cạnh số liệu ở đây."
	done.Summary = &view.Message{Tone: view.Bad, Title: "4 ô khác nhau trong 264 ô được so."}
	done.Remarks = []string{"Dòng 16 (9) đang bị ẩn trong tệp; vẫn được so.", "Cột AB ghi “Hoàn thành chương trình bậc tiểu học”; được so với cột “Hoàn thành chương trình tiểu học”."}
	done.Explanations = []view.Explanation{{
		Tag: view.Tag{Tone: view.Good, Text: "Chắc chắn"}, Text: "Trước lần sửa lúc 27/11/2026 07:16 (phieu-sua.xlsx) số liệu ở đây đúng như tệp kia tại 2 ô. Từ đó 1 người đã thay đổi:", Cells: cells,
		People: []view.ExplainedPerson{{Name: longName, Href: "#", Facts: "28/04/2019 · Khu phố 1", Lines: []string{"Ở đây tính ở 6 / Lớp 2, Tại chỗ, tệp kia tính ở 6 / Lớp 1, Tại chỗ", "khối học trước là “1”, nay là “2”"}}},
	}}
	done.Rest = []view.ComparedCell{{Text: "14 · Bỏ học", Address: "AC20", Ours: "2", Theirs: "", Href: "#"}}
	done.Tables = []view.FormTable{{Caption: "Trẻ em", Width: 3, Heads: [][]view.FormHead{{{Text: "Tuổi", Columns: 1, Rows: 1}, {Text: "Lớp 1", Columns: 1, Rows: 1, Figure: true}, {Text: "Lớp 2", Columns: 1, Rows: 1, Figure: true}}}, Rows: []view.FormRow{{Cells: []view.FormCell{{Text: "6", Head: true}, {Text: "1", Figure: true, Href: "#", Differs: true, Theirs: "3"}, {Text: "2", Figure: true, Href: "#", Differs: true, Theirs: "0"}}}, {Cells: []view.FormCell{{Text: "7", Head: true}, {Text: "0", Figure: true}, {Text: "4", Figure: true, Href: "#"}}}}}}
	equal := empty
	equal.Done, equal.Summary = true, &view.Message{Tone: view.Good, Title: "264 ô được so, tất cả bằng nhau."}
	return []Specimen{
		{Name: "compare", Page: "form_compare", Title: "Đối chiếu biểu", Data: empty},
		{Name: "compare-wrong", Page: "form_compare", Title: "Đối chiếu biểu, sai tệp", Data: wrong},
		{Name: "compare-done", Page: "form_compare", Title: "Đối chiếu biểu, có chỗ khác", Data: done},
		{Name: "compare-equal", Page: "form_compare", Title: "Đối chiếu biểu, bằng nhau", Data: equal},
	}
}
