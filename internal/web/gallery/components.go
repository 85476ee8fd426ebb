package gallery

import "hoctap/internal/web/view"

func badges() []view.Badge {
	var all []view.Badge
	for _, state := range view.States() {
		all = append(all, view.Badge{State: state})
	}
	return append(all, view.Badge{State: view.Met, Text: "Đạt mức độ 3"}, view.Badge{State: view.NotMet, Text: "Mới đạt mức độ 2"})
}

func tags() []view.Tag {
	return []view.Tag{
		{Tone: view.Plain, Text: "Khu phố"}, {Tone: view.Accent, Text: "Đang điều tra"}, {Tone: view.Good, Text: "Đã khóa"},
		{Tone: view.Bad, Text: "Chuyển đi"}, {Tone: view.Warn, Text: "Theo trí nhớ, chưa kiểm tra"},
	}
}

func messages() []view.Message {
	return []view.Message{
		{Tone: view.Good, Title: "Đã nhập 1.204 dòng", Text: "12 người mới, 34 người thay đổi, 1.158 người giữ nguyên.", Links: []view.Link{{Text: "Xem kết luận", Href: "#"}}},
		{Tone: view.Bad, Title: "Chưa nhập được tệp", Text: "Tệp có 3 ô sai. Sửa các ô đã đánh dấu rồi nhập lại."},
		{Tone: view.Warn, Title: "Số liệu đã thay đổi sau quyết định", Text: "Từ ngày 02/10/2025 có 4 phiếu được sửa; tỉ lệ nay là 93,83 %, khi quyết định là 95,12 %."},
		{Tone: view.Accent, Text: "Số liệu năm 2020 được cộng từ phường Ba Đình và phường Lam Sơn, là hai đơn vị cũ."},
	}
}

func empties() []view.Empty {
	return []view.Empty{
		{Title: "Chưa có số liệu điều tra năm 2026", Text: "Nhập biểu MauNhapLieu của năm 2026, hoặc mở đợt điều tra từ số liệu năm 2025.", Action: &view.Link{Text: "Nhập dữ liệu", Href: "#"}},
		{Title: "Không ai còn thiếu", Text: "Mọi tiêu chí về người học của mức độ này đều đạt."},
	}
}

func sparkYears(states ...view.State) []view.SparkYear {
	years := []view.SparkYear{
		{Year: 2019, Share: view.Share{Numerator: 2010, Denominator: 2172, Need: "95"}},
		{Year: 2020, Share: view.Share{Numerator: 2101, Denominator: 2190, Need: "95"}},
		{Year: 2024, Share: view.Share{Numerator: 2168, Denominator: 2240, Need: "95"}},
		{Year: 2025, Share: view.Share{Numerator: 2113, Denominator: 2252, Need: "95"}, Current: true},
		{Year: 2026, Share: view.Share{Numerator: 2080, Denominator: 2231, Need: "95"}},
	}
	for i := range years {
		years[i].Known, years[i].State, years[i].Href = true, states[i%len(states)], "#"
	}
	return years
}

