package formout

import (
	"slices"
	"strings"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/paper"
	"hoctap/internal/place"
	"hoctap/internal/viet"
	"hoctap/internal/words"
	"hoctap/pages"

	"io/fs"
)

func printer(t *testing.T, lang words.Lang) *words.Printer {
	t.Helper()
	texts, err := fs.Sub(pages.FS, "words")
	if err != nil {
		t.Fatal(err)
	}
	all, err := words.New(texts)
	if err != nil {
		t.Fatal(err)
	}
	return all.For(lang)
}

func plain(s string) form.Text { return form.Text{Vi: s} }

func count(n int64) form.Cell { return form.Cell{Kind: form.CountCell, N: n} }

// filled is a small form: two ages and their sum, a hidden column, a percent, a row
// that is left blank.
func filled() *form.Filled {
	percent := func(n, d int64) form.Cell {
		return form.Cell{Kind: form.PercentCell, N: n, D: d, Share: form.AlongColumns}
	}
	sum := func(n int64) form.Cell { return form.Cell{Kind: form.CountCell, N: n, Sum: form.AlongRows} }
	name := func(s string) form.Cell { t := plain(s); return form.Cell{Kind: form.TextCell, Text: &t} }
	why := &form.Reason{Key: "form.not_entered", Args: map[string]string{"what": "Số lớp", "names": "Trường A"}}
	return &form.Filled{
		Code: "TH-X", Kind: form.TableForm, Programme: "TH", Title: plain("Thống kê"), Year: 2025, On: "2025-09-30",
		Place: form.Named{Code: "14812", Name: "Phường Bỉm Sơn", Kind: place.Commune}, Paper: form.PaperSize{Size: "A4", Landscape: true},
		Issuers: []form.Lines{{Lines: []form.Text{plain("ỦY BAN NHÂN DÂN"), plain("BAN CHỈ ĐẠO")}}},
		Signers: []form.Lines{{Lines: []form.Text{plain("NGƯỜI LẬP BIỂU")}}},
		Tables: []form.Body{{
			ID: "main",
			Columns: []form.FilledLine{
				{ID: "name", Head: plain("Tuổi"), Label: form.NameLabel},
				{ID: "total", Head: plain("Tổng số")},
				{ID: "helper", Head: plain("Phụ"), Hidden: true},
				{ID: "some", Head: plain("Đi học"), Note: "1"},
				{ID: "share", Head: plain("Tỷ lệ"), Share: &form.FilledShare{Count: 3, Of: 1, As: form.Percent}},
			},
			Rows: []form.FilledLine{
				{ID: "age.6", Head: plain("6")}, {ID: "age.7", Head: plain("7")},
				{ID: "all", Head: plain("Cộng"), Sum: []int{0, 1}},
				{ID: "empty", Head: plain("Nơi khác đến"), Note: "2"},
			},
			Cells: [][]form.Cell{
				{name("6"), count(10), count(3), count(9), percent(9, 10)},
				{name("7"), count(20), count(4), count(15), percent(15, 20)},
				{name("Cộng"), sum(30), sum(7), sum(25), percent(24, 30)},
				{{Kind: form.BlankCell}, {Kind: form.BlankCell, Why: why}, {Kind: form.BlankCell}, {Kind: form.CrossedCell}, {Kind: form.BlankCell}},
			},
		}},
		Notes: []form.FilledNote{
			{Mark: "1", Text: &form.Text{Vi: "Kể cả học nơi khác."}}, {Mark: "2", Text: &form.Text{Vi: "Trường điền."}, Unknown: true},
		},
		FormHash: strings.Repeat("a", 64), RuleHash: strings.Repeat("b", 64), RuleSet: "RS", Data: "d", MadeOn: "2025-10-02",
	}
}

func paperOf(t *testing.T, f *form.Filled) (*paper.Document, []paper.Row) {
	t.Helper()
	doc := (&Document{Filled: f, Words: printer(t, viet.Vietnamese)}).Paper()
	var rows []paper.Row
	for _, table := range doc.Tables {
		for row, err := range table.Rows {
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, row)
		}
	}
	return doc, rows
}

func TestPaperShowsWhatIsPrinted(t *testing.T) {
	doc, rows := paperOf(t, filled())
	var heads []string
	for _, c := range doc.Tables[0].Columns {
		h := c.Heads[len(c.Heads)-1]
		heads = append(heads, h.Text+h.Mark)
	}
	if want := []string{"Tuổi", "Tổng số", "Đi học(1)", "Tỷ lệ"}; !slices.Equal(heads, want) {
		t.Errorf("heads are %q, want %q", heads, want)
	}
	var got []string
	for _, row := range rows {
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Written(doc.Lang)+c.Mark)
		}
		got = append(got, strings.Join(cells, "|"))
	}
	want := []string{"6|10|9|90,00%", "7|20|15|75,00%", "Cộng|30|25|80,00%", "Nơi khác đến (2)||×|"}
	if !slices.Equal(got, want) {
		t.Errorf("rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if rows[2].Role != paper.Total || rows[0].Role != paper.Body {
		t.Error("the sum is not set apart")
	}
	if doc.Code != "Mẫu TH-X" || doc.Issued != "Bỉm Sơn, ngày … tháng … năm 2025" || doc.Stamp.Format("2006-01-02") != "2025-10-02" {
		t.Errorf("code %q, issued %q, stamp %v", doc.Code, doc.Issued, doc.Stamp)
	}
	if !slices.Equal(doc.Notes, []string{"(1) Kể cả học nơi khác."}) || !slices.Equal(doc.Unknowns, []string{"(2) Trường điền."}) {
		t.Errorf("notes %q, unknown %q", doc.Notes, doc.Unknowns)
	}
}

