package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"hoctap/internal/audit"
	"hoctap/internal/place"
)

const placesStamp = "places.stamp"

type treeCache struct {
	stamp int64
	tree  *place.Tree
}

// Places gives the whole tree of places with its history. It is remembered and
// read anew only when places changed.
func (db *DB) Places(ctx context.Context) (*place.Tree, error) {
	stamp, err := db.counter(ctx, placesStamp)
	if err != nil {
		return nil, fmt.Errorf("places: %w", err)
	}
	if db.tx == nil {
		db.caches.mu.Lock()
		c := db.caches.tree
		db.caches.mu.Unlock()
		if c.tree != nil && c.stamp == stamp {
			return c.tree, nil
		}
	}
	var data place.Data
	err = db.snapshot(ctx, func(at *DB) error {
		data, err = at.placeData(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("places: %w", err)
	}
	tree := place.NewTree(data)
	if db.tx == nil {
		db.caches.mu.Lock()
		db.caches.tree = treeCache{stamp: stamp, tree: tree}
		db.caches.mu.Unlock()
	}
	return tree, nil
}

func (db *DB) placeData(ctx context.Context) (place.Data, error) {
	var d place.Data
	err := db.each(ctx, func(r *sql.Rows) error {
		var a place.Attributes
		err := r.Scan(&a.PlaceID, &a.From, &a.Until, &a.Code, &a.Name, &a.Kind, &a.Parent)
		d.Attributes = append(d.Attributes, a)
		return err
	}, `SELECT place_id, from_on, until_on, code, name, kind, parent_id FROM place_attributes ORDER BY place_id, from_on`)
	if err != nil {
		return d, err
	}
	err = db.each(ctx, func(r *sql.Rows) error {
		var s place.Succession
		err := r.Scan(&s.From, &s.To, &s.On, &s.Extent, &s.Instrument)
		d.Successions = append(d.Successions, s)
		return err
	}, `SELECT from_id, to_id, happens_on, extent, instrument FROM place_successions ORDER BY happens_on, from_id, to_id`)
	if err != nil {
		return d, err
	}
	err = db.each(ctx, func(r *sql.Rows) error {
		var x place.Difficulty
		err := r.Scan(&x.PlaceID, &x.From, &x.Until, &x.Decision)
		d.Difficulties = append(d.Difficulties, x)
		return err
	}, `SELECT place_id, from_on, until_on, decision FROM place_difficulties ORDER BY place_id, from_on`)
	if err != nil {
		return d, err
	}
	err = db.each(ctx, func(r *sql.Rows) error {
		var x place.Total
		err := r.Scan(&x.PlaceID, &x.Kind, &x.From, &x.Until, &x.Number, &x.Source)
		d.Totals = append(d.Totals, x)
		return err
	}, `SELECT place_id, kind, from_on, until_on, number, source FROM place_totals ORDER BY place_id, kind, from_on`)
	return d, err
}

// PlaceKeys gives the ids of places by the stable keys of the files they came
// from, so that the same file again changes nothing.
func (db *DB) PlaceKeys(ctx context.Context) (map[string]place.ID, error) {
	out := map[string]place.ID{}
	err := db.each(ctx, func(r *sql.Rows) error {
		var id place.ID
		var key string
		err := r.Scan(&id, &key)
		out[key] = id
		return err
	}, `SELECT id, key FROM places`)
	if err != nil {
		return nil, fmt.Errorf("place keys: %w", err)
	}
	return out, nil
}

// SavePlaces writes the places of a file: attributes, difficulties and
// successions of each place named replace what was known of it. The whole tree
// is checked afterwards, and nothing stays if it does not hold together.
func (db *DB) SavePlaces(ctx context.Context, keys map[string]place.ID, d place.Data) error {
	return db.Transact(ctx, func(tx *DB) error {
		// First, so that two files at once come one after the other and the
		// second is checked with the first in place.
		err := tx.bump(ctx, placesStamp)
		if err != nil {
			return err
		}
		known, err := tx.PlaceKeys(ctx)
		if err != nil {
			return err
		}
		for key, id := range keys {
			err = tx.clearPlace(ctx, known, key, id)
			if err != nil {
				return err
			}
		}
		err = tx.insertPlaces(ctx, d)
		if err != nil {
			return err
		}
		all, err := tx.placeData(ctx)
		if err != nil {
			return err
		}
		problems := place.Check(all)
		if len(problems) > 0 {
			return problems[0]
		}
		return tx.note(ctx, audit.New(audit.PlaceImport, installation, 0, audit.Detail{"places": len(keys)}))
	})
}

func (db *DB) clearPlace(ctx context.Context, known map[string]place.ID, key string, id place.ID) error {
	if _, ok := known[key]; !ok {
		return db.exec(ctx, `INSERT INTO places (id, key) VALUES ($1, $2)`, id, key)
	}
	for _, q := range []string{
		`DELETE FROM place_attributes WHERE place_id = $1`,
		`DELETE FROM place_difficulties WHERE place_id = $1`,
		`DELETE FROM place_totals WHERE place_id = $1`,
		`DELETE FROM place_successions WHERE from_id = $1`,
	} {
		err := db.exec(ctx, q, id)
		if err != nil {
			return fmt.Errorf("place %s: %w", key, err)
		}
	}
	return nil
}

func (db *DB) insertPlaces(ctx context.Context, d place.Data) error {
	attributes := bulk{table: "place_attributes", columns: []string{"place_id", "from_on", "until_on", "code", "name", "kind", "parent_id"}}
	err := attributes.write(ctx, db, len(d.Attributes), func(i int, dst []any) {
		a := d.Attributes[i]
		copy(dst, []any{int64(a.PlaceID), a.From, a.Until, a.Code, a.Name, string(a.Kind), int64(a.Parent)})
	})
	if err != nil {
		return err
	}
	successions := bulk{table: "place_successions", columns: []string{"from_id", "to_id", "happens_on", "extent", "instrument"}}
	err = successions.write(ctx, db, len(d.Successions), func(i int, dst []any) {
		s := d.Successions[i]
		copy(dst, []any{int64(s.From), int64(s.To), s.On, string(s.Extent), s.Instrument})
	})
	if err != nil {
		return err
	}
	difficulties := bulk{table: "place_difficulties", columns: []string{"place_id", "from_on", "until_on", "decision"}}
	err = difficulties.write(ctx, db, len(d.Difficulties), func(i int, dst []any) {
		x := d.Difficulties[i]
		copy(dst, []any{int64(x.PlaceID), x.From, x.Until, x.Decision})
	})
	if err != nil {
		return err
	}
	totals := bulk{table: "place_totals", columns: []string{"place_id", "kind", "from_on", "until_on", "number", "source"}}
	return totals.write(ctx, db, len(d.Totals), func(i int, dst []any) {
		x := d.Totals[i]
		copy(dst, []any{int64(x.PlaceID), string(x.Kind), x.From, x.Until, x.Number, x.Source})
	})
}

// Setting gives a value of the installation, "" where it was never set.
func (db *DB) Setting(ctx context.Context, name string) (string, error) {
	var v string
	err := db.reader().QueryRowContext(ctx, `SELECT value FROM settings WHERE name = $1`, name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("setting %s: %w", name, err)
	}
	return v, nil
}

// SaveSetting sets a value of the installation.
func (db *DB) SaveSetting(ctx context.Context, name, value string) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
		if err != nil {
			return fmt.Errorf("setting %s: %w", name, err)
		}
		return tx.note(ctx, audit.New(audit.SettingChange, installation, 0, audit.Detail{"name": name}))
	})
}

// ClaimSetting holds a setting until the transaction ends: whoever claims it
// next waits, and then sees what was written.
func (db *DB) ClaimSetting(ctx context.Context, name string) error {
	return db.hold(ctx, `INSERT INTO settings (name, value) VALUES ($1, '') ON CONFLICT (name) DO UPDATE SET value = settings.value`, name)
}

func (db *DB) counter(ctx context.Context, name string) (int64, error) {
	v, err := db.Setting(ctx, name)
	if err != nil || v == "" {
		return 0, err
	}
	return strconv.ParseInt(v, 10, 64)
}

// bump moves a counter on, in one statement: two transactions that both read the
// old number would write the same new one, and who remembers something under it
// would never hear of the second. It is called inside the transaction of the
// change.
func (db *DB) bump(ctx context.Context, name string) error {
	err := db.exec(ctx, `INSERT INTO settings (name, value) VALUES ($1, '1')
		ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(settings.value AS BIGINT) + 1 AS TEXT)`, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
