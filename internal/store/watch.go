package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Current tells whether the database still has the schema this program brought it
// to: a newer program may have gone further meanwhile.
func (db *DB) Current(ctx context.Context) error {
	var have int64
	err := db.reader().QueryRowContext(ctx, `SELECT MAX(version_id) FROM goose_db_version`).Scan(&have)
	if err != nil {
		return fmt.Errorf("version of the schema: %w", err)
	}
	if have != db.schema {
		return fmt.Errorf("the schema is of version %d, this program knows %d", have, db.schema)
	}
	return nil
}

// Pool is how busy a pool of connections is. Most is 0 where nothing bounds it.
type Pool struct {
	Name             string
	Most, Open, Busy int
	Waits            int64
	Waited           time.Duration
}

// Pools tells of the pools of the database: one writer and its readers, or one
// for all.
func (db *DB) Pools() []Pool {
	if db.read == db.write {
		return []Pool{poolOf("all", db.write)}
	}
	return []Pool{poolOf("write", db.write), poolOf("read", db.read)}
}

func poolOf(name string, pool *sql.DB) Pool {
	s := pool.Stats()
	return Pool{Name: name, Most: s.MaxOpenConnections, Open: s.OpenConnections, Busy: s.InUse, Waits: s.WaitCount, Waited: s.WaitDuration}
}
