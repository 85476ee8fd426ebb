package rule

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"sync"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"

	"hoctap/internal/profile"
	"hoctap/internal/strict"
)

// program is a type-checked predicate.
type program struct {
	text string
	prg  cel.Program
}

// compiler knows the vocabulary: profile variables, constants, parameters, and
// the shared predicates by name.
type compiler struct {
	env   *cel.Env
	named map[string]*program
	book  *Book
}

func newCompiler(b *Book) (*compiler, error) {
	opts := []cel.EnvOption{}
	for _, v := range variables {
		opts = append(opts, cel.Variable(v.name, celType(v.kind)))
	}
	for name, n := range constants {
		opts = append(opts, cel.Constant(name, cel.IntType, types.Int(n)))
	}
	for _, p := range b.parameters {
		opts = append(opts, cel.Variable(p.ID, cel.StringType))
	}
	for _, p := range b.predicates {
		opts = append(opts, cel.Variable(p.ID, cel.BoolType))
	}
	env, err := cel.NewEnv(opts...)
	if err != nil {
		return nil, fmt.Errorf("predicate vocabulary: %w", err)
	}
	return &compiler{env: env, named: map[string]*program{}, book: b}, nil
}

func celType(kind string) *cel.Type {
	switch kind {
	case "int":
		return cel.IntType
	case "bool":
		return cel.BoolType
	default:
		return cel.StringType
	}
}

// compile type-checks one expression; it must answer yes or no.
func (c *compiler) compile(expr string) (*program, error) {
	ast, issues := c.env.Compile(expr)
	if issues.Err() != nil {
		return nil, fmt.Errorf("%s", firstLine(issues.Err().Error()))
	}
	if ast.OutputType() != cel.BoolType {
		return nil, fmt.Errorf("%q gives %s, not yes or no", expr, ast.OutputType())
	}
	prg, err := c.env.Program(ast, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, err
	}
	return &program{expr, prg}, nil
}

var celPlace = regexp.MustCompile(`^<input>:(\d+):(\d+): `)

// firstLine gives the first complaint; where in the expression it stands comes
// last, so that it is not taken for a place in the file.
func firstLine(s string) string {
	s = strings.TrimPrefix(s, "ERROR: ")
	line, _, _ := strings.Cut(s, "\n")
	place := celPlace.FindStringSubmatch(line)
	if place == nil {
		return line
	}
	return fmt.Sprintf("%s (line %s, character %s of the expression)", line[len(place[0]):], place[1], place[2])
}

// references lists the names that an expression uses, to find cycles among
// predicates and rules nobody uses.
func (c *compiler) references(expr string) map[string]bool {
	out := map[string]bool{}
	ast, issues := c.env.Compile(expr)
	if issues.Err() != nil {
		return out
	}
	for _, r := range ast.NativeRep().ReferenceMap() {
		if r.Name != "" {
			out[r.Name] = true
		}
	}
	return out
}

// answers is the activation over one profile: variables are read from it,
// parameters are fixed, named predicates are answered once and remembered.
type answers struct {
	p     *profile.Profile
	book  *Book
	own   map[string]*program // predicates of a panel, nil outside one
	known map[string]bool
	err   error
}

// ResolveName answers a name of the vocabulary.
func (a *answers) ResolveName(name string) (any, bool) {
	if get, ok := a.book.getters[name]; ok {
		return get(a.p), true
	}
	if v, ok := a.book.chosen[name]; ok {
		return v, true
	}
	prg, ok := a.book.compiled.named[name]
	if !ok {
		prg, ok = a.own[name]
	}
	if !ok {
		return nil, false
	}
	if v, ok := a.known[name]; ok {
		return v, true
	}
	v := a.holds(prg)
	a.known[name] = v
	return v, true
}

// Parent is required by the library; there is none.
func (a *answers) Parent() cel.Activation { return nil }

func (a *answers) holds(p *program) bool {
	out, _, err := p.prg.Eval(a)
	if err != nil {
		a.err = fmt.Errorf("%s: %w", p.text, err)
		return false
	}
	return out == types.True
}

// Bits answers, for one profile, every measure: is it in the denominator, is
// it in the numerator too.
type Bits struct {
	of, count []uint64
}

// In reports whether the profile is in the denominator of the measure.
func (b Bits) In(m *Measure) bool { return b.of[m.index/64]&(1<<(m.index%64)) != 0 }

// Counted reports whether it is in the numerator, which lies inside the
// denominator.
func (b Bits) Counted(m *Measure) bool { return b.count[m.index/64]&(1<<(m.index%64)) != 0 }

// memo remembers the answers per distinct profile: the work of a verdict is set
// by the number of different kinds of people, not of people.
type memo struct {
	mu    sync.RWMutex
	bits  map[profile.ID]Bits
	parts map[string]*program // of denominators
}

