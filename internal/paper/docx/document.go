package docx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"hoctap/internal/paper"
)

const namespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// The width between the margins of A4 in twentieths of a point: 210 − 30 − 15 mm.
const textWidth = 9355

// The head reaches a little into both margins, as it does on official papers:
// between them a ward's name and the motto do not stand side by side.
const (
	headReach   = 280
	issuerWidth = 4460
)

// writer writes the text; the first fault stays in the buffer and comes at the
// flush.
type writer struct {
	*bufio.Writer
	report *paper.Report
	keep   string // of a block that stays with what follows
}

// keptBlocks stay with the signatures: a page of nothing but signatures could be
// put under anything.
const keptBlocks = 2

func document(out io.Writer, r *paper.Report) error {
	w := &writer{Writer: bufio.NewWriter(out), report: r}
	w.say(xmlHead + `<w:document ` + namespace + `><w:body>`)
	w.top()
	w.title()
	for i := range r.Blocks {
		w.keep = ""
		if i >= len(r.Blocks)-keptBlocks {
			w.keep = `<w:keepNext/>`
		}
		err := w.block(&r.Blocks[i])
		if err != nil {
			return err
		}
	}
	w.foot()
	// Margins of official papers: 20 mm above and below, 30 at the binding, 15.
	w.say(`<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return w.Flush()
}

func (w *writer) say(s string) { _, _ = w.WriteString(s) }

func text(s string) string {
	var b bytes.Buffer
	err := xml.EscapeText(&b, []byte(s))
	if err != nil {
		return ""
	}
	return b.String()
}

func run(s, look string) string {
	if s == "" {
		return ""
	}
	return `<w:r><w:rPr>` + look + `</w:rPr><w:t xml:space="preserve">` + text(s) + `</w:t></w:r>`
}

// line is a paragraph of one look.
func line(s, paragraph, look string) string {
	return `<w:p><w:pPr>` + paragraph + `</w:pPr>` + run(s, look) + `</w:p>`
}

const (
	centred = `<w:jc w:val="center"/>`
	bold    = `<w:b/>`
	italic  = `<w:i/>`
	tight   = `<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>`
)

// ended is the paragraph that has to follow a table, too small to need a page.
const ended = `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>`

// top sets the issuer and the number at the left, the motto and the day at the
// right, in a table without lines.
func (w *writer) top() {
	r := w.report
	var left, right string
	for i, s := range r.Issuers {
		look := `<w:sz w:val="24"/>`
		if i == len(r.Issuers)-1 {
			look = bold + look + `<w:u w:val="single"/>`
		}
		left += line(s, tight+centred, look)
	}
	left += line(r.Number, tight+centred, `<w:sz w:val="26"/>`)
	right += line(r.Words.Motto[0], tight+centred, bold+`<w:sz w:val="24"/>`)
	right += line(r.Words.Motto[1], tight+centred, bold+`<w:sz w:val="26"/><w:u w:val="single"/>`)
	right += line(r.Issued, tight+centred, italic+`<w:sz w:val="26"/>`)
	w.pair(-headReach, issuerWidth, textWidth+2*headReach, left, right)
}

// pair sets two columns beside each other without lines, from an indent over a
// width.
func (w *writer) pair(indent, first, width int, left, right string) {
	cell := func(width int, body string) string {
		return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>`, width, body)
	}
	w.say(fmt.Sprintf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblInd w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%d"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>`,
		width, indent, first, width-first))
	w.say(cell(first, left) + cell(width-first, right) + `</w:tr></w:tbl>`)
}

func (w *writer) title() {
	w.say(line("", tight, ""))
	for _, s := range strings.Split(w.report.Title, "\n") {
		w.say(line(s, `<w:pStyle w:val="Title"/>`+tight+centred, bold))
	}
	if w.report.Subject != "" {
		w.say(line(w.report.Subject, `<w:spacing w:after="120"/>`+centred, bold))
	}
}

func (w *writer) block(b *paper.Block) error {
	switch b.Kind {
	case paper.Heading:
		w.say(line(b.Text, `<w:pStyle w:val="Heading1"/>`, ""))
	case paper.Lower:
		w.say(line(b.Text, `<w:pStyle w:val="Heading2"/>`, ""))
	case paper.Item:
		w.say(line("– "+b.Text, `<w:pStyle w:val="Body"/>`+w.keep, ""))
	case paper.Room:
		w.say(`<w:p><w:pPr><w:pStyle w:val="Body"/>` + w.keep + `<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9350"/></w:tabs></w:pPr>` + run(b.Text, "") + `<w:r><w:tab/></w:r></w:p>`)
	case paper.Grid:
		return w.table(b.Table)
	default:
		w.say(line(b.Text, `<w:pStyle w:val="Body"/>`+w.keep, ""))
	}
	return nil
}

// foot sets who gets the paper at the left and who signs at the right; more than
// one signer stand side by side.
func (w *writer) foot() {
	r := w.report
	w.say(line("", `<w:keepNext/>`+tight, ""))
	if len(r.Sent) > 0 && len(r.Signers) == 1 {
		var left string
		for i, s := range r.Sent {
			look := `<w:sz w:val="22"/>`
			if i == 0 {
				look = bold + italic + `<w:sz w:val="24"/>`
			}
			left += line(s, tight, look)
		}
		w.pair(0, 4600, textWidth, left, signer(r.Signers[0]))
		w.say(ended)
		return
	}
	for i := 0; i < len(r.Signers); i += 2 {
		right := line("", tight, "")
		if i+1 < len(r.Signers) {
			right = signer(r.Signers[i+1])
		}
		w.pair(0, textWidth/2, textWidth, signer(r.Signers[i]), right)
		w.say(ended)
	}
}

func signer(s paper.Signer) string {
	var b string
	for _, l := range s.Lines {
		look := bold
		if strings.HasPrefix(l, "(") {
			look = italic + `<w:sz w:val="24"/>`
		}
		b += line(l, tight+centred, look)
	}
	for range 4 {
		b += line("", tight, "")
	}
	return b + line(s.Name, tight+centred, bold)
}
