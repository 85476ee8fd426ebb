package form

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
	"hoctap/internal/verdict"
)

// needs is what filling a form asks of a place beside its own tally.
type needs struct {
	persons  bool
	verdicts bool
	years    []int // of figures, counted from that of the form
}

// noNeeds is what a form to be filled in by hand asks.
var noNeeds needs

// check holds every form against the law, against what the forms share, and
// against itself, expanded for a sample of each of its scopes.
func (l *Library) check(ps *strict.Problems) {
	c := &checker{lib: l, ps: ps, usedSets: map[string]bool{}, said: map[string]bool{}}
	for i, f := range l.forms {
		c.form(f)
		for _, o := range l.forms[:i] {
			if o.Code == f.Code && o.supplement == f.supplement && overlap(o.Holds, f.Holds) {
				ps.Addf(f.Pos, "form %s stands twice in one period", f.Code)
			}
		}
	}
	c.unused()
	for _, x := range l.cases {
		c.caseOf(x)
	}
}

func overlap(a, b rule.Period) bool {
	return (a.Until.State != "" || b.From.On < a.Until.On) && (b.Until.State != "" || a.From.On < b.Until.On)
}

type checker struct {
	lib      *Library
	ps       *strict.Problems
	usedSets map[string]bool
	said     map[string]bool // problems, each told once: blocks and sets are met again and again
}

// oneOf refuses a word that is not among those there are.
func oneOf[T ~string](c *checker, pos strict.Pos, key string, got T, allowed ...T) {
	if !slices.Contains(allowed, got) {
		c.ps.Addf(pos, "%s is %q; it is one of %v", key, string(got), allowed)
	}
}

func (c *checker) form(f *Form) {
	oneOf(c, f.Pos, "kind", f.Kind, TableForm, ListForm)
	oneOf(c, f.Pos, "programme", f.Programme, "MN", "TH", "THCS", "XMC", "ALL")
	oneOf(c, f.Paper.Pos, "size", f.Paper.Size, "A4", "A3")
	c.scopes(f.Pos, f.Scopes)
	if len(f.Scopes) == 0 {
		c.ps.Addf(f.Pos, "form %s is for no scope", f.Code)
	}
	if f.Holds.From.State != "" {
		c.ps.Addf(f.Pos, "form %s: its first day is a day", f.Code)
	}
	if c.lib.book.Instrument(f.Source.Instrument) == nil {
		c.ps.Addf(f.Source.Pos, "there is no instrument %q", f.Source.Instrument)
	}
	oneOf(c, f.Source.Pos, "mark", f.Source.Mark, rule.Confirmed, rule.Derived, rule.FromMemory)
	if (f.Kind == TableForm) != (len(f.Tables) > 0) || (f.Kind == ListForm) != (f.List != nil) {
		c.ps.Addf(f.Pos, "form %s: a table form has tables, a list form has a list, and neither the other", f.Code)
	}
	c.blocks(f.Pos, "issuer", f.Issuers, c.lib.issuers)
	c.blocks(f.Pos, "signer", f.Signers, c.lib.signers)
	for _, t := range slices.Concat([]rule.Text{f.Title}, f.Notes, f.Unknowns) {
		c.text(f.Pos, t, formVars)
	}
	c.bodies(f)
}

func (c *checker) scopes(pos strict.Pos, list []Scope) {
	for _, s := range list {
		oneOf(c, pos, "scope", s, OfHamlet, OfCommune, OfDistrict, OfProvince)
	}
}

func (c *checker) blocks(pos strict.Pos, what string, ids []string, all []*Block) {
	for _, id := range ids {
		i := slices.IndexFunc(all, func(b *Block) bool { return b.ID == id })
		if i < 0 {
			c.ps.Addf(pos, "there is no %s %q", what, id)
			continue
		}
		for _, t := range all[i].Lines {
			c.text(all[i].Pos, t, formVars)
		}
	}
}

