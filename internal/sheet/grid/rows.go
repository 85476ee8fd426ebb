package grid

import (
	"errors"
	"fmt"
	"slices"
)

// Rows steps through a sheet, one row that holds a value after another:
//
//	rows, err := book.Rows("MauNhapLieu")
//	...
//	defer rows.Close()
//	for rows.Next() {
//		use(rows.Number(), rows.Cells())
//	}
//	err = rows.Err()
//
// Rows without a value are passed over; Number keeps the count. Several Rows of
// one Book may be open, but one goroutine at a time may step them.
type Rows struct {
	reader rowReader
	sheet  string
	number int
	cells  []Cell
	err    error
}

// Rows begins to read a sheet. An unknown name is ErrNoSheet.
func (b *Book) Rows(sheet string) (*Rows, error) {
	i := slices.Index(b.format.sheets(), sheet)
	if i < 0 {
		return nil, fmt.Errorf("rows of %q: %w", sheet, ErrNoSheet)
	}
	rows := &Rows{sheet: sheet}
	err := guard(func() error {
		var err error
		rows.reader, err = b.format.rows(i)
		return err
	})
	if err != nil {
		return nil, inSheet(err, sheet)
	}
	return rows, nil
}

// Next steps to the next row and tells whether there is one. After false, ask
// Err.
func (r *Rows) Next() bool {
	if r.err != nil || r.reader == nil {
		return false
	}
	err := guard(func() error {
		var err error
		r.number, r.cells, err = r.reader.next()
		return err
	})
	r.err = inSheet(err, r.sheet)
	return r.err == nil && r.number > 0
}

// Number is the row's number as Excel shows it, from 1.
func (r *Rows) Number() int { return r.number }

// Cells is the row from column A to its last cell with a value: Cells()[i] is
// column i+1. The slice is used again by Next; the texts in it may be kept.
func (r *Rows) Cells() []Cell { return r.cells }

// Err is what ended the reading early, or nil.
func (r *Rows) Err() error { return r.err }

// Close ends the reading; it may be called at any time, and again.
func (r *Rows) Close() error {
	if r.reader == nil {
		return nil
	}
	err := r.reader.close()
	r.reader = nil
	return err
}

// inSheet says in which sheet a refusal arose.
func inSheet(err error, sheet string) error {
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Sheet == "" {
		refusal.Sheet = sheet
	}
	return err
}
