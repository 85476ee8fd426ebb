package compare

import (
	"math/big"
	"strings"
	"testing"

	"hoctap/forms"
	"hoctap/internal/form"
)

func TestNumbersAsTheyAreTyped(t *testing.T) {
	for text, want := range map[string]string{
		"12": "12", " 1.234 ": "1234", "1.234.567": "1234567", "98,5 %": "98.5", "98.5": "98.5", "1 204": "1204", "0,25": "0.25",
		"12 người": "", "mười": "", "1.23.4": "", "1,2,3": "", "12/5": "",
	} {
		got := read(Raw{text, Text})
		switch {
		case want == "" && got.wrong != NoNumber:
			t.Errorf("%q is read as %v", text, got.value)
		case want != "" && (got.value == nil || got.value.Cmp(rat(want)) != 0 || !got.typed):
			t.Errorf("%q is read as %v, want %s", text, got.value, want)
		}
	}
	for _, nothing := range []string{"", "-", "–", "x", "×", "(1)"} {
		if got := read(Raw{nothing, Text}); got.value != nil || got.wrong != NoDoubt {
			t.Errorf("%q is read as %v, %s", nothing, got.value, got.wrong)
		}
	}
	for kind, want := range map[Kind]Doubt{Failed: FailedFormula, Uncomputed: NoResult} {
		if got := read(Raw{"#REF!", kind}); got.wrong != want || got.value != nil {
			t.Errorf("kind %d: %+v", kind, got)
		}
	}
}

func rat(s string) *big.Rat {
	r, _ := new(big.Rat).SetString(s)
	return r
}

