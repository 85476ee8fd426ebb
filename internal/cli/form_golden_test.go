package cli_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/cli"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/testkit"
)

// sampleForms makes out every form of the sample workbook as Excel, by the name of
// its file.
func sampleForms(t *testing.T) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		code := cli.Run(t.Context(), append(args, "--db", filepath.Join(dir, "t.db")), nil, &out, &errs)
		if code != 0 {
			t.Fatalf("hoctap %s: %s%s", strings.Join(args, " "), out.String(), errs.String())
		}
	}
	run("import", "survey", "../sheet/grid/testdata/mau-nhap-lieu-2025.xlsx", "--place", "14812", "--year", "2025")
	run("dossier", "--place", "14812", "--year", "2025", "--out", filepath.Join(dir, "ho-so"))
	names, err := filepath.Glob(filepath.Join(dir, "ho-so", "*.xlsx"))
	if err != nil || len(names) < 20 {
		t.Fatalf("%d forms: %v", len(names), err)
	}
	forms := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, form, _ := strings.Cut(strings.TrimSuffix(filepath.Base(name), ".xlsx"), "-")
		forms[form] = data
	}
	return forms
}

// Every form of the sample workbook, cell by cell with its formulas. A form that
// changed shows the cells that did.
func TestGoldenForms(t *testing.T) {
	for form, data := range sampleForms(t) {
		t.Run(form, func(t *testing.T) {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			lines := formCells(t, data)
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
			testkit.Golden(t, filepath.Join("form", form+".txt"), lines)
		})
	}
}

// today is what a form says of the day it was made, and of data whose ids are new
// each time.
var today = regexp.MustCompile(`bộ quy định|, ngày … tháng … năm `)

// formCells gives every cell with something in it, but for those of the day.
func formCells(t *testing.T, data []byte) []string {
	t.Helper()
	book, err := grid.OpenBytes(data, grid.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.Rows(book.Sheets()[0])
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		for i, c := range rows.Cells() {
			if c.Type != grid.Blank && !today.MatchString(c.Text) {
				out = append(out, fmt.Sprintf("%s %s", grid.Address(i+1, rows.Number()), strings.ReplaceAll(shortened(c), "\n", "⏎")))
			}
		}
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return out
}

// shortened cuts a figure where two programs may round it differently.
func shortened(c grid.Cell) string {
	if c.Type == grid.Number && len(c.Text) > 12 {
		return c.Text[:12]
	}
	return c.Text
}

var savedResult = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// LibreOffice opens every form, and reckons from the formulas alone what was
// counted.
func TestOfficeReckonsEveryForm(t *testing.T) {
	forms := sampleForms(t)
	bare := map[string][]byte{}
	formulas := 0
	for form, data := range forms {
		if form == "PHIEU" || form == "SO-TD" {
			continue // lists, without a formula
		}
		var n int
		bare[form], n = withoutResults(t, data)
		formulas += n
	}
	if formulas < 300 {
		t.Errorf("only %d formulas in all forms", formulas)
	}
	for form, back := range testkit.OfficeAll(t, bare, "xlsx", "xlsx") {
		want, got := formCells(t, forms[form]), formCells(t, back)
		for _, line := range want {
			if !slices.Contains(got, line) {
				t.Errorf("%s: LibreOffice has not %s", form, line)
			}
		}
	}
}

func withoutResults(t *testing.T, data []byte) ([]byte, int) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	taken := 0
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		taken += len(savedResult.FindAll(body, -1))
		p, err := w.Create(part.Name)
		if err == nil {
			_, err = p.Write(savedResult.ReplaceAll(body, []byte("$1")))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	err = w.Close()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), taken
}