func cards() []view.Card {
	of := "người 15–18 tuổi tốt nghiệp THCS"
	return []view.Card{
		{
			Title: "Phổ cập giáo dục mầm non cho trẻ em 5 tuổi", State: view.Met,
			Share:    &view.Share{Numerator: 412, Denominator: 420, Need: "95", Of: "trẻ 5 tuổi đến lớp"},
			Spark:    view.NewSpark("Tỉ lệ trẻ 5 tuổi đến lớp", sparkYears(view.Met), 8),
			Sentence: "Đạt chuẩn từ năm 2019. Cả hai tỉ lệ đều vượt mức tối thiểu.", Onward: view.Link{Text: "Xem kết luận", Href: Root + "/verdict"},
		},
		{
			Title: "Phổ cập giáo dục tiểu học", State: view.Met, Level: "Đạt mức độ 3",
			Share:    &view.Share{Numerator: 496, Denominator: 500, Need: "98", Of: "trẻ 6 tuổi vào lớp 1"},
			Spark:    view.NewSpark("Tỉ lệ trẻ 6 tuổi vào lớp 1", sparkYears(view.Met), 8),
			Sentence: "Giữ mức độ 3, là mức độ cao nhất.", Onward: view.Link{Text: "Xem kết luận", Href: Root + "/verdict"},
		},
		{
			Title: "Phổ cập giáo dục trung học cơ sở", State: view.NotMet, Level: "Mới đạt mức độ 2",
			Share:    &view.Share{Numerator: 2113, Denominator: 2252, Need: "95", Of: of},
			Spark:    view.NewSpark("Tỉ lệ tốt nghiệp trung học cơ sở", sparkYears(view.NotMet, view.Met, view.Met), 8),
			Sentence: "Cần thêm 27 người tốt nghiệp THCS để đạt mức độ 3.", Onward: view.Link{Text: "Xem 27 người", Href: Root + "/gap"},
		},
		{
			Title: "Xóa mù chữ", State: view.NotEnoughData,
			Share:    &view.Share{Numerator: 28211, Denominator: 28964, Need: "90", Of: "người 15–60 tuổi biết chữ mức độ 2"},
			Spark:    view.NewSpark("Tỉ lệ biết chữ", sparkYears(view.NotEnoughData), 8),
			Sentence: "Còn thiếu số liệu về người dạy xóa mù chữ.", Onward: view.Link{Text: "Nhập số liệu", Href: Root + "/schools"},
		},
		{
			Title: "Phổ cập giáo dục mầm non cho trẻ em từ 3 đến 5 tuổi", State: view.NotInForce,
			Sentence: "Chuẩn này chưa áp dụng cho năm 2025.", Onward: view.Link{Text: "Xem căn cứ", Href: "#"},
		},
		{
			Title: "Phổ cập giáo dục tiểu học", State: view.NotApplicable,
			Sentence: "Không có người trong độ tuổi.", Onward: view.Link{Text: "Xem số liệu", Href: "#"},
		},
	}
}

func figures() []view.Figure {
	return []view.Figure{
		{Text: "dòng trong tệp", Count: 30012}, {Text: "người mới", Count: 12, Tone: view.Accent, Href: "#"},
		{Text: "thay đổi", Count: 34, Tone: view.Accent, Href: "#"}, {Text: "giữ nguyên", Count: 29966},
		{Text: "ô sai", Count: 3, Tone: view.Bad, Href: "#"},
	}
}

func facts() []view.Fact {
	return []view.Fact{
		{Name: "Họ và tên", Value: longName}, {Name: "Ngày sinh", Value: "03/05/2012"}, {Name: "Dân tộc", Value: "Kinh"},
		{Name: "Nơi ở", Value: "Khu phố 3, phường Bỉm Sơn", Href: "#"}, {Name: "Điện thoại", Value: ""},
	}
}

func due() []view.Due {
	return []view.Due{
		{When: "30/09/2026", What: "chốt số liệu điều tra (còn 9 ngày)", Tone: view.Warn},
		{When: "03/10/2026", What: "báo cáo của phường", Href: "#"},
	}
}

func tables() []view.Table {
	columns := []view.Column{
		{Text: "Khu phố", SortHref: "#", Sorted: "ascending"}, {Text: "Hộ", Number: true, SortHref: "#"}, {Text: "Người", Number: true, SortHref: "#"},
		{Text: "Trẻ 6 tuổi vào lớp 1", Number: true, SortHref: "#"}, {Text: "15–18 tuổi tốt nghiệp THCS", Number: true, SortHref: "#"}, {Text: "Còn thiếu", Number: true, SortHref: "#"},
	}
	many := view.Table{Caption: "Các khu phố năm 2025", Columns: columns, Wide: true, Rows: hamletRows(), Foot: &view.Row{Cells: []view.Cell{
		{Text: "Toàn phường"}, {Text: "9.812"}, {Text: "36.204"}, {Text: "99,20 %", Sub: "496 / 500"}, {Text: "93,83 %", Sub: "2.113 / 2.252"}, {Text: "27"},
	}}}
	one := view.Table{Caption: "Một dòng", Columns: columns[:3], Rows: []view.Row{{Cells: []view.Cell{{Text: "Khu phố 1", Href: "#"}, {Text: "312"}, {Text: "1.204"}}}}}
	none := view.Table{Caption: "Không có dòng nào", Columns: columns, Empty: &empties()[0]}
	return []view.Table{many, one, none}
}

