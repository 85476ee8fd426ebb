// Package compare sets a form that somebody else made out beside ours: a workbook
// of the ministry's system, of a neighbour's program, or an older one of our own.
// It is read by its headings, compared cell by cell, and each difference is
// explained, as far as it can be, by the very people who are counted here and not
// there.
package compare

import (
	"regexp"
	"strings"

	"hoctap/internal/viet"
)

// Sheet is a sheet as it came: the rows that hold anything, in order.
type Sheet struct {
	Name   string
	Rows   []Row
	Merges []Range
	// HiddenColumns are counted from 1.
	HiddenColumns map[int]bool
}

// Row is one row. Cells[i] is column i+1.
type Row struct {
	Number int
	Hidden bool
	Cells  []Raw
}

// Range is a merged rectangle, counted from 1, with all four bounds within.
type Range struct{ FirstCol, FirstRow, LastCol, LastRow int }

// Kind says what a cell held.
type Kind uint8

// The kinds. A Failed cell shows an error value such as #REF!; an Uncomputed one
// holds a formula whose result was not saved.
const (
	Blank Kind = iota
	Text
	Number
	Failed
	Uncomputed
)

// Raw is a cell as text.
type Raw struct {
	Text string
	Kind Kind
}

func (r *Row) cell(col int) Raw {
	if col < 1 || col > len(r.Cells) {
		return Raw{}
	}
	return r.Cells[col-1]
}

// key is what is left of a heading when case, accents, spaces and signs are taken
// away: in these workbooks differ most. A dash between figures stays, or 6–10
// would be 610.
func key(text string) string {
	var b strings.Builder
	folded := viet.Fold(noteMark.ReplaceAllString(text, ""))
	for i, r := range folded {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case isDash(r) && i > 0 && strings.ContainsAny(folded[:i], "0123456789"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}

// noteMark is the mark of a note behind a heading.
var noteMark = regexp.MustCompile(`\s*\(\d{1,2}\)\s*$`)

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '÷' }

// width is how far a sheet reaches to the right.
func (s *Sheet) width() int {
	w := 0
	for i := range s.Rows {
		w = max(w, len(s.Rows[i].Cells))
	}
	return w
}

// spread gives every cell of a merged rectangle the text of its first cell: a
// heading over five columns heads each of them.
func (s *Sheet) spread() map[[2]int]string {
	out := map[[2]int]string{}
	at := map[int]*Row{}
	for i := range s.Rows {
		at[s.Rows[i].Number] = &s.Rows[i]
	}
	width := s.width()
	for _, m := range s.Merges {
		row := at[m.FirstRow]
		if row == nil || m.LastRow-m.FirstRow > deepest {
			continue
		}
		text := row.cell(m.FirstCol).Text
		for r := m.FirstRow; r <= m.LastRow && text != ""; r++ {
			for c := m.FirstCol; c <= min(m.LastCol, width); c++ {
				out[[2]int{r, c}] = text
			}
		}
	}
	return out
}

// deepest is how many rows a heading may take.
const deepest = 12
