package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean gives s in composed form (NFC), with every run of white space, no-break
// spaces and line breaks as one space, and without what cannot be seen: control
// characters, zero-width characters, soft hyphens, byte-order marks.
//
// Never clean text that may be in an old font encoding: the soft hyphen is the
// letter ư of TCVN3. Decode first.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	return norm.NFC.String(squeeze(s))
}

// isClean is sure of the letters that Vietnamese text is made of and leaves the
// rest to the long way.
func isClean(s string) bool {
	previous := ' '
	for _, r := range s {
		if r == ' ' && previous == ' ' {
			return false
		}
		if !isPlain(r) {
			return false
		}
		previous = r
	}
	return s == "" || previous != ' '
}

// isPlain reports whether r is visible (or the common space) and neither
// changes nor joins its neighbours when text is composed.
func isPlain(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= ' ' && r != 0x7F
	case r < 0x250:
		return r > 0xA0 && r != softHyphen
	case r >= 0x1E00 && r < 0x1F00:
		return true
	default: // dashes, typographic quotes, bullets, dots
		return r >= 0x2010 && r <= 0x2027
	}
}

const softHyphen = 0xAD

func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case isInvisible(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isInvisible holds for format and control characters. A zero-width space is
// among them: it parts nothing for the eye, so it parts no words here.
func isInvisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}
