package sheet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"sort"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/viet"
)

// The workbook of entered figures has a sheet a level, a row a school and a
// column a figure, and one sheet for the commune itself. Row 1 says what a
// column is in words, row 2 by its id: the id is what is read back, so that the
// words may be reworded and the columns moved.

// communeSheet holds the figures of the commune itself, one a row.
const communeSheet = "Xã, phường"

// Figure is one entered figure of the workbook, with the cell it stands in.
type Figure struct {
	School string // code, "" for the commune
	Fact   string
	Value  string // "" takes the figure back; yes or no for a question
	Sheet  string
	Cell   string
}

// FigureProblem is a cell of the workbook that cannot be taken.
type FigureProblem struct {
	Sheet, Cell string
	Err         *fault.Error
}

// levelSheets names the sheet of each level of school.
var levelSheets = []struct{ level, name string }{
	{"MN", "Mầm non"}, {"TH", "Tiểu học"}, {"THCS", "THCS"},
}

// WriteFigures writes the workbook for a commune and year: the schools given,
// with what is known of them, ready to be filled in and read back.
func WriteFigures(out io.Writer, facts []*rule.Fact, known rule.Facts) error {
	var sheets []grid.SheetData
	for _, l := range levelSheets {
		columns := schoolFacts(facts, l.level)
		sheets = append(sheets, grid.SheetData{
			Name: l.name, Header: 2, FrozenRows: 2, FrozenCols: 2,
			Widths: append([]float64{14, 34}, repeat(16, len(columns))...),
			Rows:   schoolRows(columns, known.Schools, l.level),
		})
	}
	sheets = append(sheets, grid.SheetData{
		Name: communeSheet, Header: 2, FrozenRows: 2, Widths: []float64{70, 28, 16}, Rows: communeRows(facts, known),
	})
	return grid.Write(out, grid.Properties{}, sheets)
}

func schoolFacts(facts []*rule.Fact, level string) []*rule.Fact {
	var out []*rule.Fact
	for _, f := range facts {
		if f.Scope == "school" && f.Level == level {
			out = append(out, f)
		}
	}
	return out
}

func schoolRows(columns []*rule.Fact, schools []rule.SchoolFacts, level string) iter.Seq2[[]grid.Cell, error] {
	return func(yield func([]grid.Cell, error) bool) {
		words := []grid.Cell{text("Mã trường"), text("Tên trường")}
		ids := []grid.Cell{text("school_code"), text("")}
		for _, f := range columns {
			words = append(words, text(f.Text.Vi+unitHint(f)))
			ids = append(ids, text(f.ID))
		}
		if !yield(words, nil) || !yield(ids, nil) {
			return
		}
		for _, s := range schools {
			if !s.Teaches(level) {
				continue
			}
			row := []grid.Cell{text(s.Code), text(s.Name)}
			for _, f := range columns {
				row = append(row, figureCell(f, s.Values[f.ID]))
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func communeRows(facts []*rule.Fact, known rule.Facts) iter.Seq2[[]grid.Cell, error] {
	return func(yield func([]grid.Cell, error) bool) {
		if !yield([]grid.Cell{text("Mục"), text("Mã mục"), text("Giá trị")}, nil) || !yield([]grid.Cell{text(""), text("fact_id"), text("value")}, nil) {
			return
		}
		for _, f := range facts {
			if f.Scope == "commune" && !yield([]grid.Cell{text(f.Text.Vi + unitHint(f)), text(f.ID), figureCell(f, known.Commune[f.ID])}, nil) {
				return
			}
		}
	}
}

func unitHint(f *rule.Fact) string {
	if f.Unit == "yes_no" {
		return " (có/không)"
	}
	return ""
}

func text(s string) grid.Cell { return grid.Cell{Text: s, Type: grid.String} }

func figureCell(f *rule.Fact, value string) grid.Cell {
	switch {
	case value == "":
		return grid.Cell{}
	case f.Unit == "yes_no" && value == "yes":
		return text("có")
	case f.Unit == "yes_no":
		return text("không")
	}
	return grid.Cell{Text: value, Type: grid.Number}
}

func repeat(x float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = x
	}
	return out
}

// ReadFigures reads the workbook back. Cells left empty say nothing; every cell
// that cannot be taken is told, and then nothing is.
func ReadFigures(path string, lim grid.Limits, fact func(id string) *rule.Fact) ([]Figure, []FigureProblem, error) {
	book, err := grid.Open(path, lim)
	if err != nil {
		return nil, nil, refused(err)
	}
	r := figureReader{fact: fact}
	for _, name := range book.Sheets() {
		err = r.sheet(book, name)
		if err != nil {
			return nil, nil, errors.Join(refused(err), book.Close())
		}
	}
	if !r.known {
		err = fault.New(fault.Invalid, "fault.no_figures")
	}
	sort.SliceStable(r.problems, func(i, j int) bool { return r.problems[i].Sheet < r.problems[j].Sheet })
	return r.figures, r.problems, errors.Join(err, book.Close())
}

type figureReader struct {
	fact     func(id string) *rule.Fact
	figures  []Figure
	problems []FigureProblem
	known    bool
}

func (r *figureReader) sheet(book *grid.Book, name string) error {
	rows, err := book.Rows(name)
	if err != nil {
		return err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		cells := rows.Cells()
		switch {
		case rows.Number() == 2:
			ids = idsOf(cells)
			r.known = r.known || len(ids) > 0
		case rows.Number() < 2 || len(ids) == 0:
		case ids[0] == "school_code":
			r.schoolRow(name, rows.Number(), ids, cells)
		default:
			r.communeRow(name, rows.Number(), cells)
		}
	}
	return rows.Err()
}

// idsOf gives the ids of row 2, none where the sheet is not one of ours.
func idsOf(cells []grid.Cell) []string {
	var out []string
	for _, c := range cells {
		out = append(out, strings.TrimSpace(c.Text))
	}
	if len(out) == 0 || out[0] != "school_code" && (len(out) < 2 || out[1] != "fact_id") {
		return nil
	}
	return out
}

func (r *figureReader) schoolRow(sheet string, row int, ids []string, cells []grid.Cell) {
	code := strings.TrimSpace(cells[0].Text)
	if code == "" {
		return
	}
	for col := 2; col < len(cells) && col < len(ids); col++ {
		r.take(Figure{School: code, Fact: ids[col], Value: cells[col].Text, Sheet: sheet, Cell: grid.Address(col+1, row)})
	}
}

func (r *figureReader) communeRow(sheet string, row int, cells []grid.Cell) {
	if len(cells) < 3 {
		return
	}
	r.take(Figure{Fact: strings.TrimSpace(cells[1].Text), Value: cells[2].Text, Sheet: sheet, Cell: grid.Address(3, row)})
}

func (r *figureReader) take(f Figure) {
	f.Value = viet.Clean(f.Value)
	if f.Value == "" {
		return
	}
	known := r.fact(f.Fact)
	if known == nil {
		r.problems = append(r.problems, FigureProblem{f.Sheet, f.Cell, fault.New(fault.Invalid, "fault.fact_unknown", "id", f.Fact)})
		return
	}
	value, bad := rule.ParseFact(known, f.Value)
	if bad != nil {
		r.problems = append(r.problems, FigureProblem{f.Sheet, f.Cell, bad})
		return
	}
	f.Value = value
	r.figures = append(r.figures, f)
}

// Where names the cell of a problem.
func (p FigureProblem) Where() string { return fmt.Sprintf("%s!%s", p.Sheet, p.Cell) }
