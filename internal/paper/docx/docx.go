// Package docx writes reports as Word files (ECMA-376), so that an office can
// finish them: it knows the few things an official paper is made of and no more.
// The Go libraries for Word either write no heads and feet or are not kept up; see
// docs/decisions.
package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"time"

	"hoctap/internal/paper"
)

// Write writes a report. Two writings of one report give the same bytes.
func Write(out io.Writer, report *paper.Report) error {
	z := zip.NewWriter(out)
	for _, part := range []struct{ name, body string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", relations},
		{"docProps/core.xml", properties(report)},
		{"word/_rels/document.xml.rels", documentRelations},
		{"word/styles.xml", styles(report)},
		{"word/footer1.xml", footer(report)},
	} {
		err := write(z, part.name, func(w io.Writer) error {
			_, err := io.WriteString(w, part.body)
			return err
		})
		if err != nil {
			return err
		}
	}
	err := write(z, "word/document.xml", func(w io.Writer) error { return document(w, report) })
	if err != nil {
		return err
	}
	err = z.Close()
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

func write(z *zip.Writer, name string, body func(io.Writer) error) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // no hour: it would differ each time
	if err == nil {
		err = body(w)
	}
	if err != nil {
		return fmt.Errorf("write report: %s: %w", name, err)
	}
	return nil
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const relations = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const documentRelations = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`

func properties(r *paper.Report) string {
	stamp := r.Stamp.UTC().Format(time.RFC3339)
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + text(strings.TrimSpace(r.Title+" "+r.Subject)) + `</dc:title><dc:creator>hoctap</dc:creator><dc:description>` + text(r.Trace) +
		`</dc:description><dc:language>` + text(string(r.Lang)) + `</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">` + stamp +
		`</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:modified></cp:coreProperties>`
}

// styles: Times New Roman throughout, headings that Word knows as such.
func styles(r *paper.Report) string {
	face := `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>`
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + namespace + `><w:docDefaults><w:rPrDefault><w:rPr>` + face + `<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="` +
		text(string(r.Lang)) + `"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	style := func(id, name, paragraph, run string) {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`, id, name, paragraph, run)
	}
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`)
	style("Title", "Title", `<w:jc w:val="center"/>`, `<w:b/>`)
	style("Heading1", "heading 1", `<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="720"/><w:outlineLvl w:val="0"/>`, `<w:b/>`)
	style("Heading2", "heading 2", `<w:keepNext/><w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="720"/><w:outlineLvl w:val="1"/>`, `<w:b/><w:i/>`)
	style("Body", "Body Text", `<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>`, "")
	b.WriteString(`</w:styles>`)
	return b.String()
}

func footer(r *paper.Report) string {
	return xmlHead + `<w:ftr ` + namespace + `><w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="9350"/></w:tabs></w:pPr>` +
		run(r.Trace, `<w:sz w:val="14"/>`) + `<w:r><w:tab/></w:r>` + run(r.Words.Page, `<w:sz w:val="20"/>`) + field("PAGE") + run("/", `<w:sz w:val="20"/>`) + field("NUMPAGES") + `</w:p></w:ftr>`
}

func field(name string) string {
	return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>`
}
