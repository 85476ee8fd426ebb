package web

import (
	"context"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/survey"
)

// withinReach is the store as one visitor sees it: people beyond their reach are
// not there. A handler that forgets to ask shows nobody too many, and somebody
// else's person is answered like one that does not exist.
type withinReach struct {
	Store
	v     *visit
	needs []right.Action
}

// reach is that of the page's own actions where these are about people, and
// otherwise that of who may see the register.
func (w withinReach) reach(commune place.ID) right.Reach {
	var out right.Reach
	for _, do := range w.actions() {
		part := w.v.holder.Reach(do, commune)
		out.Whole = out.Whole || part.Whole
		out.Hamlets = append(out.Hamlets, part.Hamlets...)
	}
	return out
}

// ofPeople are the actions by which a page shows people by name.
var ofPeople = []right.Action{right.SeeGaps, right.SeePersons, right.RevealNumbers, right.ExportPersons, right.NoteVisits, right.WriteHouseholds, right.WriteRegister, right.RunClasses}

func (w withinReach) actions() []right.Action {
	var out []right.Action
	for _, do := range w.needs {
		if slices.Contains(ofPeople, do) {
			out = append(out, do)
		}
	}
	if len(out) == 0 {
		return []right.Action{right.SeePersons}
	}
	return out
}

// seen keeps the records within reach. Lists are of one commune mostly, so the
// reach of the last one is remembered.
func (w withinReach) seen(list []*register.Record, err error) ([]*register.Record, error) {
	if err != nil {
		return nil, err
	}
	reaches := map[place.ID]right.Reach{}
	return slices.DeleteFunc(list, func(r *register.Record) bool {
		reach, ok := reaches[r.CommuneID]
		if !ok {
			reach = w.reach(r.CommuneID)
			reaches[r.CommuneID] = reach
		}
		return !reach.Covers(r.HamletID)
	}), nil
}

func (w withinReach) Records(ctx context.Context, commune place.ID, year int) ([]*register.Record, error) {
	return w.seen(w.Store.Records(ctx, commune, year))
}

func (w withinReach) RecordsByPerson(ctx context.Context, commune place.ID, year int, ids []register.ID) ([]*register.Record, error) {
	return w.seen(w.Store.RecordsByPerson(ctx, commune, year, ids))
}

func (w withinReach) RecordsByProfile(ctx context.Context, commune place.ID, year int, ids []profile.ID) ([]*register.Record, error) {
	return w.seen(w.Store.RecordsByProfile(ctx, commune, year, ids))
}

func (w withinReach) RecordsByHamlet(ctx context.Context, commune place.ID, year int, hamlet place.ID, ids []profile.ID) ([]*register.Record, error) {
	return w.seen(w.Store.RecordsByHamlet(ctx, commune, year, hamlet, ids))
}

func (w withinReach) ListByProfile(ctx context.Context, commune place.ID, year int, hamlet place.ID, ids []profile.ID) ([]*register.Record, error) {
	return w.seen(w.Store.ListByProfile(ctx, commune, year, hamlet, ids))
}

func (w withinReach) PersonHistory(ctx context.Context, id register.ID) ([]*register.Record, error) {
	return w.seen(w.Store.PersonHistory(ctx, id))
}

func (w withinReach) Household(ctx context.Context, commune place.ID, household register.ID, year int) ([]*register.Record, error) {
	return w.seen(w.Store.Household(ctx, commune, household, year))
}

func (w withinReach) Households(ctx context.Context, commune place.ID, year int) ([]survey.Household, error) {
	list, err := w.Store.Households(ctx, commune, year)
	reach := w.reach(commune)
	return slices.DeleteFunc(list, func(h survey.Household) bool { return !reach.Covers(h.HamletID) }), err
}

func (w withinReach) SearchPersons(ctx context.Context, communes []place.ID, query string, limit int) ([]register.Match, error) {
	communes = slices.DeleteFunc(slices.Clone(communes), func(id place.ID) bool { return !w.reach(id).Any() })
	return w.Store.SearchPersons(ctx, communes, query, limit)
}

func (w withinReach) SearchNumber(ctx context.Context, communes []place.ID, number string) ([]register.Match, error) {
	communes = slices.DeleteFunc(slices.Clone(communes), func(id place.ID) bool { return !w.reach(id).Any() })
	return w.Store.SearchNumber(ctx, communes, number)
}

// Traces are those made in the communes within reach: a person who moved in from
// elsewhere brings no story of it.
func (w withinReach) Traces(ctx context.Context, person register.ID) ([]survey.Trace, error) {
	list, err := w.Store.Traces(ctx, person)
	return slices.DeleteFunc(list, func(t survey.Trace) bool { return !w.reach(t.CommuneID).Any() }), err
}

// Questions leave out what is about people beyond reach. A candidate elsewhere is
// still somebody else's: the question is left to who sees both.
func (w withinReach) Questions(ctx context.Context, commune place.ID, year int) ([]survey.OpenQuestion, error) {
	list, err := w.Store.Questions(ctx, commune, year)
	if err != nil {
		return nil, err
	}
	var out []survey.OpenQuestion
	for _, q := range list {
		mine, _ := w.seen([]*register.Record{q.Person}, nil)
		q.Candidates, _ = w.seen(q.Candidates, nil)
		if len(mine) == 1 {
			out = append(out, q)
		}
	}
	return out, nil
}
