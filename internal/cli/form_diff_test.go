package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hoctap/internal/cli"
	"hoctap/internal/sheet/sheettest"
	"hoctap/internal/testkit"
)

// told runs a command and gives what it says; its exit code must be the one wanted.
func told(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if got := cli.Run(t.Context(), args, nil, &out, &errs); got != code {
		t.Fatalf("hoctap %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, code, &out, &errs)
	}
	return out.String()
}

// A workbook that another program has calculated keeps the errors of its formulas:
// the cells are named, in either kind of file, and all others are compared.
func TestFormDiffOfFormulasWithErrors(t *testing.T) {
	dir := t.TempDir()
	db, theirs, broken := filepath.Join(dir, "t.db"), filepath.Join(dir, "theirs.xlsx"), filepath.Join(dir, "broken.xlsx")
	of := []string{"--place", "14812", "--year", "2025", "--db", db}
	told(t, 0, append([]string{"import", "survey", sampleWorkbook}, of...)...)
	told(t, 0, append([]string{"form", "TH-M1", "--out", theirs}, of...)...)
	check(t, sheettest.Edit(theirs, broken, []string{"sheet=TH-M1", "C13:formula=1/0", "D14:formula=NA()", "E15:formula=C14+1"}))
	book, err := os.ReadFile(broken)
	check(t, err)
	for _, kind := range []string{"xlsx", "xls"} {
		calculated := filepath.Join(dir, "calculated."+kind)
		check(t, os.WriteFile(calculated, testkit.Office(t, book, "xlsx", kind), 0o600))
		said := told(t, 1, append([]string{"form", "diff", "TH-M1", calculated}, of...)...)
		for _, want := range []string{"Ô C13 ", "Ô D14 ", "có công thức báo lỗi", "E15"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: nothing is said of %q\n%s", kind, want, said)
			}
		}
		if strings.Contains(said, "Không tìm thấy") {
			t.Errorf("%s: the others are not compared\n%s", kind, said)
		}
	}
}
