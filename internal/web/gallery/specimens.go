package gallery

import (
	"net/http"

	"hoctap/internal/web/view"
)

// Specimens lists all pages in all states.
func Specimens() []Specimen {
	var all []Specimen
	for _, group := range [][]Specimen{accountSpecimens(), compareSpecimens(), agreementSpecimens(), placeSpecimens(), mapSpecimens(), historySpecimens(), communeListSpecimens(), verdictSpecimens(), gapSpecimens(), followSpecimens(), helpSpecimens(), differSpecimens(), importSpecimens(), personSpecimens(), schoolSpecimens(), workSpecimens(), householdSpecimens(), classSpecimens(), programSpecimens(), logSpecimens(), statutorySpecimens(), publicSpecimens(), faultSpecimens()} {
		all = append(all, group...)
	}
	for i := range all {
		if all[i].Status == 0 {
			all[i].Status = http.StatusOK
		}
	}
	return all
}

func placeSpecimens() []Specimen {
	full := view.PlaceHome{
		Page:  placeFrame("Phường Bỉm Sơn năm 2025", "home"),
		Lead:  "Đạt 3 trong 4 chuẩn. Trung học cơ sở còn cần 27 người để trở lại mức độ 3.",
		Due:   due(),
		Cards: cards()[:4],
		Round: &view.RoundBox{
			Title: "Đợt điều tra 2025", State: view.Tag{Tone: view.Accent, Text: "Đang điều tra"}, Progress: &progresses()[2],
			Findings: []view.Figure{{Text: "lỗi", Count: 3, Tone: view.Bad, Href: "#"}, {Text: "cần xem lại", Count: 118, Tone: view.Warn, Href: "#"}},
			Links:    []view.Link{{Text: "Nhập dữ liệu", Href: "#"}, {Text: "Tải biểu điều tra", Href: "#"}},
		},
		Below:   &tables()[0],
		Pyramid: pyramid(),
		Map:     wardMap(),
		Trend:   &tables()[1],
	}
	old := full
	old.Older = &messages()[3]
	empty := view.PlaceHome{Page: placeFrame("Phường Bỉm Sơn năm 2026", "home"), Due: due(), Empty: &empties()[0]}
	list := view.PlaceList{Page: frame("Chọn địa bàn"), Search: view.Field{Name: "q", Label: "Tìm địa bàn", Value: "bim son"}, Groups: []view.PlaceGroup{
		{Title: "Hiện nay", Places: []view.Hit{
			{Href: "#", Name: []view.Piece{{Text: "Phường "}, {Text: "Bỉm Sơn", Marked: true}}, Facts: "Tỉnh Thanh Hóa · mã 14812", Tags: []view.Tag{{Text: "phường", Tone: view.Plain}}},
		}},
		{Title: "Đơn vị cũ", Places: []view.Hit{
			{Href: "#", Name: []view.Piece{{Text: "Thị xã "}, {Text: "Bỉm Sơn", Marked: true}}, Facts: "Đến ngày 30/06/2025", Tags: []view.Tag{{Text: "huyện, thị xã", Tone: view.Plain}}},
		}},
	}}
	search := view.Search{Page: placeFrame("Tìm kiếm", ""), Search: view.Field{Name: "q", Label: "Tìm người hoặc địa bàn", Value: "nguyen thi lan", Hint: "Gõ có dấu hay không dấu đều được. Có thể thêm năm sinh hoặc số phiếu."}, Year: 2025, PlaceCode: "14812",
		Lead: "Tìm thấy 214 người và 1 địa bàn.", Number: view.Field{Name: "number", Label: "Số định danh cá nhân", Hint: "12 chữ số, gõ liền hay cách đều được.", Mode: "numeric", Width: "20"},
		People: []view.Hit{
			{Href: Root + "/person", Name: []view.Piece{{Text: "Nguyễn Thị", Marked: true}, {Text: " Ngọc "}, {Text: "Lan", Marked: true}}, Facts: "sinh 2009 · Khu phố 3 · phiếu 0123", Tags: []view.Tag{{Tone: view.Plain, Text: "lớp 10"}}},
			{Href: Root + "/person", Name: []view.Piece{{Text: longName}}, Facts: "sinh 1971 · Khu phố Nguyễn Bỉnh Khiêm · phiếu 2207", Tags: []view.Tag{{Tone: view.Bad, Text: "Chuyển đi"}}},
		},
		Places: []view.Hit{{Href: "#", Name: []view.Piece{{Text: "Thôn "}, {Text: "Lan", Marked: true}, {Text: " Trại"}}, Facts: "Phường Quang Trung"}},
		Pager:  view.NewPager(1, 50, 214, pageHref),
	}
	none := search
	none.Search.Value, none.Lead, none.People, none.Places, none.Pager = "xyz", "", nil, nil, nil
	wrongNumber := none
	wrongNumber.Search.Value, wrongNumber.Number.Error = "", "Gõ đủ 12 chữ số của số định danh."
	wrongNumber.Errors = view.Errors{Lines: []view.Link{{Text: wrongNumber.Number.Error, Href: "#number"}}}
	none.Empty = &view.Empty{Title: "Không tìm thấy “xyz” trong phường Bỉm Sơn", Text: "Thử bỏ bớt chữ, hoặc tìm trong toàn tỉnh.", Action: &view.Link{Text: "Tìm trong toàn tỉnh", Href: "#"}}
	return []Specimen{
		{Name: "home", Page: "place_home", Title: "Tổng quan", Data: full},
		{Name: "home-old", Page: "place_home", Title: "Tổng quan, số liệu cộng từ đơn vị cũ", Data: old},
		{Name: "home-empty", Page: "place_home", Title: "Tổng quan, chưa có số liệu", Data: empty},
		{Name: "places", Page: "place_list", Title: "Chọn địa bàn", Data: list},
		{Name: "search", Page: "search", Title: "Tìm kiếm", Data: search},
		{Name: "search-empty", Page: "search", Title: "Tìm kiếm, không thấy", Data: none},
		{Name: "search-number", Page: "search", Title: "Tìm theo số định danh, gõ thiếu", Data: wrongNumber},
	}
}

