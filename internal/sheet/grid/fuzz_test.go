package grid

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// FuzzOpen: whatever the bytes, reading ends in rows or in a Refusal, soon. A
// panic would be caught by guard, but is worth knowing of.
func FuzzOpen(f *testing.F) {
	f.Add(readFile(f, sample+".xls"))
	f.Add(readFile(f, sample+".xlsx"))
	f.Add(workbook(f, "xl/styles.xml", styles))
	f.Add(compound("Workbook", oneSheet(biff8, func(b *biff) {
		b.record(recSST, uint32(1), uint32(1), uint16(4), byte(flagRich|flagExtended), uint16(1), uint32(2), "ab")
		b.record(recContinue, byte(flagWide), wide("cd"), "runsxx")
	}, func(b *biff) {
		b.record(recLabelSST, cellHead(0, 0, 0), uint32(0))
		b.record(recMulRK, uint16(2), uint16(1), uint16(0), uint32(7<<2|2), uint16(2))
		b.record(recFormula, cellHead(4, 0, 0), uint64(0xffff<<48), uint16(0))
		b.record(recString, uint16(2), byte(0), "ab")
	})))
	f.Add(compound("Book", oneSheet(biff5, nothing, func(b *biff) { b.record(recLabel, cellHead(0, 0, 0), uint16(2), "ab") })))
	lim := Limits{UnzippedBytes: 8 << 20, StringBytes: 1 << 20, Rows: 5000}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		_, err := read(t, data, lim)
		wantOrderly(t, err)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

// wantOrderly: no error but a Refusal, and no panic behind it.
func wantOrderly(t *testing.T, err error) {
	t.Helper()
	var refusal *Refusal
	if err != nil && !errors.As(err, &refusal) {
		t.Errorf("not a refusal: %v", err)
	}
	if err != nil && strings.Contains(err.Error(), "panic: ") {
		t.Error(err)
	}
}

// FuzzSheet reads a worksheet part as it stands, and marks it.
func FuzzSheet(f *testing.F) {
	f.Add([]byte(smallest["xl/worksheets/sheet1.xml"]))
	f.Add([]byte(`<worksheet><cols><col min="1" max="9" style="1"/></cols><sheetData><row r="2" spans="1:2"><c r="B2" t="inlineStr"><is><t>a&amp;</t></is></c></row></sheetData><legacyDrawing/></worksheet>`))
	f.Add([]byte(`<x:worksheet><x:sheetData/></x:worksheet>`))
	const styles = `<styleSheet><fonts><font/></fonts><fills><fill/></fills><cellXfs><xf/><xf><alignment/></xf></cellXfs></styleSheet>`
	f.Fuzz(func(t *testing.T, sheet []byte) {
		book, err := OpenBytes(workbook(t, "xl/worksheets/sheet1.xml", string(sheet), "xl/styles.xml", styles, "[Content_Types].xml", "<Types/>"), Limits{})
		if err != nil {
			wantOrderly(t, err)
			return
		}
		var out discard
		wantOrderly(t, book.WriteMarked(&out, []Mark{{"S", "B2", "sai"}, {"S", "A1", "sai"}}))
	})
}

// discard takes everything.
type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
