package render

import (
	"fmt"
	"html/template"
	"strconv"

	"hoctap/internal/web/view"
	"hoctap/internal/words"
)

// funcs are the functions of templates, bound to one language.
func funcs(printer *words.Printer, assets *Assets) template.FuncMap {
	return template.FuncMap{
		"t":        printer.Say,
		"word":     func(state view.State) (string, error) { return printer.Say(state.WordKey()) },
		"int":      func(n any) (string, error) { return grouped(printer, n) },
		"percent":  printer.Percent,
		"need":     printer.Threshold,
		"date":     printer.Date,
		"year":     strconv.Itoa,
		"asset":    assets.Path,
		"cell":     newCell,
		"choiceID": choiceID,
	}
}

func grouped(printer *words.Printer, n any) (string, error) {
	switch n := n.(type) {
	case int:
		return printer.Int(int64(n)), nil
	case int64:
		return printer.Int(n), nil
	}
	return "", fmt.Errorf("int of %T", n)
}

// cell is a table cell that knows its column: the template cannot look two ways.
type cell struct {
	Head   bool
	Number bool
	// Label is the column's head, for a table that is folded on a phone.
	Label string
	Cell  view.Cell
}

func newCell(columns []view.Column, index int, content view.Cell) (cell, error) {
	if index >= len(columns) {
		return cell{}, fmt.Errorf("cell %d stands under none of %d columns", index+1, len(columns))
	}
	return cell{Head: index == 0, Number: columns[index].Number, Label: columns[index].Text, Cell: content}, nil
}

// choiceID is the id of a radio button. The first has the group's own name, so that
// the error summary can lead to it.
func choiceID(name string, index int) string {
	if index == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(index+1)
}
