// Package postgres opens a server database, PostgreSQL or Citus.
package postgres

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Open gives a pool for a postgres:// address. The address may hold a password:
// it is never part of an error or a log line.
func Open(address string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("the database address cannot be read")
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	err = db.Ping()
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("connect to %s:%d, database %s: %w", config.Host, config.Port, config.Database, err)
	}
	return db, nil
}
