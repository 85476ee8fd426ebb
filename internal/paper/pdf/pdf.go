// Package pdf prints papers as PDF: headings, tables whose heads come again on
// every page, places to sign, the line that says what it was made of. Rows are
// printed as they come.
package pdf

import (
	"io"

	"hoctap/internal/paper"
	"hoctap/internal/paper/face"
	"hoctap/internal/paper/pdffile"
)

// mm is a millimetre in points.
const mm = 72 / 25.4

// Margins of a sheet; the left one has room to be bound.
const (
	marginLeft   = 20 * mm
	marginRight  = 12 * mm
	marginTop    = 12 * mm
	marginBottom = 14 * mm
)

// Sizes of type, in points.
const (
	sizeMotto = 12
	sizeTitle = 14
	sizeText  = 11
	sizeSmall = 9
	sizeTrace = 7
)

// leading is the distance of lines as a multiple of the size.
const leading = 1.18

// writer prints one document from top to bottom.
type writer struct {
	doc           *paper.Document
	file          *pdffile.File
	regular       *pdffile.Font
	bold          *pdffile.Font
	italic        *pdffile.Font
	page          *pdffile.Page
	pages         int
	width, height float64
	y             float64 // where the next thing begins
	begins        bool    // the next page begins a paper of its own
}

// Write prints a document and says how many pages it has. Two writings of one
// document give the same bytes.
func Write(out io.Writer, faces *face.Set, doc *paper.Document) (int, error) {
	info := pdffile.Info{Title: plainTitle(doc), Subject: doc.Trace, Language: string(doc.Lang), Stamp: doc.Stamp}
	if doc.Taken != nil {
		info.Author, info.Taken = doc.Taken.By, doc.Taken.At
		info.Subject += "\n" + doc.Taken.Reason
	}
	file := pdffile.New(out, info)
	w := &writer{doc: doc, file: file, regular: file.Embed(faces.Regular), bold: file.Embed(faces.Bold), italic: file.Embed(faces.Italic)}
	w.width, w.height = doc.Points()
	w.turn()
	w.heading()
	for i := range doc.Tables {
		err := w.table(&doc.Tables[i], i == 0, i == len(doc.Tables)-1)
		if err != nil {
			return 0, err
		}
	}
	w.tail()
	w.page.End()
	return w.pages, file.Close()
}

func plainTitle(doc *paper.Document) string {
	if doc.Code == "" {
		return joinLines(doc.Title)
	}
	return doc.Code + ". " + joinLines(doc.Title)
}

// right and bottom are where the sheet's own edges begin; textWidth lies between.
func (w *writer) right() float64     { return w.width - marginRight }
func (w *writer) bottom() float64    { return w.height - marginBottom }
func (w *writer) textWidth() float64 { return w.right() - marginLeft }

// room is what is left of the page.
func (w *writer) room() float64 { return w.bottom() - w.y }

// fresh tells whether nothing but the running head stands on the page.
func (w *writer) fresh() bool { return w.pages > 1 && w.y <= marginTop+2*sizeSmall }

// turn begins a page, with its foot and, after the first, its running head.
func (w *writer) turn() {
	if w.page != nil {
		w.page.End()
	}
	w.page = w.file.NewPage(w.width, w.height)
	w.pages++
	w.y = marginTop
	w.page.Artifact()
	w.foot()
	if w.pages > 1 && !w.begins {
		code := joinLines(w.running()) + w.doc.Words.Continued
		w.page.Text(w.italic, sizeSmall, w.right()-w.italic.Width(code, sizeSmall), marginTop+sizeSmall, code)
		w.y += 1.8 * sizeSmall
	}
	w.page.Unmark()
	w.begins = false
}

// running names the paper on the pages after the first.
func (w *writer) running() string {
	if w.doc.Code != "" {
		return w.doc.Code
	}
	return w.doc.Title
}

// foot sets the trace to the left and the number of the page to the right. How
// many pages there are is not known yet: it gets the room of two digits.
func (w *writer) foot() {
	y := w.height - marginBottom + 6*mm
	number := w.doc.Words.Page + decimal(w.pages) + "/"
	room := w.regular.Width("00", sizeSmall)
	x := w.right() - room - w.regular.Width(number, sizeSmall)
	w.page.Text(w.regular, sizeSmall, x, y, number)
	w.page.Total(w.regular, sizeSmall, w.right()-room, y)
	for i, line := range wrap(w.regular, sizeTrace, w.doc.Trace, x-marginLeft-10) {
		w.page.Text(w.regular, sizeTrace, marginLeft, y-2+float64(i)*sizeTrace*leading, line)
	}
}
