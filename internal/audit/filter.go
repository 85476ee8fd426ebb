package audit

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/register"
)

// A Filter says which entries of a log are asked for, the newest first.
type Filter struct {
	Account string
	Kind    Kind       // 0: all
	Places  []place.ID // none: all
	Person  register.ID
	From    string // the first moment, RFC 3339 in UTC
	Until   string // the first moment after
	Before  Cursor // the entry before which to go on
	Limit   int
}

// A Cursor is where a page of the log ended.
type Cursor struct {
	At    string
	Place place.ID
	Seq   int64
}

// CursorOf is where the next page goes on after an entry.
func CursorOf(e *Entry) Cursor { return Cursor{e.At, e.Place, e.Seq} }

// String is a cursor as it stands in an address.
func (c Cursor) String() string { return fmt.Sprintf("%s~%d~%d", c.At, c.Place, c.Seq) }

// ParseCursor reads one; what is none is the beginning.
func ParseCursor(text string) Cursor {
	parts := strings.Split(text, "~")
	if len(parts) != 3 {
		return Cursor{}
	}
	of, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return Cursor{}
	}
	seq, err := strconv.ParseInt(parts[2], 10, 64)
	if err != nil {
		return Cursor{}
	}
	return Cursor{parts[0], place.ID(of), seq}
}

// line is an entry as a line of a file: everything that is hashed, so that whoever
// has the file can prove it without us. Numbers of people are text, because a
// reader in JavaScript would round them.
type line struct {
	Place    string          `json:"place"`
	Seq      int64           `json:"seq"`
	Encoding int             `json:"encoding"`
	At       string          `json:"at"`
	Account  string          `json:"account"`
	Role     string          `json:"role"`
	From     string          `json:"from"`
	Trace    string          `json:"trace"`
	Reason   string          `json:"reason"`
	Kind     string          `json:"kind"`
	Year     int             `json:"year"`
	Persons  []string        `json:"persons"`
	Whole    bool            `json:"whole"`
	Detail   json.RawMessage `json:"detail"`
	Prev     string          `json:"prev"`
	Hash     string          `json:"hash"`
}

// MarshalJSON writes an entry as a line of an exported log.
func (e *Entry) MarshalJSON() ([]byte, error) {
	l := line{strconv.FormatInt(int64(e.Place), 10), e.Seq, e.Encoding, e.At, e.Account, e.Role, e.From, e.Trace, e.Reason, e.Kind,
		e.Year, []string{}, e.Whole, json.RawMessage(e.Detail), e.Prev, e.Hash}
	if e.Detail == "" {
		l.Detail = nil
	}
	for _, id := range e.Persons {
		l.Persons = append(l.Persons, strconv.FormatInt(int64(id), 10))
	}
	return json.Marshal(l)
}

// UnmarshalJSON reads such a line back, to prove it.
func (e *Entry) UnmarshalJSON(text []byte) error {
	var l line
	err := json.Unmarshal(text, &l)
	if err != nil {
		return fmt.Errorf("entry of a log: %w", err)
	}
	of, err := strconv.ParseInt(l.Place, 10, 64)
	if err != nil {
		return fmt.Errorf("entry of a log: %w", err)
	}
	persons, err := ParsePersons(strings.Join(l.Persons, ","))
	if err != nil {
		return err
	}
	*e = Entry{
		Place: place.ID(of), Seq: l.Seq, Encoding: l.Encoding, At: l.At,
		Act:  Act{Account: l.Account, Role: l.Role, From: l.From, Trace: l.Trace, Reason: l.Reason},
		Kind: l.Kind, Year: l.Year, Persons: persons, Whole: l.Whole, Detail: string(l.Detail), Prev: l.Prev, Hash: l.Hash,
	}
	if e.Detail == "null" {
		e.Detail = ""
	}
	return nil
}
