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

const accountList = `id, name, full_name, password, must_change, totp, pending, totp_step, disabled, created_at`

func (db *DB) scanAccount(row interface{ Scan(...any) error }) (*account.Account, error) {
	a := new(account.Account)
	err := row.Scan(&a.ID, &a.Name, &a.FullName, &a.Password, &a.MustChange, &a.TOTP, &a.Pending, &a.TOTPStep, &a.Disabled, &a.CreatedAt)
	if err != nil || a.TOTP == "" && a.Pending == "" {
		return a, err
	}
	ring, err := db.ring()
	if err != nil {
		return a, err
	}
	for _, secret := range []*string{&a.TOTP, &a.Pending} {
		*secret, err = ring.Open(secretField, *secret)
		if err != nil {
			return a, fmt.Errorf("one-time codes: %w", err)
		}
	}
	return a, nil
}

// secretField is what secrets of one-time codes are sealed as, both that in use and
// the pending one: the second becomes the first as it stands.
const secretField = "totp"

// Accounts gives every account in order of name.
func (db *DB) Accounts(ctx context.Context) ([]*account.Account, error) {
	var out []*account.Account
	err := db.each(ctx, func(rows *sql.Rows) error {
		a, err := db.scanAccount(rows)
		out = append(out, a)
		return err
	}, `SELECT `+accountList+` FROM accounts ORDER BY `+db.bytewise("name"))
	if err != nil {
		return nil, fmt.Errorf("accounts: %w", err)
	}
	return out, nil
}

// Account gives an account by its id.
func (db *DB) Account(ctx context.Context, id right.ID) (*account.Account, error) {
	return db.oneAccount(ctx, `SELECT `+accountList+` FROM accounts WHERE id = $1`, id)
}

// AccountByName gives an account by the name that signs in.
func (db *DB) AccountByName(ctx context.Context, name string) (*account.Account, error) {
	return db.oneAccount(ctx, `SELECT `+accountList+` FROM accounts WHERE name = $1`, name)
}

func (db *DB) oneAccount(ctx context.Context, query string, arg any) (*account.Account, error) {
	a, err := db.scanAccount(db.reader().QueryRowContext(ctx, query, arg))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.New(fault.NotFound, "account.unknown")
	}
	if err != nil {
		return nil, fmt.Errorf("account: %w", err)
	}
	return a, nil
}

// AnyAccount says whether there is any: a new installation asks for its first
// administrator.
func (db *DB) AnyAccount(ctx context.Context) (bool, error) {
	var n int
	err := db.reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM accounts`).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("accounts: %w", err)
	}
	return n > 0, nil
}

// AddAccount writes a new account with its first rights, and gives it its id. A
// name that is taken is refused.
func (db *DB) AddAccount(ctx context.Context, a *account.Account, rights ...right.Assignment) error {
	a.ID, a.CreatedAt = right.ID(db.ids()), db.stampTime()
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `INSERT INTO accounts (id, name, full_name, password, must_change, created_at)
			VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name) DO NOTHING`, a.ID, a.Name, a.FullName, a.Password, a.MustChange, a.CreatedAt)
		if err != nil {
			return fmt.Errorf("account: %w", err)
		}
		if n != 1 {
			return fault.New(fault.Conflict, "account.name_taken", "name", a.Name)
		}
		err = tx.noteAccount(ctx, audit.AccountAdd, a.ID, nil)
		if err != nil {
			return err
		}
		for _, r := range rights {
			r.Account = a.ID
			err = tx.Assign(ctx, r)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// FirstAccount adds the first account of an installation, and no second one:
// two browsers may be at the same page.
func (db *DB) FirstAccount(ctx context.Context, a *account.Account, rights ...right.Assignment) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.ClaimSetting(ctx, firstAccount)
		if err != nil {
			return err
		}
		taken, err := tx.AnyAccount(ctx)
		if err != nil {
			return err
		}
		if taken {
			return fault.New(fault.Conflict, "account.not_first")
		}
		return tx.AddAccount(inOwnName(ctx, a.Name), a, rights...)
	})
}

// firstAccount is the setting whose row two programs that make the first account
// at once have to pass one after the other.
const firstAccount = "accounts.first"

// SetPassword replaces the password of an account and ends all its sessions but
// the one named, "" for none.
func (db *DB) SetPassword(ctx context.Context, id right.ID, password string, mustChange bool, keep string) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE accounts SET password = $1, must_change = $2 WHERE id = $3`, password, mustChange, id)
		if err != nil {
			return fmt.Errorf("password: %w", err)
		}
		err = tx.noteAccount(ctx, audit.AccountChange, id, audit.Detail{"what": "password"})
		if err != nil {
			return err
		}
		return tx.endSessions(ctx, id, keep)
	})
}

// RehashPassword keeps the same password under a higher cost.
func (db *DB) RehashPassword(ctx context.Context, id right.ID, password string) error {
	return db.quietly(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE accounts SET password = $1 WHERE id = $2`, password, id)
		if err != nil {
			return fmt.Errorf("password: %w", err)
		}
		return nil
	})
}

// Disable keeps an account from signing in, or lets it again; what it is signed
// in to ends at once.
func (db *DB) Disable(ctx context.Context, id right.ID, disabled bool) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE accounts SET disabled = $1 WHERE id = $2`, disabled, id)
		if err != nil {
			return fmt.Errorf("disable account: %w", err)
		}
		what := "enabled"
		if disabled {
			what = "disabled"
		}
		err = tx.noteAccount(ctx, audit.AccountChange, id, audit.Detail{"what": what})
		if err == nil {
			err = tx.endTokens(ctx, id)
		}
		if err != nil {
			return err
		}
		return tx.endSessions(ctx, id, "")
	})
}

// ResetAccount gives an account a password that must be changed, and takes away
// the second step, whose telephone may be the one that was lost.
func (db *DB) ResetAccount(ctx context.Context, id right.ID, password string) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.SetPassword(ctx, id, password, true, "")
		if err == nil {
			err = tx.endTokens(ctx, id)
		}
		if err != nil {
			return err
		}
		return tx.dropSecondStep(ctx, id)
	})
}