func hamletRows() []view.Row {
	bar := func(n, d int64, state view.State) *view.Bar {
		return view.NewBar(view.Share{Numerator: n, Denominator: d, Need: "95"}, state)
	}
	row := func(name, homes, people, first, firstOf, done, doneOf, missing string, b *view.Bar) view.Row {
		return view.Row{Cells: []view.Cell{
			{Text: name, Href: "#"}, {Text: homes}, {Text: people}, {Text: first, Sub: firstOf}, {Text: done, Sub: doneOf, Bar: b}, {Text: missing, Href: "#"},
		}}
	}
	return []view.Row{
		row("Khu phố 1", "312", "1.204", "100,00 %", "17 / 17", "98,67 %", "74 / 75", "0", bar(74, 75, view.Met)),
		row("Khu phố 2", "298", "1.131", "100,00 %", "15 / 15", "95,71 %", "67 / 70", "0", bar(67, 70, view.Met)),
		row("Khu phố Cổ Đam", "341", "1.298", "94,74 %", "18 / 19", "87,50 %", "70 / 80", "6", bar(70, 80, view.NotMet)),
		row("Khu phố Nguyễn Bỉnh Khiêm – Lý Thường Kiệt – Đường Trần Hưng Đạo kéo dài", "1.002", "3.870", "98,11 %", "52 / 53", "91,02 %", "223 / 245", "10", bar(223, 245, view.NotMet)),
		row("Thôn Cổ Đam Đông", "88", "301", "–", "0 / 0", "72,22 %", "13 / 18", "5", bar(13, 18, view.NotMet)),
	}
}

func cite(text, says string, mark view.Tag) *view.Cite {
	return &view.Cite{Text: text, Href: "#", Words: says, Mark: &mark}
}

func tree() []view.Node {
	confirmed := view.Tag{Tone: view.Good, Text: "Đã đối chiếu văn bản"}
	derived := view.Tag{Tone: view.Warn, Text: "Suy từ biểu mẫu, chờ đối chiếu"}
	of := "người 15–18 tuổi"
	return []view.Node{
		{State: view.Met, Title: "Đạt chuẩn mức độ 2", Open: true, Children: []view.Node{
			{State: view.Met, Title: "Phổ cập giáo dục tiểu học mức độ 1 trở lên", Cite: cite("Điều 14 Nghị định 20/2014/NĐ-CP", "Xã phải đạt phổ cập tiểu học mức độ 1 trở lên.", confirmed), Children: []view.Node{
				{State: view.Met, Title: "Trẻ 6 tuổi vào lớp 1", Share: &view.Share{Numerator: 496, Denominator: 500, Need: "90"}},
			}},
			{State: view.Met, Title: "Người 15–18 tuổi tốt nghiệp trung học cơ sở", Share: &view.Share{Numerator: 2113, Denominator: 2252, Need: "90", Of: of}},
		}},
		{State: view.NotMet, Title: "Người 15–18 tuổi tốt nghiệp trung học cơ sở", Sub: "THCS3.C1", Open: true, Share: &view.Share{Numerator: 2113, Denominator: 2252, Need: "95", Of: of},
			Lack: "Cần thêm 27 người", Gap: &view.Link{Text: "Xem 27 người", Href: Root + "/gap"},
			Cite: cite("Điểm a khoản 3 Điều 16 Nghị định 20/2014/NĐ-CP", "Ít nhất 95 % người từ 15 đến 18 tuổi có bằng tốt nghiệp trung học cơ sở; xã đặc biệt khó khăn ít nhất 90 %.", confirmed)},
		{State: view.Met, Title: "Người 15–18 tuổi đang học trung học phổ thông, giáo dục thường xuyên hoặc giáo dục nghề nghiệp", Sub: "THCS3.C2", Share: &view.Share{Numerator: 1871, Denominator: 2252, Need: "80"},
			Note: "Tính cả người đã tốt nghiệp trung học phổ thông. Đây là tham số địa phương có thể đổi.", Cite: cite("Điểm b khoản 3 Điều 16 Nghị định 20/2014/NĐ-CP", "", derived)},
		{State: view.NotEnoughData, Title: "Đủ giáo viên theo định mức", Sub: "COND.THCS.1", Gap: &view.Link{Text: "Nhập số liệu", Href: Root + "/schools"}},
		{State: view.NotEnoughData, Title: "Số xã đạt chuẩn mức độ 3", Range: "88,55–95,18 %", Rule: "cần 90 %"},
		{State: view.Met, Title: "Người khuyết tật có khả năng học tập được tiếp cận giáo dục", Sub: "ALL.DIS", Share: &view.Share{Numerator: 31, Denominator: 42, Need: "60"}},
		{State: view.NotApplicable, Title: "Trẻ 11 tuổi còn lại đang học tiểu học", Sub: "TH3.C3", Rule: "tất cả", Share: &view.Share{}},
		{State: view.NotInForce, Title: "Giáo dục bắt buộc 9 năm", Sub: "Dự thảo 2026"},
	}
}

