package gallery

import "hoctap/internal/web/view"

// workSpecimens are the pages around the daily work: the way in, lists of people,
// a sheet, trying things out, the round, and the law.
func workSpecimens() []Specimen {
	home := view.Home{
		Page: frame("Địa bàn"), Search: view.Field{Name: "q", Label: "Tìm người hoặc địa bàn", Hint: "Gõ có dấu hay không dấu đều được."},
		Tour:   []view.TourStep{{Title: "Phường Bỉm Sơn", Text: "Tổng quan của phường không còn giữ được mức độ đã đạt.", Href: Root + "/home"}},
		Groups: []view.PlaceGroup{{Title: "Địa bàn có số liệu", Places: []view.Hit{{Href: Root + "/home", Name: []view.Piece{{Text: "Phường Bỉm Sơn"}}, Facts: "Mã 14812 · Tỉnh Thanh Hóa"}}}},
	}
	return []Specimen{
		{Name: "start", Page: "home", Title: "Trang đầu", Data: home},
		{Name: "start-new", Page: "home", Title: "Trang đầu của xã, phường mới dùng", Data: firstSteps(1)},
		{Name: "start-done", Page: "home", Title: "Trang đầu, mọi việc đầu tiên đã xong", Data: firstSteps(4)},
		{Name: "people", Page: "people", Title: "Những người của một con số", Data: peopleSpecimen()},
		{Name: "household", Page: "household", Title: "Phiếu của một hộ", Data: view.HouseholdPage{Page: placeFrame("Phiếu số 0123", ""), Heading: "Phiếu số 0123", Facts: append(facts(), view.Fact{Name: "Điện thoại", Value: "•••••••678"}), Reveal: &view.Dialog{Action: "#", Confirm: "Hiện số định danh, điện thoại", Text: "Lần xem này được ghi vào nhật ký."}, Sheet: &tables()[1]}},
		{Name: "whatif", Page: "whatif", Title: "Thử trước", Data: whatIfSpecimen()},
		{Name: "round", Page: "round", Title: "Đợt điều tra", Data: roundSpecimen()},
		{Name: "questions", Page: "question_list", Title: "Cần người xác định", Data: view.QuestionList{
			Page: placeFrame("Cần người xác định", ""), Heading: "Cần người xác định", Lead: "Những người trùng họ tên, ngày sinh.", Back: view.Link{Text: "Đợt điều tra", Href: Root + "/round"},
			Items: []view.Question{{Action: "#", Person: "1", Name: longName, Facts: "sinh 1988 · Khu phố 3 · phiếu 0123", Href: Root + "/person", Same: view.Options{Name: "same-1", Label: "Người này là ai", Choices: []view.Option{
				{Value: "2", Text: "Là " + longName, Hint: "sinh 1988 · Khu phố 5 · phiếu 0711"}, {Value: "0", Text: "Là người khác"},
			}}}},
		}},
		{Name: "quality", Page: "quality", Title: "Xem lại số liệu", Data: view.QualityPage{
			Page: placeFrame("Xem lại số liệu", ""), Heading: "Xem lại số liệu năm 2025", Lead: "118 chỗ cần xem lại.", Back: view.Link{Text: "Đợt điều tra", Href: Root + "/round"},
			Parts: []view.QualityPart{{Title: "Trên 6 tuổi mà còn học mầm non", Why: "Trẻ 6 tuổi được tính vào tỷ lệ vào lớp 1.", Mend: "Xem lại năm sinh.", Tone: view.Warn, Count: 118, More: 117, People: []view.Hit{{Href: Root + "/person", Name: []view.Piece{{Text: longName}}, Facts: "sinh 2018"}}}},
		}},
		{Name: "rules", Page: "rule_list", Title: "Quy định", Data: view.RuleList{
			Search: view.Field{Name: "q", Label: "Tìm trong quy định", Hint: "Gõ có dấu hay không dấu đều được.", Value: "khuyet tat"}, Changes: view.Link{Text: "Thay đổi giữa hai ngày", Href: Root + "/rule-changes"},
			Found: []view.Hit{{Href: Root + "/rule", Name: []view.Piece{{Text: "Tỷ lệ người 11–18 tuổi "}, {Text: "khuyết", Marked: true}, {Text: " "}, {Text: "tật", Marked: true}}, Tags: []view.Tag{{Tone: view.Plain, Text: "Tiêu chí"}}, Facts: "ALL.DIS"}},
			Page:  frame("Quy định"), Lead: "Những văn bản và mức mà kết luận dựa vào.", Standards: &tables()[0], Instruments: &tables()[1],
			Open: []view.OpenPoint{{Title: "Trẻ em đến 14 tuổi là từ tuổi nào", Choices: []view.Choice{{Text: "từ 11 đến 14 tuổi", Current: true}, {Text: "chỉ 14 tuổi"}}}},
		}},
		{Name: "rule", Page: "rule", Title: "Một tiêu chí", Data: view.RulePage{
			Page: frame("Trẻ em 6 tuổi vào lớp 1"), ID: "TH1.C1", Kind: "Tiêu chí", Heading: "Tỷ lệ trẻ em 6 tuổi vào lớp 1", Facts: facts()[:2], Tables: []*view.Table{&tables()[1]}, Words: []string{"Tính trên trẻ em 6 tuổi phải phổ cập. Người còn thiếu là người chưa vào lớp 1."}, Notes: []string{"Không có mức độ 3."}, Strips: []*view.Strips{lawStrips()},
			Open: []view.OpenPoint{{Title: "Trẻ em đến 14 tuổi là từ tuổi nào", Note: "Điều luật viết “đến 14 tuổi”.", Choices: []view.Choice{{Text: "từ 11 đến 14 tuổi", Current: true}, {Text: "chỉ 14 tuổi"}}}}, Touches: &tables()[0],
			Code: []view.Fact{{Name: "Mẫu số", Value: "age == 6 && covered_primary"}}, Cite: tree()[1].Cite, Back: view.Link{Text: "Quy định", Href: "#"},
		}},
		{Name: "rule-changes", Page: "rule_changes", Title: "Quy định thay đổi giữa hai ngày", Data: lawChanges()},
		{Name: "rule-changes-none", Page: "rule_changes", Title: "Quy định không thay đổi", Data: view.RuleChanges{Page: frame("Thay đổi giữa hai ngày"), Heading: "Thay đổi giữa hai ngày", Back: view.Link{Text: "Quy định", Href: "#"}, From: lawChanges().From, To: lawChanges().To, Empty: &view.Empty{Title: "0 thay đổi", Text: "Quy định áp dụng ở hai ngày ấy như nhau."}}},
		{Name: "about", Page: "about", Title: "Giới thiệu", Data: view.AboutPage{Page: frame("Giới thiệu"), Heading: "Giới thiệu", Paragraphs: []string{"hoctap nhận tệp phiếu điều tra."}, Facts: facts()[:2]}},
	}
}