func verdictSpecimens() []Specimen {
	page := view.VerdictPage{
		Page:     placeFrame("Phổ cập giáo dục trung học cơ sở năm 2025", "verdict"),
		Standard: "Phổ cập giáo dục trung học cơ sở", Badge: view.Badge{State: view.NotMet, Text: "Mới đạt mức độ 2"},
		Basis:     "Xét theo Nghị định 20/2014/NĐ-CP và Thông tư 07/2016/TT-BGDĐT, tại ngày 30/09/2025",
		Lead:      "Cần thêm 27 người tốt nghiệp trung học cơ sở để đạt mức độ 3.",
		ByPersons: "Chỉ xét số liệu người học: mức độ 2. Điều kiện bảo đảm còn 1 mục chưa có số liệu.",
		Levels: []view.VerdictLevel{
			{Title: "Mức độ 3", Badge: view.Badge{State: view.NotMet}, Gaps: &view.Link{Text: "Xem 27 người", Href: Root + "/gap"}, Nodes: tree()},
			{Title: "Mức độ 2", Badge: view.Badge{State: view.Met}, Nodes: tree()[5:7]},
		},
		Spark: view.NewSpark("Tỉ lệ tốt nghiệp trung học cơ sở ở tuổi 15–18 qua các năm", sparkYears(view.NotMet, view.Met, view.Met), 8),
		Standards: []view.Choice{
			{Text: "Mầm non 5 tuổi", Href: "#"}, {Text: "Tiểu học", Href: "#"}, {Text: "Trung học cơ sở", Href: "#", Current: true}, {Text: "Xóa mù chữ", Href: "#"},
		},
		Links:     []view.Link{{Text: "Danh sách cần vận động", Href: Root + "/gap"}, {Text: "Thử thay đổi", Href: "#"}},
		Decisions: decisions(),
		Decide:    &view.Link{Text: "Ghi quyết định", Href: Root + "/decision"},
	}
	form := view.DecisionForm{
		Page: placeFrame("Ghi quyết định công nhận", "decisions"), Action: "#", Standard: selection(),
		Level:  view.Options{Name: "level", Label: "Mức độ", Line: true, Choices: []view.Option{{Value: "1", Text: "1"}, {Value: "2", Text: "2", Selected: true}, {Value: "3", Text: "3"}}},
		Number: view.Field{Name: "number", Label: "Số quyết định", Hint: "Ghi cả ký hiệu, ví dụ 123/QĐ-UBND.", Width: "20"}, Date: dates()[0],
		Signer:    view.Field{Name: "signer", Label: "Người ký", Width: "20"},
		Authority: "Cơ quan công nhận với phường từ ngày 01/07/2025: Ủy ban nhân dân tỉnh.",
		Verdict:   view.Message{Tone: view.Accent, Title: "Kết luận hiện nay: mức độ 2", Text: "Quyết định sẽ giữ kèm căn cứ, số liệu và lý do của kết luận này."},
		Back:      view.Link{Text: "Kết luận", Href: Root + "/verdict"},
	}
	wrong := form
	wrong.Errors, wrong.Number, wrong.Date = errorSummary(), fields()[1], dates()[1]
	none := page
	none.Decisions, none.Spark = nil, nil
	waiting := []view.Proposal{
		{Number: "77/QĐ-UBND", Standard: "Xóa mù chữ", Level: "mức độ 2, năm 2025", Signed: "Ngày 20/12/2025 · Nguyễn Văn Bình ký", By: "phuong đề nghị lúc 08:10 21/12/2025", Action: "#", MayRecord: true, MayWithdraw: true},
		{Number: "78/QĐ-UBND", Standard: "Phổ cập giáo dục tiểu học", Level: "mức độ 3, năm 2025", Signed: "Ngày 20/12/2025 · Nguyễn Văn Bình ký", By: "lanhdao đề nghị lúc 08:12 21/12/2025", Action: "#", MayWithdraw: true},
	}
	return []Specimen{
		{Name: "verdict", Page: "verdict", Title: "Kết luận", Data: page},
		{Name: "verdict-undecided", Page: "verdict", Title: "Kết luận, chưa có quyết định", Data: none},
		{Name: "decision", Page: "decision_form", Title: "Ghi quyết định", Data: form},
		{Name: "decision-wrong", Page: "decision_form", Title: "Ghi quyết định, có lỗi", Data: wrong, Status: http.StatusUnprocessableEntity},
		{Name: "decisions", Page: "decision_list", Title: "Các quyết định", Data: view.DecisionList{Page: placeFrame("Quyết định công nhận", "decisions"), Decisions: decisions(), Proposals: waiting, Decide: &view.Link{Text: "Ghi quyết định", Href: Root + "/decision"}}},
	}
}

