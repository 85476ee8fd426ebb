package grid

import (
	"testing"
	"unicode/utf16"
)

const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0&quot; năm&quot;"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
	`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"><alignment/></xf><xf numFmtId="165"/></cellXfs></styleSheet>`

func TestXLSXCells(t *testing.T) {
	const strings = `<sst><si><t>một</t></si><si><r><t>h</t></r><r><t xml:space="preserve">ai </t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si/><si><t/></si></sst>`
	for name, c := range map[string]struct {
		rows string
		want []string
	}{
		"numbers are plain": {
			`<row r="2"><c r="A2"><v>5</v></c><c r="B2"><v>2012.0</v></c><c r="C2"><v>1E7</v></c><c r="D2"><v>0.10000000000000001</v></c>` +
				`<c r="E2"><v>-3.5</v></c><c r="F2" t="n"><v>38381201</v></c><c r="G2"><v>1.2345678901234599E+17</v></c><c r="H2"><v>007</v></c></row>`,
			[]string{"S!A2 number 5", "S!B2 number 2012", "S!C2 number 10000000", "S!D2 number 0.1", "S!E2 number -3.5",
				"S!F2 number 38381201", "S!G2 number 123456789012346000", "S!H2 number 7"},
		},
		"what is no number stays text": {
			`<row><c><v>NaN</v></c><c><v>Infinity</v></c><c><v>1,5</v></c></row>`,
			[]string{"S!A1 string NaN", "S!B1 string Infinity", "S!C1 string 1,5"},
		},
		"text": {
			`<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c>` +
				`<c t="inlineStr"><is><t>0900</t></is></c><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c><c t="str"><f>A1&amp;""</f><v>một</v></c></row>`,
			[]string{"S!A1 string một", "S!B1 string hai ", "S!E1 string 0900", "S!F1 string ab", "S!G1 string một"},
		},
		"dates": {
			`<row><c s="1"><v>41032</v></c><c s="2"><v>41032.3125</v></c><c s="2"><v>0.3125</v></c><c s="3"><v>2012</v></c>` +
				`<c t="d"><v>2012-05-03T00:00:00</v></c><c s="1"><v>-1</v></c><c s="1"><v>60</v></c><c s="1"><v>61</v></c><c s="1"><v>1</v></c></row>`,
			[]string{"S!A1 date 2012-05-03", "S!B1 date 2012-05-03T07:30:00", "S!C1 date 07:30:00", "S!D1 number 2012",
				"S!E1 date 2012-05-03", "S!F1 number -1", "S!G1 date 1900-02-29", "S!H1 date 1900-03-01", "S!I1 date 1900-01-01"},
		},
		"truths, errors and formulas": {
			`<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><f>NA()</f><v>#N/A</v></c><c><f>1+1</f><v>2</v></c><c><f>B9</f></c><c t="str"><f>""</f><v></v></c></row>`,
			[]string{"S!A1 bool TRUE", "S!B1 bool FALSE", "S!C1 failed #N/A", "S!D1 number 2", "S!E1 uncomputed "},
		},
		"gaps, and rows without a value": {
			`<row r="3"><c r="C3"><v>1</v></c><c r="D3" s="1"/></row><row r="4"/><row r="5"><c r="A5"><v></v></c></row><row><c r="B6"><v>2</v></c><c><v>3</v></c></row>`,
			[]string{"S!C3 number 1", "S!B6 number 2", "S!C6 number 3"},
		},
		"prefixes, entities, comments, CDATA": {
			`<x:row r="1"><x:c r='A1' t="inlineStr"><x:is><x:t>&lt;&#225;&#x1EA1;&gt;</x:t></x:is></x:c><!-- <c> --><x:c t="str"><x:v>a<![CDATA[<b>&]]>c<!-- no -->d` + "\r\n" + `e</x:v></x:c></x:row>`,
			[]string{"S!A1 string <áạ>", "S!B1 string a<b>&cd\ne"},
		},
		"characters XML cannot hold": {
			`<row><c t="str"><v>a_x000D_b_x005F_x000D_c_x0000_</v></c><c t="str"><v>` + "\xff" + `</v></c></row>`,
			[]string{"S!A1 string a\rb_x000D_c\uFFFD", "S!B1 string \uFFFD"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			data := sheetOf(t, c.rows, "xl/styles.xml", styles, "xl/sharedStrings.xml", strings)
			wantCells(t, mustRead(t, data), c.want...)
		})
	}
}

func TestXLSXDateSystemOf1904(t *testing.T) {
	book := `<workbook xmlns:r="u"><workbookPr date1904="true"/><sheets><sheet name="S" sheetId="1" r:id="s1"/></sheets></workbook>`
	data := sheetOf(t, `<row><c s="1"><v>39570</v></c></row>`, "xl/styles.xml", styles, "xl/workbook.xml", book)
	wantCells(t, mustRead(t, data), "S!A1 date 2012-05-03")
}

// A drawing anchored in the sheet has elements named row, and some writers put
// a > into attributes.
func TestXLSXElementsThatLookLikeRows(t *testing.T) {
	sheet := `<worksheet a="<row>"><sheetData><row><c><v>1</v></c></row></sheetData>` +
		`<controls><from><xdr:row>7</xdr:row><c r="B2"><v>9</v></c></from></controls><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`
	data := workbook(t, "xl/worksheets/sheet1.xml", sheet)
	wantCells(t, mustRead(t, data), "S!A1 number 1")
}

func TestXLSXInUTF16(t *testing.T) {
	var text []byte
	sheet := `<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row><c t="str"><v>Đặng</v></c></row></sheetData></worksheet>`
	for _, unit := range utf16.Encode([]rune("\ufeff" + sheet)) {
		text = append(text, byte(unit), byte(unit>>8))
	}
	data := workbook(t, "xl/worksheets/sheet1.xml", string(text))
	wantCells(t, mustRead(t, data), "S!A1 string Đặng")
}

// A workbook may name another file as the home of a link, a picture or even a
// sheet; none is looked at.
func TestXLSXLinksOutsideAreNotFollowed(t *testing.T) {
	rels := `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="ss" Type="x/sharedStrings" TargetMode="External" Target="file:///etc/passwd"/>` +
		`<Relationship Id="st" Type="x/styles" Target="../../../../etc/passwd"/></Relationships>`
	wantCells(t, mustRead(t, workbook(t, "xl/_rels/workbook.xml.rels", rels)), "S!A1 number 1")
}

func TestXLSXChartSheetsAreLeftOut(t *testing.T) {
	rels := smallest["xl/_rels/workbook.xml.rels"]
	rels = rels[:len(rels)-len("</Relationships>")] + `<Relationship Id="c1" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`
	book := `<workbook xmlns:r="u"><sheets><sheet name="Biểu đồ" sheetId="2" r:id="c1"/><sheet name="S" sheetId="1" state="hidden" r:id="s1"/></sheets></workbook>`
	data := workbook(t, "xl/_rels/workbook.xml.rels", rels, "xl/workbook.xml", book, "xl/chartsheets/sheet1.xml", "<chartsheet/>")
	wantCells(t, mustRead(t, data), "S!A1 number 1")
}
