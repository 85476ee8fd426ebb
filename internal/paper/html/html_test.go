package html

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"hoctap/internal/paper"
	"hoctap/internal/paper/papertest"
	"hoctap/internal/testkit"
)

func fragment(t *testing.T, doc *paper.Document, o Options) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	err := Fragment(&b, doc, o)
	if err != nil {
		t.Fatal(err)
	}
	return &b
}

func TestTableHasItsHeadsAndCells(t *testing.T) {
	testkit.CheckPage(t, fragment(t, papertest.Wide(), Options{}),
		testkit.In("thead tr:nth-child(1)", testkit.Contains("Trẻ đang học tiểu học")),
		testkit.In(`thead th[colspan="15"][scope="colgroup"]`, testkit.Text("Trẻ đang học tiểu học")),
		testkit.In(`thead th[rowspan="3"]:first-child`, testkit.Text("Tuổi")),
		testkit.Count("thead tr", 4), testkit.Count("tbody tr", 12), testkit.Count("tbody tr:first-child > *", 29),
		testkit.In("tbody tr.paper-total:last-child th", testkit.Text("Cộng")),
		testkit.In("tbody tr:first-child td:nth-child(3).number", testkit.Text("266")),
		testkit.In("h2", testkit.Contains("Thống kê trẻ em")),
		testkit.In(".paper-signers", testkit.Contains("NGƯỜI LẬP BIỂU")),
		testkit.In(".paper-trace", testkit.Contains("RS-2025-2T")),
	)
}

// A cell opens whom it counts, where the caller has a page for them.
func TestCellsOpen(t *testing.T) {
	page := fragment(t, papertest.Wide(), Options{
		Href: func(table, row, column string) string {
			if row != "age.6" || column == ".0Tuổi" {
				return ""
			}
			return fmt.Sprintf("/o?b=%s&d=%s&c=%s", table, row, "x")
		},
		Class: func(_, row, _ string) string {
			if row == "total" {
				return "differs"
			}
			return ""
		},
	})
	testkit.CheckPage(t, page,
		testkit.Count("a", 28), testkit.In("tbody tr:first-child td:nth-child(2) a", testkit.Href("/o?b=main&d=age.6&c=x")), testkit.Count(".differs", 29))
}

func TestTextIsEscaped(t *testing.T) {
	doc := papertest.OneRow()
	doc.Title, doc.Notes = "<script>", []string{"a & b"}
	doc.Tables[0].Columns[0].Heads[0].Text = `"><img>`
	page := fragment(t, doc, Options{Href: func(_, _, _ string) string { return `"><img>` }}).String()
	for _, bad := range []string{"<script>", "<img>", "a & b"} {
		if strings.Contains(page, bad) {
			t.Errorf("%q stands in the page as it is", bad)
		}
	}
}

func TestSpansAndGroups(t *testing.T) {
	testkit.CheckPage(t, fragment(t, papertest.Spanned(), Options{}), testkit.Count(`tbody th[rowspan="4"]`, 14), testkit.Count("tbody tr", 56),
		testkit.Each("sup", testkit.Text("(2)")))
	testkit.CheckPage(t, fragment(t, papertest.Sheets(2), Options{}), testkit.Count("tr.paper-banner", 2),
		testkit.In("tr.paper-banner:first-child th", testkit.Contains("Nguyễn Văn Thưởng 1")))
}

// The file is whole in itself and printed on the paper of the form.
func TestPageIsWhole(t *testing.T) {
	var b bytes.Buffer
	err := Page(&b, papertest.Wide())
	if err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"<!doctype html>", `<html lang="vi">`, "@page{size:A3 landscape", "table-header-group", "</html>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "http") || strings.Contains(page, "<script") {
		t.Error("the page asks for something outside of it")
	}
}
