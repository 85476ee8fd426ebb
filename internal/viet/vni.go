package viet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// vniLetters are the letters that have a code of their own in VNI, in lower case;
// the capitals stand at the capital codes of Latin-1.
var vniLetters = map[rune]rune{
	'ñ': 'đ', 'ô': 'ơ', 'ö': 'ư',
	'ì': 'ì', 'í': 'í', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ',
}

// vniMarks are the codes that follow a vowel, as the accents they put on it. One
// code carries the shape of the vowel and its tone together.
var vniMarks = map[rune]struct{ bases, accents string }{
	'ø': {"aeouyôö", "\u0300"},
	'û': {"aeouyôö", "\u0309"},
	'õ': {"aeouyôö", "\u0303"},
	'ù': {"aeouyôö", "\u0301"},
	'ï': {"aeouyôö", "\u0323"},

	'â': {"aeo", "\u0302"},
	'à': {"aeo", "\u0302\u0300"},
	'å': {"aeo", "\u0302\u0309"},
	'ã': {"aeo", "\u0302\u0303"},
	'á': {"aeo", "\u0302\u0301"},
	'ä': {"aeo", "\u0302\u0323"},

	'ê': {"a", "\u0306"},
	'è': {"a", "\u0306\u0300"},
	'ú': {"a", "\u0306\u0309"},
	'ü': {"a", "\u0306\u0303"},
	'é': {"a", "\u0306\u0301"},
	'ë': {"a", "\u0306\u0323"},
}

// decodeVNI takes the case of a letter from its vowel: after a spreadsheet's
// PROPER the mark can be of the other case.
func decodeVNI(s string) (string, bool) {
	var b strings.Builder
	b.Grow(2 * len(s))
	whole, base := true, rune(0)
	for _, r := range s {
		lower := unicode.ToLower(r)
		mark, isMark := vniMarks[lower]
		letter, isLetter := vniLetters[lower]
		switch {
		case isMark && strings.ContainsRune(mark.bases, base):
			b.WriteString(mark.accents)
		case isLetter && lower == r:
			b.WriteRune(letter)
		case isLetter:
			b.WriteRune(unicode.ToUpper(letter))
		default:
			b.WriteRune(r)
			whole = whole && !isForeign(r)
		}
		base = lower
	}
	return norm.NFC.String(b.String()), whole
}
