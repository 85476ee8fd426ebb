package store

import (
	"context"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
)

// RemoveRecord takes a person out of an open round: one written by mistake, whom
// no move or death would describe. The reason and the whole record stay in the
// trace of changes, and the person's other years are untouched.
func (db *DB) RemoveRecord(ctx context.Context, commune place.ID, year int, person register.ID, reason string) error {
	if reason == "" {
		return fault.New(fault.Invalid, "fault.removal_reason")
	}
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.claimNow(ctx, commune, year)
		if err != nil {
			return err
		}
		list, err := tx.RecordsByPerson(ctx, commune, year, []register.ID{person})
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return fault.New(fault.NotFound, "fault.person_not_in_round", "id", fmt.Sprint(person), "year", year)
		}
		err = tx.remove(ctx, list[0], reason)
		if err != nil {
			return err
		}
		return tx.note(audit.Because(ctx, reason), audit.New(audit.RecordRemove, commune, year, nil).About(person))
	})
}

func (db *DB) remove(ctx context.Context, r *register.Record, reason string) error {
	d := delta{}
	_, err := db.countOut(ctx, r.CommuneID, r.Year, []register.ID{r.PersonID}, d)
	if err != nil {
		return err
	}
	for _, q := range []string{
		`DELETE FROM records WHERE commune_id = $1 AND year = $2 AND person_id = $3`,
		`DELETE FROM questions WHERE commune_id = $1 AND year = $2 AND person_id = $3`,
	} {
		err = db.exec(ctx, q, r.CommuneID, r.Year, r.PersonID)
		if err != nil {
			return fmt.Errorf("remove: %w", err)
		}
	}
	err = db.moveTally(ctx, r.CommuneID, r.Year, d)
	if err != nil {
		return err
	}
	return db.traceRemoval(ctx, r, reason)
}

// traceRemoval keeps every field as it was. The person stays known, because the
// trace is told under their name.
func (db *DB) traceRemoval(ctx context.Context, r *register.Record, reason string) error {
	fields := map[string][2]any{"removed": {nil, reason}}
	for _, f := range register.Fields {
		fields[f.Key] = [2]any{f.Value(r), nil}
	}
	text, err := db.sealedTrace(fields)
	if err != nil {
		return err
	}
	err = db.exec(ctx, `INSERT INTO record_changes (commune_id, id, year, person_id, happens_at, actor, source, fields) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		r.CommuneID, db.ids(), r.Year, r.PersonID, db.stampTime(), audit.Of(ctx).Account, "removal", text)
	if err != nil {
		return fmt.Errorf("trace of changes: %w", err)
	}
	return nil
}
