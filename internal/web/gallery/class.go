package gallery

import (
	"fmt"

	"hoctap/internal/web/view"
)

// classSpecimens are the pages of the learning centre.
func classSpecimens() []Specimen {
	people := []view.ClassPerson{{ID: "1", Name: "Đặng Thị Minh Chi", Sub: "02/02/2004 · Số nhà 7, đường Bà Triệu", Ticked: true}, {ID: "2", Name: "Công Tằng Tôn Nữ Nguyễn Thị Thanh Tuyền", Sub: "24/06/1968 · Số nhà 31, đường Trần Phú", Ticked: true}}
	form := view.ClassForm{
		Page: placeFrame("Mở lớp", ""), Heading: "Mở lớp", Action: "#", Back: view.Link{Text: "Lớp học", Href: "#"}, Save: "Mở lớp và mời",
		Programme: view.Options{Name: "programme", Label: "Chương trình", Hint: "Hoàn thành lớp xóa mù chữ được ghi vào phiếu điều tra của đợt đang mở.", Choices: []view.Option{{}, {Value: "literacy-1", Text: "Xóa mù chữ giai đoạn 1", Selected: true}}},
		Fields:    []view.Field{{Name: "name", Label: "Tên lớp", Value: "Lớp xóa mù chữ giai đoạn 1, Phường Bỉm Sơn"}, {Name: "begins", Label: "Ngày khai giảng", Hint: "Ghi theo dạng 25/09/2026.", Width: "10"}, {Name: "seats", Label: "Số chỗ", Width: "4", Optional: true}},
		People:    []view.ClassPeople{{Hamlet: "Khu phố Ba Đình 1", People: people}, {Hamlet: "Khu phố Ba Đình 2", People: people[:1]}},
	}
	wrong := form
	wrong.Fields = []view.Field{{Name: "name", Label: "Tên lớp", Error: "Ghi tên lớp."}, {Name: "begins", Label: "Ngày khai giảng", Value: "31/02/2026", Width: "10", Error: "Ngày không đúng. Ghi theo dạng 25/09/2026."}}
	wrong.Errors = view.Errors{Lines: []view.Link{{Text: "Ghi tên lớp.", Href: "#name"}, {Text: "Ngày không đúng. Ghi theo dạng 25/09/2026.", Href: "#begins"}}}
	verify := view.CertificatePage{Page: frame("Kiểm tra giấy xác nhận"), Heading: "Kiểm tra giấy xác nhận", Lead: "Ghi mã trên giấy để biết giấy có thật và còn giá trị không.", Code: view.Field{Name: "code", Label: "Mã kiểm tra", Width: "20"}}
	valid := verify
	valid.State, valid.Facts = &view.Message{Tone: view.Good, Title: "Giấy có thật và còn giá trị"}, facts()
	revoked := verify
	revoked.State = &view.Message{Tone: view.Bad, Title: "Giấy đã bị hủy", Text: "Trung tâm đã cấp giấy này rồi hủy kết quả. Giấy không còn giá trị."}
	return []Specimen{
		{Name: "classes", Page: "class_list", Title: "Bàn làm việc của giám đốc trung tâm", Data: deskPage()},
		{Name: "classes-none", Page: "class_list", Title: "Chưa có lớp nào", Data: view.ClassList{Page: placeFrame("Lớp học", ""), Heading: "Lớp học", Lead: "0 lớp đang mở, 0 người đang học, 0 người đã hoàn thành.", Classes: &view.Table{Empty: &view.Empty{Title: "Năm 2026 chưa có lớp nào", Text: "Mở lớp từ danh sách cần vận động, hoặc mở lớp theo chuyên đề và mời người học."}}}},
		{Name: "class-new", Page: "class_form", Title: "Mở lớp với người của danh sách vận động", Data: form},
		{Name: "class-wrong", Page: "class_form", Title: "Mở lớp: ghi sai", Data: wrong},
		{Name: "class", Page: "class", Title: "Một lớp", Data: classPage(people)},
		{Name: "session", Page: "session", Title: "Điểm danh bằng điện thoại", Data: sessionPage()},
		{Name: "invitations", Page: "invitation", Title: "Giấy mời", Data: view.InvitationPage{Page: placeFrame("Giấy mời", ""), Heading: "In giấy mời", Lead: "1 giấy mời, mỗi người một tờ A5.", Back: view.Link{Text: "Lớp tối", Href: "#"}, Letters: []view.Invitation{{Issuer: "TRUNG TÂM HỌC TẬP CỘNG ĐỒNG", Title: "GIẤY MỜI", To: "Đặng Thị Minh Chi", Address: "Số nhà 7, Khu phố 1", Text: []string{"Trung tâm trân trọng mời ông, bà tham gia lớp Xóa mù chữ giai đoạn 1."}, Facts: facts(), Issued: "Bỉm Sơn, ngày 1 tháng 9 năm 2026", Signer: "GIÁM ĐỐC"}}}},
		{Name: "verify", Page: "certificate", Title: "Kiểm tra giấy xác nhận", Data: verify},
		{Name: "verify-valid", Page: "certificate", Title: "Giấy còn giá trị", Data: valid},
		{Name: "verify-revoked", Page: "certificate", Title: "Giấy đã bị hủy", Data: revoked},
	}
}

