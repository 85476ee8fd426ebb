package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"sync"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/tally"
)

type roundKey struct {
	commune place.ID
	year    int
}

type tallyCache struct {
	stamp int64
	rows  tally.Tally
}

// rememberedTallies bounds the memory: a tally of a large ward is some hundred
// kilobytes.
const rememberedTallies = 600

func newCaches() *caches {
	return &caches{tallies: map[roundKey]tallyCache{}, profiles: profileCache{known: map[profile.ID]profile.Profile{}}}
}

// profileCache is the part of the dictionary this process has met.
type profileCache struct {
	mu    sync.RWMutex
	known map[profile.ID]profile.Profile
}

// Profile gives the profile behind an id that came with a tally of this store.
func (db *DB) Profile(id profile.ID) (profile.Profile, bool) {
	c := &db.caches.profiles
	c.mu.RLock()
	defer c.mu.RUnlock()
	p, ok := c.known[id]
	return p, ok
}

func (c *profileCache) learn(id profile.ID, p profile.Profile) {
	c.mu.Lock()
	c.known[id] = p
	c.mu.Unlock()
}

// Tally gives the tally of a round, empty where there is none. It is remembered
// until a record of the round changes.
func (db *DB) Tally(ctx context.Context, commune place.ID, year int) (tally.Tally, error) {
	r, ok, err := db.Round(ctx, commune, year)
	if err != nil || !ok {
		return nil, err
	}
	key := roundKey{commune, year}
	db.caches.mu.Lock()
	c, found := db.caches.tallies[key]
	db.caches.mu.Unlock()
	if found && c.stamp == r.Stamp && db.tx == nil {
		return c.rows, nil
	}
	rows, err := db.readTally(ctx, commune, year)
	if err != nil {
		return nil, err
	}
	if db.tx == nil {
		db.remember(key, tallyCache{r.Stamp, rows})
	}
	return rows, nil
}

func (db *DB) remember(key roundKey, c tallyCache) {
	db.caches.mu.Lock()
	defer db.caches.mu.Unlock()
	if len(db.caches.tallies) >= rememberedTallies {
		clear(db.caches.tallies)
	}
	db.caches.tallies[key] = c
}

func (db *DB) readTally(ctx context.Context, commune place.ID, year int) (tally.Tally, error) {
	var out tally.Tally
	err := db.each(ctx, func(rows *sql.Rows) error {
		var r tally.Row
		err := rows.Scan(&r.Hamlet, &r.Profile, &r.Persons)
		out = append(out, r)
		return err
	}, `SELECT hamlet_id, profile_id, persons FROM tallies WHERE commune_id = $1 AND year = $2`, commune, year)
	if err != nil {
		return nil, fmt.Errorf("tally: %w", err)
	}
	return out, db.learnProfiles(ctx, out)
}

// learnProfiles reads the canonical forms that this process has not met.
func (db *DB) learnProfiles(ctx context.Context, t tally.Tally) error {
	var missing []profile.ID
	asked := map[profile.ID]bool{}
	for _, r := range t {
		if _, ok := db.Profile(r.Profile); !ok && !asked[r.Profile] {
			asked[r.Profile] = true
			missing = append(missing, r.Profile)
		}
	}
	for part := range slices.Chunk(missing, idsAtOnce) {
		err := db.each(ctx, func(rows *sql.Rows) error {
			var id profile.ID
			var canonical string
			err := rows.Scan(&id, &canonical)
			if err != nil {
				return err
			}
			p, err := profile.Parse(canonical)
			if err != nil {
				return err
			}
			db.caches.profiles.learn(id, p)
			return nil
		}, `SELECT id, canonical FROM profiles WHERE id IN (`+placeholders(1, len(part))+`)`, appendIDs(nil, part)...)
		if err != nil {
			return fmt.Errorf("profiles: %w", err)
		}
	}
	return nil
}

// writeProfiles adds what the dictionary lacks. Rows are never changed: the id
// is a hash of the form. They go in by id, because two transactions that add the
// same ones in two orders wait for each other for ever.
func (db *DB) writeProfiles(ctx context.Context, used map[profile.ID]profile.Profile) error {
	ids := slices.Sorted(maps.Keys(used))
	for _, id := range ids {
		// A form that cannot be read back would hide the whole tally it is in.
		_, err := profile.Parse(used[id].Canonical())
		if err != nil {
			return fmt.Errorf("profiles: %w", err)
		}
	}
	table := bulk{table: "profiles", columns: []string{"id", "canonical"}, suffix: "ON CONFLICT (id) DO NOTHING"}
	return table.write(ctx, db, len(ids), func(i int, dst []any) {
		dst[0], dst[1] = int64(ids[i]), used[ids[i]].Canonical()
	})
}

// delta is how a change of records moves the tally.
type delta map[tallyKey]int64

type tallyKey struct {
	hamlet  place.ID
	profile profile.ID
}

func (d delta) add(r *register.Record, id profile.ID, n int64) { d[tallyKey{r.HamletID, id}] += n }

// moveTally adds the delta in the transaction of the records.
func (db *DB) moveTally(ctx context.Context, commune place.ID, year int, d delta) error {
	var keys []tallyKey
	fell := false
	for k, n := range d {
		if n != 0 {
			keys = append(keys, k)
		}
		fell = fell || n < 0
	}
	table := bulk{
		table: "tallies", columns: []string{"commune_id", "year", "hamlet_id", "profile_id", "persons"},
		suffix: "ON CONFLICT (commune_id, year, hamlet_id, profile_id) DO UPDATE SET persons = tallies.persons + excluded.persons",
	}
	err := table.write(ctx, db, len(keys), func(i int, dst []any) {
		k := keys[i]
		dst[0], dst[1], dst[2], dst[3], dst[4] = int64(commune), year, int64(k.hamlet), int64(k.profile), d[k]
	})
	if err != nil {
		return err
	}
	if !fell {
		return nil
	}
	err = db.exec(ctx, `DELETE FROM tallies WHERE commune_id = $1 AND year = $2 AND persons = 0`, commune, year)
	if err != nil {
		return fmt.Errorf("tally: %w", err)
	}
	return nil
}
