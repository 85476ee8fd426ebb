package grid

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hoctap/internal/testkit"
)

// throughOffice has LibreOffice, the other program our officials use, open a
// workbook and save it. It says nothing of a repair when it runs without a
// screen, but what it has to mend is gone from what it saves.
func throughOffice(t *testing.T, data []byte, format string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("short: LibreOffice takes some seconds")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		testkit.Need(t, "LibreOffice", "soffice is not in the path; what it makes of our workbooks, and we of its, is not tried")
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "book.xlsx")
	err = os.WriteFile(name, data, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", format, "--outdir", filepath.Join(dir, "out"), name)
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	ending, _, _ := strings.Cut(format, ":")
	return readFile(t, filepath.Join(dir, "out", "book."+ending))
}

func TestMarkedGoesThroughLibreOffice(t *testing.T) {
	data := marked(t, readFile(t, sample+".xlsx"), Mark{"MauNhapLieu", "E7", birthday}, Mark{"DuLieu", "A1", "Sai danh mục."})
	back := throughOffice(t, data, "xlsx")
	wantCells(t, mustRead(t, back), mustRead(t, data)...)
	f := wantSound(t, back)
	wantMarks(t, f, "MauNhapLieu", map[string]string{"E7": birthday})
	wantMarks(t, f, "DuLieu", map[string]string{"A1": "Sai danh mục."})

	// It has dropped the authors of the comments; they are known all the same.
	again := marked(t, back, Mark{"MauNhapLieu", "F8", "mới"})
	f = wantSound(t, again)
	wantMarks(t, f, "MauNhapLieu", map[string]string{"F8": "mới"})
	if isFilled(t, f, "MauNhapLieu", "E7") || len(f.GetSheetList()) != 4 {
		t.Error("the earlier marking is still there")
	}
}

// An .xls with texts enough for the table of strings to be cut in many places,
// in both widths of characters, and with dates.
func TestXLSOfLibreOffice(t *testing.T) {
	var rows [][]Cell
	for i := range 1500 {
		n := numberText(float64(i))
		rows = append(rows, []Cell{
			{"Khu phố " + n + strings.Repeat(" ạ", i%23), String}, {"plain " + n + strings.Repeat(" x", i%29), String},
			{n, Number}, {numberText(float64(i) / 8), Number}, {dayText(int64(20000+i), false), Date}, {"TRUE", Bool},
		})
	}
	data := written(t, SheetData{Name: "MauNhapLieu", Rows: rowsOf(rows...), Merges: []Range{{8, 1, 9, 2}}})
	wantCells(t, mustRead(t, throughOffice(t, data, "xls:MS Excel 97")), mustRead(t, data)...)
}
