package rule

import (
	"fmt"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"

	"hoctap/internal/profile"
)

// Word is a name that expressions may use, of kind int, bool or string.
type Word struct{ Name, Kind string }

// Words are the vocabulary of predicates: every field of the profile.
func Words() []Word {
	out := make([]Word, len(variables))
	for i, v := range variables {
		out[i] = Word{v.name, v.kind}
	}
	return out
}

// Answers gives what a word of the vocabulary says of a profile, by its place in
// Words.
func Answers() []func(*profile.Profile) any {
	out := make([]func(*profile.Profile) any, len(variables))
	for i, v := range variables {
		out[i] = v.get
	}
	return out
}

// Questions type-checks yes-or-no questions in a vocabulary of the caller's own,
// for what is asked of a person and is no law: whether a record is likely.
type Questions struct{ env *cel.Env }

// Question is a question that was type-checked.
type Question struct{ program *program }

// NewQuestions knows the given words and the constants of predicates, such as
// PRIMARY.
func NewQuestions(words []Word) (*Questions, error) {
	var opts []cel.EnvOption
	for _, w := range words {
		opts = append(opts, cel.Variable(w.Name, celType(w.Kind)))
	}
	for name, n := range constants {
		opts = append(opts, cel.Constant(name, cel.IntType, types.Int(n)))
	}
	env, err := cel.NewEnv(opts...)
	if err != nil {
		return nil, fmt.Errorf("vocabulary: %w", err)
	}
	return &Questions{env}, nil
}

// Compile type-checks one question.
func (q *Questions) Compile(expr string) (*Question, error) {
	c := &compiler{env: q.env}
	prg, err := c.compile(expr)
	if err != nil {
		return nil, err
	}
	return &Question{prg}, nil
}

// Holds answers the question with the values of its words: int64, bool, string.
func (q *Question) Holds(value func(word string) (any, bool)) (bool, error) {
	out, _, err := q.program.prg.Eval(valuesOf(value))
	if err != nil {
		return false, fmt.Errorf("%s: %w", q.program.text, err)
	}
	return out == types.True, nil
}

// valuesOf is an activation over a function.
type valuesOf func(string) (any, bool)

// ResolveName answers a name of the vocabulary.
func (v valuesOf) ResolveName(name string) (any, bool) { return v(name) }

// Parent is required by the library; there is none.
func (v valuesOf) Parent() cel.Activation { return nil }

// Constant is the number that a constant of predicates stands for.
func Constant(name string) (int64, bool) {
	n, ok := constants[name]
	return n, ok
}
