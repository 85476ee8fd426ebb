package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/hook"
	"hoctap/internal/place"
	"hoctap/internal/verdict"
)

const decisionList = `place_id, id, year, standard, level, number, decided_on, signer, authority, recorded_at, actor, rule_set, rule_hash, inputs, explanation`

func scanDecision(rows *sql.Rows) (verdict.Decision, error) {
	var d verdict.Decision
	err := rows.Scan(&d.PlaceID, &d.ID, &d.Year, &d.Standard, &d.Level, &d.Number, &d.On, &d.Signer, &d.Authority,
		&d.RecordedAt, &d.Actor, &d.RuleSet, &d.RuleHash, &d.Inputs, &d.Explanation)
	return d, err
}

// Decisions gives the decisions of a year by place.
func (db *DB) Decisions(ctx context.Context, year int) (map[place.ID][]verdict.Decision, error) {
	out := map[place.ID][]verdict.Decision{}
	err := db.each(ctx, func(rows *sql.Rows) error {
		d, err := scanDecision(rows)
		out[d.PlaceID] = append(out[d.PlaceID], d)
		return err
	}, `SELECT `+decisionList+` FROM decisions WHERE year = $1 ORDER BY decided_on, id`, year)
	if err != nil {
		return nil, fmt.Errorf("decisions: %w", err)
	}
	return out, nil
}

// PlaceDecisions gives the decisions on a place, newest first.
func (db *DB) PlaceDecisions(ctx context.Context, id place.ID) ([]verdict.Decision, error) {
	var out []verdict.Decision
	err := db.each(ctx, func(rows *sql.Rows) error {
		d, err := scanDecision(rows)
		out = append(out, d)
		return err
	}, `SELECT `+decisionList+` FROM decisions WHERE place_id = $1 ORDER BY year DESC, decided_on DESC, `+db.bytewise("standard")+`, id`, id)
	if err != nil {
		return nil, fmt.Errorf("decisions: %w", err)
	}
	return out, nil
}

// AddDecision records a decision. One paper recognises a place in a standard
// once: the same number again is refused.
func (db *DB) AddDecision(ctx context.Context, d verdict.Decision) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `INSERT INTO decisions (`+decisionList+`) VALUES (`+placeholders(1, 15)+`)
			ON CONFLICT (place_id, year, standard, number) DO NOTHING`,
			d.PlaceID, tx.ids(), d.Year, d.Standard, d.Level, d.Number, d.On, d.Signer, d.Authority,
			tx.stampTime(), audit.Of(ctx).Account, d.RuleSet, d.RuleHash, d.Inputs, d.Explanation)
		if err != nil {
			return fmt.Errorf("decision: %w", err)
		}
		if n != 1 {
			return fault.New(fault.Conflict, "fault.decision_twice", "number", d.Number, "standard", d.Standard, "year", d.Year)
		}
		err = tx.emit(ctx, hook.Event{Type: hook.DecisionAdded, Place: d.PlaceID, Data: map[string]any{
			"place": fmt.Sprint(int64(d.PlaceID)), "year": d.Year, "standard": d.Standard, "level": d.Level, "number": d.Number, "on": d.On,
		}})
		if err != nil {
			return err
		}
		return tx.note(ctx, audit.New(audit.DecisionAdd, d.PlaceID, d.Year, audit.Detail{"standard": d.Standard, "level": d.Level, "number": d.Number}))
	})
}
