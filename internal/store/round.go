package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/hook"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
)

// Round gives a round of a commune, false where there is none.
func (db *DB) Round(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error) {
	r := survey.Round{CommuneID: commune, Year: year}
	err := db.reader().QueryRowContext(ctx, `SELECT state, opened_at, stamp FROM rounds WHERE commune_id = $1 AND year = $2`, commune, year).
		Scan(&r.State, &r.OpenedAt, &r.Stamp)
	if errors.Is(err, sql.ErrNoRows) {
		return r, false, nil
	}
	if err != nil {
		return r, false, fmt.Errorf("round: %w", err)
	}
	return r, true, nil
}

// RoundProgress gives a round with how many records it has and how many of
// them nobody confirmed yet.
func (db *DB) RoundProgress(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error) {
	r, ok, err := db.Round(ctx, commune, year)
	if err != nil || !ok {
		return r, ok, err
	}
	err = errors.Join(
		db.reader().QueryRowContext(ctx, `SELECT COALESCE(SUM(persons), 0) FROM tallies WHERE commune_id = $1 AND year = $2`, commune, year).Scan(&r.Records),
		db.reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM records WHERE commune_id = $1 AND year = $2 AND NOT confirmed`, commune, year).Scan(&r.Unconfirmed))
	if err != nil {
		return r, false, fmt.Errorf("progress of a round: %w", err)
	}
	return r, true, nil
}

// Rounds gives the rounds of a commune in order of years.
func (db *DB) Rounds(ctx context.Context, commune place.ID) ([]survey.Round, error) {
	var out []survey.Round
	err := db.each(ctx, func(rows *sql.Rows) error {
		r := survey.Round{CommuneID: commune}
		err := rows.Scan(&r.Year, &r.State, &r.OpenedAt, &r.Stamp)
		out = append(out, r)
		return err
	}, `SELECT year, state, opened_at, stamp FROM rounds WHERE commune_id = $1 ORDER BY year`, commune)
	if err != nil {
		return nil, fmt.Errorf("rounds: %w", err)
	}
	return out, nil
}

// Years gives every year for which any commune has a round.
func (db *DB) Years(ctx context.Context) ([]int, error) {
	var out []int
	err := db.each(ctx, func(rows *sql.Rows) error {
		var y int
		err := rows.Scan(&y)
		out = append(out, y)
		return err
	}, `SELECT DISTINCT year FROM rounds ORDER BY year`)
	if err != nil {
		return nil, fmt.Errorf("years: %w", err)
	}
	return out, nil
}

func (db *DB) openRound(ctx context.Context, commune place.ID, year int, reason string) error {
	at := db.stampTime()
	n, err := db.change(ctx, `INSERT INTO rounds (commune_id, year, state, opened_at, stamp) VALUES ($1, $2, $3, $4, 1)
		ON CONFLICT (commune_id, year) DO NOTHING`, commune, year, string(survey.Open), at)
	if err != nil {
		return fmt.Errorf("open round: %w", err)
	}
	if n != 1 {
		return roundChanged(year)
	}
	return db.addStep(ctx, survey.Step{CommuneID: commune, Year: year, At: at, To: survey.Open, Reason: reason})
}

func (db *DB) addStep(ctx context.Context, s survey.Step) error {
	err := db.exec(ctx, `INSERT INTO round_steps (commune_id, id, year, happens_at, from_state, to_state, actor, reason)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		s.CommuneID, db.ids(), s.Year, s.At, string(s.From), string(s.To), audit.Of(ctx).Account, s.Reason)
	if err != nil {
		return fmt.Errorf("step of a round: %w", err)
	}
	return nil
}

// MoveRound changes the state of a round and keeps the step.
func (db *DB) MoveRound(ctx context.Context, commune place.ID, year int, to survey.State, reason string) error {
	return db.Transact(ctx, func(tx *DB) error {
		r, ok, err := tx.Round(ctx, commune, year)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.NotFound, "fault.no_round", "year", year)
		}
		err = r.Move(to, reason)
		if err != nil {
			return err
		}
		n, err := tx.change(ctx, `UPDATE rounds SET state = $1 WHERE commune_id = $2 AND year = $3 AND state = $4`,
			string(to), commune, year, string(r.State))
		if err != nil {
			return fmt.Errorf("move round: %w", err)
		}
		if n != 1 {
			return roundChanged(year)
		}
		err = tx.addStep(ctx, survey.Step{CommuneID: commune, Year: year, At: tx.stampTime(), From: r.State, To: to, Reason: reason})
		if err != nil {
			return err
		}
		err = tx.emit(ctx, hook.Event{Type: hook.RoundMoved, Place: commune, Data: map[string]any{"place": fmt.Sprint(int64(commune)), "year": year, "from": r.State, "to": to}})
		if err != nil {
			return err
		}
		return tx.note(audit.Because(ctx, reason), audit.New(audit.RoundMove, commune, year, audit.Detail{"from": r.State, "to": to}))
	})
}

// Steps gives what happened to a round, oldest first.
func (db *DB) Steps(ctx context.Context, commune place.ID, year int) ([]survey.Step, error) {
	var out []survey.Step
	err := db.each(ctx, func(rows *sql.Rows) error {
		s := survey.Step{CommuneID: commune, Year: year}
		err := rows.Scan(&s.At, &s.From, &s.To, &s.By, &s.Reason)
		out = append(out, s)
		return err
	}, `SELECT happens_at, from_state, to_state, actor, reason FROM round_steps WHERE commune_id = $1 AND year = $2 ORDER BY id`, commune, year)
	if err != nil {
		return nil, fmt.Errorf("steps of a round: %w", err)
	}
	return out, nil
}

// Former gives the records of the last round before the year: of the commune
// itself, or of the communes it was made of. The year is 0 where there is none.
func (db *DB) Former(ctx context.Context, commune place.ID, year int) ([]*register.Record, int, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return nil, 0, err
	}
	years, err := db.Years(ctx)
	if err != nil {
		return nil, 0, err
	}
	for i := len(years) - 1; i >= 0; i-- {
		if years[i] >= year {
			continue
		}
		var out []*register.Record
		for _, share := range tree.Standing(commune, rule.ReferenceDay(years[i])) {
			records, err := db.Records(ctx, share.Place.PlaceID, years[i])
			if err != nil {
				return nil, 0, err
			}
			out = append(out, records...)
		}
		if len(out) > 0 {
			return out, years[i], nil
		}
	}
	return nil, 0, nil
}

// Hamlets gives the hamlets of a commune on the reference day of a year, or,
// where the commune is not there yet or no longer, on the nearest day it was.
func (db *DB) Hamlets(ctx context.Context, commune place.ID, year int) ([]place.Attributes, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return nil, err
	}
	return tree.Children(commune, rule.ReferenceDay(year)), nil
}

// CommunesWithRound gives the communes that have a round in the year.
func (db *DB) CommunesWithRound(ctx context.Context, year int) ([]place.ID, error) {
	var out []place.ID
	err := db.each(ctx, func(rows *sql.Rows) error {
		var id place.ID
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, `SELECT commune_id FROM rounds WHERE year = $1 ORDER BY commune_id`, year)
	if err != nil {
		return nil, fmt.Errorf("rounds of %d: %w", year, err)
	}
	return out, nil
}
