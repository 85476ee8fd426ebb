package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/register"
)

// AddSession keeps a meeting of a class, and gives it its id.
func (db *DB) AddSession(ctx context.Context, c *centre.Class, s *centre.Session) error {
	s.ID = centre.ID(db.ids())
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `INSERT INTO class_sessions (commune_id, class_id, id, held_on, begins, ends, topic) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			c.Commune, c.ID, s.ID, s.On, s.Begins, s.Ends, s.Topic)
		if err != nil {
			return fmt.Errorf("session: %w", err)
		}
		return tx.note(ctx, audit.New(audit.ClassSave, c.Commune, c.Year, audit.Detail{"class": c.ID, "session": s.ID}))
	})
}

// RemoveSession takes a meeting away for which nobody was marked.
func (db *DB) RemoveSession(ctx context.Context, c *centre.Class, id centre.ID) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `DELETE FROM class_sessions WHERE commune_id = $1 AND class_id = $2 AND id = $3
			AND NOT EXISTS (SELECT 1 FROM attendance WHERE commune_id = $1 AND class_id = $2 AND session_id = $3)`, c.Commune, c.ID, id)
		if err != nil {
			return fmt.Errorf("session: %w", err)
		}
		if n != 1 {
			return fault.New(fault.Conflict, "class.session_marked")
		}
		return tx.note(ctx, audit.New(audit.ClassSave, c.Commune, c.Year, audit.Detail{"class": c.ID, "session": id, "removed": true}))
	})
}

// MarkAttendance marks somebody as here, excused or away, or takes the mark away. was is
// the mark that whoever marks had before them: another phone may have marked meanwhile,
// and then nothing is written and the mark that stands is given.
func (db *DB) MarkAttendance(ctx context.Context, c *centre.Class, session centre.ID, person register.ID, was, now centre.Mark) (stands centre.Mark, err error) {
	err = db.Transact(ctx, func(tx *DB) error {
		stands, err = tx.markOf(ctx, c, session, person)
		if err != nil || stands == now {
			return err
		}
		if stands != was {
			return fault.New(fault.Conflict, "class.marked_meanwhile")
		}
		err = tx.mark(ctx, c, session, person, was, now)
		if err != nil {
			return err
		}
		stands = now
		// The first mark shows that the class has begun.
		_, err = tx.change(ctx, `UPDATE classes SET state = 'running' WHERE commune_id = $1 AND id = $2 AND state = 'planned'`, c.Commune, c.ID)
		if err != nil {
			return fmt.Errorf("class: %w", err)
		}
		return tx.note(ctx, audit.New(audit.AttendanceMark, c.Commune, c.Year, audit.Detail{"class": c.ID, "session": session, "mark": now}).About(person))
	})
	return stands, err
}

func (db *DB) markOf(ctx context.Context, c *centre.Class, session centre.ID, person register.ID) (centre.Mark, error) {
	var mark centre.Mark
	err := db.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&mark) },
		`SELECT mark FROM attendance WHERE commune_id = $1 AND class_id = $2 AND session_id = $3 AND person_id = $4`, c.Commune, c.ID, session, person)
	if err != nil {
		return "", fmt.Errorf("attendance: %w", err)
	}
	return mark, nil
}

// mark writes only where the mark still is what it was.
func (db *DB) mark(ctx context.Context, c *centre.Class, session centre.ID, person register.ID, was, now centre.Mark) error {
	key := []any{c.Commune, c.ID, session, person}
	query, args := "", key
	by := audit.Of(ctx).Account
	switch {
	case now == "":
		query = `DELETE FROM attendance WHERE commune_id = $1 AND class_id = $2 AND session_id = $3 AND person_id = $4 AND mark = $5`
		args = append(args, string(was))
	case was == "":
		query = `INSERT INTO attendance (commune_id, class_id, session_id, person_id, mark, marked_at, marked_by) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (commune_id, class_id, session_id, person_id) DO NOTHING`
		args = append(args, string(now), db.stampTime(), by)
	default:
		query = `UPDATE attendance SET mark = $5, marked_at = $6, marked_by = $7 WHERE commune_id = $1 AND class_id = $2 AND session_id = $3 AND person_id = $4 AND mark = $8`
		args = append(args, string(now), db.stampTime(), by, string(was))
	}
	n, err := db.change(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("attendance: %w", err)
	}
	if n != 1 {
		return fault.New(fault.Conflict, "class.marked_meanwhile")
	}
	return nil
}
