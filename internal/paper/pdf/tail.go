package pdf

import (
	"strings"

	"hoctap/internal/paper"
)

// signatureRoom is where a hand signs and a stamp fits.
const signatureRoom = 62

// tail sets the notes and the places to sign. Signatures are never parted.
func (w *writer) tail() {
	w.y += 4
	w.notes(w.doc.Words.Notes, w.doc.Notes)
	w.notes(w.doc.Words.Unknowns, w.doc.Unknowns)
	if w.room() < w.signersHeight() {
		w.turn()
	}
	w.signers()
}

func (w *writer) notes(head string, notes []string) {
	if len(notes) == 0 {
		return
	}
	if w.room() < 2*sizeSmall*leading {
		w.turn()
	}
	w.paragraph("P", block{font: w.bold, size: sizeSmall, text: head})
	for _, note := range notes {
		w.paragraph("P", block{font: w.regular, size: sizeSmall, text: "– " + note})
	}
	w.y += 2
}

// tailHeight is what the tail needs below the last rows, so that a page never
// holds nothing but signatures.
func (w *writer) tailHeight() float64 {
	lines := 0
	for _, list := range [][]string{w.doc.Notes, w.doc.Unknowns} {
		if len(list) > 0 {
			lines++
		}
		for _, note := range list {
			lines += len(wrap(w.regular, sizeSmall, "– "+note, w.textWidth()))
		}
	}
	return 10 + float64(lines)*sizeSmall*leading + w.signersHeight()
}

func (w *writer) signersHeight() float64 {
	if len(w.doc.Signers) == 0 {
		return 0
	}
	lines := 1
	for _, s := range w.doc.Signers {
		lines = max(lines, len(s.Lines)+2)
	}
	return 8 + float64(lines)*sizeMotto*leading + signatureRoom
}

// signers sets the place and day above the last block, and the blocks beside one
// another.
func (w *writer) signers() {
	n := len(w.doc.Signers)
	if n == 0 {
		return
	}
	w.y += 6
	part := w.textWidth() / float64(n)
	last := marginLeft + part*float64(n-1)
	if w.doc.Issued != "" {
		w.set("P", last, part, block{font: w.italic, size: sizeMotto, text: w.doc.Issued, align: toCentre})
	}
	top, end := w.y, w.y
	for i, s := range w.doc.Signers {
		w.y = top
		end = max(end, w.column("P", marginLeft+part*float64(i), part, w.signer(s)))
	}
	for i, s := range w.doc.Signers {
		w.y = end + signatureRoom
		w.column("P", marginLeft+part*float64(i), part, []block{{font: w.bold, size: sizeMotto, text: s.Name, align: toCentre}})
	}
}

func (w *writer) signer(s paper.Signer) []block {
	var list []block
	for _, line := range s.Lines {
		b := block{font: w.bold, size: sizeMotto, text: line, align: toCentre}
		if strings.HasPrefix(line, "(") {
			b.font, b.size = w.italic, sizeText
		}
		list = append(list, b)
	}
	return list
}
