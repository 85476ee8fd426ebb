package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/seal"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// keyColumns stand before the fields of the sheet in every row of records.
var keyColumns = []string{"commune_id", "year", "person_id", "household_id", "hamlet_id", "profile_id", "confirmed", "school_here", "number_digest"}

var recordColumns = func() []string {
	out := append([]string{}, keyColumns...)
	for _, f := range register.Fields {
		out = append(out, f.Key)
	}
	return out
}()

var recordList = strings.Join(recordColumns, ", ")

// recordScan reads rows of recordColumns into one record, over and over: the list
// of where each column goes is longer than most records.
type recordScan struct {
	record  register.Record
	profile profile.ID // the one it is stored under
	digest  string     // of its personal number: written to be found by, read by nobody
	into    []any
}

func newRecordScan() *recordScan {
	s := new(recordScan)
	r := &s.record
	s.into = append(s.into, &r.CommuneID, &r.Year, &r.PersonID, &r.HouseholdID, &r.HamletID, &s.profile, &r.Confirmed, &r.SchoolHere, &s.digest)
	for _, f := range register.Fields {
		s.into = append(s.into, f.At(r))
	}
	return s
}

func (db *DB) records(ctx context.Context, where string, args ...any) ([]*register.Record, error) {
	ring, err := db.ring()
	if err != nil {
		return nil, err
	}
	var out []*register.Record
	scan := newRecordScan()
	err = db.each(ctx, func(rows *sql.Rows) error {
		err := rows.Scan(scan.into...)
		if err != nil {
			return err
		}
		r := scan.record
		out = append(out, &r)
		return openRecord(ring, &r)
	}, "SELECT "+recordList+" FROM records WHERE "+where, args...)
	if err != nil {
		return nil, fmt.Errorf("records: %w", err)
	}
	return out, nil
}

// wholeRound asks for an order that nobody needs, because it is that of the
// primary key and so of the rows as they were written: left to choose, SQLite
// goes by profile and fetches every page many times over.
const wholeRound = "commune_id = $1 AND year = $2 ORDER BY person_id"

// Records gives all records of a round in order of person.
func (db *DB) Records(ctx context.Context, commune place.ID, year int) ([]*register.Record, error) {
	return db.records(ctx, wholeRound, commune, year)
}

// Household gives the records of a household in a year.
func (db *DB) Household(ctx context.Context, commune place.ID, household register.ID, year int) ([]*register.Record, error) {
	// Sorted here: asked to, SQLite reads the whole round in the order of its key.
	list, err := db.records(ctx, "commune_id = $1 AND household_id = $2 AND year = $3", commune, household, year)
	slices.SortFunc(list, func(a, b *register.Record) int { return cmp.Compare(a.PersonID, b.PersonID) })
	return list, err
}

// idsAtOnce is how many ids go into one statement: SQLite binds 32,766 values,
// PostgreSQL 65,535.
const idsAtOnce = 5000

func appendIDs[T ~int64](args []any, ids []T) []any {
	for _, id := range ids {
		args = append(args, int64(id))
	}
	return args
}

// RecordsByPerson gives the records of the persons named, in a year.
func (db *DB) RecordsByPerson(ctx context.Context, commune place.ID, year int, ids []register.ID) ([]*register.Record, error) {
	return recordsBy(ctx, db, commune, year, "person_id", ids)
}

// RecordsByProfile gives the records of a round that have one of the profiles:
// the way from a number back to its people.
func (db *DB) RecordsByProfile(ctx context.Context, commune place.ID, year int, ids []profile.ID) ([]*register.Record, error) {
	return recordsBy(ctx, db, commune, year, "profile_id", ids)
}

