package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	town "hoctap/demo"
	"hoctap/internal/audit"
	"hoctap/internal/demo"
	"hoctap/internal/place"
	"hoctap/internal/sheet"
	"hoctap/internal/store"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
)

// The bounds the project promises. Each benchmark reports what it took over its
// bound, measured in one run; over 1 it fails.
const (
	boundImport   = 3.0 // times what the Excel library needs to open and give all rows
	boundCommune  = 5 * time.Millisecond
	boundProvince = 500 * time.Millisecond
	provinceSize  = 166
)

// benchTown is the sample town in a file of the benchmark.
func benchTown(b *testing.B) (*store.DB, *verdict.Judge) {
	b.Helper()
	return benchTownAt(b, filepath.Join(b.TempDir(), "town.db"))
}

func benchTownAt(b *testing.B, path string) (*store.DB, *verdict.Judge) {
	b.Helper()
	ctx := audit.With(b.Context(), actOf())
	a := quietApp(b, path)
	book, err := a.law()
	must(err)
	db, err := a.open(ctx)
	must(err)
	must(db.Close())
	clock := demo.NewClock()
	db, err = store.Open(ctx, a.db, store.Options{Now: clock.Now, IDs: a.ids.Next, Keys: a.keys()})
	must(err)
	spec, err := demo.Read(town.FS)
	must(err)
	loader := demo.Loader{Store: db, Book: book, Clock: clock}
	must(loader.Load(ctx, spec))
	b.Cleanup(func() { must(db.Close()) })
	return db, &verdict.Judge{Book: book, Source: db}
}

func over(b *testing.B, took, bound time.Duration) {
	b.Helper()
	ratio := float64(took) / float64(bound)
	b.ReportMetric(ratio, "of-bound")
	if ratio > 1 {
		b.Errorf("took %s, the bound is %s", took, bound)
	}
}

// BenchmarkBoundCommune judges a ward of 43,000 people from its tally.
func BenchmarkBoundCommune(b *testing.B) {
	_, judge := benchTown(b)
	at, err := judge.Find(b.Context(), "14812", 2025)
	must(err)
	_, err = judge.Judge(b.Context(), at.PlaceID, 2025)
	must(err)
	for b.Loop() {
		_, err = judge.Judge(b.Context(), at.PlaceID, 2025)
		must(err)
	}
	over(b, b.Elapsed()/time.Duration(b.N), boundCommune)
}

// BenchmarkBoundProvince judges 166 communes of 400 people of the sample town
// each, and the province above them.
func BenchmarkBoundProvince(b *testing.B) {
	db, judge := benchTown(b)
	province := copyCommunes(b, db, judge)
	_, err := judge.Judge(b.Context(), province, 2025)
	must(err)
	for b.Loop() {
		j, err := judge.Judge(b.Context(), province, 2025)
		must(err)
		if n := len(j.Input.Below["commune"]); n != provinceSize {
			b.Fatalf("%d communes", n)
		}
	}
	over(b, b.Elapsed()/time.Duration(b.N), boundProvince)
}

// copyCommunes makes a province whose communes hold people of the sample ward.
func copyCommunes(b *testing.B, db *store.DB, judge *verdict.Judge) place.ID {
	b.Helper()
	ctx := audit.With(b.Context(), actOf())
	at, err := judge.Find(b.Context(), "14812", 2025)
	must(err)
	people, err := db.Records(b.Context(), at.PlaceID, 2025)
	must(err)
	const province = place.ID(1000)
	d := place.Data{Attributes: []place.Attributes{{PlaceID: province, From: "2025-07-01", Code: "99", Name: "Tỉnh đo", Kind: place.Province}}}
	keys := map[string]place.ID{"p": province}
	for i := range provinceSize {
		id := province + place.ID(i) + 1
		keys[fmt.Sprint(i)] = id
		d.Attributes = append(d.Attributes, place.Attributes{PlaceID: id, From: "2025-07-01", Code: fmt.Sprintf("9%04d", i), Name: fmt.Sprintf("Xã %d", i), Kind: place.Commune, Parent: province})
	}
	must(db.SavePlaces(ctx, keys, d))
	next := 0
	for i := range provinceSize {
		plan := &survey.Plan{CommuneID: province + place.ID(i) + 1, Year: 2025, Opens: true, At: "2025-09-30T00:00:00Z"}
		for range 400 {
			r := *people[next%len(people)]
			next++
			r.CommuneID, r.HamletID = plan.CommuneID, 0
			plan.New = append(plan.New, &r)
		}
		must(db.Apply(ctx, plan))
	}
	return province
}

// BenchmarkBoundImport imports a ward's workbook of 30,000 rows into a new
// database, against what the Excel library alone takes to open it and give all
// its rows as text.
func BenchmarkBoundImport(b *testing.B) {
	db, judge := benchTown(b)
	at, err := judge.Find(b.Context(), "14812", 2025)
	must(err)
	data, err := sheet.LoadExport(b.Context(), db, at, 2025)
	must(err)
	data.Records = data.Records[:30000]
	path := filepath.Join(b.TempDir(), "ward.xlsx")
	var file bytes.Buffer
	must(sheet.ExportSurvey(&file, data))
	must(os.WriteFile(path, file.Bytes(), 0o600))
	var library, ours time.Duration
	for b.Loop() {
		begun := time.Now()
		readAll(path)
		library += time.Since(begun)
		begun = time.Now()
		importOnce(b, path, at.Code)
		ours += time.Since(begun)
	}
	ratio := float64(ours) / float64(library)
	b.ReportMetric(ratio, "of-library")
	b.ReportMetric(ratio/boundImport, "of-bound")
	if ratio > boundImport {
		b.Errorf("%.2f times the library, the bound is %.1f", ratio, boundImport)
	}
}

func importOnce(b *testing.B, path, code string) {
	b.Helper()
	a := quietApp(b, filepath.Join(b.TempDir(), fmt.Sprintf("in%d.db", time.Now().UnixNano())))
	report, err := a.importSurvey(audit.With(b.Context(), actOf()), surveyImport{target: target{code: code, year: "2025"}, file: path})
	must(err)
	if report.Accepted != 30000 {
		b.Fatalf("%d rows accepted, %d errors", report.Accepted, len(report.Errors))
	}
}

func readAll(path string) {
	f, err := excelize.OpenFile(path)
	must(err)
	rows, err := f.Rows("MauNhapLieu")
	must(err)
	for rows.Next() {
		_, err = rows.Columns()
		must(err)
	}
	must(rows.Close())
	must(f.Close())
}
