package agree

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/rule"
	"hoctap/internal/words"
)

// Report is what comparing the forms of a place came to.
type Report struct {
	Compared      int // pairs of sums
	Disagreements []Disagreement
	// Mismatches are sums within one form that its parts do not come to.
	Mismatches []Mismatch
	Unchecked  []Unchecked
	held       map[*Rule]int
}

// Held is how many pairs of figures a rule was held against.
func (r *Report) Held(x *Rule) int { return r.held[x] }

// Faults is how many disagreements keep the dossier from being signed.
func (r *Report) Faults() int {
	n := len(r.Mismatches)
	for _, d := range r.Disagreements {
		if !d.Rule.Notice {
			n++
		}
	}
	return n
}

// FaultsOf is how many of them a form has a part in.
func (r *Report) FaultsOf(code string) int {
	n := 0
	for _, m := range r.Mismatches {
		if m.Form == code {
			n++
		}
	}
	for i := range r.Disagreements {
		if d := &r.Disagreements[i]; !d.Rule.Notice && d.Touches(code) {
			n++
		}
	}
	return n
}

// Disagreement is a rule that does not hold, with both figures and where they
// stand.
type Disagreement struct {
	Rule        *Rule
	Left, Right Side
	vars        map[string]string
}

// Touches says whether a cell of a form is in one of the two sums.
func (d *Disagreement) Touches(code string) bool {
	return slices.ContainsFunc(slices.Concat(d.Left.Terms, d.Right.Terms), func(t Term) bool { return t.Form == code })
}

// Explanation says what should agree and why, WhatToDo where to look.
func (d *Disagreement) Explanation(lang string) string {
	return inLang(d.Rule.Explanation, lang, d.vars)
}

// WhatToDo says where to look.
func (d *Disagreement) WhatToDo(lang string) string { return inLang(d.Rule.WhatToDo, lang, d.vars) }

func inLang(t rule.Text, lang string, vars map[string]string) string {
	return fill(form.Text{Vi: t.Vi, En: t.En}.In(lang), vars)
}

// Side is one of the two sums.
type Side struct {
	Sum   int64
	Terms []Term
	Lacks []string // communes and schools that are not in it
}

// Term is one cell of a sum with what stands in it.
type Term struct {
	Cell
	RowHead, ColumnHead form.Text
	OfYear              int
	N                   int64 // already with its sign
	// Opens says that it is one cell of one form, with people behind it.
	Opens bool
}

// Mismatch is one within a form.
type Mismatch struct {
	Form string
	form.Mismatch
}

// Unchecked is a rule that could not be held against the forms, and why: figures
// that were not entered, a year without a survey. It is not a fault, nor may it
// pass for agreement.
type Unchecked struct {
	Rule *Rule
	Why  form.Reason
	// Times is for how many of what the rule goes over.
	Times int
}

// Check fills the forms that the rules name and compares.
func (r *Rules) Check(ctx context.Context, src form.Source, of form.For) (*Report, error) {
	scope, err := r.lib.ScopeOf(ctx, src, of)
	if err != nil {
		return nil, err
	}
	c := &comparison{desk: newDesk(ctx, r.lib, src, of), report: &Report{held: map[*Rule]int{}}}
	for _, x := range r.list {
		if len(x.Scopes) > 0 && !slices.Contains(x.Scopes, scope) {
			continue
		}
		err := c.rule(x, scope)
		if err != nil {
			return nil, fmt.Errorf("rule %s: %w", x.ID, err)
		}
	}
	c.report.Mismatches = c.desk.mismatches()
	if c.report.Compared == 0 {
		return nil, c.nothing(ctx, src, of)
	}
	return c.report, nil
}

// nothing: where no two figures could be compared nothing may be called equal.
func (c *comparison) nothing(ctx context.Context, src form.Source, of form.For) error {
	tree, err := src.Places(ctx)
	if err != nil {
		return err
	}
	at, _ := tree.Nearest(of.Place, rule.ReferenceDay(of.Year))
	return fault.New(fault.Missing, "agree.nothing", "name", at.Name, "year", of.Year)
}

