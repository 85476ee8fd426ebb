package grid

import (
	"fmt"
	"strconv"
	"strings"
)

// Type says what a cell held before it became text.
type Type uint8

// The types of a cell. A Date is a number the sheet shows as a date or time: a
// birth day typed as 5/8 has become one, so the caller must be able to tell. A
// Failed cell shows an error value such as #N/A. An Uncomputed one holds a
// formula whose result was not saved with the file.
const (
	Blank Type = iota
	String
	Number
	Bool
	Date
	Failed
	Uncomputed
)

// Cell is a cell's value as text. Numbers are plain ("5", "2012", "0.5", never
// 1e+07), whatever their format; what was typed as text is kept to the letter,
// so 0900000001 keeps its zero; a Bool is TRUE or FALSE; a Date is ISO
// ("2012-05-03", "2012-05-03T07:30:00", or "07:30:00" without a day); a Failed
// cell has the error value. A formula gives the result saved with it.
type Cell struct {
	Text string
	Type Type
}

// Range is a rectangle of cells; columns and rows count from 1 and all four
// bounds belong to it.
type Range struct {
	FirstCol, FirstRow, LastCol, LastRow int
}

// Address is the name of a cell as Excel shows it: Address(7, 702) is G702.
func Address(col, row int) string {
	return ColumnName(col) + strconv.Itoa(row)
}

// ColumnName is the letters of a column counted from 1: A, Z, AA, XFD.
func ColumnName(col int) string {
	var letters [8]byte
	i := len(letters)
	for col > 0 && i > 0 {
		col--
		i--
		letters[i] = byte('A' + col%26)
		col /= 26
	}
	return string(letters[i:])
}

// ParseAddress reads an address such as G702, g702 or $G$702.
func ParseAddress(address string) (col, row int, err error) {
	plain := strings.ToUpper(strings.ReplaceAll(address, "$", ""))
	col, row, ok := splitAddress([]byte(plain))
	if !ok {
		return 0, 0, fmt.Errorf("cell address %q: want letters and a number, such as G702", address)
	}
	return col, row, nil
}

// splitAddress is ParseAddress on the exact form a file has, without garbage.
func splitAddress(address []byte) (col, row int, ok bool) {
	i := 0
	for i < len(address) && i < 3 && 'A' <= address[i] && address[i] <= 'Z' {
		col = col*26 + int(address[i]-'A') + 1
		i++
	}
	digits := address[i:]
	if len(digits) == 0 || len(digits) > 7 || digits[0] == '0' {
		return 0, 0, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, 0, false
		}
		row = row*10 + int(c-'0')
	}
	return col, row, 0 < col && col <= maxColumns && row <= maxRows
}

// rowBuffer is the row being read, used again for each.
type rowBuffer struct {
	lim    Limits
	number int
	cells  []Cell
	filled int // cells up to the last with a value
}

func (b *rowBuffer) start(number int) {
	b.number, b.cells, b.filled = number, b.cells[:0], 0
}

func (b *rowBuffer) values() []Cell { return b.cells[:b.filled] }

// put sets a cell. Blank ones may lie anywhere; one with a value must be within
// the limits.
func (b *rowBuffer) put(col int, cell Cell) error {
	if cell.Type == Blank {
		return nil
	}
	switch {
	case col > maxColumns:
		return fmt.Errorf("column %d", col)
	case b.number > b.lim.Rows:
		return &Refusal{Code: TooManyRows, Size: int64(b.number), Limit: int64(b.lim.Rows)}
	case col > b.lim.Columns:
		return &Refusal{Code: TooManyColumns, Size: int64(col), Limit: int64(b.lim.Columns)}
	case len(cell.Text) > b.lim.CellBytes:
		return &Refusal{Code: CellTooLong, Size: int64(len(cell.Text)), Limit: int64(b.lim.CellBytes)}
	}
	for len(b.cells) < col {
		b.cells = append(b.cells, Cell{})
	}
	b.cells[col-1] = cell
	b.filled = max(b.filled, col)
	return nil
}
