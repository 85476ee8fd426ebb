package cli_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/cli"
)

// A workbook of figures goes out, is filled in and comes back: what does not add
// up is told at its cell and nothing is kept, what does is.
func TestFiguresByWorkbook(t *testing.T) {
	dir := t.TempDir()
	book := filepath.Join(dir, "truong.xlsx")
	run := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		code := cli.Run(t.Context(), append(args, "--place", "14812", "--year", "2025", "--db", filepath.Join(dir, "t.db")), nil, &out, &errs)
		return code, out.String() + errs.String()
	}
	must := func(args ...string) string {
		t.Helper()
		code, said := run(args...)
		if code != 0 {
			t.Fatalf("hoctap %s: %s", strings.Join(args, " "), said)
		}
		return said
	}
	must("import", "survey", "../sheet/grid/testdata/mau-nhap-lieu-2025.xlsx")
	must("export", "schools", "--out", book)
	cell := writeFigures(t, book, map[string]string{"primary.teachers": "12", "primary.teachers_permanent": "10", "primary.teachers_contract": "3"})
	code, said := run("import", "schools", book)
	if code != 1 || !strings.Contains(said, cell+": ") || !strings.Contains(said, "Đang là 13 và 12") {
		t.Errorf("exit %d: %s", code, said)
	}
	writeFigures(t, book, map[string]string{"primary.teachers": "13"})
	if said := must("import", "schools", book); !strings.Contains(said, "3 số liệu") {
		t.Errorf("said %s", said)
	}
}

// writeFigures fills the first school of the sheet of primary schools, and gives
// the cell of the number of teachers.
func writeFigures(t *testing.T, path string, values map[string]string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Tiểu học")
	if err != nil || len(rows) < 3 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for id, value := range values {
		at, err := excelize.CoordinatesToCellName(slices.Index(rows[1], id)+1, 3)
		if err != nil {
			t.Fatal(err)
		}
		err = f.SetCellStr("Tiểu học", at, value)
		if err != nil {
			t.Fatal(err)
		}
	}
	err = f.Save()
	if err != nil {
		t.Fatal(err)
	}
	at, err := excelize.CoordinatesToCellName(slices.Index(rows[1], "primary.teachers")+1, 3)
	if err != nil {
		t.Fatal(err)
	}
	return "Tiểu học!" + at
}
