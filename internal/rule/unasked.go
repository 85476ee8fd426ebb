package rule

import (
	"fmt"
	"regexp"
	"strings"

	"hoctap/internal/profile"
)

// Unasked is why a measure does not ask about a person: the first part of whom it is
// taken of that does not hold for them.
type Unasked struct {
	Age      bool       // their age is another one
	Disabled bool       // they would have to have a disability
	Of       *Predicate // a question that is named and cited; nil for any other
	Holds    bool       // it holds, and must not
}

// Unasked says why a measure leaves a person out of its denominator. The parts are
// read from the law itself, so that no second text can differ from it.
func (b *Book) Unasked(m *Measure, p profile.Profile) (Unasked, error) {
	for _, part := range conjuncts(m.Of) {
		holds, err := b.part(part)
		if err != nil {
			return Unasked{}, fmt.Errorf("measure %s: %w", m.ID, err)
		}
		a := &answers{p: &p, book: b, known: map[string]bool{}}
		if a.holds(holds) {
			continue
		}
		name, negated := strings.CutPrefix(part, "!")
		of := get[Predicate](b, "predicate", name)
		return Unasked{Age: ageWord.MatchString(part), Disabled: part == "disabled", Of: of, Holds: negated && of != nil}, a.err
	}
	return Unasked{}, nil
}

var ageWord = regexp.MustCompile(`\bage\b`)

// part compiles a part of a measure once.
func (b *Book) part(expr string) (*program, error) {
	b.memo.mu.Lock()
	defer b.memo.mu.Unlock()
	known, ok := b.memo.parts[expr]
	if ok {
		return known, nil
	}
	made, err := b.compiled.compile(expr)
	if err != nil {
		return nil, err
	}
	b.memo.parts[expr] = made
	return made, nil
}

// conjuncts cuts an expression at the "and" of its outermost level. One that is an
// "or" there is left whole: it binds less.
func conjuncts(expr string) []string {
	var out []string
	depth, from, quoted := 0, 0, false
	for i := 0; i < len(expr); i++ {
		switch c := expr[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth == 0 && strings.HasPrefix(expr[i:], "||"):
			return []string{strings.TrimSpace(expr)}
		case depth == 0 && strings.HasPrefix(expr[i:], "&&"):
			out = append(out, strings.TrimSpace(expr[from:i]))
			from = i + len("&&")
		}
	}
	return append(out, strings.TrimSpace(expr[from:]))
}
