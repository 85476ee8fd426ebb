package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/right"
)

// AddToken keeps a token, and gives it its id.
func (db *DB) AddToken(ctx context.Context, t *account.Token) error {
	t.ID = right.ID(db.ids())
	return db.Transact(ctx, func(tx *DB) error {
		held := 0
		err := tx.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&held) },
			`SELECT COUNT(*) FROM tokens WHERE account_id = $1 AND revoked_at = '' AND ends_at > $2`, t.Account, tx.stampTime())
		if err != nil {
			return fmt.Errorf("tokens: %w", err)
		}
		if held >= account.MostTokens {
			return fault.New(fault.Conflict, "token.too_many", "most", account.MostTokens)
		}
		err = tx.exec(ctx, `INSERT INTO tokens (digest, id, account_id, name, role, place_id, read_only, made_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			t.Digest, t.ID, t.Account, t.Name, string(t.Role), t.Place, t.ReadOnly, tx.stampTime(), t.Ends.UTC().Format(time.RFC3339))
		if err != nil {
			return fmt.Errorf("token: %w", err)
		}
		return tx.noteAccount(ctx, audit.AccountChange, t.Account, audit.Detail{"token_added": t.Name})
	})
}

// Tokens gives the tokens of an account, those that hold first.
func (db *DB) Tokens(ctx context.Context, id right.ID) ([]account.Token, error) {
	return db.tokens(ctx, `account_id = $1 ORDER BY revoked_at, ends_at DESC, id`, id)
}

// Token gives a token by its digest, nil where there is none.
func (db *DB) Token(ctx context.Context, digest string) (*account.Token, error) {
	list, err := db.tokens(ctx, `digest = $1`, digest)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

func (db *DB) tokens(ctx context.Context, where string, args ...any) ([]account.Token, error) {
	var out []account.Token
	err := db.each(ctx, func(rows *sql.Rows) error {
		var t account.Token
		var made, ends string
		err := rows.Scan(&t.Digest, &t.ID, &t.Account, &t.Name, &t.Role, &t.Place, &t.ReadOnly, &made, &ends, &t.Used, &t.Revoked)
		if err == nil {
			t.Made, err = time.Parse(time.RFC3339, made)
		}
		if err == nil {
			t.Ends, err = time.Parse(time.RFC3339, ends)
		}
		out = append(out, t)
		return err
	}, `SELECT digest, id, account_id, name, role, place_id, read_only, made_at, ends_at, used_at, revoked_at FROM tokens WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("tokens: %w", err)
	}
	return out, nil
}

// RevokeToken ends a token of an account.
func (db *DB) RevokeToken(ctx context.Context, of, id right.ID) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `UPDATE tokens SET revoked_at = $1 WHERE account_id = $2 AND id = $3 AND revoked_at = ''`, tx.stampTime(), of, id)
		if err != nil {
			return fmt.Errorf("token: %w", err)
		}
		if n != 1 {
			return fault.New(fault.NotFound, "token.unknown")
		}
		return tx.noteAccount(ctx, audit.AccountChange, of, audit.Detail{"token_revoked": id})
	})
}

// endTokens ends all tokens of an account, as its passwords and sessions end.
func (db *DB) endTokens(ctx context.Context, of right.ID) error {
	err := db.exec(ctx, `UPDATE tokens SET revoked_at = $1 WHERE account_id = $2 AND revoked_at = ''`, db.stampTime(), of)
	if err != nil {
		return fmt.Errorf("tokens: %w", err)
	}
	return nil
}

// answersKept is how long a program may ask again under a key.
const answersKept = 48 * time.Hour

// TakeKey takes a key for a program; taken is the answer that was given under it
// before, nil where the program may go on.
func (db *DB) TakeKey(ctx context.Context, token, key, asked string) (taken *account.Answer, err error) {
	err = db.quietly(ctx, func(tx *DB) error {
		over := tx.now().Add(-answersKept).UTC().Format(time.RFC3339)
		err := tx.exec(ctx, `DELETE FROM answers WHERE made_at < $1`, over)
		if err != nil {
			return fmt.Errorf("answers: %w", err)
		}
		n, err := tx.change(ctx, `INSERT INTO answers (token, key, asked, status, body, made_at) VALUES ($1, $2, $3, 0, '', $4) ON CONFLICT (token, key) DO NOTHING`,
			token, key, asked, tx.stampTime())
		if err != nil {
			return fmt.Errorf("answers: %w", err)
		}
		if n == 1 {
			return nil
		}
		taken = new(account.Answer)
		return tx.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&taken.Asked, &taken.Status, &taken.Body) },
			`SELECT asked, status, body FROM answers WHERE token = $1 AND key = $2`, token, key)
	})
	return taken, err
}

// KeepAnswer keeps what was answered under a key.
func (db *DB) KeepAnswer(ctx context.Context, token, key string, status int, body string) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE answers SET status = $1, body = $2 WHERE token = $3 AND key = $4`, status, body, token, key)
		if err != nil {
			return fmt.Errorf("answers: %w", err)
		}
		return nil
	})
}

// SeeToken writes down when a token was last used.
func (db *DB) SeeToken(ctx context.Context, digest string) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE tokens SET used_at = $1 WHERE digest = $2`, tx.stampTime(), digest)
		if err != nil {
			return fmt.Errorf("token: %w", err)
		}
		return nil
	})
}
