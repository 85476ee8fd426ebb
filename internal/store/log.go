package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/seal"
)

// installation is the chain of what concerns no single place.
const installation place.ID = 0

// acts are what a transaction has done so far. Its entries are chained at its end:
// the head of a chain is then held for a moment only, and always in the same order
// of places, so that no two transactions wait for each other.
type acts struct {
	wrote   bool
	ring    *seal.Ring // by which it seals
	turning bool       // it turns the key
	entries []audit.Entry
}

var (
	errNobody     = errors.New("the context names nobody who acts")
	errUnentered  = errors.New("a transaction wrote and entered nothing in the log")
	errEntryAlone = errors.New("an entry outside a transaction")
)

// note enters an act in the log of the transaction it belongs to.
func (db *DB) note(ctx context.Context, e audit.Entry) error {
	if db.tx == nil {
		return errEntryAlone
	}
	e.Act = audit.Of(ctx)
	if e.Account == "" {
		return errNobody
	}
	if audit.IsAlone(ctx) {
		e = e.With("alone", true)
	}
	if token := audit.TokenOf(ctx); token != "" {
		e = e.With("token", token)
	}
	e.At = db.stampTime()
	db.acts.entries = append(db.acts.entries, e)
	return nil
}

// Log enters acts that change nothing: who looked at whom. The answer may leave
// only when it has returned without an error.
func (db *DB) Log(ctx context.Context, entries ...audit.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	return db.Transact(ctx, func(tx *DB) error {
		for _, e := range entries {
			err := tx.note(ctx, e)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// enter chains what the transaction noted. A transaction that changed something
// and told nobody is undone.
func (db *DB) enter(ctx context.Context) error {
	entries := db.acts.entries
	if db.unlogged {
		return nil
	}
	if len(entries) == 0 {
		if db.acts.wrote {
			return errUnentered
		}
		return nil
	}
	slices.SortStableFunc(entries, func(a, b audit.Entry) int { return cmp.Compare(a.Place, b.Place) })
	for start := 0; start < len(entries); {
		end := start + 1
		for end < len(entries) && entries[end].Place == entries[start].Place {
			end++
		}
		err := db.chain(ctx, entries[start:end])
		if err != nil {
			return fmt.Errorf("log: %w", err)
		}
		start = end
	}
	return nil
}

// chain writes entries of one place at the end of its chain.
func (db *DB) chain(ctx context.Context, entries []audit.Entry) error {
	head, err := db.holdHead(ctx, entries[0].Place)
	if err != nil {
		return err
	}
	for i := range entries {
		head = head.Seal(&entries[i])
	}
	err = db.writeEntries(ctx, entries)
	if err != nil {
		return err
	}
	return db.exec(ctx, `UPDATE log_heads SET seq = $1, hash = $2 WHERE commune_id = $3`, head.Seq, head.Hash, head.Place)
}

// holdHead reads the end of a chain and keeps others from it until the transaction
// ends. The first entry of a chain makes its head.
func (db *DB) holdHead(ctx context.Context, of place.ID) (audit.Head, error) {
	h, err := db.readHead(ctx, of)
	if !errors.Is(err, sql.ErrNoRows) {
		return h, err
	}
	err = db.exec(ctx, `INSERT INTO log_heads (commune_id, seq, hash) VALUES ($1, 0, '') ON CONFLICT (commune_id) DO NOTHING`, of)
	if err != nil {
		return h, err
	}
	return db.readHead(ctx, of)
}

// readHead locks the row on a server; the embedded engine has one writer, and this
// transaction is it.
func (db *DB) readHead(ctx context.Context, of place.ID) (audit.Head, error) {
	h := audit.Head{Place: of}
	lock := ""
	if db.engine == Postgres {
		lock = " FOR UPDATE"
	}
	err := db.tx.QueryRowContext(ctx, `SELECT seq, hash FROM log_heads WHERE commune_id = $1`+lock, of).Scan(&h.Seq, &h.Hash)
	return h, err
}

var entryColumns = []string{"commune_id", "seq", "encoding", "happens_at", "account", "role", "from_address", "trace", "reason", "kind",
	"year", "persons", "whole", "detail", "prev", "hash"}

func (db *DB) writeEntries(ctx context.Context, entries []audit.Entry) error {
	err := bulk{table: "log_entries", columns: entryColumns}.write(ctx, db, len(entries), func(i int, dst []any) {
		e := &entries[i]
		copy(dst, []any{int64(e.Place), e.Seq, e.Encoding, e.At, e.Account, e.Role, e.From, e.Trace, e.Reason, e.Kind,
			e.Year, e.PersonList(), e.Whole, e.Detail, e.Prev, e.Hash})
	})
	if err != nil {
		return err
	}
	type row struct {
		person register.ID
		seq    int64
	}
	var rows []row
	for i := range entries {
		for _, id := range entries[i].Persons {
			rows = append(rows, row{id, entries[i].Seq})
		}
	}
	return bulk{table: "log_persons", columns: []string{"commune_id", "person_id", "seq"}}.write(ctx, db, len(rows), func(i int, dst []any) {
		dst[0], dst[1], dst[2] = int64(entries[0].Place), int64(rows[i].person), rows[i].seq
	})
}