func decisions() []view.Decision {
	return []view.Decision{
		{Number: "123/QĐ-UBND", Date: "2025-12-18", Signer: "Nguyễn Văn Bình", Authority: "Ủy ban nhân dân tỉnh Thanh Hóa", Standard: "Phổ cập giáo dục trung học cơ sở", Level: "mức độ 2", Verdict: view.Badge{State: view.Met, Text: "Đạt mức độ 2"}, Moved: &messages()[2], Href: "#"},
		{Number: "4512/QĐ-UBND", Date: "2020-11-02", Signer: "Lê Thị Hạnh", Authority: "Ủy ban nhân dân thị xã Bỉm Sơn", Standard: "Phổ cập giáo dục trung học cơ sở", Level: "mức độ 3", Verdict: view.Badge{State: view.NotEnoughData}},
	}
}

func gapSpecimens() []Specimen {
	page := view.GapPage{
		Page:     placeFrame("Danh sách đối tượng cần vận động", "gap"),
		Standard: "Phổ cập giáo dục trung học cơ sở", Level: "mức độ 3",
		Lead:      "Còn 27 người nữa thì phường đạt trung học cơ sở mức độ 3.",
		Standards: selection(),
		Levels:    view.Options{Name: "level", Label: "Mức độ", Choices: []view.Option{{Value: "2", Text: "Mức độ 2"}, {Value: "3", Text: "Mức độ 3", Selected: true}}},
		Hamlets:   view.Options{Name: "hamlet", Label: "Khu phố", Choices: []view.Option{{Text: "Tất cả"}, {Value: "3", Text: "Khu phố 3"}}},
		Criteria: []view.GapCriterion{
			{Title: "Người 15–18 tuổi tốt nghiệp trung học cơ sở", Share: view.Share{Numerator: 2113, Denominator: 2252, Need: "95"}, Need: "cần thêm 27 người", Badge: view.Badge{State: view.NotMet}, Href: "#"},
		},
		Fewest: &view.Message{Tone: view.Accent, Title: "Ít nhất 27 người", Text: "Nếu 27 người này hoàn thành, mọi tiêu chí của mức độ 3 và các mức độ trước đều đạt. Họ đứng đầu danh sách của từng khu phố."},
		Shown:  []view.Choice{{Text: "Ưu tiên (27)", Href: "#", Current: true}, {Text: "Tất cả (139)", Href: "#"}},
		Sheets: gapSheets(),
		Links:  []view.Link{{Text: "Tải tệp Excel", Href: "#"}},
	}
	none := view.GapPage{Page: page.Page, Standard: page.Standard, Level: page.Level, Standards: page.Standards, Levels: page.Levels, Empty: &empties()[1]}
	return []Specimen{
		{Name: "gap", Page: "gap", Title: "Danh sách cần vận động", Data: page},
		{Name: "gap-followed", Page: "gap", Title: "Danh sách cần vận động, có người theo dõi", Data: followed(page)},
		{Name: "gap-empty", Page: "gap", Title: "Danh sách cần vận động, không ai", Data: none},
	}
}

