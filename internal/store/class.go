package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
)

const classColumns = `commune_id, id, year, programme, name, organiser, venue, teacher, begins_on, ends_on, timetable, seats, state, made_at`

func scanClass(rows *sql.Rows, c *centre.Class) error {
	return rows.Scan(&c.Commune, &c.ID, &c.Year, &c.Programme, &c.Name, &c.Organiser, &c.Venue, &c.Teacher, &c.Begins, &c.Ends, &c.Timetable, &c.Seats, &c.State, &c.MadeAt)
}

// AddClass keeps a new class with those invited to it, and gives it its id.
func (db *DB) AddClass(ctx context.Context, c *centre.Class, invited []centre.Learner) error {
	c.ID = centre.ID(db.ids())
	return db.Transact(ctx, func(tx *DB) error {
		c.MadeAt = tx.stampTime()
		err := tx.exec(ctx, `INSERT INTO classes (`+classColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
			c.Commune, c.ID, c.Year, c.Programme, c.Name, c.Organiser, c.Venue, c.Teacher, c.Begins, c.Ends, c.Timetable, c.Seats, string(c.State), c.MadeAt)
		if err != nil {
			return fmt.Errorf("class: %w", err)
		}
		err = tx.note(ctx, audit.New(audit.ClassSave, c.Commune, c.Year, audit.Detail{"class": c.ID, "programme": c.Programme}))
		if err != nil {
			return err
		}
		_, err = tx.addLearners(ctx, c, invited)
		return err
	})
}

// ChangeClass writes a class over what it was.
func (db *DB) ChangeClass(ctx context.Context, c *centre.Class) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `UPDATE classes SET programme = $1, name = $2, organiser = $3, venue = $4, teacher = $5, begins_on = $6, ends_on = $7,
			timetable = $8, seats = $9, state = $10 WHERE commune_id = $11 AND id = $12`,
			c.Programme, c.Name, c.Organiser, c.Venue, c.Teacher, c.Begins, c.Ends, c.Timetable, c.Seats, string(c.State), c.Commune, c.ID)
		if err != nil {
			return fmt.Errorf("class: %w", err)
		}
		if n != 1 {
			return fault.New(fault.NotFound, "class.unknown")
		}
		return tx.note(ctx, audit.New(audit.ClassSave, c.Commune, c.Year, audit.Detail{"class": c.ID, "state": c.State}))
	})
}

// AddLearners invites or enrols people into a class. Who is in it already stays as they
// are; those who were added are given back.
func (db *DB) AddLearners(ctx context.Context, c *centre.Class, list []centre.Learner) (added []register.ID, err error) {
	err = db.Transact(ctx, func(tx *DB) error {
		added, err = tx.addLearners(ctx, c, list)
		return err
	})
	return added, err
}

func (db *DB) addLearners(ctx context.Context, c *centre.Class, list []centre.Learner) ([]register.ID, error) {
	var added []register.ID
	for _, l := range list {
		n, err := db.change(ctx, `INSERT INTO learners (commune_id, class_id, person_id, state, why, added_at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (commune_id, class_id, person_id) DO NOTHING`, c.Commune, c.ID, l.Person, string(l.State), l.Why, db.stampTime())
		if err != nil {
			return nil, fmt.Errorf("learner: %w", err)
		}
		if n == 1 {
			added = append(added, l.Person)
		}
	}
	if len(added) == 0 {
		return nil, nil
	}
	return added, db.note(ctx, audit.New(audit.LearnerChange, c.Commune, c.Year, audit.Detail{"class": c.ID, "state": list[0].State}).About(added...))
}

// MoveLearner takes somebody from one state to another. It fails with a conflict when
// somebody else moved them meanwhile, and where no seat is left.
func (db *DB) MoveLearner(ctx context.Context, c *centre.Class, person register.ID, from, to centre.LearnerState) error {
	return db.Transact(ctx, func(tx *DB) error {
		// The row of the class is held, so that two do not take the last seat.
		_, err := tx.change(ctx, `UPDATE classes SET seats = seats WHERE commune_id = $1 AND id = $2`, c.Commune, c.ID)
		if err != nil {
			return fmt.Errorf("class: %w", err)
		}
		if to == centre.Enrolled {
			err = tx.seatLeft(ctx, c)
			if err != nil {
				return err
			}
		}
		n, err := tx.change(ctx, `UPDATE learners SET state = $1 WHERE commune_id = $2 AND class_id = $3 AND person_id = $4 AND state = $5`,
			string(to), c.Commune, c.ID, person, string(from))
		if err != nil {
			return fmt.Errorf("learner: %w", err)
		}
		if n != 1 {
			return fault.New(fault.Conflict, "class.moved_meanwhile")
		}
		return tx.note(ctx, audit.New(audit.LearnerChange, c.Commune, c.Year, audit.Detail{"class": c.ID, "state": to}).About(person))
	})
}

