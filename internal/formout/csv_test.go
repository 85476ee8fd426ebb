package formout_test

import (
	"bytes"
	"errors"
	"io/fs"
	"iter"
	"strings"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/formout"
	"hoctap/internal/words"
	"hoctap/pages"
)

func printer(t *testing.T) *words.Printer {
	t.Helper()
	texts, err := fs.Sub(pages.FS, "words")
	if err != nil {
		t.Fatal(err)
	}
	c, err := words.New(texts)
	if err != nil {
		t.Fatal(err)
	}
	return c.For(words.Vietnamese)
}

func vi(s string) *form.Text { return &form.Text{Vi: s} }

func filled() *form.Filled {
	return &form.Filled{
		Code: "A-1", Title: form.Text{Vi: "Biểu A"}, Year: 2025, Place: form.Named{Name: "Phường Bắc"}, RuleSet: "RS", RuleHash: "0123456789abcdef", FormHash: "fedcba9876543210", Data: "d0",
	}
}

func written(t *testing.T, f *form.Filled, entries iter.Seq2[form.Entry, error]) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := formout.CSV{}.Write(&out, &formout.Document{Filled: f, Entries: entries, Words: printer(t)})
	return out.String(), err
}

// Numbers are plain, shares exact, what is blank is empty with its reason below,
// hidden lines stay away, and nothing that people typed becomes a formula.
func TestCSVOfTables(t *testing.T) {
	f := filled()
	f.Tables = []form.Body{{
		ID: "main",
		Columns: []form.FilledLine{
			{ID: "name", Head: form.Text{Vi: "Đơn vị"}}, {ID: "n", Heads: []form.FilledHead{{ID: "g", Head: form.Text{Vi: "Số"}}}, Head: form.Text{Vi: "Lượng"}},
			{ID: "share", Head: form.Text{Vi: "%"}}, {ID: "secret", Head: form.Text{Vi: "Ẩn"}, Hidden: true}, {ID: "left", Head: form.Text{Vi: "Trống"}, Omitted: true},
		},
		Rows: []form.FilledLine{{ID: "a"}, {ID: "b"}},
		Cells: [][]form.Cell{
			{{Kind: form.TextCell, Text: vi(`=HYPERLINK("x")`)}, {Kind: form.CountCell, N: 12345}, {Kind: form.PercentCell, N: 2, D: 3}, {Kind: form.CountCell, N: 9}, {}},
			{{Kind: form.TextCell, Text: vi("-Thôn, “Hai”")}, {Kind: form.BlankCell, Note: "1"}, {Kind: form.PercentCell}, {}, {}},
		},
	}}
	f.Notes = []form.FilledNote{{Mark: "1", Reason: &form.Reason{Key: "form.lacks", Args: map[string]string{"names": "Xã Ba"}}}, {Text: vi("Số cột"), Unknown: true}}
	got, err := written(t, f, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffA-1,Biểu A\n2025,Phường Bắc\n\n" +
		"A-1,name,n,share\n,Đơn vị,Số / Lượng,%\n" +
		"a,\"'=HYPERLINK(\"\"x\"\")\",12345,66.67\nb,\"'-Thôn, “Hai”\",,\n\n" +
		"1,Chưa gồm: Xã Ba.\n,Số cột (chưa rõ về mẫu)\n,\"A-1, bộ quy định RS 0123456789ab, mẫu fedcba987654, số liệu d0\"\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func entries(err error) iter.Seq2[form.Entry, error] {
	return func(yield func(form.Entry, error) bool) {
		if yield(form.Entry{Begins: true, Group: []form.Text{{Vi: "Khu phố 1"}}, Cells: []form.Cell{{Kind: form.TextCell, Text: vi("+84 912")}, {Kind: form.AnswerCell, N: 1}}}, nil) {
			yield(form.Entry{Cells: make([]form.Cell, 2)}, err)
		}
	}
}

func TestCSVOfList(t *testing.T) {
	f := filled()
	f.List = &form.FilledList{Columns: []form.FilledLine{{ID: "phone", Head: form.Text{Vi: "Điện thoại"}}, {ID: "girl", Head: form.Text{Vi: "Nữ"}}}}
	got, err := written(t, f, entries(nil))
	if err != nil || !strings.Contains(got, "\n,Khu phố 1\n,'+84 912,x\n,,\n") {
		t.Errorf("%v:\n%s", err, got)
	}
	broken := errors.New("the store is gone")
	_, err = written(t, f, entries(broken))
	if !errors.Is(err, broken) {
		t.Errorf("a list that broke off says %v", err)
	}
}

func TestWriterByName(t *testing.T) {
	for name, want := range map[string]bool{"a.csv": true, "A.CSV": true, "a.odt": false, "csv": false, "": false} {
		_, err := formout.For(name)
		if (err == nil) != want {
			t.Errorf("%q: %v", name, err)
		}
	}
}
