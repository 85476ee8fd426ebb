package rule

import (
	"fmt"
	"maps"
	"math/bits"
	"slices"

	"github.com/google/cel-go/cel"

	"hoctap/internal/profile"
	"hoctap/internal/strict"
)

// Panel is a list of questions that are put to one profile together, so that a
// predicate which several of them share is answered once. It speaks the
// vocabulary of the law and predicates of its own. Once all questions are added
// it is safe for concurrent use.
type Panel struct {
	book      *Book
	compiler  *compiler
	questions []*program
	index     map[string]int
}

// NewPanel begins a panel. What is wrong with a predicate is told at its place.
func (b *Book) NewPanel(own []*Predicate, ps *strict.Problems) (*Panel, error) {
	var opts []cel.EnvOption
	sound := make([]*Predicate, 0, len(own))
	for _, p := range own {
		err := b.claim(p, sound)
		if err != nil {
			ps.Addf(p.Pos, "%s", err)
			continue
		}
		b.checkSource(p.Source, "", ps)
		opts = append(opts, cel.Variable(p.ID, cel.BoolType))
		sound = append(sound, p)
	}
	env, err := b.compiled.env.Extend(opts...)
	if err != nil {
		return nil, fmt.Errorf("vocabulary of a panel: %w", err)
	}
	panel := &Panel{book: b, compiler: &compiler{env: env, named: map[string]*program{}, book: b}, index: map[string]int{}}
	panel.define(sound, ps)
	return panel, nil
}

// claim refuses a predicate whose name cannot stand in an expression or already
// stands there for something else.
func (b *Book) claim(p *Predicate, before []*Predicate) error {
	if !nameForm.MatchString(p.ID) {
		return fmt.Errorf("%q cannot name a predicate: small letters, digits and _ do", p.ID)
	}
	_, field := b.getters[p.ID]
	twice := slices.ContainsFunc(before, func(q *Predicate) bool { return q.ID == p.ID })
	if field || twice || get[Predicate](b, "predicate", p.ID) != nil || get[Parameter](b, "parameter", p.ID) != nil {
		return fmt.Errorf("the name %q is taken", p.ID)
	}
	return nil
}

func (p *Panel) define(own []*Predicate, ps *strict.Problems) {
	for _, pred := range own {
		prg, err := p.compiler.compile(pred.When)
		if err != nil {
			ps.Addf(pred.Pos, "predicate %s: %s", pred.ID, err)
			continue
		}
		p.compiler.named[pred.ID] = prg
	}
	cyclic(own, p.compiler, ps)
}

// Add adds a question and gives its number; the same text is the same question.
func (p *Panel) Add(expr string) (int, error) {
	if i, ok := p.index[expr]; ok {
		return i, nil
	}
	prg, err := p.compiler.compile(expr)
	if err != nil {
		return 0, err
	}
	p.index[expr] = len(p.questions)
	p.questions = append(p.questions, prg)
	return p.index[expr], nil
}

// Find gives the number of a question that was added.
func (p *Panel) Find(expr string) (int, bool) {
	i, ok := p.index[expr]
	return i, ok
}

// Len is the number of questions.
func (p *Panel) Len() int { return len(p.questions) }

// Names lists every name that the questions use, also through predicates of the
// panel's own.
func (p *Panel) Names() []string {
	used := map[string]bool{}
	for expr := range p.index {
		maps.Copy(used, p.compiler.references(expr))
	}
	for _, prg := range p.compiler.named {
		maps.Copy(used, p.compiler.references(prg.text))
	}
	return slices.Sorted(maps.Keys(used))
}

// Answer answers the questions whose bits are set in which and sets the bits of
// those that hold in yes.
func (p *Panel) Answer(of *profile.Profile, which, yes []uint64) error {
	a := &answers{p: of, book: p.book, own: p.compiler.named, known: map[string]bool{}}
	for w, word := range which {
		for word != 0 {
			bit := bits.TrailingZeros64(word)
			word &= word - 1
			if a.holds(p.questions[w*64+bit]) {
				yes[w] |= 1 << bit
			}
		}
	}
	return a.err
}

// Ask compiles a question outside the list, such as one that a form frozen years
// ago still asks.
func (p *Panel) Ask(expr string) (func(*profile.Profile) (bool, error), error) {
	prg, err := p.compiler.compile(expr)
	if err != nil {
		return nil, err
	}
	return func(of *profile.Profile) (bool, error) {
		a := &answers{p: of, book: p.book, own: p.compiler.named, known: map[string]bool{}}
		v := a.holds(prg)
		return v, a.err
	}, nil
}
