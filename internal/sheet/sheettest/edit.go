// Package sheettest makes workbooks for tests out of a sound one: a cell
// changed, a row taken away, a sheet renamed.
package sheettest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// inputSheet is the sheet of people.
const inputSheet = "MauNhapLieu"

// Edit copies a workbook with edits, each one of
//
//	G17=2109            the cell holds this text
//	G17:number=2109     … this number
//	G17:formula=A1+A2   … this formula, without a result
//	delete=17           the row is gone
//	insert=17           an empty row comes before the row
//	hide=17, hide=C     the row or column is hidden
//	drop=MaTruong       the sheet is gone
//	rename=DATA         the sheet is called otherwise
//	sheet=TH-M1         what follows is done to this sheet; at first it is MauNhapLieu
func Edit(src, dst string, edits []string) error {
	f, err := excelize.OpenFile(src)
	if err != nil {
		return err
	}
	defer f.Close()
	e := editor{f, inputSheet}
	for _, edit := range edits {
		what, value, found := strings.Cut(edit, "=")
		if !found {
			return fmt.Errorf("edit %q has no =", edit)
		}
		err = e.apply(what, value)
		if err != nil {
			return fmt.Errorf("edit %q: %w", edit, err)
		}
	}
	return f.SaveAs(dst)
}

type editor struct {
	file  *excelize.File
	sheet string
}

func (e *editor) apply(what, value string) error {
	switch what {
	case "sheet":
		e.sheet = value
		return nil
	case "drop":
		return e.file.DeleteSheet(value)
	case "rename":
		return e.file.SetSheetName(e.sheet, value)
	case "hide":
		return e.hide(value)
	case "delete", "insert":
		return e.row(what, value)
	}
	return e.cell(what, value)
}

func (e *editor) hide(what string) error {
	row, err := strconv.Atoi(what)
	if err != nil {
		return e.file.SetColVisible(e.sheet, what, false)
	}
	return e.file.SetRowVisible(e.sheet, row, false)
}

func (e *editor) row(what, value string) error {
	row, err := strconv.Atoi(value)
	if err != nil {
		return err
	}
	if what == "insert" {
		return e.file.InsertRows(e.sheet, row, 1)
	}
	return e.file.RemoveRow(e.sheet, row)
}

func (e *editor) cell(what, value string) error {
	cell, kind, _ := strings.Cut(what, ":")
	switch kind {
	case "formula":
		return e.file.SetCellFormula(e.sheet, cell, value)
	case "number":
		n, err := strconv.Atoi(value)
		if err != nil {
			return err
		}
		return e.file.SetCellInt(e.sheet, cell, int64(n))
	}
	return e.file.SetCellStr(e.sheet, cell, value)
}
