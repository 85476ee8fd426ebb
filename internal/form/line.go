package form

import (
	"fmt"
	"slices"
	"strconv"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// role is how a line behaves where it meets another.
type role int

// The roles. A narrow line narrows down whom the cell counts, a figure is
// entered or judged of a place.
const (
	narrow role = iota
	sumRole
	shareRole
	figureRole
	labelRole
	blankRole
	fieldRole // of a list
)

// line is a row or column as it stands on one form made out for one place: sets
// inlined, every age, unit and school a line of its own.
type line struct {
	def    *Line
	id     string
	prefix string // ids of the heads above
	heads  []FilledHead
	head   Text
	role   role
	asks   []ask
	spot   spot
	born   int
	code   string
	nth    int // among the lines of one each
	sum    []int
	share  *[2]int // count, of
	as     As
	hidden bool
	blank  *rule.Text
}

// ask is one question that must hold: of the panel, or of an age or grade that
// an each goes over, which needs no CEL.
type ask struct {
	question int
	field    func(*profile.Profile) int
	value    int
	text     string
}

// spot is the part of the scope that a line stands for.
type spot struct {
	unit   int // index of the unit, -1: all of them
	hamlet *place.ID
	school int // index of the school within the scope, -1: all of them
	year   int // counted from that of the form
}

var everywhere = spot{unit: -1, school: -1}

// below joins what a line stands for with what the head above it does.
func (s spot) below(up spot) spot {
	if s.whole() {
		up.year = s.year
		return up
	}
	s.year = up.year
	return s
}

// placed says that a line stands for a place that a tally can tell apart.
func (s spot) placed() bool { return s.unit >= 0 || s.hamlet != nil }

// whole says that a line stands for all of the scope.
func (s spot) whole() bool { return !s.placed() && s.school < 0 }

// expander makes lines from their definitions. At load it goes over a sample
// world and tells problems; at filling over the real one, which has none left.
type expander struct {
	lib   *Library
	scope Scope
	world *world
	vars  vars
	ps    *strict.Problems
	out   []line
}

// above is what a line has from the heads over it.
type above struct {
	prefix string
	heads  []FilledHead
	asks   []ask
	spot   spot
	vars   vars
	born   int
	code   string
	nth    int
}

func (e *expander) problem(pos strict.Pos, format string, args ...any) {
	if e.ps != nil {
		e.ps.Addf(pos, format, args...)
	}
}

// axis expands all lines of an axis and resolves what they say of one another.
func (e *expander) axis(defs []Line, when string, pos strict.Pos) []line {
	top := above{spot: everywhere, vars: e.vars}
	if when != "" {
		top.asks = e.ask(nil, when, pos)
	}
	e.out = nil
	e.lines(defs, top)
	e.resolve()
	return e.out
}

func (e *expander) lines(defs []Line, up above) {
	for i := range defs {
		def := &defs[i]
		if len(def.Scopes) > 0 && !slices.Contains(def.Scopes, e.scope) {
			continue
		}
		if def.Use != "" {
			e.use(def, up)
			continue
		}
		if def.When != "" {
			own := up
			own.asks = e.ask(up.asks, def.When, def.Pos)
			e.line(def, own)
			continue
		}
		e.line(def, up)
	}
}

func (e *expander) use(def *Line, up above) {
	set := e.lib.sets[def.Use]
	if set == nil {
		e.problem(def.Pos, "there is no set %q", def.Use)
		return
	}
	if len(up.heads) > deepest {
		e.problem(def.Pos, "set %s stands in itself", def.Use)
		return
	}
	e.lines(set.Lines, up)
}

// deepest is more heads than any paper has one above the other.
const deepest = 8

func (e *expander) line(def *Line, up above) {
	if def.Each == nil {
		e.one(def, def.ID, up)
		return
	}
	for _, v := range e.values(def) {
		own := up
		own.vars = up.vars
		for name, value := range v.vars {
			own.vars = own.vars.with(name, value)
		}
		if v.ask != nil {
			own.asks = append(slices.Clone(up.asks), *v.ask)
		}
		if v.at != nil {
			own.spot = v.at.below(up.spot)
		}
		own.born, own.code, own.nth = v.born, v.code, v.nth
		e.one(def, def.ID+"."+v.id, own)
	}
}

// one adds a line, or goes into a head.
func (e *expander) one(def *Line, id string, up above) {
	full := up.prefix + id
	head := e.head(def, up)
	if len(def.Lines) > 0 {
		up.prefix = full + "."
		up.heads = append(slices.Clone(up.heads), FilledHead{ID: full, Head: head})
		if len(up.heads) > deepest {
			e.problem(def.Pos, "more than %d heads one above the other", deepest)
			return
		}
		e.lines(def.Lines, up)
		return
	}
	l := line{
		def: def, id: full, prefix: up.prefix, heads: up.heads, head: head, role: def.role(),
		asks: up.asks, spot: up.spot, born: up.born, code: up.code, nth: up.nth, hidden: def.Hidden, blank: def.Blank,
	}
	l.spot.year += def.Year
	if def.Measure != "" {
		e.measure(l)
		return
	}
	e.out = append(e.out, l)
}

// head is the line's own, or what an each goes over.
func (e *expander) head(def *Line, up above) Text {
	if def.Head == nil {
		return plain(up.vars["name"])
	}
	err := unknownVars(*def.Head, formVars, lineVars)
	if err != nil {
		e.problem(def.Pos, "%s", err)
	}
	return up.vars.fill(*def.Head)
}

// measure makes a share of the law into lines of the form: whom it covers, whom
// it counts, and the one over the other.
func (e *expander) measure(l line) {
	m := e.lib.book.Measure(l.def.Measure)
	if m == nil {
		e.problem(l.def.Pos, "there is no measure %q", l.def.Measure)
		return
	}
	if m.Unrecorded != nil {
		l.role, l.blank = blankRole, m.Unrecorded
		e.out = append(e.out, l)
		return
	}
	of, count := l, l
	of.asks = e.ask(l.asks, m.Of, l.def.Pos)
	count.asks = e.ask(of.asks, m.Count, l.def.Pos)
	switch l.def.Part {
	case PartOf:
		e.out = append(e.out, of)
	case PartCount:
		e.out = append(e.out, count)
	default:
		of.id, of.hidden, count.id, count.hidden = l.id+"#of", true, l.id+"#count", true
		at := len(e.out)
		l.role, l.share, l.as = shareRole, &[2]int{at, at + 1}, Percent
		l.share[0], l.share[1] = at+1, at
		e.out = append(e.out, of, count, l)
	}
}

// ask adds a question to those of the heads above. "true" asks nothing.
func (e *expander) ask(before []ask, expr string, pos strict.Pos) []ask {
	if expr == "true" {
		return before
	}
	n, ok := e.lib.panel.Find(expr)
	if !ok {
		var err error
		n, err = e.lib.panel.Add(expr)
		if err != nil {
			e.problem(pos, "%s", err)
			return before
		}
	}
	if slices.ContainsFunc(before, func(a ask) bool { return a.field == nil && a.question == n }) {
		return before
	}
	return append(slices.Clone(before), ask{question: n, text: expr})
}

// role tells what a line is from the keys it has; check refuses two at once.
func (l *Line) role() role {
	switch {
	case l.Blank != nil:
		return blankRole
	case l.Label != "":
		return labelRole
	case l.Share != nil:
		return shareRole
	case l.Field != "" || l.Mark != "":
		return fieldRole
	case l.Fact != "" || l.Verdict != "" || len(l.Condition) > 0 || l.Schools != "" || l.Units != nil:
		return figureRole
	case len(l.Sum) > 0 && l.When == "":
		return sumRole
	}
	return narrow
}

// value is one of those that an each goes over.
type value struct {
	id   string
	vars map[string]string
	ask  *ask
	at   *spot
	born int
	code string
	nth  int
}

// values lists what an each goes over, in order.
func (e *expander) values(def *Line) []value {
	switch def.Each.Of {
	case Ages, Grades, Years:
		return e.numbers(def.Each)
	case Hamlets, Units, Below:
		return e.places(def.Each.Of)
	case Schools:
		return e.schools(def.Each.Level)
	}
	e.problem(def.Each.Pos, "each goes over age, grade, year, hamlet, unit, below or school, not %q", def.Each.Of)
	return nil
}

func (e *expander) numbers(each *Each) []value {
	if each.From > each.To || each.To-each.From > mostNumbers {
		e.problem(each.Pos, "from %d to %d is no range of a form", each.From, each.To)
		return nil
	}
	var out []value
	for n := each.From; n <= each.To; n++ {
		out = append(out, e.number(each.Of, n, len(out)+1))
	}
	return out
}

// mostNumbers is more ages than anybody has.
const mostNumbers = 120

func (e *expander) number(of Of, n, nth int) value {
	text := strconv.Itoa(n)
	v := value{id: text, nth: nth, vars: map[string]string{"name": text}}
	switch of {
	case Ages:
		v.born = e.world.year - n
		v.vars["age"], v.vars["born"] = text, strconv.Itoa(v.born)
		v.ask = &ask{field: func(p *profile.Profile) int { return p.Age }, value: n, text: fmt.Sprintf("age == %d", n)}
	case Grades:
		v.vars["grade"] = text
		v.ask = &ask{field: func(p *profile.Profile) int { return p.Grade }, value: n, text: fmt.Sprintf("grade == %d", n)}
	case Years:
		at := everywhere
		at.year = n
		year := e.world.year + n
		v.at = &at
		v.vars = map[string]string{"name": strconv.Itoa(year), "year": strconv.Itoa(year), "school_year": schoolYear(year), "last_school_year": schoolYear(year - 1)}
	}
	return v
}

func (e *expander) places(of Of) []value {
	w := e.world
	var out []value
	switch {
	case e.scope == OfHamlet:
		at := everywhere
		at.hamlet = &w.hamlet.PlaceID
		out = append(out, w.value(w.hamlet, at))
	case of == Hamlets || of == Below && e.scope == OfCommune:
		for _, h := range w.hamlets {
			at := everywhere
			id := h.PlaceID
			at.hamlet = &id
			out = append(out, w.value(h, at))
		}
	default:
		for i, u := range w.units {
			at := everywhere
			at.unit = i
			out = append(out, w.value(u.at, at))
		}
	}
	for i := range out {
		out[i].nth = i + 1
	}
	return out
}

func (e *expander) schools(level string) []value {
	var out []value
	for i, s := range e.world.schools {
		if level != "" && !s.facts.Teaches(level) {
			continue
		}
		at := everywhere
		at.school = i
		out = append(out, value{id: s.id, code: s.facts.Code, at: &at, nth: len(out) + 1, vars: map[string]string{"name": s.facts.Name, "code": s.facts.Code}})
	}
	return out
}
