package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/seal"
)

// unlock holds the keys against the database. One that nothing was sealed in yet is
// sealed now; one that was sealed under a key that is not there is not opened: what
// is written under another would be lost for whoever has the right one.
func (db *DB) unlock(ctx context.Context) error {
	ring, err := db.keys()
	if err != nil {
		return err
	}
	names, err := db.keyNames(ctx)
	if err != nil {
		return err
	}
	if names.Current == "" {
		return db.sealFirst(ctx)
	}
	if missing := names.wanted(ring); len(missing) > 0 {
		return lost(missing)
	}
	if names.Current != ring.Current().ID && !db.turns {
		return fault.New(fault.Conflict, "seal.key_unturned", "key", ring.Current().ID, "old", names.Current)
	}
	return nil
}

// sealFirst seals what a program from before there were keys has written. Two
// programs may open the database at once: the second finds the work done.
func (db *DB) sealFirst(ctx context.Context) error {
	sealed := 0
	err := db.quietly(ctx, func(tx *DB) error {
		err := tx.ClaimSetting(ctx, sealKeys)
		if err != nil {
			return err
		}
		names, err := tx.keyNames(ctx)
		if err != nil || names.Current != "" {
			return err
		}
		tx.acts.turning = true
		key, err := tx.sealing()
		if err != nil {
			return err
		}
		err = tx.saveKeyNames(ctx, keyNames{Current: key.ID})
		if err != nil {
			return err
		}
		sealed, err = tx.reseal(ctx, nil)
		return err
	})
	if err != nil || sealed == 0 {
		return err
	}
	return db.forget(ctx)
}

// forget takes what was overwritten out of the file as well: until then it stands
// in pages that are free. A server does so by itself in time.
func (db *DB) forget(ctx context.Context) error {
	if db.engine != SQLite {
		return nil
	}
	for _, statement := range []string{`VACUUM`, `PRAGMA wal_checkpoint(TRUNCATE)`} {
		_, err := db.write.ExecContext(ctx, statement)
		if err != nil {
			return fmt.Errorf("sealing: %w", err)
		}
	}
	return nil
}

func (db *DB) saveKeyNames(ctx context.Context, names keyNames) error {
	err := db.exec(ctx, `UPDATE settings SET value = $1 WHERE name = $2`, names.text(), sealKeys)
	if err != nil {
		return fmt.Errorf("setting %s: %w", sealKeys, err)
	}
	return nil
}

// SealedUnder is the id of the key that the database is sealed under, "" where
// nothing is sealed yet.
func (db *DB) SealedUnder(ctx context.Context) (string, error) {
	names, err := db.keyNames(ctx)
	return names.Current, err
}

// Turned says whether everything is sealed under the current key of the ring.
func (db *DB) Turned(ctx context.Context) (bool, error) {
	ring, err := db.keys()
	if err != nil {
		return false, err
	}
	names, err := db.keyNames(ctx)
	return names.Current == ring.Current().ID && len(names.Old) == 0, err
}

// TurnKey seals everything anew under the current key of the ring, while others go
// on working. It may be stopped and called again. Afterwards nothing is sealed
// under an older key, and progress has been told how many rows were done.
func (db *DB) TurnKey(ctx context.Context, progress func(rows int)) (int, error) {
	err := db.Transact(ctx, func(tx *DB) error { return tx.beginTurn(ctx) })
	if err != nil {
		return 0, err
	}
	// From here on no transaction that seals under the old key can end.
	rows, err := db.reseal(ctx, progress)
	if err != nil {
		return rows, err
	}
	err = db.quietly(ctx, func(tx *DB) error {
		key, err := tx.sealing()
		if err != nil {
			return err
		}
		return tx.saveKeyNames(ctx, keyNames{Current: key.ID})
	})
	if err != nil {
		return rows, err
	}
	return rows, db.forget(ctx)
}

