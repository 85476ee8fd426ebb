package form

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// CaseReport is what the worked examples came to.
type CaseReport struct {
	Cases    int
	Failures strict.Problems
	Untested []string // codes of forms that no case expects anything of
}

// Test runs every case. With a supplement, those of the supplement alone: a
// province that changes a form would see the national ones fail.
func (l *Library) Test(ctx context.Context) CaseReport {
	var r CaseReport
	tested := map[string]bool{}
	for _, x := range l.cases {
		if l.layers > 1 && !x.local {
			continue
		}
		r.Cases++
		tested[codeKey(x.Form)] = true
		err := l.try(ctx, x, &r.Failures)
		if err != nil {
			r.Failures.Addf(x.Pos, "%s: %s", x.Name, err)
		}
	}
	for _, f := range l.forms {
		if !tested[codeKey(f.Code)] && f.supplement == (l.layers > 1) && !slices.Contains(r.Untested, f.Code) {
			r.Untested = append(r.Untested, f.Code)
		}
	}
	return r
}

// try fills the form of a case and compares. A case with parameters is read with
// its own choice of the open points.
func (l *Library) try(ctx context.Context, x *Case, out *strict.Problems) error {
	lib := l
	if len(x.Parameters) > 0 {
		book, err := l.book.With(x.Parameters)
		if err != nil {
			return err
		}
		lib, err = l.with(book)
		if err != nil {
			return err
		}
	}
	filled, err := lib.made(ctx, x)
	if x.Refused != "" {
		return x.refused(err)
	}
	if err != nil {
		return err
	}
	x.compare(filled, out)
	return nil
}

// made makes out the form of a case.
func (l *Library) made(ctx context.Context, x *Case) (*Filled, error) {
	f, err := l.Form(x.Form, x.Year)
	if err != nil {
		return nil, err
	}
	w := newCaseWorld(x)
	of, err := x.of(w)
	if err != nil {
		return nil, err
	}
	return l.Fill(ctx, w, f, of)
}

// refused compares the reason for which a form is not made out.
func (x *Case) refused(err error) error {
	f, ok := err.(*fault.Error)
	if !ok || f.Key != x.Refused {
		return fmt.Errorf("expected it to be refused with %s, got %v", x.Refused, err)
	}
	return nil
}

// with gives the same forms under another reading of the law.
func (l *Library) with(book *rule.Book) (*Library, error) {
	other := *l
	other.book, other.memo = book, newMemo()
	var ps strict.Problems
	var err error
	other.panel, err = book.NewPanel(l.predicates, &ps)
	if err != nil {
		return nil, err
	}
	other.check(&ps)
	return &other, ps.Err()
}

// of says what the form of a case is made out for.
func (x *Case) of(w *caseWorld) (For, error) {
	of := For{Year: x.Year}
	switch x.Scope {
	case OfProvince:
		of.Place = caseProvince
	case OfDistrict:
		of.Place = caseDistrict
	default:
		of.Place = firstUnit
	}
	if x.Scope != OfHamlet {
		return of, nil
	}
	for _, h := range w.tree.Below(firstUnit, place.Hamlet, rule.ReferenceDay(x.Year)) {
		if h.Name == x.Hamlet {
			of.Hamlet = h.PlaceID
		}
	}
	if of.Hamlet == 0 {
		return of, fmt.Errorf("the case has no hamlet %q", x.Hamlet)
	}
	return of, nil
}

func (x *Case) compare(f *Filled, out *strict.Problems) {
	for _, m := range f.Mismatches {
		out.Addf(x.Pos, "%s: row %s, column %s: %d were counted, the parts come to %d", x.Name, m.Row, m.Column, m.Counted, m.Sum)
	}
	if x.Listed != nil && (f.List == nil || f.List.Persons != int64(*x.Listed)) {
		out.Addf(x.Pos, "%s: the list does not name %d persons", x.Name, *x.Listed)
	}
	for _, key := range slices.Sorted(maps.Keys(x.Expect)) {
		cell, err := f.named(key)
		if err != nil {
			out.Addf(x.Pos, "%s: %s", x.Name, err)
			continue
		}
		if got := cell.Exact(); got != x.Expect[key] {
			out.Addf(x.Pos, "%s: %s is %q, expected %q", x.Name, key, got, x.Expect[key])
		}
	}
}

// named finds a cell by "row column" or "table row column".
func (f *Filled) named(key string) (*Cell, error) {
	words := strings.Fields(key)
	if len(words) < 2 || len(words) > 3 {
		return nil, fmt.Errorf("%q names no cell; row and column do, or table, row and column", key)
	}
	table := ""
	if len(words) == 3 {
		table, words = words[0], words[1:]
	}
	b := f.Body(table)
	if b == nil {
		return nil, fmt.Errorf("the form has no table %q", table)
	}
	at, ok := b.Find(words[0], words[1])
	if !ok {
		return nil, fmt.Errorf("the form has no row %s with a column %s", words[0], words[1])
	}
	return b.Cell(at), nil
}

// caseOf checks what a case says by itself: a figure under a misspelt name would
// be missing, and a case that expects it missing would hold for the wrong reason.
func (c *checker) caseOf(x *Case) {
	if !slices.ContainsFunc(c.lib.forms, func(f *Form) bool { return codeKey(f.Code) == codeKey(x.Form) }) {
		c.ps.Addf(x.Pos, "there is no form %q", x.Form)
	}
	if x.Scope != "" {
		c.scopes(x.Pos, []Scope{x.Scope})
	}
	if (x.Scope == OfProvince || x.Scope == OfDistrict) == (x.Commune != nil) {
		c.ps.Addf(x.Pos, "a case has a commune, or communes where its scope is a district or province")
	}
	if len(x.Expect) == 0 && x.Listed == nil && x.Refused == "" {
		c.ps.Addf(x.Pos, "the case expects nothing")
	}
	for _, commune := range x.communes() {
		c.figures(commune.Pos, commune.Facts, commune.Schools)
		for _, e := range commune.Earlier {
			c.figures(e.Pos, e.Facts, e.Schools)
		}
	}
}

func (c *checker) figures(pos strict.Pos, commune map[string]string, schools []rule.CaseSchool) {
	c.values(pos, "commune", commune)
	for _, s := range schools {
		c.values(s.Pos, "school", s.Values)
	}
}

func (c *checker) values(pos strict.Pos, scope string, values map[string]string) {
	for _, id := range slices.Sorted(maps.Keys(values)) {
		f := c.lib.book.Fact(id)
		if f == nil || f.Scope != scope {
			c.ps.Addf(pos, "there is no figure %q of a %s", id, scope)
			continue
		}
		if _, ok := entered(f, values[id]); !ok {
			c.ps.Addf(pos, "figure %s: %q is no %s", id, values[id], f.Unit)
		}
	}
}
