package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// bulk writes many rows into one table. suffix follows the values, such as an
// ON CONFLICT clause.
type bulk struct {
	table   string
	columns []string
	suffix  string
}

// rowsAtOnce is what one statement writes, as measured: a server wants few and
// large ones, far below the 65,535 values it can bind; in SQLite each statement
// is a call, and beyond a handful of rows nothing is left to save.
func (b bulk) rowsAtOnce(e Engine) int {
	if e == Postgres {
		return 12_000 / len(b.columns)
	}
	return 8
}

// write takes n rows; row fills dst with the values of row i.
func (b bulk) write(ctx context.Context, db *DB, n int, row func(i int, dst []any)) error {
	if db.tx == nil {
		return errBare
	}
	db.acts.wrote = db.acts.wrote || n > 0
	width, atOnce := len(b.columns), min(n, b.rowsAtOnce(db.engine))
	args := make([]any, atOnce*width)
	written := 0
	for atOnce > 0 {
		stmt, err := db.tx.PrepareContext(ctx, b.statement(db.engine, atOnce))
		if err != nil {
			return fmt.Errorf("write %s: %w", b.table, err)
		}
		for ; written+atOnce <= n; written += atOnce {
			for i := range atOnce {
				row(written+i, args[i*width:(i+1)*width])
			}
			_, err = stmt.ExecContext(ctx, args[:atOnce*width]...)
			if err != nil {
				return errors.Join(fmt.Errorf("write %s: %w", b.table, err), stmt.Close())
			}
		}
		err = stmt.Close()
		if err != nil {
			return fmt.Errorf("write %s: %w", b.table, err)
		}
		atOnce = n - written // the rest, once
	}
	return nil
}

func (b bulk) statement(e Engine, rows int) string {
	var s strings.Builder
	fmt.Fprintf(&s, "INSERT INTO %s (%s) VALUES ", b.table, strings.Join(b.columns, ", "))
	n := 0
	for r := range rows {
		if r > 0 {
			s.WriteString(", ")
		}
		s.WriteByte('(')
		for c := range b.columns {
			if c > 0 {
				s.WriteString(", ")
			}
			n++
			if e == Postgres {
				s.WriteByte('$')
				s.WriteString(strconv.Itoa(n))
			} else {
				// Numbered parameters are looked up one by one by the SQLite
				// driver; plain ones are bound in order.
				s.WriteByte('?')
			}
		}
		s.WriteByte(')')
	}
	if b.suffix != "" {
		s.WriteByte(' ')
		s.WriteString(b.suffix)
	}
	return s.String()
}

// placeholders gives "$3, $4, …" for n values from the given number on.
func placeholders(from, n int) string {
	var s strings.Builder
	for i := range n {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteByte('$')
		s.WriteString(strconv.Itoa(from + i))
	}
	return s.String()
}
