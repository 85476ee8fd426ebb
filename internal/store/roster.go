package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
)

// ListByProfile gives the records of one hamlet that have one of the profiles,
// with no more of each than a list shows: who, born when, where, and what of
// schooling is on the sheet. It is for reading only: what it leaves out is
// empty.
func (db *DB) ListByProfile(ctx context.Context, commune place.ID, year int, hamlet place.ID, ids []profile.ID) ([]*register.Record, error) {
	var out []*register.Record
	for part := range slices.Chunk(ids, idsAtOnce) {
		args := appendIDs([]any{commune, year, hamlet}, part)
		err := db.each(ctx, func(rows *sql.Rows) error {
			r := &register.Record{CommuneID: commune, Year: year, HamletID: hamlet}
			err := rows.Scan(&r.PersonID, &r.HouseholdID, &r.FamilyName, &r.GivenName, &r.BirthDay, &r.BirthMonth, &r.BirthYear,
				&r.Female, &r.HeadFamilyName, &r.HeadGivenName, &r.Address, &r.SheetNumber, &r.GradeGroup, &r.ClassName,
				&r.Graduated, &r.Vocational, &r.FinishedGrade, &r.DropoutGrade, &r.DropoutIn, &r.LiteracyCompleted, &r.Move, &r.Confirmed)
			out = append(out, r)
			return err
		}, `SELECT person_id, household_id, family_name, given_name, birth_day, birth_month, birth_year,
			female, head_family_name, head_given_name, address, sheet_number, grade_group, class_name,
			graduated, vocational, finished_grade, dropout_grade, dropout_in, literacy_completed, move, confirmed
			FROM records WHERE commune_id = $1 AND year = $2 AND hamlet_id = $3 AND profile_id IN (`+placeholders(4, len(part))+`)`, args...)
		if err != nil {
			return nil, fmt.Errorf("list: %w", err)
		}
	}
	return out, nil
}

// profilesAtOnce: SQLite parses a statement in the square of its arguments, and a
// list of everybody in a hamlet names a thousand kinds of people.
const profilesAtOnce = 400

// RecordsByHamlet gives the records of one hamlet (0: of none known) that have
// one of the profiles: a form that names people goes hamlet by hamlet, so that no
// more of a commune is held at a time.
func (db *DB) RecordsByHamlet(ctx context.Context, commune place.ID, year int, hamlet place.ID, ids []profile.ID) ([]*register.Record, error) {
	var out []*register.Record
	for part := range slices.Chunk(ids, profilesAtOnce) {
		some, err := db.records(ctx, "commune_id = $1 AND year = $2 AND hamlet_id = $3 AND profile_id IN ("+placeholders(4, len(part))+")",
			appendIDs([]any{commune, year, hamlet}, part)...)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}
