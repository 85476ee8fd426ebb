package form

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hoctap/internal/rule"
)

// Fill makes a form out for a place and year. Of a list it gives the heads; the
// people come with Entries.
func (l *Library) Fill(ctx context.Context, src Source, f *Form, of For) (*Filled, error) {
	if !f.Holds.Holds(rule.ReferenceDay(of.Year)) {
		return nil, f.notHeld(of.Year)
	}
	w, err := l.world(ctx, src, f, of)
	if err != nil {
		return nil, err
	}
	out, n := l.opening(f, w), newNoter()
	out.Empty = of.Empty
	if f.List != nil {
		err = l.list(f, w, src, out, n)
	} else {
		err = l.tables(f, w, src, out, n)
	}
	if err != nil {
		return nil, fmt.Errorf("fill %s: %w", f.Code, err)
	}
	n.about(f, w)
	out.Notes = n.out
	return out, nil
}

// opening is everything but the body.
func (l *Library) opening(f *Form, w *world) *Filled {
	v := w.vars()
	out := &Filled{
		Code: f.Code, Kind: f.Kind, Programme: f.Programme, Title: v.fill(f.Title), Scope: w.scope, Year: w.year, On: w.on,
		Place: named(w.place), Personal: f.Personal, Paper: PaperSize{f.Paper.Size, f.Paper.Landscape},
		Issuers: blocks(l.issuers, f.Issuers, w.scope, v), Signers: blocks(l.signers, f.Signers, w.scope, v),
		FormHash: f.hash, RuleHash: l.book.Hash(), Data: w.digest(),
	}
	if w.scope == OfHamlet {
		h := named(w.hamlet)
		out.Hamlet = &h
	}
	if f.Unit != nil {
		t := v.fill(*f.Unit)
		out.Unit = &t
	}
	set := l.book.For(w.year).Set
	if set != nil {
		out.RuleSet = set.ID
	}
	out.Rounds, out.AddedUp = w.rounds()
	return out
}

func blocks(all []*Block, ids []string, scope Scope, v vars) []Lines {
	out := []Lines{}
	for _, id := range ids {
		for _, b := range all {
			if b.ID != id || len(b.Scopes) > 0 && !slices.Contains(b.Scopes, scope) {
				continue
			}
			lines := Lines{ID: id}
			for _, t := range b.Lines {
				lines.Lines = append(lines.Lines, v.fill(t))
			}
			out = append(out, lines)
		}
	}
	return out
}

// rounds are those whose people are counted.
func (w *world) rounds() (rounds []CountedRound, addedUp bool) {
	for i, u := range w.units {
		if u.why != nil {
			continue
		}
		addedUp = addedUp || u.figures.AddedUp
		for _, c := range u.figures.Units {
			rounds = append(rounds, CountedRound{Commune: named(c.Place), Unit: i, Year: w.year, Stamp: c.Round.Stamp})
		}
	}
	return rounds, addedUp
}

// addedUp names the units whose people are counted for a place that came later.
func (w *world) addedUp() string {
	var out []string
	for _, u := range w.units {
		if u.why != nil || !u.figures.AddedUp {
			continue
		}
		for _, c := range u.figures.Units {
			out = append(out, c.Place.Name)
		}
	}
	return names(out)
}

