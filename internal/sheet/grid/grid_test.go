package grid

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestSampleIsTheSameInBothFormats(t *testing.T) {
	fromXLSX := mustRead(t, readFile(t, sample+".xlsx"))
	fromXLS := mustRead(t, readFile(t, sample+".xls"))
	wantCells(t, fromXLS, fromXLSX...)

	golden := sample + ".golden"
	if *update {
		err := os.WriteFile(golden, []byte(strings.Join(fromXLSX, "\n")+"\n"), 0o644)
		if err != nil {
			t.Fatal(err)
		}
	}
	wantCells(t, fromXLSX, strings.Split(strings.TrimSuffix(string(readFile(t, golden)), "\n"), "\n")...)
}

func TestSampleBook(t *testing.T) {
	for name, kind := range map[string]Kind{sample + ".xlsx": XLSX, sample + ".xls": XLS} {
		b, err := Open(name, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if b.Kind() != kind {
			t.Errorf("%s: kind %s", name, b.Kind())
		}
		if !slices.Equal(b.Sheets(), []string{"MauNhapLieu", "MaTruong", "DuLieu"}) {
			t.Errorf("%s: sheets %q", name, b.Sheets())
		}
		merges, err := b.Merges("MauNhapLieu")
		if err != nil {
			t.Fatal(err)
		}
		if len(merges) != countMerges(t, sample+".xlsx", "MauNhapLieu") || !slices.Contains(merges, Range{12, 1, 17, 1}) || !slices.Contains(merges, Range{2, 2, 2, 3}) {
			t.Errorf("%s: merges %v", name, merges)
		}
		err = b.Close()
		if err != nil {
			t.Error(err)
		}
	}
}

func countMerges(t *testing.T, name, sheet string) int {
	t.Helper()
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	merges, err := f.GetMergeCells(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return len(merges)
}

func TestOpenSaysWhichFileIsMissing(t *testing.T) {
	_, err := Open("testdata/none.xlsx", Limits{})
	if !errors.Is(err, fs.ErrNotExist) || CodeOf(err) != "" {
		t.Errorf("got %v, want a missing file", err)
	}
	_, err = Open("testdata", Limits{})
	wantCode(t, err, NotAWorkbook)
}

func TestUnknownSheet(t *testing.T) {
	b, err := OpenBytes(workbook(t), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Rows("T")
	if !errors.Is(err, ErrNoSheet) {
		t.Errorf("rows: %v", err)
	}
	_, err = b.Merges("T")
	if !errors.Is(err, ErrNoSheet) {
		t.Errorf("merges: %v", err)
	}
}

// excelize is the oracle: what it writes in its several ways is read as it
// reads it itself.
func TestAgreesWithExcelize(t *testing.T) {
	f := excelize.NewFile()
	put := func(cell string, value any) {
		t.Helper()
		err := f.SetCellValue("Sheet1", cell, value)
		if err != nil {
			t.Fatal(err)
		}
	}
	for cell, value := range map[string]any{
		"A1": "Nguyễn Thị <Ánh> & \"con\"", "C1": 2012.0, "D1": 38381201, "E1": "0900000001", "F1": 1e7, "G1": -0.5,
		"A3": "  hai đầu  ", "B3": "dòng một\ndòng hai", "C3": "_x000D_", "D3": "a\tb", "AZ3": "xa", "B4": 123456789012345.0,
		"A70": "=1+1", "B70": "-12", "C70": "+84", "D70": "@x",
	} {
		put(cell, value)
	}
	err := f.SetCellRichText("Sheet1", "B1", []excelize.RichTextRun{{Text: "đậm ", Font: &excelize.Font{Bold: true}}, {Text: "thường"}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = f.Write(&out)
	if err != nil {
		t.Fatal(err)
	}
	wantSameAsExcelize(t, out.Bytes(), "Sheet1")
	wantSameAsExcelize(t, readFile(t, sample+".xlsx"), "MauNhapLieu", "MaTruong", "DuLieu")
}

func wantSameAsExcelize(t *testing.T, data []byte, sheets ...string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b, err := OpenBytes(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range sheets {
		want, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		got := make([][]string, len(want))
		rows, err := b.Rows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			for _, c := range rows.Cells() {
				got[rows.Number()-1] = append(got[rows.Number()-1], c.Text)
			}
		}
		if rows.Err() != nil {
			t.Fatal(rows.Err())
		}
		for i := range want {
			if !slices.Equal(got[i], trimRight(want[i])) {
				t.Errorf("%s row %d: got %q, want %q", sheet, i+1, got[i], want[i])
			}
		}
	}
}

func trimRight(texts []string) []string {
	for len(texts) > 0 && texts[len(texts)-1] == "" {
		texts = texts[:len(texts)-1]
	}
	return texts
}

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		col, row int
		address  string
	}{{1, 1, "A1"}, {26, 5, "Z5"}, {27, 9, "AA9"}, {7, 702, "G702"}, {51, 30004, "AY30004"}, {16384, 1048576, "XFD1048576"}} {
		if got := Address(c.col, c.row); got != c.address {
			t.Errorf("Address(%d, %d) = %s, want %s", c.col, c.row, got, c.address)
		}
		col, row, err := ParseAddress(c.address)
		if err != nil || col != c.col || row != c.row {
			t.Errorf("ParseAddress(%s) = %d, %d, %v", c.address, col, row, err)
		}
	}
	for _, address := range []string{"", "G", "7", "G0", "G07", "XFE1", "A1048577", "A1:B2", "Sheet1!A1", "G7 ", "Ă1", "AAAA1"} {
		_, _, err := ParseAddress(address)
		if err == nil {
			t.Errorf("ParseAddress(%q) gave no error", address)
		}
	}
	col, row, err := ParseAddress("$g$702")
	if err != nil || col != 7 || row != 702 {
		t.Errorf("ParseAddress($g$702) = %d, %d, %v", col, row, err)
	}
}
