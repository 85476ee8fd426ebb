package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
)

// Schools gives the school list of a commune for a year by code: the one that
// came with that year, else the last one before it.
func (db *DB) Schools(ctx context.Context, commune place.ID, year int) (map[string]survey.School, error) {
	out := map[string]survey.School{}
	err := db.each(ctx, func(rows *sql.Rows) error {
		var s survey.School
		err := rows.Scan(&s.Code, &s.Name, &s.Level, &s.Commune, &s.System)
		out[s.Code] = s
		return err
	}, `SELECT code, name, level, commune_name, system FROM schools WHERE commune_id = $1
		AND year = (SELECT MAX(year) FROM schools WHERE commune_id = $1 AND year <= $2)`, commune, year)
	if err != nil {
		return nil, fmt.Errorf("schools: %w", err)
	}
	return out, nil
}

// FactValue is one entered figure.
type FactValue = rule.FactValue

// Facts gives the entered figures of a commune and year: of the commune, and of
// each school that has any.
func (db *DB) Facts(ctx context.Context, commune place.ID, year int) (rule.Facts, error) {
	schools, err := db.Schools(ctx, commune, year)
	if err != nil {
		return rule.Facts{}, err
	}
	values, err := db.factValues(ctx, commune, year)
	if err != nil {
		return rule.Facts{}, err
	}
	f := rule.Facts{Commune: map[string]string{}}
	at := map[string]int{}
	// A school of the place without figures is a school whose figures are
	// missing, not one that does not exist.
	name, err := db.communeName(ctx, commune, year)
	if err != nil {
		return f, err
	}
	for _, s := range sortedSchools(schools) {
		if survey.SameCommune(s.Commune, name) {
			at[s.Code] = len(f.Schools)
			f.Schools = append(f.Schools, rule.SchoolFacts{Code: s.Code, Name: s.Name, Levels: SchoolLevels(s.Level), Values: map[string]string{}})
		}
	}
	for _, v := range values {
		if v.School == "" {
			f.Commune[v.Fact] = v.Value
			continue
		}
		i, ok := at[v.School]
		if !ok {
			i = len(f.Schools)
			at[v.School] = i
			s := schools[v.School]
			f.Schools = append(f.Schools, rule.SchoolFacts{Code: v.School, Name: s.Name, Levels: SchoolLevels(s.Level), Values: map[string]string{}})
		}
		f.Schools[i].Values[v.Fact] = v.Value
	}
	return f, nil
}

// FactChanges gives what was entered, changed and taken back of a school, or of the
// commune itself, in a year, newest first.
func (db *DB) FactChanges(ctx context.Context, commune place.ID, year int, school string) ([]rule.FactChange, error) {
	var out []rule.FactChange
	err := db.each(ctx, func(rows *sql.Rows) error {
		var c rule.FactChange
		err := rows.Scan(&c.Fact, &c.Before, &c.After, &c.At, &c.Actor)
		out = append(out, c)
		return err
	}, `SELECT fact_id, before, after, happens_at, actor FROM fact_changes
		WHERE commune_id = $1 AND year = $2 AND school_code = $3 ORDER BY happens_at DESC, id DESC`, commune, year, school)
	if err != nil {
		return nil, fmt.Errorf("changes of facts: %w", err)
	}
	return out, nil
}

func (db *DB) communeName(ctx context.Context, commune place.ID, year int) (string, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return "", err
	}
	a, _ := tree.Nearest(commune, rule.ReferenceDay(year))
	return a.Name, nil
}

func sortedSchools(schools map[string]survey.School) []survey.School {
	return slices.SortedFunc(maps.Values(schools), func(a, b survey.School) int { return strings.Compare(a.Code, b.Code) })
}

// SchoolLevels reads the level of a school list: "TH&THCS" teaches two.
func SchoolLevels(level string) []string {
	return strings.FieldsFunc(level, func(r rune) bool { return strings.ContainsRune("&,;+/- ", r) })
}

func (db *DB) factValues(ctx context.Context, commune place.ID, year int) ([]FactValue, error) {
	var out []FactValue
	err := db.each(ctx, func(rows *sql.Rows) error {
		var v FactValue
		err := rows.Scan(&v.School, &v.Fact, &v.Value, &v.Evidence)
		out = append(out, v)
		return err
	}, `SELECT school_code, fact_id, value, evidence FROM facts WHERE commune_id = $1 AND year = $2
		ORDER BY `+db.bytewise("school_code")+`, `+db.bytewise("fact_id"), commune, year)
	if err != nil {
		return nil, fmt.Errorf("facts: %w", err)
	}
	return out, nil
}

// SaveFacts writes entered figures and keeps what each was before. Figures need
// no round, but those of a closed one do not change.
func (db *DB) SaveFacts(ctx context.Context, commune place.ID, year int, values []FactValue) (changed int, err error) {
	err = db.Transact(ctx, func(tx *DB) error {
		changed = 0
		err := tx.holdOpen(ctx, commune, year)
		if err != nil {
			return err
		}
		known, err := tx.factValues(ctx, commune, year)
		if err != nil {
			return err
		}
		before := map[[2]string]FactValue{}
		for _, v := range known {
			before[[2]string{v.School, v.Fact}] = v
		}
		for _, v := range values {
			old := before[[2]string{v.School, v.Fact}]
			if old.Value == v.Value && old.Evidence == v.Evidence {
				continue
			}
			changed++
			err = tx.saveFact(ctx, commune, year, old, v)
			if err != nil {
				return err
			}
		}
		if changed == 0 {
			return nil
		}
		return tx.note(ctx, audit.New(audit.FactChange, commune, year, audit.Detail{"figures": changed}))
	})
	return changed, err
}

// holdOpen refuses a closed round, and keeps one that is not from being closed
// before the transaction ends: an update that changes nothing locks the row on
// every engine.
func (db *DB) holdOpen(ctx context.Context, commune place.ID, year int) error {
	err := db.hold(ctx, `UPDATE rounds SET stamp = stamp WHERE commune_id = $1 AND year = $2`, commune, year)
	if err != nil {
		return fmt.Errorf("facts: %w", err)
	}
	r, ok, err := db.Round(ctx, commune, year)
	if err != nil {
		return err
	}
	if ok && r.State == survey.Closed {
		return fault.New(fault.Conflict, "fault.round_closed", "year", year)
	}
	return nil
}

func (db *DB) saveFact(ctx context.Context, commune place.ID, year int, old, v FactValue) error {
	actor := audit.Of(ctx).Account
	err := db.exec(ctx, `INSERT INTO fact_changes (commune_id, id, year, school_code, fact_id, before, after, happens_at, actor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, commune, db.ids(), year, v.School, v.Fact, old.Value, v.Value, db.stampTime(), actor)
	if err != nil {
		return fmt.Errorf("facts: %w", err)
	}
	if v.Value == "" {
		err = db.exec(ctx, `DELETE FROM facts WHERE commune_id = $1 AND year = $2 AND school_code = $3 AND fact_id = $4`, commune, year, v.School, v.Fact)
	} else {
		err = db.exec(ctx, `INSERT INTO facts (commune_id, year, school_code, fact_id, value, evidence, entered_at, actor)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (commune_id, year, school_code, fact_id) DO UPDATE SET value = excluded.value, evidence = excluded.evidence,
				entered_at = excluded.entered_at, actor = excluded.actor`,
			commune, year, v.School, v.Fact, v.Value, v.Evidence, db.stampTime(), actor)
	}
	if err != nil {
		return fmt.Errorf("facts: %w", err)
	}
	return nil
}
