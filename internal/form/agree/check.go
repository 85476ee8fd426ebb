package agree

import (
	"slices"
	"strings"

	"hoctap/internal/form"
	"hoctap/internal/strict"
)

// check holds the rules against the forms: a cell that no form has would never be
// compared, and the rule would hold for ever.
func (r *Rules) check(ps *strict.Problems) {
	for _, x := range r.list {
		if x.Is != Equal && x.Is != AtMost {
			ps.Addf(x.Pos, "rule %s: is %q; two sums are equal, or the left is at_most the right", x.ID, x.Is)
		}
		if len(x.Left) == 0 || len(x.Right) == 0 {
			ps.Addf(x.Pos, "rule %s compares with nothing", x.ID)
		}
		c := checker{r.lib, x, ps, map[string]bool{}}
		c.rule()
		x.try(ps)
	}
}

// checkTwice: of two rules with one id in one layer nobody knows which holds.
func (r *Rules) checkTwice(ps *strict.Problems) {
	seen := map[string]bool{}
	for _, x := range r.list {
		if seen[x.ID] {
			ps.Addf(x.Pos, "rule %s stands twice", x.ID)
		}
		seen[x.ID] = true
	}
}

type checker struct {
	lib   *form.Library
	about *Rule
	ps    *strict.Problems
	said  map[string]bool // each problem once, not for every value
}

func (c *checker) rule() {
	x := c.about
	if x.EachRow != nil {
		c.cell(x.EachRow)
	}
	for _, in := range x.instances() {
		if x.EachRow != nil {
			in = in.with(map[string]string{"row": x.EachRow.Row})
		}
		for _, cells := range [][]Cell{in.left, in.right} {
			for i := range cells {
				c.cell(&cells[i])
			}
		}
	}
}

func (c *checker) problem(cell *Cell, format string, args ...any) {
	key := cell.Pos.String() + format
	if !c.said[key] {
		c.said[key] = true
		c.ps.Addf(cell.Pos, format, args...)
	}
}

func (c *checker) cell(cell *Cell) {
	shapes := slices.DeleteFunc(slices.Clone(c.lib.All()), func(f *form.Form) bool { return f.Code != cell.Form })
	if len(shapes) == 0 {
		c.problem(cell, "there is no form %q", cell.Form)
		return
	}
	if cell.Year > 0 {
		c.problem(cell, "year %d is to come; -1 is the year before", cell.Year)
	}
	if shapes[0].List != nil {
		if cell.Row != "" || cell.Column != "" {
			c.problem(cell, "%s is a list; it has no row and column", cell.Form)
		}
		return
	}
	for _, f := range shapes {
		if c.has(f, cell) {
			return
		}
	}
	c.problem(cell, "%s has no number in row %q, column %q", cell.Form, cell.Row, cell.Column)
}

// has says whether the form has the cell in any of the scopes that the rule is
// for.
func (c *checker) has(f *form.Form, cell *Cell) bool {
	for _, scope := range f.Scopes {
		if len(c.about.Scopes) > 0 && !cell.Parts && !slices.Contains(c.about.Scopes, scope) {
			continue
		}
		rows, columns, ok := c.lib.Numbered(f, cell.Table, scope)
		if !ok {
			continue
		}
		means := func(pattern string) func(string) bool {
			return func(id string) bool { return meets(pattern, id) }
		}
		column := cell.Column == "" && c.about.EachRow == cell || slices.ContainsFunc(columns, means(cell.Column))
		if column && slices.ContainsFunc(rows, means(cell.Row)) {
			return true
		}
	}
	return false
}

// try holds a rule against its own worked examples.
func (x *Rule) try(ps *strict.Problems) {
	if len(x.Agrees) == 0 || len(x.Disagrees) == 0 {
		ps.Addf(x.Pos, "rule %s: an example that agrees and one that does not are needed", x.ID)
	}
	for _, cells := range x.Agrees {
		x.example(cells, true, ps)
	}
	for _, cells := range x.Disagrees {
		x.example(cells, false, ps)
	}
}

// example looks at those instances all cells of which stand in the example.
func (x *Rule) example(cells map[string]int, expected bool, ps *strict.Problems) {
	used := map[string]bool{}
	agreed, some := true, false
	for _, in := range x.instances() {
		if x.EachRow != nil {
			in = in.with(map[string]string{"row": x.EachRow.Row})
		}
		left, okLeft := total(in.left, cells, used)
		right, okRight := total(in.right, cells, used)
		if okLeft && okRight {
			some = true
			agreed = agreed && x.Is.holds(left, right)
		}
	}
	switch {
	case !some:
		ps.Addf(x.Pos, "rule %s: the example %v lacks a cell", x.ID, names(cells))
	case len(used) < len(cells):
		ps.Addf(x.Pos, "rule %s: the example %v has a cell that the rule does not look at", x.ID, names(cells))
	case agreed != expected:
		ps.Addf(x.Pos, "rule %s: the example %v comes out the other way", x.ID, names(cells))
	}
}

func total(list []Cell, cells map[string]int, used map[string]bool) (sum int64, ok bool) {
	for i := range list {
		n, stands := cells[list[i].key()]
		if !stands {
			return 0, false
		}
		used[list[i].key()] = true
		if list[i].Minus {
			n = -n
		}
		sum += int64(n)
	}
	return sum, true
}

func names(cells map[string]int) string {
	var out []string
	for key := range cells {
		out = append(out, key)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}
