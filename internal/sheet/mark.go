package sheet

import (
	"errors"
	"io"

	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
	"hoctap/internal/words"
)

// WriteErrors writes the workbook at path once more, with every cell that has an
// error marked and its sentence beside it. Warnings are left to the list: a
// cell that is red has to be mended.
func WriteErrors(path string, report *survey.Report, printer *words.Printer, out io.Writer) error {
	book, err := grid.Open(path, grid.Limits{})
	if err != nil {
		return refused(err)
	}
	var marks []grid.Mark
	for i := range report.Errors {
		p := &report.Errors[i]
		if p.Cell != "" {
			marks = append(marks, grid.Mark{Sheet: report.Sheet, Cell: p.Cell, Text: p.Say(printer)})
		}
	}
	return errors.Join(book.WriteMarked(out, marks), book.Close())
}
