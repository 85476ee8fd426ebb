package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/hook"
	"hoctap/internal/place"
)

// hookSecret is what the secret of a hook is sealed as.
const hookSecret = "hook_secret"

// AddHook keeps a hook, and gives it its id.
func (db *DB) AddHook(ctx context.Context, h *hook.Hook) error {
	h.ID = hook.ID(db.ids())
	return db.Transact(ctx, func(tx *DB) error {
		key, err := tx.sealing()
		if err != nil {
			return err
		}
		err = tx.exec(ctx, `INSERT INTO hooks (id, place_id, url, secret, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6)`,
			h.ID, h.Place, h.URL, key.Seal(hookSecret, h.Secret), tx.stampTime(), audit.Of(ctx).Account)
		if err != nil {
			return fmt.Errorf("hook: %w", err)
		}
		return tx.note(ctx, audit.New(audit.HookChange, h.Place, 0, audit.Detail{"hook": h.ID, "what": "added"}))
	})
}

// EndHook ends a hook of a place; what was on its way to it is given up.
func (db *DB) EndHook(ctx context.Context, of place.ID, id hook.ID) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `UPDATE hooks SET ended_at = $1 WHERE id = $2 AND place_id = $3 AND ended_at = ''`, tx.stampTime(), id, of)
		if err != nil {
			return fmt.Errorf("hook: %w", err)
		}
		if n != 1 {
			return fault.New(fault.NotFound, "hook.unknown")
		}
		err = tx.exec(ctx, `UPDATE deliveries SET next_at = '' WHERE hook_id = $1 AND next_at <> ''`, id)
		if err != nil {
			return fmt.Errorf("hook: %w", err)
		}
		return tx.note(ctx, audit.New(audit.HookChange, of, 0, audit.Detail{"hook": id, "what": "ended"}))
	})
}

// Hooks gives the hooks of places, without their secrets.
func (db *DB) Hooks(ctx context.Context) ([]hook.Hook, error) {
	var out []hook.Hook
	err := db.each(ctx, func(rows *sql.Rows) error {
		var h hook.Hook
		err := rows.Scan(&h.ID, &h.Place, &h.URL, &h.MadeAt, &h.MadeBy, &h.Ended)
		out = append(out, h)
		return err
	}, `SELECT id, place_id, url, made_at, made_by, ended_at FROM hooks ORDER BY ended_at, made_at, id`)
	if err != nil {
		return nil, fmt.Errorf("hooks: %w", err)
	}
	return out, nil
}

// emit puts an event on its way to everybody who wants to be told of its place. It goes
// with the act that it tells of, or not at all.
func (db *DB) emit(ctx context.Context, e hook.Event) error {
	list, err := db.Hooks(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	tree, err := db.Places(ctx)
	if err != nil {
		return err
	}
	above := map[place.ID]bool{e.Place: true}
	for _, at := range tree.Path(e.Place, db.now().Format(time.DateOnly)) {
		above[at.PlaceID] = true
	}
	e.At = db.stampTime()
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("event: %w", err)
	}
	for _, h := range list {
		if h.Ended != "" || !above[h.Place] {
			continue
		}
		err = db.exec(ctx, `INSERT INTO deliveries (id, hook_id, event, body, made_at, next_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			db.ids(), h.ID, e.Type, string(body), e.At, e.At)
		if err != nil {
			return fmt.Errorf("event: %w", err)
		}
	}
	return nil
}

// Due gives the deliveries whose time has come, with the hook that each goes to and its
// secret.
func (db *DB) Due(ctx context.Context, most int) ([]hook.Delivery, map[hook.ID]hook.Hook, error) {
	list, err := db.deliveries(ctx, `next_at <> '' AND next_at <= $1 ORDER BY next_at, id LIMIT $2`, db.stampTime(), most)
	if err != nil || len(list) == 0 {
		return nil, nil, err
	}
	ring, err := db.ring()
	if err != nil {
		return nil, nil, err
	}
	hooks := map[hook.ID]hook.Hook{}
	err = db.each(ctx, func(rows *sql.Rows) error {
		var h hook.Hook
		err := rows.Scan(&h.ID, &h.URL, &h.Secret)
		if err == nil {
			h.Secret, err = ring.Open(hookSecret, h.Secret)
		}
		hooks[h.ID] = h
		return err
	}, `SELECT id, url, secret FROM hooks WHERE ended_at = ''`)
	if err != nil {
		return nil, nil, fmt.Errorf("hooks: %w", err)
	}
	return list, hooks, nil
}

// Deliveries gives the latest deliveries to a hook.
func (db *DB) Deliveries(ctx context.Context, id hook.ID, most int) ([]hook.Delivery, error) {
	return db.deliveries(ctx, `hook_id = $1 ORDER BY made_at DESC, id DESC LIMIT $2`, id, most)
}

func (db *DB) deliveries(ctx context.Context, where string, args ...any) ([]hook.Delivery, error) {
	var out []hook.Delivery
	err := db.each(ctx, func(rows *sql.Rows) error {
		var d hook.Delivery
		err := rows.Scan(&d.ID, &d.Hook, &d.Event, &d.Body, &d.MadeAt, &d.Tries, &d.Next, &d.Done, &d.Answered)
		out = append(out, d)
		return err
	}, `SELECT id, hook_id, event, body, made_at, tries, next_at, done_at, answered FROM deliveries WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("deliveries: %w", err)
	}
	return out, nil
}

// Tried writes down what came of a try. Two programs may have tried the same delivery:
// the first to write it down counts, and the receiver knows the second by its id.
func (db *DB) Tried(ctx context.Context, d *hook.Delivery) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE deliveries SET tries = $1, next_at = $2, done_at = $3, answered = $4 WHERE id = $5 AND tries = $6 AND done_at = ''`,
			d.Tries, d.Next, d.Done, d.Answered, d.ID, d.Tries-1)
		if err != nil {
			return fmt.Errorf("delivery: %w", err)
		}
		return nil
	})
}

// deliveriesKept is how long what became of an event can be read.
const deliveriesKept = 90 * 24 * time.Hour

// TidyDeliveries takes away what nobody will ask about any more.
func (db *DB) TidyDeliveries(ctx context.Context) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `DELETE FROM deliveries WHERE made_at < $1 AND next_at = ''`, tx.now().Add(-deliveriesKept).UTC().Format(time.RFC3339))
		if err != nil {
			return fmt.Errorf("deliveries: %w", err)
		}
		return nil
	})
}

func (db *DB) resealHooks(ctx context.Context, at *cursor) (int, error) {
	list, err := db.sealedRows(ctx, 1, at, `SELECT 0, 0, id, secret FROM hooks WHERE id > $1 ORDER BY id LIMIT $2`, at.id)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, row := range list {
		values, changed, err := db.anew([]string{hookSecret}, row.values)
		if err != nil {
			return n, err
		}
		if !changed {
			continue
		}
		err = db.exec(ctx, `UPDATE hooks SET secret = $1 WHERE id = $2 AND secret = $3`, values[0], row.id, row.values[0])
		if err != nil {
			return n, fmt.Errorf("sealing: %w", err)
		}
		n++
	}
	return n, nil
}
