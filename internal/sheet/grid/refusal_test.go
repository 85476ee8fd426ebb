package grid

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// encrypted is a workbook that takes a password to open.
func encrypted(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	var out bytes.Buffer
	err := f.Write(&out, excelize.Options{Password: "mật khẩu"})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// zipOf is an archive of parts of no workbook.
func zipOf(t testing.TB, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		err := writePart(w, name, []byte("application/vnd.oasis.opendocument.spreadsheet"))
		if err != nil {
			t.Fatal(err)
		}
	}
	err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func rootTo(target string) string {
	return `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="` + target + `"/></Relationships>`
}

func TestRefusals(t *testing.T) {
	whole := readFile(t, sample+".xlsx")
	wholeXLS := readFile(t, sample+".xls")
	const noCells = `<worksheet><sheetData><row r="1"><c r="A1" s="1"/></row></sheetData></worksheet>`
	for name, c := range map[string]struct {
		data []byte
		code Code
		says string // a piece of the message
	}{
		"no byte":              {nil, EmptyFile, "0 byte"},
		"one byte":             {[]byte("P"), NotAWorkbook, "không phải là tệp Excel"},
		"zip magic only":       {zipMagic, Damaged, "bị hỏng"},
		"compound magic only":  {oleMagic, Damaged, "bị hỏng"},
		"HTML":                 {[]byte("\xef\xbb\xbf<html><table><tr><td>1</td></tr></table>"), OtherFormat, "HTML"},
		"HTML, bare table":     {[]byte(" <TABLE border=1>"), OtherFormat, "HTML"},
		"HTML in an archive":   {[]byte("MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"), OtherFormat, "HTML"},
		"XML of 2003":          {[]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), OtherFormat, "XML 2003"},
		"CSV":                  {[]byte("TT,Họ đệm,Tên\n1,Đặng,Sỹ\n"), OtherFormat, "CSV"},
		"CSV in UTF-16":        {[]byte("\xff\xfeT\x00\t\x00T\x00\n\x00"), OtherFormat, "CSV"},
		"text":                 {[]byte("Kính gửi"), NotAWorkbook, "chọn nhầm"},
		"Excel 4 without OLE":  {[]byte{9, 4, 6, 0, 0, 0, 0x10, 0, 0, 0}, OtherFormat, "đời cũ"},
		"PDF":                  {[]byte("%PDF-1.7\n"), NotAWorkbook, "PDF"},
		"picture":              {[]byte("\x89PNG\r\n\x1a\n"), NotAWorkbook, "hình ảnh"},
		"RAR":                  {[]byte("Rar!\x1a\x07"), NotAWorkbook, "tệp nén"},
		"zip of other things":  {zipOf(t, "a.txt"), NotAWorkbook, "tệp nén"},
		"ODS":                  {zipOf(t, "mimetype", "content.xml"), OtherFormat, ".ods"},
		"Word":                 {workbook(t, "_rels/.rels", rootTo("word/document.xml")), NotAWorkbook, "Word"},
		"xlsb":                 {workbook(t, "_rels/.rels", rootTo("xl/workbook.bin")), OtherFormat, ".xlsb"},
		"password":             {encrypted(t), PasswordProtected, "mật khẩu"},
		"truncated":            {whole[:len(whole)/2], Damaged, "bị hỏng"},
		"truncated xls":        {wholeXLS[:len(wholeXLS)/2], Damaged, "bị hỏng"},
		"no cell":              {workbook(t, "xl/worksheets/sheet1.xml", noCells), Empty, "không có ô nào"},
		"pictures only":        {workbook(t, "xl/worksheets/sheet1.xml", noCells, "xl/media/image1.png", "x"), ImagesOnly, "hình ảnh"},
		"no sheet":             {workbook(t, "xl/workbook.xml", `<workbook/>`), Empty, "không có ô nào"},
		"sheet cut off":        {workbook(t, "xl/worksheets/sheet1.xml", `<worksheet><sheetData>`), Damaged, "bị hỏng"},
		"workbook part gone":   {workbook(t, "_rels/.rels", rootTo("xl/other.xml")), Damaged, "bị hỏng"},
		"string out of range":  {sheetOf(t, `<row><c t="s"><v>7</v></c></row>`), Damaged, "bị hỏng"},
		"row out of range":     {sheetOf(t, `<row r="1048577"><c><v>7</v></c></row>`), Damaged, "bị hỏng"},
		"column out of range":  {sheetOf(t, `<row r="1"><c r="XFE1"><v>7</v></c></row>`), Damaged, "bị hỏng"},
		"entity bomb":          {workbook(t, "xl/worksheets/sheet1.xml", `<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><worksheet><sheetData><row><c t="str"><v>&c;</v></c></row></sheetData></worksheet>`), Damaged, "bị hỏng"},
		"external entity":      {workbook(t, "xl/sharedStrings.xml", `<!DOCTYPE a SYSTEM "file:///etc/passwd"><sst/>`), Damaged, "bị hỏng"},
		"entity unknown":       {sheetOf(t, `<row><c t="str"><v>&nbsp;</v></c></row>`), Damaged, "bị hỏng"},
		"reference to nothing": {sheetOf(t, `<row><c t="str"><v>&#0;</v></c></row>`), Damaged, "bị hỏng"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, c.data, Limits{})
			refusal := wantCode(t, err, c.code)
			if !strings.Contains(refusal.Message(), c.says) {
				t.Errorf("message %q does not say %q", refusal.Message(), c.says)
			}
		})
	}
}

