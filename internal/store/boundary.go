package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/boundary"
	"hoctap/internal/place"
)

const boundariesStamp = "boundaries.stamp"

// placesAtOnce is how many ids one statement asks for.
const placesAtOnce = 500

// SaveBoundaries writes boundaries and tells how many of them are new or say
// something else than before. Where none does, nothing is written.
func (db *DB) SaveBoundaries(ctx context.Context, list []boundary.Boundary) (int, error) {
	changed := 0
	err := db.Transact(ctx, func(tx *DB) error {
		changed = 0
		fresh, err := tx.freshBoundaries(ctx, list)
		if err != nil || len(fresh) == 0 {
			return err
		}
		err = tx.bump(ctx, boundariesStamp)
		if err != nil {
			return err
		}
		for _, b := range fresh {
			err = tx.exec(ctx, `DELETE FROM boundaries WHERE place_id = $1 AND from_on = $2`, b.PlaceID, b.From)
			if err != nil {
				return fmt.Errorf("boundaries: %w", err)
			}
		}
		rows := bulk{table: "boundaries", columns: []string{"place_id", "from_on", "drawn", "source", "shape"}}
		err = rows.write(ctx, tx, len(fresh), func(i int, dst []any) {
			b := fresh[i]
			copy(dst, []any{int64(b.PlaceID), b.From, b.Drawn, b.Source, b.Shape.Text()})
		})
		if err != nil {
			return err
		}
		changed = len(fresh)
		return tx.note(ctx, audit.New(audit.BoundaryImport, installation, 0, audit.Detail{"boundaries": changed, "from": fresh[0].From}))
	})
	return changed, err
}

// freshBoundaries are those that the store does not have as they are.
func (db *DB) freshBoundaries(ctx context.Context, list []boundary.Boundary) ([]boundary.Boundary, error) {
	type key struct {
		of   place.ID
		from place.Date
	}
	ids := make([]place.ID, len(list))
	for i, b := range list {
		ids[i] = b.PlaceID
	}
	known := map[key]boundary.Boundary{}
	err := db.eachBoundary(ctx, ids, func(b boundary.Boundary) { known[key{b.PlaceID, b.From}] = b })
	if err != nil {
		return nil, err
	}
	var fresh []boundary.Boundary
	for _, b := range list {
		if !known[key{b.PlaceID, b.From}].Same(b) {
			fresh = append(fresh, b)
		}
	}
	return fresh, nil
}

// Boundaries gives the boundary that each of the places has on the day. What has
// none is not in the answer.
func (db *DB) Boundaries(ctx context.Context, ids []place.ID, on place.Date) (map[place.ID]boundary.Boundary, error) {
	out := map[place.ID]boundary.Boundary{}
	err := db.eachBoundary(ctx, ids, func(b boundary.Boundary) {
		if b.From <= on { // they come in the order of their days
			out[b.PlaceID] = b
		}
	})
	return out, err
}

// BoundaryDays gives the days from which a place has another boundary.
func (db *DB) BoundaryDays(ctx context.Context, id place.ID) ([]boundary.Boundary, error) {
	var out []boundary.Boundary
	err := db.eachBoundary(ctx, []place.ID{id}, func(b boundary.Boundary) { out = append(out, b) })
	return out, err
}

func (db *DB) eachBoundary(ctx context.Context, ids []place.ID, visit func(boundary.Boundary)) error {
	for start := 0; start < len(ids); start += placesAtOnce {
		part := ids[start:min(start+placesAtOnce, len(ids))]
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = int64(id)
		}
		err := db.each(ctx, func(r *sql.Rows) error {
			var b boundary.Boundary
			var shape string
			err := r.Scan(&b.PlaceID, &b.From, &b.Drawn, &b.Source, &shape)
			if err != nil {
				return err
			}
			b.Shape, err = boundary.ParseText(shape)
			visit(b)
			return err
		}, `SELECT place_id, from_on, drawn, source, shape FROM boundaries WHERE place_id IN (`+placeholders(1, len(part))+`) ORDER BY place_id, from_on`, args...)
		if err != nil {
			return fmt.Errorf("boundaries: %w", err)
		}
	}
	return nil
}