func TestSame(t *testing.T) {
	for _, test := range []struct {
		name   string
		ours   form.Cell
		theirs string
		want   bool
	}{
		{"a count", form.Cell{Kind: form.CountCell, N: 12}, "12", true},
		{"one more", form.Cell{Kind: form.CountCell, N: 12}, "13", false},
		{"a share as percent", form.Cell{Kind: form.PercentCell, N: 2, D: 3}, "66.67", true},
		{"a share as fraction", form.Cell{Kind: form.PercentCell, N: 197, D: 200}, "0.985", true},
		{"another share", form.Cell{Kind: form.PercentCell, N: 2, D: 3}, "66.7", false},
		{"a share of nobody", form.Cell{Kind: form.PercentCell}, "0", false},
		{"a ratio", form.Cell{Kind: form.QuotientCell, N: 3, D: 2}, "1.5", true},
	} {
		if got := same(&test.ours, rat(test.theirs)); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestHeadingsFit(t *testing.T) {
	ours := path{"trekhuyettat", "tongso"}
	for _, test := range []struct {
		theirs path
		best   bool
	}{
		{path{"thongke", "trekhuyettat", "tongso"}, true},
		{path{"trekhuyettat", "trekhuyettat", "tongso"}, true},
		{path{"treemkhac", "tongso"}, false},
	} {
		if got := test.theirs.fits(ours) > 2; got != test.best {
			t.Errorf("%v: %v", test.theirs, got)
		}
	}
	if (path{"trekhuyettat", "nu"}).fits(ours) != 0 {
		t.Error("another lowest heading fits")
	}
	for a, want := range map[string]string{"Lớp 1 (2)": "lop1", "6 – 10": "6-10", "Cộng:": "cong", "TRẺ  EM": "treem"} {
		if got := key(a); got != want {
			t.Errorf("%q has the key %q, want %q", a, got, want)
		}
	}
	if near("hoanthanhchuongtrinhtieuhoc", "hoanthanhchuongtrinhbactieuhoc") < alike || near("nu", "tongso") >= alike {
		t.Error("likeness")
	}
}

func TestSuppositionsAreSound(t *testing.T) {
	list, err := Load("suppositions.yaml", forms.Suppositions)
	if err != nil || len(list) < 10 {
		t.Fatal(len(list), err)
	}
	slip := strings.Replace(string(forms.Suppositions), `leaves_out: residence == "temporary"`, `leaves_out: residence == "permanent"`, 1)
	_, err = Load("slip.yaml", []byte(slip))
	if err == nil || !strings.Contains(err.Error(), "temporary") {
		t.Errorf("a supposition that its own example breaks: %v", err)
	}
}

// body is a small table of ours: ages by grade.
func body() *form.Body {
	head := func(id, text string) form.FilledHead { return form.FilledHead{ID: id, Head: form.Text{Vi: text}} }
	line := func(id, text string, heads ...form.FilledHead) form.FilledLine {
		return form.FilledLine{ID: id, Head: form.Text{Vi: text}, Heads: heads}
	}
	name := line("age", "Tuổi")
	name.Label = form.NameLabel
	b := &form.Body{ID: "main", Columns: []form.FilledLine{
		name, line("g1", "Tổng số", head("one", "Lớp 1")), line("g1f", "Nữ", head("one", "Lớp 1")), line("g2", "Tổng số", head("two", "Lớp 2")), line("g2f", "Nữ", head("two", "Lớp 2")),
	}, Rows: []form.FilledLine{line("6", "6"), line("7", "7"), line("all", "Cộng")}}
	b.Rows[2].Sum = []int{0, 1}
	for r, row := range [][]int64{{5, 2, 0, 0}, {1, 1, 6, 3}, {6, 3, 6, 3}} {
		cells := []form.Cell{{Kind: form.TextCell, Text: &form.Text{Vi: "x"}}}
		for _, n := range row {
			cell := form.Cell{Kind: form.CountCell, N: n}
			if r == 2 {
				cell.Sum = form.AlongRows
			}
			cells = append(cells, cell)
		}
		b.Cells = append(b.Cells, cells)
	}
	return b
}

// foreign is the same table elsewhere: a title above, the grades the other way
// round, a row more, an age with its word, and one figure that differs.
func foreign() *Sheet {
	text := func(list ...string) []Raw {
		out := make([]Raw, len(list))
		for i, s := range list {
			if s != "" {
				out[i] = Raw{s, Text}
			}
			if s != "" && strings.Trim(s, "0123456789") == "" {
				out[i].Kind = Number
			}
		}
		return out
	}
	return &Sheet{
		Name: "Biểu", HiddenColumns: map[int]bool{5: true},
		Rows: []Row{
			{Number: 2, Cells: text("Thống kê trẻ em")},
			{Number: 4, Cells: text("TT", "Độ tuổi", "Lớp 2", "", "Lớp 1")},
			{Number: 5, Cells: text("", "", "Tổng số", "Nữ", "Tổng số", "Nữ")},
			{Number: 6, Cells: text("1", "2", "3", "4", "5", "6")},
			{Number: 8, Cells: text("1", "6 tuổi", "0", "0", "4", "2")},
			{Number: 9, Hidden: true, Cells: text("2", "7 tuổi", "6", "3", "1", "1")},
			{Number: 10, Cells: text("3", "8 tuổi", "9", "9", "9", "9")},
			{Number: 11, Cells: text("", "Cộng", "6", "3", "5", "3")},
		},
		Merges: []Range{{1, 2, 6, 2}, {3, 4, 4, 4}, {5, 4, 6, 4}, {2, 4, 2, 5}},
	}
}

func TestTablesAreFoundByTheirHeadings(t *testing.T) {
	f := &form.Filled{Code: "X", Tables: []form.Body{*body()}}
	r, err := Tables(f, []*Sheet{foreign()})
	if err != nil {
		t.Fatal(err)
	}
	var differ []string
	for _, c := range r.Tables[0].Cells {
		if c.State == Differs {
			differ = append(differ, c.Address)
		}
		if c.Address == "E11" && !c.Follows {
			t.Error("the sum is told as if it differed by itself")
		}
	}
	if strings.Join(differ, " ") != "E8 E11" {
		t.Errorf("differ: %v", differ)
	}
	said := map[Doubt]string{}
	for _, m := range r.Remarks {
		said[m.Doubt] = m.At
	}
	for doubt, at := range map[Doubt]string{HiddenRow: "9", ExtraRow: "10", HiddenColumn: "E"} {
		if said[doubt] != at {
			t.Errorf("%s is told at %q, want %q", doubt, said[doubt], at)
		}
	}
}

func TestAnotherTableIsRefused(t *testing.T) {
	f := &form.Filled{Code: "X", Tables: []form.Body{*body()}}
	_, err := Tables(f, []*Sheet{{Name: "Khác", Rows: []Row{{Number: 1, Cells: []Raw{{"Tên hàng", Text}, {"Giá", Text}}}, {Number: 2, Cells: []Raw{{"Gạo", Text}, {"20", Number}}}}}})
	if err == nil {
		t.Error("a price list is taken for a form")
	}
}

// Whatever a sheet holds, comparing ends and does not fall.
func FuzzTables(f *testing.F) {
	f.Add("Độ tuổi\tLớp 1\n6\t4", 2, 1)
	f.Add("a\t\t\n\tb", 0, 0)
	f.Fuzz(func(t *testing.T, text string, lastColumn, lastRow int) {
		s := &Sheet{Name: "S", Merges: []Range{{1, 1, lastColumn, lastRow}}}
		for i, line := range strings.SplitN(text, "\n", 50) {
			row := Row{Number: i + 1}
			for _, cell := range strings.SplitN(line, "\t", 30) {
				row.Cells = append(row.Cells, Raw{cell, Kind(len(cell) % 5)})
			}
			s.Rows = append(s.Rows, row)
		}
		filled := &form.Filled{Code: "X", Tables: []form.Body{*body()}}
		_, _ = Tables(filled, []*Sheet{s, foreign()})
	})
}
