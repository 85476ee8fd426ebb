package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/right"
)

const sessionList = `digest, account_id, started_at, seen_at, from_addr, browser, second`

func scanSession(row interface{ Scan(...any) error }) (*account.Session, error) {
	s := new(account.Session)
	var started, seen string
	err := row.Scan(&s.Digest, &s.Account, &started, &seen, &s.From, &s.Browser, &s.Second)
	if err != nil {
		return nil, err
	}
	var startErr, seenErr error
	s.Started, startErr = time.Parse(time.RFC3339, started)
	s.Seen, seenErr = time.Parse(time.RFC3339, seen)
	return s, errors.Join(startErr, seenErr)
}

// Session gives a session by the digest of its token, nil where there is none.
func (db *DB) Session(ctx context.Context, digest string) (*account.Session, error) {
	s, err := scanSession(db.reader().QueryRowContext(ctx, `SELECT `+sessionList+` FROM sessions WHERE digest = $1`, digest))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	return s, nil
}

// Sessions gives the sessions of an account, the one last seen first.
func (db *DB) Sessions(ctx context.Context, id right.ID) ([]*account.Session, error) {
	var out []*account.Session
	err := db.each(ctx, func(rows *sql.Rows) error {
		s, err := scanSession(rows)
		out = append(out, s)
		return err
	}, `SELECT `+sessionList+` FROM sessions WHERE account_id = $1 ORDER BY seen_at DESC, digest`, id)
	if err != nil {
		return nil, fmt.Errorf("sessions: %w", err)
	}
	return out, nil
}

// BeginSession writes a session, and takes away those that ended by themselves.
func (db *DB) BeginSession(ctx context.Context, s *account.Session) error {
	return db.Transact(ctx, func(tx *DB) error {
		over := s.Started.Add(-account.Absolute).UTC().Format(time.RFC3339)
		err := tx.exec(ctx, `DELETE FROM sessions WHERE started_at < $1`, over)
		if err != nil {
			return fmt.Errorf("sessions: %w", err)
		}
		at := s.Started.UTC().Format(time.RFC3339)
		err = tx.exec(ctx, `INSERT INTO sessions (digest, account_id, started_at, seen_at, from_addr, browser, second) VALUES ($1, $2, $3, $3, $4, $5, $6)`,
			s.Digest, s.Account, at, s.From, s.Browser, s.Second)
		if err != nil {
			return fmt.Errorf("session: %w", err)
		}
		what := audit.Detail{}
		if !s.Second {
			what["what"] = "password only"
		}
		return tx.noteComing(ctx, audit.SignIn, s.Account, what)
	})
}

// SeeSession writes down a sign of life.
func (db *DB) SeeSession(ctx context.Context, digest string, at time.Time) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE sessions SET seen_at = $1 WHERE digest = $2`, at.UTC().Format(time.RFC3339), digest)
		if err != nil {
			return fmt.Errorf("session: %w", err)
		}
		return nil
	})
}

// EndSession signs one browser of an account out.
func (db *DB) EndSession(ctx context.Context, id right.ID, digest string) error {
	return db.signOut(ctx, id, `DELETE FROM sessions WHERE account_id = $1 AND digest = $2`, digest)
}

// EndSessions signs an account out everywhere but in the session to keep.
func (db *DB) EndSessions(ctx context.Context, id right.ID, keep string) error {
	return db.signOut(ctx, id, `DELETE FROM sessions WHERE account_id = $1 AND digest <> $2`, keep)
}

func (db *DB) signOut(ctx context.Context, id right.ID, which, digest string) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, which, id, digest)
		if err != nil {
			return fmt.Errorf("session: %w", err)
		}
		if n == 0 {
			return nil
		}
		return tx.noteComing(ctx, audit.SignOut, id, audit.Detail{"sessions": n})
	})
}

// endSessions is for acts that end them along the way.
func (db *DB) endSessions(ctx context.Context, id right.ID, keep string) error {
	err := db.exec(ctx, `DELETE FROM sessions WHERE account_id = $1 AND digest <> $2`, id, keep)
	if err != nil {
		return fmt.Errorf("sessions: %w", err)
	}
	return nil
}

// KnownDevice says whether a browser has signed in to the account before.
func (db *DB) KnownDevice(ctx context.Context, id right.ID, digest string) (bool, error) {
	var n int
	err := db.reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM devices WHERE account_id = $1 AND digest = $2`, id, digest).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("device: %w", err)
	}
	return n > 0, nil
}

// KnowDevice remembers a browser that has signed in.
func (db *DB) KnowDevice(ctx context.Context, id right.ID, digest string) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `INSERT INTO devices (account_id, digest, seen_at) VALUES ($1, $2, $3)
			ON CONFLICT (account_id, digest) DO UPDATE SET seen_at = excluded.seen_at`, id, digest, tx.stampTime())
		if err != nil {
			return fmt.Errorf("device: %w", err)
		}
		return nil
	})
}
