package store

import "database/sql"

// UseReader makes the store read through another pool, so that a test can listen
// to what it asks.
func UseReader(db *DB, pool *sql.DB) {
	db.read = pool
}

// Unlogged is the same database without a log, to measure what the log costs.
func Unlogged(db *DB) *DB {
	bare := *db
	bare.unlogged = true
	return &bare
}
