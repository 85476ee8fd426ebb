package store

import "database/sql"

// UseReader makes the store read through another pool, so that a test can listen
// to what it asks.
func UseReader(db *DB, pool *sql.DB) {
	db.read = pool
}
