package pdf

import (
	"strings"

	"hoctap/internal/paper/pdffile"
)

// block is a piece of text to be set: in which font, how large, where it stands.
type block struct {
	font  *pdffile.Font
	size  float64
	text  string
	align align
	rule  float64 // a line below, this part of the text's own width
}

// align says where a text stands in its room.
type align int

const (
	toLeft align = iota
	toCentre
	toRight
)

// heading sets the code, who issues the paper, the motto, and the title.
func (w *writer) heading() {
	if w.doc.Code != "" {
		w.paragraph("P", block{font: w.bold, size: sizeText, text: w.doc.Code, align: toRight})
		w.y += 2
	}
	motto := w.doc.Words.Motto
	half := w.textWidth() / 2
	var issuer []block
	for i, line := range w.doc.Issuers {
		b := block{font: w.regular, size: sizeMotto, text: line, align: toCentre}
		if i == len(w.doc.Issuers)-1 {
			b.font, b.rule = w.bold, 0.45
		}
		issuer = append(issuer, b)
	}
	top := w.y
	left := w.column("P", marginLeft, half*0.92, issuer)
	w.y = top
	right := w.column("P", marginLeft+half, half, []block{
		{font: w.bold, size: sizeMotto, text: motto[0], align: toCentre},
		{font: w.bold, size: sizeMotto + 0.5, text: motto[1], align: toCentre, rule: 1},
	})
	w.y = max(left, right) + 14
	w.title()
}

func (w *writer) title() {
	w.paragraph("H1", block{font: w.bold, size: sizeTitle, text: strings.ToUpper(w.doc.Title), align: toCentre})
	if w.doc.Of != "" {
		w.y += 2
		w.paragraph("P", block{font: w.bold, size: sizeText, text: w.doc.Of, align: toCentre})
	}
	w.y += 6
	if w.doc.Unit != "" {
		w.paragraph("P", block{font: w.italic, size: sizeSmall + 1, text: w.doc.Unit, align: toRight})
		w.y += 2
	}
}

// column sets blocks one below the other, and tells where they end.
func (w *writer) column(tag string, x, width float64, blocks []block) float64 {
	for _, b := range blocks {
		w.set(tag, x, width, b)
	}
	return w.y
}

// paragraph sets a block over the whole width.
func (w *writer) paragraph(tag string, b block) { w.set(tag, marginLeft, w.textWidth(), b) }

// set sets a block as one element, over as many pages as it needs.
func (w *writer) set(tag string, x, width float64, b block) {
	lines := wrap(b.font, b.size, b.text, width)
	if len(lines) == 0 {
		return
	}
	node := w.file.Root().Begin(tag, "")
	for _, line := range lines {
		if w.room() < b.size*leading {
			w.turn()
		}
		w.page.Mark(node)
		w.page.Text(b.font, b.size, w.start(b, x, width, line), w.y+b.size, line)
		w.page.Unmark()
		w.y += b.size * leading
	}
	node.End()
	if b.rule > 0 {
		w.rule(b, x, width, lines[len(lines)-1])
	}
}

func (w *writer) start(b block, x, width float64, line string) float64 {
	free := width - lineWidth(b.font, b.size, line)
	switch b.align {
	case toCentre:
		return x + free/2
	case toRight:
		return x + free
	}
	return x
}

// rule draws the line that stands under the issuer and the motto.
func (w *writer) rule(b block, x, width float64, line string) {
	long := lineWidth(b.font, b.size, line) * b.rule
	from := x + (width-long)/2
	w.page.Artifact()
	w.page.Line(from, w.y+3, from+long, w.y+3, 0.6)
	w.page.Unmark()
	w.y += 6
}
