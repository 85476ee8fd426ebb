package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/register"
)

// Encoding is the number of the canonical form that new entries are hashed in.
const Encoding = 1

// An Entry is one act as the log keeps it. Place is whose chain it stands in; 0 is
// that of the installation.
type Entry struct {
	Place    place.ID
	Seq      int64
	Encoding int
	At       string
	Act
	Kind    string // the word of a Kind: one that an older program does not know is still proved
	Year    int
	Persons []register.ID
	// Whole: everybody of the place in the year, or more than MostNamed of them.
	Whole  bool
	Detail string // JSON, without names or numbers of people
	Prev   string
	Hash   string
}

// Detail is what else an entry tells.
type Detail map[string]any

// MostNamed is how many people one entry names. Who takes more away has taken the
// place as a whole, and thirty thousand rows of an index would say nothing more.
const MostNamed = 1000

// New makes an entry of a kind about a place; its account and time are set by who
// keeps it.
func New(kind Kind, of place.ID, year int, detail Detail) Entry {
	e := Entry{Place: of, Encoding: Encoding, Kind: kind.String(), Year: year}
	if len(detail) > 0 {
		text, err := json.Marshal(detail) // sorts the keys
		if err != nil {
			text, _ = json.Marshal(fmt.Sprint(detail))
		}
		e.Detail = string(text)
	}
	return e
}

// With tells one thing more.
func (e Entry) With(name string, value any) Entry {
	detail := Detail{}
	if e.Detail != "" {
		// What is no object was no detail, and stays beside what is added.
		err := json.Unmarshal([]byte(e.Detail), &detail)
		if err != nil {
			detail = Detail{"detail": e.Detail}
		}
	}
	detail[name] = value
	text, err := json.Marshal(detail)
	if err == nil {
		e.Detail = string(text)
	}
	return e
}

// About names the people whom the entry is about, each once.
func (e Entry) About(persons ...register.ID) Entry {
	e.Persons = slices.Compact(slices.Sorted(slices.Values(persons)))
	if len(e.Persons) > MostNamed {
		e.Persons, e.Whole = nil, true
	}
	return e
}

// OfAll says that the entry is about everybody of its place and year.
func (e Entry) OfAll() Entry {
	e.Persons, e.Whole = nil, true
	return e
}

// PersonList is the people as one text: ids by number, with a comma between.
func (e *Entry) PersonList() string {
	var s strings.Builder
	for i, id := range e.Persons {
		if i > 0 {
			s.WriteByte(',')
		}
		s.WriteString(strconv.FormatInt(int64(id), 10))
	}
	return s.String()
}

// ParsePersons reads the text that PersonList makes, and nothing that only comes to
// the same people: the text is what was hashed.
func ParsePersons(text string) ([]register.ID, error) {
	if text == "" {
		return nil, nil
	}
	var out []register.ID
	for part := range strings.SplitSeq(text, ",") {
		id, err := strconv.ParseInt(part, 10, 64)
		if err != nil || strconv.FormatInt(id, 10) != part {
			return nil, fmt.Errorf("people of an entry: %q is no id", part)
		}
		out = append(out, register.ID(id))
	}
	return out, nil
}

// Canonical is the text that is hashed: a line "hoctap-log/<encoding>", then a line
// "<name>=<bytes>:<value>" for every field in this order. The length says where a
// value ends, so that nothing within one can pass for the next.
func (e *Entry) Canonical() []byte {
	b := fmt.Appendf(nil, "hoctap-log/%d\n", e.Encoding)
	for _, f := range [][2]string{
		{"place", strconv.FormatInt(int64(e.Place), 10)},
		{"seq", strconv.FormatInt(e.Seq, 10)},
		{"at", e.At},
		{"account", e.Account},
		{"role", e.Role},
		{"from", e.From},
		{"trace", e.Trace},
		{"reason", e.Reason},
		{"kind", e.Kind},
		{"year", strconv.Itoa(e.Year)},
		{"persons", e.PersonList()},
		{"whole", strconv.FormatBool(e.Whole)},
		{"detail", e.Detail},
		{"prev", e.Prev},
	} {
		b = append(b, f[0]...)
		b = append(b, '=')
		b = strconv.AppendInt(b, int64(len(f[1])), 10)
		b = append(b, ':')
		b = append(b, f[1]...)
		b = append(b, '\n')
	}
	return b
}

// Sum is the hash of an entry: SHA-256 over its canonical text.
func (e *Entry) Sum() string {
	sum := sha256.Sum256(e.Canonical())
	return hex.EncodeToString(sum[:])
}
