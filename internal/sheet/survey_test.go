package sheet

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
	"hoctap/internal/words"
	"hoctap/pages"
)

const (
	sampleXLSX = "grid/testdata/mau-nhap-lieu-2025.xlsx"
	sampleXLS  = "grid/testdata/mau-nhap-lieu-2025.xls"
)

func open(t testing.TB, path string) *Survey {
	t.Helper()
	s, err := OpenSurvey(path, 2025, grid.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func drafts(t testing.TB, s *Survey) []*survey.Draft {
	t.Helper()
	list := slices.Collect(s.Drafts())
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return list
}

// edited is the sample with a change made by Excel's own format library.
func edited(t testing.TB, change func(*excelize.File)) string {
	t.Helper()
	f, err := excelize.OpenFile(sampleXLSX)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(f)
	path := filepath.Join(t.TempDir(), "phieu.xlsx")
	err = f.SaveAs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func set(t testing.TB, f *excelize.File, cell string, value any) {
	t.Helper()
	err := f.SetCellValue("MauNhapLieu", cell, value)
	if err != nil {
		t.Fatal(err)
	}
}

func vietnamese(t testing.TB) *words.Printer {
	t.Helper()
	texts, err := fs.Sub(pages.FS, "words")
	if err != nil {
		t.Fatal(err)
	}
	made, err := words.New(texts)
	if err != nil {
		t.Fatal(err)
	}
	return made.For(words.Vietnamese)
}

func same(t *testing.T, got, want []*survey.Draft) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i].Row != want[i].Row || got[i].Hamlet != want[i].Hamlet || len(got[i].Problems) > 0 {
			t.Errorf("row %d: %+v", want[i].Row, got[i])
		}
		if fields := register.Differences(&got[i].Record, &want[i].Record); len(fields) > 0 {
			t.Errorf("row %d differs in %q", want[i].Row, fields)
		}
	}
}

// The old format and the new one say the same.
func TestBothFormats(t *testing.T) {
	x, old := open(t, sampleXLSX), open(t, sampleXLS)
	want := drafts(t, x)
	if len(want) != 80 {
		t.Fatalf("%d rows, want 80", len(want))
	}
	same(t, drafts(t, old), want)
	for _, s := range []*Survey{x, old} {
		if s.Year() != 2025 || s.Sheet() != "MauNhapLieu" || len(s.Schools()) != 14 || len(s.Problems()) != 0 {
			t.Errorf("year %d, sheet %q, %d schools, problems %v", s.Year(), s.Sheet(), len(s.Schools()), s.Problems())
		}
	}
}

func TestWhichSheet(t *testing.T) {
	want := drafts(t, open(t, sampleXLSX))
	toData := func(t *testing.T, f *excelize.File) {
		err := f.SetSheetName("MauNhapLieu", "Data ")
		if err != nil {
			t.Fatal(err)
		}
		for row := 5; row <= 84; row++ {
			cell := grid.Address(14, row)
			text, err := f.GetCellValue("Data ", cell)
			if err != nil {
				t.Fatal(err)
			}
			hamlet, _, _ := strings.Cut(text, " - ")
			err = f.SetCellValue("Data ", grid.Address(1, row), hamlet)
			if err != nil {
				t.Fatal(err)
			}
		}
		for i, head := range []string{"Tuổi", "Lứa tuổi học", "Đang học", "Mù chữ", "Bỏ học", "Khuyết tật", "Lưu ban"} {
			err := f.SetCellValue("Data ", grid.Address(53+i, 2), head)
			if err != nil {
				t.Fatal(err)
			}
			err = f.SetCellFormula("Data ", grid.Address(53+i, 5), "2025-G5")
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, test := range []struct {
		name   string
		change func(*testing.T, *excelize.File)
		sheet  string
	}{
		{"another spelling", func(t *testing.T, f *excelize.File) {
			if err := f.SetSheetName("MauNhapLieu", "Mẫu nhập liệu"); err != nil {
				t.Fatal(err)
			}
		}, "Mẫu nhập liệu"},
		{"DATA", toData, "Data "},
		{"DATA beside the empty template", func(t *testing.T, f *excelize.File) {
			toData(t, f)
			index, err := f.NewSheet("MauNhapLieu")
			if err != nil {
				t.Fatal(err)
			}
			for i, head := range []string{"2025", "TT", "Họ đệm", "Tên", "Ngày", "Tháng", "Năm sinh"} {
				if err := f.SetCellValue("MauNhapLieu", grid.Address(i+1, 2), head); err != nil {
					t.Fatal(err)
				}
			}
			if err := f.SetCellValue("MauNhapLieu", "O2", "Số phiếu"); err != nil {
				t.Fatal(err)
			}
			f.SetActiveSheet(index)
		}, "Data "},
		{"MauNhapLieu goes before DATA", func(t *testing.T, f *excelize.File) {
			if _, err := f.NewSheet("DATA"); err != nil {
				t.Fatal(err)
			}
		}, "MauNhapLieu"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, edited(t, func(f *excelize.File) { test.change(t, f) }))
			if s.Sheet() != test.sheet {
				t.Errorf("read sheet %q, want %q", s.Sheet(), test.sheet)
			}
			same(t, drafts(t, s), want)
		})
	}
}

