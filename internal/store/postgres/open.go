// Package postgres opens a server database, PostgreSQL or Citus.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// Open gives a pool for a postgres:// address. The address may hold a password:
// it is never part of an error or a log line.
func Open(ctx context.Context, address string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("the database address cannot be read")
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	err = db.PingContext(ctx)
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("connect to %s:%d, database %s: %w", config.Host, config.Port, config.Database, err)
	}
	return db, nil
}

// Retryable knows the errors after which the same transaction may succeed:
// serialization failures, deadlocks, and a worker of Citus that was lost.
func Retryable(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01" || e.Code == "08006")
}
