package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/place"
	"hoctap/internal/survey"
)

// Pulse names the state of everything that verdicts and maps rest on: it differs as
// soon as a record, a round, an entered figure, a decision, a place or its boundary
// has changed.
// Nothing that is counted here is ever deleted, so counts and sums only grow.
func (db *DB) Pulse(ctx context.Context) (string, error) {
	var rounds, stamps, steps, figures, decisions int64
	err := db.reader().QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM rounds), (SELECT COALESCE(SUM(stamp), 0) FROM rounds),
		(SELECT COUNT(*) FROM round_steps), (SELECT COUNT(*) FROM fact_changes), (SELECT COUNT(*) FROM decisions)`).
		Scan(&rounds, &stamps, &steps, &figures, &decisions)
	if err != nil {
		return "", fmt.Errorf("pulse: %w", err)
	}
	places, err := db.counter(ctx, placesStamp)
	if err != nil {
		return "", fmt.Errorf("pulse: %w", err)
	}
	boundaries, err := db.counter(ctx, boundariesStamp)
	if err != nil {
		return "", fmt.Errorf("pulse: %w", err)
	}
	return fmt.Sprintf("%d.%d.%d.%d.%d.%d.%d", rounds, stamps, steps, figures, decisions, places, boundaries), nil
}

// AllRounds gives every round there is, by commune and year.
func (db *DB) AllRounds(ctx context.Context) (map[place.ID]map[int]survey.Round, error) {
	out := map[place.ID]map[int]survey.Round{}
	err := db.each(ctx, func(rows *sql.Rows) error {
		var r survey.Round
		err := rows.Scan(&r.CommuneID, &r.Year, &r.State, &r.OpenedAt, &r.Stamp)
		if out[r.CommuneID] == nil {
			out[r.CommuneID] = map[int]survey.Round{}
		}
		out[r.CommuneID][r.Year] = r
		return err
	}, `SELECT commune_id, year, state, opened_at, stamp FROM rounds`)
	if err != nil {
		return nil, fmt.Errorf("rounds: %w", err)
	}
	return out, nil
}
