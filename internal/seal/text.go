package seal

import (
	"encoding/base64"
	"fmt"
	"strings"

	"hoctap/internal/fault"
)

// The words of a key file: a line a key, the one to seal under first.
const (
	currentWord = "current"
	oldWord     = "old"
)

// Text is the ring as it is kept in a file.
func (r *Ring) Text() string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s %s\n", currentWord, r.current.text())
	for _, k := range r.old {
		fmt.Fprintf(&s, "%s %s\n", oldWord, k.text())
	}
	return s.String()
}

func (k *Key) text() string { return base64.StdEncoding.EncodeToString(k.secret) }

// Parse reads a ring from the text of a file, or of a variable of the environment,
// where a semicolon may stand for the end of a line. Lines that begin with # are
// for people. What is wrong is told without what was read: it is a secret.
func Parse(text string) (*Ring, error) {
	r := &Ring{}
	for i, line := range strings.FieldsFunc(text, func(c rune) bool { return c == '\n' || c == ';' }) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, secret, _ := strings.Cut(line, " ")
		raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(secret))
		if err != nil || len(raw) != secretSize {
			return nil, fault.New(fault.Invalid, "seal.line_wrong", "line", i+1)
		}
		k, err := newKey(raw)
		if err != nil {
			return nil, err
		}
		switch {
		case word == currentWord && r.current == nil:
			r.current = k
		case word == oldWord:
			r.old = append(r.old, k)
		default:
			return nil, fault.New(fault.Invalid, "seal.line_wrong", "line", i+1)
		}
	}
	if r.current == nil {
		return nil, fault.New(fault.Invalid, "seal.no_current")
	}
	return r, nil
}
