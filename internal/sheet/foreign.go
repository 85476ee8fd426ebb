package sheet

import (
	"errors"
	"fmt"

	formcompare "hoctap/internal/form/compare"
	"hoctap/internal/sheet/grid"
)

// ForeignForm reads the sheets of a workbook that holds a form of another program.
// Every refusal is a fault that says what to do.
func ForeignForm(path string, limits grid.Limits) ([]*formcompare.Sheet, error) {
	book, err := grid.Open(path, limits)
	if err != nil {
		return nil, refused(err)
	}
	var out []*formcompare.Sheet
	for _, name := range book.Sheets() {
		s, err := foreignSheet(book, name)
		if err != nil {
			return nil, errors.Join(refused(err), book.Close())
		}
		out = append(out, s)
	}
	return out, book.Close()
}

func foreignSheet(book *grid.Book, name string) (*formcompare.Sheet, error) {
	out := &formcompare.Sheet{Name: name, HiddenColumns: map[int]bool{}}
	hidden, err := book.Hidden(name)
	if err != nil {
		return nil, err
	}
	for _, c := range hidden.Columns {
		out.HiddenColumns[c] = true
	}
	hiddenRows := map[int]bool{}
	for _, r := range hidden.Rows {
		hiddenRows[r] = true
	}
	rows, err := book.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("open sheet: %w", err)
	}
	for rows.Next() {
		out.Rows = append(out.Rows, formcompare.Row{Number: rows.Number(), Hidden: hiddenRows[rows.Number()], Cells: foreignCells(rows.Cells())})
	}
	err = errors.Join(rows.Err(), rows.Close())
	if err != nil {
		return nil, err
	}
	merges, err := book.Merges(name)
	for _, m := range merges {
		out.Merges = append(out.Merges, formcompare.Range(m))
	}
	return out, err
}

func foreignCells(cells []grid.Cell) []formcompare.Raw {
	out := make([]formcompare.Raw, len(cells))
	for i, c := range cells {
		out[i] = formcompare.Raw{Text: c.Text, Kind: foreignKinds[c.Type]}
	}
	return out
}

var foreignKinds = [...]formcompare.Kind{
	grid.Blank: formcompare.Blank, grid.String: formcompare.Text, grid.Number: formcompare.Number, grid.Bool: formcompare.Text,
	grid.Date: formcompare.Text, grid.Failed: formcompare.Failed, grid.Uncomputed: formcompare.Uncomputed,
}
