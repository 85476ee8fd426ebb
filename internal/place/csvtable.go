package place

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"hoctap/internal/viet"
)

// maxCSV bounds what is held in memory: the units of the whole country since
// 1945 fit in a tenth of it.
const maxCSV = 64 << 20

// table is one file cut into cells. Problems of its form are noted on the way;
// usable is false where the rows cannot be read at all.
type table struct {
	file     CSVFile
	columns  map[string]int
	width    int
	rows     []tableRow
	problems []CSVProblem
	usable   bool
}

type tableRow struct {
	line  int
	cells []string
}

func readTable(file CSVFile, in io.Reader, required, optional []string) *table {
	t := &table{file: file, columns: make(map[string]int)}
	body, err := io.ReadAll(io.LimitReader(in, maxCSV+1))
	switch {
	case err != nil:
		t.add(0, "", "place.file_unreadable")
	case len(body) > maxCSV:
		t.add(0, "", "place.file_large")
	default:
		t.read(body, required, optional)
	}
	return t
}

func (t *table) add(line int, column, key string, args ...any) {
	t.problems = append(t.problems, csvProblem(t.file, line, column, key, args...))
}

func (t *table) read(body []byte, required, optional []string) {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if !utf8.Valid(body) {
		t.add(badLine(body), "", "place.file_not_utf8")
		return
	}
	separator, skipped := separatorOf(body)
	reader := csv.NewReader(bytes.NewReader(body[skipped:]))
	reader.Comma = separator
	reader.FieldsPerRecord = -1
	first := bytes.Count(body[:skipped], []byte("\n"))
	header := true
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.add(first+lineOf(err), "", "place.quotes")
			continue
		}
		line, _ := reader.FieldPos(0)
		for i := range cells {
			cells[i] = viet.Clean(cells[i])
		}
		if empty(cells) {
			continue
		}
		if header {
			header = false
			t.header(first+line, cells, required, optional)
			continue
		}
		t.row(first+line, cells)
	}
	if header {
		t.add(0, "", "place.file_empty", "columns", strings.Join(required, ", "))
	}
}

// header finds the columns by their names, in any order.
func (t *table) header(line int, cells, required, optional []string) {
	t.usable = true
	t.width = len(cells)
	for i, cell := range cells {
		name := strings.ToLower(cell)
		_, twice := t.columns[name]
		switch {
		case name == "":
		case twice:
			t.add(line, name, "place.column_twice", "column", name)
			t.usable = false
		case slices.Contains(required, name) || slices.Contains(optional, name):
			t.columns[name] = i
		default:
			t.add(line, cell, "place.column_unknown", "column", cell, "columns", strings.Join(slices.Concat(required, optional), ", "))
		}
	}
	for _, name := range required {
		if _, ok := t.columns[name]; !ok {
			t.add(line, name, "place.column_missing", "column", name)
			t.usable = false
		}
	}
}

// row refuses cells beyond the last column: most often a comma inside a name
// that was not quoted, and then every cell after it stands wrong.
func (t *table) row(line int, cells []string) {
	if len(cells) > t.width && !empty(cells[t.width:]) {
		t.add(line, "", "place.cells_many")
		cells = cells[:0]
	}
	t.rows = append(t.rows, tableRow{line, cells})
}

// get gives a cell by its column; "" where the row or the file lacks it.
func (t *table) get(r tableRow, column string) string {
	i, ok := t.columns[column]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

func empty(cells []string) bool {
	for _, cell := range cells {
		if cell != "" {
			return false
		}
	}
	return true
}

// separatorOf reads the separator off the first line that has something in it:
// Excel writes ";" where the decimal mark is a comma, as in Vietnam. A line
// "sep=;" before the header is Excel's own way of saying so.
func separatorOf(body []byte) (separator rune, skipped int) {
	rest := body
	for len(rest) > 0 {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		line = bytes.TrimSpace(line)
		if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) && bytes.ContainsRune([]byte(";,"), rune(line[4])) {
			return rune(line[4]), len(body) - len(after)
		}
		if len(line) > 0 {
			return commonest(line), 0
		}
		rest = after
	}
	return ',', 0
}

func commonest(line []byte) rune {
	best, most := ',', 0
	for _, c := range []rune{',', ';', '\t'} {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

func badLine(body []byte) int {
	line := 1
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		if r == utf8.RuneError && size <= 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		body = body[size:]
	}
	return line
}

func lineOf(err error) int {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return at.StartLine
	}
	return 0
}
