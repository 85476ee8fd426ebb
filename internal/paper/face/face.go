// Package face reads the TrueType faces that papers are set in and cuts them down
// to the glyphs a paper uses. What it knows of the format is left to the library;
// only the cutting is here, which the library does not do.
package face

import (
	"bytes"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/unicode/norm"
)

// common is the end of the code points that Vietnamese and punctuation need; those
// below it are looked up without a map.
const common = 0x2200

// Face is a typeface in one weight and slope. It is immutable and safe for
// concurrent use.
type Face struct {
	name     string
	perEm    float64
	glyphs   [common]uint16
	rare     map[rune]uint16
	advances []uint16
	tables   []opentype.Table
	metrics  Metrics
}

// Metrics are what a file that embeds the face says of it, in thousandths of the
// size.
type Metrics struct {
	Ascent, Descent, CapHeight, ItalicAngle int
	Box                                     [4]int
}

// New reads a TrueType file.
func New(ttf []byte) (*Face, error) {
	parsed, err := font.ParseTTF(bytes.NewReader(ttf))
	if err != nil {
		return nil, fmt.Errorf("read face: %w", err)
	}
	f := &Face{perEm: float64(parsed.Upem()), rare: map[rune]uint16{}, name: parsed.Describe().Family}
	err = f.readTables(ttf)
	if err != nil {
		return nil, fmt.Errorf("read face %s: %w", f.name, err)
	}
	for chars := parsed.Cmap.Iter(); chars.Next(); {
		r, glyph := chars.Char()
		if r < common {
			f.glyphs[r] = uint16(glyph)
		} else {
			f.rare[r] = uint16(glyph)
		}
	}
	for glyph := range f.advances {
		f.advances[glyph] = uint16(parsed.HorizontalAdvance(font.GID(glyph)))
	}
	return f, nil
}

// Name is the family as the face calls itself.
func (f *Face) Name() string { return f.name }

// Metrics gives the measures of the whole face.
func (f *Face) Metrics() Metrics { return f.metrics }

// Glyph is the glyph of a character, 0 (an empty box) where the face has none.
func (f *Face) Glyph(r rune) uint16 {
	if r < common {
		return f.glyphs[r]
	}
	return f.rare[r]
}

// Advance is the width of a glyph in thousandths of the size.
func (f *Face) Advance(glyph uint16) float64 {
	if int(glyph) >= len(f.advances) {
		return 0
	}
	return float64(f.advances[glyph]) * 1000 / f.perEm
}

// Width is the width of a text in points at a size.
func (f *Face) Width(text string, size float64) float64 {
	total := 0
	for _, r := range text {
		glyph := f.Glyph(r)
		if int(glyph) < len(f.advances) {
			total += int(f.advances[glyph])
		}
	}
	return float64(total) * size / f.perEm
}

// Compose gives text the form the face is made for: one glyph a letter with its
// marks. People type ế as one character, as two, and as three.
func Compose(text string) string { return norm.NFC.String(text) }
