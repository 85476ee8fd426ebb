package viet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tcvn3 is the 8-bit set VN3 of TCVN 5712:1993 from A1 on: the seven capitals
// and letters that Latin has not, then the letters with a tone in lower case.
// AD is the soft hyphen of Latin-1. The zeros are capitals in the sets VN1 and
// VN2, which no ABC font has.
var tcvn3 = [...]rune{
	0xA1: 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ',
	0xB5: 'à', 'ả', 'ã', 'á', 'ạ',
	0xBB: 'ằ', 'ẳ', 'ẵ', 'ắ',
	0xC6: 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è',
	0xCE: 'ẻ', 'ẽ', 'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ',
	0xDC: 'ĩ', 'í', 'ị', 'ò',
	0xE1: 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù',
	0xF1: 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ',
}

// tcvn3Tones are the tones that VN3 sets after a capital, which has no code of
// its own with a tone.
var tcvn3Tones = map[rune]rune{'°': grave, '±': hook, '²': tilde, '³': acute, '´': dotBelow}

// greekMu takes the place of the micro sign, the à of TCVN3, when text has
// passed through a program that normalises compatibility characters.
const greekMu = 'μ'

func decodeTCVN3(s string) (string, bool) {
	var b strings.Builder
	b.Grow(2 * len(s))
	whole, previous := true, rune(0)
	for _, r := range s {
		letter, known := tcvn3Letter(previous, r)
		whole = whole && (known || !isForeign(r))
		b.WriteRune(letter)
		previous = letter
	}
	return restoreCapitals(norm.NFC.String(b.String())), whole
}

// tcvn3Letter gives the letter of code r, and whether it has one; ASCII and
// signs are themselves.
func tcvn3Letter(previous, r rune) (rune, bool) {
	tone, isTone := tcvn3Tones[r]
	switch {
	case isTone && strings.ContainsRune("AĂÂEÊIOÔƠUƯY", previous):
		return tone, true
	case r == greekMu:
		return 'à', true
	case int(r) < len(tcvn3) && tcvn3[r] != 0:
		return tcvn3[r], true
	default:
		return r, false
	}
}

// restoreCapitals undoes what capitals suffer in TCVN3: an accented capital is
// typed with the code of the small letter, so that NGUYỄN THỊ LUYÊN is stored as
// "NGUYễN THị LUYêN". Text is taken for capitals when no plain letter speaks
// against it and one of its words that has an accent has two capitals; "Hà" is a
// name with one, and "TT Hà" is the name after an abbreviation.
func restoreCapitals(s string) string {
	shouted := false
	for word := range words(s) {
		capitals := 0
		for _, r := range word {
			switch {
			case unicode.IsUpper(r):
				capitals++
			case isPlainLetter(r):
				return s
			}
		}
		shouted = shouted || (capitals > 1 && !isASCII(word))
	}
	if shouted {
		return strings.ToUpper(s)
	}
	return s
}
