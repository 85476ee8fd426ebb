package rule

import (
	"math/bits"

	"hoctap/internal/profile"
)

// Counter adds up the answers of many profiles, all measures at once.
type Counter struct {
	book      *Book
	of, count []int64
}

// NewCounter begins at zero.
func (b *Book) NewCounter() *Counter {
	return &Counter{b, make([]int64, len(b.measures)), make([]int64, len(b.measures))}
}

// Add counts n persons with these answers.
func (c *Counter) Add(answers Bits, n int64) {
	addWords(c.of, answers.of, n)
	addWords(c.count, answers.count, n)
}

func addWords(sums []int64, words []uint64, n int64) {
	for w, word := range words {
		for word != 0 {
			sums[w*64+bits.TrailingZeros64(word)] += n
			word &= word - 1
		}
	}
}

// Fulfil counts one person as having everything asked of them: in the numerator
// of every measure that has them in its denominator.
func (c *Counter) Fulfil(answers Bits) {
	for w := range answers.of {
		word := answers.of[w] &^ answers.count[w]
		for word != 0 {
			c.count[w*64+bits.TrailingZeros64(word)]++
			word &= word - 1
		}
	}
}

// Ratios gives the share of every measure.
func (c *Counter) Ratios() map[string]Ratio {
	out := make(map[string]Ratio, len(c.of))
	for i, m := range c.book.measures {
		out[m.ID] = Ratio{c.count[i], c.of[i]}
	}
	return out
}

// Remembered gives the answers for a profile if they were asked before.
func (b *Book) Remembered(id profile.ID) (Bits, bool) {
	b.memo.mu.RLock()
	defer b.memo.mu.RUnlock()
	bits, ok := b.memo.bits[id]
	return bits, ok
}
