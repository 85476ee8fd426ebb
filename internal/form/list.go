package form

import (
	"slices"

	"hoctap/internal/profile"
	"hoctap/internal/tally"
)

// list fills the heads of a list and counts whom it names.
func (l *Library) list(f *Form, w *world, src Source, out *Filled, n *noter) error {
	e := &expander{lib: l, scope: w.scope, world: w, vars: w.vars()}
	asks := e.ask(nil, f.List.Who, f.List.Pos)
	columns := e.axis(f.List.Columns, "", f.List.Pos)
	body := &FilledList{Order: f.List.Order, Group: f.List.Group.filled()}
	if len(body.Order) == 0 {
		body.Order = []string{byHamlet, byName}
	}
	for _, a := range asks {
		body.Asks = append(body.Asks, a.text)
	}
	for i := range columns {
		column := columns[i].filled(w, false)
		n.line(&columns[i], &column, e.vars)
		body.Columns = append(body.Columns, column)
	}
	out.List = body
	if out.Empty {
		return nil
	}
	which := make(bits, (l.panel.Len()+63)/64)
	for _, a := range asks {
		which.set(a.question)
	}
	people, err := l.takeCensus(w, src, which)
	if err != nil {
		return err
	}
	w.each(func(_ int, row tally.Row) {
		if people.holds(asks, people.at[row.Profile]) {
			body.Persons += row.Persons
		}
	})
	return nil
}

func (g *Group) filled() *FilledGroup {
	if g == nil {
		return nil
	}
	out := &FilledGroup{By: g.By, NewPage: g.NewPage, Least: g.Least}
	for _, t := range g.Lines {
		out.Lines = append(out.Lines, text(t))
	}
	return out
}

// The orders of a list.
const (
	byHamlet = "hamlet"
	bySheet  = "sheet"
	byName   = "name"
	byBirth  = "birth"
)

// The ways to part a list.
const (
	groupHamlet    = "hamlet"
	groupHousehold = "household"
)

// list checks a list for each scope of its form.
func (c *checker) list(f *Form) {
	f.need.persons = true
	l := f.List
	for _, o := range l.Order {
		oneOf(c, l.Pos, "order", o, byHamlet, bySheet, byName, byBirth)
	}
	if g := l.Group; g != nil {
		oneOf(c, g.Pos, "by", g.By, groupHamlet, groupHousehold)
		for _, t := range g.Lines {
			c.text(g.Pos, t, formVars, groupVars)
		}
		if len(l.Order) == 0 || l.Order[0] != byHamlet || g.By == groupHousehold && !slices.Contains(l.Order, bySheet) {
			c.ps.Addf(g.Pos, "a list parted by %s is in order of hamlet, and of sheet where it is parted by household", g.By)
		}
	}
	c.lines(l.Columns, true, 0)
	for _, scope := range f.Scopes {
		w := sample(scope)
		e := &expander{lib: c.lib, scope: scope, world: w, vars: w.vars(), ps: c.ps}
		e.ask(nil, l.Who, l.Pos)
		for _, x := range e.axis(l.Columns, "", l.Pos) {
			c.column(&x, e)
		}
	}
}

func (c *checker) column(l *line, e *expander) {
	switch {
	case l.def.Field != "":
		_, err := valueOf(l.def.Field)
		if err != nil {
			c.once(l.def.Pos, err.Error())
		}
	case l.def.Mark != "":
		e.ask(nil, l.def.Mark, l.def.Pos)
	case l.role == labelRole && l.def.Label != OrdinalLabel:
		c.once(l.def.Pos, "the only label of a list is ordinal")
	}
	if l.spot.placed() || l.spot.school >= 0 || len(l.asks) > 0 {
		c.once(l.def.Pos, "the columns of a list go over years alone")
	}
}

// marks answers the columns of a list that are marks, once a kind of person.
type marks struct {
	asks  map[string]func(*profile.Profile) (bool, error)
	known map[string]map[profile.Profile]bool
}

func (l *Library) marks(columns []FilledLine) (*marks, error) {
	m := &marks{map[string]func(*profile.Profile) (bool, error){}, map[string]map[profile.Profile]bool{}}
	for _, c := range columns {
		if c.Mark == "" {
			continue
		}
		ask, err := l.panel.Ask(c.Mark)
		if err != nil {
			return nil, err
		}
		m.asks[c.Mark], m.known[c.Mark] = ask, map[profile.Profile]bool{}
	}
	return m, nil
}

func (m *marks) hold(expr string, p profile.Profile) (bool, error) {
	known, ok := m.known[expr][p]
	if ok {
		return known, nil
	}
	v, err := m.asks[expr](&p)
	m.known[expr][p] = v
	return v, err
}
