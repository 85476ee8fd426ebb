// Package rule holds the law as dated, cited data and the engine that applies
// it: instruments, predicates and measures over profiles, standards with their
// levels and criteria, conditions, rule sets, worked cases. Loading is strict,
// evaluation is a pure function, and every value says where it stands in the
// law and how sure we are of it.
package rule

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"hoctap/internal/strict"
)

// Date is an ISO day; "" is open.
type Date = string

// Text is a sentence in both languages of the pages.
type Text struct {
	Vi string `yaml:"vi,required"`
	En string `yaml:"en,required"`
}

// In gives the text in a language, Vietnamese unless English is asked for.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.En
	}
	return t.Vi
}

// Mark says how sure we are of a value.
type Mark string

// The marks. FromMemory is known but was not seen in a source.
const (
	Confirmed  Mark = "confirmed"
	Derived    Mark = "derived"
	FromMemory Mark = "from-memory"
)

func (m Mark) valid() bool { return m == Confirmed || m == Derived || m == FromMemory }

// Source is the citation that every dated value carries.
type Source struct {
	Pos           strict.Pos
	Instrument    string   `yaml:"instrument,required"`
	At            string   `yaml:"at,required"` // article, clause, point
	Mark          Mark     `yaml:"mark,required"`
	Refs          []string `yaml:"refs"` // keys of the pages on which the value was seen
	LastCheckedOn Date     `yaml:"last_checked_on"`
	Note          string   `yaml:"note"`
}

// Unknown, Open and Absent are the words that stand where a number or a day
// would, so that "we lack it", "it lasts" and "the law has none" are never one
// thing.
const (
	Unknown = "unknown"
	Open    = "open"
	Absent  = "absent"
)

// Decimal is an exact number of the law, or unknown, or absent.
type Decimal struct {
	Num, Den int64
	State    string // "", Unknown or Absent
	raw      string
}

var decimalForm = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,4})?$`)

// ParseDecimal reads "90", "0.7", "unknown" or "absent".
func ParseDecimal(s string) (Decimal, error) {
	if s == Unknown || s == Absent {
		return Decimal{State: s, raw: s}, nil
	}
	if !decimalForm.MatchString(s) {
		return Decimal{}, fmt.Errorf("%q is not a number, unknown or absent", s)
	}
	whole, frac, _ := strings.Cut(s, ".")
	d := Decimal{Den: 1, raw: s}
	for _, c := range whole + frac {
		d.Num = d.Num*10 + int64(c-'0')
	}
	for range frac {
		d.Den *= 10
	}
	return d, nil
}

// Known reports whether there is a number.
func (d Decimal) Known() bool { return d.State == "" && d.Den != 0 }

// String gives the number as it stands in the file.
func (d Decimal) String() string { return d.raw }

// DecodeStrict reads the number from its node.
func (d *Decimal) DecodeStrict(n *yaml.Node, _ strict.Pos) error {
	if n.Kind != yaml.ScalarNode {
		return fmt.Errorf("expected a number, unknown or absent")
	}
	v, err := ParseDecimal(n.Value)
	if err != nil {
		// Not missing: the one complaint about it is enough.
		*d = Decimal{State: Unknown, raw: n.Value}
		return err
	}
	*d = v
	return nil
}

// Day is a date in a file: a day, open, or unknown.
type Day struct {
	On    Date
	State string // "", Open or Unknown
}

// isDay reports whether there is such a day: 2025-02-30 is none.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// DecodeStrict reads the day from its node.
func (d *Day) DecodeStrict(n *yaml.Node, _ strict.Pos) error {
	switch {
	case n.Value == Open || n.Value == Unknown:
		d.State = n.Value
	case isDay(n.Value):
		d.On = n.Value
	default:
		return fmt.Errorf("%q is not a day (2025-07-01), open or unknown", n.Value)
	}
	return nil
}

// Period is half-open: From is the first day, Until the day after the last.
type Period struct {
	From  Day `yaml:"from,required"`
	Until Day `yaml:"until,required"`
}

// Holds reports whether the period surely holds on the day; a period whose
// start is unknown never surely does.
func (p Period) Holds(on Date) bool {
	if p.From.State == Unknown || on < p.From.On {
		return false
	}
	return p.Until.State != "" || on < p.Until.On
}