// made says whether the forms that a rule names are made out for a scope at all:
// TH-02 is none of a hamlet, and nothing is amiss with that.
func (d *desk) made(in instance, scope form.Scope) bool {
	for _, cell := range slices.Concat(in.left, in.right) {
		made := cell.Parts && scope != form.OfHamlet
		for _, f := range d.lib.All() {
			made = made || !cell.Parts && f.Code == cell.Form && slices.Contains(f.Scopes, scope)
		}
		if !made {
			return false
		}
	}
	return true
}

type comparison struct {
	desk   *desk
	report *Report
}

func (c *comparison) rule(x *Rule, scope form.Scope) error {
	for _, in := range x.instances() {
		if !c.desk.made(in, scope) {
			continue
		}
		rows := []string{""}
		if x.EachRow != nil {
			var err error
			rows, err = c.desk.rows(x.EachRow)
			if c.unchecked(x, err) {
				continue
			}
			if err != nil {
				return err
			}
		}
		for _, row := range rows {
			own := in
			if row != "" {
				own = in.with(map[string]string{"row": row})
			}
			err := c.compare(own)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *comparison) compare(in instance) error {
	left, err := c.desk.side(in.left)
	if err == nil {
		var right Side
		right, err = c.desk.side(in.right)
		if err == nil {
			err = unlike(left.Lacks, right.Lacks)
		}
		if err == nil {
			c.hold(in, left, right)
			return nil
		}
	}
	if c.unchecked(in.rule, err) {
		return nil
	}
	return err
}

// unlike: sums that lack the same communes compare, others do not.
func unlike(left, right []string) error {
	if slices.Equal(left, right) {
		return nil
	}
	all := slices.Concat(left, right)
	slices.Sort(all)
	return &gap{form.Reason{Key: "form.lacks", Args: map[string]string{"names": strings.Join(slices.Compact(all), ", ")}}}
}

func (c *comparison) hold(in instance, left, right Side) {
	c.report.Compared++
	c.report.held[in.rule]++
	if !in.rule.Is.holds(left.Sum, right.Sum) {
		c.report.Disagreements = append(c.report.Disagreements, Disagreement{Rule: in.rule, Left: left, Right: right, vars: c.desk.named(in)})
	}
}

// unchecked notes a rule that what is not there keeps from being held. A form that
// was not in use that year leaves nothing to compare, and nothing to say.
func (c *comparison) unchecked(x *Rule, err error) bool {
	var gap *gap
	var f *fault.Error
	var why form.Reason
	switch {
	case errors.As(err, &gap):
		why = gap.why
	case errors.As(err, &f) && f.Kind != fault.Internal:
		why = reason(f)
	default:
		return false
	}
	if why.Key == "form.not_yet" || why.Key == "form.no_longer" {
		return true
	}
	list := c.report.Unchecked
	if i := len(list) - 1; i >= 0 && list[i].Rule == x && same(list[i].Why, why) {
		list[i].Times++
		return true
	}
	c.report.Unchecked = append(list, Unchecked{x, why, 1})
	return true
}

func same(a, b form.Reason) bool {
	if a.Key != b.Key || (a.Text == nil) != (b.Text == nil) || a.Text != nil && *a.Text != *b.Text {
		return false
	}
	return fmt.Sprint(a.Args) == fmt.Sprint(b.Args)
}

func reason(f *fault.Error) form.Reason {
	if f.Text != "" {
		return form.Reason{Text: &form.Text{Vi: f.Text}}
	}
	out := form.Reason{Key: f.Key, Args: map[string]string{}}
	for k, v := range f.Args {
		out.Args[k] = fmt.Sprint(v)
	}
	return out
}

// gap is a cell without a number.
type gap struct{ why form.Reason }

func (g *gap) Error() string { return "no number: " + g.why.Key }

// Say names the cell as it is found on paper.
func (t *Term) Say(p *words.Printer) string {
	lang := string(p.Lang())
	heads := []string{}
	for _, h := range []form.Text{t.RowHead, t.ColumnHead} {
		if s := h.In(lang); s != "" {
			heads = append(heads, s)
		}
	}
	key := "agree.term"
	if t.Parts {
		key = "agree.term_parts"
	}
	if len(heads) == 0 {
		key += "_list"
		return p.T(key, "form", t.Form, "year", t.OfYear, "value", t.N)
	}
	return p.T(key, "form", t.Form, "cell", strings.Join(heads, "; "), "year", t.OfYear, "value", t.N)
}
