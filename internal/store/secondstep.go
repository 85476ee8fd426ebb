package store

import (
	"context"
	"fmt"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/right"
)

// PendTOTP keeps a secret of one-time codes until its owner shows that it works.
func (db *DB) PendTOTP(ctx context.Context, id right.ID, secret string) error {
	return db.quietly(ctx, func(tx *DB) error {
		key, err := tx.sealing()
		if err != nil {
			return err
		}
		err = tx.exec(ctx, `UPDATE accounts SET pending = $1 WHERE id = $2`, key.Seal(secretField, secret), id)
		if err != nil {
			return fmt.Errorf("one-time codes: %w", err)
		}
		return nil
	})
}

// ConfirmTOTP makes the pending secret the one that is asked for, with a fresh
// set of recovery codes.
func (db *DB) ConfirmTOTP(ctx context.Context, id right.ID, step int64, codes []string) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `UPDATE accounts SET totp = pending, pending = '', totp_step = $1 WHERE id = $2 AND pending <> ''`, step, id)
		if err != nil {
			return fmt.Errorf("one-time codes: %w", err)
		}
		return tx.SetRecoveryCodes(ctx, id, codes)
	})
}

// UseTOTP marks a step as used, and tells whether nobody was faster.
func (db *DB) UseTOTP(ctx context.Context, id right.ID, step int64) (bool, error) {
	var n int64
	err := db.quietly(ctx, func(tx *DB) (err error) {
		n, err = tx.change(ctx, `UPDATE accounts SET totp_step = $1 WHERE id = $2 AND totp_step < $1`, step, id)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("one-time code: %w", err)
	}
	return n == 1, nil
}

// DropSecondStep goes back to the password alone.
func (db *DB) DropSecondStep(ctx context.Context, id right.ID) error {
	return db.Transact(ctx, func(tx *DB) error { return tx.dropSecondStep(ctx, id) })
}

func (db *DB) dropSecondStep(ctx context.Context, id right.ID) error {
	err := db.exec(ctx, `UPDATE accounts SET totp = '', pending = '', totp_step = 0 WHERE id = $1`, id)
	if err != nil {
		return fmt.Errorf("one-time codes: %w", err)
	}
	return db.SetRecoveryCodes(ctx, id, nil)
}

// SetRecoveryCodes replaces the recovery codes of an account.
func (db *DB) SetRecoveryCodes(ctx context.Context, id right.ID, codes []string) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.exec(ctx, `DELETE FROM recovery_codes WHERE account_id = $1`, id)
		if err != nil {
			return fmt.Errorf("recovery codes: %w", err)
		}
		for _, code := range codes {
			err = tx.exec(ctx, `INSERT INTO recovery_codes (account_id, digest) VALUES ($1, $2)`, id, account.Digest(code))
			if err != nil {
				return fmt.Errorf("recovery codes: %w", err)
			}
		}
		return tx.noteAccount(ctx, audit.AccountChange, id, audit.Detail{"what": "second step"})
	})
}

// UseRecoveryCode spends a code, and tells whether it was good.
func (db *DB) UseRecoveryCode(ctx context.Context, id right.ID, code string) (bool, error) {
	var n int64
	err := db.quietly(ctx, func(tx *DB) (err error) {
		n, err = tx.change(ctx, `UPDATE recovery_codes SET used_at = $1 WHERE account_id = $2 AND digest = $3 AND used_at = ''`,
			tx.stampTime(), id, account.Digest(code))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("recovery code: %w", err)
	}
	return n == 1, nil
}

// RecoveryCodesLeft is how many codes an account has not used.
func (db *DB) RecoveryCodesLeft(ctx context.Context, id right.ID) (int, error) {
	var n int
	err := db.reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1 AND used_at = ''`, id).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("recovery codes: %w", err)
	}
	return n, nil
}
