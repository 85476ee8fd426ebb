package grid

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// xlsxRows streams one worksheet part.
type xlsxRows struct {
	book    *xlsx
	sheet   int
	part    io.ReadCloser
	m       *markup
	inData  bool // within sheetData: a drawing anchor has elements named row too
	ended   bool
	row     rowBuffer
	col     int // last column met in the row
	scratch []byte
	known   interner
	merged  []Range
}

func (x *xlsx) rows(sheet int) (rowReader, error) {
	err := x.readStrings()
	if err != nil {
		return nil, err
	}
	part, err := x.open(x.paths[sheet])
	if err != nil {
		return nil, err
	}
	return &xlsxRows{book: x, sheet: sheet, part: part, m: newMarkup(part), row: rowBuffer{lim: x.lim}}, nil
}

// close may tell of damage further on than was read.
func (x *xlsxRows) close() error {
	err := x.part.Close()
	if err != nil {
		return refuseBroken(err)
	}
	return nil
}

func (x *xlsxRows) next() (int, []Cell, error) {
	for !x.ended && x.m.next() {
		found, err := x.tag()
		if err != nil {
			return 0, nil, refuseBroken(err)
		}
		if found {
			return x.row.number, x.row.values(), nil
		}
	}
	if x.m.err != nil {
		return 0, nil, refuseBroken(x.m.err)
	}
	if !x.ended {
		return 0, nil, &Refusal{Code: Damaged, Err: errUnclosed}
	}
	x.book.merged[x.sheet] = x.merged
	return 0, nil, nil
}

// tag takes in the tag last met and tells whether it ended a row with a value.
func (x *xlsxRows) tag() (bool, error) {
	m := x.m
	switch string(m.name) {
	case "sheetData":
		x.inData = !m.closing && !m.empty
	case "row":
		if x.inData {
			return x.rowTag()
		}
	case "c":
		if x.inData && !m.closing {
			return false, x.cell()
		}
	case "mergeCell":
		if !m.closing {
			x.merge(m.attrText("ref"))
		}
	case "worksheet":
		x.ended = m.closing || m.empty
	}
	return false, nil
}

func (x *xlsxRows) rowTag() (bool, error) {
	if x.m.closing {
		return x.row.filled > 0, nil
	}
	x.col = 0
	number := x.m.attrText("r")
	if number == "" { // rows may go without numbers, in order
		x.row.start(x.row.number + 1)
		return false, nil
	}
	row, err := strconv.Atoi(number)
	if err != nil || row < 1 || row > maxRows {
		return false, fmt.Errorf("row number %q", number)
	}
	x.row.start(row)
	return false, nil
}

// tagCell is what the tag of a cell says of it.
type tagCell struct {
	col   int
	style int
	typ   string
}

func (x *xlsxRows) cell() error {
	tag, err := x.cellTag()
	if err != nil || x.m.empty {
		return err
	}
	cell, err := x.value(tag)
	if err != nil {
		return err
	}
	return x.row.put(tag.col, cell)
}

func (x *xlsxRows) cellTag() (tagCell, error) {
	tag := tagCell{col: x.col + 1}
	attrs := x.m.attrs
	for {
		name, value, rest, ok := attr(attrs)
		if !ok {
			x.col = tag.col
			return tag, nil
		}
		attrs = rest
		if len(name) != 1 {
			continue
		}
		switch name[0] {
		case 'r':
			tag.col, _, ok = splitAddress(value)
			if !ok {
				return tag, fmt.Errorf("cell address %q", value)
			}
		case 's':
			tag.style = digits(value)
		case 't':
			tag.typ = typeName(value)
		}
	}
}

// typeName saves an allocation for each cell: the compiler makes the constant.
func typeName(value []byte) string {
	switch string(value) {
	case "n":
		return ""
	case "s":
		return "s"
	case "str":
		return "str"
	case "inlineStr":
		return "inlineStr"
	}
	return string(value)
}

// value reads on to the end of the cell.
func (x *xlsxRows) value(tag tagCell) (Cell, error) {
	var cell Cell
	formula := false
	for x.m.next() {
		var err error
		switch {
		case x.m.closing:
			if string(x.m.name) != "c" {
				continue
			}
			if formula && cell.Type == Blank && tag.typ != "str" {
				cell.Type = Uncomputed
			}
			return cell, nil
		case x.m.empty:
			formula = formula || string(x.m.name) == "f"
		case string(x.m.name) == "v":
			cell, err = x.stored(tag)
		case string(x.m.name) == "f":
			formula = true
		case string(x.m.name) == "is":
			cell, err = x.inline()
		}
		if err != nil {
			return Cell{}, err
		}
	}
	return Cell{}, unclosed(x.m.err)
}

func unclosed(err error) error {
	if err == nil {
		return errUnclosed
	}
	return err
}

// stored makes a cell of the content of its v element.
func (x *xlsxRows) stored(tag tagCell) (Cell, error) {
	raw, err := x.m.text()
	if err != nil || len(raw) == 0 {
		return Cell{}, err
	}
	switch tag.typ {
	case "":
		return x.number(raw, tag.style), nil
	case "s":
		text, ok := x.book.strings.at(raw)
		if !ok {
			return Cell{}, fmt.Errorf("shared string %q", raw)
		}
		return textCell(text), nil
	case "b":
		return boolCell(string(raw) == "1" || string(raw) == "true"), nil
	case "e":
		return Cell{x.known.text(raw), Failed}, nil
	case "d":
		return Cell{strings.TrimSuffix(clean(raw), "T00:00:00"), Date}, nil
	}
	return textCell(x.known.text(unescapeX(raw))), nil
}

func textCell(text string) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{text, String}
}

func boolCell(value bool) Cell {
	if value {
		return Cell{"TRUE", Bool}
	}
	return Cell{"FALSE", Bool}
}

func (x *xlsxRows) number(raw []byte, style int) Cell {
	isDate := x.book.isDate(style)
	if !isDate && isPlain(raw) {
		return Cell{x.known.text(raw), Number}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(string(raw)), 64)
	if err != nil || n-n != 0 { // not a number, or one without end
		return Cell{clean(raw), String}
	}
	if isDate {
		return dateCell(n, x.book.from1904)
	}
	return Cell{numberText(n), Number}
}

// inline reads the text of an is element, in pieces where it is formatted.
func (x *xlsxRows) inline() (Cell, error) {
	text, err := richText(x.m, "is", x.scratch[:0], x.book.lim.CellBytes)
	x.scratch = text
	if err != nil {
		return Cell{}, err
	}
	return textCell(x.known.text(unescapeX(text))), nil
}

func (x *xlsxRows) merge(ref string) {
	first, last, ok := strings.Cut(ref, ":")
	if !ok {
		return
	}
	col, row, ok := splitAddress([]byte(first))
	endCol, endRow, okEnd := splitAddress([]byte(last))
	if ok && okEnd {
		x.merged = append(x.merged, Range{col, row, endCol, endRow})
	}
}

// merges reads a sheet to its end, since they stand behind the rows there.
func (x *xlsx) merges(sheet int) ([]Range, error) {
	if merged, ok := x.merged[sheet]; ok {
		return merged, nil
	}
	rows, err := x.rows(sheet)
	if err != nil {
		return nil, err
	}
	row := 1
	for row > 0 && err == nil {
		row, _, err = rows.next()
	}
	return x.merged[sheet], errors.Join(err, rows.close())
}
