package survey_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
	"hoctap/internal/words"
	"hoctap/pages"
)

const sample = "../sheet/grid/testdata/mau-nhap-lieu-2025.xlsx"

// table is the sample workbook in memory, to be changed cell by cell.
type table struct {
	rows    [][]survey.Cell
	schools map[string]survey.School
	lists   survey.Lists
	village int
}

func newTable(t testing.TB) *table {
	t.Helper()
	book, err := grid.Open(sample, grid.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	made := &table{rows: cells(t, book, "MauNhapLieu")}
	made.schools, err = survey.ReadSchools(&sliceRows{rows: cells(t, book, "MaTruong")})
	if err != nil {
		t.Fatal(err)
	}
	made.lists, err = survey.ReadLists(&sliceRows{rows: cells(t, book, "DuLieu")})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func cells(t testing.TB, book *grid.Book, sheet string) [][]survey.Cell {
	t.Helper()
	rows, err := book.Rows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]survey.Cell
	for rows.Next() {
		for len(out) < rows.Number() {
			out = append(out, nil)
		}
		for _, c := range rows.Cells() {
			typ := survey.TextCell
			if c.Type == grid.Number {
				typ = survey.NumberCell
			}
			out[rows.Number()-1] = append(out[rows.Number()-1], survey.Cell{Text: c.Text, Type: typ})
		}
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return out
}

// put sets a cell by its address.
func (b *table) put(t testing.TB, at string, cell survey.Cell) {
	t.Helper()
	col, row, err := grid.ParseAddress(at)
	if err != nil {
		t.Fatal(err)
	}
	for len(b.rows) < row {
		b.rows = append(b.rows, nil)
	}
	for len(b.rows[row-1]) < col {
		b.rows[row-1] = append(b.rows[row-1], survey.Cell{})
	}
	b.rows[row-1][col-1] = cell
}

func (b *table) set(t testing.TB, at, text string) {
	t.Helper()
	b.put(t, at, survey.Cell{Text: text})
}

// clone is for a change that the next test must not see.
func (b *table) clone() *table {
	made := *b
	made.rows = make([][]survey.Cell, len(b.rows))
	for i, row := range b.rows {
		made.rows[i] = slices.Clone(row)
	}
	return &made
}

// open reads the table as a workbook for a year.
func (b *table) open(year int) (*survey.Survey, error) {
	return survey.NewSurvey(survey.Source{
		Sheet: "MauNhapLieu", Rows: &sliceRows{rows: b.rows}, Village: b.village, Schools: b.schools, Lists: b.lists,
	}, year)
}

func (b *table) mustOpen(t testing.TB) *survey.Survey {
	t.Helper()
	w, err := b.open(2025)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func drafts(t testing.TB, w survey.Workbook) []*survey.Draft {
	t.Helper()
	out := slices.Collect(w.Drafts())
	if w.Err() != nil {
		t.Fatal(w.Err())
	}
	return out
}

// sliceRows are rows in memory.
type sliceRows struct {
	rows [][]survey.Cell
	at   int
}

func (r *sliceRows) Next() bool {
	for r.at < len(r.rows) {
		r.at++
		if slices.ContainsFunc(r.rows[r.at-1], func(c survey.Cell) bool { return c.Text != "" || c.Type == survey.UncomputedCell }) {
			return true
		}
	}
	return false
}

func (r *sliceRows) Number() int          { return r.at }
func (r *sliceRows) Cells() []survey.Cell { return slices.Clone(r.rows[r.at-1]) }
func (r *sliceRows) Err() error           { return nil }
func (r *sliceRows) Close() error         { return nil }

// told writes problems as "G17 birth_year_future", errors with a mark.
func told(list []survey.Problem) []string {
	out := []string{}
	for _, p := range list {
		s := strings.TrimSpace(p.Cell + " " + p.Code)
		if p.Severity == survey.Error {
			s += " !"
		}
		out = append(out, s)
	}
	return out
}

func problems(list []*survey.Draft) []survey.Problem {
	var out []survey.Problem
	for _, d := range list {
		out = append(out, d.Problems...)
	}
	return out
}

func catalogue(t testing.TB) *words.Catalogue {
	t.Helper()
	texts, err := fs.Sub(pages.FS, "words")
	if err != nil {
		t.Fatal(err)
	}
	made, err := words.New(texts)
	if err != nil {
		t.Fatal(err)
	}
	return made
}