// digest names the state of all that was read: the stamp of every round and every
// entered figure.
func (w *world) digest() string {
	sum := sha256.New()
	for _, u := range w.units {
		for _, year := range append([]int{0}, slices.Sorted(maps.Keys(u.earlier))...) {
			f := u.in(year)
			for _, c := range f.Units {
				fmt.Fprintln(sum, c.Place.PlaceID, w.year+year, c.Round.State != "", c.Round.Stamp)
			}
			writeFacts(sum, "", f.Facts.Commune)
			for _, s := range f.Facts.Schools {
				writeFacts(sum, s.Code, s.Values)
			}
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func writeFacts(sum interface{ Write([]byte) (int, error) }, school string, values map[string]string) {
	for _, id := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(sum, "%q %q %q\n", school, id, values[id])
	}
}

// tables fills the tables of a form with one census over all of them.
func (l *Library) tables(f *Form, w *world, src Source, out *Filled, n *noter) error {
	grids := make([]*grid, len(f.Tables))
	which := make(bits, (l.panel.Len()+63)/64)
	for i := range f.Tables {
		grids[i] = l.grid(&f.Tables[i], w)
		grids[i].empty = out.Empty
		grids[i].questions(which)
	}
	people, err := l.takeCensus(w, src, which)
	if err != nil {
		return err
	}
	for _, g := range grids {
		g.counts = people.count(w, g.rows, g.columns, g.replaced(nil))
		g.fill()
		out.Mismatches = append(out.Mismatches, g.mismatches()...)
		b := g.body()
		n.table(g, &b)
		out.Tables = append(out.Tables, b)
	}
	return nil
}

// grid expands a table for a place.
func (l *Library) grid(t *Table, w *world) *grid {
	e := &expander{lib: l, scope: w.scope, world: w, vars: w.vars()}
	g := &grid{lib: l, world: w, vars: e.vars, def: t, columns: e.axis(t.Columns, "", t.Pos), rows: e.axis(t.Rows, t.When, t.Pos), overrides: map[At]*Override{}}
	for i := range t.Cells {
		for _, at := range g.meant(&t.Cells[i]) {
			g.overrides[at] = &t.Cells[i]
		}
	}
	return g
}

// meant are the cells that an override names.
func (g *grid) meant(o *Override) []At {
	var out []At
	for r := range g.rows {
		for c := range g.columns {
			if matches(o.Row, g.rows[r].id) && matches(o.Column, g.columns[c].id) {
				out = append(out, At{r, c})
			}
		}
	}
	return out
}

func matches(pattern, id string) bool {
	stem, star := strings.CutSuffix(pattern, "*")
	return pattern == id || star && strings.HasPrefix(id, stem)
}

// questions marks what the table asks of people.
func (g *grid) questions(which bits) {
	mark := func(asks []ask) {
		for _, a := range asks {
			if a.field == nil {
				which.set(a.question)
			}
		}
	}
	for _, lines := range [][]line{g.rows, g.columns} {
		for i := range lines {
			mark(lines[i].asks)
		}
	}
	for _, r := range g.replaced(nil) {
		mark(r.asks)
	}
}

// replaced are the cells that ask something of their own.
func (g *grid) replaced(e *expander) []replacement {
	if e == nil {
		e = &expander{lib: g.lib, scope: g.world.scope, world: g.world}
	}
	var out []replacement
	for r := range g.rows {
		for c := range g.columns {
			o := g.overrides[At{r, c}]
			if o != nil && o.When != "" {
				out = append(out, replacement{r, c, e.ask(nil, o.When, o.Pos), g.rows[r].spot.below(g.columns[c].spot)})
			}
		}
	}
	return out
}

// body is the table as writers get it.
func (g *grid) body() Body {
	b := Body{ID: g.def.ID, Numbered: g.def.Numbered, Cells: g.cells}
	if g.def.Title != nil {
		t := g.vars.fill(*g.def.Title)
		b.Title = &t
	}
	for i := range g.columns {
		b.Columns = append(b.Columns, g.columns[i].filled(g.world, g.zero(i, AlongColumns)))
	}
	for i := range g.rows {
		b.Rows = append(b.Rows, g.rows[i].filled(g.world, g.zero(i, AlongRows)))
	}
	for _, r := range g.replaced(nil) {
		text := "true"
		if len(r.asks) > 0 {
			text = r.asks[0].text
		}
		b.Replaced = append(b.Replaced, FilledChange{r.row, r.column, text})
	}
	b.number()
	return b
}

// zero reports whether no number of a line is anything but zero.
func (g *grid) zero(i int, axis Axis) bool {
	cells := g.cells[min(i, len(g.cells)-1)]
	if axis == AlongColumns {
		cells = nil
		for r := range g.cells {
			cells = append(cells, g.cells[r][i])
		}
	}
	return !slices.ContainsFunc(cells, func(c Cell) bool { return c.N != 0 || c.Kind == BlankCell })
}

func (l *line) filled(w *world, zero bool) FilledLine {
	out := FilledLine{
		ID: l.id, Heads: l.heads, Head: l.head, Number: l.def.Number, Width: l.def.Width, Label: l.def.Label,
		Hidden: l.hidden, Omitted: l.def.Optional && zero, Sum: l.sum, Checked: l.role != sumRole && len(l.sum) > 0,
		Hamlet: l.spot.hamlet, Fact: l.def.Fact, Field: l.def.Field, Mark: l.def.Mark, Standard: l.def.Verdict, Year: l.spot.year,
	}
	if l.share != nil {
		out.Share = &FilledShare{l.share[0], l.share[1], l.as}
	}
	for _, a := range l.asks {
		out.Asks = append(out.Asks, a.text)
	}
	if l.spot.unit >= 0 {
		unit := l.spot.unit
		out.Unit = &unit
	}
	if l.spot.school >= 0 {
		out.School = w.schools[l.spot.school].facts.Code
	}
	return out
}

// number counts the printed columns where the form does not say their numbers.
func (b *Body) number() {
	if !b.Numbered {
		return
	}
	n := 0
	for i := range b.Columns {
		c := &b.Columns[i]
		if !c.Shown() {
			continue
		}
		n++
		if c.Number == "" {
			c.Number = fmt.Sprint(n)
		}
	}
}

// upper writes a place in capitals, as the head of a paper does.
func upper(s string) string { return strings.ToUpper(s) }
