package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// keyColumns stand before the fields of the sheet in every row of records.
var keyColumns = []string{"commune_id", "year", "person_id", "household_id", "hamlet_id", "profile_id", "confirmed", "school_here"}

var recordColumns = func() []string {
	out := append([]string{}, keyColumns...)
	for _, f := range register.Fields {
		out = append(out, f.Key)
	}
	return out
}()

var recordList = strings.Join(recordColumns, ", ")

// scanRecord reads one row of recordColumns, with the profile it is stored under.
func scanRecord(rows *sql.Rows) (*register.Record, profile.ID, error) {
	r := new(register.Record)
	var profileID profile.ID
	dst := make([]any, 0, len(recordColumns))
	dst = append(dst, &r.CommuneID, &r.Year, &r.PersonID, &r.HouseholdID, &r.HamletID, &profileID, &r.Confirmed, &r.SchoolHere)
	for _, f := range register.Fields {
		dst = append(dst, f.At(r))
	}
	err := rows.Scan(dst...)
	return r, profileID, err
}

func (db *DB) records(ctx context.Context, where string, args ...any) ([]*register.Record, error) {
	var out []*register.Record
	err := db.each(ctx, func(rows *sql.Rows) error {
		r, _, err := scanRecord(rows)
		out = append(out, r)
		return err
	}, "SELECT "+recordList+" FROM records WHERE "+where, args...)
	if err != nil {
		return nil, fmt.Errorf("records: %w", err)
	}
	return out, nil
}

// Records gives all records of a round in no order.
func (db *DB) Records(ctx context.Context, commune place.ID, year int) ([]*register.Record, error) {
	return db.records(ctx, "commune_id = $1 AND year = $2", commune, year)
}

// Household gives the records of a household in a year.
func (db *DB) Household(ctx context.Context, commune place.ID, household register.ID, year int) ([]*register.Record, error) {
	return db.records(ctx, "commune_id = $1 AND household_id = $2 AND year = $3 ORDER BY person_id", commune, household, year)
}

// RecordsByPerson gives the records of the persons named, in a year.
func (db *DB) RecordsByPerson(ctx context.Context, commune place.ID, year int, ids []register.ID) ([]*register.Record, error) {
	var out []*register.Record
	for start := 0; start < len(ids); start += 500 {
		part := ids[start:min(start+500, len(ids))]
		args := []any{commune, year}
		for _, id := range part {
			args = append(args, id)
		}
		some, err := db.records(ctx, "commune_id = $1 AND year = $2 AND person_id IN ("+placeholders(3, len(part))+")", args...)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// RecordsByProfile gives the records of a round that have one of the profiles:
// the way from a number back to its people.
func (db *DB) RecordsByProfile(ctx context.Context, commune place.ID, year int, ids []profile.ID) ([]*register.Record, error) {
	var out []*register.Record
	for start := 0; start < len(ids); start += 500 {
		part := ids[start:min(start+500, len(ids))]
		args := []any{commune, year}
		for _, id := range part {
			args = append(args, int64(id))
		}
		some, err := db.records(ctx, "commune_id = $1 AND year = $2 AND profile_id IN ("+placeholders(3, len(part))+")", args...)
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

// writeRecords inserts records with their persons and profiles.
func (db *DB) writeRecords(ctx context.Context, list []*register.Record, profiles []profile.ID) error {
	persons := bulk{
		table: "persons", columns: []string{"commune_id", "id", "search_name", "birth_date", "last_year"},
		suffix: `ON CONFLICT (commune_id, id) DO UPDATE SET search_name = excluded.search_name, birth_date = excluded.birth_date, last_year = excluded.last_year
			WHERE excluded.last_year >= persons.last_year`,
	}
	err := persons.write(ctx, db, len(list), func(i int, dst []any) {
		r := list[i]
		dst[0], dst[1], dst[2], dst[3], dst[4] = int64(r.CommuneID), int64(r.PersonID), viet.Fold(r.Name()), r.BirthDate(), r.Year
	})
	if err != nil {
		return err
	}
	rows := bulk{table: "records", columns: recordColumns}
	return rows.write(ctx, db, len(list), func(i int, dst []any) {
		r := list[i]
		dst[0], dst[1], dst[2], dst[3] = int64(r.CommuneID), r.Year, int64(r.PersonID), int64(r.HouseholdID)
		dst[4], dst[5], dst[6], dst[7] = int64(r.HamletID), int64(profiles[i]), r.Confirmed, r.SchoolHere
		for j, f := range register.Fields {
			dst[len(keyColumns)+j] = f.Value(r)
		}
	})
}

// deleteRecords takes the records of persons out of a round, and out of the tally
// as they were stored there, whatever the caller remembers of them. It gives how
// many there were.
func (db *DB) deleteRecords(ctx context.Context, commune place.ID, year int, ids []register.ID, d delta) (int, error) {
	deleted := 0
	for part := range slices.Chunk(ids, 500) {
		args := []any{int64(commune), year}
		for _, id := range part {
			args = append(args, int64(id))
		}
		err := db.each(ctx, func(rows *sql.Rows) error {
			var k tallyKey
			err := rows.Scan(&k.hamlet, &k.profile)
			d[k]--
			deleted++
			return err
		}, "DELETE FROM records WHERE commune_id = $1 AND year = $2 AND person_id IN ("+placeholders(3, len(part))+") RETURNING hamlet_id, profile_id", args...)
		if err != nil {
			return deleted, fmt.Errorf("delete records: %w", err)
		}
	}
	return deleted, nil
}
