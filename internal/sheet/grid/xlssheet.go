package grid

import (
	"fmt"
	"math"
	"slices"
)

// xlsIndex is where the cells of a sheet are. Excel writes them row by row, but
// nothing obliges other writers to.
type xlsIndex struct {
	cells   []cellRef
	merged  []Range
	columns []columnStyle
	hidden  Hidden
}

// cellRef points at the record of a cell, or of several in a row.
type cellRef struct {
	row uint16
	pos uint32
}

// index walks the records of a sheet once.
func (x *xls) index(sheet int) (*xlsIndex, error) {
	if index, ok := x.indexed[sheet]; ok {
		return index, nil
	}
	index := &xlsIndex{}
	pos, depth := x.starts[sheet], 0
	for first := true; first || depth > 0; first = false {
		typ, body, next, err := readRecord(x.stream, pos)
		if err != nil {
			return nil, refuseBroken(err)
		}
		switch typ {
		case recBOF:
			depth++ // a chart in the sheet has records of its own
		case recEOF:
			depth--
		default:
			err = x.indexRecord(index, typ, body, pos, depth)
		}
		if err != nil {
			return nil, refuseBroken(err)
		}
		pos = next
	}
	byRow := func(a, b cellRef) int { return int(a.row) - int(b.row) }
	if !slices.IsSortedFunc(index.cells, byRow) {
		slices.SortStableFunc(index.cells, byRow)
	}
	x.indexed[sheet] = index
	return index, nil
}

func (x *xls) indexRecord(index *xlsIndex, typ uint16, body []byte, pos, depth int) error {
	if depth == 1 {
		index.indexHidden(typ, body)
	}
	switch {
	case depth == 0:
		return fmt.Errorf("sheet begins with record %#x", typ)
	case depth > 1:
	case isCell(typ):
		if len(body) < 6 {
			return errShort
		}
		index.cells = append(index.cells, cellRef{word(body), uint32(pos)})
	case typ == recMergedCells:
		index.merged = appendMerged(index.merged, body)
	case typ == recColumnInfo && len(body) >= 6:
		width := float64(word(body[4:])) / 256
		index.columns = append(index.columns, columnStyle{first: int(word(body)) + 1, last: int(word(body[2:])) + 1, width: width})
	case typ == recDrawing, typ == recImageData:
		x.drawn = true
	}
	return nil
}

func isCell(typ uint16) bool {
	switch typ {
	case recFormula, recMulRK, recRString, recLabelSST, recNumber, recLabel, recBoolErr, recRK:
		return true
	}
	return false
}

func appendMerged(merged []Range, body []byte) []Range {
	if len(body) < 2 {
		return merged
	}
	for rest := body[2:]; len(rest) >= 8; rest = rest[8:] {
		at := func(i int) int { return int(word(rest[2*i:])) + 1 }
		merged = append(merged, Range{FirstCol: at(2), FirstRow: at(0), LastCol: at(3), LastRow: at(1)})
	}
	return merged
}

// xlsRows walks the index of one sheet.
type xlsRows struct {
	book *xls
	rest []cellRef
	row  rowBuffer
	r    chunks
}

func (x *xls) rows(sheet int) (rowReader, error) {
	index, err := x.index(sheet)
	if err != nil {
		return nil, err
	}
	return &xlsRows{book: x, rest: index.cells, row: rowBuffer{lim: x.lim}}, nil
}

func (x *xlsRows) close() error { return nil }

func (x *xlsRows) next() (int, []Cell, error) {
	for len(x.rest) > 0 {
		at := x.rest[0].row
		x.row.start(int(at) + 1)
		for len(x.rest) > 0 && x.rest[0].row == at {
			err := x.record(int(x.rest[0].pos))
			if err != nil {
				return 0, nil, refuseBroken(err)
			}
			x.rest = x.rest[1:]
		}
		if x.row.filled > 0 {
			return x.row.number, x.row.values(), nil
		}
	}
	return 0, nil, nil
}