// A formula is written only where the cells it names are printed and come to what
// was counted.
func TestFormulasSayWhatWasCounted(t *testing.T) {
	f := filled()
	_, rows := paperOf(t, f)
	if got := rows[2].Cells[1].Sum; !slices.Equal(got, []paper.Ref{{Row: 0, Column: 1}, {Row: 1, Column: 1}}) {
		t.Errorf("30 adds up %v", got)
	}
	if rows[2].Cells[2].Sum != nil {
		t.Error("25 is not 9 and 15, and has a formula that says so")
	}
	if s := rows[0].Cells[3].Share; s == nil || s.Count != (paper.Ref{Row: 0, Column: 2}) || s.Of != (paper.Ref{Row: 0, Column: 1}) {
		t.Errorf("90 %% divides %v", s)
	}
	if rows[2].Cells[3].Share != nil {
		t.Error("24 of 30 is not what stands in the cells, and has a formula")
	}
	f.Tables[0].Rows[0].Hidden = true
	_, rows = paperOf(t, f)
	if rows[1].Cells[1].Sum != nil {
		t.Error("a sum names a row that is not printed")
	}
}

func TestAHeadThatSaysPercentSaysItOnce(t *testing.T) {
	f := filled()
	f.Tables[0].Columns[4].Head = plain("Tỷ lệ %")
	doc, rows := paperOf(t, f)
	if got := rows[0].Cells[3].Written(doc.Lang); got != "90,00" {
		t.Errorf("got %q", got)
	}
}

func TestGroupsGoDown(t *testing.T) {
	f := filled()
	b := &f.Tables[0]
	b.Columns[0].Label = form.GroupLabel
	head := func(id string) []form.FilledHead { return []form.FilledHead{{ID: id, Head: plain(id)}} }
	b.Rows[0].Heads, b.Rows[1].Heads, b.Rows[2].Heads = head("g"), head("g"), head("h")
	_, rows := paperOf(t, f)
	if rows[0].Cells[0].Down != 2 || !rows[1].Cells[0].Under || rows[2].Cells[0].Down > 1 || rows[3].Cells[0].Under {
		t.Errorf("down %d, under %t, then %d", rows[0].Cells[0].Down, rows[1].Cells[0].Under, rows[2].Cells[0].Down)
	}
}

func TestListsComeByGroups(t *testing.T) {
	f := filled()
	f.Kind, f.Code, f.Tables = form.ListForm, "SO-TD", nil
	f.List = &form.FilledList{Persons: 12345, Group: &form.FilledGroup{By: "hamlet", NewPage: true}, Columns: []form.FilledLine{
		{ID: "no", Label: form.OrdinalLabel, Head: plain("TT"), Width: 4}, {ID: "year", Field: "birth_year", Head: plain("Năm sinh"), Width: 6}}}
	d := &Document{Filled: f, Words: printer(t, viet.Vietnamese), Entries: func(yield func(form.Entry, error) bool) {
		for i, begins := range []bool{true, false, true} {
			cells := []form.Cell{{Kind: form.FigureCell, N: int64(i + 1)}, {Kind: form.FigureCell, N: 1960}}
			if !yield(form.Entry{Begins: begins, Group: []form.Text{plain("Thôn")}, Cells: cells, Person: 1}, nil) {
				return
			}
		}
	}}
	doc := d.Paper()
	var got []string
	for row, err := range doc.Tables[0].Rows {
		if err != nil {
			t.Fatal(err)
		}
		if row.Role == paper.Banner {
			got = append(got, "banner "+row.Lines[0])
			if row.NewPage != (len(got) > 1) {
				t.Error("a group begins a page, but for the first")
			}
			continue
		}
		got = append(got, row.Cells[0].Written(doc.Lang)+" "+row.Cells[1].Written(doc.Lang))
	}
	if want := []string{"banner Thôn", "1 1960", "2 1960", "banner Thôn", "3 1960"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := doc.Tables[0].Columns[0].Least; got != 5 {
		t.Errorf("the last of 12345 has room for %d digits", got)
	}
	if doc.Code != "" {
		t.Errorf("our own list bears the code %q", doc.Code)
	}
}

func TestBareName(t *testing.T) {
	for name, want := range map[string]string{"Phường Bỉm Sơn": "Bỉm Sơn", "Xã Hà Vinh": "Hà Vinh", "Phường 3": "Phường 3", "Tỉnh Thanh Hóa": "Thanh Hóa",
		"Thị xã Bỉm Sơn": "Bỉm Sơn", "Bỉm Sơn": "Bỉm Sơn"} {
		if got := bareName(name); got != want {
			t.Errorf("%s is signed at %q, want %q", name, got, want)
		}
	}
}
