// Package tally holds how many people of each profile live in each hamlet in a
// year. Measures, forms, charts and verdicts read tallies and never people.
package tally

import (
	"fmt"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/rule"
)

// Row is one number of a tally.
type Row struct {
	Hamlet  place.ID // 0 where the hamlet is not known
	Profile profile.ID
	Persons int64
}

// Tally is the whole of a round.
type Tally []Row

// Dictionary gives the profile behind an id.
type Dictionary interface {
	Profile(id profile.ID) (profile.Profile, bool)
}

// Persons is the number of people in the tally.
func (t Tally) Persons() int64 {
	var n int64
	for _, r := range t {
		n += r.Persons
	}
	return n
}

// Hamlet gives the part of a tally that is one hamlet.
func (t Tally) Hamlet(id place.ID) Tally {
	var out Tally
	for _, r := range t {
		if r.Hamlet == id {
			out = append(out, r)
		}
	}
	return out
}

// Hamlets splits a tally by hamlet.
func (t Tally) Hamlets() map[place.ID]Tally {
	out := map[place.ID]Tally{}
	for _, r := range t {
		out[r.Hamlet] = append(out[r.Hamlet], r)
	}
	return out
}

// Ratios counts every measure of the book over the tally.
func Ratios(b *rule.Book, t Tally, d Dictionary) (map[string]rule.Ratio, error) {
	c := b.NewCounter()
	for _, r := range t {
		bits, err := Answers(b, r.Profile, d)
		if err != nil {
			return nil, err
		}
		c.Add(bits, r.Persons)
	}
	return c.Ratios(), nil
}

// Answers gives the book's answers for a profile by its id.
func Answers(b *rule.Book, id profile.ID, d Dictionary) (rule.Bits, error) {
	bits, ok := b.Remembered(id)
	if ok {
		return bits, nil
	}
	p, ok := d.Profile(id)
	if !ok {
		return rule.Bits{}, fmt.Errorf("profile %d is not in the dictionary", id)
	}
	return b.Bits(id, p)
}