func (db *DB) beginTurn(ctx context.Context) error {
	err := db.ClaimSetting(ctx, sealKeys)
	if err != nil {
		return err
	}
	names, err := db.keyNames(ctx)
	if err != nil {
		return err
	}
	db.acts.turning = true
	key, err := db.sealing()
	if err != nil || key.ID == names.Current {
		return err
	}
	next := keyNames{Current: key.ID, Old: append(slices.DeleteFunc(names.Old, func(id string) bool { return id == key.ID }), names.Current)}
	err = db.saveKeyNames(ctx, next)
	if err != nil {
		return err
	}
	return db.note(ctx, audit.New(audit.KeyRotate, installation, 0, audit.Detail{"what": "data", "new": key.ID, "old": names.Current}))
}

// rowsResealed is how many rows one transaction seals anew: others wait for it.
const rowsResealed = 500

// reseal seals whatever is not sealed under the current key, a few rows at a time.
func (db *DB) reseal(ctx context.Context, progress func(int)) (int, error) {
	total := 0
	for _, table := range []func(*DB, context.Context, *cursor) (int, error){(*DB).resealRecords, (*DB).resealTraces, (*DB).resealAccounts, (*DB).resealRequests, (*DB).resealHooks, (*DB).resealVisits} {
		for at := new(cursor); !at.over; {
			err := db.quietly(ctx, func(tx *DB) error {
				from := *at
				n, err := table(tx, ctx, &from)
				if err == nil {
					*at, total = from, total+n
				}
				return err
			})
			if err != nil {
				return total, err
			}
			if progress != nil {
				progress(total)
			}
		}
	}
	return total, nil
}

// cursor is how far through the key of a table the work has come.
type cursor struct {
	commune, year, id int64
	over              bool
}

// anew gives values sealed under the current key, and whether any was not before.
func (db *DB) anew(fields, values []string) (out []string, changed bool, err error) {
	key, err := db.sealing()
	if err != nil {
		return nil, false, err
	}
	out = make([]string, len(values))
	for i, value := range values {
		if value == "" || seal.KeyOf(value) == key.ID {
			out[i] = value
			continue
		}
		plain, err := db.acts.ring.Open(fields[i], value)
		if err != nil {
			return nil, false, fmt.Errorf("%s: %w", fields[i], err)
		}
		out[i], changed = key.Seal(fields[i], plain), true
	}
	return out, changed, nil
}

type sealedRow struct {
	commune, year, id int64
	values            []string
}

