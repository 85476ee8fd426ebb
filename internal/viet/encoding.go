package viet

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Encoding is the way the free text of a workbook was typed. The two old ones
// are fonts: the file holds Latin-1 letters that only look Vietnamese in a font
// of that family.
type Encoding int

// The encodings that workbooks come in.
const (
	Unicode Encoding = iota
	TCVN3            // ABC, fonts .VnTime …: NguyÔn V¨n Tr­êng
	VNI              // fonts VNI-Times …: Nguyeãn Vaên Tröôøng
)

// String names the encoding as officials know it.
func (e Encoding) String() string {
	switch e {
	case TCVN3:
		return "TCVN3 (ABC)"
	case VNI:
		return "VNI"
	default:
		return "Unicode"
	}
}

// Decode gives free text of a workbook in encoding e as composed Unicode. Use it
// before Clean, and only on free text: what is chosen from the lists of the
// template is Unicode in every workbook, and "Mông" would come out as "Mụng".
//
// A cell that someone retyped in Unicode comes back as it is: it holds
// Vietnamese letters that Latin-1 lacks, or a letter that has no place in e
// while all of it reads as Vietnamese. One that is neither ("Hòa") can not be
// told from the old text and is decoded.
//
// Capitals: the text of an all-capitals font (.VnTimeH) is stored in lower case
// and stays so.
func Decode(e Encoding, s string) string {
	if e == Unicode || isASCII(s) {
		return s
	}
	composed := norm.NFC.String(s)
	if holdsUnicode(composed) {
		return s
	}
	decoded, whole := decode(e, composed)
	if !whole && readsVietnamese(composed) {
		return s
	}
	return decoded
}

// decode also reports whether every letter of s has its place in e.
func decode(e Encoding, s string) (string, bool) {
	if e == TCVN3 {
		return decodeTCVN3(s)
	}
	return decodeVNI(s)
}

// holdsUnicode reports whether s holds a letter of Vietnamese that no old
// encoding puts into a cell.
func holdsUnicode(s string) bool {
	for _, r := range s {
		switch r {
		case 'Ă', 'ă', 'Đ', 'đ', 'Ĩ', 'ĩ', 'Ũ', 'ũ', 'Ơ', 'ơ', 'Ư', 'ư':
			return true
		}
		if r >= 0x1EA0 && r <= 0x1EF9 {
			return true
		}
	}
	return false
}

// isForeign holds for the letters beyond English.
func isForeign(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
