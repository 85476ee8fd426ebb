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

// Supposition is what somebody tries out: people who had completed everything that is
// asked of them, and thresholds that the law does not have, by criterion.
type Supposition struct {
	Complete   []register.ID
	Thresholds map[string]rule.Decimal
}

// WhatIf judges a commune under a supposition. Nothing is stored.
func (g *Judge) WhatIf(ctx context.Context, id place.ID, year int, s Supposition) (*Judgement, error) {
	j, err := g.Judge(ctx, id, year)
	if err != nil {
		return nil, err
	}
	if len(s.Complete) > 0 && j.Place.Kind != place.Commune {
		return nil, fault.New(fault.Invalid, "fault.gaps_of_commune", "name", j.Place.Name)
	}
	after := *j
	after.Law.Supposed = s.Thresholds
	if len(s.Complete) > 0 {
		after.Input.Ratios, err = g.completed(ctx, j, s.Complete)
		if err != nil {
			return nil, err
		}
	}
	after.Verdicts = after.Law.Evaluate(after.Input)
	return &after, nil
}

// completed counts a commune anew with some of its people as if they had completed.
func (g *Judge) completed(ctx context.Context, j *Judgement, complete []register.ID) (map[string]rule.Ratio, error) {
	counter := g.Book.NewCounter()
	found := map[register.ID]bool{}
	for _, unit := range j.Units() {
		err := g.fulfil(ctx, counter, unit, j.Year, complete, found)
		if err != nil {
			return nil, err
		}
	}
	for _, p := range complete {
		if !found[p] {
			return nil, fault.New(fault.NotFound, "fault.person_not_in_round", "id", strconv.FormatInt(int64(p), 10), "year", j.Year)
		}
	}
	return counter.Ratios(), nil
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
