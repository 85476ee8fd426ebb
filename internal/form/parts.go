package form

import (
	"context"
	"slices"

	"hoctap/internal/rule"
)

// Parts are what a place is made up of when its forms are added up: the hamlets of
// a commune, the communes of a district or province. Of people without a hamlet
// no form is made out, so the parts of their commune come to less than it.
func (l *Library) Parts(ctx context.Context, src Source, of For) ([]For, error) {
	anyScope := &Form{Scopes: []Scope{OfHamlet, OfCommune, OfDistrict, OfProvince}}
	w, err := l.world(ctx, src, anyScope, of)
	if err != nil {
		return nil, err
	}
	var out []For
	switch w.scope {
	case OfCommune:
		for _, h := range w.hamlets {
			if h.PlaceID != 0 {
				out = append(out, For{Place: of.Place, Year: of.Year, Hamlet: h.PlaceID})
			}
		}
	case OfDistrict, OfProvince:
		for _, u := range w.units {
			out = append(out, For{Place: u.at.PlaceID, Year: of.Year})
		}
	}
	return out, nil
}

// ScopeOf tells what a form of a place would be of.
func (l *Library) ScopeOf(ctx context.Context, src Source, of For) (Scope, error) {
	tree, err := src.Places(ctx)
	if err != nil {
		return "", err
	}
	w := &world{year: of.Year, on: rule.ReferenceDay(of.Year), tree: tree}
	err = w.stand(of)
	return w.scope, err
}

// Numbered are the ids of the rows and columns of a table whose cells are numbers
// of persons or entered figures, as they come out for a sample of the scope. Ids
// of places and schools there are those of the sample. An id of "" is the first
// table.
func (l *Library) Numbered(f *Form, table string, scope Scope) (rows, columns []string, ok bool) {
	i := slices.IndexFunc(f.Tables, func(t Table) bool { return t.ID == table || table == "" })
	if i < 0 || !slices.Contains(f.Scopes, scope) {
		return nil, nil, false
	}
	g := l.grid(&f.Tables[i], sample(scope))
	return countable(g.rows), countable(g.columns), true
}

func countable(lines []line) []string {
	var out []string
	for _, l := range lines {
		judged := l.def.Verdict != "" || len(l.def.Condition) > 0
		if !judged && (l.role == narrow || l.role == sumRole || l.role == figureRole) {
			out = append(out, l.id)
		}
	}
	return out
}

// Entered gives, for each row and column of a table that is an entered figure, or
// a sum of such, the figures by id. What is hidden on paper is there too.
func (l *Library) Entered(f *Form, table string, scope Scope) (rows, columns map[string][]string) {
	i := slices.IndexFunc(f.Tables, func(t Table) bool { return t.ID == table || table == "" })
	if i < 0 || !slices.Contains(f.Scopes, scope) {
		return nil, nil
	}
	g := l.grid(&f.Tables[i], sample(scope))
	return enteredLines(g.rows), enteredLines(g.columns)
}

func enteredLines(lines []line) map[string][]string {
	out := map[string][]string{}
	for i := range lines {
		facts, ok := factsOf(lines, i)
		if ok {
			out[lines[i].id] = facts
		}
	}
	return out
}

// factsOf follows sums down to figures; a figure of another year is none of this.
func factsOf(lines []line, at int) ([]string, bool) {
	l := &lines[at]
	if l.def.Fact != "" {
		return []string{l.def.Fact}, l.def.Year == 0
	}
	var out []string
	for _, part := range l.sum {
		facts, ok := factsOf(lines, part)
		if !ok {
			return nil, false
		}
		out = append(out, facts...)
	}
	return out, len(out) > 0
}
