package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/right"
)

// Passkeys gives those of an account, the oldest first.
func (db *DB) Passkeys(ctx context.Context, id right.ID) ([]account.Passkey, error) {
	return db.passkeys(ctx, `account_id = $1 ORDER BY added_at, handle`, id)
}

// Passkey gives one by its id, nil where there is none.
func (db *DB) Passkey(ctx context.Context, id string) (*account.Passkey, error) {
	list, err := db.passkeys(ctx, `handle = $1`, id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

func (db *DB) passkeys(ctx context.Context, where string, arg any) ([]account.Passkey, error) {
	var out []account.Passkey
	err := db.each(ctx, func(rows *sql.Rows) error {
		var p account.Passkey
		err := rows.Scan(&p.ID, &p.Account, &p.Name, &p.Credential, &p.Added, &p.Used)
		out = append(out, p)
		return err
	}, `SELECT handle, account_id, name, credential, added_at, used_at FROM passkeys WHERE `+where, arg)
	if err != nil {
		return nil, fmt.Errorf("passkeys: %w", err)
	}
	return out, nil
}

// AddPasskey keeps a new one.
func (db *DB) AddPasskey(ctx context.Context, p account.Passkey) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `INSERT INTO passkeys (handle, account_id, name, credential, added_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (handle) DO NOTHING`,
			p.ID, p.Account, p.Name, p.Credential, tx.stampTime())
		if err != nil {
			return fmt.Errorf("passkey: %w", err)
		}
		if n != 1 {
			return fault.New(fault.Conflict, "passkey.known")
		}
		return tx.noteAccount(ctx, audit.AccountChange, p.Account, audit.Detail{"what": "passkey added"})
	})
}

// UsePasskey keeps its counter as it is after a sign-in.
func (db *DB) UsePasskey(ctx context.Context, p account.Passkey) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE passkeys SET credential = $1, used_at = $2 WHERE handle = $3`, p.Credential, tx.stampTime(), p.ID)
		if err != nil {
			return fmt.Errorf("passkey: %w", err)
		}
		return nil
	})
}

// RemovePasskey takes one of an account away.
func (db *DB) RemovePasskey(ctx context.Context, id right.ID, key string) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `DELETE FROM passkeys WHERE account_id = $1 AND handle = $2`, id, key)
		if err != nil {
			return fmt.Errorf("passkey: %w", err)
		}
		if n == 0 {
			return fault.New(fault.NotFound, "passkey.unknown")
		}
		return tx.noteAccount(ctx, audit.AccountChange, id, audit.Detail{"what": "passkey removed"})
	})
}

// mostCeremonies bounds what somebody without an account can make us keep.
const mostCeremonies = 10_000

// BeginCeremony keeps what was begun until it ends, and lets go of what never did.
func (db *DB) BeginCeremony(ctx context.Context, c account.Ceremony, now time.Time) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `DELETE FROM ceremonies WHERE until_at < $1`, attemptTime(now))
		if err != nil {
			return fmt.Errorf("ceremony: %w", err)
		}
		var n int
		err = tx.reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM ceremonies`).Scan(&n)
		if err != nil {
			return fmt.Errorf("ceremony: %w", err)
		}
		if n >= mostCeremonies {
			return fault.New(fault.Refused, "passkey.busy")
		}
		err = tx.exec(ctx, `INSERT INTO ceremonies (digest, account_id, data, until_at) VALUES ($1, $2, $3, $4)`, c.Digest, c.Account, c.Data, attemptTime(c.Until))
		if err != nil {
			return fmt.Errorf("ceremony: %w", err)
		}
		return nil
	})
}

// EndCeremony gives what was begun, once; false where it never was, is over, or was
// taken already.
func (db *DB) EndCeremony(ctx context.Context, digest string, now time.Time) (account.Ceremony, bool, error) {
	c := account.Ceremony{Digest: digest}
	found := false
	err := db.quietly(ctx, func(tx *DB) error {
		found = false
		var until string
		err := tx.reader().QueryRowContext(ctx, `SELECT account_id, data, until_at FROM ceremonies WHERE digest = $1`, digest).Scan(&c.Account, &c.Data, &until)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("ceremony: %w", err)
		}
		n, err := tx.change(ctx, `DELETE FROM ceremonies WHERE digest = $1`, digest)
		if err != nil {
			return fmt.Errorf("ceremony: %w", err)
		}
		c.Until, err = time.Parse(time.RFC3339Nano, until)
		found = n == 1 && !now.After(c.Until)
		return err
	})
	return c, found, err
}
