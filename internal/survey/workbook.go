package survey

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/viet"
)

// Source is where a survey workbook is read from: its survey sheet, and what
// the sheets beside it say.
type Source struct {
	Sheet string // name of the survey sheet
	Rows  Rows
	// Village is the column that holds the hamlet when no heading says so: 1 in
	// the sheet DATA, 0 for none.
	Village int
	Schools map[string]School // nil where the sheet MaTruong is missing
	Lists   Lists
}

// Survey is a survey workbook being read. It is a Workbook.
type Survey struct {
	source   Source
	parser   parser
	waiting  []headRow // rows below the headings, read while these were looked for
	problems []Problem
	// exhausted tells that the rows came to their end among the headings.
	exhausted bool
	read      bool
	err       error
}

// NewSurvey finds the columns of a survey sheet, or refuses it. The year is the
// one asked for, which decides over the one the sheet names.
func NewSurvey(source Source, year int) (*Survey, error) {
	var top []headRow
	for len(top) < headRows && source.Rows.Next() {
		top = append(top, headRow{source.Rows.Number(), slices.Clone(source.Rows.Cells())})
	}
	if source.Rows.Err() != nil {
		return nil, fmt.Errorf("read headings: %w", source.Rows.Err())
	}
	l, err := locate(top, source.Village)
	if err != nil {
		return nil, inSheet(err, source.Sheet)
	}
	s := &Survey{source: source, exhausted: len(top) < headRows, parser: parser{year: year, layout: l, lists: listsOf(source.Lists), schools: newSchoolList(source.Schools)}}
	for _, row := range top {
		if row.number > l.lastRow && !s.isNumbering(row) {
			s.waiting = append(s.waiting, row)
		}
	}
	s.observe()
	return s, nil
}

// inSheet says in which sheet a heading is amiss.
func inSheet(err error, sheet string) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Args != nil {
		f.Args["sheet"] = sheet
	}
	return err
}

// isNumbering knows the row of running numbers below the headings: a given name
// and a year of birth that are both small numbers.
func (s *Survey) isNumbering(row headRow) bool {
	if row.number != s.parser.layout.lastRow+1 {
		return false
	}
	for i, c := range s.parser.layout.at {
		if c == nil || c.standing != needed || i >= len(row.cells) {
			continue
		}
		n, ok := whole(headingKey(row.cells[i].Text)) // (3) and [3] are 3
		if !ok || n > 200 {
			return false
		}
	}
	return true
}

// observe says what concerns the workbook as a whole.
func (s *Survey) observe() {
	l := s.parser.layout
	if l.year != 0 && l.year != s.parser.year {
		s.tell(Problem{Cell: l.yearAt, Field: "year", Code: "year_differs", Args: map[string]any{"sheet_year": l.year, "year": s.parser.year}})
	}
	if len(l.missing) > 0 {
		s.tell(Problem{Code: "headings_missing", Args: map[string]any{"titles": titles(l.missing)}})
	}
	if s.source.Schools == nil && l.cell["school_code"] != "" {
		s.tell(Problem{Field: "school_code", Code: "schools_missing"})
	}
}

func (s *Survey) tell(p Problem) { s.problems = append(s.problems, p) }

// Year is what the sheet says of the year, 0 where it says nothing.
func (s *Survey) Year() int { return s.parser.layout.year }

// Sheet is the name of the sheet that is read.
func (s *Survey) Sheet() string { return s.source.Sheet }

// Schools are the rows of MaTruong by code.
func (s *Survey) Schools() map[string]School { return s.source.Schools }

// Problems are about the workbook as a whole; those that only its rows tell are
// there once Drafts was ranged over.
func (s *Survey) Problems() []Problem { return s.problems }

// Err is what ended the reading early.
func (s *Survey) Err() error { return s.err }

// Has reports whether the workbook has the column of a field.
func (s *Survey) Has(field string) bool {
	switch field {
	case hamletKey:
		return s.parser.layout.cell[hamletKey] != "" || s.parser.layout.cell["address"] != ""
	case "repeating", "two_sessions":
		field = "class_name" // the marks ! and * are glued to it
	}
	return s.parser.layout.cell[field] != ""
}

// Cell names the cell of a field in a row.
func (s *Survey) Cell(field string, row int) string {
	switch {
	case field == hamletKey && s.parser.layout.cell[hamletKey] == "":
		field = "address"
	case field == "repeating", field == "two_sessions":
		field = "class_name"
	}
	for i, c := range s.parser.layout.at {
		if c != nil && c.key == field {
			return address(i+1, row)
		}
	}
	return ""
}

// Bare reports that there is nobody below the headings: the template as it was
// handed out.
func (s *Survey) Bare() bool {
	for _, row := range s.waiting {
		if !s.parser.empty(row.cells) {
			return false
		}
	}
	return s.exhausted
}

// Drafts gives the rows in order. All of them are read before the first is
// given: the encoding of the text is told from all, and some doubts are.
func (s *Survey) Drafts() iter.Seq[*Draft] {
	return func(yield func(*Draft) bool) {
		for _, d := range s.readAll() {
			if !yield(d) {
				return
			}
		}
	}
}

func (s *Survey) readAll() []*Draft {
	if s.read {
		return nil
	}
	s.read = true
	drafts := s.parseAll()
	finish := &settler{layout: s.parser.layout, encoding: detect(drafts)}
	for _, d := range drafts {
		finish.settle(d)
	}
	checkAcross(finish, drafts)
	for _, d := range drafts {
		sortProblems(d.Problems)
	}
	if finish.encoding != viet.Unicode {
		s.tell(Problem{Code: "text_decoded", Args: map[string]any{"encoding": finish.encoding.String()}})
	}
	return drafts
}

func (s *Survey) parseAll() []*Draft {
	var drafts []*Draft
	take := func(number int, cells []Cell) {
		d := s.parser.parse(number, cells)
		if d != nil {
			drafts = append(drafts, d)
		}
	}
	for _, row := range s.waiting {
		take(row.number, row.cells)
	}
	for s.source.Rows.Next() {
		take(s.source.Rows.Number(), s.source.Rows.Cells())
	}
	s.err = errors.Join(s.source.Rows.Err(), s.source.Rows.Close())
	return drafts
}

// sortProblems puts problems into the order in which a reader goes through a
// sheet: by row, by column.
func sortProblems(list []Problem) {
	slices.SortStableFunc(list, func(a, b Problem) int {
		colA, rowA := cellName(a.Cell)
		colB, rowB := cellName(b.Cell)
		return cmp.Or(cmp.Compare(rowA, rowB), cmp.Compare(len(colA), len(colB)), cmp.Compare(colA, colB))
	})
}

// cellName parts G702 into G and 702.
func cellName(cell string) (string, int) {
	at := strings.IndexAny(cell, "0123456789")
	if at < 0 {
		return "", 0
	}
	row, _ := whole(cell[at:])
	return cell[:at], row
}
