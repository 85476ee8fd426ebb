package rule

import (
	"fmt"

	"hoctap/internal/strict"
)

// Authority says who recognises a place of a tier at a level in a period.
type Authority struct {
	Pos       strict.Pos
	Tier      string   `yaml:"tier,required"`
	Standards []string `yaml:"standards"` // empty: all
	Levels    []int    `yaml:"levels"`    // empty: all
	From      Day      `yaml:"from,required"`
	Until     Day      `yaml:"until,required"`
	Text      Text     `yaml:"text,required"`
	Source    Source   `yaml:"source,required"`
}

// Authority gives who signs a decision, in Vietnamese, "" where the law gives
// nobody; a text that is not confirmed says so itself.
func (b *Book) Authority(tier, standard string, level int, on Date) string {
	for _, a := range b.authorities {
		if a.Tier == tier && a.covers(standard, level) && (Period{a.From, a.Until}).Holds(on) {
			return a.Text.Vi
		}
	}
	return ""
}

func (a *Authority) covers(standard string, level int) bool {
	for i, s := range a.Standards {
		if s == standard {
			break
		}
		if i == len(a.Standards)-1 {
			return false
		}
	}
	for _, l := range a.Levels {
		if l == level {
			return true
		}
	}
	return len(a.Levels) == 0
}

// Cite writes where a criterion stands in the law: "20/2014/NĐ-CP, điều 9".
func (b *Book) Cite(s *Source) string {
	if s == nil {
		return ""
	}
	i := b.Instrument(s.Instrument)
	if i == nil {
		return s.At
	}
	return fmt.Sprintf("%s, %s", i.Number, s.At)
}

// Snapshot is the part of an input worth keeping with a decision: figures, no
// people.
type Snapshot struct {
	Tier      string           `json:"tier"`
	Difficult bool             `json:"difficult"`
	Surveyed  bool             `json:"surveyed"`
	Ratios    map[string]Ratio `json:"ratios,omitempty"`
	Facts     Facts            `json:"facts"`
	Units     map[string]int   `json:"units,omitempty"`
}

// Snapshot gives what to keep of the input.
func (in Input) Snapshot() Snapshot {
	return Snapshot{in.Tier, in.Difficult, in.Surveyed, in.Ratios, in.Facts, in.BelowAll}
}
