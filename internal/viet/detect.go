package viet

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Detect decides in which encoding the free text of one workbook was typed, from
// its free-text cells (names, addresses, notes) as they stand in the file, not
// cleaned. Text in ASCII decides nothing, and where there is doubt the answer is
// Unicode: to read old text as Unicode is a nuisance that everyone sees, to
// decode good names spoils them in silence.
func Detect(samples iter.Seq[string]) Encoding {
	var all evidence
	seen := map[string]bool{}
	for sample := range samples {
		if isASCII(sample) {
			continue
		}
		for word := range words(norm.NFC.String(sample)) {
			// Each word once: a foreign name is on every row of its household.
			if isASCII(word) || seen[word] {
				continue
			}
			seen[word] = true
			all.add(word)
		}
	}
	return all.verdict()
}

// evidence is the case for each of the old encodings.
type evidence struct{ tcvn3, vni votes }

// votes are the words that read as Vietnamese in the old encoding only, as
// Unicode only, and in neither. Those that read in both ("Hoàng" is "Hồng" in
// VNI) have no vote.
type votes struct{ old, unicode, neither int }

func (e *evidence) add(word string) {
	asUnicode := holdsUnicode(word) || readsVietnamese(word)
	e.tcvn3.add(readsIn(TCVN3, word), asUnicode)
	e.vni.add(readsIn(VNI, word), asUnicode)
}

func (v *votes) add(asOld, asUnicode bool) {
	switch {
	case asOld && !asUnicode:
		v.old++
	case asUnicode && !asOld:
		v.unicode++
	case !asOld:
		v.neither++
	}
}

// leastWords is how many different words an old encoding has to explain. Two can
// be chance: Loïc and Naïm are Lọc and Nạm in VNI.
const leastWords = 3

// carries says that nearly all of the workbook is in the old encoding: a few
// cells may have been retyped since, and some names are of other tongues.
func (v votes) carries() bool {
	return v.old >= leastWords && v.old > 2*v.unicode && v.old >= v.neither
}

func (e *evidence) verdict() Encoding {
	switch {
	case e.tcvn3.carries() && e.tcvn3.old > e.vni.old:
		return TCVN3
	case e.vni.carries() && e.vni.old > e.tcvn3.old:
		return VNI
	default:
		return Unicode
	}
}

// readsIn asks for a plain letter too: signs that stand alone ("5 · 6", "½") are
// letters of TCVN3, but not there.
func readsIn(e Encoding, word string) bool {
	if holdsUnicode(word) || !strings.ContainsFunc(word, isPlainLetter) {
		return false
	}
	decoded, whole := decode(e, word)
	return whole && isSyllable(decoded)
}

func isPlainLetter(r rune) bool { return r <= unicode.MaxASCII && unicode.IsLetter(r) }
