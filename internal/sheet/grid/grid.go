// Package grid is the Excel door: it opens .xlsx and .xls workbooks safely,
// streams their rows as the text a person sees, and gives workbooks back. It
// knows nothing of the survey; what a column means is its caller's business.
//
// A workbook comes from outside and is not trusted. What a file is gets decided
// by its content, never by its name; every limit is counted while reading; and
// every refusal is a *Refusal with a stable code and a Vietnamese message that
// says what to do.
package grid

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// Kind is the file format a Book was read from.
type Kind string

// The formats this package reads.
const (
	XLSX Kind = "xlsx"
	XLS  Kind = "xls"
)

// ErrNoSheet is returned for a sheet name the workbook does not have. That is
// the caller's question, not the file's fault, and so it is not a Refusal.
var ErrNoSheet = errors.New("no such sheet")

// format is what .xlsx and .xls have to offer; Book adds what both share.
type format interface {
	kind() Kind
	sheets() []string
	rows(sheet int) (rowReader, error)
	merges(sheet int) ([]Range, error)
	columns(sheet int) ([]columnStyle, error)
	hidden(sheet int) (Hidden, error)
	pictures() bool
}

// rowReader steps through the rows of a sheet that hold anything. After the
// last it returns 0 and no error.
type rowReader interface {
	next() (row int, cells []Cell, err error)
	close() error
}

// Book is an open workbook. It may be read by one goroutine at a time.
type Book struct {
	format format
	file   io.Closer
}

// Open opens the workbook at path. A missing or unreadable file comes back as
// the error of package os, everything wrong with its content as a *Refusal.
func Open(path string, lim Limits) (*Book, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open workbook: %w", err), f.Close())
	}
	if info.IsDir() {
		return nil, errors.Join(&Refusal{Code: NotAWorkbook, Found: "thư mục"}, f.Close())
	}
	b, err := OpenReader(f, info.Size(), lim)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	b.file = f
	return b, nil
}

// OpenBytes opens a workbook held in memory.
func OpenBytes(data []byte, lim Limits) (*Book, error) {
	return OpenReader(bytes.NewReader(data), int64(len(data)), lim)
}

// OpenReader opens a workbook of size bytes, an upload for example. The reader
// must stay readable until Close; Close does not close it.
func OpenReader(r io.ReaderAt, size int64, lim Limits) (*Book, error) {
	lim = lim.orDefault()
	if size == 0 {
		return nil, &Refusal{Code: EmptyFile}
	}
	if size > lim.FileBytes {
		return nil, &Refusal{Code: TooLarge, Size: size, Limit: lim.FileBytes}
	}
	var b *Book
	err := guard(func() error {
		f, err := openFormat(r, size, lim)
		if err != nil {
			return err
		}
		b = &Book{format: f}
		return b.refuseEmpty()
	})
	if err != nil {
		return nil, err
	}
	return b, nil
}

func openFormat(r io.ReaderAt, size int64, lim Limits) (format, error) {
	head := make([]byte, min(size, sniffBytes))
	_, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	switch {
	case bytes.HasPrefix(head, zipMagic):
		return openXLSX(r, size, lim)
	case bytes.HasPrefix(head, oleMagic):
		return openXLS(r, size, lim)
	}
	return nil, refuseOther(head)
}

// refuseEmpty turns away a workbook that has nothing to read in any sheet; one
// that holds only pictures of tables gets its own answer, since its sender
// sees "data" in it.
func (b *Book) refuseEmpty() error {
	for i := range b.format.sheets() {
		rows, err := b.format.rows(i)
		if err != nil {
			return err
		}
		row, _, err := rows.next()
		err = errors.Join(err, rows.close())
		if err != nil {
			return err
		}
		if row > 0 {
			return nil
		}
	}
	if b.format.pictures() {
		return &Refusal{Code: ImagesOnly}
	}
	return &Refusal{Code: Empty}
}

// Kind tells which format the file really is, whatever its name says.
func (b *Book) Kind() Kind { return b.format.kind() }

// Sheets lists the worksheets in workbook order, hidden ones too; chart and
// macro sheets have no cells and are left out.
func (b *Book) Sheets() []string { return slices.Clone(b.format.sheets()) }

// Merges lists the merged ranges of a sheet. Excel empties all cells of a merged
// range but the top left one. Rows gives what the file has, so that a value some
// other program has left hidden under a merge is read too.
func (b *Book) Merges(sheet string) ([]Range, error) {
	i := slices.Index(b.format.sheets(), sheet)
	if i < 0 {
		return nil, fmt.Errorf("merges of %q: %w", sheet, ErrNoSheet)
	}
	var merges []Range
	err := guard(func() error {
		var err error
		merges, err = b.format.merges(i)
		return err
	})
	return merges, err
}

// Close releases the file that Open opened.
func (b *Book) Close() error {
	if b.file == nil {
		return nil
	}
	err := b.file.Close()
	b.file = nil
	return err
}

// guard turns a panic met while parsing into Damaged. Our own parsers check
// their bounds; the libraries under them (compound files, zip, excelize) have
// panicked on crafted input before, and one bad upload must not end a server.
func guard(parse func() error) error {
	var err error
	func() {
		defer func() {
			if p := recover(); p != nil {
				err = &Refusal{Code: Damaged, Err: fmt.Errorf("panic: %v", p)}
			}
		}()
		err = parse()
	}()
	return err
}
