package sheet

import (
	"errors"
	"fmt"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// The sheets of a survey workbook, without case, accents and spaces.
const (
	inputSheet   = "maunhaplieu"
	dataSheet    = "data"
	schoolsSheet = "matruong"
	listsSheet   = "dulieu"
)

// Survey is an open survey workbook. It is a survey.Workbook; Close ends it.
type Survey struct {
	*survey.Survey
	book  *grid.Book
	sheet string
}

// OpenSurvey opens the workbook at path for the survey of a year. Every refusal
// is a fault that says what to do; a file that cannot be opened is an error of
// package os.
func OpenSurvey(path string, year int, limits grid.Limits) (*Survey, error) {
	book, err := grid.Open(path, limits)
	if err != nil {
		return nil, refused(err)
	}
	s, err := readSurvey(book, year)
	if err != nil {
		return nil, errors.Join(refused(err), book.Close())
	}
	return s, nil
}

// refused gives a refusal of the file the form of every other fault.
func refused(err error) error {
	var r *grid.Refusal
	if errors.As(err, &r) {
		return &fault.Error{Kind: fault.Invalid, Text: r.Message(), Err: err}
	}
	return err
}

// Sheet is the name of the sheet that was read.
func (s *Survey) Sheet() string { return s.sheet }

// Close releases the file.
func (s *Survey) Close() error { return s.book.Close() }

// readSurvey takes the sheet MauNhapLieu, or DATA where there is none or where
// it is the empty template.
func readSurvey(book *grid.Book, year int) (*Survey, error) {
	input, data := findSheet(book, inputSheet), findSheet(book, dataSheet)
	if input == "" && data == "" {
		return nil, fault.New(fault.Invalid, "survey.no_sheet", "found", quoted(book.Sheets()))
	}
	source, err := companions(book)
	if err != nil {
		return nil, err
	}
	if input == "" {
		return readSheet(book, source, data, 1, year)
	}
	s, err := readSheet(book, source, input, 0, year)
	if data != "" && (err != nil || s.Bare()) {
		other, otherErr := readSheet(book, source, data, 1, year)
		if otherErr == nil {
			return other, nil
		}
	}
	return s, err
}

func readSheet(book *grid.Book, source survey.Source, name string, village, year int) (*Survey, error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("open sheet: %w", err)
	}
	source.Sheet, source.Village, source.Rows = name, village, &cellRows{Rows: rows}
	read, err := survey.NewSurvey(source, year)
	if err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	return &Survey{Survey: read, book: book, sheet: name}, nil
}

func findSheet(book *grid.Book, name string) string {
	for _, found := range book.Sheets() {
		if sheetKey(found) == name {
			return found
		}
	}
	return ""
}

// sheetKey is a sheet's name without case, accents, spaces and signs.
func sheetKey(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, viet.Fold(name))
}

func quoted(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = "“" + name + "”"
	}
	return strings.Join(out, ", ")
}

// cellRows hands the rows of a sheet on in the survey's own cells.
type cellRows struct {
	*grid.Rows
	cells []survey.Cell
}

func (r *cellRows) Cells() []survey.Cell {
	r.cells = r.cells[:0]
	for _, c := range r.Rows.Cells() {
		r.cells = append(r.cells, survey.Cell{Text: c.Text, Type: cellTypes[c.Type]})
	}
	return r.cells
}

var cellTypes = [...]survey.CellType{
	grid.Number:     survey.NumberCell,
	grid.Date:       survey.DateCell,
	grid.Failed:     survey.FailedCell,
	grid.Uncomputed: survey.UncomputedCell,
}
