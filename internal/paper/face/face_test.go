package face_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"

	"hoctap/internal/paper/face"
	"hoctap/internal/paper/papertest"
)

const letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵfjwz" +
	"0123456789.,;:…–—-/()[]{}!?%“”‘’\"'&*+=<>×−≥≤·"

func faces(t *testing.T) map[string]*face.Face {
	set := papertest.Faces(t)
	return map[string]*face.Face{"regular": set.Regular, "bold": set.Bold, "italic": set.Italic}
}

func TestFacesHaveAllOfVietnamese(t *testing.T) {
	for name, f := range faces(t) {
		for _, r := range letters + strings.ToUpper(letters) {
			if f.Glyph(r) == 0 {
				t.Errorf("%s has no %c", name, r)
			}
		}
	}
}

// The widths of Times New Roman, in thousandths, by which officials lay out papers.
func TestWidthsAreThoseOfTimes(t *testing.T) {
	f := faces(t)["regular"]
	for r, want := range map[rune]float64{'0': 500, 'a': 444, 'M': 889, ' ': 250, 'ế': 444, 'Đ': 722} {
		got := f.Advance(f.Glyph(r))
		if got < want-1 || got > want+1 {
			t.Errorf("%c is %.1f wide, want %.0f", r, got, want)
		}
	}
	if got := f.Width("0a", 10); got < 9.42 || got > 9.46 {
		t.Errorf("0a at 10 points is %.3f wide", got)
	}
}

func TestCompose(t *testing.T) {
	for _, typed := range []string{"e\u0302\u0301", "ê\u0301", "ế"} {
		if face.Compose(typed) != "ế" {
			t.Errorf("%q became %q", typed, face.Compose(typed))
		}
	}
}

// A subset keeps the shapes of what it was asked for, parts of composites
// included, and of nothing else.
func TestSubsetKeepsShapes(t *testing.T) {
	for name, f := range faces(t) {
		var used []uint16
		for _, r := range "Nguyễn Thị Ỷ" {
			used = append(used, f.Glyph(r))
		}
		subset, err := f.Subset(used)
		if err != nil {
			t.Fatal(err)
		}
		all, err := f.Subset(everyGlyph(f))
		if err != nil {
			t.Fatal(err)
		}
		small, whole := parse(t, subset), parse(t, all)
		for _, glyph := range used {
			if !sameShape(small, whole, glyph) {
				t.Errorf("%s: glyph %d has another shape", name, glyph)
			}
		}
		if z := f.Glyph('Z'); sameShape(small, whole, z) {
			t.Errorf("%s: Z was not asked for and is there", name)
		}
	}
}

func everyGlyph(f *face.Face) []uint16 {
	var list []uint16
	for r := rune(1); r < 0x3000; r++ {
		list = append(list, f.Glyph(r))
	}
	return list
}

// parse adds the table of characters that a subset goes without.
func parse(t *testing.T, ttf []byte) *font.Face {
	t.Helper()
	f, err := font.ParseTTF(bytes.NewReader(face.WithCharacters(ttf)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func sameShape(a, b *font.Face, glyph uint16) bool {
	x, okX := a.GlyphData(font.GID(glyph)).(font.GlyphOutline)
	y, okY := b.GlyphData(font.GID(glyph)).(font.GlyphOutline)
	if !okX || !okY || len(x.Segments) != len(y.Segments) || len(x.Segments) == 0 && glyph != 3 {
		return false
	}
	for i := range x.Segments {
		if x.Segments[i] != y.Segments[i] {
			return false
		}
	}
	return true
}
