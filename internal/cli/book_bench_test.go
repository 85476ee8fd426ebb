package cli

import (
	"io"
	"io/fs"
	"iter"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/form"
	"hoctap/internal/formout"
	"hoctap/internal/viet"
	"hoctap/internal/words"
	"hoctap/pages"
)

// boundBook is how many times as long as the Excel library alone a tracking book
// takes with as many cells.
const boundBook = 1.5

// trackingBook is the book of a ward of 43,000 people, its lines read.
func trackingBook(b *testing.B) (*form.Filled, []form.Entry, *words.Printer) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "town.db")
	_, judge := benchTownAt(b, path)
	at, err := judge.Find(b.Context(), "14812", 2025)
	must(err)
	l, db := formBench(b, path)
	b.Cleanup(func() { must(db.Close()) })
	f, err := l.Form("SO-TD", 2025)
	must(err)
	filled, err := l.Fill(b.Context(), db, f, form.For{Place: at.PlaceID, Year: 2025})
	must(err)
	var entries []form.Entry
	for e, err := range l.Entries(b.Context(), db, filled) {
		must(err)
		entries = append(entries, e)
	}
	texts, err := fs.Sub(pages.FS, "words")
	must(err)
	said, err := words.New(texts)
	must(err)
	return filled, entries, said.For(viet.Vietnamese)
}

func bookOf(filled *form.Filled, entries []form.Entry, said *words.Printer) *formout.Document {
	return &formout.Document{Filled: filled, Words: said, Entries: func(yield func(form.Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}}
}

// BenchmarkBoundBook writes a tracking book as Excel, and the same cells with the
// library alone.
func BenchmarkBoundBook(b *testing.B) {
	filled, entries, said := trackingBook(b)
	var ours, alone time.Duration
	for b.Loop() {
		runtime.GC()
		begun := time.Now()
		libraryBook(bookOf(filled, entries, said))
		alone += time.Since(begun)
		runtime.GC()
		begun = time.Now()
		must(formout.Excel{}.Write(io.Discard, bookOf(filled, entries, said)))
		ours += time.Since(begun)
	}
	b.ReportMetric(alone.Seconds()/float64(b.N), "library-s")
	b.ReportMetric(float64(len(entries)), "people")
	over(b, ours, time.Duration(float64(alone)*boundBook))
}

// libraryBook writes the cells of a book with one style and nothing else.
func libraryBook(d *formout.Document) {
	f := excelize.NewFile()
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Times New Roman", Size: 9}})
	must(err)
	w, err := f.NewStreamWriter("Sheet1")
	must(err)
	next, stop := iter.Pull2(d.Paper().Tables[0].Rows)
	defer stop()
	var values []any
	for row := 1; ; row++ {
		r, err, ok := next()
		if !ok {
			break
		}
		must(err)
		values = values[:0]
		for i := range r.Cells {
			cell := excelize.Cell{StyleID: style}
			if n, isNumber := r.Cells[i].Value(); isNumber {
				cell.Value = int64(n)
			} else if text := r.Cells[i].Written(viet.Vietnamese); text != "" {
				cell.Value = text
			}
			values = append(values, cell)
		}
		at, err := excelize.CoordinatesToCellName(1, row)
		must(err)
		must(w.SetRow(at, values))
	}
	must(w.Flush())
	must(f.Write(io.Discard))
	must(f.Close())
}

// BenchmarkBookPDF prints the same book; pages leave as they are done.
func BenchmarkBookPDF(b *testing.B) {
	filled, entries, said := trackingBook(b)
	for b.Loop() {
		must(formout.PDF{}.Write(io.Discard, bookOf(filled, entries, said)))
	}
	b.ReportMetric(float64(len(entries)), "people")
}