func recordsBy[T ~int64](ctx context.Context, db *DB, commune place.ID, year int, column string, ids []T) ([]*register.Record, error) {
	var out []*register.Record
	for part := range slices.Chunk(ids, idsAtOnce) {
		some, err := db.records(ctx, "commune_id = $1 AND year = $2 AND "+column+" IN ("+placeholders(3, len(part))+")",
			appendIDs([]any{commune, year}, part)...)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// PersonHistory gives every record of a person over years and communes, oldest
// first: a person keeps the id when communes merge.
func (db *DB) PersonHistory(ctx context.Context, id register.ID) ([]*register.Record, error) {
	var communes []place.ID
	err := db.each(ctx, func(rows *sql.Rows) error {
		var c place.ID
		err := rows.Scan(&c)
		communes = append(communes, c)
		return err
	}, `SELECT commune_id FROM persons WHERE id = $1 ORDER BY commune_id`, id)
	if err != nil {
		return nil, fmt.Errorf("person: %w", err)
	}
	var out []*register.Record
	for _, c := range communes {
		// Naming the years leads by the primary key; without them every record
		// of the commune is looked at.
		part, err := db.records(ctx, "commune_id = $1 AND person_id = $2 AND year IN (SELECT year FROM rounds WHERE commune_id = $1)", c, id)
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	slices.SortStableFunc(out, func(a, b *register.Record) int { return a.Year - b.Year })
	return out, nil
}

// writeRecords inserts records that are new to their round, with their persons.
// A person written twice is refused by the key.
func (db *DB) writeRecords(ctx context.Context, list []*register.Record, profiles []profile.ID) error {
	err := db.writePersons(ctx, list)
	if err != nil {
		return err
	}
	key, err := db.sealing()
	if err != nil {
		return err
	}
	return bulk{table: "records", columns: recordColumns}.write(ctx, db, len(list), recordValues(key, list, profiles))
}

// rewriteRecords writes records over those of the same persons in the round.
func (db *DB) rewriteRecords(ctx context.Context, changes []survey.Change, profiles []profile.ID) error {
	list := make([]*register.Record, len(changes))
	var renamed []*register.Record
	for i, c := range changes {
		list[i] = c.After
		if c.Before.Name() != c.After.Name() || c.Before.BirthDate() != c.After.BirthDate() {
			renamed = append(renamed, c.After)
		}
	}
	err := db.writePersons(ctx, renamed)
	if err != nil {
		return err
	}
	key, err := db.sealing()
	if err != nil {
		return err
	}
	return bulk{table: "records", columns: recordColumns, suffix: rewrite}.write(ctx, db, len(list), recordValues(key, list, profiles))
}

// rewrite replaces the whole row: only the indexes whose columns are new move.
var rewrite = func() string {
	var set []string
	for _, c := range recordColumns[3:] {
		set = append(set, c+" = excluded."+c)
	}
	return "ON CONFLICT (commune_id, year, person_id) DO UPDATE SET " + strings.Join(set, ", ")
}()

func recordValues(key *seal.Key, list []*register.Record, profiles []profile.ID) func(int, []any) {
	return func(i int, dst []any) {
		r := list[i]
		dst[0], dst[1], dst[2], dst[3] = int64(r.CommuneID), r.Year, int64(r.PersonID), int64(r.HouseholdID)
		dst[4], dst[5], dst[6], dst[7] = int64(r.HamletID), int64(profiles[i]), r.Confirmed, r.SchoolHere
		dst[8] = numberDigest(key, r.PersonalNumber)
		for j, f := range register.Fields {
			dst[len(keyColumns)+j] = sealedValue(key, f, f.Value(r))
		}
	}
}

// writePersons keeps what a person is found by, as it stood in the newest round.
func (db *DB) writePersons(ctx context.Context, list []*register.Record) error {
	persons := bulk{
		table: "persons", columns: []string{"commune_id", "id", "search_name", "birth_date", "last_year"},
		suffix: `ON CONFLICT (commune_id, id) DO UPDATE SET search_name = excluded.search_name, birth_date = excluded.birth_date, last_year = excluded.last_year
			WHERE excluded.last_year >= persons.last_year`,
	}
	return persons.write(ctx, db, len(list), func(i int, dst []any) {
		r := list[i]
		dst[0], dst[1], dst[2], dst[3], dst[4] = int64(r.CommuneID), int64(r.PersonID), viet.Fold(r.Name()), r.BirthDate(), r.Year
	})
}

// countOut takes persons out of the tally as they are stored, whatever the caller
// remembers of them, and gives how many of them the round has.
func (db *DB) countOut(ctx context.Context, commune place.ID, year int, ids []register.ID, d delta) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	query := "SELECT person_id, hamlet_id, profile_id FROM records WHERE commune_id = $1 AND year = $2"
	args := []any{int64(commune), year}
	// Many are quicker found by reading the round than one by one.
	if len(ids) <= idsAtOnce {
		query += " AND person_id IN (" + placeholders(3, len(ids)) + ")"
		args = appendIDs(args, ids)
	}
	wanted := make(map[register.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	found := 0
	err := db.each(ctx, func(rows *sql.Rows) error {
		var id register.ID
		var k tallyKey
		err := rows.Scan(&id, &k.hamlet, &k.profile)
		if wanted[id] {
			d[k]--
			found++
		}
		return err
	}, query, args...)
	if err != nil {
		return found, fmt.Errorf("records: %w", err)
	}
	return found, nil
}
