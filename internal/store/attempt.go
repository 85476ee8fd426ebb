package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"hoctap/internal/account"
)

// Attempts gives how often something was tried in vain.
func (db *DB) Attempts(ctx context.Context, key string) (account.Attempts, error) {
	var a account.Attempts
	var last string
	err := db.reader().QueryRowContext(ctx, `SELECT failures, last_at FROM attempts WHERE digest = $1`, account.Digest(key)).Scan(&a.Failures, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return account.Attempts{}, nil
	}
	if err != nil {
		return a, fmt.Errorf("attempts: %w", err)
	}
	a.Last, err = time.Parse(time.RFC3339Nano, last)
	return a, err
}

// CountAttempt adds one in vain, and lets go of what is long past.
func (db *DB) CountAttempt(ctx context.Context, key string, now time.Time) error {
	return db.quietly(ctx, func(tx *DB) error {
		a, err := tx.Attempts(ctx, key)
		if err != nil {
			return err
		}
		a = a.After(now)
		err = tx.exec(ctx, `DELETE FROM attempts WHERE last_at < $1`, now.Add(-account.Forgotten).UTC().Format(time.RFC3339Nano))
		if err != nil {
			return fmt.Errorf("attempts: %w", err)
		}
		err = tx.exec(ctx, `INSERT INTO attempts (digest, failures, last_at) VALUES ($1, $2, $3)
			ON CONFLICT (digest) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at`,
			account.Digest(key), a.Failures, now.UTC().Format(time.RFC3339Nano))
		if err != nil {
			return fmt.Errorf("attempts: %w", err)
		}
		return nil
	})
}

// ForgetAttempts is for whoever came in after all.
func (db *DB) ForgetAttempts(ctx context.Context, key string) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `DELETE FROM attempts WHERE digest = $1`, account.Digest(key))
		if err != nil {
			return fmt.Errorf("attempts: %w", err)
		}
		return nil
	})
}