func (c *checker) text(pos strict.Pos, t rule.Text, known ...[]string) {
	err := unknownVars(t, known...)
	if err != nil {
		c.once(pos, err.Error())
	}
}

func (c *checker) bodies(f *Form) {
	seen := map[string]bool{}
	years := map[int]bool{}
	for i := range f.Tables {
		t := &f.Tables[i]
		if seen[t.ID] {
			c.ps.Addf(t.Pos, "two tables of the form have the id %s", t.ID)
		}
		seen[t.ID] = true
		c.lines(t.Columns, false, 0)
		c.lines(t.Rows, false, 0)
		for _, s := range f.Scopes {
			c.crossings(f, t, s, years)
		}
		c.overrides(f, t)
	}
	if f.List != nil {
		c.list(f)
	}
	delete(years, 0)
	f.need.years = slices.Sorted(maps.Keys(years))
}

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_]*$`)

// lines checks what each line says by itself.
func (c *checker) lines(list []Line, ofList bool, depth int) {
	for i := range list {
		l := &list[i]
		c.scopes(l.Pos, l.Scopes)
		if l.Use != "" {
			c.use(l, ofList, depth)
			continue
		}
		if !idForm.MatchString(l.ID) {
			c.ps.Addf(l.Pos, "%q is no id of a line: small letters, digits and _ do", l.ID)
		}
		if l.Head == nil && l.Each == nil && !l.Hidden {
			c.ps.Addf(l.Pos, "line %s has no head", l.ID)
		}
		c.keys(l, ofList)
		c.known(l)
		c.lines(l.Lines, ofList, depth)
	}
}

func (c *checker) use(l *Line, ofList bool, depth int) {
	if l.ID != "" || l.Head != nil || len(l.Lines) > 0 || len(l.does()) > 0 || l.When != "" || l.Each != nil {
		c.ps.Addf(l.Pos, "use stands by itself: the set brings its own lines")
	}
	set := c.lib.sets[l.Use]
	if set == nil || depth > deepest {
		return // told when it is expanded
	}
	if !c.usedSets[l.Use] {
		c.usedSets[l.Use] = true
		c.lines(set.Lines, ofList, depth+1)
	}
}

// does lists the keys by which a line says what its cells are.
func (l *Line) does() []string {
	var out []string
	for _, k := range []struct {
		key string
		on  bool
	}{
		{"sum", len(l.Sum) > 0}, {"share", l.Share != nil}, {"fact", l.Fact != ""}, {"measure", l.Measure != ""},
		{"verdict", l.Verdict != ""}, {"condition", len(l.Condition) > 0}, {"schools", l.Schools != ""}, {"units", l.Units != nil},
		{"label", l.Label != ""}, {"blank", l.Blank != nil}, {"field", l.Field != ""}, {"mark", l.Mark != ""},
	} {
		if k.on {
			out = append(out, k.key)
		}
	}
	return out
}

func (c *checker) keys(l *Line, ofList bool) {
	does := l.does()
	switch {
	case len(does) > 1:
		c.ps.Addf(l.Pos, "line %s says two things of its cells: %v", l.ID, does)
	case len(l.Lines) > 0 && len(does) > 0:
		c.ps.Addf(l.Pos, "line %s is a head over others and has no cells of its own (%s)", l.ID, does[0])
	case l.When != "" && len(does) == 1 && does[0] != "sum" && does[0] != "measure":
		c.ps.Addf(l.Pos, "line %s: when and %s do not go together", l.ID, does[0])
	case l.Part != "" && l.Measure == "":
		c.ps.Addf(l.Pos, "line %s: part is of a measure", l.ID)
	case l.Year != 0 && l.Fact == "" && l.Field == "":
		c.ps.Addf(l.Pos, "line %s: year is of a fact or a field", l.ID)
	case ofList && len(does) == 1 && !slices.Contains([]string{"field", "mark", "label", "blank"}, does[0]):
		c.ps.Addf(l.Pos, "line %s: a list has no %s", l.ID, does[0])
	case ofList && len(does) == 0 && len(l.Lines) == 0:
		c.ps.Addf(l.Pos, "line %s: a column of a list is a field, a mark, a label or blank", l.ID)
	case !ofList && (l.Field != "" || l.Mark != ""):
		c.ps.Addf(l.Pos, "line %s: a %s is of a list", l.ID, does[0])
	}
}

// known holds the names that a line uses against the law.
func (c *checker) known(l *Line) {
	b := c.lib.book
	if l.Fact != "" && b.Fact(l.Fact) == nil {
		c.ps.Addf(l.Pos, "there is no fact %q", l.Fact)
	}
	if l.Part != "" {
		oneOf(c, l.Pos, "part", l.Part, PartPercent, PartCount, PartOf)
	}
	if l.Label != "" {
		oneOf(c, l.Pos, "label", l.Label, NameLabel, GroupLabel, OrdinalLabel, CodeLabel, BornLabel, DifficultLabel)
	}
	if l.Schools != "" {
		oneOf(c, l.Pos, "schools", l.Schools, "MN", "TH", "THCS")
	}
	if l.Share != nil && l.Share.As != "" {
		oneOf(c, l.Share.Pos, "as", l.Share.As, Percent, Quotient)
	}
	if l.Verdict != "" && b.Standard(l.Verdict) == nil {
		c.ps.Addf(l.Pos, "there is no standard %q", l.Verdict)
	}
	if l.Units != nil && l.Units.Standard != "" {
		c.attaining(l.Units)
	}
	for _, id := range l.Condition {
		if b.Condition(id) == nil {
			c.ps.Addf(l.Pos, "there is no condition %q", id)
		}
	}
	for _, t := range []*rule.Text{l.Note, l.Unknown, l.Blank} {
		if t != nil {
			c.text(l.Pos, *t, formVars)
		}
	}
}

func (c *checker) attaining(a *Attaining) {
	std := c.lib.book.Standard(a.Standard)
	if std == nil {
		c.ps.Addf(a.Pos, "there is no standard %q", a.Standard)
		return
	}
	_, err := verdict.CheckLevel(std, &a.Level)
	if err != nil {
		c.ps.Addf(a.Pos, "%s has no level %d", a.Standard, a.Level)
	}
}

// unused: a set or question that nothing uses was left behind, or its name was
// misspelt where it is meant.
func (c *checker) unused() {
	for id, s := range c.lib.sets {
		if !c.usedSets[id] {
			c.ps.Addf(s.Pos, "set %s is used by no form", id)
		}
	}
	names := c.lib.panel.Names()
	for _, p := range c.lib.predicates {
		if !slices.Contains(names, p.ID) {
			c.ps.Addf(p.Pos, "predicate %s is used by no form", p.ID)
		}
	}
}

// sample is a place with some of everything, over which a form is expanded to be
// checked.
func sample(scope Scope) *world {
	w := &world{year: 2025, on: rule.ReferenceDay(2025), scope: scope, place: place.Attributes{PlaceID: 1, Code: "1", Name: "Xã Mẫu", Kind: place.Commune}}
	w.hamlet = place.Attributes{PlaceID: 11, Code: "11", Name: "Thôn Mẫu", Kind: place.Hamlet}
	w.hamlets = []place.Attributes{w.hamlet, {PlaceID: 12, Code: "12", Name: "Thôn Hai", Kind: place.Hamlet}}
	w.units = []unit{{at: w.place}}
	if scope == OfDistrict || scope == OfProvince {
		w.units = append(w.units, unit{at: place.Attributes{PlaceID: 2, Code: "2", Name: "Xã Hai", Kind: place.Commune}})
	}
	for i := range 2 {
		s := rule.SchoolFacts{Code: fmt.Sprint(i + 1), Name: "Trường", Levels: []string{"MN", "TH", "THCS", "THPT"}}
		w.schools = append(w.schools, school{id: s.Code, facts: s})
	}
	return w
}
