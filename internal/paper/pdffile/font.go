package pdffile

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"unicode/utf16"

	"hoctap/internal/paper/face"
)

// Font is a face in a file. It remembers which glyphs were set, and embeds those.
type Font struct {
	file *File
	face *face.Face
	id   int
	name string
	used map[uint16]rune
}

// Width is the width of a text in points at a size.
func (f *Font) Width(text string, size float64) float64 { return f.face.Width(text, size) }

// glyphs appends the glyphs of a text as hexadecimals. Where several characters
// look alike, such as the space and the one that does not break, what is copied
// out of the file is the plainest of them.
func (f *Font) glyphs(b []byte, text string) []byte {
	const digits = "0123456789ABCDEF"
	b = append(b, '<')
	for _, r := range text {
		glyph := f.face.Glyph(r)
		before, known := f.used[glyph]
		if !known || r < before {
			f.used[glyph] = r
		}
		b = append(b, digits[glyph>>12], digits[glyph>>8&15], digits[glyph>>4&15], digits[glyph&15])
	}
	return append(b, '>')
}

func (f *Font) sorted() []uint16 {
	list := make([]uint16, 0, len(f.used))
	for glyph := range f.used {
		list = append(list, glyph)
	}
	slices.Sort(list)
	return list
}

// put writes the font: the composite font, its descendant, the description, the
// outlines of the glyphs that were set, and which characters they stand for.
func (f *Font) put() {
	used := f.sorted()
	subset, err := f.face.Subset(used)
	if err != nil && f.file.err == nil {
		f.file.err = fmt.Errorf("embed face %s: %w", f.face.Name(), err)
	}
	descendant, description, outlines, characters := f.file.reserve(), f.file.reserve(), f.file.reserve(), f.file.reserve()
	name := f.tag(used) + "+" + f.postScriptName()
	f.file.putf(f.id, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, descendant, characters)
	body := fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 1000/W[", name, description)
	for _, glyph := range used {
		body = fmt.Appendf(body, "%d[%.4g]", glyph, f.face.Advance(glyph))
	}
	f.file.put(descendant, append(body, "]>>"...))
	m := f.face.Metrics()
	f.file.putf(description, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>",
		name, f.flags(), m.Box[0], m.Box[1], m.Box[2], m.Box[3], m.ItalicAngle, m.Ascent, m.Descent, m.CapHeight, f.stem(), outlines)
	f.file.stream(outlines, fmt.Sprintf("/Length1 %d", len(subset)), subset)
	f.file.stream(characters, "", f.characters(used))
}

// flags: a face with serifs whose characters go beyond the Latin of old; and
// whether it leans (9.8.2).
func (f *Font) flags() int {
	if f.face.Metrics().ItalicAngle != 0 {
		return 2 | 4 | 64
	}
	return 2 | 4
}

// stem is the width of an upright stroke, which only a reader that lacks the face
// would need; told from the width of the full stop.
func (f *Font) stem() int { return int(f.face.Advance(f.face.Glyph('.')) / 3) }

func (f *Font) postScriptName() string {
	name := []byte{}
	for _, r := range f.face.Name() {
		if r > ' ' && r < 0x7f && !slices.Contains([]rune("()<>[]{}/%#"), r) {
			name = append(name, byte(r))
		}
	}
	return string(append(name, "-"+f.name...))
}

// tag marks the face as a part of the whole (9.6.4).
func (f *Font) tag(used []uint16) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%v", used))
	letters := make([]byte, 6)
	for i := range letters {
		letters[i] = 'A' + sum[i]%26
	}
	return string(letters)
}

// characters is the map by which text is searched and copied (9.10.3).
func (f *Font) characters(used []uint16) []byte {
	b := []byte("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	for part := range slices.Chunk(used, 100) {
		b = fmt.Appendf(b, "%d beginbfchar\n", len(part))
		for _, glyph := range part {
			b = fmt.Appendf(b, "<%04X><", glyph)
			for _, unit := range utf16.Encode([]rune{f.used[glyph]}) {
				b = fmt.Appendf(b, "%04X", unit)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}
