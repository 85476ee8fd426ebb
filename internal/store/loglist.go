package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
)

var entryList = "e." + strings.Join(entryColumns, ", e.")

func scanEntry(rows *sql.Rows) (audit.Entry, error) {
	var e audit.Entry
	var persons string
	err := rows.Scan(&e.Place, &e.Seq, &e.Encoding, &e.At, &e.Account, &e.Role, &e.From, &e.Trace, &e.Reason, &e.Kind,
		&e.Year, &persons, &e.Whole, &e.Detail, &e.Prev, &e.Hash)
	if err != nil {
		return e, err
	}
	e.Persons, err = audit.ParsePersons(persons)
	return e, err
}

// Entries gives entries of the log, the newest first.
func (db *DB) Entries(ctx context.Context, f audit.Filter) ([]audit.Entry, error) {
	q := entryQuery{text: "SELECT " + entryList + " FROM log_entries e WHERE TRUE"}
	if f.Person != 0 {
		err := q.about(ctx, db, f.Person)
		if err != nil {
			return nil, err
		}
	}
	q.narrow(f)
	order := "e.happens_at DESC, e.commune_id DESC, e.seq DESC"
	if len(f.Places) == 1 {
		order = "e.seq DESC" // within a chain the number is the order, whatever the clock did
	}
	var out []audit.Entry
	err := db.each(ctx, func(rows *sql.Rows) error {
		e, err := scanEntry(rows)
		out = append(out, e)
		return err
	}, q.text+" ORDER BY "+order+" LIMIT "+q.arg(f.Limit), q.args...)
	if err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	return out, nil
}

// entryQuery is a query with its values as it grows.
type entryQuery struct {
	text string
	args []any
}

func (q *entryQuery) arg(value any) string {
	q.args = append(q.args, value)
	return fmt.Sprintf("$%d", len(q.args))
}

// where adds a condition; the mark in it stands for the value.
func (q *entryQuery) where(condition string, value any) {
	q.text += " AND " + strings.Replace(condition, "?", q.arg(value), 1)
}

func (q *entryQuery) narrow(f audit.Filter) {
	if len(f.Places) > 0 {
		var marks []string
		for _, id := range f.Places {
			marks = append(marks, q.arg(int64(id)))
		}
		q.text += " AND e.commune_id IN (" + strings.Join(marks, ", ") + ")"
	}
	if f.Account != "" {
		q.where("e.account = ?", f.Account)
	}
	if f.Kind != 0 {
		q.where("e.kind = ?", f.Kind.String())
	}
	if f.From != "" {
		q.where("e.happens_at >= ?", f.From)
	}
	if f.Until != "" {
		q.where("e.happens_at < ?", f.Until)
	}
	switch c := f.Before; {
	case c == audit.Cursor{}:
	case len(f.Places) == 1:
		q.where("e.seq < ?", c.Seq)
	default:
		q.text += fmt.Sprintf(" AND (e.happens_at, e.commune_id, e.seq) < (%s, %s, %s)", q.arg(c.At), q.arg(int64(c.Place)), q.arg(c.Seq))
	}
}

// about asks for the entries that name a person, and for those of everybody in a
// round that the person stands in: who took a whole ward away took this child too.
func (q *entryQuery) about(ctx context.Context, db *DB, person register.ID) error {
	chains, err := db.chains(ctx)
	if err != nil || len(chains) == 0 {
		return err
	}
	var marks []string
	for _, h := range chains {
		marks = append(marks, q.arg(int64(h.Place)))
	}
	in, id := strings.Join(marks, ", "), q.arg(int64(person))
	q.text += ` AND (e.commune_id, e.seq) IN (
		SELECT p.commune_id, p.seq FROM log_persons p WHERE p.commune_id IN (` + in + `) AND p.person_id = ` + id + `
		UNION SELECT w.commune_id, w.seq FROM records r JOIN log_entries w ON w.commune_id = r.commune_id AND w.year = r.year AND w.whole
		WHERE r.person_id = ` + id + ` AND r.commune_id IN (SELECT commune_id FROM persons WHERE id = ` + id + `))`
	return nil
}

// chains are the ends of all chains, in order of places.
func (db *DB) chains(ctx context.Context) ([]audit.Head, error) {
	var out []audit.Head
	err := db.each(ctx, func(rows *sql.Rows) error {
		var h audit.Head
		err := rows.Scan(&h.Place, &h.Seq, &h.Hash)
		out = append(out, h)
		return err
	}, `SELECT commune_id, seq, hash FROM log_heads ORDER BY commune_id`)
	if err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	return out, nil
}

// entriesAtOnce is how much of a chain is held while it is read through.
const entriesAtOnce = 1000

// nobody is an id that no person has.
const nobody register.ID = -1

// chainFrom gives the next entries of a chain after a number.
func (db *DB) chainFrom(ctx context.Context, of place.ID, after int64) ([]audit.Entry, error) {
	var out []audit.Entry
	err := db.each(ctx, func(rows *sql.Rows) error {
		e, err := scanEntry(rows)
		if err != nil {
			// Somebody wrote what we never write. Its hash is to tell, and not a
			// failure that hides all that comes after.
			e.Persons = []register.ID{nobody}
		}
		out = append(out, e)
		return nil
	}, `SELECT `+entryList+` FROM log_entries e WHERE e.commune_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`, of, after, entriesAtOnce)
	return out, err
}

// EachEntry hands out every entry of the given chains, oldest first; none given
// means all.
func (db *DB) EachEntry(ctx context.Context, places []place.ID, take func(*audit.Entry) error) error {
	return db.snapshot(ctx, func(at *DB) error {
		if len(places) == 0 {
			chains, err := at.chains(ctx)
			if err != nil {
				return err
			}
			for _, h := range chains {
				places = append(places, h.Place)
			}
		}
		for _, id := range places {
			err := at.eachOf(ctx, id, take)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (db *DB) eachOf(ctx context.Context, of place.ID, take func(*audit.Entry) error) error {
	var after int64
	for {
		list, err := db.chainFrom(ctx, of, after)
		if err != nil {
			return fmt.Errorf("log: %w", err)
		}
		for i := range list {
			err = take(&list[i])
			if err != nil {
				return err
			}
			after = list[i].Seq
		}
		if len(list) < entriesAtOnce {
			return nil
		}
	}
}
