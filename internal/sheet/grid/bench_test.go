package grid

import (
	"bytes"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// largeWorkbook repeats the people of the sample until there are n, with other
// numbers and given names, as shared strings: the way Excel saves them.
func largeWorkbook(t testing.TB, n int) []byte {
	t.Helper()
	source, err := OpenBytes(readFile(t, sample+".xlsx"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var people [][]Cell
	for cells, err := range func(yield func([]Cell, error) bool) { source.eachRow("MauNhapLieu", yield) } {
		if err != nil {
			t.Fatal(err)
		}
		people = append(people, append([]Cell(nil), cells...))
	}
	head, people := people[:4], people[4:]
	f := excelize.NewFile()
	err = f.SetSheetName("Sheet1", "MauNhapLieu")
	for i := 0; i < n+4 && err == nil; i++ {
		row := append([]Cell(nil), people[i%len(people)]...)
		if i < 4 {
			row = head[i]
		} else {
			row[1] = Cell{strconv.Itoa(i - 3), Number}
			row[3].Text += " " + strconv.Itoa(i%997)
			row[14].Text = "P" + strconv.Itoa(i/4)
		}
		values := make([]any, len(row))
		for j, cell := range row {
			if cell.Type != Blank {
				values[j] = writeStyles{}.value(cell, false).(excelize.Cell).Value
			}
		}
		err = f.SetSheetRow("MauNhapLieu", Address(1, i+1), &values)
	}
	var out bytes.Buffer
	if err == nil {
		err = f.Write(&out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var benchWorkbook = sync.OnceValue(func() func(testing.TB) []byte {
	var data []byte
	return func(t testing.TB) []byte {
		if data == nil {
			data = largeWorkbook(t, 30_000)
		}
		return data
	}
})

// BenchmarkOpenAndIterate reads 30,000 people and reports how many times as
// long excelize takes for the same in the same run.
func BenchmarkOpenAndIterate(b *testing.B) {
	data := benchWorkbook()(b)
	var theirs time.Duration
	for range 3 {
		start := time.Now()
		iterateExcelize(b, data)
		theirs += time.Since(start) / 3
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		iterate(b, data)
	}
	ours := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(theirs)/float64(ours), "excelize/ours")
	b.ReportMetric(theirs.Seconds()*1000, "excelize-ms")
}

func iterate(b *testing.B, data []byte) {
	book, err := OpenBytes(data, Limits{})
	if err != nil {
		b.Fatal(err)
	}
	rows, err := book.Rows("MauNhapLieu")
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for rows.Next() {
		n++
	}
	if rows.Err() != nil || n != 30_004 {
		b.Fatal(n, rows.Err())
	}
}

func iterateExcelize(b *testing.B, data []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	rows, err := f.Rows("MauNhapLieu")
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for rows.Next() {
		_, err = rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n != 30_004 || f.Close() != nil {
		b.Fatal(n)
	}
}

func BenchmarkWriteMarked(b *testing.B) {
	data := benchWorkbook()(b)
	var marks []Mark
	for i := range 5000 {
		marks = append(marks, Mark{"MauNhapLieu", Address(2+i%45, 5+i*6), birthday})
	}
	b.ReportAllocs()
	for b.Loop() {
		marked(b, data, marks...)
	}
}
