package demo

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/boundary"
	"hoctap/internal/place"
	"hoctap/internal/strict"
)

type mapFile struct {
	Pos    strict.Pos
	Source string   `yaml:"source,required"`
	Rows   []string `yaml:"rows,required"`
}

// Drawer is where the picture of the town is kept.
type Drawer interface {
	Places(ctx context.Context) (*place.Tree, error)
	PlaceKeys(ctx context.Context) (map[string]place.ID, error)
	SaveBoundaries(ctx context.Context, list []boundary.Boundary) (int, error)
}

// Draw writes the picture of the town. Where it is there already nothing changes,
// so that a town that was made before there were pictures gets its own.
func Draw(ctx context.Context, s Drawer, spec *Spec) error {
	ctx = audit.With(ctx, audit.Act{Account: actor, Role: "operator", From: "cli"})
	tree, err := s.Places(ctx)
	if err != nil {
		return fmt.Errorf("sample town: %w", err)
	}
	keys, err := s.PlaceKeys(ctx)
	if err != nil {
		return fmt.Errorf("sample town: %w", err)
	}
	list, err := spec.picture(tree, keys)
	if err != nil {
		return fmt.Errorf("sample town: %w", err)
	}
	_, err = s.SaveBoundaries(ctx, list)
	return err
}

// picture gives every quarter its tile, and every commune the tiles of the areas
// that stand in it from each day on which that changes.
func (s *Spec) picture(tree *place.Tree, keys map[string]place.ID) ([]boundary.Boundary, error) {
	tiles, err := s.tiles()
	if err != nil {
		return nil, err
	}
	var out []boundary.Boundary
	add := func(id place.ID, from place.Date, cells []boundary.Cell) {
		out = append(out, boundary.Boundary{PlaceID: id, From: from, Shape: boundary.Tiles(cells), Drawn: true, Source: s.Map.Source})
	}
	for i := range s.Town.Areas {
		a := &s.Town.Areas[i]
		for j := range a.Hamlets {
			id, ok := keys[hamletKey(a, j)]
			if !ok {
				return nil, fmt.Errorf("the store has no quarter %s", hamletKey(a, j))
			}
			add(id, a.Stands[0].From, tiles[a.ID][j:j+1])
		}
		for _, stand := range a.Stands {
			commune, err := tree.ByCode(stand.Code, stand.From)
			if err != nil {
				return nil, err
			}
			cells, first := s.standing(tiles, stand.Code, stand.From)
			if first == a.ID {
				add(commune.PlaceID, stand.From, cells)
			}
		}
	}
	return out, nil
}

// standing gives the tiles of all areas that stand in a commune on a day on which
// one of them joins it, and the first area that joins it on that day.
func (s *Spec) standing(tiles map[string][]boundary.Cell, code string, on place.Date) (cells []boundary.Cell, first string) {
	for i := range s.Town.Areas {
		a := &s.Town.Areas[i]
		at := a.Stands[0]
		for _, stand := range a.Stands {
			if stand.From <= on {
				at = stand
			}
		}
		if at.Code != code {
			continue
		}
		if first == "" && at.From == on {
			first = a.ID
		}
		cells = append(cells, tiles[a.ID]...)
	}
	return cells, first
}

// tiles reads the rows: the tile of each quarter of each area.
func (s *Spec) tiles() (map[string][]boundary.Cell, error) {
	out := map[string][]boundary.Cell{}
	byPrefix := map[string]*areaSpec{}
	left := 0
	for i := range s.Town.Areas {
		a := &s.Town.Areas[i]
		byPrefix[a.Prefix] = a
		out[a.ID] = make([]boundary.Cell, len(a.Hamlets))
		left += len(a.Hamlets)
	}
	seen := map[string]bool{}
	for row, line := range s.Map.Rows {
		for column, tile := range strings.Fields(line) {
			if tile == "." {
				continue
			}
			a := byPrefix[strings.TrimRight(tile, "0123456789")]
			number, err := strconv.Atoi(strings.TrimLeft(tile, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
			if a == nil || err != nil || number < 1 || number > len(a.Hamlets) || seen[tile] {
				return nil, fmt.Errorf("%s: row %d: %q is no quarter, or stands there twice", s.Map.Pos, row+1, tile)
			}
			seen[tile] = true
			out[a.ID][number-1] = boundary.Cell{Column: column, Row: row}
			left--
		}
	}
	if left != 0 {
		return nil, fmt.Errorf("%s: %d quarters have no tile", s.Map.Pos, left)
	}
	return out, nil
}

func hamletKey(a *areaSpec, i int) string { return fmt.Sprintf("sample-%s-%02d", a.ID, i+1) }