func peopleSpecimen() view.PeoplePage {
	return view.PeoplePage{
		Page: placeFrame("Người 15–18 tuổi tốt nghiệp trung học cơ sở", ""), Heading: "Người 15–18 tuổi tốt nghiệp trung học cơ sở",
		Lead: "2.113 trong 2.252 người, đạt 93,83 %.", Side: "lacking", Cite: tree()[1].Cite,
		Sides:   []view.Choice{{Text: "Còn thiếu (139)", Href: "#", Current: true}, {Text: "Đã tính đạt (2.113)", Href: "#"}},
		Hamlets: view.Options{Name: "hamlet", Label: "Thôn, khu phố", Choices: []view.Option{{Text: "Tất cả", Selected: true}, {Value: "3", Text: "Khu phố 3 (12)"}}},
		People: &view.Table{Caption: "139 người", Columns: []view.Column{{Text: "Họ và tên", SortHref: "#", Sorted: "ascending"}, {Text: "Ngày sinh", SortHref: "#"}}, Rows: []view.Row{
			{Group: "Khu phố 3 (12)"}, {Cells: []view.Cell{{Text: longName, Href: "#"}, {Text: "12/04/2009"}}},
		}, Pager: view.NewPager(2, 200, 1001, pageHref)},
	}
}

func whatIfSpecimen() view.WhatIfPage {
	return view.WhatIfPage{
		Page: placeFrame("Thử trước: trung học cơ sở mức độ 3", "gap"), Lead: "Đánh dấu những người coi như đã hoàn thành rồi xem kết luận.", Action: "#", Back: view.Link{Text: "Danh sách cần vận động", Href: Root + "/gap"},
		Groups: []view.TickGroup{{Title: "Khu phố 3", Ticks: []view.Tick{
			{Value: "1", Text: "Nguyễn Đức Anh", Sub: "12/04/2009", Lines: []string{"Chưa tốt nghiệp trung học cơ sở"}, Ticked: true, Fewest: true},
			{Value: "2", Text: longName, Sub: "2008", Lines: []string{"Chưa tốt nghiệp trung học cơ sở"}},
		}}},
		Thresholds: []view.Field{{Name: "threshold-1", Label: "Tỷ lệ người 15–18 tuổi tốt nghiệp THCS", Value: "92", Unit: "%", Width: "4", Hint: "Văn bản: 95 %"}, {Name: "threshold-2", Label: "Tỷ lệ người 15–18 tuổi đang học trung học phổ thông, giáo dục thường xuyên hoặc giáo dục nghề nghiệp", Value: "80", Unit: "%", Width: "4"}},
		Turned:     1, Share: "https://hoctap.example/places/14812/2025/whatif/THCS/3?n=THCS3.C1-THCS-3%3A27&t=THCS3.C1%3A92", Fewer: &messages()[2],
		Result: &view.Supposed{Title: "Giả sử 27 người được đánh dấu đã hoàn thành", Sentence: "Đạt mức độ 3", Tone: view.Good, Lines: []view.SupposedLine{{
			Title: "Phổ cập giáo dục trung học cơ sở", Before: badges()[6], After: badges()[5], Changed: true,
			Shares: []view.SupposedShare{{Title: "Người 15–18 tuổi tốt nghiệp THCS", Before: "93,83 %", After: "95,03 %", Need: "92 %", NeedBefore: "95 %", State: view.Met}},
		}}},
	}
}

