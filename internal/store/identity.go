package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/right"
)

// AccountByIdentity gives the account that is linked to somebody at a sign-on, nil
// where nobody is.
func (db *DB) AccountByIdentity(ctx context.Context, issuer, subject string) (*account.Account, error) {
	var id right.ID
	err := db.reader().QueryRowContext(ctx, `SELECT account_id FROM identities WHERE issuer = $1 AND subject = $2`, issuer, subject).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("identity: %w", err)
	}
	return db.Account(ctx, id)
}

// Linked says whether an account is linked to anybody at a sign-on.
func (db *DB) Linked(ctx context.Context, id right.ID, issuer string) (bool, error) {
	var n int
	err := db.reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM identities WHERE issuer = $1 AND account_id = $2`, issuer, id).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("identity: %w", err)
	}
	return n > 0, nil
}

// Link lets somebody at a sign-on into an account. One who is linked to another
// account stays there: nobody is two people here.
func (db *DB) Link(ctx context.Context, id right.ID, issuer, subject string) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `INSERT INTO identities (issuer, subject, account_id, linked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
			issuer, subject, id, tx.stampTime())
		if err != nil {
			return fmt.Errorf("identity: %w", err)
		}
		if n != 1 {
			return fault.New(fault.Conflict, "signon.taken")
		}
		return tx.noteAccount(ctx, audit.AccountChange, id, audit.Detail{"what": "sign-on linked"})
	})
}

// Unlink takes that away again.
func (db *DB) Unlink(ctx context.Context, id right.ID, issuer string) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `DELETE FROM identities WHERE issuer = $1 AND account_id = $2`, issuer, id)
		if err != nil || n == 0 {
			return err
		}
		return tx.noteAccount(ctx, audit.AccountChange, id, audit.Detail{"what": "sign-on unlinked"})
	})
}
