package view

import "testing"

func TestPrune(t *testing.T) {
	shared := &Table{Rows: []Row{{Cells: []Cell{{Text: "mở", Href: "/open"}, {Text: "đóng", Href: "/closed"}}}}}
	page := struct {
		Page
		Links  []Link
		Decide *Link
		Back   Link
		Table  *Table
	}{
		Page:   Page{Tabs: []Tab{{Href: "/closed"}}},
		Links:  []Link{{Text: "a", Href: "/closed"}, {Text: "b", Href: "/open"}, {Text: "c"}},
		Decide: &Link{Href: "/closed"}, Back: Link{Text: "về", Href: "/closed"}, Table: shared,
	}
	got := Prune(page, func(href string) bool { return href != "/closed" })
	switch {
	case len(got.Links) != 2 || got.Links[0].Text != "b":
		t.Errorf("links %v", got.Links)
	case got.Decide != nil:
		t.Error("a link that may be missing is still there")
	case got.Back.Href != "" || got.Back.Text != "về":
		t.Errorf("back %v", got.Back)
	case got.Table.Rows[0].Cells[0].Href != "/open" || got.Table.Rows[0].Cells[1].Href != "":
		t.Errorf("cells %v", got.Table.Rows[0].Cells)
	case got.Tabs[0].Href != "":
		t.Errorf("tab %v", got.Tabs[0])
	}
	if shared.Rows[0].Cells[1].Href == "" || len(page.Links) != 3 {
		t.Error("what other pages share was changed")
	}
}
