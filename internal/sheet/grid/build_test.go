package grid

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
)

var update = flag.Bool("update", false, "write the golden files anew")

const sample = "testdata/mau-nhap-lieu-2025"

// read opens a workbook and gives every cell that is not blank as
// "sheet!address type text".
func read(t testing.TB, data []byte, lim Limits) ([]string, error) {
	t.Helper()
	b, err := OpenBytes(data, lim)
	if err != nil {
		return nil, err
	}
	var cells []string
	for _, sheet := range b.Sheets() {
		rows, err := b.Rows(sheet)
		if err != nil {
			return cells, err
		}
		for rows.Next() {
			for i, c := range rows.Cells() {
				if c.Type != Blank {
					cells = append(cells, fmt.Sprintf("%s!%s %s %s", sheet, Address(i+1, rows.Number()), typeNames[c.Type], c.Text))
				}
			}
		}
		err = errors.Join(rows.Err(), rows.Close())
		if err != nil {
			return cells, err
		}
	}
	return cells, b.Close()
}

var typeNames = map[Type]string{
	String: "string", Number: "number", Bool: "bool", Date: "date", Failed: "failed", Uncomputed: "uncomputed",
}

func mustRead(t testing.TB, data []byte) []string {
	t.Helper()
	cells, err := read(t, data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

func wantCells(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func wantCode(t *testing.T, err error, code Code) *Refusal {
	t.Helper()
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Code != code {
		t.Fatalf("got %v, want refusal %s", err, code)
	}
	return refusal
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The smallest parts that make a workbook with one sheet S.
var smallest = map[string]string{
	"_rels/.rels":     `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml": `<workbook xmlns:r="u"><sheets><sheet name="S" sheetId="1" r:id="s1"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<Relationships>` +
		`<Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="st" Type="x/styles" Target="/xl/styles.xml"/>` +
		`<Relationship Id="ss" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
	"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`,
}

// workbook zips the smallest workbook with some parts replaced or added, given
// as path, content and so on.
func workbook(t testing.TB, parts ...string) []byte {
	t.Helper()
	all := map[string]string{}
	for name, data := range smallest {
		all[name] = data
	}
	for i := 0; i+1 < len(parts); i += 2 {
		all[parts[i]] = parts[i+1]
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, data := range all {
		err := writePart(w, name, []byte(data))
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

// sheetOf wraps the rows of a sheet.
func sheetOf(t testing.TB, data string, parts ...string) []byte {
	t.Helper()
	sheet := `<worksheet><sheetData>` + data + `</sheetData></worksheet>`
	return workbook(t, append(parts, "xl/worksheets/sheet1.xml", sheet)...)
}

// parts unzips a workbook.
func partsOf(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		if _, ok := parts[f.Name]; ok {
			t.Errorf("part %s stands twice in the package", f.Name)
		}
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// biff is a workbook stream under construction.
type biff struct{ bytes.Buffer }

// record appends one, its body given in pieces: bytes, words, doubles, text.
func (b *biff) record(typ uint16, body ...any) *biff {
	var data bytes.Buffer
	for _, piece := range body {
		if s, ok := piece.(string); ok {
			piece = []byte(s)
		}
		err := binary.Write(&data, binary.LittleEndian, piece)
		if err != nil {
			panic(err)
		}
	}
	for _, head := range []uint16{typ, uint16(data.Len())} {
		b.Write(binary.LittleEndian.AppendUint16(nil, head))
	}
	b.Write(data.Bytes())
	return b
}

// wide is text in UTF-16.
func wide(text string) []uint16 { return utf16.Encode([]rune(text)) }

// oneSheet is a stream of globals, a sheet S, and its records.
func oneSheet(version uint16, globals, sheet func(*biff)) []byte {
	name := []any{byte(1), byte(0), "S"}
	if version == biff5 {
		name = []any{byte(1), "S"}
	}
	head := func(start int) *biff {
		b := &biff{}
		b.record(recBOF, version, uint16(5))
		globals(b)
		b.record(recBoundSheet, append([]any{uint32(start), uint16(0)}, name...)...)
		b.record(recEOF)
		return b
	}
	b := head(head(0).Len())
	b.record(recBOF, version, uint16(0x10))
	sheet(b)
	b.record(recEOF)
	return b.Bytes()
}

func nothing(*biff) {}

// compound wraps a stream in a compound file: a header, one sector of
// directory, then the stream, then the table of sectors.
func compound(name string, stream []byte) []byte {
	const sector = 512
	stream = append(bytes.Clone(stream), make([]byte, max(4096-len(stream), (sector-len(stream)%sector)%sector))...)
	stream = stream[:len(stream)/sector*sector]
	n := len(stream) / sector
	fatSectors := (n+1)/(sector/4) + 1
	chain := []uint32{0xfffffffe}
	for i := range n {
		chain = append(chain, uint32(i+2))
	}
	chain[n] = 0xfffffffe
	for range fatSectors {
		chain = append(chain, 0xfffffffd)
	}
	for len(chain)%(sector/4) != 0 {
		chain = append(chain, 0xffffffff)
	}
	var b bytes.Buffer
	put := func(values ...any) {
		for _, v := range values {
			err := binary.Write(&b, binary.LittleEndian, v)
			if err != nil {
				panic(err)
			}
		}
	}
	put(oleMagic, make([]byte, 16), uint16(0x3e), uint16(3), uint16(0xfffe), uint16(9), uint16(6), make([]byte, 6),
		uint32(0), uint32(fatSectors), uint32(0), uint32(0), uint32(4096), uint32(0xfffffffe), uint32(0), uint32(0xfffffffe), uint32(0))
	for i := range 109 {
		at := uint32(0xffffffff)
		if i < fatSectors {
			at = uint32(1 + n + i)
		}
		put(at)
	}
	entry := func(name string, kind byte, child, start uint32, size int) {
		var raw [32]uint16
		copy(raw[:], wide(name))
		put(raw, uint16(2*len(name)+2), kind, byte(1), uint32(0xffffffff), uint32(0xffffffff), child,
			make([]byte, 36), start, uint64(size))
	}
	entry("Root Entry", 5, 1, 0xfffffffe, 0)
	entry(name, 2, 0xffffffff, 1, len(stream))
	put(make([]byte, 256), stream, chain)
	return b.Bytes()
}
