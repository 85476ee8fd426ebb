package grid

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
)

// cellHead is row, column (from 0) and style, with which every cell begins.
func cellHead(row, col, style int) []uint16 {
	return []uint16{uint16(row), uint16(col), uint16(style)}
}

func TestXLSCells(t *testing.T) {
	globals := func(b *biff) {
		b.record(recFormat, uint16(164), uint16(10), byte(0), "dd/mm/yyyy")
		b.record(recXF, uint16(0), uint16(0))
		b.record(recXF, uint16(0), uint16(14))
		b.record(recXF, uint16(0), uint16(164))
		b.record(recSST, uint32(2), uint32(2), uint16(4), byte(1), wide("Đặng"), uint16(2), byte(0), "\xe1b")
	}
	sheet := func(b *biff) {
		b.record(recLabelSST, cellHead(0, 0, 0), uint32(0))
		b.record(recLabelSST, cellHead(0, 1, 0), uint32(1))
		b.record(recLabel, cellHead(0, 2, 0), uint16(3), byte(1), wide("Hoá"))
		b.record(recNumber, cellHead(1, 0, 0), 2012.0)
		b.record(recNumber, cellHead(1, 1, 1), 41032.3125)
		b.record(recRK, cellHead(1, 2, 2), uint32(41032<<2|2))
		b.record(recRK, cellHead(1, 3, 0), uint32(250<<2|3))
		b.record(recRK, cellHead(1, 4, 0), uint32(math.Float64bits(0.5)>>32))
		b.record(recRK, cellHead(1, 5, 0), uint32(0xffffffff&^1)) // -1
		b.record(recMulRK, uint16(2), uint16(1), uint16(0), uint32(7<<2|2), uint16(1), uint32(41032<<2|2), uint16(2))
		b.record(recBoolErr, cellHead(3, 0, 0), byte(1), byte(0))
		b.record(recBoolErr, cellHead(3, 1, 0), byte(0x2a), byte(1))
		b.record(0x0201, cellHead(3, 2, 0)) // blank
		formula := func(col int, result uint64) *biff {
			return b.record(recFormula, cellHead(4, col, 0), result, uint16(0), uint32(0), uint16(0))
		}
		formula(0, math.Float64bits(1.5))
		formula(1, 0xffff<<48)
		b.record(recShared, "shared")
		b.record(recString, uint16(2), byte(0), "ab")
		formula(2, 0xffff<<48|1<<16|1)
		formula(3, 0xffff<<48|0x07<<16|2)
		formula(4, 0xffff<<48|3)
		formula(5, 0xffff<<48)
		b.record(recMergedCells, uint16(1), []uint16{0, 1, 2, 3})
		b.record(recBOF, uint16(biff8), uint16(0x20)) // a chart lies in the sheet
		b.record(recNumber, cellHead(9, 0, 0), 9.0)
		b.record(recEOF)
	}
	data := compound("Workbook", oneSheet(biff8, globals, sheet))
	wantCells(t, mustRead(t, data),
		"S!A1 string Đặng", "S!B1 string áb", "S!C1 string Hoá",
		"S!A2 number 2012", "S!B2 date 2012-05-03T07:30:00", "S!C2 date 2012-05-03", "S!D2 number 2.5", "S!E2 number 0.5", "S!F2 number -1",
		"S!B3 number 7", "S!C3 date 2012-05-03",
		"S!A4 bool TRUE", "S!B4 failed #N/A",
		"S!A5 number 1.5", "S!B5 string ab", "S!C5 bool TRUE", "S!D5 failed #DIV/0!", "S!F5 uncomputed ")

	b, err := OpenBytes(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	merges, err := b.Merges("S")
	if err != nil || len(merges) != 1 || merges[0] != (Range{FirstCol: 3, FirstRow: 1, LastCol: 4, LastRow: 2}) {
		t.Errorf("merges %v, %v", merges, err)
	}
}

// A string cut by CONTINUE goes on behind a new flag byte, which may change the
// width of its characters; what is not characters goes on without one.
func TestXLSStringsCutAnywhere(t *testing.T) {
	const narrow, whole = "abcdef", "Nguyễn"
	for cut := 1; cut < len(narrow); cut++ {
		globals := func(b *biff) {
			b.record(recSST, uint32(3), uint32(3), uint16(6), byte(flagRich), uint16(2), narrow[:cut])
			b.record(recContinue, byte(flagWide), wide(narrow[cut:]), "ru")
			b.record(recContinue, "ns2468", uint16(6), byte(flagWide), wide(whole)[:cut])
			b.record(recContinue, byte(flagWide), wide(whole)[cut:], uint16(7), byte(flagWide|flagExtended), uint32(5), wide("đa"))
			b.record(recContinue, byte(0), "bcdef", "12")
			b.record(recContinue, "345")
		}
		sheet := func(b *biff) {
			for i := range 3 {
				b.record(recLabelSST, cellHead(0, i, 0), uint32(i))
			}
		}
		data := compound("Workbook", oneSheet(biff8, globals, sheet))
		wantCells(t, mustRead(t, data), "S!A1 string abcdef", "S!B1 string Nguyễn", "S!C1 string đabcdef")
	}
}

// Every string of a table far longer than one record, cut wherever it falls.
func TestXLSLongStringTable(t *testing.T) {
	const n = 3000
	var want []string
	globals := func(b *biff) {
		var table biff
		body := []any{uint32(n), uint32(n)}
		for i := range n {
			text := wide(fmt.Sprint("người ", i))
			body = append(body, uint16(len(text)), byte(1), text)
		}
		table.record(recSST, body...)
		cutRecord(b, table.Bytes()[4:], n)
	}
	sheet := func(b *biff) {
		want = nil
		for i := range n {
			b.record(recLabelSST, cellHead(i, 0, 0), uint32(i))
			want = append(want, fmt.Sprintf("S!A%d string người %d", i+1, i))
		}
	}
	data := compound("Workbook", oneSheet(biff8, globals, sheet))
	wantCells(t, mustRead(t, data), want...)
}

// cutRecord lays a string table into SST and CONTINUE records of at most 999
// bytes, as Excel does with 8224.
func cutRecord(b *biff, body []byte, n int) {
	const most = 999
	var out bytes.Buffer
	typ := uint16(recSST)
	flush := func() {
		b.record(typ, out.String())
		out.Reset()
		typ = recContinue
	}
	out.Write(body[:8])
	body = body[8:]
	for range n {
		length := int(word(body)) * 2
		if out.Len()+3 > most { // the head of a string is never cut
			flush()
		}
		out.Write(body[:3])
		for chars := body[3 : 3+length]; len(chars) > 0; {
			if out.Len()+2 > most {
				flush()
				out.WriteByte(flagWide)
			}
			step := min(len(chars), (most-out.Len())/2*2)
			out.Write(chars[:step])
			chars = chars[step:]
		}
		body = body[3+length:]
	}
	flush()
}

func TestXLSRowsOutOfOrder(t *testing.T) {
	data := compound("Workbook", oneSheet(biff8, nothing, func(b *biff) {
		b.record(recNumber, cellHead(5, 1, 0), 62.0)
		b.record(recNumber, cellHead(1, 1, 0), 22.0)
		b.record(recNumber, cellHead(5, 0, 0), 61.0)
		b.record(recNumber, cellHead(1, 1, 0), 23.0) // the last word on a cell holds
	}))
	wantCells(t, mustRead(t, data), "S!B2 number 23", "S!A6 number 61", "S!B6 number 62")
}

func TestXLSOfExcel95(t *testing.T) {
	globals := func(b *biff) {
		b.record(recCodePage, uint16(1258))
		b.record(recFormat, uint16(170), byte(8), "dd/mm/yy")
		b.record(recXF, uint16(0), uint16(0))
		b.record(recXF, uint16(0), uint16(170))
		b.record(recDateMode, uint16(1))
	}
	sheet := func(b *biff) {
		b.record(recLabel, cellHead(0, 0, 0), uint16(4), "\xd0\xe3ng")
		b.record(recRString, cellHead(0, 1, 0), uint16(2), "H\xfd", byte(1), uint16(0))
		b.record(recNumber, cellHead(0, 2, 1), 39570.0)
		b.record(recFormula, cellHead(0, 3, 0), uint64(0xffff<<48), uint16(0), uint32(0), uint16(0))
		b.record(recString, uint16(1), "\xfe")
	}
	data := compound("Book", oneSheet(biff5, globals, sheet))
	wantCells(t, mustRead(t, data), "S!A1 string Đăng", "S!B1 string Hư", "S!C1 date 2012-05-03", "S!D1 string ₫")
}

func TestXLSDamaged(t *testing.T) {
	for name, sheet := range map[string]func(*biff){
		"string past the table":  func(b *biff) { b.record(recLabelSST, cellHead(0, 0, 0), uint32(9)) },
		"cell without a value":   func(b *biff) { b.record(recNumber, cellHead(0, 0, 0)) },
		"cell without a head":    func(b *biff) { b.record(recNumber, uint16(0)) },
		"text longer than it is": func(b *biff) { b.record(recLabel, cellHead(0, 0, 0), uint16(900), byte(0), "ab") },
		"half a character":       func(b *biff) { b.record(recLabel, cellHead(0, 0, 0), uint16(2), byte(1), "abc") },
		"formula text cut off":   func(b *biff) { b.record(recFormula, cellHead(0, 0, 0), uint64(0xffff<<48)); b.Write([]byte{7, 2, 255}) },
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, compound("Workbook", oneSheet(biff8, nothing, sheet)), Limits{})
			wantCode(t, err, Damaged)
		})
	}
}

