package store

import (
	"context"
	"database/sql"
	"fmt"
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

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// Twins gives the persons of a commune whose name and day of birth somebody of
// another commune has too: likely one person written twice.
func (db *DB) Twins(ctx context.Context, commune place.ID, year int) ([]Match, error) {
	var out []Match
	err := db.each(ctx, func(rows *sql.Rows) error {
		var m Match
		err := rows.Scan(&m.CommuneID, &m.PersonID, &m.LastYear)
		out = append(out, m)
		return err
	}, `SELECT DISTINCT a.commune_id, a.id, a.last_year FROM persons a
		JOIN persons b ON b.search_name = a.search_name AND b.birth_date = a.birth_date
		WHERE a.commune_id = $1 AND a.last_year = $2 AND b.last_year = $2 AND b.commune_id <> a.commune_id AND b.id <> a.id
		AND LENGTH(a.birth_date) = 10 ORDER BY a.id`, commune, year)
	if err != nil {
		return nil, fmt.Errorf("twins: %w", err)
	}
	return out, nil
}
