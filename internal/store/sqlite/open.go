// Package sqlite opens the embedded engine: a file, one writer, many readers.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"time"

	"modernc.org/sqlite" // the pure-Go driver, pinned in go.mod
)

// readers is the size of the pool that only reads. WAL lets them go on while
// the one writer writes.
const readers = 4

// Open gives the writer and the readers of a database file, which is made when
// it is not there. Settings stand in the connection string, so that every
// pooled connection has them; the busy timeout comes first, because the others
// may have to wait.
func Open(ctx context.Context, path string) (write, read *sql.DB, err error) {
	write, err = sql.Open("sqlite", dsn(path, "immediate"))
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	err = settle(ctx, write)
	if err != nil {
		write.Close()
		return nil, nil, fmt.Errorf("open %s: %w", path, err)
	}
	read, err = sql.Open("sqlite", dsn(path, "deferred"))
	if err != nil {
		write.Close()
		return nil, nil, fmt.Errorf("open %s: %w", path, err)
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return write, read, nil
}

// settle makes the first connection. A new file is changed to WAL by it, and that
// does not wait for another program that is doing the same: the busy timeout is
// not asked.
func settle(ctx context.Context, write *sql.DB) error {
	var err error
	for range 20 {
		err = write.PingContext(ctx)
		if !Retryable(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return err
}

// Retryable knows the errors after which the same transaction may succeed: the
// file is held by another connection.
func Retryable(err error) bool {
	const busy, locked = 5, 6
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code()&0xff == busy || e.Code()&0xff == locked)
}

func dsn(path, lock string) string {
	q := url.Values{}
	for _, p := range []string{
		"busy_timeout(10000)",
		"journal_mode(WAL)",
		"synchronous(NORMAL)",
		"foreign_keys(ON)",
		"temp_store(MEMORY)",
		"cache_size(-16000)",
		"journal_size_limit(67108864)",
	} {
		q.Add("_pragma", p)
	}
	q.Set("_txlock", lock)
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}