func TestXLSRefusals(t *testing.T) {
	number := func(b *biff) { b.record(recNumber, cellHead(70, 9, 0), 1.0) }
	picture := func(b *biff) { b.record(recDrawing, "x") }
	locked := func(b *biff) { b.record(recFilePass, uint16(1), uint32(0)) }
	for name, c := range map[string]struct {
		data []byte
		code Code
	}{
		"encrypted":         {compound("Workbook", oneSheet(biff8, locked, number)), PasswordProtected},
		"encrypted OOXML":   {compound("EncryptedPackage", nil), PasswordProtected},
		"Word":              {compound("WordDocument", nil), NotAWorkbook},
		"PowerPoint":        {compound("PowerPoint Document", nil), NotAWorkbook},
		"another":           {compound("Something", nil), NotAWorkbook},
		"no cells":          {compound("Workbook", oneSheet(biff8, nothing, nothing)), Empty},
		"pictures":          {compound("Workbook", oneSheet(biff8, nothing, picture)), ImagesOnly},
		"Excel 4":           {compound("Book", oneSheet(0x0400, nothing, nothing)), OtherFormat},
		"no stream of ours": {compound("Workbook", []byte("\x01\x00\x02\x00ab")), OtherFormat},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := OpenBytes(c.data, Limits{})
			wantCode(t, err, c.code)
		})
	}
	data := compound("Workbook", oneSheet(biff8, nothing, number))
	_, err := read(t, data, Limits{Rows: 70})
	wantCode(t, err, TooManyRows)
	_, err = read(t, data, Limits{Columns: 9})
	wantCode(t, err, TooManyColumns)
}

func TestXLSLimitOnCells(t *testing.T) {
	long := strings.Repeat("x", 300)
	data := compound("Workbook", oneSheet(biff8, nothing, func(b *biff) {
		b.record(recLabel, cellHead(0, 0, 0), uint16(len(long)), byte(0), long)
	}))
	_, err := read(t, data, Limits{CellBytes: 299})
	refusal := wantCode(t, err, CellTooLong)
	if refusal.Sheet != "" && refusal.Sheet != "S" {
		t.Errorf("sheet %q", refusal.Sheet)
	}
	_, err = read(t, data, Limits{CellBytes: 300})
	if err != nil {
		t.Error(err)
	}
}
