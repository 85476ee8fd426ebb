package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

// Households gives every household of a round in one line each, in no order. What is
// sealed is not read.
func (db *DB) Households(ctx context.Context, commune place.ID, year int) ([]survey.Household, error) {
	var out []survey.Household
	err := db.each(ctx, func(rows *sql.Rows) error {
		h := survey.Household{CommuneID: commune, Year: year}
		err := rows.Scan(&h.ID, &h.Head, &h.HamletID, &h.Sheet, &h.HeadFamilyName, &h.HeadGivenName, &h.Address, &h.People, &h.Unconfirmed)
		out = append(out, h)
		return err
	}, `SELECT household_id, COALESCE(MIN(CASE WHEN relation = $3 THEN person_id END), MIN(person_id)), MIN(hamlet_id), MIN(sheet_number), MIN(head_family_name), MIN(head_given_name), MIN(address), COUNT(*),
			SUM(CASE WHEN confirmed THEN 0 ELSE 1 END)
		FROM records WHERE commune_id = $1 AND year = $2 GROUP BY household_id`, commune, year, register.RelationHead)
	if err != nil {
		return nil, fmt.Errorf("households: %w", err)
	}
	return out, nil
}

// SheetHolder gives the household that has a sheet number in a round, 0 for none.
func (db *DB) SheetHolder(ctx context.Context, commune place.ID, year int, sheet string) (register.ID, error) {
	var id register.ID
	err := db.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&id) },
		`SELECT household_id FROM records WHERE commune_id = $1 AND year = $2 AND sheet_number = $3 LIMIT 1`, commune, year, sheet)
	if err != nil {
		return 0, fmt.Errorf("sheet number: %w", err)
	}
	return id, nil
}

// Namesakes gives the people of a commune with this folded name and date of birth.
func (db *DB) Namesakes(ctx context.Context, commune place.ID, name, birth string) ([]register.ID, error) {
	var out []register.ID
	err := db.each(ctx, func(rows *sql.Rows) error {
		var id register.ID
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, `SELECT id FROM persons WHERE search_name = $1 AND birth_date = $2 AND commune_id = $3 ORDER BY id`, name, birth, commune)
	if err != nil {
		return nil, fmt.Errorf("namesakes: %w", err)
	}
	return out, nil
}