func gapSheets() []view.GapSheet {
	missing := []string{"Chưa tốt nghiệp THCS: bỏ học lớp 8"}
	rows := []view.GapRow{
		{Number: 1, Name: "Nguyễn Đức Anh", Href: Root + "/person", Birth: "2009-04-12", Household: "Nguyễn Văn Đức", Address: "Số 12 đường Trần Phú, tổ 3", Missing: missing, Since: "2023-2024", Fewest: true},
		{Number: 2, Name: longName, Href: Root + "/person", Birth: "2008-11", Household: "Công Tằng Tôn Nữ Hoàng Yến", Address: "Số 4 ngõ 31 đường Nguyễn Bỉnh Khiêm kéo dài", Missing: []string{"Chưa tốt nghiệp THCS: bỏ học lớp 6", "Chưa biết chữ mức độ 2"}, Since: "2021-2022", Fewest: true},
		{Number: 3, Name: "Trịnh Thị Ngọc Ánh", Href: Root + "/person", Birth: "2010", Household: "Trịnh Văn Hùng", Missing: []string{"Học lớp 9, chưa tốt nghiệp"}, Since: "2025-2026"},
	}
	return []view.GapSheet{
		{Hamlet: "Khu phố 3", Count: 3, Rows: rows},
		{Hamlet: "Khu phố Cổ Đam", Count: 1, Rows: rows[:1]},
	}
}

