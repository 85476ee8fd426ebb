package grid

import (
	"bytes"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// rowsOf yields rows already made.
func rowsOf(rows ...[]Cell) iter.Seq2[[]Cell, error] {
	return func(yield func([]Cell, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

func written(t testing.TB, sheets ...SheetData) []byte {
	t.Helper()
	var out bytes.Buffer
	err := Write(&out, Properties{}, sheets)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriteKeepsTypes(t *testing.T) {
	row := []Cell{
		{"Đặng Sỹ", String}, {}, {"2012", Number}, {"0900000001", String}, {"2012", String}, {"0.5", Number}, {"TRUE", Bool},
		{"2012-05-03", Date}, {"2012-05-03T07:30:00", Date}, {"07:30:00", Date}, {"1900-01-01", Date}, {"12345678901234567890", Number},
	}
	data := written(t, SheetData{Name: "MauNhapLieu", Rows: rowsOf(nil, row)}, SheetData{Name: "MaTruong", Rows: rowsOf([]Cell{{"x", String}})})
	wantCells(t, mustRead(t, data),
		"MauNhapLieu!A2 string Đặng Sỹ", "MauNhapLieu!C2 number 2012", "MauNhapLieu!D2 string 0900000001", "MauNhapLieu!E2 string 2012",
		"MauNhapLieu!F2 number 0.5", "MauNhapLieu!G2 bool TRUE", "MauNhapLieu!H2 date 2012-05-03", "MauNhapLieu!I2 date 2012-05-03T07:30:00",
		"MauNhapLieu!J2 date 07:30:00", "MauNhapLieu!K2 date 1900-01-01", "MauNhapLieu!L2 string 12345678901234567890", "MaTruong!A1 string x")
}

// What cannot be said in a date of Excel stays the text it was.
func TestWriteDatesExcelDoesNotKnow(t *testing.T) {
	data := written(t, SheetData{Name: "S", Rows: rowsOf([]Cell{{"1890-05-03", Date}, {"1900-02-29", Date}, {"năm 1950", Date}})})
	wantCells(t, mustRead(t, data), "S!A1 string 1890-05-03", "S!B1 string 1900-02-29", "S!C1 string năm 1950")
}

// Texts that a spreadsheet would take for a formula, and others that get
// changed on the way, come back as they went.
func TestWriteNeverMakesFormulas(t *testing.T) {
	texts := []string{"=1+1", "+84 912", "-5", "@SUM(A1)", "\t=1", "\r=1", "'quoted", "=cmd|' /C calc'!A0", "_x000D_", "_x005F_", " hai đầu ",
		"a\r\nb", "a\nb", "<b>&amp;</b>", "007", "1e5", "TRUE", "#N/A", "2012-05-03"}
	var row []Cell
	var want []string
	for i, text := range texts {
		row = append(row, Cell{text, String})
		want = append(want, "S!"+Address(i+1, 1)+" string "+strings.ReplaceAll(text, "\r\n", "\n"))
	}
	data := written(t, SheetData{Name: "S", Rows: rowsOf(row)})
	if parts := partsOf(t, data); strings.Contains(parts["xl/worksheets/sheet1.xml"], "<f>") {
		t.Error("a formula was written")
	}
	got := mustRead(t, data)
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "\r\n", "\n")
	}
	wantCells(t, got, want...)
}

func TestWriteReadsBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`[=+\-@a-zà-ỹĐ0-9_x<>&" ]{1,20}`).Draw(rt, "text")
		got := mustRead(t, written(t, SheetData{Name: "S", Rows: rowsOf([]Cell{{text, String}})}))
		if !slices.Equal(got, []string{"S!A1 string " + text}) {
			rt.Errorf("%q became %q", text, got)
		}
	})
}

func TestWriteLayout(t *testing.T) {
	data := written(t, SheetData{
		Name: "S", Widths: []float64{0, 30}, Header: 1, FrozenRows: 1, FrozenCols: 2, Merges: []Range{{1, 1, 2, 1}},
		Rows: rowsOf([]Cell{{"Họ và tên", String}, {}}, []Cell{{"x", String}}),
	})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	width, err := f.GetColWidth("S", "B")
	if err != nil || width != 30 {
		t.Errorf("width %v, %v", width, err)
	}
	panes, err := f.GetPanes("S")
	if err != nil || !panes.Freeze || panes.XSplit != 2 || panes.YSplit != 1 || panes.TopLeftCell != "C2" {
		t.Errorf("panes %+v, %v", panes, err)
	}
	merges, err := f.GetMergeCells("S")
	if err != nil || len(merges) != 1 || merges[0].GetEndAxis() != "B1" {
		t.Errorf("merges %v, %v", merges, err)
	}
	id, err := f.GetCellStyle("S", "A1")
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil || !style.Font.Bold || !style.Alignment.WrapText {
		t.Errorf("heading %+v, %v", style, err)
	}
}

func TestWriteEndsWithTheRowsError(t *testing.T) {
	broken := errors.New("database gone")
	err := Write(&bytes.Buffer{}, Properties{}, []SheetData{{Name: "S", Rows: func(yield func([]Cell, error) bool) { yield(nil, broken) }}})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
