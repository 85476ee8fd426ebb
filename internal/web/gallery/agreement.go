package gallery

import "hoctap/internal/web/view"

func agreements() *view.Agreement {
	return &view.Agreement{
		Message: view.Message{Tone: view.Bad, Title: "1 chỗ không khớp với biểu khác", Text: "Xem và sửa trước khi in, ký."},
		All:     &view.Link{Text: "Soát khớp tất cả các biểu", Href: "#"},
		Items: []view.Disagreement{
			{
				Text: "TH-01-CSVC, Trường Tiểu học Ba Đình: số lớp ghép không quá số lớp.", What: "Xem lại số liệu nhà trường đã nhập và sửa ở trang số liệu của trường.",
				Sums: []view.AddedUp{{Sum: 9, Terms: []view.Link{{Text: "TH-01-CSVC năm 2025 [Trường Tiểu học Ba Đình; Lớp ghép] 9", Href: "#"}}}, {Sum: 5, Terms: []view.Link{{Text: "TH-01-CSVC năm 2025 [Trường Tiểu học Ba Đình; Tổng số lớp] 5", Href: "#"}}}},
			},
			{
				Text: "Trẻ em 7 tuổi năm 2025, không kể người chuyển đến, không quá trẻ em 6 tuổi năm 2024 còn ở địa bàn.", What: "Đối chiếu danh sách lớp của hai năm.", Notice: true,
				Sums: []view.AddedUp{{Sum: 7, Terms: []view.Link{{Text: "TH-M1 năm 2025 [7; Tổng số trẻ] 7", Href: "#"}}}, {Sum: 6, Terms: []view.Link{{Text: "TH-M1 năm 2024 [6; Tổng số trẻ] 6", Href: "#"}, {Text: "TH-M1 năm 2024 [6; Chuyển đi] 0", Href: "#"}}}},
			},
		},
	}
}

// agreementSpecimens are the forms of a place held against one another.
func agreementSpecimens() []Specimen {
	page := view.AgreementPage{
		Page: placeFrame("Soát khớp các biểu năm 2025", "forms"), Heading: "Soát khớp các biểu năm 2025", Lead: "Các số phải bằng nhau giữa các biểu, giữa thôn và xã, giữa năm nay và năm trước.",
		Back: view.Link{Text: "Biểu mẫu", Href: "#"}, Agreement: agreements(), Unchecked: []view.Fact{{Name: "Trường hoặc xã, phường chưa nhập đủ số liệu:", Value: "TH-01-GV, TH-01-CSVC"}},
	}
	page.Agreement.All = nil
	sound, none := page, page
	sound.Agreement, sound.Unchecked = &view.Agreement{Message: view.Message{Tone: view.Good, Title: "Đã so 512 cặp số, các biểu khớp nhau."}}, nil
	none.Agreement, none.Unchecked, none.Empty = nil, nil, &view.Empty{Title: "Chưa so được", Text: "Phường Bỉm Sơn, năm 2027: chưa có hai con số nào để so. Nhập phiếu điều tra trước."}
	return []Specimen{
		{Name: "agreement", Page: "agreement", Title: "Soát khớp, có chỗ không khớp", Data: page},
		{Name: "agreement-sound", Page: "agreement", Title: "Soát khớp, khớp nhau", Data: sound},
		{Name: "agreement-none", Page: "agreement", Title: "Soát khớp, chưa có số", Data: none},
	}
}
