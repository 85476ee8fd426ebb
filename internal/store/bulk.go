package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// parameterLimit is what one statement may bind (PostgreSQL: 65,535).
const parameterLimit = 60000

// bulk writes many rows into one table. SQLite is quickest with one prepared
// row, PostgreSQL with many rows in a statement. suffix follows the values,
// such as an ON CONFLICT clause.
type bulk struct {
	table   string
	columns []string
	suffix  string
}

// write takes n rows; row fills dst with the values of row i.
func (b bulk) write(ctx context.Context, db *DB, n int, row func(i int, dst []any)) error {
	if n == 0 {
		return nil
	}
	width := len(b.columns)
	batch := 1
	if db.engine == Postgres {
		batch = min(n, parameterLimit/width)
	}
	args := make([]any, 0, batch*width)
	text := ""
	written := 0
	stmt, err := db.writer().PrepareContext(ctx, b.statement(db.engine, batch))
	if err != nil {
		return fmt.Errorf("write %s: %w", b.table, err)
	}
	defer stmt.Close()
	for written+batch <= n {
		args = args[:batch*width]
		for i := range batch {
			row(written+i, args[i*width:(i+1)*width])
		}
		_, err = stmt.ExecContext(ctx, args...)
		if err != nil {
			return fmt.Errorf("write %s: %w", b.table, err)
		}
		written += batch
	}
	rest := n - written
	if rest == 0 {
		return nil
	}
	text = b.statement(db.engine, rest)
	args = args[:rest*width]
	for i := range rest {
		row(written+i, args[i*width:(i+1)*width])
	}
	err = db.exec(ctx, text, args...)
	if err != nil {
		return fmt.Errorf("write %s: %w", b.table, err)
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
