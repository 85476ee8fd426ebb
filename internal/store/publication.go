package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/publication"
)

const figureList = `place_id, year, measure, withheld, fulfil, of_all, parts, whole, published_at`

// Published gives all that was published of a year.
func (db *DB) Published(ctx context.Context, year int) ([]publication.Figure, error) {
	return db.figures(ctx, `year = $1 ORDER BY place_id, measure`, year)
}

// PublishedOf gives all that was published of a place, over the years.
func (db *DB) PublishedOf(ctx context.Context, at place.ID) ([]publication.Figure, error) {
	return db.figures(ctx, `place_id = $1 ORDER BY year, measure`, at)
}

func (db *DB) figures(ctx context.Context, where string, arg any) ([]publication.Figure, error) {
	var out []publication.Figure
	err := db.each(ctx, func(rows *sql.Rows) error {
		var f publication.Figure
		err := rows.Scan(&f.Place, &f.Year, &f.Measure, &f.Withheld, &f.Fulfil, &f.Of, &f.Parts, &f.Whole, &f.At)
		out = append(out, f)
		return err
	}, `SELECT `+figureList+` FROM publications WHERE `+where, arg)
	if err != nil {
		return nil, fmt.Errorf("publications: %w", err)
	}
	return out, nil
}

// PublishedYears gives the years of which something was published, by place.
func (db *DB) PublishedYears(ctx context.Context) (map[place.ID][]int, error) {
	out := map[place.ID][]int{}
	err := db.each(ctx, func(rows *sql.Rows) error {
		var at place.ID
		var year int
		err := rows.Scan(&at, &year)
		out[at] = append(out[at], year)
		return err
	}, `SELECT DISTINCT place_id, year FROM publications ORDER BY place_id, year`)
	if err != nil {
		return nil, fmt.Errorf("publications: %w", err)
	}
	return out, nil
}

// Publish writes figures that were not published yet. One that was is refused by the
// key, and then nothing is written.
func (db *DB) Publish(ctx context.Context, year int, figures []publication.Figure) error {
	table := bulk{table: "publications", columns: []string{"place_id", "year", "measure", "withheld", "fulfil", "of_all", "parts", "whole", "published_at"}}
	return db.Transact(ctx, func(tx *DB) error {
		err := table.write(ctx, tx, len(figures), func(i int, dst []any) {
			f := &figures[i]
			copy(dst, []any{int64(f.Place), f.Year, f.Measure, f.Withheld, f.Fulfil, f.Of, f.Parts, f.Whole, f.At})
		})
		if err != nil {
			return err
		}
		return tx.note(ctx, audit.New(audit.Publish, installation, year, audit.Detail{"figures": len(figures)}))
	})
}
