package sheet

import (
	"bytes"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"hoctap/internal/rule"
	"hoctap/internal/sheet/grid"
	"hoctap/rules"
)

// FuzzFigures: whatever stands in the cells of the sheet of figures, each is taken,
// or told at its place.
func FuzzFigures(f *testing.F) {
	book, err := rule.Load(rules.FS)
	if err != nil {
		f.Fatal(err)
	}
	id := book.Facts()[0].ID
	f.Add("Mầm non", id, "38101", "1.234")
	f.Add("Xã, phường", id, "", "có")
	f.Add("Sheet1", "=1+1", "\x00", "-9999999999999999999")
	f.Add("TH", id+" ", "38201", "1e9")
	f.Fuzz(func(t *testing.T, name, column, school, value string) {
		var body bytes.Buffer
		err := grid.Write(&body, grid.Properties{}, []grid.SheetData{{Name: name, Header: 2, Rows: given([][]grid.Cell{
			{text("a"), text("b"), text("c")}, {text("code"), text("name"), text(column)}, {text(school), text("x"), text(value)}, {text("x"), text(column), text(value)},
		})}})
		if err != nil {
			return // a name that no sheet may bear
		}
		path := filepath.Join(t.TempDir(), "f.xlsx")
		if err := os.WriteFile(path, body.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		figures, problems, err := ReadFigures(path, grid.DefaultLimits(), book.Fact)
		if err != nil {
			return
		}
		for _, one := range figures {
			if book.Fact(one.Fact) == nil || one.Cell == "" {
				t.Errorf("figure %+v", one)
			}
		}
		for _, p := range problems {
			if p.Cell == "" || p.Err == nil {
				t.Errorf("problem %+v", p)
			}
		}
	})
}

func given(rows [][]grid.Cell) iter.Seq2[[]grid.Cell, error] {
	return func(yield func([]grid.Cell, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}