func roundSpecimen() view.RoundPage {
	return view.RoundPage{
		Page: placeFrame("Đợt điều tra năm 2026", ""), Heading: "Đợt điều tra năm 2026", Facts: facts()[:3], Warning: &messages()[2], Events: events(),
		Steps: []view.Step{{Text: "Đang điều tra", Current: true}, {Text: "Đã nộp"}, {Text: "Đã kiểm tra"}, {Text: "Đã khóa sổ"}},
		Moves: []view.Move{
			{Href: "#", Dialog: view.Dialog{ID: "move-submitted", Title: "Nộp đợt điều tra", Text: "Số liệu không sửa được nữa cho đến khi mở lại.", Confirm: "Nộp"}},
			{Href: "#", Quiet: true, Dialog: view.Dialog{ID: "move-open", Title: "Mở lại để sửa", Text: "Lý do được lưu.", Confirm: "Mở lại", Danger: true, Typed: &view.Field{Name: "reason", Label: "Lý do mở lại"}}},
		},
	}
}

func lawStrips() *view.Strips {
	s := view.NewStrips("Mức độ 1", 2014, 2027, "2026-11-27")
	s.Lines = []view.Strip{
		{Title: "Tỷ lệ trẻ em 6 tuổi vào lớp 1", Sub: "Cấp xã", Href: Root + "/rule", Now: "Từ 90 % trở lên", Pieces: []view.StripPiece{s.Piece("2014-05-15", "", view.StripValue, true)}},
		{Title: "Tỷ lệ đơn vị cấp dưới (huyện đến 30/6/2025, xã từ 01/7/2025) đạt chuẩn phổ cập giáo dục tiểu học mức độ 1", Sub: "Cấp tỉnh", Now: "Chưa rõ mức", Before: []string{"Từ 15/05/2014 đến 30/06/2025: từ 100 % trở lên"}, Pieces: []view.StripPiece{
			s.Piece("2014-05-15", "2016-05-10", view.StripAbsent, false), s.Piece("2016-05-10", "2025-07-01", view.StripValue, false), s.Piece("2025-07-01", "", view.StripUnknown, true),
		}},
	}
	return s
}

func lawChanges() view.RuleChanges {
	return view.RuleChanges{
		Page: frame("Thay đổi giữa hai ngày"), Heading: "Thay đổi giữa hai ngày", Lead: "Văn bản nào bắt đầu hoặc hết hiệu lực.", Back: view.Link{Text: "Quy định", Href: "#"}, Found: "3 thay đổi",
		From: view.Field{Name: "from", Label: "Sau ngày", Value: "31/12/2013", Width: "10"}, To: view.Field{Name: "to", Label: "Đến hết ngày", Value: "30/09/2026", Width: "10"},
		Events: []view.LawEvent{
			{When: "10/05/2016", Kind: "Văn bản", Lines: []view.LawLine{{Link: view.Link{Text: "07/2016/TT-BGDĐT", Href: "#"}, Text: "Thông tư quy định về điều kiện bảo đảm bắt đầu có hiệu lực."}}},
			{When: "10/05/2016", Kind: "Phổ cập giáo dục tiểu học mức độ 1", Lines: []view.LawLine{
				{Link: view.Link{Text: "Tỷ lệ trẻ em khuyết tật được tiếp cận giáo dục", Href: "#"}, Before: "Chưa quy định", After: "Từ 60 % trở lên", Cite: tree()[1].Cite},
				{Link: view.Link{Text: "Đủ phòng học tiểu học", Href: "#"}, Before: "Chưa quy định", After: "Đạt điều kiện"},
			}},
		},
		Undated: []view.Link{{Text: "Phổ cập giáo dục mầm non cho trẻ em từ 3 đến 5 tuổi", Href: "#"}},
	}
}

// firstSteps is the home page of a new ward with so many tasks done.
func firstSteps(done int) view.Home {
	list := &view.TaskList{Title: "Bắt đầu: Phường Bỉm Sơn", Lead: "Từ tệp phiếu điều tra đến kết luận mất chừng mười lăm phút.", Tasks: []view.Task{
		{Title: "Phường Bỉm Sơn đã có trong chương trình", Text: "Thôn, khu phố lấy từ tệp phiếu điều tra.", Href: "#"}, {Title: "Đưa tệp phiếu điều tra lên kiểm tra", Text: "Tệp MauNhapLieu năm 2026, .xlsx hoặc .xls.", Href: "#"},
		{Title: "Sửa những ô sai rồi nhập", Text: "Tải tệp có đánh dấu, sửa ô sai, đưa lên lại.", Href: "#"}, {Title: "Xem kết luận", Text: "Đạt mức nào, còn thiếu ai.", Href: "#"},
	}}
	for i := range done {
		list.Tasks[i].Done = true
	}
	list.Finish("Đã có kết luận đầu tiên.")
	return view.Home{Page: frame("Địa bàn"), Search: view.Field{Name: "q", Label: "Tìm người hoặc địa bàn", Hint: "Gõ có dấu hay không dấu đều được."}, Tasks: list}
}
