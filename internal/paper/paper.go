// Package paper is what an office signs and sends, ready to be printed: headings,
// tables with their cells worked out, places for signatures. It knows nothing of
// the law or of any file format; the packages below it, and formout/xlsx,
// each write one.
package paper

import (
	"time"

	"hoctap/internal/viet"
)

// Document is a form or a list on paper. All its texts are in one language.
type Document struct {
	Name      string // short, for a sheet or a file: TH-M1
	Code      string // as printed at the top right; empty where there is none
	Title     string // of one or several lines
	Of        string // whom it is made out for, below the title
	Lang      viet.Lang
	Words     Words
	Size      Size
	Landscape bool
	Issuers   []string // lines at the top left; the last one is who issues it
	Unit      string   // đơn vị tính, above the tables; may be empty
	Tables    []Table
	Notes     []string
	Unknowns  []string // what is not known of the form, said on the form itself
	Issued    string   // place and day, or the dots to write them into
	Signers   []Signer
	Apart     bool      // every banner begins a paper of its own, with heading and signatures
	Trace     string    // of what it was made, so that it can be made again
	Stamp     time.Time // the day of what it shows; no file carries the hour it was written
	Taken     *Taken    // but for one that names people
}

// Size is a size of paper.
type Size string

// The sizes in use.
const (
	A4 Size = "A4"
	A3 Size = "A3"
)

// Points gives the width and height of the sheet as it lies.
func (d *Document) Points() (float64, float64) {
	const mm = 72 / 25.4
	short, long := 210*mm, 297*mm
	if d.Size == A3 {
		short, long = 297*mm, 420*mm
	}
	if d.Landscape {
		return long, short
	}
	return short, long
}

// Signer is a block to sign in. The last line in brackets says how to sign and
// is set in italics.
type Signer struct {
	Lines []string
	Name  string // below the room for the signature; empty to be written by hand
}

// Taken says in the properties of a file that names people who took it, when and
// why: a copy that turns up elsewhere can be asked where it came from.
type Taken struct {
	By     string
	At     time.Time
	Reason string
}
