package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which two spellings of the same name are equal: lower
// case, without accents (đ is d), white space as in Clean, curly apostrophes and
// long dashes straightened since Excel bends them while people type. Composed
// and decomposed text fold to the same; folding twice changes nothing.
//
// Names in an old font encoding have to go through Decode first.
func Fold(s string) string {
	var buffer [128]byte
	folded, known := appendFold(buffer[:0], s, tableFold)
	if !known {
		// Dropping a joiner can bring marks of other scripts side by side, so
		// it comes before the marks are put into their order.
		visible := strings.Map(dropInvisible, s)
		folded, _ = appendFold(buffer[:0], norm.NFD.String(visible), foldRune)
	}
	if string(folded) == s {
		return s
	}
	return string(folded)
}

// What a folding function answers beside letters.
const (
	dropped  rune = -1
	notKnown rune = 0
)

func appendFold(b []byte, s string, fold func(rune) rune) ([]byte, bool) {
	space := false
	for _, r := range s {
		r = fold(r)
		switch {
		case r == notKnown:
			return b, false
		case r == dropped:
		case r == ' ':
			space = len(b) > 0
		default:
			if space {
				b = append(b, ' ')
				space = false
			}
			b = utf8.AppendRune(b, r)
		}
	}
	return b, true
}

// foldRune folds one rune of decomposed text.
func foldRune(r rune) rune {
	switch r {
	case 'đ', 'Đ', 'ð', 'Ð', 'ɖ', 'Ɖ':
		// The Icelandic and African letters look the same and come out of
		// older converters in the place of Đ.
		return 'd'
	case '‘', '’', '‛', 'ʼ', 'ʹ', '′':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―':
		return '-'
	}
	switch {
	case unicode.IsSpace(r):
		return ' '
	case isAccent(r), isInvisible(r):
		return dropped
	default:
		return unicode.ToLower(r)
	}
}

func isAccent(r rune) bool { return r >= 0x300 && r <= 0x36F }

// graphemeJoiner is invisible but no format character.
const graphemeJoiner = 0x34F

func dropInvisible(r rune) rune {
	if r == graphemeJoiner || (isInvisible(r) && !unicode.IsSpace(r)) {
		return -1
	}
	return r
}

// The letters that names and addresses are made of, folded beforehand: an import
// folds some 300,000 strings, and normalising each costs ten times as much.
const (
	lowEnd    = 0x370  // ASCII, Latin, the combining accents
	highStart = 0x1E00 // the Vietnamese letters of Unicode, Greek, punctuation
	highEnd   = 0x2070
)

var (
	lowFolds  = foldTable(0, lowEnd)
	highFolds = foldTable(highStart, highEnd)
)

func foldTable(start, end rune) []rune {
	table := make([]rune, end-start)
	for i := range table {
		table[i] = foldAlone(start + rune(i))
	}
	return table
}

// foldAlone folds a rune that may be composed. It does not know those that
// become more than one.
func foldAlone(r rune) rune {
	result := dropped
	for _, part := range norm.NFD.String(string(r)) {
		part = foldRune(part)
		switch {
		case part == dropped:
		case result != dropped:
			return notKnown
		default:
			result = part
		}
	}
	return result
}

func tableFold(r rune) rune {
	switch {
	case r < lowEnd:
		return lowFolds[r]
	case r >= highStart && r < highEnd:
		return highFolds[r-highStart]
	default:
		return notKnown
	}
}

// SearchTerms gives the folded words of what someone typed into a search box,
// each once, in their order, without the commas and quotes around them. A person
// is found when the folded name holds every term.
func SearchTerms(q string) []string {
	var terms []string
	seen := map[string]bool{}
	for _, word := range strings.Fields(Fold(q)) {
		term := strings.Trim(word, ` ,;:.()[]"'“”`)
		if term == "" || seen[term] {
			continue
		}
		seen[term] = true
		terms = append(terms, term)
	}
	return terms
}
