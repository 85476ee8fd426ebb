package form

import (
	"fmt"

	"hoctap/internal/strict"
)

// crossings expands a table for a scope and refuses lines that have no meaning
// where they meet. It notes what the cells need.
func (c *checker) crossings(f *Form, t *Table, scope Scope, years map[int]bool) {
	var problems strict.Problems
	w := sample(scope)
	e := &expander{lib: c.lib, scope: scope, world: w, vars: w.vars(), ps: &problems}
	columns := e.axis(t.Columns, "", t.Pos)
	rows := e.axis(t.Rows, t.When, t.Pos)
	if len(columns) == 0 || len(rows) == 0 {
		e.problem(t.Pos, "table %s has no rows or no columns for a %s", t.ID, scope)
	}
	for r := range rows {
		for k := range columns {
			c.crossing(f, &rows[r], &columns[k], e, years)
		}
	}
	for _, p := range problems {
		c.once(p.Pos, p.Text)
	}
}

// once tells a problem once, not for every scope and age.
func (c *checker) once(pos strict.Pos, text string) {
	key := pos.String() + text
	if !c.said[key] {
		c.said[key] = true
		c.ps.Addf(pos, "%s", text)
	}
}

func (c *checker) crossing(f *Form, r, k *line, e *expander, years map[int]bool) {
	refuse := func(why string) {
		e.problem(r.def.Pos, "row %s and column %s do not meet: %s", r.def.ID, k.def.ID, why)
	}
	for _, l := range []*line{r, k} {
		d := l.def
		f.need.verdicts = f.need.verdicts || d.Verdict != "" || len(d.Condition) > 0 || d.Units != nil
		if d.Fact != "" {
			years[r.spot.year+k.spot.year] = true
		}
	}
	if r.role == blankRole || k.role == blankRole {
		return
	}
	for role, why := range map[role]string{
		labelRole: "both say what is written about the other", shareRole: "a share of shares", figureRole: "both are figures of a place",
	} {
		if r.role == role && k.role == role {
			refuse(why)
		}
	}
	if r.spot.year != 0 && k.spot.year != 0 {
		refuse("both are of a year")
	}
	c.numbers(f, r, k, refuse)
}

func (c *checker) numbers(f *Form, r, k *line, refuse func(string)) {
	both := func(a, b role) bool { return r.role == a && k.role == b || r.role == b && k.role == a }
	switch {
	case both(figureRole, narrow):
		n := r
		if r.role == figureRole {
			n = k
		}
		if len(n.asks) > 0 {
			refuse(fmt.Sprintf("a figure of a place is not asked of people (%s)", n.asks[0].text))
		}
		figureWithin(r, k, refuse)
	case both(narrow, narrow):
		f.need.persons = true
		switch {
		case !r.spot.whole() && !k.spot.whole():
			refuse("both are of a place")
		case r.spot.school >= 0 || k.spot.school >= 0:
			refuse("people are not counted by school; put a fact there")
		case r.spot.year != 0 || k.spot.year != 0:
			refuse("people are counted in the year of the form")
		}
	}
}

// figureWithin: what heads over a figure ask of people would be passed over.
func figureWithin(r, k *line, refuse func(string)) {
	for _, l := range []*line{r, k} {
		if l.role == figureRole && len(l.asks) > 0 {
			refuse(fmt.Sprintf("the heads over a figure ask of people (%s)", l.asks[0].text))
		}
	}
}

// overrides must mean some cell in some scope.
func (c *checker) overrides(f *Form, t *Table) {
	for i := range t.Cells {
		o := &t.Cells[i]
		ways := 0
		for _, on := range []bool{o.When != "", o.Blank != nil, o.Cross} {
			if on {
				ways++
			}
		}
		if ways != 1 {
			c.ps.Addf(o.Pos, "a cell is given one of when, blank, cross")
		}
		c.meant(f, t, o)
	}
}

func (c *checker) meant(f *Form, t *Table, o *Override) {
	found := false
	for _, scope := range f.Scopes {
		g := c.lib.grid(t, sample(scope))
		for _, at := range g.meant(o) {
			found = true
			if o.When != "" && (g.rows[at.Row].role != narrow || g.columns[at.Column].role != narrow) {
				c.once(o.Pos, "a cell that counts people stands where two lines do that narrow down")
			}
		}
	}
	if !found {
		c.ps.Addf(o.Pos, "no cell has row %q and column %q", o.Row, o.Column)
	}
	if o.When != "" {
		e := &expander{lib: c.lib, ps: c.ps}
		e.ask(nil, o.When, o.Pos)
	}
	if o.Blank != nil {
		c.text(o.Pos, *o.Blank, formVars)
	}
}
