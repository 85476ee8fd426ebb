// Package fault holds the kinds of error that an edge (command line, page,
// API) can tell apart, each with a message that is safe to show to the reader.
// What went wrong inside stays in the wrapped error and goes to the log.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what the reader can do about an error.
type Kind int

// The kinds. Internal is what every error is that is not one of ours.
const (
	Internal Kind = iota
	Invalid       // the input is wrong; the message says how to mend it
	NotFound      // there is no such thing on the date asked about
	Conflict      // the state of things forbids it now (a closed round, a newer edit)
	Refused       // the law or the rights forbid it
	Missing       // something the answer needs has not been entered
)

// Error carries a kind and a message for the reader: a key of the word
// catalogue and its arguments, or a ready sentence in Text.
type Error struct {
	Kind Kind
	Key  string
	Args map[string]any
	Text string
	Err  error
}

// Error is for the log, not for the reader.
func (e *Error) Error() string {
	what := e.Text
	if what == "" {
		what = e.Key
		if len(e.Args) > 0 {
			what = fmt.Sprintf("%s %v", e.Key, e.Args)
		}
	}
	if e.Err != nil {
		return what + ": " + e.Err.Error()
	}
	return what
}

// Unwrap gives the inner error.
func (e *Error) Unwrap() error { return e.Err }

// New makes an error whose sentence stands under key in the word catalogue.
// Arguments are name, value, name, value.
func New(kind Kind, key string, args ...any) *Error {
	return &Error{Kind: kind, Key: key, Args: pairs(args)}
}

// Text makes an error from a sentence that is already in the reader's words.
func Text(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Text: fmt.Sprintf(format, args...)}
}

// Wrap keeps err as the inside of a new error.
func Wrap(err error, kind Kind, key string, args ...any) *Error {
	return &Error{Kind: kind, Key: key, Args: pairs(args), Err: err}
}

// KindOf reports the kind of err, Internal where it has none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// As gives the error of ours that an error is or holds.
func As(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

func pairs(args []any) map[string]any {
	if len(args) == 0 {
		return nil
	}
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[fmt.Sprint(args[i])] = args[i+1]
	}
	return m
}
