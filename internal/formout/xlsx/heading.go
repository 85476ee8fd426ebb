package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// piece is a text over some columns of a row.
type piece struct {
	span
	text string
	look lookOf
}

// put writes pieces of text side by side in the next row, tall enough for the
// tallest: Excel does not fit the height of merged cells by itself.
func (w *writer) put(pieces ...piece) error {
	w.row++
	values := make([]any, w.grid.last())
	height := 0.0
	for _, p := range pieces {
		id, err := w.styles.id(p.look)
		if err != nil {
			return err
		}
		for i := p.first; i <= p.last; i++ {
			values[i-1] = excelize.Cell{StyleID: id}
		}
		values[p.first-1] = excelize.Cell{StyleID: id, Value: p.text}
		height = max(height, w.textHeight(p))
		err = w.merge(p.span, w.row, w.row)
		if err != nil {
			return err
		}
	}
	height = max(height, 15)
	w.add(height)
	return w.stream.SetRow(address(1, w.row), values, excelize.RowOpts{Height: height})
}

func (w *writer) textHeight(p piece) float64 {
	n := 1
	if p.look.wrap {
		n = lines(p.text, w.grid.width(p.span)*11/p.look.size)
	}
	return float64(n)*p.look.size*1.3 + 2
}

func (w *writer) merge(s span, top, bottom int) error {
	if s.first == s.last && top == bottom {
		return nil
	}
	return w.stream.MergeCell(address(s.first, top), address(s.last, bottom))
}

func (w *writer) whole() span { return span{1, w.grid.last()} }

// halves part the sheet for the issuer at the left and the motto, which is longer,
// at the right.
func (w *writer) halves() (span, span) {
	aim := w.grid.width(w.whole()) * 0.46
	cut := 1
	for cut < w.grid.last()-1 && w.grid.width(span{1, cut})+w.grid.widths[cut]/2 < aim {
		cut++
	}
	return span{1, cut}, span{cut + 1, w.grid.last()}
}

// heading writes the code, who issues the form, the motto, and the title.
func (w *writer) heading() error {
	if w.doc.Code != "" {
		err := w.put(piece{w.whole(), w.doc.Code, lookOf{size: 11, bold: true, align: "right"}})
		if err != nil {
			return err
		}
	}
	err := w.issuers()
	if err != nil {
		return err
	}
	w.row++
	for _, p := range []piece{
		{w.whole(), strings.ToUpper(w.doc.Title), lookOf{size: 14, bold: true, align: "center", wrap: true}},
		{w.whole(), w.doc.Of, lookOf{size: 11, bold: true, align: "center", wrap: true}},
		{w.whole(), w.doc.Unit, lookOf{size: 10, italic: true, align: "right"}},
	} {
		if p.text == "" {
			continue
		}
		err = w.put(p)
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) issuers() error {
	left, right := w.halves()
	motto := w.doc.Words.Motto
	for i := range max(len(w.doc.Issuers), len(motto)) {
		var row []piece
		if i < len(w.doc.Issuers) {
			last := i == len(w.doc.Issuers)-1
			row = append(row, piece{left, w.doc.Issuers[i], lookOf{size: 12, bold: last, align: "center", shrink: true, line: last}})
		}
		if i < len(motto) {
			row = append(row, piece{right, motto[i], lookOf{size: 12, bold: true, align: "center", shrink: true, line: i == 1}})
		}
		err := w.put(row...)
		if err != nil {
			return err
		}
	}
	return nil
}
