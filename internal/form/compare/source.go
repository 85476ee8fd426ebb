package compare

import (
	"context"
	"slices"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
)

// Store is what an explanation asks of the database.
type Store interface {
	form.Source
	Records(ctx context.Context, commune place.ID, year int) ([]*register.Record, error)
	Questions(ctx context.Context, commune place.ID, year int) ([]survey.OpenQuestion, error)
	RoundTraces(ctx context.Context, commune place.ID, year int) ([]survey.Trace, error)
}

// Source is the store with the records of some rounds replaced by others: the form
// is made out from what somebody supposes.
type Source struct {
	Store
	supposed map[round][]*register.Record
	tallies  map[round]tally.Tally
	profiles map[profile.ID]profile.Profile
}

// NewSource begins with the store as it is.
func NewSource(s Store) Source { return Source{Store: s} }

// with replaces records, and counts them anew.
func (s Source) with(records map[round][]*register.Record) Source {
	out := Source{Store: s.Store, supposed: records, tallies: map[round]tally.Tally{}, profiles: map[profile.ID]profile.Profile{}}
	for at, list := range records {
		counts := map[tally.Row]int64{}
		for _, r := range list {
			p := r.Profile()
			id := p.ID()
			out.profiles[id] = p
			counts[tally.Row{Hamlet: r.HamletID, Profile: id}]++
		}
		rows := make(tally.Tally, 0, len(counts))
		for row, n := range counts {
			row.Persons = n
			rows = append(rows, row)
		}
		out.tallies[at] = rows
	}
	return out
}

// Tally is that of the records as supposed.
func (s Source) Tally(ctx context.Context, commune place.ID, year int) (tally.Tally, error) {
	if t, ok := s.tallies[round{commune, year}]; ok {
		return t, nil
	}
	return s.Store.Tally(ctx, commune, year)
}

// Profile knows those that nobody has now, too.
func (s Source) Profile(id profile.ID) (profile.Profile, bool) {
	if p, ok := s.profiles[id]; ok {
		return p, true
	}
	return s.Store.Profile(id)
}

// RecordsByProfile gives the records as supposed.
func (s Source) RecordsByProfile(ctx context.Context, commune place.ID, year int, ids []profile.ID) ([]*register.Record, error) {
	list, ok := s.supposed[round{commune, year}]
	if !ok {
		return s.Store.RecordsByProfile(ctx, commune, year, ids)
	}
	var out []*register.Record
	for _, r := range list {
		if slices.Contains(ids, r.Profile().ID()) {
			out = append(out, r)
		}
	}
	return out, nil
}
