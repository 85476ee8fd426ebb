// Package store keeps everything: SQL, a file a subject, for SQLite and
// PostgreSQL in one text. A method that changes something does it in one
// transaction, whole or not at all.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/pressly/goose/v3"

	"hoctap/internal/store/postgres"
	"hoctap/internal/store/sqlite"
	"hoctap/migrations"
)

// Engine is the kind of database.
type Engine int

// The engines.
const (
	SQLite Engine = iota
	Postgres
)

// querier is what a pool and a transaction have in common.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// DB is the same type in and out of a transaction.
type DB struct {
	engine Engine
	write  *sql.DB
	read   *sql.DB
	tx     *sql.Tx
	acts   *acts // of the transaction
	schema int64 // the last migration this program knows
	caches *caches
	now    func() time.Time
	ids    func() int64
	keys   Keys
	turns  bool // by the program itself

	unlogged bool // set by a benchmark alone
}

// caches are what one process remembers; each entry is held against a stamp in
// the database before it is used, so several processes may share one.
type caches struct {
	mu       sync.Mutex
	tree     treeCache
	tallies  map[roundKey]tallyCache
	profiles profileCache
}

// Options are what a database needs of the program.
type Options struct {
	Now func() time.Time
	IDs func() int64
	// Keys are those of the sealed fields. Without them a database is open to those
	// who need none of these fields, such as whoever proves its log.
	Keys Keys
	// Turns opens a database whose key is about to be turned to the current one of
	// the ring.
	Turns bool
}

// Open opens the database at a path or a postgres:// address and brings its
// schema up to date. A file that is not there is made.
func Open(ctx context.Context, address string, o Options) (*DB, error) {
	db := &DB{now: o.Now, ids: o.IDs, keys: o.Keys, turns: o.Turns, caches: newCaches()}
	if isPostgres(address) {
		pool, err := postgres.Open(ctx, address)
		if err != nil {
			return nil, err
		}
		db.engine, db.write, db.read = Postgres, pool, pool
	} else {
		err := os.MkdirAll(filepath.Dir(address), 0o755)
		if err != nil {
			return nil, fmt.Errorf("folder of the database: %w", err)
		}
		db.engine = SQLite
		db.write, db.read, err = sqlite.Open(ctx, address)
		if err != nil {
			return nil, err
		}
	}
	err := db.migrate(ctx)
	if err == nil && o.Keys != nil {
		err = db.unlock(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// Close lets go of the database.
func (db *DB) Close() error {
	if db.read != db.write {
		return errors.Join(db.read.Close(), db.write.Close())
	}
	return db.write.Close()
}

// Engine tells the kind of database.
func (db *DB) Engine() Engine { return db.engine }

// migrate runs what has not run yet; it is safe to run twice and from several
// programs at once. Those that start together on a new database get in each
// other's way, each migration being one transaction: who lost finds the work done
// at the next try. Advisory locks would be no help, since they are per node.
func (db *DB) migrate(ctx context.Context) error {
	var err error
	for try := range attempts {
		err = db.migrateOnce(ctx)
		if err == nil {
			return nil
		}
		err = errors.Join(err, pause(ctx, try))
	}
	return err
}

func (db *DB) migrateOnce(ctx context.Context) error {
	dialect := goose.DialectSQLite3
	if db.engine == Postgres {
		dialect = goose.DialectPostgres
	}
	p, err := goose.NewProvider(dialect, db.write, migrations.FS)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	_, err = p.Up(ctx)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	all := p.ListSources()
	db.schema = all[len(all)-1].Version
	return nil
}

// attempts bounds how often a transaction is tried when the engine asks for it.
const attempts = 5

// Transact runs fn in one transaction; inside one it joins it. Serialization
// failures, deadlocks and a busy file are tried again, so fn must not do what
// cannot be done twice.
func (db *DB) Transact(ctx context.Context, fn func(*DB) error) error {
	if db.tx != nil {
		return fn(db)
	}
	var err error
	for try := range attempts {
		err = db.transactOnce(ctx, fn)
		if !retryable(err) {
			return err
		}
		waited := pause(ctx, try)
		if waited != nil {
			return waited
		}
	}
	return err
}

// pause waits longer before each further try.
func pause(ctx context.Context, try int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(20<<try) * time.Millisecond):
		return nil
	}
}

// snapshot runs fn, which only reads, on one state of the data while others
// write. PostgreSQL would show every statement its own.
func (db *DB) snapshot(ctx context.Context, fn func(*DB) error) error {
	if db.tx != nil {
		return fn(db)
	}
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	inner := *db
	inner.tx = tx
	return errors.Join(fn(&inner), ignoreDone(tx.Rollback()))
}

func (db *DB) transactOnce(ctx context.Context, fn func(*DB) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	inner := *db
	inner.tx, inner.acts = tx, &acts{}
	err = fn(&inner)
	if err == nil {
		err = inner.stillSealing(ctx)
	}
	if err == nil {
		err = inner.enter(ctx)
	}
	if err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	err = tx.Commit()
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

func retryable(err error) bool {
	return sqlite.Retryable(err) || postgres.Retryable(err) || errors.Is(err, errTurned)
}

func (db *DB) reader() querier {
	if db.tx != nil {
		return db.tx
	}
	return db.read
}

// errBare is a mistake of ours: what is written outside a transaction has no entry
// in the log beside it.
var errBare = errors.New("written outside a transaction")

// exec runs a statement that changes something, inside a transaction.
func (db *DB) exec(ctx context.Context, query string, args ...any) error {
	_, err := db.change(ctx, query, args...)
	return err
}

// change runs a statement and tells how many rows it changed.
func (db *DB) change(ctx context.Context, query string, args ...any) (int64, error) {
	if db.tx == nil {
		return 0, errBare
	}
	res, err := db.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	db.acts.wrote = db.acts.wrote || n > 0
	return n, err
}

// hold runs a statement that writes a row as it is, to lock it: nothing that the
// log would have to tell.
func (db *DB) hold(ctx context.Context, query string, args ...any) error {
	if db.tx == nil {
		return errBare
	}
	_, err := db.tx.ExecContext(ctx, query, args...)
	return err
}

// bytewise sorts a column of text by its bytes, whatever the server's collation:
// the engines must agree, and the Vietnamese order is made by the program.
func (db *DB) bytewise(column string) string {
	if db.engine == Postgres {
		return column + ` COLLATE "C"`
	}
	return column + ` COLLATE BINARY`
}

// each runs a query and hands every row to scan.
func (db *DB) each(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := db.reader().QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		err = scan(rows)
		if err != nil {
			return err
		}
	}
	return rows.Err()
}

func (db *DB) stampTime() string { return db.now().UTC().Format(time.RFC3339) }
