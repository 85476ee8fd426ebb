package survey

import (
	"strings"

	"hoctap/internal/viet"
)

// CellType tells what a cell held before it became text.
type CellType uint8

// The types of a cell. A DateCell is a number that the sheet shows as a day: what
// was typed as 5/8 has become one. A Failed cell shows an error value such as
// #N/A, an UncomputedCell holds a formula whose result was not saved.
const (
	TextCell CellType = iota
	NumberCell
	DateCell
	FailedCell
	UncomputedCell
)

// Cell is a cell of a survey sheet as text.
type Cell struct {
	Text string
	Type CellType
}

// Rows steps through the rows of a sheet that hold anything. Cells()[i] is
// column i+1; the slice is used again by Next.
type Rows interface {
	Next() bool
	Number() int
	Cells() []Cell
	Err() error
	Close() error
}

// blank reports whether a cell shows nothing.
func (c Cell) blank() bool {
	switch {
	case c.Text == "":
		return c.Type != FailedCell && c.Type != UncomputedCell
	case c.Text[0] > ' ' && c.Text[0] < 0x7F:
		return false
	}
	return viet.Clean(c.Text) == ""
}

// whole reads a whole number as people and programs write it: 5, 05, 5.0.
func whole(text string) (int, bool) {
	text = strings.TrimSpace(text)
	digits, zeros, _ := strings.Cut(text, ".")
	if digits == "" || len(digits) > 9 || strings.Trim(zeros, "0") != "" {
		return 0, false
	}
	n := 0
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
		n = n*10 + int(digits[i]-'0')
	}
	return n, true
}

// shown is a value as a sentence can quote it.
func shown(text string) string {
	const most = 60
	text = viet.Clean(text)
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// address is the name of a cell as Excel shows it: address(7, 702) is G702.
func address(col, row int) string {
	var letters [8]byte
	i := len(letters)
	for col > 0 && i > 0 {
		col--
		i--
		letters[i] = byte('A' + col%26)
		col /= 26
	}
	var digits [20]byte
	j := len(digits)
	for ; row > 0 && j > 0; row /= 10 {
		j--
		digits[j] = byte('0' + row%10)
	}
	return string(letters[i:]) + string(digits[j:])
}
