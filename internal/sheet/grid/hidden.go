package grid

import (
	"fmt"
	"slices"
	"strconv"
)

// Hidden is what a sheet holds and does not show. Rows and columns are counted
// from 1.
type Hidden struct {
	Rows    []int
	Columns []int
}

// Hidden lists the hidden rows and columns of a sheet. Rows gives their cells like
// any other: whether they count is for the caller to say.
func (b *Book) Hidden(sheet string) (Hidden, error) {
	i := slices.Index(b.format.sheets(), sheet)
	if i < 0 {
		return Hidden{}, fmt.Errorf("hidden rows of %q: %w", sheet, ErrNoSheet)
	}
	var out Hidden
	err := guard(func() error {
		var err error
		out, err = b.format.hidden(i)
		return err
	})
	return out, err
}

func (x *xlsx) hidden(sheet int) (Hidden, error) {
	var out Hidden
	row, inData := 0, false
	err := x.scan(x.paths[sheet], func(m *markup) error {
		switch string(m.name) {
		case "sheetData":
			inData = !m.closing && !m.empty
		case "col":
			if isOn(m.attrText("hidden")) {
				out.hideColumns(digits([]byte(m.attrText("min"))), digits([]byte(m.attrText("max"))))
			}
		case "row":
			if !inData || m.closing {
				return nil
			}
			row++
			if number, err := strconv.Atoi(m.attrText("r")); err == nil {
				row = number
			}
			if isOn(m.attrText("hidden")) {
				out.Rows = append(out.Rows, row)
			}
		}
		return nil
	})
	return out, err
}

func isOn(value string) bool { return value == "1" || value == "true" }

// hideColumns takes no more than a sheet can have, whatever the file says.
func (h *Hidden) hideColumns(first, last int) {
	for c := max(first, 1); c <= min(last, maxColumns); c++ {
		h.Columns = append(h.Columns, c)
	}
}

func (x *xls) hidden(sheet int) (Hidden, error) {
	index, err := x.index(sheet)
	if err != nil {
		return Hidden{}, err
	}
	return index.hidden, nil
}

// The flags by which a record of BIFF hides a row or a column.
const (
	rowHidden    = 0x20
	columnHidden = 0x01
)

// indexHidden looks at the records of rows and columns.
func (index *xlsIndex) indexHidden(typ uint16, body []byte) {
	switch {
	case typ == recRow && len(body) >= 14 && word(body[12:])&rowHidden != 0:
		index.hidden.Rows = append(index.hidden.Rows, int(word(body))+1)
	case typ == recColumnInfo && len(body) >= 10 && word(body[8:])&columnHidden != 0:
		index.hidden.hideColumns(int(word(body))+1, int(word(body[2:]))+1)
	}
}
