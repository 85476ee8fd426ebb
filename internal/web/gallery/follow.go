package gallery

import "hoctap/internal/web/view"

// followSpecimens are the visits to one person of a gap list: none yet and several,
// and a visit that was typed wrongly.
func followSpecimens() []Specimen {
	fresh := view.FollowPage{
		Page: placeFrame("Vận động: Nguyễn Đức Anh", "gap"), Name: "Nguyễn Đức Anh", Person: &view.Link{Text: "Trang của người này", Href: Root + "/person"}, Back: view.Link{Text: "Phổ cập giáo dục trung học cơ sở mức độ 3", Href: Root + "/gap"},
		Missing: []string{"Chưa tốt nghiệp THCS"}, Facts: facts()[:3], Visit: visitForm(), Mark: view.FollowMark{Action: "#", Hint: "Dấu này không làm thay đổi kết luận."}, Assign: assigning(),
	}
	wrong := fresh
	wrong.Name = longName
	wrong.Visit = visitForm()
	wrong.Visit.On.Error = "Ghi ngày đến dạng 12/09/2026, không sau hôm nay."
	wrong.Errors = view.Errors{Lines: []view.Link{{Text: wrong.Visit.On.Error, Href: "#on"}}}
	wrong.Mark.On = "Đã đánh dấu ngày 12/09/2025."
	wrong.Visits = []view.Event{
		{When: "12/09/2025", Title: "Đồng ý đi học", Lines: []string{"Mẹ hứa đưa em đến lớp bổ túc tối thứ hai."}, Changed: longName, Current: true},
		{When: "05/09/2025", Title: "Không gặp", Changed: "Lê Thị Hoa"},
	}
	seen := view.FollowPage{Page: fresh.Page, Name: fresh.Name, Person: fresh.Person, Back: fresh.Back, Missing: fresh.Missing, Facts: fresh.Facts, Visits: wrong.Visits}
	return []Specimen{
		{Name: "follow", Page: "follow", Title: "Vận động một người, chưa có lần nào", Data: fresh},
		{Name: "follow-wrong", Page: "follow", Title: "Vận động một người, ngày ghi sai", Data: wrong},
		{Name: "follow-read", Page: "follow", Title: "Vận động một người, chỉ được xem", Data: seen},
	}
}

func visitForm() *view.VisitForm {
	return &view.VisitForm{
		Action: "#", On: view.Field{Name: "on", Label: "Ngày đến", Hint: "Ví dụ: 12/09/2026", Value: "12/09/2025", Width: "10"},
		Outcome: view.Options{Name: "outcome", Label: "Kết quả", Choices: []view.Option{{Value: "enrolled", Text: "Đã ra lớp"}, {Value: "agreed", Text: "Đồng ý đi học"}, {Value: "absent", Text: "Không gặp", Selected: true}}},
		Words:   view.Field{Name: "words", Label: "Ghi thêm", Hint: "Được niêm phong trong cơ sở dữ liệu.", Type: "textarea", Optional: true},
	}
}

func assigning() *view.AssignForm {
	return &view.AssignForm{Action: "#", To: view.Options{Name: "follower", Label: "Giao người được đánh dấu cho", Choices: []view.Option{{Text: "Chọn người theo dõi"}, {Value: "3", Text: longName + " (Khu phố 3)"}}}}
}

// followed puts followers, visits and those who left into a gap list.
func followed(page view.GapPage) view.GapPage {
	page.Who = view.Options{Name: "who", Label: "Người theo dõi", Choices: []view.Option{{Text: "Tất cả", Selected: true}, {Value: "mine", Text: "Của tôi (2)"}}}
	page.Assign = assigning()
	page.Sheets = gapSheets()
	rows := page.Sheets[0].Rows
	rows[0].Follow = view.GapFollow{Value: "1", Href: Root + "/follow", By: "Lê Thị Hoa", Last: "12/09/2025: Còn do dự, cần đến lại"}
	rows[1].Follow = view.GapFollow{Value: "2", Href: Root + "/follow", By: longName, Last: "12/09/2025: Đồng ý đi học", Tag: &view.Tag{Tone: view.Accent, Text: "Đã vận động được"}}
	rows[2].Follow = view.GapFollow{Value: "3", Href: Root + "/follow"}
	page.Left = []view.GapLeft{
		{Name: "Trần Văn Bách", Href: Root + "/person", Where: "Khu phố 3", By: "Lê Thị Hoa", Last: "12/09/2025: Đã ra lớp", Tag: view.Tag{Tone: view.Good, Text: "Đã đạt theo phiếu"}},
		{Name: longName, Href: Root + "/person", Where: "Khu phố Cổ Đam", Tag: view.Tag{Tone: view.Plain, Text: "Không còn thuộc đối tượng"}},
	}
	return page
}
