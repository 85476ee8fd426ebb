package viet

import (
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// collators is a pool because a collator works in buffers of its own and may
// not be shared, and building one costs more than a thousand comparisons.
var collators = sync.Pool{New: func() any {
	return &collator{collation: collate.New(language.Vietnamese, collate.Numeric)}
}}

type collator struct {
	collation *collate.Collator
	buffer    collate.Buffer
}

func (c *collator) compare(a, b string) int {
	return c.collation.CompareString(toneLast(a), toneLast(b))
}

func (c *collator) key(s string) []byte {
	return c.collation.KeyFromString(&c.buffer, toneLast(s))
}

// toneLast writes Hòa as Hoà. Both spellings are taught and stand in one list,
// and a collation, which goes by the place of a tone, would put Hoạ before Hòa.
func toneLast(s string) string {
	if isASCII(s) {
		return s
	}
	return oldTones.Replace(norm.NFC.String(s))
}

var oldTones = oldToneReplacer()

func oldToneReplacer() *strings.Replacer {
	var pairs []string
	for _, rime := range []string{"oa", "oe", "uy"} {
		for _, tone := range []rune{grave, hook, tilde, acute, dotBelow} {
			for _, r := range []string{rime, strings.ToUpper(rime), strings.ToUpper(rime[:1]) + rime[1:]} {
				old := r[:1] + string(tone) + r[1:]
				pairs = append(pairs, norm.NFC.String(old), norm.NFC.String(r+string(tone)))
			}
		}
	}
	return strings.NewReplacer(pairs...)
}

// Compare orders text by the Vietnamese alphabet (a ă â b c d đ e ê …) and then
// by tone (ngang, huyền, hỏi, ngã, sắc, nặng), wherever in the syllable the tone
// is written; numbers by their value, so that "Tổ 2" stands before "Tổ 10".
func Compare(a, b string) int {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	return c.compare(a, b)
}

// CompareNames orders people as Vietnamese lists do: by given name, then by
// family and middle names.
func CompareNames(aFamily, aGiven, bFamily, bGiven string) int {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	order := c.compare(aGiven, bGiven)
	if order != 0 {
		return order
	}
	return c.compare(aFamily, bFamily)
}

// SortKey gives bytes whose plain order is that of CompareNames, for a column to
// sort by. With an empty family it is the key of any text in the order of
// Compare. Stored keys are comparable only with keys of the same collation
// tables: recompute them when golang.org/x/text is raised.
func SortKey(family, given string) []byte {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	defer c.buffer.Reset()
	key := append([]byte(nil), c.key(given)...)
	return append(key, c.key(family)...)
}
