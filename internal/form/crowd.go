package form

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/rule"
)

// Crowd is those of one hamlet whom a cell counts, by kind of person: enough to
// tell how many they are without reading anybody, and to read only the hamlet
// that a page shows.
type Crowd struct {
	Commune  Named
	Year     int
	Hamlet   place.ID // 0: of none
	Profiles []profile.ID
	Persons  int64
}

// Crowds gives the people behind a cell hamlet by hamlet, uncalled. Together they
// are those whom People names.
func (l *Library) Crowds(ctx context.Context, src Source, f *Filled, table, row, column string) ([]Crowd, error) {
	seats, err := f.seatsOf(table, row, column)
	if err != nil {
		return nil, err
	}
	var out []Crowd
	for _, round := range f.Rounds {
		some, err := l.crowdsOf(ctx, src, f, round, seats)
		if err != nil {
			return nil, fmt.Errorf("people of %s: %w", f.Code, err)
		}
		out = append(out, some...)
	}
	return out, nil
}

func (l *Library) crowdsOf(ctx context.Context, src Source, f *Filled, round CountedRound, seats []seat) ([]Crowd, error) {
	rows, wanted, err := l.wanted(ctx, src, f, round, seats)
	if err != nil {
		return nil, err
	}
	byHamlet := map[place.ID]*Crowd{}
	for _, row := range rows {
		if !wanted[kind{row.Hamlet, row.Profile}] {
			continue
		}
		c := byHamlet[row.Hamlet]
		if c == nil {
			c = &Crowd{Commune: round.Commune, Year: round.Year, Hamlet: row.Hamlet}
			byHamlet[row.Hamlet] = c
		}
		c.Profiles = append(c.Profiles, row.Profile)
		c.Persons += row.Persons
	}
	var out []Crowd
	for _, c := range byHamlet {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Crowd) int { return cmp.Compare(a.Hamlet, b.Hamlet) })
	return out, nil
}

// identifier is a name in a question; what stands in quotes is a value.
var identifier = regexp.MustCompile(`"[^"]*"|[a-z_][a-z0-9_]*`)

// Named gives the predicates that questions speak of, in the order of their
// mention: their texts say in words whom a cell counts.
func (l *Library) Named(asks [][]string) []*rule.Predicate {
	known := map[string]*rule.Predicate{}
	for _, p := range slices.Concat(l.book.Predicates(), l.predicates) {
		known[p.ID] = p
	}
	var out []*rule.Predicate
	for _, ask := range slices.Concat(asks...) {
		for _, name := range identifier.FindAllString(ask, -1) {
			if p := known[name]; p != nil {
				out = append(out, p)
				delete(known, name)
			}
		}
	}
	return out
}
