package viet

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The five tones that are written, as combining characters.
const (
	grave    = '\u0300'
	acute    = '\u0301'
	tilde    = '\u0303'
	hook     = '\u0309'
	dotBelow = '\u0323'
)

// A syllable of Vietnamese is one of these beginnings and one of these rimes,
// with at most one tone. The spelling is so regular that text read in a wrong
// encoding falls out of it within a word or two.
var (
	onsets = strings.Fields("ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x")

	rimes = wordSet(`
		a ac ach ai am an ang anh ao ap at au ay
		ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
		e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
		i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
		o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
		oc oe oen oeo oet oi om on ong ooc oong op ot
		ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
		u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt
		uơ up ut uy uya uych uyên uyêt uyn uynh uyt uyu
		ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
		y yêm yên yêng yêt yêu`)
)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// isSyllable reports whether word is spelt as a Vietnamese syllable, in whatever
// case.
func isSyllable(word string) bool {
	plain, tone, ok := withoutTone(strings.ToLower(word))
	if !ok {
		return false
	}
	if isRime(plain, tone) {
		return true
	}
	for _, onset := range onsets {
		rest, found := strings.CutPrefix(plain, onset)
		if found && isRime(rest, tone) {
			return true
		}
		// The u of qu serves the rime as well: quyên, quýt, quốc.
		if found && onset == "qu" && isRime("u"+rest, tone) {
			return true
		}
	}
	return false
}

// isRime also knows that what ends in a stop is said sắc or nặng only.
func isRime(rime string, tone rune) bool {
	if !rimes[rime] {
		return false
	}
	stopped := strings.HasSuffix(rime, "c") || strings.HasSuffix(rime, "ch") ||
		strings.HasSuffix(rime, "p") || strings.HasSuffix(rime, "t")
	return !stopped || tone == acute || tone == dotBelow
}

// withoutTone takes the tone off a word; it fails on two tones.
func withoutTone(word string) (string, rune, bool) {
	var tone rune
	count := 0
	plain := strings.Map(func(r rune) rune {
		switch r {
		case grave, acute, tilde, hook, dotBelow:
			tone = r
			count++
			return -1
		}
		return r
	}, norm.NFD.String(word))
	return norm.NFC.String(plain), tone, count < 2
}

// readsVietnamese reports whether every word of s that is not plain ASCII is a
// Vietnamese syllable, written lower, Capitalised or UPPER. The case matters:
// the codes of the old encodings put capitals into the middle of words.
func readsVietnamese(s string) bool {
	for word := range words(s) {
		if !isASCII(word) && (!isSyllable(word) || !isCased(word)) {
			return false
		}
	}
	return true
}

func isCased(word string) bool {
	if word == strings.ToLower(word) || word == strings.ToUpper(word) {
		return true
	}
	first, size := utf8.DecodeRuneInString(word)
	rest := word[size:]
	return unicode.IsUpper(first) && rest == strings.ToLower(rest)
}

// words yields the words of a name or an address. Every character above ASCII
// but spaces and typographic marks may be a letter of an old encoding.
func words(s string) iter.Seq[string] {
	return strings.FieldsFuncSeq(s, func(r rune) bool {
		if r <= unicode.MaxASCII {
			return !unicode.IsLetter(r)
		}
		return unicode.IsSpace(r) || (r >= 0x2000 && r < 0x2070)
	})
}