func importSpecimens() []Specimen {
	form := view.ImportForm{
		Page: placeFrame("Nhập dữ liệu điều tra năm 2025", "import"), Action: "#", File: upload(""), Partial: radios()[0],
		Blank: &view.Link{Text: "Tải biểu trống", Href: "#"}, Export: &view.Link{Text: "Tải biểu với số liệu đang có", Href: "#"},
		Before: []view.ImportRun{
			{File: "pcgd_nhapphieudieutra_2025.xls", When: "21/09/2025 07:12", Who: "Lan", State: view.Tag{Tone: view.Good, Text: "Đã nhập"}, Text: "30.012 dòng", Href: "#"},
			{File: "Phiếu điều tra phường Bỉm Sơn - bản cuối cùng đã sửa (2).xlsx", When: "20/09/2025 16:40", Who: "Lan", State: view.Tag{Tone: view.Bad, Text: "Có ô sai"}, Text: "3 ô sai", Href: "#"},
		},
	}
	wrong := form
	wrong.File = upload("Tệp này có mật khẩu. Bỏ mật khẩu trong Excel rồi chọn lại.")
	wrong.Errors = view.Errors{Lines: []view.Link{{Text: wrong.File.Error, Href: "#file"}}}
	running := view.ImportProgress{Page: placeFrame("Đang nhập dữ liệu", "import"), File: "pcgd_nhapphieudieutra_2025.xls", Progress: progresses()[0], PartHref: runningPart}
	refused := view.ImportResult{
		Page: placeFrame("Kết quả nhập dữ liệu", "import"), File: "pcgd_nhapphieudieutra_2025.xls", Message: messages()[1], Counts: figures(),
		Errors: findings()[:3], Warnings: []view.FindingGroup{{Findings: findings()[3:], More: 114}},
		Marked: &view.Link{Text: "Tải tệp đã đánh dấu", Href: "#"}, Again: &view.Link{Text: "Nhập lại", Href: Root + "/import"}, Partial: &dialogs()[0],
	}
	done := view.ImportResult{
		Page: placeFrame("Kết quả nhập dữ liệu", "import"), File: "pcgd_nhapphieudieutra_2025.xls", Message: messages()[0], Counts: figures()[:4],
		Warnings: []view.FindingGroup{{Findings: findings()[3:]}}, Onward: &view.Link{Text: "Xem kết luận", Href: Root + "/home"},
		Undecided: []view.Undecided{{Cell: "D88", Name: "Nguyễn Thị Lan, sinh 1988", Choices: []view.Hit{
			{Href: "#", Name: []view.Piece{{Text: "Nguyễn Thị Lan"}}, Facts: "sinh 12/03/1988 · Khu phố 3 · phiếu 0123"}, {Href: "#", Name: []view.Piece{{Text: "Nguyễn Thị Lan"}}, Facts: "sinh 1988 · Khu phố 5 · phiếu 0711"},
		}}},
	}
	return []Specimen{
		{Name: "import", Page: "import_form", Title: "Nhập dữ liệu", Data: form},
		{Name: "import-wrong", Page: "import_form", Title: "Nhập dữ liệu, tệp không dùng được", Data: wrong, Status: http.StatusUnprocessableEntity},
		{Name: "import-running", Page: "import_progress", Title: "Nhập dữ liệu, đang chạy", Data: running},
		{Name: "import-refused", Page: "import_result", Title: "Nhập dữ liệu, có ô sai", Data: refused},
		{Name: "import-done", Page: "import_result", Title: "Nhập dữ liệu, đã xong", Data: done},
	}
}

