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
//	G17=2109            the cell of MauNhapLieu holds this text
//	G17:number=2109     … this number
//	delete=17           the row is gone
//	drop=MaTruong       the sheet is gone
//	rename=DATA         MauNhapLieu is called otherwise
func Edit(src, dst string, edits []string) error {
	f, err := excelize.OpenFile(src)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, e := range edits {
		what, value, found := strings.Cut(e, "=")
		if !found {
			return fmt.Errorf("edit %q has no =", e)
		}
		err = apply(f, what, value)
		if err != nil {
			return fmt.Errorf("edit %q: %w", e, err)
		}
	}
	return f.SaveAs(dst)
}

func apply(f *excelize.File, what, value string) error {
	switch what {
	case "delete":
		row, err := strconv.Atoi(value)
		if err != nil {
			return err
		}
		return f.RemoveRow(inputSheet, row)
	case "drop":
		return f.DeleteSheet(value)
	case "rename":
		return f.SetSheetName(inputSheet, value)
	}
	cell, kind, _ := strings.Cut(what, ":")
	if kind != "number" {
		return f.SetCellStr(inputSheet, cell, value)
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		return err
	}
	return f.SetCellInt(inputSheet, cell, int64(n))
}
