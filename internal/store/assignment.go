package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/right"
)

const assignmentList = `account_id, id, role, place_id, from_on, until_on, given_by, given_at`

func (db *DB) assignments(ctx context.Context, where string, args ...any) ([]right.Assignment, error) {
	var out []right.Assignment
	err := db.each(ctx, func(rows *sql.Rows) error {
		var a right.Assignment
		err := rows.Scan(&a.Account, &a.ID, &a.Role, &a.Place, &a.From, &a.Until, &a.GivenBy, &a.GivenAt)
		out = append(out, a)
		return err
	}, `SELECT `+assignmentList+` FROM assignments WHERE `+where+` ORDER BY account_id, from_on, id`, args...)
	if err != nil {
		return nil, fmt.Errorf("rights: %w", err)
	}
	return out, nil
}

// Assignments gives the rights of an account, of all times.
func (db *DB) Assignments(ctx context.Context, id right.ID) ([]right.Assignment, error) {
	return db.assignments(ctx, "account_id = $1", id)
}

// AllAssignments gives the rights of everybody, of all times.
func (db *DB) AllAssignments(ctx context.Context) ([]right.Assignment, error) {
	return db.assignments(ctx, "account_id > 0")
}

// Assign gives a right.
func (db *DB) Assign(ctx context.Context, a right.Assignment) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.assign(ctx, a)
		if err != nil {
			return err
		}
		return tx.noteAccount(ctx, audit.RightGive, a.Account, audit.Detail{"role": a.Role, "place_id": fmt.Sprint(a.Place), "from_on": a.From, "until_on": a.Until})
	})
}

func (db *DB) assign(ctx context.Context, a right.Assignment) error {
	err := db.exec(ctx, `INSERT INTO assignments (account_id, id, role, place_id, from_on, until_on, given_by, given_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, a.Account, db.ids(), string(a.Role), a.Place, a.From, a.Until, a.GivenBy, db.stampTime())
	if err != nil {
		return fmt.Errorf("give right: %w", err)
	}
	return nil
}

// EndAssignment ends a right with a day, which is the first on which it no longer
// holds. One that has ended stays ended.
func (db *DB) EndAssignment(ctx context.Context, account right.ID, id int64, until place.Date) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.endAssignment(ctx, account, id, until)
		if err != nil {
			return err
		}
		return tx.noteAccount(ctx, audit.RightEnd, account, audit.Detail{"until_on": until})
	})
}

func (db *DB) endAssignment(ctx context.Context, account right.ID, id int64, until place.Date) error {
	n, err := db.change(ctx, `UPDATE assignments SET until_on = $1 WHERE account_id = $2 AND id = $3 AND (until_on = '' OR until_on > $1)`, until, account, id)
	if err != nil {
		return fmt.Errorf("end right: %w", err)
	}
	if n != 1 {
		return fault.New(fault.NotFound, "account.right_unknown")
	}
	return nil
}
