package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/form"
)

// KeptForm gives a form as it was made out when its round was handed in, false
// where none was kept.
func (db *DB) KeptForm(ctx context.Context, k form.KeptKey) (string, bool, error) {
	var text string
	err := db.reader().QueryRowContext(ctx, `SELECT filled FROM kept_forms
		WHERE commune_id = $1 AND year = $2 AND code = $3 AND hamlet_id = $4 AND stamp = $5`,
		k.Commune, k.Year, k.Code, k.Hamlet, k.Stamp).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("kept form: %w", err)
	}
	return text, true, nil
}

// KeepForm keeps a form. One that is kept already stays as it is.
func (db *DB) KeepForm(ctx context.Context, k form.KeptKey, filled string) error {
	return db.Transact(ctx, func(tx *DB) error {
		n, err := tx.change(ctx, `INSERT INTO kept_forms (commune_id, year, code, hamlet_id, stamp, kept_at, filled)
			VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (commune_id, year, code, hamlet_id, stamp) DO NOTHING`,
			k.Commune, k.Year, k.Code, k.Hamlet, k.Stamp, tx.stampTime(), filled)
		if err != nil {
			return fmt.Errorf("keep form: %w", err)
		}
		if n == 0 {
			return nil
		}
		return tx.note(ctx, audit.New(audit.FormKeep, k.Commune, k.Year, audit.Detail{"form": k.Code}))
	})
}