func (db *DB) seatLeft(ctx context.Context, c *centre.Class) error {
	seats, taken := 0, 0
	err := db.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&seats, &taken) },
		`SELECT seats, (SELECT COUNT(*) FROM learners l WHERE l.commune_id = c.commune_id AND l.class_id = c.id AND l.state IN ('enrolled', 'completed'))
		FROM classes c WHERE c.commune_id = $1 AND c.id = $2`, c.Commune, c.ID)
	if err != nil {
		return fmt.Errorf("class: %w", err)
	}
	if seats > 0 && taken >= seats {
		return fault.New(fault.Conflict, "class.full", "seats", seats)
	}
	return nil
}

// Class gives a class with everything in it, false where there is none.
func (db *DB) Class(ctx context.Context, commune place.ID, id centre.ID) (*centre.Whole, bool, error) {
	list, err := db.classes(ctx, `commune_id = $1 AND id = $2`, commune, id)
	if err != nil || len(list) == 0 {
		return nil, false, err
	}
	return list[0], true, nil
}

// Classes gives the classes of a commune in a year, those that begin first in front.
func (db *DB) Classes(ctx context.Context, commune place.ID, year int) ([]*centre.Whole, error) {
	return db.classes(ctx, `commune_id = $1 AND year = $2`, commune, year)
}

func (db *DB) classes(ctx context.Context, where string, args ...any) ([]*centre.Whole, error) {
	var out []*centre.Whole
	byID := map[centre.ID]*centre.Whole{}
	err := db.each(ctx, func(rows *sql.Rows) error {
		w := &centre.Whole{Marks: map[centre.ID]map[register.ID]centre.Mark{}}
		err := scanClass(rows, &w.Class)
		out = append(out, w)
		byID[w.ID] = w
		return err
	}, `SELECT `+classColumns+` FROM classes WHERE `+where+` ORDER BY begins_on, id`, args...)
	if err != nil {
		return nil, fmt.Errorf("classes: %w", err)
	}
	if len(out) == 0 {
		return nil, nil
	}
	of := `commune_id = $1 AND class_id IN (SELECT id FROM classes WHERE ` + where + `)`
	err = db.fillClasses(ctx, byID, of, args)
	return out, err
}

func (db *DB) fillClasses(ctx context.Context, byID map[centre.ID]*centre.Whole, of string, args []any) error {
	err := db.each(ctx, func(rows *sql.Rows) error { return scanLearner(rows, byID) },
		`SELECT class_id, person_id, state, why, added_at, completed_on, result, certificate, before FROM learners WHERE `+of+` ORDER BY class_id, added_at, person_id`, args...)
	if err != nil {
		return fmt.Errorf("learners: %w", err)
	}
	err = db.each(ctx, func(rows *sql.Rows) error {
		var class centre.ID
		var s centre.Session
		err := rows.Scan(&class, &s.ID, &s.On, &s.Begins, &s.Ends, &s.Topic)
		if w := byID[class]; w != nil {
			w.Sessions = append(w.Sessions, s)
			w.Marks[s.ID] = map[register.ID]centre.Mark{}
		}
		return err
	}, `SELECT class_id, id, held_on, begins, ends, topic FROM class_sessions WHERE `+of+` ORDER BY held_on, begins, id`, args...)
	if err != nil {
		return fmt.Errorf("sessions: %w", err)
	}
	err = db.each(ctx, func(rows *sql.Rows) error {
		var class, session centre.ID
		var person register.ID
		var mark centre.Mark
		err := rows.Scan(&class, &session, &person, &mark)
		if w := byID[class]; w != nil && w.Marks[session] != nil {
			w.Marks[session][person] = mark
		}
		return err
	}, `SELECT class_id, session_id, person_id, mark FROM attendance WHERE `+of, args...)
	if err != nil {
		return fmt.Errorf("attendance: %w", err)
	}
	return nil
}
