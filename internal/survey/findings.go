package survey

import (
	"context"
	"fmt"

	"hoctap/internal/place"
	"hoctap/internal/register"
)

// Observer is what looking over a round asks of the store.
type Observer interface {
	Register
	Schools(ctx context.Context, commune place.ID, year int) (map[string]School, error)
	Elsewhere(ctx context.Context, commune place.ID, year int) (map[register.ID][]register.ID, error)
}

// LookOver asks every check of a round and gives what was found with the records
// that it is about.
func (c *Checks) LookOver(ctx context.Context, o Observer, commune place.ID, year int) ([]Finding, map[register.ID]*register.Record, error) {
	var e Evidence
	var err error
	e.Current, err = o.Records(ctx, commune, year)
	if err != nil {
		return nil, nil, fmt.Errorf("look over: %w", err)
	}
	e.Last, e.LastYear, err = o.Former(ctx, commune, year)
	if err != nil {
		return nil, nil, fmt.Errorf("look over: %w", err)
	}
	e.Schools, err = o.Schools(ctx, commune, year)
	if err != nil {
		return nil, nil, fmt.Errorf("look over: %w", err)
	}
	e.Elsewhere, err = o.Elsewhere(ctx, commune, year)
	if err != nil {
		return nil, nil, fmt.Errorf("look over: %w", err)
	}
	found, err := c.Find(e)
	if err != nil {
		return nil, nil, err
	}
	about := map[register.ID]*register.Record{}
	for _, r := range e.Current {
		about[r.PersonID] = r
	}
	return found, about, nil
}
