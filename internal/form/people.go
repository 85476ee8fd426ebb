package form

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/tally"
	"hoctap/internal/verdict"
)

// People names those behind a cell, hamlet by hamlet: the same questions over the
// same rounds, so the list is as long as the cell says. Of a share they are those
// whom it counts. The form may be one that was kept: all it needs stands in it.
func (l *Library) People(ctx context.Context, src Source, f *Filled, table, row, column string) ([]verdict.Person, error) {
	seats, err := f.seatsOf(table, row, column)
	if err != nil {
		return nil, err
	}
	tree, err := src.Places(ctx)
	if err != nil {
		return nil, err
	}
	var out []verdict.Person
	for _, round := range f.Rounds {
		some, err := l.peopleOf(ctx, src, tree, f, round, seats)
		if err != nil {
			return nil, fmt.Errorf("people of %s: %w", f.Code, err)
		}
		out = append(out, some...)
	}
	verdict.SortPeople(out)
	return out, nil
}

// seatsOf are the counted cells behind a cell.
func (f *Filled) seatsOf(table, row, column string) ([]seat, error) {
	b := f.Body(table)
	if b == nil {
		return nil, fault.New(fault.NotFound, "form.no_cell", "row", row, "column", column)
	}
	at, ok := b.Find(row, column)
	if !ok {
		return nil, fault.New(fault.NotFound, "form.no_cell", "row", row, "column", column)
	}
	var seats []seat
	b.seats(at, &seats)
	if len(seats) == 0 {
		return nil, fault.New(fault.Invalid, "form.no_people", "row", row, "column", column)
	}
	return seats, nil
}

// seat is a counted cell: what it asks and of which part of the place.
type seat struct {
	asks   []string
	unit   *int
	hamlet *place.ID
}

// Asks are the questions of a cell: all of one list must hold for a person to be
// counted, and a sum has a list for each part. A page shows them beside the
// people.
func (b *Body) Asks(at At) [][]string {
	var seats []seat
	b.seats(at, &seats)
	out := make([][]string, len(seats))
	for i, s := range seats {
		out[i] = s.asks
	}
	return out
}

// Opens says whether a cell opens to people: one that was counted, and counted
// somebody. What was entered has nobody behind it.
func (b *Body) Opens(at At) bool {
	return b.Cell(at).N > 0 && len(b.Asks(at)) > 0
}

// seats goes down from a cell to those that were counted.
func (b *Body) seats(at At, out *[]seat) {
	cell := b.Cell(at)
	count, _, isShare := b.Parts(at)
	switch {
	case isShare:
		b.seats(count, out)
	case cell.Kind != CountCell:
	case cell.Sum == AlongRows && !b.Rows[at.Row].Checked, cell.Sum == AlongColumns && !b.Columns[at.Column].Checked:
		for _, term := range b.Terms(at) {
			b.seats(term, out)
		}
	default:
		*out = append(*out, b.seat(at))
	}
}

func (b *Body) seat(at At) seat {
	row, column := &b.Rows[at.Row], &b.Columns[at.Column]
	s := seat{unit: row.Unit, hamlet: row.Hamlet}
	if s.unit == nil {
		s.unit = column.Unit
	}
	if s.hamlet == nil {
		s.hamlet = column.Hamlet
	}
	i := slices.IndexFunc(b.Replaced, func(r FilledChange) bool { return r.Row == at.Row && r.Column == at.Column })
	if i >= 0 {
		s.asks = []string{b.Replaced[i].Ask}
		return s
	}
	s.asks = slices.Concat(row.Asks, column.Asks)
	return s
}

// asker answers several questions, all of which must hold, by profile. Those of an
// each come first: they need no CEL, and a sum over fifty ages asks one of everybody
// for each age.
func (l *Library) asker(exprs []string, dict tally.Dictionary) (func(profile.ID) (bool, error), error) {
	var asks []func(*profile.Profile) (bool, error)
	var plain []ask
	for _, expr := range exprs {
		if a, ok := ofEach(expr); ok {
			plain = append(plain, a)
			continue
		}
		ask, err := l.panel.Ask(expr)
		if err != nil {
			return nil, err
		}
		asks = append(asks, ask)
	}
	known := map[profile.ID]bool{}
	return func(id profile.ID) (bool, error) {
		p, ok := dict.Profile(id)
		if !ok {
			return false, fmt.Errorf("profile %d is not in the dictionary", id)
		}
		if slices.ContainsFunc(plain, func(a ask) bool { return a.field(&p) != a.value }) {
			return false, nil
		}
		if v, ok := known[id]; ok {
			return v, nil
		}
		v, err := allHold(asks, &p)
		known[id] = v
		return v, err
	}, nil
}

func allHold(asks []func(*profile.Profile) (bool, error), p *profile.Profile) (bool, error) {
	for _, ask := range asks {
		yes, err := ask(p)
		if err != nil || !yes {
			return false, err
		}
	}
	return true, nil
}

// eachText is how the question of an each is written down.
var eachText = regexp.MustCompile(`^(age|grade) == (\d+)$`)

func ofEach(expr string) (ask, bool) {
	m := eachText.FindStringSubmatch(expr)
	if m == nil {
		return ask{}, false
	}
	n, err := strconv.Atoi(m[2])
	if m[1] == "age" {
		return ask{field: func(p *profile.Profile) int { return p.Age }, value: n}, err == nil
	}
	return ask{field: func(p *profile.Profile) int { return p.Grade }, value: n}, err == nil
}

// kind is a profile within a hamlet.
type kind struct {
	hamlet  place.ID
	profile profile.ID
}

func (l *Library) peopleOf(ctx context.Context, src Source, tree *place.Tree, f *Filled, round CountedRound, seats []seat) ([]verdict.Person, error) {
	_, wanted, err := l.wanted(ctx, src, f, round, seats)
	if err != nil {
		return nil, err
	}
	var ids []profile.ID
	for k := range wanted {
		ids = append(ids, k.profile)
	}
	slices.Sort(ids)
	records, err := src.RecordsByProfile(ctx, round.Commune.ID, round.Year, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	var out []verdict.Person
	for _, r := range records {
		if wanted[kind{r.HamletID, r.Profile().ID()}] {
			out = append(out, verdict.Person{Record: r, Hamlet: verdict.HamletName(tree, r, f.On)})
		}
	}
	return out, nil
}

// wanted are the kinds of people of a round that sit in any of the seats.
func (l *Library) wanted(ctx context.Context, src Source, f *Filled, round CountedRound, seats []seat) (tally.Tally, map[kind]bool, error) {
	rows, err := src.Tally(ctx, round.Commune.ID, round.Year)
	if err != nil {
		return nil, nil, err
	}
	wanted := map[kind]bool{}
	for _, s := range seats {
		if s.unit != nil && *s.unit != round.Unit {
			continue
		}
		err := l.seated(s, f, rows, src, wanted)
		if err != nil {
			return nil, nil, err
		}
	}
	return rows, wanted, nil
}

func (l *Library) seated(s seat, f *Filled, rows tally.Tally, dict tally.Dictionary, wanted map[kind]bool) error {
	ask, err := l.asker(s.asks, dict)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if s.hamlet != nil && row.Hamlet != *s.hamlet || f.Hamlet != nil && row.Hamlet != f.Hamlet.ID {
			continue
		}
		yes, err := ask(row.Profile)
		if err != nil {
			return err
		}
		if yes {
			wanted[kind{row.Hamlet, row.Profile}] = true
		}
	}
	return nil
}
