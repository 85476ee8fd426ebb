package face

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/go-text/typesetting/font/opentype"
)

// kept are the tables that a PDF reader needs of an embedded face (ISO 32000-1,
// 9.9): outlines with their programs, and widths. What lays out text stays out.
var kept = []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}

var errShort = errors.New("table is too short")

func (f *Face) readTables(ttf []byte) error {
	loader, err := opentype.NewLoader(bytes.NewReader(ttf))
	if err != nil {
		return err
	}
	for _, name := range kept {
		tag := opentype.MustNewTag(name)
		if !loader.HasTable(tag) {
			continue
		}
		content, err := loader.RawTable(tag)
		if err != nil {
			return err
		}
		f.tables = append(f.tables, opentype.Table{Tag: tag, Content: content})
	}
	os2, err := loader.RawTable(opentype.MustNewTag("OS/2"))
	if err != nil {
		return err
	}
	post, err := loader.RawTable(opentype.MustNewTag("post"))
	if err != nil {
		return err
	}
	return f.readMetrics(os2, post)
}

// table gives a table that is kept, or an error where it is shorter than need.
func (f *Face) table(name string, need int) ([]byte, error) {
	tag := opentype.MustNewTag(name)
	i := slices.IndexFunc(f.tables, func(t opentype.Table) bool { return t.Tag == tag })
	if i < 0 || len(f.tables[i].Content) < need {
		return nil, errShort
	}
	return f.tables[i].Content, nil
}

func (f *Face) readMetrics(os2, post []byte) error {
	head, err := f.table("head", 54)
	if err != nil {
		return err
	}
	hhea, err := f.table("hhea", 36)
	if err != nil {
		return err
	}
	maxp, err := f.table("maxp", 6)
	if err != nil || len(os2) < 90 || len(post) < 8 {
		return errShort
	}
	scaled := func(b []byte) int { return int(float64(int16(binary.BigEndian.Uint16(b))) * 1000 / f.perEm) }
	f.advances = make([]uint16, binary.BigEndian.Uint16(maxp[4:]))
	f.metrics = Metrics{
		Ascent: scaled(hhea[4:]), Descent: scaled(hhea[6:]), CapHeight: scaled(os2[88:]),
		ItalicAngle: int(int16(binary.BigEndian.Uint16(post[4:]))),
		Box:         [4]int{scaled(head[36:]), scaled(head[38:]), scaled(head[40:]), scaled(head[42:])},
	}
	return nil
}

// Subset is the face with the outlines of the used glyphs alone. Glyphs keep
// their numbers, so that nothing that refers to them changes; the gaps left
// behind compress to almost nothing.
func (f *Face) Subset(used []uint16) ([]byte, error) {
	outlines, err := f.outlines()
	if err != nil {
		return nil, err
	}
	keep := map[uint16]bool{}
	for _, glyph := range append([]uint16{0}, used...) {
		outlines.close(glyph, keep)
	}
	glyf, loca := outlines.cut(keep)
	tables := slices.Clone(f.tables)
	for i := range tables {
		switch tables[i].Tag {
		case opentype.MustNewTag("glyf"):
			tables[i].Content = glyf
		case opentype.MustNewTag("loca"):
			tables[i].Content = loca
		case opentype.MustNewTag("head"):
			head := slices.Clone(tables[i].Content)
			binary.BigEndian.PutUint16(head[50:], 1) // loca in its long form
			tables[i].Content = head
		}
	}
	return opentype.WriteTTF(tables), nil
}

// outlines are the shapes of all glyphs, one behind the other, and where each
// begins.
type outlines struct {
	glyf   []byte
	starts []uint32
}

func (f *Face) outlines() (*outlines, error) {
	head, err := f.table("head", 54)
	if err != nil {
		return nil, err
	}
	long := binary.BigEndian.Uint16(head[50:]) != 0
	size := 2
	if long {
		size = 4
	}
	loca, err := f.table("loca", (len(f.advances)+1)*size)
	if err != nil {
		return nil, err
	}
	glyf, err := f.table("glyf", 0)
	if err != nil {
		return nil, err
	}
	o := &outlines{glyf: glyf, starts: make([]uint32, len(f.advances)+1)}
	for i := range o.starts {
		if long {
			o.starts[i] = binary.BigEndian.Uint32(loca[4*i:])
		} else {
			o.starts[i] = 2 * uint32(binary.BigEndian.Uint16(loca[2*i:]))
		}
	}
	return o, nil
}

func (o *outlines) of(glyph uint16) []byte {
	if int(glyph)+1 >= len(o.starts) {
		return nil
	}
	from, to := o.starts[glyph], o.starts[glyph+1]
	if from >= to || int(to) > len(o.glyf) {
		return nil
	}
	return o.glyf[from:to]
}

// Flags of a part of a composite glyph (OpenType, glyf).
const (
	wordArguments = 0x0001
	oneScale      = 0x0008
	moreParts     = 0x0020
	twoScales     = 0x0040
	matrix        = 0x0080
)

// close marks a glyph and those it is put together from: ế is often ê and an
// accent.
func (o *outlines) close(glyph uint16, keep map[uint16]bool) {
	if keep[glyph] {
		return
	}
	keep[glyph] = true
	shape := o.of(glyph)
	if len(shape) < 10 || int16(binary.BigEndian.Uint16(shape)) >= 0 {
		return
	}
	for parts := shape[10:]; len(parts) >= 4; {
		flags := binary.BigEndian.Uint16(parts)
		o.close(binary.BigEndian.Uint16(parts[2:]), keep)
		size := partSize(flags)
		if flags&moreParts == 0 || len(parts) < size {
			return
		}
		parts = parts[size:]
	}
}

func partSize(flags uint16) int {
	size := 6
	if flags&wordArguments != 0 {
		size = 8
	}
	switch {
	case flags&oneScale != 0:
		size += 2
	case flags&twoScales != 0:
		size += 4
	case flags&matrix != 0:
		size += 8
	}
	return size
}

// cut gives the shapes of the kept glyphs and the long table of their places.
func (o *outlines) cut(keep map[uint16]bool) ([]byte, []byte) {
	var glyf, loca []byte
	for glyph := range len(o.starts) - 1 {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if keep[uint16(glyph)] {
			glyf = append(glyf, o.of(uint16(glyph))...)
			glyf = append(glyf, make([]byte, (4-len(glyf)%4)%4)...)
		}
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}