func personSpecimens() []Specimen {
	page := view.PersonPage{
		Page: placeFrame("Nguyễn Đức Anh", ""), Name: "Nguyễn Đức Anh", Year: 2025,
		Tags:  []view.Tag{{Tone: view.Plain, Text: "Nam"}, {Tone: view.Plain, Text: "sinh 12/04/2009"}, {Tone: view.Bad, Text: "Bỏ học lớp 8"}},
		Facts: append(facts(), view.Fact{Name: "Số định danh cá nhân", Value: "•••••••••123"}), Reveal: &view.Dialog{Action: "#", Confirm: "Hiện số định danh, điện thoại", Text: "Lần xem này được ghi vào nhật ký."}, Uses: []view.FactGroup{{Title: "Khuyết tật", Sensitive: true, Why: "Xét tỷ lệ người khuyết tật được tiếp cận giáo dục.", Base: view.Link{Text: "07/2016/TT-BGDĐT, Điều 2", Href: "#"}, Facts: facts()[:1]}}, Events: events(), Findings: findings()[3:],
		Reasons: []view.Reason{
			{State: view.NotMet, Title: "Người 15–18 tuổi tốt nghiệp trung học cơ sở", Why: "16 tuổi, thuộc đối tượng; chưa có bằng tốt nghiệp THCS và không học lớp 10 trở lên.", Href: "#", Rule: view.Link{Text: "20/2014/NĐ-CP, Điều 14", Href: "#"}},
			{State: view.Met, Title: "Người 15–60 tuổi biết chữ mức độ 2", Why: "Đã hoàn thành lớp 7.", Href: "#"},
		},
		Unasked: []view.Reason{{State: view.NotApplicable, Title: "Trẻ em 6 tuổi vào lớp 1", Why: "Chỉ số này tính trên trẻ em 6 tuổi phải phổ cập; người này 16 tuổi năm 2025.", Rule: view.Link{Text: "20/2014/NĐ-CP, Điều 9", Href: "#"}}},
		Household: view.Household{Sheet: "0123", Address: "Số 12 đường Trần Phú, khu phố 3", Members: []view.Member{
			{Name: "Nguyễn Văn Đức", Href: "#", Birth: "1980-02-01", Relation: "Chủ hộ"},
			{Name: "Nguyễn Đức Anh", Birth: "2009-04-12", Relation: "Con", Learning: "bỏ học lớp 8", Current: true},
			{Name: longName, Href: "#", Birth: "1946", Relation: "Bà"},
		}},
	}
	plain := view.PersonPage{Page: placeFrame(longName, ""), Name: longName, Year: 2025, Facts: facts()[:1], Events: events()[3:], Household: view.Household{Sheet: "9", Members: []view.Member{{Name: longName, Birth: "1946", Relation: "Chủ hộ", Current: true}}}}
	return []Specimen{
		{Name: "privacy", Page: "privacy", Title: "Thông báo về dữ liệu cá nhân", Data: view.PrivacyPage{Page: guest("Dữ liệu cá nhân"), Heading: "Dữ liệu cá nhân trong sổ phổ cập", Lead: "Phiếu điều tra ghi những gì, để làm gì.",
			Paragraphs: []string{"Mọi lần xem có tên người đều được ghi lại."}, Uses: []view.PrivacyUse{{ID: "disability", Title: "Khuyết tật", Sensitive: true, Purpose: "Xét tỷ lệ người khuyết tật được tiếp cận giáo dục.", Base: "07/2016/TT-BGDĐT, Điều 2", Mark: &view.Tag{Tone: view.Warn, Text: "Suy ra từ văn bản"}, Fields: []string{"Vận động", "Nghe, nói"}}}}},
		{Name: "requests", Page: "request_list", Title: "Yêu cầu của người dân", Data: view.RequestList{Page: frame("Yêu cầu về dữ liệu"), Heading: "Yêu cầu về dữ liệu cá nhân", Lead: "Trả lời trong 2 ngày làm việc.", Items: []view.RequestItem{
			{Name: longName, Href: "#", Place: "Phường Bỉm Sơn", Kind: "Sửa cho đúng", Text: "Sửa năm sinh thành 2009.", Days: "nhận 23/11/2026, trả lời trước hết ngày 25/11/2026", Tag: view.Tag{Tone: view.Bad, Text: "Quá hạn"}, Action: "#", Outcomes: []view.Option{{Value: "answered", Text: "Đã trả lời người yêu cầu"}}},
			{Name: "Nguyễn Đức Anh", Href: "#", Place: "Phường Bỉm Sơn", Kind: "Xóa", Text: "Xóa ghi chú.", Days: "nhận 02/11/2026, xong ngày 04/11/2026", Tag: view.Tag{Text: "Đã làm xong"}, Outcome: "Đã xóa, báo qua điện thoại."},
		}}},
		{Name: "requests-none", Page: "request_list", Title: "Yêu cầu của người dân, chưa có", Data: view.RequestList{Page: frame("Yêu cầu về dữ liệu"), Heading: "Yêu cầu về dữ liệu cá nhân", Empty: &empties()[0]}},
		{Name: "request", Page: "request", Title: "Ghi một yêu cầu, thiếu nội dung", Data: view.RequestPage{Page: frame("Yêu cầu về dữ liệu"), Heading: "Yêu cầu về dữ liệu cá nhân", Lead: "Người yêu cầu: Nguyễn Đức Anh.", Action: "#", Back: view.Link{Text: "Nguyễn Đức Anh", Href: "#"},
			Kind: view.Options{Name: "kind", Label: "Yêu cầu gì", Choices: []view.Option{{Value: "see", Text: "Cho biết đang ghi những gì"}}}, On: view.Field{Name: "on", Label: "Ngày nhận", Value: "27/11/2026", Width: "10"},
			Text: view.Field{Name: "text", Label: "Nội dung", Type: "textarea", Error: "Ghi nội dung."}, Errors: view.Errors{Lines: []view.Link{{Text: "Ghi nội dung.", Href: "#text"}}}}},
		{Name: "person", Page: "person", Title: "Một người", Data: page},
		{Name: "person-plain", Page: "person", Title: "Một người ngoài độ tuổi, tên dài", Data: plain},
		{Name: "person-refused", Page: "refused", Title: "Một người, không có quyền xem", Status: http.StatusForbidden, Data: view.Refused{Page: frame("Không được xem"), Heading: "Tài khoản này chưa được xem thông tin từng người", Text: "Thông tin từng người của phường Bỉm Sơn do phường và người được phường giao xem. Cần xem thì đề nghị người quản trị của phường cấp quyền.", Links: []view.Link{{Text: "Về tổng quan phường Bỉm Sơn", Href: Root + "/home"}}}},
	}
}

