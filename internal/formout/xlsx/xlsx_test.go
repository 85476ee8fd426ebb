package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/paper"
	"hoctap/internal/paper/papertest"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/testkit"
)

var papers = map[string]func() *paper.Document{
	"wide": papertest.Wide, "one": papertest.OneRow, "long": papertest.Long, "spanned": papertest.Spanned,
	"list": func() *paper.Document { return papertest.List(20) }, "empty": func() *paper.Document { return papertest.List(0) },
	"sheets": func() *paper.Document { return papertest.Sheets(3) },
}

func written(t testing.TB, doc *paper.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	err := Write(&b, doc)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// cellsOf gives every cell with something in it: address, type, value.
func cellsOf(t testing.TB, data []byte) []string {
	t.Helper()
	book, err := grid.OpenBytes(data, grid.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.Rows(book.Sheets()[0])
	if err != nil {
		t.Fatal(err)
	}
	names := map[grid.Type]string{grid.String: "text", grid.Number: "number", grid.Bool: "bool", grid.Date: "date", grid.Failed: "failed", grid.Uncomputed: "uncomputed"}
	var out []string
	for rows.Next() {
		for i, c := range rows.Cells() {
			if c.Type != grid.Blank {
				out = append(out, fmt.Sprintf("%s %s %s", address(i+1, rows.Number()), names[c.Type], strings.ReplaceAll(c.Text, "\n", "⏎")))
			}
		}
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return out
}

func TestGoldenCells(t *testing.T) {
	for _, name := range []string{"wide", "one", "spanned"} {
		t.Run(name, func(t *testing.T) {
			data := written(t, papers[name]())
			f := opened(t, data)
			lines := cellsOf(t, data)
			for i, line := range lines {
				at, _, _ := strings.Cut(line, " ")
				formula, err := f.GetCellFormula(f.GetSheetName(0), at)
				if err != nil {
					t.Fatal(err)
				}
				if formula != "" {
					lines[i] += " =" + formula
				}
			}
			testkit.Golden(t, name+".txt", lines)
		})
	}
}

func TestTheSamePaperGivesTheSameBytes(t *testing.T) {
	for name, make := range papers {
		if !bytes.Equal(written(t, make()), written(t, make())) {
			t.Errorf("%s: two writings differ", name)
		}
	}
}

// LibreOffice opens the workbook as it is, and what it reckons from the formulas
// alone, their saved results taken away, is what we saved.
func TestOfficeReckonsTheSame(t *testing.T) {
	for _, name := range []string{"wide", "one", "long", "list"} {
		t.Run(name, func(t *testing.T) {
			data := written(t, papers[name]())
			want := cellsOf(t, data)
			bare, taken := withoutResults(t, data)
			if taken == 0 && name != "list" {
				t.Error("no formula in the workbook")
			}
			for what, file := range map[string][]byte{"as it is": data, "without results": bare} {
				got := cellsOf(t, testkit.Office(t, file, "xlsx", "xlsx"))
				for _, line := range unlike(want, got) {
					t.Errorf("%s: %s", what, line)
				}
			}
		})
	}
}

// unlike gives the cells that differ; of figures the fifteenth digit may.
func unlike(want, got []string) []string {
	near := func(list []string) []string {
		var out []string
		for _, line := range list {
			fields := strings.SplitN(line, " ", 3)
			if fields[1] == "number" && len(fields[2]) > 12 {
				line = line[:len(fields[0])+8+12]
			}
			out = append(out, line)
		}
		return out
	}
	want, got = near(want), near(got)
	var out []string
	for _, line := range want {
		if !slices.Contains(got, line) {
			out = append(out, "- "+line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			out = append(out, "+ "+line)
		}
	}
	return out
}

var result = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// withoutResults takes the saved results of formulas away.
func withoutResults(t testing.TB, data []byte) ([]byte, int) {
	t.Helper()
	taken := 0
	return eachPart(t, data, func(name string, body []byte) []byte {
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			return body
		}
		taken += len(result.FindAll(body, -1))
		return result.ReplaceAll(body, []byte("$1"))
	}), taken
}

func eachPart(t testing.TB, data []byte, change func(string, []byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		p, err := w.Create(part.Name)
		if err == nil {
			_, err = p.Write(change(part.Name, body))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	err = w.Close()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What people typed stays what they typed, whatever it begins with.
func TestTypedTextIsNoFormula(t *testing.T) {
	doc := papertest.List(8)
	data := written(t, doc)
	f := opened(t, data)
	sheet := f.GetSheetName(0)
	cells := cellsOf(t, data)
	for _, typed := range []string{"=1+1", "+84 912 000 111"} {
		i := slices.IndexFunc(cells, func(c string) bool { return strings.HasSuffix(c, " text "+typed) })
		if i < 0 {
			t.Errorf("%q is not in the sheet as text", typed)
			continue
		}
		at, _, _ := strings.Cut(cells[i], " ")
		formula, err := f.GetCellFormula(sheet, at)
		if err != nil || formula != "" {
			t.Errorf("%q became the formula %q: %v", typed, formula, err)
		}
	}
}

func TestSheetIsReadyToPrint(t *testing.T) {
	f := opened(t, written(t, papertest.Wide()))
	sheet := f.GetSheetName(0)
	if sheet != "TH-M1" {
		t.Errorf("the sheet is called %q", sheet)
	}
	layout, err := f.GetPageLayout(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if *layout.Size != 8 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || layout.FitToHeight != nil && *layout.FitToHeight != 0 {
		t.Errorf("paper %d, %s, %d wide", *layout.Size, *layout.Orientation, *layout.FitToWidth)
	}
	props, err := f.GetSheetProps(sheet)
	if err != nil || props.FitToPage == nil || !*props.FitToPage {
		t.Errorf("the sheet is not fitted to the page: %v", err)
	}
	foot, err := f.GetHeaderFooter(sheet)
	if err != nil || !strings.Contains(foot.OddFooter, "quy định RS-2025-2T") || !strings.HasSuffix(foot.OddFooter, "Trang &P/&N") {
		t.Errorf("the foot is %+v: %v", foot, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	if names["_xlnm.Print_Titles"] != "'TH-M1'!$8:$11" || !strings.HasPrefix(names["_xlnm.Print_Area"], "'TH-M1'!$A$1:$AC$") {
		t.Errorf("names are %v", names)
	}
}

// A number is a number, a percent one with two decimals, and a cell with a mark
// keeps its figure.
func TestFiguresAreFigures(t *testing.T) {
	f := opened(t, written(t, papertest.OneRow()))
	sheet := f.GetSheetName(0)
	for at, want := range map[string]struct{ shown, format string }{
		"D11": {"1,204", "#,##0"}, "F11": {"98.59", "0.00"}, "M11": {"0.80", "#,##0.00"}, "L11": {"–", "0.00"},
	} {
		shown, err := f.GetCellValue(sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		id, err := f.GetCellStyle(sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		format := ""
		if style.CustomNumFmt != nil {
			format = *style.CustomNumFmt
		}
		if shown != want.shown || format != want.format || style.Font.Family != typeface {
			t.Errorf("%s shows %q in format %q, %s; want %q in %q", at, shown, format, style.Font.Family, want.shown, want.format)
		}
	}
	f = opened(t, written(t, papertest.Spanned()))
	cells := cellsOf(t, written(t, papertest.Spanned()))
	i := slices.IndexFunc(cells, func(c string) bool { return strings.HasSuffix(c, " number 12.5") })
	if i < 0 {
		t.Fatal("12.5 with a mark is no number")
	}
	at, _, _ := strings.Cut(cells[i], " ")
	shown, err := f.GetCellValue(f.GetSheetName(0), at)
	if err != nil || !strings.Contains(shown, "12.5") || !strings.Contains(shown, "(2)") {
		t.Errorf("%s shows %q: %v", at, shown, err)
	}
}

func TestRangesOfSums(t *testing.T) {
	b := &body{spans: []span{{1, 1}, {2, 3}, {4, 4}}, first: 9}
	for _, test := range []struct {
		refs []paper.Ref
		want string
	}{
		{[]paper.Ref{{Row: 0, Column: 0}}, "A9"},
		{[]paper.Ref{{Row: 0, Column: 1}, {Row: 1, Column: 1}, {Row: 2, Column: 1}}, "B9:B11"},
		{[]paper.Ref{{Row: 0, Column: 0}, {Row: 2, Column: 0}, {Row: 3, Column: 0}}, "A9,A11:A12"},
		{[]paper.Ref{{Row: 4, Column: 1}, {Row: 4, Column: 2}}, "B13:D13"},
		{[]paper.Ref{{Row: 0, Column: 0}, {Row: 1, Column: 0}, {Row: 1, Column: 1}}, "A9:A10,B10"},
	} {
		if got := b.ranges(test.refs); got != test.want {
			t.Errorf("%v is %s, want %s", test.refs, got, test.want)
		}
	}
}

func TestAddress(t *testing.T) {
	for column, want := range map[int]string{1: "A7", 26: "Z7", 27: "AA7", 52: "AZ7", 703: "AAA7"} {
		if got := address(column, 7); got != want {
			t.Errorf("column %d is %s, want %s", column, got, want)
		}
	}
}