// record puts the cell or cells of a record into the row.
func (x *xlsRows) record(pos int) error {
	typ, _, next, err := readRecord(x.book.stream, pos)
	if err != nil {
		return err
	}
	r := &x.r
	r.reset(x.book.stream, pos)
	r.word() // row
	col := int(r.word()) + 1
	if typ == recMulRK {
		return x.packed(col)
	}
	style := r.word()
	cell, err := x.value(typ, style, next)
	if err == nil {
		err = r.err
	}
	if err != nil {
		return err
	}
	return x.row.put(col, cell)
}

// packed is several numbers side by side; their last column stands at the end.
func (x *xlsRows) packed(col int) error {
	r := &x.r
	for len(r.body) >= 6 {
		style := r.word()
		err := x.row.put(col, x.number(unpackRK(r.long()), style))
		if err != nil {
			return err
		}
		col++
	}
	return r.err
}

func (x *xlsRows) value(typ, style uint16, next int) (Cell, error) {
	r := &x.r
	switch typ {
	case recLabelSST:
		return x.shared(r.long())
	case recLabel, recRString:
		return textCell(r.text(x.book, true)), nil
	case recNumber:
		return x.number(math.Float64frombits(r.double()), style), nil
	case recRK:
		return x.number(unpackRK(r.long()), style), nil
	case recBoolErr:
		value, isError := r.byte(), r.byte()
		if isError != 0 {
			return errorCell(value), nil
		}
		return boolCell(value != 0), nil
	}
	return x.formula(r.double(), style, next)
}

func (x *xlsRows) shared(i uint32) (Cell, error) {
	text, ok := x.book.strings.get(int(i))
	if !ok {
		return Cell{}, fmt.Errorf("shared string %d", i)
	}
	return textCell(text), nil
}

func (x *xlsRows) number(n float64, style uint16) Cell {
	switch {
	case n-n != 0: // not a number, or one without end
		return errorCell(0x24)
	case x.book.isDate(style):
		return dateCell(n, x.book.from1904)
	}
	return Cell{x.numberText(n), Number}
}

// numberText spares an allocation for the small numbers a survey is made of.
func (x *xlsRows) numberText(n float64) string {
	if small := int(n); 0 <= n && n < float64(len(smallNumbers)) && float64(small) == n {
		return smallNumbers[small]
	}
	return numberText(n)
}

var smallNumbers = func() (texts [2200]string) {
	for i := range texts {
		texts[i] = numberText(float64(i))
	}
	return texts
}()

// formula is the result saved with a formula: a number, or, where no number
// has such bits, what else it is.
func (x *xlsRows) formula(result uint64, style uint16, next int) (Cell, error) {
	if result>>48 != 0xffff {
		return x.number(math.Float64frombits(result), style), nil
	}
	value := byte(result >> 16)
	switch byte(result) {
	case 0:
		return x.formulaText(next)
	case 1:
		return boolCell(value != 0), nil
	case 2:
		return errorCell(value), nil
	}
	return Cell{}, nil // an empty text
}

// formulaText stands in a record of its own behind the formula, past those of
// a formula that several cells share.
func (x *xlsRows) formulaText(pos int) (Cell, error) {
	for {
		typ, _, next, err := readRecord(x.book.stream, pos)
		if err != nil {
			return Cell{}, err
		}
		switch typ {
		case recString:
			x.r.reset(x.book.stream, pos)
			return textCell(x.r.text(x.book, true)), nil
		case recShared, recArray, recTable, recContinue:
			pos = next
		default:
			return Cell{Type: Uncomputed}, nil
		}
	}
}

// unpackRK reads a number kept in 30 bits: an integer or the upper part of a
// float, either of them times a hundred.
func unpackRK(rk uint32) float64 {
	n := float64(int32(rk) >> 2)
	if rk&2 == 0 {
		n = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		n /= 100
	}
	return n
}

func errorCell(code byte) Cell {
	text, ok := errorTexts[code]
	if !ok {
		text = "#N/A"
	}
	return Cell{text, Failed}
}

var errorTexts = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A",
}
