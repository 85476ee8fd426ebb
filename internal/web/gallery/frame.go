package gallery

import (
	"fmt"

	"hoctap/internal/web/view"
)

const longName = "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Phương Thảo Nguyên Khuê"

func frame(title string) view.Page {
	return view.Page{
		Title: title, Lang: "vi", HomeHref: Root, SearchHref: Root + "/search", Here: Root,
		Langs: []view.Choice{
			{Value: "vi", Text: "Tiếng Việt", Current: true},
			{Value: "en", Text: "English", Href: "?lang=en"},
		},
		Themes: []view.Choice{
			{Text: "Theo máy", Current: true},
			{Text: "Sáng", Href: "?theme=light"},
			{Text: "Tối", Href: "?theme=dark"},
		},
		User: &view.User{Name: "Lan", Role: "Phòng Văn hóa – Xã hội, phường Bỉm Sơn", Links: []view.Link{{Text: "Tài khoản", Href: "#"}, {Text: "Đăng xuất", Href: "#"}}},
		Demo: true,
	}
}

func placeFrame(title, tab string) view.Page {
	page := frame(title)
	page.Head = &view.Head{
		Place: view.Link{Text: "Phường Bỉm Sơn", Href: Root + "/home"},
		Code:  "14812", Kind: "phường",
		Trail:      []view.Link{{Text: "Thanh Hóa", Href: Root + "/home"}},
		SearchHref: Root + "/places",
		Near: []view.Group{
			{Title: "Cùng tỉnh", Links: []view.Link{{Text: "Phường Quang Trung", Href: "#"}}},
			{Title: "Khu phố", Links: []view.Link{{Text: "Khu phố 1", Href: "#"}, {Text: "Khu phố 2", Href: "#"}, {Text: "Khu phố Cổ Đam", Href: "#"}}},
		},
		Year:     2025,
		Years:    []view.YearStep{{Year: 2026, Href: "#", Note: "đang điều tra"}, {Year: 2025, Href: "#", Current: true, Note: "đã khóa"}, {Year: 2024, Href: "#", Note: "đã khóa, số liệu cộng từ phường cũ"}, {Year: 2020, Href: "#", Note: "đã khóa"}, {Year: 2019, Href: "#", Note: "đã khóa"}},
		Previous: &view.Link{Text: "Năm 2024", Href: "#"},
		Next:     &view.Link{Text: "Năm 2026", Href: "#"},
		Round:    &view.Tag{Tone: view.Accent, Text: "Đang điều tra · 84 % hộ đã xác nhận"},
	}
	for _, item := range []struct{ text, name string }{
		{"Tổng quan", "home"}, {"Kết luận", "verdict"}, {"Cần vận động", "gap"}, {"Biểu mẫu", "forms"}, {"Nhập dữ liệu", "import"},
		{"Trường học", "schools"}, {"Quyết định", "decisions"},
	} {
		page.Tabs = append(page.Tabs, view.Tab{Text: item.text, Href: Root + "/" + item.name, Current: item.name == tab})
	}
	page.Tabs[2].Count = 27
	return page
}

func pageHref(page int) string { return fmt.Sprintf("?page=%d", page) }
