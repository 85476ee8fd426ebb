package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

// Traces gives what was changed in the records of a person over years and
// communes, newest first.
func (db *DB) Traces(ctx context.Context, person register.ID) ([]survey.Trace, error) {
	ring, err := db.ring()
	if err != nil {
		return nil, err
	}
	var out []survey.Trace
	err = db.each(ctx, func(rows *sql.Rows) error {
		t := survey.Trace{PersonID: person}
		var fields string
		err := rows.Scan(&t.CommuneID, &t.Year, &t.At, &t.Actor, &t.Source, &fields)
		if err != nil {
			return err
		}
		err = json.Unmarshal([]byte(fields), &t.Fields)
		if err != nil {
			return err
		}
		out = append(out, t)
		return openTrace(ring, t.Fields)
	}, `SELECT c.commune_id, c.year, c.happens_at, c.actor, c.source, c.fields
		FROM persons p JOIN record_changes c ON c.commune_id = p.commune_id AND c.person_id = p.id
		WHERE p.id = $1 ORDER BY c.happens_at DESC, c.id DESC`, person)
	if err != nil {
		return nil, fmt.Errorf("trace of changes: %w", err)
	}
	return out, nil
}

// RoundTraces gives what was changed in the records of a round, newest first.
func (db *DB) RoundTraces(ctx context.Context, commune place.ID, year int) ([]survey.Trace, error) {
	ring, err := db.ring()
	if err != nil {
		return nil, err
	}
	var out []survey.Trace
	err = db.each(ctx, func(rows *sql.Rows) error {
		t := survey.Trace{CommuneID: commune, Year: year}
		var fields string
		err := rows.Scan(&t.PersonID, &t.At, &t.Actor, &t.Source, &fields)
		if err != nil {
			return err
		}
		// Ids of hamlets have more digits than a float keeps.
		numbers := json.NewDecoder(strings.NewReader(fields))
		numbers.UseNumber()
		err = numbers.Decode(&t.Fields)
		if err != nil {
			return err
		}
		out = append(out, t)
		return openTrace(ring, t.Fields)
	}, `SELECT person_id, happens_at, actor, source, fields FROM record_changes
		WHERE commune_id = $1 AND year = $2 ORDER BY happens_at DESC, id DESC`, commune, year)
	if err != nil {
		return nil, fmt.Errorf("trace of changes: %w", err)
	}
	return out, nil
}

// Intakes gives the imports into a round that wrote something, newest first.
func (db *DB) Intakes(ctx context.Context, commune place.ID, year int) ([]survey.Intake, error) {
	var out []survey.Intake
	err := db.each(ctx, func(rows *sql.Rows) error {
		i := survey.Intake{CommuneID: commune, Year: year}
		err := rows.Scan(&i.At, &i.Actor, &i.Source, &i.NewPersons, &i.Changed)
		out = append(out, i)
		return err
	}, `SELECT happens_at, actor, source, new_persons, changed FROM imports
		WHERE commune_id = $1 AND year = $2 ORDER BY happens_at DESC, id DESC`, commune, year)
	if err != nil {
		return nil, fmt.Errorf("imports: %w", err)
	}
	return out, nil
}
