package verdict

import (
	"context"
	"fmt"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/tally"
)

// WhatIf judges a commune as if the persons named had completed everything that
// is asked of them, under the law of this judge. Nothing is stored.
func (g *Judge) WhatIf(ctx context.Context, id place.ID, year int, complete []register.ID) (*Judgement, error) {
	j, err := g.Judge(ctx, id, year)
	if err != nil || len(complete) == 0 {
		return j, err
	}
	if j.Place.Kind != place.Commune {
		return nil, fault.New(fault.Invalid, "fault.gaps_of_commune", "name", j.Place.Name)
	}
	counter := g.Book.NewCounter()
	found := map[register.ID]bool{}
	for _, unit := range j.Units() {
		err = g.fulfil(ctx, counter, unit, year, complete, found)
		if err != nil {
			return nil, err
		}
	}
	for _, p := range complete {
		if !found[p] {
			return nil, fault.New(fault.NotFound, "fault.person_not_in_round", "id", strconv.FormatInt(int64(p), 10), "year", year)
		}
	}
	after := *j
	after.Input.Ratios = counter.Ratios()
	after.Verdicts = j.Law.Evaluate(after.Input)
	return &after, nil
}

func (g *Judge) fulfil(ctx context.Context, counter *rule.Counter, unit place.ID, year int, complete []register.ID, found map[register.ID]bool) error {
	t, err := g.Source.Tally(ctx, unit, year)
	if err != nil {
		return err
	}
	for _, row := range t {
		answers, err := tally.Answers(g.Book, row.Profile, g.Source)
		if err != nil {
			return fmt.Errorf("what if: %w", err)
		}
		counter.Add(answers, row.Persons)
	}
	records, err := g.Source.RecordsByPerson(ctx, unit, year, complete)
	if err != nil {
		return err
	}
	for _, r := range records {
		p := r.Profile()
		answers, err := g.Book.Bits(p.ID(), p)
		if err != nil {
			return fmt.Errorf("what if: %w", err)
		}
		counter.Fulfil(answers)
		found[r.PersonID] = true
	}
	return nil
}
