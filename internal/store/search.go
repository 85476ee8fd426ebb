package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// Match is a person found by name.
type Match = register.Match

// SearchPersons finds persons of the communes named by words of their name,
// with or without accents, in any order; the newest first, at most limit.
func (db *DB) SearchPersons(ctx context.Context, communes []place.ID, query string, limit int) ([]Match, error) {
	terms := viet.SearchTerms(query)
	if len(terms) == 0 || len(communes) == 0 {
		return nil, nil
	}
	var where []string
	var args []any
	ids := make([]string, len(communes))
	for i, c := range communes {
		args = append(args, c)
		ids[i] = fmt.Sprintf("$%d", len(args))
	}
	where = append(where, "commune_id IN ("+strings.Join(ids, ", ")+")")
	for _, term := range terms {
		args = append(args, "% "+escapeLike(term)+"%")
		where = append(where, fmt.Sprintf(`(' ' || search_name) LIKE $%d ESCAPE '\'`, len(args)))
	}
	args = append(args, limit)
	var out []Match
	err := db.each(ctx, func(rows *sql.Rows) error {
		var m Match
		err := rows.Scan(&m.CommuneID, &m.PersonID, &m.LastYear)
		out = append(out, m)
		return err
	}, `SELECT commune_id, id, last_year FROM persons WHERE `+strings.Join(where, " AND ")+
		fmt.Sprintf(` ORDER BY last_year DESC, %s, id LIMIT $%d`, db.bytewise("search_name"), len(args)), args...)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return out, nil
}

// SearchNumber finds the persons of the communes that have a personal number in any
// year, each in the latest of these.
func (db *DB) SearchNumber(ctx context.Context, communes []place.ID, number string) ([]Match, error) {
	if number == "" || len(communes) == 0 {
		return nil, nil
	}
	ring, err := db.ring()
	if err != nil {
		return nil, err
	}
	where, args := among("number_digest", 1, ring.Digests(numberField, number))
	in := placeholders(len(args)+1, len(communes))
	args = appendIDs(args, communes)
	var out []Match
	err = db.each(ctx, func(rows *sql.Rows) error {
		var m Match
		err := rows.Scan(&m.CommuneID, &m.PersonID, &m.LastYear)
		out = append(out, m)
		return err
	}, `SELECT commune_id, person_id, MAX(year) FROM records WHERE `+where+` AND number_digest <> '' AND commune_id IN (`+in+`)
		GROUP BY commune_id, person_id ORDER BY MAX(year) DESC, person_id`, args...)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return out, nil
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// Elsewhere gives, by person of a round, who in other communes has the same
// personal number that year, or the same name and whole day of birth: likely one
// person written twice.
func (db *DB) Elsewhere(ctx context.Context, commune place.ID, year int) (map[register.ID][]register.ID, error) {
	out := map[register.ID][]register.ID{}
	scan := func(rows *sql.Rows) error {
		var here, there register.ID
		err := rows.Scan(&here, &there)
		if !slices.Contains(out[here], there) {
			out[here] = append(out[here], there)
		}
		return err
	}
	for _, q := range []string{
		`SELECT a.id, b.id FROM persons a JOIN persons b ON b.search_name = a.search_name AND b.birth_date = a.birth_date
			WHERE a.commune_id = $1 AND a.last_year = $2 AND b.last_year = $2 AND b.commune_id <> a.commune_id AND b.id <> a.id
			AND LENGTH(a.birth_date) = 10 ORDER BY a.id, b.id`,
		`SELECT a.person_id, b.person_id FROM records a JOIN records b ON b.number_digest = a.number_digest AND b.year = a.year
			WHERE a.commune_id = $1 AND a.year = $2 AND a.number_digest <> '' AND b.number_digest <> ''
			AND b.commune_id <> a.commune_id AND b.person_id <> a.person_id ORDER BY a.person_id, b.person_id`,
	} {
		err := db.each(ctx, scan, q, commune, year)
		if err != nil {
			return nil, fmt.Errorf("persons elsewhere: %w", err)
		}
	}
	return out, nil
}
