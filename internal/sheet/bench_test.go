package sheet

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
)

// bigWorkbook is the sample's people over and over: a commune of 30,000.
func bigWorkbook(b *testing.B) string {
	b.Helper()
	s, err := OpenSurvey(sampleXLSX, 2025, grid.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	list := drafts(b, s)
	d := ExportData{Year: 2025, Schools: s.Schools(), Hamlets: map[place.ID]string{}}
	for i := range 30000 {
		r := list[i%len(list)].Record
		again := i / len(list)
		r.PersonID, r.HouseholdID = register.ID(i+1), register.ID(again*100+int(r.SheetNumber[0])*10+int(r.SheetNumber[3]-'0'))
		r.SheetNumber = fmt.Sprintf("%s-%03d", r.SheetNumber, again)
		r.BirthDay = 1 + (r.BirthDay+again)%28
		r.HamletID = place.ID(1 + again%30)
		d.Hamlets[r.HamletID] = fmt.Sprintf("Khu phố %d", r.HamletID)
		d.Records = append(d.Records, &r)
	}
	path := filepath.Join(b.TempDir(), "30000.xlsx")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	err = ExportSurvey(f, d)
	if err != nil {
		b.Fatal(err)
	}
	err = f.Close()
	if err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkImport compares the import, but for the store, with what the Excel
// library alone takes to open the workbook and give all its rows as text.
func BenchmarkImport(b *testing.B) {
	path := bigWorkbook(b)
	b.Run("library", func(b *testing.B) {
		for b.Loop() {
			libraryRows(b, path)
		}
	})
	b.Run("drafts", func(b *testing.B) {
		for b.Loop() {
			s, err := OpenSurvey(path, 2025, grid.Limits{})
			if err != nil {
				b.Fatal(err)
			}
			if n := len(drafts(b, s)); n != 30000 {
				b.Fatalf("%d rows", n)
			}
			s.Close()
		}
	})
	b.Run("plan", func(b *testing.B) {
		for b.Loop() {
			s, err := OpenSurvey(path, 2025, grid.Limits{})
			if err != nil {
				b.Fatal(err)
			}
			ids := int64(0)
			o := survey.Options{CommuneID: 7, CommuneName: "Phường Bỉm Sơn", Year: 2025, DryRun: true}
			r, err := survey.Import(context.Background(), standing{}, s, o, func() int64 { ids++; return ids }, func() time.Time { return time.Time{} }, nil)
			if err != nil || r.NewPersons != 30000 {
				b.Fatal(err, r)
			}
			s.Close()
		}
	})
}

func libraryRows(b *testing.B, path string) {
	b.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows("MauNhapLieu")
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		_, err = rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
	}
}
