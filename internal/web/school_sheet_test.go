package web_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// filled puts values under the ids of row 2 into the row of a school.
func filled(t *testing.T, book []byte, sheet, school string, values map[string]string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	check(t, err)
	rows, err := f.GetRows(sheet)
	check(t, err)
	for i, row := range rows {
		if len(row) == 0 || row[0] != school {
			continue
		}
		for col, id := range rows[1] {
			value, ok := values[id]
			if !ok {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(col+1, i+1)
			check(t, err)
			check(t, f.SetCellStr(sheet, cell, value))
		}
	}
	var out bytes.Buffer
	check(t, f.Write(&out))
	return out.Bytes()
}

func TestFiguresBySheet(t *testing.T) {
	tn := newTown(t)
	at := of(storetest.Joined, lastYear, "schools")
	tn.page(at, testkit.In(`form[enctype="multipart/form-data"]`, testkit.Contains("Tệp số liệu")))
	blank := []byte(tn.get(at + ".xlsx").body)

	wrong := filled(t, blank, "Tiểu học", "38201", map[string]string{"primary.classes": "mười", "primary.teachers": "12"})
	got := tn.upload(at, "so-lieu.xlsx", wrong)
	if got.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In(".errors", testkit.Contains("“mười”")))
	facts, err := tn.Facts(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	if facts.Schools[1].Values["primary.teachers"] != "" {
		t.Error("a sheet with a fault was kept in part")
	}

	sound := filled(t, blank, "Tiểu học", "38201", map[string]string{"primary.classes": "10", "primary.teachers": "12"})
	tn.wantRedirect(tn.upload(at, "so-lieu.xlsx", sound), at)
	facts, err = tn.Facts(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	if facts.Schools[1].Values["primary.classes"] != "10" {
		t.Errorf("kept %v", facts.Schools[1].Values)
	}
	got = tn.upload(at, "anh.xlsx", []byte("\x89PNG"))
	if got.status < 400 || got.status >= 500 {
		t.Errorf("a picture gives %d", got.status)
	}
}
