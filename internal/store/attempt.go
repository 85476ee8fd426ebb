package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"hoctap/internal/account"
)

// BeginAttempt counts an attempt under its counters, unless one of them says that
// it has to wait. Attempts made together pass one after the other.
func (db *DB) BeginAttempt(ctx context.Context, counters []account.Counter, now time.Time) (account.Attempt, error) {
	a := account.Attempt{At: now, Counters: inOneOrder(counters)}
	err := db.quietly(ctx, func(tx *DB) error {
		a.Wait, a.Before = 0, nil
		for _, c := range a.Counters {
			before, err := tx.holdAttempts(ctx, c.Key, now)
			if err != nil {
				return err
			}
			a.Wait, a.Before = max(a.Wait, c.Wait(before, now)), append(a.Before, before)
		}
		if a.Wait > 0 {
			return nil
		}
		for i, c := range a.Counters {
			err := tx.setAttempts(ctx, c.Key, a.Before[i].After(now))
			if err != nil {
				return err
			}
		}
		return nil
	})
	return a, err
}

// inOneOrder keeps two attempts from waiting for each other.
func inOneOrder(counters []account.Counter) []account.Counter {
	return slices.SortedFunc(slices.Values(counters), func(a, b account.Counter) int { return cmp.Compare(a.Key, b.Key) })
}

// holdAttempts gives what was counted under a key, and keeps everybody else from
// counting under it until the transaction ends.
func (db *DB) holdAttempts(ctx context.Context, key string, now time.Time) (account.Attempts, error) {
	digest := account.Digest(key)
	err := db.hold(ctx, `INSERT INTO attempts (digest, failures, last_at) VALUES ($1, 0, $2)
		ON CONFLICT (digest) DO UPDATE SET failures = attempts.failures`, digest, attemptTime(now))
	if err != nil {
		return account.Attempts{}, fmt.Errorf("attempts: %w", err)
	}
	var a account.Attempts
	var last string
	err = db.reader().QueryRowContext(ctx, `SELECT failures, last_at FROM attempts WHERE digest = $1`, digest).Scan(&a.Failures, &last)
	if err != nil {
		return a, fmt.Errorf("attempts: %w", err)
	}
	a.Last, err = time.Parse(time.RFC3339Nano, last)
	return a, err
}

func (db *DB) setAttempts(ctx context.Context, key string, a account.Attempts) error {
	err := db.exec(ctx, `UPDATE attempts SET failures = $1, last_at = $2 WHERE digest = $3`, a.Failures, attemptTime(a.Last), account.Digest(key))
	if err != nil {
		return fmt.Errorf("attempts: %w", err)
	}
	return nil
}

// ForgiveAttempt takes back one that succeeded, and lets go of what is long past.
func (db *DB) ForgiveAttempt(ctx context.Context, a account.Attempt) error {
	return db.quietly(ctx, func(tx *DB) error {
		for i, c := range a.Counters {
			err := tx.takeBack(ctx, c, a.Before[i], a.At)
			if err != nil {
				return fmt.Errorf("attempts: %w", err)
			}
		}
		err := tx.exec(ctx, `DELETE FROM attempts WHERE last_at < $1`, attemptTime(a.At.Add(-account.Forgotten)))
		if err != nil {
			return fmt.Errorf("attempts: %w", err)
		}
		return nil
	})
}

func (db *DB) takeBack(ctx context.Context, c account.Counter, before account.Attempts, at time.Time) error {
	digest := account.Digest(c.Key)
	if c.Own {
		return db.exec(ctx, `DELETE FROM attempts WHERE digest = $1`, digest)
	}
	// Where others counted meanwhile, theirs stays the last one.
	return db.exec(ctx, `UPDATE attempts SET failures = failures - 1, last_at = CASE WHEN last_at = $1 THEN $2 ELSE last_at END
		WHERE digest = $3 AND failures > 0`, attemptTime(at), attemptTime(before.Last), digest)
}

func attemptTime(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }
