package xlsx

import (
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/paper"
	"hoctap/internal/paper/papertest"
)

const benchPeople = 30_000

// BenchmarkBook writes a book of 30,000 people, and reports how many times as long
// it takes as the library alone with as many cells of the same texts.
func BenchmarkBook(b *testing.B) {
	rows := allRows(b, papertest.List(benchPeople))
	var alone time.Duration
	for range 3 {
		runtime.GC()
		start := time.Now()
		libraryAlone(b, rows)
		alone += time.Since(start) / 3
	}
	b.ReportAllocs()
	for b.Loop() {
		doc := papertest.List(0)
		doc.Tables[0].Rows = paper.Rows(rows)
		err := Write(io.Discard, doc)
		if err != nil {
			b.Fatal(err)
		}
	}
	ours := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(ours)/float64(alone), "ours/library")
	b.ReportMetric(alone.Seconds()*1000, "library-ms")
}

func allRows(b *testing.B, doc *paper.Document) []paper.Row {
	var rows []paper.Row
	for row, err := range doc.Tables[0].Rows {
		if err != nil {
			b.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// libraryAlone writes the cells with a style, and nothing else.
func libraryAlone(b *testing.B, rows []paper.Row) {
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: typeface, Size: 11}})
	if err != nil {
		b.Fatal(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	values := make([]any, len(rows[0].Cells))
	for i, row := range rows {
		for j := range row.Cells {
			values[j] = excelize.Cell{StyleID: style, Value: row.Cells[j].Text}
			if row.Cells[j].Kind == paper.Number {
				values[j] = excelize.Cell{StyleID: style, Value: row.Cells[j].Count}
			}
		}
		err = w.SetRow(address(1, i+1), values)
		if err != nil {
			b.Fatal(err)
		}
	}
	err = w.Flush()
	if err == nil {
		err = f.Write(io.Discard)
	}
	if err != nil {
		b.Fatal(err)
	}
}
