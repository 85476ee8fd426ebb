// Package sqlite opens the embedded engine: a file, one writer, many readers.
package sqlite

import (
	"database/sql"
	"fmt"
	"net/url"

	_ "modernc.org/sqlite" // the pure-Go driver, pinned in go.mod
)

// readers is the size of the pool that only reads. WAL lets them go on while
// the one writer writes.
const readers = 4

// Open gives the writer and the readers of a database file, which is made when
// it is not there. Settings stand in the connection string, so that every
// pooled connection has them; the busy timeout comes first, because the others
// may have to wait.
func Open(path string) (write, read *sql.DB, err error) {
	write, err = sql.Open("sqlite", dsn(path, "immediate"))
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	err = write.Ping()
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