func schoolSpecimens() []Specimen {
	columns := []view.Column{{Text: "Trường"}, {Text: "Cấp"}, {Text: "Lớp", Number: true}, {Text: "Phòng học", Number: true}, {Text: "Giáo viên", Number: true}, {Text: "Phòng / lớp", Number: true}, {Text: "Số liệu năm 2025"}}
	page := view.SchoolList{
		Page: placeFrame("Trường học và điều kiện bảo đảm năm 2025", "schools"),
		Lead: "2 trong 3 trường đã có số liệu. Thiếu số liệu của một trường thì điều kiện của cấp đó chưa kết luận được.",
		Schools: &view.Table{Caption: "Trường trên địa bàn", Columns: columns, Wide: true, Rows: []view.Row{
			{Cells: []view.Cell{{Text: "Trường Mầm non Ba Đình", Href: Root + "/school", Sub: "38365301"}, {Text: "Mầm non"}, {Text: "14"}, {Text: "14"}, {Text: "29"}, {Text: "1,00"}, {Badge: &view.Badge{State: view.Met, Text: "Đã nhập"}}}},
			{Cells: []view.Cell{{Text: "Trường Tiểu học Ba Đình", Href: Root + "/school", Sub: "38365401"}, {Text: "Tiểu học"}, {Text: "22"}, {Text: "20"}, {Text: "31"}, {Text: "0,91"}, {Badge: &view.Badge{State: view.Met, Text: "Đã nhập"}}}},
			{Cells: []view.Cell{{Text: "Trường Trung học cơ sở Lê Quý Đôn", Href: Root + "/school", Sub: "38365501"}, {Text: "THCS"}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Badge: &view.Badge{State: view.NotEnoughData, Text: "Chưa nhập"}}}},
		}},
		Conditions: tree()[3:4],
		Links:      []view.Link{{Text: "Nhập từ tệp", Href: "#"}},
	}
	counts := []view.Field{
		{Name: "classes", Label: "Lớp", Value: "22", Unit: "lớp", Width: "4", Mode: "numeric"},
		{Name: "teachers", Label: "Giáo viên", Value: "31", Unit: "người", Width: "4", Mode: "numeric"},
		{Name: "qualified", Label: "Giáo viên đạt trình độ chuẩn được đào tạo", Value: "33", Unit: "người", Width: "4", Mode: "numeric", Error: "33 giáo viên đạt chuẩn, nhiều hơn 31 giáo viên của trường."},
	}
	form := view.SchoolForm{
		Page: placeFrame("Trường Tiểu học Ba Đình năm 2025", "schools"), School: "Trường Tiểu học Ba Đình", Lead: "Số liệu năm 2025. Ô bỏ trống được hiểu là chưa có số liệu, không phải là 0.", Action: "#",
		Errors: view.Errors{Lines: []view.Link{{Text: counts[2].Error, Href: "#qualified"}}},
		Parts: []view.FormPart{
			{Title: "Lớp và giáo viên", Counts: counts},
			{Title: "Cơ sở vật chất", Hint: "Phòng học tính cả phòng thuê, mượn.", Counts: fields()[2:3], Yes: radios()[1:]},
		},
		Back: view.Link{Text: "Trường học", Href: Root + "/schools"}, Saved: "Lưu lần cuối 21/09/2025 10:42, Lan.",
	}
	return []Specimen{
		{Name: "schools", Page: "school_list", Title: "Trường học", Data: page},
		{Name: "schools-empty", Page: "school_list", Title: "Trường học, chưa có trường", Data: view.SchoolList{Page: page.Page, Empty: &view.Empty{Title: "Chưa có trường nào", Text: "Trường được lấy từ sheet MaTruong khi nhập dữ liệu điều tra.", Action: &view.Link{Text: "Nhập dữ liệu", Href: Root + "/import"}}}},
		{Name: "school", Page: "school_form", Title: "Số liệu một trường, có tổng không khớp", Data: form},
		{Name: "school-taken", Page: "school_form", Title: "Số liệu một trường, điền từ năm trước, chưa ghi", Data: takenSpecimen(form)},
		{Name: "school-new", Page: "school_form", Title: "Số liệu một trường, chưa có gì", Data: newSpecimen(form)},
	}
}

