package store

import (
	"context"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
)

// Apply carries out a plan in one transaction, or nothing of it: hamlets, round,
// school list, records, tally, and the trace of every change. It fails with a
// conflict when the round changed since the plan was made.
func (db *DB) Apply(ctx context.Context, p *survey.Plan) error {
	return db.Transact(ctx, func(tx *DB) error {
		// Reference tables come first in a transaction, as Citus asks.
		err := tx.addHamlets(ctx, p)
		if err != nil {
			return err
		}
		used, news, changes := profilesOf(p)
		err = tx.writeProfiles(ctx, used)
		if err != nil {
			return err
		}
		err = tx.claimRound(ctx, p)
		if err != nil {
			return err
		}
		err = tx.saveSchools(ctx, p)
		if err != nil {
			return err
		}
		err = tx.applyRecords(ctx, p, news, changes)
		if err != nil {
			return err
		}
		return tx.note(ctx, entryOf(p))
	})
}

// entryOf is what the log keeps of a plan: how many, and whose records, unless it
// is half a commune.
func entryOf(p *survey.Plan) audit.Entry {
	kind := audit.Import
	if p.Opens {
		kind = audit.RoundOpen
	}
	if p.Typed {
		kind = audit.RecordEdit
	}
	persons := make([]register.ID, 0, len(p.New)+len(p.Changed))
	for _, r := range p.New {
		persons = append(persons, r.PersonID)
	}
	for _, c := range p.Changed {
		persons = append(persons, c.After.PersonID)
	}
	return audit.New(kind, p.CommuneID, p.Year, audit.Detail{"new": len(p.New), "changed": len(p.Changed)}).About(persons...)
}

// profilesOf works out every profile of the plan once.
func profilesOf(p *survey.Plan) (used map[profile.ID]profile.Profile, news, changes []profile.ID) {
	names := profileNames{}
	for _, r := range p.New {
		news = append(news, names.of(r))
	}
	for _, c := range p.Changed {
		changes = append(changes, names.of(c.After))
	}
	used = map[profile.ID]profile.Profile{}
	for p, id := range names {
		used[id] = p
	}
	return used, news, changes
}

// profileNames remembers the ids of profiles: naming one is a hash, and thirty
// thousand people have some two thousand.
type profileNames map[profile.Profile]profile.ID

func (n profileNames) of(r *register.Record) profile.ID {
	p := r.Profile()
	id, ok := n[p]
	if !ok {
		id = p.ID()
		n[p] = id
	}
	return id
}

func (db *DB) applyRecords(ctx context.Context, p *survey.Plan, news, changes []profile.ID) error {
	d := delta{}
	for i, r := range p.New {
		d.add(r, news[i], 1)
	}
	ids := make([]register.ID, len(p.Changed))
	for i, c := range p.Changed {
		d.add(c.After, changes[i], 1)
		ids[i] = c.After.PersonID
	}
	found, err := db.countOut(ctx, p.CommuneID, p.Year, ids, d)
	if err != nil {
		return err
	}
	if found != len(ids) {
		return roundChanged(p.Year)
	}
	err = db.rewriteRecords(ctx, p.Changed, changes)
	if err != nil {
		return err
	}
	err = db.writeRecords(ctx, p.New, news)
	if err != nil {
		return err
	}
	err = db.moveTally(ctx, p.CommuneID, p.Year, d)
	if err != nil {
		return err
	}
	return db.traceChanges(ctx, p)
}

func roundChanged(year int) error {
	return fault.New(fault.Conflict, "fault.round_changed", "year", year)
}

// claimRound opens the round, or makes sure that it is as the planner saw it.
func (db *DB) claimRound(ctx context.Context, p *survey.Plan) error {
	if p.Opens {
		return db.openRound(ctx, p.CommuneID, p.Year, p.Source)
	}
	r, ok, err := db.Round(ctx, p.CommuneID, p.Year)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.NotFound, "fault.no_round", "year", p.Year)
	}
	err = r.MayChange()
	if err != nil {
		return err
	}
	// The state is asked once more, in the statement that locks the row: between
	// the two another hand may have handed the round in.
	n, err := db.change(ctx, `UPDATE rounds SET stamp = stamp + 1 WHERE commune_id = $1 AND year = $2 AND stamp = $3 AND state = $4`,
		p.CommuneID, p.Year, p.Stamp, string(survey.Open))
	if err != nil {
		return fmt.Errorf("claim round: %w", err)
	}
	if n != 1 {
		return roundChanged(p.Year)
	}
	return nil
}