func deskPage() view.ClassList {
	return view.ClassList{
		Page: placeFrame("Lớp học", ""), Heading: "Lớp học", Lead: "2 lớp đang mở, 16 người đang học, 7 người đã hoàn thành.", Add: &view.Link{Text: "Mở lớp", Href: "#"},
		Today:  []view.ClassToday{{Clock: "19:00–21:00", Name: "Lớp xóa mù chữ khu phố 8", Venue: "Nhà văn hóa khu phố 8", Marked: "đã điểm danh 3/12", Href: "#"}},
		Needs:  []view.ClassNeed{{Text: "235 người (148 nữ) cần học xóa mù chữ giai đoạn 1 mà chưa vào lớp nào", Sub: "Khu phố Đồi Chè (28), Khu phố Suối Lạnh (25) và 33 địa bàn khác", Begin: view.Link{Text: "Mở lớp với những người này", Href: "#"}}},
		Missed: []view.ClassMissed{{Name: "Bùi Thị Hiền", Class: "Lớp xóa mù chữ giai đoạn 2", ClassHref: "#"}},
		Classes: &view.Table{Caption: "Các lớp năm 2026", Fold: true, Columns: []view.Column{{Text: "Tên lớp"}, {Text: "Chương trình"}, {Text: "Người học", Number: true}},
			Rows: []view.Row{{Cells: []view.Cell{{Text: "Lớp xóa mù chữ khu phố 8", Href: "#", Sub: "Nhà văn hóa khu phố 8"}, {Text: "Xóa mù chữ giai đoạn 1"}, {Text: "12"}}}}},
	}
}

func classPage(people []view.ClassPerson) view.ClassPage {
	page := view.ClassPage{
		Page: placeFrame("Lớp xóa mù chữ khu phố 8", ""), Heading: "Lớp xóa mù chữ khu phố 8", State: view.Tag{Text: "Đang học", Tone: view.Accent}, Totals: "1 người được mời, 2 người vào lớp, 1 người hoàn thành",
		Facts: facts(), Action: "#", Active: true, Links: []view.Link{{Text: "Sửa lớp", Href: "#"}, {Text: "In giấy mời", Href: "#"}, {Text: "In sổ lớp", Href: "#"}}, Papers: &view.Dialog{Action: "#", Confirm: "In giấy xác nhận"},
		Sessions: []view.ClassSession{{When: "03/09/2026 19:00–21:00", Topic: "Bài 1", Marked: "đã điểm danh 3/3", Href: "#"}, {When: "10/09/2026 19:00–21:00", Topic: "Bài 2", Marked: "đã điểm danh 0/3", Href: "#", Remove: "#"}},
		Session:  &view.ClassSessionForm{Action: "#", Fields: []view.Field{{Name: "on", Label: "Ngày học", Width: "10"}, {Name: "weeks", Label: "Số tuần", Width: "4"}}},
		Find:     &view.ClassFind{Action: "#", Add: "#", Query: view.Field{Name: "q", Label: "Thêm người học", Type: "search", Value: "chi"}, Found: people[1:]},
		Finish:   &view.ClassFinish{Action: "#", Lead: "Chọn những người hoàn thành giai đoạn 1.", Fields: []view.Field{{Name: "finished", Label: "Ngày hoàn thành", Width: "10"}}, People: people[:1]},
		Moves:    []view.Dialog{{ID: "class-over", Text: "Lớp kết thúc không điểm danh, không thêm người học được nữa.", Confirm: "Kết thúc lớp", Action: "#"}, {ID: "class-off", Text: "Lớp bị hủy không tính vào đâu cả.", Confirm: "Hủy lớp", Action: "#", Danger: true}},
	}
	for i, who := range []string{"Đặng Thị Minh Chi", "Công Tằng Tôn Nữ Nguyễn Thị Thanh Tuyền", "Lê Duy Huy"} {
		line := view.ClassLearner{ID: fmt.Sprint(i + 1), Name: who, Href: "#", Sub: "02/02/2004 · Khu phố 8", State: view.Tag{Text: "Đang học", Tone: view.Accent}, Came: "có mặt 1/1 buổi", Moves: []view.ClassMove{{To: "left", Text: "Không học"}}}
		if i == 2 {
			line.State, line.Moves, line.Why = view.Tag{Text: "Hoàn thành", Tone: view.Good}, nil, "hoàn thành ngày 20/09/2026"
			line.Undo = &view.Dialog{ID: "undo-3", Text: "Phiếu điều tra của người này trở lại như trước khi hoàn thành.", Confirm: "Hủy kết quả", Action: "#", Typed: &view.Field{Name: "reason", Label: "Lý do"}}
		}
		page.Learners = append(page.Learners, line)
	}
	return page
}

func sessionPage() view.SessionPage {
	page := view.SessionPage{Page: placeFrame("Lớp xóa mù chữ khu phố 8", ""), Heading: "Lớp xóa mù chữ khu phố 8", Lead: "03/09/2026 19:00–21:00 Bài 1", Back: view.Link{Text: "Lớp xóa mù chữ khu phố 8", Href: "#"}, Action: "#", Failed: "Chưa lưu được. Kiểm tra kết nối rồi bấm lại."}
	for i, who := range []string{"Đặng Thị Minh Chi", "Công Tằng Tôn Nữ Nguyễn Thị Thanh Tuyền", "Lê Duy Huy"} {
		row := view.SessionRow{Person: fmt.Sprint(i + 1), Name: who, Sub: "02/02/2004", Choices: []view.Option{{Value: "here", Text: "Có mặt", Selected: i == 0}, {Value: "excused", Text: "Có phép"}, {Value: "away", Text: "Vắng", Selected: i == 2}}}
		if i == 2 {
			row.Error = "Máy khác vừa điểm danh khác. Xem lại rồi chọn lại nếu cần."
		}
		page.Rows = append(page.Rows, row)
	}
	return page
}