// history is what a school's page tells of its figures: entered, changed, taken back.
func history() *view.Table {
	row := func(at, who, what, before, after string) view.Row {
		return view.Row{Cells: []view.Cell{{Text: at}, {Text: who}, {Text: what}, {Text: before}, {Text: after}}}
	}
	return &view.Table{Caption: "Mỗi lần ghi, mới nhất trước", Fold: true, Tall: true, Columns: []view.Column{
		{Text: "Lúc"}, {Text: "Người ghi"}, {Text: "Mục"}, {Text: "Trước", Number: true}, {Text: "Sau", Number: true},
	}, Rows: []view.Row{
		row("21/09/2025 10:42", "Lan", "Số giáo viên tiểu học", "30", "31"),
		row("20/09/2025 16:05", longName, "Diện tích nhà vệ sinh của học sinh (m²)", "124", "(trống)"),
		row("18/09/2025 08:11", "Lan", "Số lớp tiểu học", "(trống)", "22"),
	}}
}

func takenSpecimen(form view.SchoolForm) view.SchoolForm {
	form.Errors = view.Errors{}
	form.Taken = &view.Message{Tone: view.Accent, Text: "Đã điền 2 ô bằng số liệu năm 2024, chưa ghi. Xem lại từng ô có dấu “lấy từ năm 2024”, sửa ô đã đổi rồi lưu."}
	form.Parts = []view.FormPart{{Title: "Lớp và giáo viên", Counts: []view.Field{
		{Name: "classes", Label: "Lớp", Value: "22", Width: "4", Mode: "numeric", Hint: "Lấy từ năm 2024, chưa ghi"},
		{Name: "teachers", Label: "Giáo viên", Value: "31", Width: "4", Mode: "numeric", Hint: "Năm 2024: 30"},
		{Name: "budget", Label: "Ngân sách thường xuyên chi cho giáo dục mầm non (đồng)", Value: "20.287.647.000", Width: "10", Mode: "numeric", Unit: "đ", Hint: "Lấy từ năm 2024, chưa ghi"},
	}}}
	form.History = history()
	return form
}

func newSpecimen(form view.SchoolForm) view.SchoolForm {
	form.Errors, form.Saved = view.Errors{}, ""
	form.Take = &view.Take{Name: "take_last_year", Text: "Điền số liệu năm 2024 vào 46 ô trống", Hint: "Mới điền lên trang, chưa ghi. Ô đã có số giữ nguyên."}
	form.Parts = []view.FormPart{{Title: "Lớp và giáo viên", Counts: []view.Field{
		{Name: "classes", Label: "Lớp", Width: "4", Mode: "numeric", Hint: "Năm 2024: 22"},
		{Name: "teachers", Label: "Giáo viên", Width: "4", Mode: "numeric", Hint: "Năm 2024: 30"},
	}}}
	form.History = &view.Table{}
	return form
}

func faultSpecimens() []Specimen {
	home := []view.Link{{Text: "Về trang đầu", Href: Root}}
	fault := func(status int, heading, text, trace string) view.FaultPage {
		return view.FaultPage{Page: frame(heading), Status: status, Heading: heading, Text: text, Trace: trace, Links: home}
	}
	return []Specimen{
		{Name: "fault-403", Page: "fault", Title: "Lỗi 403", Status: 403, Data: fault(403, "Tài khoản này chưa được mở trang này", "Người quản trị của đơn vị có thể cấp quyền.", "")},
		{Name: "fault-404", Page: "fault", Title: "Lỗi 404", Status: 404, Data: fault(404, "Không có trang này", "Địa chỉ có thể đã đổi hoặc gõ thiếu. Mã 14812 năm 2031 chưa có đơn vị nào.", "")},
		{Name: "fault-500", Page: "fault", Title: "Lỗi 500", Status: 500, Data: fault(500, "Trang này chưa mở được", "Máy chủ gặp lỗi khi xử lý. Dữ liệu đã lưu không bị ảnh hưởng. Tải lại trang sau ít phút; nếu vẫn lỗi, báo người quản trị.", "0198f2c4")},
	}
}
