package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/privacy"
	"hoctap/internal/register"
)

// requestField is what the words of a request are sealed as.
const requestField = "request"

// AddRequest keeps what somebody asked, and gives it its id.
func (db *DB) AddRequest(ctx context.Context, r *privacy.Request) error {
	r.ID = db.ids()
	return db.Transact(ctx, func(tx *DB) error {
		key, err := tx.sealing()
		if err != nil {
			return err
		}
		err = tx.exec(ctx, `INSERT INTO data_requests (commune_id, id, person_id, kind, text, received_on, answer_by, finish_by, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			r.Commune, r.ID, r.Person, string(r.Kind), key.Seal(requestField, r.Text), r.Received, r.Answer, r.Finish, string(r.State))
		if err != nil {
			return fmt.Errorf("data request: %w", err)
		}
		return tx.note(ctx, audit.New(audit.RequestAdd, r.Commune, yearOf(r.Received), audit.Detail{"kind": r.Kind}).About(r.Person))
	})
}

// SettleRequest moves a request that is still open on.
func (db *DB) SettleRequest(ctx context.Context, r *privacy.Request) error {
	return db.Transact(ctx, func(tx *DB) error {
		key, err := tx.sealing()
		if err != nil {
			return err
		}
		n, err := tx.change(ctx, `UPDATE data_requests SET state = $1, outcome = $2, closed_on = $3 WHERE commune_id = $4 AND id = $5 AND state IN ('received', 'answered')`,
			string(r.State), key.Seal(requestField, r.Outcome), r.ClosedOn, r.Commune, r.ID)
		if err != nil {
			return fmt.Errorf("data request: %w", err)
		}
		if n != 1 {
			return fault.New(fault.Conflict, "asking.settled")
		}
		return tx.note(ctx, audit.New(audit.RequestSettle, r.Commune, yearOf(r.Received), audit.Detail{"state": r.State}).About(r.Person))
	})
}

// Requests gives the requests of a commune, the open ones first and of these the one
// that is due first.
func (db *DB) Requests(ctx context.Context, commune place.ID) ([]privacy.Request, error) {
	return db.requests(ctx, `commune_id = $1 ORDER BY CASE WHEN state IN ('received', 'answered') THEN 0 ELSE 1 END, answer_by, id`, commune)
}

// RequestsOf gives what a person has asked of a commune, the latest first.
func (db *DB) RequestsOf(ctx context.Context, commune place.ID, person register.ID) ([]privacy.Request, error) {
	return db.requests(ctx, `commune_id = $1 AND person_id = $2 ORDER BY received_on DESC, id DESC`, commune, person)
}

func (db *DB) requests(ctx context.Context, where string, args ...any) ([]privacy.Request, error) {
	ring, err := db.ring()
	if err != nil {
		return nil, err
	}
	var out []privacy.Request
	err = db.each(ctx, func(rows *sql.Rows) error {
		var r privacy.Request
		err := rows.Scan(&r.Commune, &r.ID, &r.Person, &r.Kind, &r.Text, &r.Received, &r.Answer, &r.Finish, &r.State, &r.Outcome, &r.ClosedOn)
		for _, words := range []*string{&r.Text, &r.Outcome} {
			if err == nil {
				*words, err = ring.Open(requestField, *words)
			}
		}
		out = append(out, r)
		return err
	}, `SELECT commune_id, id, person_id, kind, text, received_on, answer_by, finish_by, state, outcome, closed_on FROM data_requests WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("data requests: %w", err)
	}
	return out, nil
}

// resealRequests seals their words anew when the key is turned.
func (db *DB) resealRequests(ctx context.Context, at *cursor) (int, error) {
	list, err := db.sealedRows(ctx, 2, at, `SELECT commune_id, 0, id, text, outcome FROM data_requests
		WHERE (commune_id, id) > ($1, $2) ORDER BY commune_id, id LIMIT $3`, at.commune, at.id)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, row := range list {
		values, changed, err := db.anew([]string{requestField, requestField}, row.values)
		if err != nil {
			return n, err
		}
		if !changed {
			continue
		}
		err = db.exec(ctx, `UPDATE data_requests SET text = $1, outcome = $2 WHERE commune_id = $3 AND id = $4 AND text = $5 AND outcome = $6`,
			values[0], values[1], row.commune, row.id, row.values[0], row.values[1])
		if err != nil {
			return n, fmt.Errorf("sealing: %w", err)
		}
		n++
	}
	return n, nil
}

func yearOf(on place.Date) int {
	year := 0
	_, _ = fmt.Sscanf(on, "%d", &year)
	return year
}
