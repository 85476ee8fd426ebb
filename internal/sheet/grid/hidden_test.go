package grid

import (
	"fmt"
	"testing"
)

func TestHidden(t *testing.T) {
	xlsx := workbook(t, "xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
		<cols><col min="1" max="1" width="9"/><col min="3" max="4" width="0" hidden="1"/></cols>
		<sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="5" hidden="1"><c r="A5"><v>2</v></c></row><row hidden="true"><c><v>3</v></c></row></sheetData></worksheet>`)
	xls := compound("Workbook", oneSheet(0x0600, nothing, func(b *biff) {
		b.record(recColumnInfo, uint16(2), uint16(3), uint16(2560), uint16(0), uint16(columnHidden), uint16(0))
		b.record(recRow, uint16(4), uint16(0), uint16(1), uint16(300), uint16(0), uint16(0), uint16(rowHidden), uint16(0))
		b.record(recNumber, uint16(4), uint16(0), uint16(0), float64(7))
	}))
	for name, test := range map[string]struct {
		data []byte
		want string
	}{"xlsx": {xlsx, "{[5 6] [3 4]}"}, "xls": {xls, "{[5] [3 4]}"}} {
		t.Run(name, func(t *testing.T) {
			b, err := OpenBytes(test.data, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			got, err := b.Hidden(b.Sheets()[0])
			if err != nil || fmt.Sprint(got) != test.want {
				t.Errorf("hidden %v, %v, want %s", got, err, test.want)
			}
		})
	}
}