// claimNow holds an open round as it is now, for a change that needs no plan.
func (db *DB) claimNow(ctx context.Context, commune place.ID, year int) error {
	r, ok, err := db.Round(ctx, commune, year)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.NotFound, "fault.no_round", "year", year)
	}
	return db.claimRound(ctx, &survey.Plan{CommuneID: commune, Year: year, Stamp: r.Stamp})
}

// addHamlets makes the hamlets that the workbook names and the place lacks.
// They begin with the commune, because they are only now being told of.
func (db *DB) addHamlets(ctx context.Context, p *survey.Plan) error {
	if len(p.Hamlets) == 0 {
		return nil
	}
	err := db.bump(ctx, placesStamp)
	if err != nil {
		return err
	}
	tree, err := db.Places(ctx)
	if err != nil {
		return err
	}
	commune, ok := tree.At(p.CommuneID, rule.ReferenceDay(p.Year))
	if !ok {
		return fault.New(fault.NotFound, "fault.place_not_then", "code", "", "on", rule.ReferenceDay(p.Year), "names", "")
	}
	_, until := tree.Existence(p.CommuneID)
	var d place.Data
	for _, h := range p.Hamlets {
		err = db.exec(ctx, `INSERT INTO places (id, key) VALUES ($1, $2)`, h.ID, fmt.Sprintf("hamlet-%d", h.ID))
		if err != nil {
			return fmt.Errorf("hamlet: %w", err)
		}
		d.Attributes = append(d.Attributes, place.Attributes{
			PlaceID: h.ID, From: commune.From, Until: until, Name: h.Name, Kind: place.Hamlet, Parent: p.CommuneID,
		})
	}
	return db.insertPlaces(ctx, d)
}

func (db *DB) saveSchools(ctx context.Context, p *survey.Plan) error {
	list := make([]survey.School, 0, len(p.Schools))
	for _, s := range p.Schools {
		list = append(list, s)
	}
	table := bulk{
		table: "schools", columns: []string{"commune_id", "year", "code", "name", "level", "commune_name", "system"},
		suffix: `ON CONFLICT (commune_id, year, code) DO UPDATE SET name = excluded.name, level = excluded.level,
			commune_name = excluded.commune_name, system = excluded.system`,
	}
	return table.write(ctx, db, len(list), func(i int, dst []any) {
		s := list[i]
		dst[0], dst[1], dst[2], dst[3], dst[4], dst[5], dst[6] = int64(p.CommuneID), p.Year, s.Code, s.Name, s.Level, s.Commune, s.System
	})
}

// traceChanges keeps what every changed field was before, and the import.
func (db *DB) traceChanges(ctx context.Context, p *survey.Plan) error {
	var encodeErr error
	actor := audit.Of(ctx).Account
	table := bulk{table: "record_changes", columns: []string{"commune_id", "id", "year", "person_id", "happens_at", "actor", "source", "fields"}}
	err := table.write(ctx, db, len(p.Changed), func(i int, dst []any) {
		c := p.Changed[i]
		fields := map[string][2]any{}
		for _, key := range c.Fields {
			fields[key] = [2]any{fieldValue(c.Before, key), fieldValue(c.After, key)}
		}
		text, err := db.sealedTrace(fields)
		if err != nil {
			encodeErr = err
		}
		copy(dst, []any{int64(p.CommuneID), db.ids(), p.Year, int64(c.After.PersonID), p.At, actor, p.Source, text})
	})
	if err != nil {
		return err
	}
	if encodeErr != nil {
		return encodeErr
	}
	err = db.writeQuestions(ctx, p)
	if err != nil {
		return err
	}
	if p.Typed || len(p.New) == 0 && len(p.Changed) == 0 {
		return nil
	}
	return db.exec(ctx, `INSERT INTO imports (commune_id, id, year, happens_at, actor, source, new_persons, changed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		p.CommuneID, db.ids(), p.Year, p.At, actor, p.Source, len(p.New), len(p.Changed))
}

func fieldValue(r *register.Record, key string) any {
	switch key {
	case "hamlet":
		return int64(r.HamletID)
	case "school_here":
		return r.SchoolHere
	}
	f, err := register.FieldByKey(key)
	if err != nil {
		return nil
	}
	return f.Value(r)
}

func (db *DB) writeQuestions(ctx context.Context, p *survey.Plan) error {
	for _, q := range p.Questions {
		for _, c := range q.Candidates {
			err := db.exec(ctx, `INSERT INTO questions (commune_id, year, person_id, candidate_id, reason) VALUES ($1, $2, $3, $4, $5)
				ON CONFLICT (commune_id, year, person_id, candidate_id) DO NOTHING`, p.CommuneID, p.Year, q.PersonID, c, q.Reason)
			if err != nil {
				return fmt.Errorf("questions: %w", err)
			}
		}
	}
	return nil
}
