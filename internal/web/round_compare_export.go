package web

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/viet"
)

// roundCompareExport gives everybody who differs between two rounds as a workbook.
func roundCompareExport(v *visit) error {
	d, err := v.differing()
	if err != nil {
		return err
	}
	asked, err := v.askReason(d.t, v.say.T("differ.title", "year", d.t.year, "former_year", d.with), d.href("", 1))
	if asked || err != nil {
		return err
	}
	var body bytes.Buffer
	err = grid.Write(&body, grid.Properties(*v.taken()), []grid.SheetData{{
		Name: "SoSanh", Widths: []float64{6, 22, 28, 14, 24, 12, 90}, Header: 1, FrozenRows: 1, FrozenCols: 3, Rows: v.differCells(d),
	}})
	if err != nil {
		return fmt.Errorf("two rounds: %w", err)
	}
	err = v.enter(audit.Export, audit.Detail{"with": d.with})
	if err != nil {
		return err
	}
	return v.sendWorkbook(fmt.Sprintf("so-sanh-%s-%d-%d.xlsx", slug(d.t.at.Name), d.with, d.t.year), body.Bytes())
}

func (v *visit) differCells(d *differing) func(func([]grid.Cell, error) bool) {
	return func(yield func([]grid.Cell, error) bool) {
		var head []grid.Cell
		for _, key := range []string{"gap.number", "differ.kind", "gap.name", "gap.birth", "overview.hamlet", "people.sheet", "differ.what"} {
			head = append(head, textCell(v.say.T(key)))
		}
		if !yield(head, nil) {
			return
		}
		for i, one := range d.people {
			row := v.differRow(d, one)
			var kinds []string
			for _, kind := range one.Is {
				kinds = append(kinds, v.differText(kind))
			}
			if !yield([]grid.Cell{
				{Text: strconv.Itoa(i + 1), Type: grid.Number}, textCell(strings.Join(kinds, "; ")), textCell(row.Name), textCell(viet.Date(row.Birth)),
				textCell(row.Where), textCell(row.Sheet), textCell(strings.Join(row.Lines, "; ")),
			}, nil) {
				return
			}
		}
	}
}