func newMemo() *memo { return &memo{bits: map[profile.ID]Bits{}, parts: map[string]*program{}} }

// Bits gives the answers for a profile, from memory where it was asked before.
func (b *Book) Bits(id profile.ID, p profile.Profile) (Bits, error) {
	b.memo.mu.RLock()
	bits, ok := b.memo.bits[id]
	b.memo.mu.RUnlock()
	if ok {
		return bits, nil
	}
	bits, err := b.ask(p)
	if err != nil {
		return Bits{}, err
	}
	b.memo.mu.Lock()
	b.memo.bits[id] = bits
	b.memo.mu.Unlock()
	return bits, nil
}

func (b *Book) ask(p profile.Profile) (Bits, error) {
	words := (len(b.measures) + 63) / 64
	bits := Bits{of: make([]uint64, words), count: make([]uint64, words)}
	a := &answers{p: &p, book: b, known: map[string]bool{}}
	for i, m := range b.measures {
		c := b.compiled.measures[m.ID]
		if !a.holds(c.of) {
			continue
		}
		bits.of[i/64] |= 1 << (i % 64)
		if a.holds(c.count) {
			bits.count[i/64] |= 1 << (i % 64)
		}
	}
	return bits, a.err
}

// Ask compiles an expression of the vocabulary outside the rules: a form's
// cell, a quality check, a list. The answer is not remembered.
func (b *Book) Ask(expr string) (func(profile.Profile) (bool, error), error) {
	prg, err := b.compiled.compiler.compile(expr)
	if err != nil {
		return nil, err
	}
	return func(p profile.Profile) (bool, error) {
		a := &answers{p: &p, book: b, known: map[string]bool{}}
		v := a.holds(prg)
		return v, a.err
	}, nil
}

type measurePrograms struct{ of, count *program }

type compiled struct {
	*compiler
	measures map[string]measurePrograms
}

// compileAll type-checks every predicate and measure and reports all faults.
func (b *Book) compileAll(ps *strict.Problems) {
	if b.namesClash(ps) {
		return
	}
	c, err := newCompiler(b)
	if err != nil {
		ps.Addf(strict.Pos{File: "predicates"}, "%s", err)
		return
	}
	b.compiled = compiled{c, map[string]measurePrograms{}}
	for _, p := range b.predicates {
		prg, err := c.compile(p.When)
		if err != nil {
			ps.Addf(p.Pos, "predicate %s: %s", p.ID, err)
			continue
		}
		c.named[p.ID] = prg
	}
	cyclic(b.predicates, c, ps)
	for _, m := range b.measures {
		of, errOf := c.compile(m.Of)
		count, errCount := c.compile(m.Count)
		for _, err := range []error{errOf, errCount} {
			if err != nil {
				ps.Addf(m.Pos, "measure %s: %s", m.ID, err)
			}
		}
		b.compiled.measures[m.ID] = measurePrograms{of, count}
	}
}

var nameForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// namesClash refuses a predicate or parameter whose name cannot stand in an
// expression, or stands there for something else. Nothing can be compiled then.
func (b *Book) namesClash(ps *strict.Problems) bool {
	taken := map[string]string{}
	for _, v := range variables {
		taken[v.name] = "a field of the profile"
	}
	clash := false
	claim := func(name, what string, pos strict.Pos) {
		switch {
		case !nameForm.MatchString(name):
			ps.Addf(pos, "%q cannot name %s: small letters, digits and _ do", name, what)
		case taken[name] != "":
			ps.Addf(pos, "%q names %s and %s", name, taken[name], what)
		default:
			taken[name] = what
			return
		}
		clash = true
	}
	for _, p := range b.parameters {
		claim(p.ID, "a parameter", p.Pos)
	}
	for _, p := range b.predicates {
		claim(p.ID, "a predicate", p.Pos)
	}
	return clash
}

// cyclic refuses predicates that ask themselves.
func cyclic(predicates []*Predicate, c *compiler, ps *strict.Problems) {
	uses := map[string][]string{}
	for _, p := range predicates {
		for name := range c.references(p.When) {
			uses[p.ID] = append(uses[p.ID], name)
		}
		sort.Strings(uses[p.ID])
	}
	const entered, left = 1, 2
	state := map[string]int{}
	var visit func(id string) bool
	visit = func(id string) bool {
		state[id] = entered
		for _, next := range uses[id] {
			if state[next] == entered || (state[next] == 0 && visit(next)) {
				return true
			}
		}
		state[id] = left
		return false
	}
	for _, p := range predicates {
		if state[p.ID] == 0 && visit(p.ID) {
			ps.Addf(p.Pos, "predicate %s asks itself", p.ID)
		}
	}
}