func progresses() []view.Progress {
	return []view.Progress{
		{Title: "Đang đọc tệp", Done: 11820, Total: 30012, Note: "Đang kiểm tra dòng 11.820, còn khoảng 4 giây."},
		{Title: "Đang mở tệp", Note: "Chưa biết số dòng."},
		{Title: "Hộ đã xác nhận", Done: 8242, Total: 9812, Tone: view.Good},
	}
}

func steps() []view.Step {
	return []view.Step{{Text: "Địa bàn", Done: true}, {Text: "Nhập dữ liệu", Done: true}, {Text: "Sửa lỗi", Current: true}, {Text: "Kết luận"}}
}

func events() []view.Event {
	return []view.Event{
		{When: "2026", Title: "Bỏ học lớp 8", Lines: []string{"Khu phố 3, phường Bỉm Sơn", "Bỏ học từ năm học 2025-2026"}, Changed: "So với năm 2025: đang học lớp 8 → bỏ học lớp 8", Tags: []view.Tag{{Tone: view.Bad, Text: "Bỏ học"}}, Current: true},
		{When: "2025", Title: "Học lớp 8, Trường THCS Lê Quý Đôn", Lines: []string{"Lớp 8A2, lưu ban"}, Tags: []view.Tag{{Tone: view.Warn, Text: "Lưu ban"}}},
		{When: "2024", Title: "Học lớp 8, Trường THCS Lê Quý Đôn", Lines: []string{"Chuyển đến từ xã Hà Long"}, Tags: []view.Tag{{Tone: view.Accent, Text: "Chuyển đến"}}},
		{When: "2020", Title: "Học lớp 4, Trường Tiểu học Ba Đình"},
	}
}

func findings() []view.Finding {
	return []view.Finding{
		{Cell: "G17", Field: "Năm sinh", Content: "2109", Text: "lớn hơn năm điều tra 2025.", Mend: "Sửa năm sinh rồi nhập lại.", Tone: view.Bad},
		{Cell: "R204", Field: "Khối học", Content: "13", Text: "không có trong danh mục.", Mend: "Chọn 1 tuổi … 5 tuổi, 1 … 12, THCN, TDN hoặc SV.", Tone: view.Bad},
		{Cell: "V88", Field: "Mã trường", Content: "38365403", Text: "không có trong sheet MaTruong.", Mend: "Thêm trường vào MaTruong hoặc sửa mã.", Tone: view.Bad},
		{Cell: "R412", Field: "Khối học", Content: "9", Text: "lớn hơn tuổi: sinh năm 2016.", Mend: "Xem lại năm sinh và khối học. Vẫn nhập được nếu đúng.", Tone: view.Warn},
	}
}

func pyramid() *view.Pyramid {
	kinds := []string{"Đang học đúng tuổi", "Đang học muộn", "Đã học xong", "Bỏ học", "Chưa đi học"}
	var rows []view.PyramidCounts
	for _, row := range []struct {
		age        string
		men, women []int64
	}{
		{"18", []int64{0, 12, 241, 19, 1}, []int64{0, 8, 255, 9, 0}},
		{"17", []int64{228, 9, 0, 14, 1}, []int64{240, 6, 0, 5, 0}},
		{"16", []int64{231, 11, 0, 11, 2}, []int64{229, 5, 0, 4, 1}},
		{"15", []int64{240, 10, 0, 8, 1}, []int64{236, 4, 0, 3, 0}},
		{"14", []int64{252, 14, 0, 3, 0}, []int64{239, 6, 0, 1, 0}},
		{"11", []int64{266, 8, 0, 0, 1}, []int64{251, 3, 0, 0, 0}},
		{"6", []int64{254, 1, 0, 0, 2}, []int64{246, 0, 0, 0, 0}},
		{"5", []int64{211, 0, 0, 0, 5}, []int64{204, 0, 0, 0, 3}},
	} {
		rows = append(rows, view.PyramidCounts{Age: row.age, Men: row.men, Women: row.women})
	}
	return view.NewPyramid("Ở tuổi 15 trở lên, nam bỏ học nhiều gấp đôi nữ", "Nguồn: điều tra phổ cập năm 2025, phường Bỉm Sơn.", kinds, rows)
}