func (db *DB) resealRecords(ctx context.Context, at *cursor) (int, error) {
	list, err := db.sealedRows(ctx, len(sealedColumns), at, `SELECT commune_id, year, person_id, `+strings.Join(sealedColumns, ", ")+` FROM records
		WHERE (commune_id, year, person_id) > ($1, $2, $3) ORDER BY commune_id, year, person_id LIMIT $4`, at.commune, at.year, at.id)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, row := range list {
		values, changed, err := db.anew(sealedColumns, row.values)
		if err != nil {
			return n, err
		}
		if !changed {
			continue
		}
		err = db.rewriteSealed(ctx, &row, values)
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// sealedColumns are those of records.
var sealedColumns = func() []string {
	var out []string
	for _, f := range register.SealedFields {
		out = append(out, f.Key)
	}
	return out
}()

// rewriteSealed writes a row sealed anew. Whoever changed it meanwhile has sealed it
// under the current key already.
func (db *DB) rewriteSealed(ctx context.Context, row *sealedRow, values []string) error {
	ring := db.acts.ring
	number, err := ring.Open(numberField, values[slices.Index(sealedColumns, numberField)])
	if err != nil {
		return err
	}
	args := []any{row.commune, row.year, row.id, numberDigest(ring.Current(), number)}
	set, where := []string{"number_digest = $4"}, []string{"commune_id = $1", "year = $2", "person_id = $3"}
	for i, column := range sealedColumns {
		args = append(args, values[i], row.values[i])
		set = append(set, fmt.Sprintf("%s = $%d", column, len(args)-1))
		where = append(where, fmt.Sprintf("%s = $%d", column, len(args)))
	}
	err = db.exec(ctx, "UPDATE records SET "+strings.Join(set, ", ")+" WHERE "+strings.Join(where, " AND "), args...)
	if err != nil {
		return fmt.Errorf("sealing: %w", err)
	}
	return nil
}

// sealedRows reads the next rows of a table and moves the cursor behind them.
func (db *DB) sealedRows(ctx context.Context, width int, at *cursor, query string, args ...any) ([]sealedRow, error) {
	var list []sealedRow
	err := db.each(ctx, func(rows *sql.Rows) error {
		row := sealedRow{values: make([]string, width)}
		into := []any{&row.commune, &row.year, &row.id}
		for i := range row.values {
			into = append(into, &row.values[i])
		}
		err := rows.Scan(into...)
		list = append(list, row)
		return err
	}, query, append(args, rowsResealed)...)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	at.over = len(list) < rowsResealed
	if len(list) > 0 {
		last := list[len(list)-1]
		at.commune, at.year, at.id = last.commune, last.year, last.id
	}
	return list, nil
}

func (db *DB) resealTraces(ctx context.Context, at *cursor) (int, error) {
	list, err := db.sealedRows(ctx, 1, at, `SELECT commune_id, year, id, fields FROM record_changes
		WHERE (commune_id, id) > ($1, $2) ORDER BY commune_id, id LIMIT $3`, at.commune, at.id)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, row := range list {
		fields, changed, err := db.traceAnew(row.values[0])
		if err != nil {
			return n, err
		}
		if !changed {
			continue
		}
		err = db.exec(ctx, `UPDATE record_changes SET fields = $1 WHERE commune_id = $2 AND id = $3`, fields, row.commune, row.id)
		if err != nil {
			return n, fmt.Errorf("sealing: %w", err)
		}
		n++
	}
	return n, nil
}

// traceAnew seals the fields of a trace anew. Ids in it have more digits than a
// float keeps.
func (db *DB) traceAnew(text string) (string, bool, error) {
	var fields map[string][2]any
	numbers := json.NewDecoder(strings.NewReader(text))
	numbers.UseNumber()
	err := numbers.Decode(&fields)
	if err != nil {
		return "", false, fmt.Errorf("trace of changes: %w", err)
	}
	anyChanged := false
	for _, f := range register.SealedFields {
		pair, ok := fields[f.Key]
		if !ok {
			continue
		}
		for i := range pair {
			value, isText := pair[i].(string)
			if !isText {
				continue
			}
			sealed, changed, err := db.anew([]string{f.Key}, []string{value})
			if err != nil {
				return "", false, err
			}
			pair[i], anyChanged = sealed[0], anyChanged || changed
		}
		fields[f.Key] = pair
	}
	out, err := json.Marshal(fields)
	return string(out), anyChanged, err
}

func (db *DB) resealAccounts(ctx context.Context, at *cursor) (int, error) {
	at.over = true
	type row struct {
		id     right.ID
		values []string
	}
	var list []row
	err := db.each(ctx, func(rows *sql.Rows) error {
		r := row{values: make([]string, 2)}
		err := rows.Scan(&r.id, &r.values[0], &r.values[1])
		list = append(list, r)
		return err
	}, `SELECT id, totp, pending FROM accounts WHERE totp <> '' OR pending <> ''`)
	if err != nil {
		return 0, fmt.Errorf("sealing: %w", err)
	}
	n := 0
	for _, r := range list {
		values, changed, err := db.anew([]string{secretField, secretField}, r.values)
		if err != nil {
			return n, err
		}
		if !changed {
			continue
		}
		err = db.exec(ctx, `UPDATE accounts SET totp = $1, pending = $2 WHERE id = $3 AND totp = $4 AND pending = $5`, values[0], values[1], r.id, r.values[0], r.values[1])
		if err != nil {
			return n, fmt.Errorf("sealing: %w", err)
		}
		n++
	}
	return n, nil
}