func TestRefusedWorkbooks(t *testing.T) {
	said := vietnamese(t)
	write := func(t *testing.T, data string) string {
		path := filepath.Join(t.TempDir(), "tệp.xlsx")
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, test := range []struct {
		name string
		path func(*testing.T) string
		says string
	}{
		{"wrong sheet", func(t *testing.T) string {
			return edited(t, func(f *excelize.File) {
				if err := f.SetSheetName("MauNhapLieu", "Danh sách"); err != nil {
					t.Fatal(err)
				}
			})
		}, "không có trang tính MauNhapLieu hoặc DATA. Các trang tính có trong tệp: “Danh sách”, “MaTruong”, “DuLieu”"},
		{"no needed heading", func(t *testing.T) string {
			return edited(t, func(f *excelize.File) { set(t, f, "O2", "Mã hộ") })
		}, "thiếu cột “Số phiếu”"},
		{"heading twice", func(t *testing.T) string {
			return edited(t, func(f *excelize.File) { set(t, f, "BC2", "Số phiếu") })
		}, "ô O2 và ô BC2"},
		{"no byte", func(t *testing.T) string { return write(t, "") }, "0 byte"},
		{"no workbook", func(t *testing.T) string { return write(t, "họ tên;năm sinh\n") }, "không phải tệp Excel"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := OpenSurvey(test.path(t), 2025, grid.Limits{})
			var f *fault.Error
			if !errors.As(err, &f) || f.Kind != fault.Invalid {
				t.Fatalf("error %v, want a refusal", err)
			}
			sentence := f.Text
			if sentence == "" {
				var sayErr error
				sentence, sayErr = said.Say(f.Key, f.Args)
				if sayErr != nil {
					t.Fatal(sayErr)
				}
			}
			if !strings.Contains(sentence, test.says) {
				t.Errorf("says %q, want %q in it", sentence, test.says)
			}
		})
	}
	_, err := OpenSurvey(filepath.Join(t.TempDir(), "none.xlsx"), 2025, grid.Limits{})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want that there is no file", err)
	}
}

// Cells as Excel itself makes them: a date where 5/8 was typed, a formula.
func TestCellsOfExcel(t *testing.T) {
	path := edited(t, func(f *excelize.File) {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			t.Fatal(err)
		}
		set(t, f, "E7", 45874) // 2025-08-05
		for _, step := range []error{
			f.SetCellStyle("MauNhapLieu", "E7", "E7", style),
			f.SetCellFormula("MauNhapLieu", "G8", "2000+19"), // its result stays beside it
		} {
			if step != nil {
				t.Fatal(step)
			}
		}
	})
	var got []string
	for _, d := range drafts(t, open(t, path)) {
		for _, p := range d.Problems {
			got = append(got, p.Cell+" "+p.Code)
		}
	}
	want := []string{"E7 cell_is_date"}
	if !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestNoCompanions(t *testing.T) {
	path := edited(t, func(f *excelize.File) {
		for _, name := range []string{"MaTruong", "DuLieu"} {
			if err := f.DeleteSheet(name); err != nil {
				t.Fatal(err)
			}
		}
	})
	s := open(t, path)
	same(t, drafts(t, s), drafts(t, open(t, sampleXLSX)))
	if s.Schools() != nil || len(s.Problems()) != 1 || s.Problems()[0].Code != "schools_missing" {
		t.Errorf("schools %v, problems %v", s.Schools(), s.Problems())
	}
}

// The workbook comes back with the wrong cells marked, and once mended it goes
// in: marks are no data.
func TestWriteErrors(t *testing.T) {
	for _, path := range []string{
		edited(t, func(f *excelize.File) { set(t, f, "G17", 2109); set(t, f, "R7", "13") }),
		sampleXLS,
	} {
		report := &survey.Report{Sheet: "MauNhapLieu"}
		for _, d := range drafts(t, open(t, path)) {
			report.Errors = append(report.Errors, d.Problems...)
		}
		if filepath.Ext(path) == ".xls" { // the old format cannot be edited here
			report.Errors = []survey.Problem{{Cell: "G17", Field: "birth_year", Code: "birth_year_missing", Severity: survey.Error}}
		}
		var out bytes.Buffer
		err := WriteErrors(path, report, vietnamese(t), &out)
		if err != nil {
			t.Fatal(err)
		}
		marked, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		comments, err := marked.GetComments("MauNhapLieu")
		if err != nil {
			t.Fatal(err)
		}
		if len(comments) != len(report.Errors) {
			t.Errorf("%s: %d comments, want %d", path, len(comments), len(report.Errors))
		}
		for _, c := range comments {
			if !slices.ContainsFunc(c.Paragraph, func(r excelize.RichTextRun) bool { return strings.Contains(r.Text, "Ô "+c.Cell+": ") }) {
				t.Errorf("%s: comment %+v", path, c)
			}
		}
		again := filepath.Join(t.TempDir(), "sua.xlsx")
		set(t, marked, "G17", 1987)
		set(t, marked, "R7", 8)
		err = errors.Join(marked.SaveAs(again), marked.Close())
		if err != nil {
			t.Fatal(err)
		}
		same(t, drafts(t, open(t, again)), drafts(t, open(t, sampleXLSX)))
	}
}