// Damage behind the first row, which alone is read on opening.
func TestDamageFurtherOn(t *testing.T) {
	var rows strings.Builder
	for i := range 20_000 {
		rows.WriteString(`<row><c><v>` + numberText(float64(i*7919%10007)) + `</v></c></row>`)
	}
	whole := sheetOf(t, rows.String())
	for at := 600; at < len(whole)-2000; at += 500 {
		data := bytes.Clone(whole)
		copy(data[at:], "\xff\xff\xff\xff\xff\xff")
		_, err := read(t, data, Limits{})
		if err != nil {
			wantCode(t, err, Damaged)
		}
	}
}

// The ending of the name decides nothing.
func TestWrongEnding(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pcgd.xls")
	err := os.WriteFile(name, readFile(t, sample+".xlsx"), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(name, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if b.Kind() != XLSX {
		t.Errorf("kind %s", b.Kind())
	}
	err = b.Close()
	if err != nil {
		t.Error(err)
	}
}

func TestLimits(t *testing.T) {
	data := sheetOf(t, `<row r="9"><c r="D9" t="str"><v>xin chào</v></c></row><row r="10"><c r="E10" s="1"/></row>`)
	whole := Limits{Rows: 9, Columns: 4, CellBytes: len("xin chào")}
	_, err := read(t, data, whole)
	if err != nil {
		t.Errorf("at its limits: %v", err)
	}
	for code, lim := range map[Code]Limits{
		TooManyRows:    {Rows: 8},
		TooManyColumns: {Columns: 3},
		CellTooLong:    {CellBytes: len("xin chào") - 1},
		TooLarge:       {FileBytes: int64(len(data)) - 1},
	} {
		_, err := read(t, data, lim)
		refusal := wantCode(t, err, code)
		if refusal.Size <= refusal.Limit || refusal.Limit == 0 {
			t.Errorf("%s: %d of %d", code, refusal.Size, refusal.Limit)
		}
	}
}

// spaces is a sheet that packs a thousandfold.
func spaces(n int) string {
	return `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>` + strings.Repeat(" ", n) + `</worksheet>`
}

func TestZipBomb(t *testing.T) {
	const size = 40 << 20
	bomb := workbook(t, "xl/worksheets/sheet1.xml", spaces(size))
	if len(bomb) > size/200 {
		t.Fatalf("bomb of %d bytes", len(bomb))
	}
	_, err := OpenBytes(bomb, Limits{})
	wantCode(t, err, ZipBomb)
	_, err = OpenBytes(bomb, Limits{Ratio: 2000, UnzippedBytes: 20 << 20})
	wantCode(t, err, ZipBomb)
	_, err = OpenBytes(bomb, Limits{Ratio: 2000})
	if err != nil {
		t.Errorf("within its limits: %v", err)
	}
}

// The size that a bomb declares is a lie like everything in it.
func TestZipBombThatLies(t *testing.T) {
	sheet := spaces(1 << 20)
	bomb := workbook(t, "xl/worksheets/sheet1.xml", sheet)
	real := binary.LittleEndian.AppendUint32(nil, uint32(len(sheet)))
	small := binary.LittleEndian.AppendUint32(nil, 70)
	if bytes.Count(bomb, real) == 0 {
		t.Fatal("no size to lie about")
	}
	b, err := OpenBytes(bytes.ReplaceAll(bomb, real, small), Limits{})
	if err == nil {
		_, err = b.Merges("S")
	}
	wantCode(t, err, ZipBomb)
}

func TestManyParts(t *testing.T) {
	var names []string
	for i := range maxParts + 1 {
		names = append(names, Address(1, i+1))
	}
	_, err := OpenBytes(zipOf(t, names...), Limits{})
	wantCode(t, err, ZipBomb)
}

func TestStringsTooMany(t *testing.T) {
	table := `<sst><si><t>` + strings.Repeat("x", 1000) + `</t></si></sst>`
	data := sheetOf(t, `<row><c t="s"><v>0</v></c></row>`, "xl/sharedStrings.xml", table)
	_, err := read(t, data, Limits{StringBytes: 999})
	wantCode(t, err, ZipBomb)
}

func TestPanicBecomesDamaged(t *testing.T) {
	err := guard(func() error { panic("crafted") })
	refusal := wantCode(t, err, Damaged)
	if !strings.Contains(refusal.Error(), "crafted") {
		t.Errorf("the log does not say why: %v", refusal)
	}
}

func TestEveryCodeHasItsMessage(t *testing.T) {
	seen := map[string]Code{}
	for _, code := range []Code{EmptyFile, NotAWorkbook, OtherFormat, PasswordProtected, TooLarge, ZipBomb, TooManyRows,
		TooManyColumns, CellTooLong, Empty, ImagesOnly, Damaged} {
		message := (&Refusal{Code: code, Size: 70 << 20, Limit: 64 << 20, Sheet: "S", Found: "x"}).Message()
		if other, ok := seen[message]; ok {
			t.Errorf("%s and %s say the same: %s", code, other, message)
		}
		seen[message] = code
		if message == (&Refusal{}).Message() || strings.ContainsAny(message, "!") || strings.Contains(message, "Vui lòng") {
			t.Errorf("%s: %s", code, message)
		}
	}
	got := (&Refusal{Code: TooLarge, Size: 70<<20 + 1<<19, Limit: 1 << 30}).Message()
	if !strings.HasPrefix(got, "Tệp lớn 70,5 MB, vượt giới hạn 1.024,0 MB.") {
		t.Error(got)
	}
	wrapped := errors.Join(errors.New("import"), &Refusal{Code: Empty})
	if CodeOf(wrapped) != Empty || CodeOf(errors.New("other")) != "" {
		t.Error("CodeOf does not find the refusal")
	}
}
