package grid

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func marked(t testing.TB, data []byte, marks ...Mark) []byte {
	t.Helper()
	b, err := OpenBytes(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = b.WriteMarked(&out, marks)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// wantSound opens every part with a parser that is not ours, and the whole with
// excelize.
func wantSound(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	for name, text := range partsOf(t, data) {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") && !strings.HasSuffix(name, ".vml") {
			continue
		}
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			_, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// wantMarks checks the fill and the comment of exactly these cells.
func wantMarks(t *testing.T, f *excelize.File, sheet string, texts map[string]string) {
	t.Helper()
	comments, err := f.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range comments {
		text, isOurs := strings.CutPrefix(plainText(c), signature)
		got[c.Cell] += text
		if isOurs && !isFilled(t, f, sheet, c.Cell) {
			t.Errorf("%s is not filled", c.Cell)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(texts) {
		t.Errorf("comments on %s:\n\t%q, want\n\t%q", sheet, got, texts)
	}
}

func plainText(c excelize.Comment) string {
	text := c.Text
	for _, run := range c.Paragraph {
		text += run.Text
	}
	return text
}

func isFilled(t *testing.T, f *excelize.File, sheet, cell string) bool {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	// GetStyle gives no colours where a workbook has no theme, as LibreOffice's.
	fill := f.Styles.Fills.Fill[*f.Styles.CellXfs.Xf[id].FillID].PatternFill
	return fill != nil && fill.FgColor != nil && fill.FgColor.RGB == fillColor
}

const birthday = "Ngày 32 không có. Ghi từ 1 đến 31 theo giấy khai sinh; không biết thì để trống."

func TestMarkSample(t *testing.T) {
	source := readFile(t, sample+".xlsx")
	marks := []Mark{
		{"MauNhapLieu", "E7", birthday},
		{"MauNhapLieu", "A6", "Thiếu mã."}, // a cell the row does not have, before its first
		{"MauNhapLieu", "BC6", "Thừa."},    // and behind its last
		{"MauNhapLieu", "E7", "Sai tháng."},
		{"MauNhapLieu", "G200", "Thiếu năm sinh."}, // a row the sheet does not have
		{"DuLieu", "A1", "Sai danh mục."},
	}
	data := marked(t, source, marks...)
	f := wantSound(t, data)
	wantMarks(t, f, "MauNhapLieu", map[string]string{"E7": birthday + "\nSai tháng.", "A6": "Thiếu mã.", "BC6": "Thừa.", "G200": "Thiếu năm sinh."})
	wantMarks(t, f, "DuLieu", map[string]string{"A1": "Sai danh mục."})
	if isFilled(t, f, "MauNhapLieu", "E8") {
		t.Error("a cell without a mark is filled")
	}
	if f.GetActiveSheetIndex() != 0 {
		t.Error("another sheet is in front")
	}
	got := mustRead(t, data)
	values := slices.DeleteFunc(slices.Clone(got), func(c string) bool { return strings.HasPrefix(c, listName) })
	wantCells(t, values, mustRead(t, source)...)
	if !slices.Contains(got, "Loi!B4 string E7") || !slices.Contains(got, "Loi!D4 string "+cellText(t, source, "E7")) ||
		!slices.Contains(got, "Loi!E4 string "+birthday+"\nSai tháng.") {
		t.Errorf("list: %q", got[len(values):])
	}
	_, link, err := f.GetCellHyperLink(listName, "B4")
	if err != nil || link != "'MauNhapLieu'!E7" {
		t.Errorf("link %q, %v", link, err)
	}
	wantUntouched(t, source, data, "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/theme/theme1.xml")
}

func cellText(t *testing.T, data []byte, cell string) string {
	t.Helper()
	for _, c := range mustRead(t, data) {
		if rest, ok := strings.CutPrefix(c, "MauNhapLieu!"+cell+" "); ok {
			_, text, _ := strings.Cut(rest, " ")
			return text
		}
	}
	return ""
}

func wantUntouched(t *testing.T, before, after []byte, names ...string) {
	t.Helper()
	was, is := partsOf(t, before), partsOf(t, after)
	for _, name := range names {
		if was[name] == "" || was[name] != is[name] {
			t.Errorf("part %s has changed", name)
		}
	}
}

// A cell keeps its number format, font and borders under the fill.
func TestMarkKeepsFormats(t *testing.T) {
	f := excelize.NewFile()
	style, err := f.NewStyle(&excelize.Style{
		NumFmt: 14, Font: &excelize.Font{Bold: true, Color: "0000FF"}, Alignment: &excelize.Alignment{Horizontal: "center"},
		Border: []excelize.Border{{Type: "left", Style: 1, Color: "000000"}}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(f.SetCellValue("Sheet1", "B2", 41032), f.SetCellStyle("Sheet1", "B2", "B2", style), f.SetColStyle("Sheet1", "D", style))
	if err != nil {
		t.Fatal(err)
	}
	var source bytes.Buffer
	err = f.Write(&source)
	if err != nil {
		t.Fatal(err)
	}
	data := marked(t, source.Bytes(), Mark{"Sheet1", "B2", "sai"}, Mark{"Sheet1", "D9", "thiếu"})
	f = wantSound(t, data)
	for _, cell := range []string{"B2", "D9"} {
		id, err := f.GetCellStyle("Sheet1", cell)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if got.NumFmt != 14 || !got.Font.Bold || got.Alignment.Horizontal != "center" || len(got.Border) != 1 || got.Fill.Color[0] != fillColor[2:] {
			t.Errorf("%s: %+v", cell, got)
		}
	}
	wantCells(t, mustRead(t, data)[:1], "Sheet1!B2 date 2012-05-03")
}

// The office mends some cells of a marked workbook and sends it again.
func TestMarkAgain(t *testing.T) {
	first := marked(t, readFile(t, sample+".xlsx"), Mark{"MauNhapLieu", "E7", "một"}, Mark{"MauNhapLieu", "F8", "hai"}, Mark{"DuLieu", "A1", "ba"})
	second := marked(t, first, Mark{"MauNhapLieu", "F8", "vẫn sai"}, Mark{"MauNhapLieu", "G9", "mới"})
	f := wantSound(t, second)
	wantMarks(t, f, "MauNhapLieu", map[string]string{"F8": "vẫn sai", "G9": "mới"})
	wantMarks(t, f, "DuLieu", map[string]string{})
	for cell, sheet := range map[string]string{"E7": "MauNhapLieu", "A1": "DuLieu"} {
		if isFilled(t, f, sheet, cell) {
			t.Errorf("%s of %s is still filled", cell, sheet)
		}
	}
	if got := f.GetSheetList(); !slices.Equal(got, []string{"MauNhapLieu", "MaTruong", "DuLieu", listName}) {
		t.Errorf("sheets %q", got)
	}
	clean := marked(t, second)
	wantMarks(t, wantSound(t, clean), "MauNhapLieu", map[string]string{})
	third := marked(t, clean, Mark{"MauNhapLieu", "E7", "một"})
	if len(partsOf(t, third)) != len(partsOf(t, first)) {
		t.Errorf("parts grow: %d, then %d", len(partsOf(t, first)), len(partsOf(t, third)))
	}
}

func TestMarkKeepsCommentsOfOthers(t *testing.T) {
	f := excelize.NewFile()
	for _, cell := range []string{"A1", "C3"} {
		err := errors.Join(f.SetCellValue("Sheet1", cell, 1), f.AddComment("Sheet1", excelize.Comment{Cell: cell, Author: "Cô Lan", Text: "hỏi lại " + cell}))
		if err != nil {
			t.Fatal(err)
		}
	}
	var source bytes.Buffer
	err := f.Write(&source)
	if err != nil {
		t.Fatal(err)
	}
	first := marked(t, source.Bytes(), Mark{"Sheet1", "A1", "sai"}, Mark{"Sheet1", "B2", "thiếu"})
	wantMarks(t, wantSound(t, first), "Sheet1", map[string]string{"A1": "sai" + formerNote + "hỏi lại A1", "B2": "thiếu", "C3": "hỏi lại C3"})
	second := marked(t, first, Mark{"Sheet1", "B2", "thiếu"})
	wantMarks(t, wantSound(t, second), "Sheet1", map[string]string{"A1": "hỏi lại A1", "B2": "thiếu", "C3": "hỏi lại C3"})
}

// A sheet whose drawing holds more than comments keeps it; the marks show in
// fills and list.
func TestMarkLeavesButtonsAlone(t *testing.T) {
	f := excelize.NewFile()
	err := errors.Join(f.SetCellValue("Sheet1", "A1", 1), f.AddFormControl("Sheet1", excelize.FormControl{Cell: "D4", Type: excelize.FormControlButton, Text: "Nút"}))
	if err != nil {
		t.Fatal(err)
	}
	var source bytes.Buffer
	err = f.Write(&source)
	if err != nil {
		t.Fatal(err)
	}
	data := marked(t, source.Bytes(), Mark{"Sheet1", "A1", "sai"})
	f = wantSound(t, data)
	controls, err := f.GetFormControls("Sheet1")
	if err != nil || len(controls) != 1 {
		t.Errorf("controls %v, %v", controls, err)
	}
	if !isFilled(t, f, "Sheet1", "A1") || strings.Count(partsOf(t, data)["xl/worksheets/sheet1.xml"], "<legacyDrawing") != 1 {
		t.Error("the mark is missing, or the drawing linked twice")
	}
}

func TestMarkXLS(t *testing.T) {
	source := readFile(t, sample+".xls")
	data := marked(t, source, Mark{"MauNhapLieu", "E7", birthday})
	f := wantSound(t, data)
	wantMarks(t, f, "MauNhapLieu", map[string]string{"E7": birthday})
	values := slices.DeleteFunc(mustRead(t, data), func(c string) bool { return strings.HasPrefix(c, listName) })
	wantCells(t, values, mustRead(t, source)...)
	merges, err := f.GetMergeCells("MauNhapLieu")
	if err != nil || len(merges) != countMerges(t, sample+".xlsx", "MauNhapLieu") {
		t.Errorf("%d merges, %v", len(merges), err)
	}
}

func TestMarkXLSKeepsWidths(t *testing.T) {
	source := compound("Workbook", oneSheet(biff8, nothing, func(b *biff) {
		b.record(recColumnInfo, uint16(1), uint16(2), uint16(38*256), uint16(0), uint16(0), uint16(0))
		b.record(recColumnInfo, uint16(3), uint16(256), uint16(5*256), uint16(0), uint16(0), uint16(0))
		b.record(recNumber, cellHead(0, 0, 0), 1.0)
	}))
	f := wantSound(t, marked(t, source, Mark{"S", "A1", "sai"}))
	for col, want := range map[string]float64{"A": 9.140625, "B": 38, "C": 38, "D": 9.140625} {
		width, err := f.GetColWidth("S", col)
		if err != nil || width != want {
			t.Errorf("width of %s is %v, want %v; %v", col, width, want, err)
		}
	}
}

// An office has a sheet Loi of its own, and cells that look like formulas.
func TestMarkListsSafely(t *testing.T) {
	source := written(t, SheetData{Name: "Hộ 'A' 1", Rows: rowsOf([]Cell{{"=HYPERLINK(\"x\")", String}})}, SheetData{Name: "LOI", Rows: rowsOf([]Cell{{"x", String}})})
	data := marked(t, source, Mark{"Hộ 'A' 1", "A1", "=1+1 <b>&\x01"})
	f := wantSound(t, data)
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Hộ 'A' 1", "LOI", "Loi (2)"}) {
		t.Errorf("sheets %q", got)
	}
	got := mustRead(t, data)
	if !slices.Contains(got, `Loi (2)!D2 string =HYPERLINK("x")`) || !slices.Contains(got, "Loi (2)!E2 string =1+1 <b>&\uFFFD") {
		t.Errorf("list %q", got)
	}
	_, link, err := f.GetCellHyperLink("Loi (2)", "B2")
	if err != nil || link != "'Hộ ''A'' 1'!A1" {
		t.Errorf("link %q, %v", link, err)
	}
}

func TestMarkDropsMacros(t *testing.T) {
	f := excelize.NewFile()
	err := errors.Join(f.SetCellValue("Sheet1", "A1", 1), f.AddVBAProject(append(bytes.Clone(oleMagic), make([]byte, 600)...)))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "m.xlsm")
	err = f.SaveAs(name)
	if err != nil {
		t.Fatal(err)
	}
	source := readFile(t, name)
	if !strings.Contains(partsOf(t, source)["[Content_Types].xml"], "macroEnabled") {
		t.Fatal("no macros to drop")
	}
	data := marked(t, source, Mark{"Sheet1", "A1", "sai"})
	wantMarks(t, wantSound(t, data), "Sheet1", map[string]string{"A1": "sai"})
	parts := partsOf(t, data)
	if strings.Contains(parts["[Content_Types].xml"], "macroEnabled") || strings.Contains(parts["xl/_rels/workbook.xml.rels"], "vbaProject") {
		t.Error("macros are still declared")
	}
}

// Sheets whose XML is as other writers make it: prefixed, empty, without
// numbers on rows and cells.
func TestMarkOtherXML(t *testing.T) {
	const styles = `<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:fonts><x:font/></x:fonts><x:fills count="1"><x:fill/></x:fills>` +
		`<x:borders><x:border/></x:borders><x:cellXfs count="1"><x:xf/></x:cellXfs></x:styleSheet>`
	const ns = ` xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	for name, c := range map[string]struct{ sheet, want string }{
		"no numbers": {
			`<x:worksheet` + ns + `><x:sheetData><x:row spans="1:2"><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData><x:pageMargins/><x:extLst/></x:worksheet>`,
			`<x:sheetData><x:row r="1"><x:c r="A1" s="0"/></x:row><x:row>`,
		},
		"empty row": {
			`<x:worksheet` + ns + `><x:sheetData><x:row r="2" spans="1:1"/><x:row r="4"><x:c r="A4"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
			`<x:row r="2"><x:c r="B2" s="1"/></x:row><x:row r="4">`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			types := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
			source := workbook(t, "xl/worksheets/sheet1.xml", c.sheet, "xl/styles.xml", styles, "[Content_Types].xml", types)
			data := marked(t, source, Mark{"S", "B2", "sai"})
			sheet := partsOf(t, data)["xl/worksheets/sheet1.xml"]
			if name == "empty row" && !strings.Contains(sheet, c.want) {
				t.Errorf("got %s\nwant %s", sheet, c.want)
			}
			if name == "no numbers" && !strings.Contains(sheet, `</x:row><x:row r="2"><x:c r="B2" s="1"/></x:row></x:sheetData><x:pageMargins/><x:legacyDrawing`) {
				t.Errorf("got %s", sheet)
			}
			got := mustRead(t, data)
			if !slices.Contains(got, "Loi!B2 string B2") {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestMarkRefusesUnknownCells(t *testing.T) {
	b, err := OpenBytes(workbook(t), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	err = b.WriteMarked(io.Discard, []Mark{{"T", "A1", "x"}})
	if !errors.Is(err, ErrNoSheet) {
		t.Errorf("got %v", err)
	}
	err = b.WriteMarked(io.Discard, []Mark{{"S", "1A", "x"}})
	if err == nil {
		t.Error("no error for a cell that cannot be")
	}
}

func TestMarkThousands(t *testing.T) {
	source := largeWorkbook(t, 6000)
	var marks []Mark
	for i := range maxComments + 500 {
		marks = append(marks, Mark{"MauNhapLieu", Address(2+i%45, 5+i), birthday})
	}
	data := marked(t, source, marks...)
	parts := partsOf(t, data)
	if n := strings.Count(parts["xl/comments1.xml"], "<comment "); n != maxComments {
		t.Errorf("%d comments, want %d", n, maxComments)
	}
	if n := strings.Count(parts["xl/worksheets/sheet2.xml"], "<hyperlink "); n != len(marks) {
		t.Errorf("%d links, want %d", n, len(marks))
	}
	last := marks[len(marks)-1]
	if !isFilled(t, wantSound(t, data), last.Sheet, last.Cell) {
		t.Error("a mark beyond the comments has no fill")
	}
}
