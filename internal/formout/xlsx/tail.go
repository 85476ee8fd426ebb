package xlsx

import "strings"

// tail writes the notes and the places to sign.
func (w *writer) tail() error {
	err := w.keepTogether()
	if err != nil {
		return err
	}
	w.row++
	err = w.notes(w.doc.Words.Notes, w.doc.Notes)
	if err != nil {
		return err
	}
	err = w.notes(w.doc.Words.Unknowns, w.doc.Unknowns)
	if err != nil {
		return err
	}
	return w.signers()
}

func (w *writer) notes(head string, notes []string) error {
	if len(notes) == 0 {
		return nil
	}
	err := w.put(piece{w.whole(), head, lookOf{size: 10, bold: true, align: "left"}})
	for i := 0; err == nil && i < len(notes); i++ {
		err = w.put(piece{w.whole(), "– " + notes[i], lookOf{size: 10, align: "left", wrap: true, top: true}})
	}
	return err
}

// signatureRows are left free for the hand and the stamp.
const signatureRows = 4

func (w *writer) signers() error {
	parts := w.parts(len(w.doc.Signers))
	if len(parts) == 0 {
		return nil
	}
	w.row++
	if w.doc.Issued != "" {
		err := w.put(piece{parts[len(parts)-1], w.doc.Issued, lookOf{size: 12, italic: true, align: "center", wrap: true}})
		if err != nil {
			return err
		}
	}
	for line := 0; ; line++ {
		var row []piece
		for i, s := range w.doc.Signers {
			if line < len(s.Lines) {
				row = append(row, piece{parts[i], s.Lines[line], signerLook(s.Lines[line])})
			}
		}
		if len(row) == 0 {
			break
		}
		err := w.put(row...)
		if err != nil {
			return err
		}
	}
	w.row += signatureRows
	return w.signerNames(parts)
}

func signerLook(line string) lookOf {
	if strings.HasPrefix(line, "(") {
		return lookOf{size: 11, italic: true, align: "center", wrap: true}
	}
	return lookOf{size: 12, bold: true, align: "center", wrap: true}
}

func (w *writer) signerNames(parts []span) error {
	var row []piece
	for i, s := range w.doc.Signers {
		if s.Name != "" {
			row = append(row, piece{parts[i], s.Name, lookOf{size: 12, bold: true, align: "center"}})
		}
	}
	if len(row) == 0 {
		return nil
	}
	return w.put(row...)
}

// parts cut the width of the sheet into n, by width and not by columns.
func (w *writer) parts(n int) []span {
	if n == 0 {
		return nil
	}
	n = min(n, w.grid.last())
	each := w.grid.width(w.whole()) / float64(n)
	var list []span
	first := 1
	for i := range n {
		last := first
		for w.grid.last()-last > n-i-1 && w.grid.width(span{1, last}) < each*float64(i+1)-1 {
			last++
		}
		if i == n-1 {
			last = w.grid.last()
		}
		list = append(list, span{first, last})
		first = last + 1
	}
	return list
}
