package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/followup"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
)

// visitField is what the words of a visit are sealed as.
const visitField = "visit"

// FollowUps gives what some communes did about their people: a ward together with
// those it was made of. Where several did, it is told as one.
func (db *DB) FollowUps(ctx context.Context, communes []place.ID) (map[register.ID]*followup.FollowUp, error) {
	out := map[register.ID]*followup.FollowUp{}
	for _, commune := range communes {
		part, err := db.followUps(ctx, commune)
		if err != nil {
			return nil, err
		}
		for person, f := range part {
			if known := out[person]; known != nil {
				known.Merge(*f)
				continue
			}
			out[person] = f
		}
	}
	return out, nil
}

func (db *DB) followUps(ctx context.Context, commune place.ID) (map[register.ID]*followup.FollowUp, error) {
	out := map[register.ID]*followup.FollowUp{}
	err := db.each(ctx, func(rows *sql.Rows) error {
		var f followup.FollowUp
		var lacked string
		err := rows.Scan(&f.Commune, &f.Person, &lacked, &f.Follower, &f.Since, &f.WonOn)
		f.Lacked = strings.Split(lacked, ",")
		out[f.Person] = &f
		return err
	}, `SELECT commune_id, person_id, lacked, follower, since, won_on FROM followups WHERE commune_id = $1`, commune)
	if err != nil {
		return nil, fmt.Errorf("follow-ups: %w", err)
	}
	return out, db.readVisits(ctx, commune, out)
}

func (db *DB) readVisits(ctx context.Context, commune place.ID, of map[register.ID]*followup.FollowUp) error {
	ring, err := db.ring()
	if err != nil {
		return err
	}
	err = db.each(ctx, func(rows *sql.Rows) error {
		var v followup.Visit
		err := rows.Scan(&v.Commune, &v.ID, &v.Person, &v.On, &v.Outcome, &v.Words, &v.By)
		if err != nil {
			return err
		}
		v.Words, err = ring.Open(visitField, v.Words)
		if f := of[v.Person]; f != nil {
			f.Visits = append(f.Visits, v)
		}
		return err
	}, `SELECT commune_id, id, person_id, visited_on, outcome, words, account_id FROM visits WHERE commune_id = $1 ORDER BY visited_on DESC, id DESC`, commune)
	if err != nil {
		return fmt.Errorf("visits: %w", err)
	}
	return nil
}

// AssignFollowUps gives people of a commune to an account to follow, or to nobody.
// lacked are the measures that do not count each of them.
func (db *DB) AssignFollowUps(ctx context.Context, commune place.ID, year int, follower right.ID, on place.Date, lacked map[register.ID][]string) error {
	return db.Transact(ctx, func(tx *DB) error {
		persons := make([]register.ID, 0, len(lacked))
		for person, measures := range lacked {
			err := tx.takeUp(ctx, commune, person, measures)
			if err != nil {
				return err
			}
			err = tx.exec(ctx, `UPDATE followups SET follower = $1, since = $2 WHERE commune_id = $3 AND person_id = $4`, follower, on, commune, person)
			if err != nil {
				return fmt.Errorf("follow-up: %w", err)
			}
			persons = append(persons, person)
		}
		return tx.note(ctx, audit.New(audit.FollowUpAssign, commune, year, audit.Detail{"follower": follower}).About(persons...))
	})
}

// NoteVisit keeps a visit, and gives it its id.
func (db *DB) NoteVisit(ctx context.Context, year int, v *followup.Visit, lacked []string) error {
	v.ID = db.ids()
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.takeUp(ctx, v.Commune, v.Person, lacked)
		if err != nil {
			return err
		}
		key, err := tx.sealing()
		if err != nil {
			return err
		}
		err = tx.exec(ctx, `INSERT INTO visits (commune_id, id, person_id, visited_on, outcome, words, account_id, noted_at) VALUES (`+placeholders(1, 8)+`)`,
			v.Commune, v.ID, v.Person, v.On, string(v.Outcome), key.Seal(visitField, v.Words), v.By, tx.stampTime())
		if err != nil {
			return fmt.Errorf("visit: %w", err)
		}
		return tx.note(ctx, audit.New(audit.FollowUpVisit, v.Commune, year, audit.Detail{"outcome": v.Outcome}).About(v.Person))
	})
}

// MarkWon marks a follow-up as won on a day; an empty day takes the mark back.
func (db *DB) MarkWon(ctx context.Context, commune place.ID, year int, person register.ID, on place.Date, lacked []string) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.takeUp(ctx, commune, person, lacked)
		if err != nil {
			return err
		}
		err = tx.exec(ctx, `UPDATE followups SET won_on = $1 WHERE commune_id = $2 AND person_id = $3`, on, commune, person)
		if err != nil {
			return fmt.Errorf("follow-up: %w", err)
		}
		return tx.note(ctx, audit.New(audit.FollowUpMark, commune, year, audit.Detail{"won": on != ""}).About(person))
	})
}

// takeUp makes sure that somebody has a follow-up, and adds to what they lack. What
// they lacked before stays: it is what the register will be asked.
func (db *DB) takeUp(ctx context.Context, commune place.ID, person register.ID, lacked []string) error {
	err := db.exec(ctx, `INSERT INTO followups (commune_id, person_id, lacked) VALUES ($1, $2, $3) ON CONFLICT (commune_id, person_id) DO NOTHING`,
		commune, person, strings.Join(followup.Union(lacked, nil), ","))
	if err != nil {
		return fmt.Errorf("follow-up: %w", err)
	}
	var known string
	err = db.reader().QueryRowContext(ctx, `SELECT lacked FROM followups WHERE commune_id = $1 AND person_id = $2`, commune, person).Scan(&known)
	if err != nil {
		return fmt.Errorf("follow-up: %w", err)
	}
	all := strings.Join(followup.Union(strings.Split(known, ","), lacked), ",")
	if all == known {
		return nil
	}
	err = db.exec(ctx, `UPDATE followups SET lacked = $1 WHERE commune_id = $2 AND person_id = $3`, all, commune, person)
	if err != nil {
		return fmt.Errorf("follow-up: %w", err)
	}
	return nil
}

// resealVisits seals their words anew when the key is turned.
func (db *DB) resealVisits(ctx context.Context, at *cursor) (int, error) {
	list, err := db.sealedRows(ctx, 1, at, `SELECT commune_id, 0, id, words FROM visits WHERE (commune_id, id) > ($1, $2) ORDER BY commune_id, id LIMIT $3`, at.commune, at.id)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, row := range list {
		values, changed, err := db.anew([]string{visitField}, row.values)
		if err != nil {
			return n, err
		}
		if !changed {
			continue
		}
		err = db.exec(ctx, `UPDATE visits SET words = $1 WHERE commune_id = $2 AND id = $3 AND words = $4`, values[0], row.commune, row.id, row.values[0])
		if err != nil {
			return n, fmt.Errorf("sealing: %w", err)
		}
		n++
	}
	return n, nil
}
