// Package demo makes the sample town: invented people who live, learn and move
// through the years in units that are real. The same seed makes the same town,
// to the byte, so that a number seen in it can be looked up again and a test
// can hold on to it.
package demo

import (
	"iter"
	"math/rand/v2"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
)

// Version names what the generator makes; a store that holds another one has to
// be made anew.
const Version = "3"

// Seed is the one of the town that is shipped.
const Seed = 14812

// Years are the years that have a round. The last one is still open.
var Years = []int{2019, 2020, 2024, 2025, 2026}

// firstYear is the year in which people are set down, lastYear the open round.
const (
	firstYear = 2019
	lastYear  = 2026
)

// Town is the whole town with its people as of a year. It is walked through
// once, by Rounds.
type Town struct {
	spec    *Spec
	seed    uint64
	chance  chance
	newID   func() int64
	tree    *place.Tree
	year    int
	areas   []*area
	schools []*school
	numbers numbering
	renting []*register.Record // of the open round, see odd.go
	// Hamlets are the quarters and villages, to be written before any round.
	Hamlets place.Data
	// HamletKeys are their stable keys.
	HamletKeys map[string]place.ID
}

// Unit is the round of one commune and all that was written with it.
type Unit struct {
	Plan  *survey.Plan
	Facts []rule.FactValue
	// State is what the round came to: Closed, or Open in the last year.
	State survey.State
}

// New sets the town down as of 2019: units from the tree, everything else from
// the files. Ids come from newID in a fixed order.
func New(spec *Spec, tree *place.Tree, newID func() int64, seed uint64) (*Town, error) {
	t := &Town{
		spec: spec, seed: seed, tree: tree, newID: newID, year: firstYear,
		chance:  chance{rand.New(rand.NewPCG(seed, 1945))},
		numbers: numbering{taken: map[string]int{}},
	}
	err := t.layOut()
	if err != nil {
		return nil, err
	}
	t.settle()
	return t, nil
}

// Rounds gives every round, year by year and commune by commune. Only the
// records of one commune are held at a time.
func (t *Town) Rounds() iter.Seq[*Unit] {
	return func(yield func(*Unit) bool) {
		for _, year := range Years {
			for t.year < year {
				t.advance()
			}
			for _, u := range t.units() {
				if !yield(t.round(u)) {
					return
				}
			}
		}
	}
}

// unit is a commune of the year with the areas that make it up.
type unit struct {
	id    place.ID
	name  string
	areas []*area
}

// units groups the areas by the commune they stand in this year, in the order
// of the files.
func (t *Town) units() []*unit {
	var out []*unit
	at := map[place.ID]*unit{}
	for _, a := range t.areas {
		s := a.standing(rule.ReferenceDay(t.year))
		u := at[s.commune]
		if u == nil {
			u = &unit{id: s.commune, name: s.name}
			at[s.commune] = u
			out = append(out, u)
		}
		u.areas = append(u.areas, a)
	}
	return out
}

func (t *Town) id() register.ID { return register.ID(t.newID()) }
