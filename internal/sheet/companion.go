package sheet

import (
	"errors"
	"fmt"

	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
)

// companions reads the sheets beside the survey sheet. A workbook may lack
// them: schools then go unchecked, and the lists are our own.
func companions(book *grid.Book) (survey.Source, error) {
	var source survey.Source
	err := eachRow(book, schoolsSheet, func(rows survey.Rows) error {
		var err error
		source.Schools, err = survey.ReadSchools(rows)
		return err
	})
	if err != nil {
		return source, err
	}
	err = eachRow(book, listsSheet, func(rows survey.Rows) error {
		var err error
		source.Lists, err = survey.ReadLists(rows)
		return err
	})
	return source, err
}

func eachRow(book *grid.Book, key string, read func(survey.Rows) error) error {
	name := findSheet(book, key)
	if name == "" {
		return nil
	}
	rows, err := book.Rows(name)
	if err != nil {
		return fmt.Errorf("open sheet %s: %w", name, err)
	}
	err = errors.Join(read(&cellRows{Rows: rows}), rows.Close())
	if err != nil {
		return fmt.Errorf("read sheet %s: %w", name, err)
	}
	return nil
}
