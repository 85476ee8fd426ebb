package profile

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// Version names the canonical form. A field added later keeps it, because a
// zero field is not written: every old profile keeps its name.
const Version = 1

// ID names a profile: 63 bits of a hash of its canonical form.
type ID int64

// field is one entry of the canonical form: a key of its own, never reused,
// and a way out of and into the profile. The order of fields is the order of
// the form and must not change.
type field struct {
	key string
	get func(*Profile) string // "" is the zero value and is not written
	set func(*Profile, string) error
}

var fields = []field{
	number("age", func(p *Profile) *int { return &p.Age }),
	flag("female", func(p *Profile) *bool { return &p.Female }),
	flag("minority", func(p *Profile) *bool { return &p.Minority }),
	word("move", func(p *Profile) *Move { return &p.Move }, MovedIn, MovedOut, Died),
	word("residence", func(p *Profile) *Residence { return &p.Residence }, Permanent, Temporary),
	flag("away", func(p *Profile) *bool { return &p.Away }),
	word("study", func(p *Profile) *Study { return &p.Study }, InPreschool, InGeneral, InProfessional, InVocational, InHigher),
	number("preschool_group", func(p *Profile) *int { return &p.PreschoolGroup }),
	number("grade", func(p *Profile) *int { return &p.Grade }),
	flag("continuing", func(p *Profile) *bool { return &p.Continuing }),
	flag("two_sessions", func(p *Profile) *bool { return &p.TwoSessions }),
	flag("repeating", func(p *Profile) *bool { return &p.Repeating }),
	word("school_place", func(p *Profile) *SchoolPlace { return &p.SchoolPlace }, Here, Elsewhere, SchoolUncertain),
	number("graduated", func(p *Profile) *int { return &p.Graduated }),
	flag("graduated_last_year", func(p *Profile) *bool { return &p.GraduatedLastYear }),
	number("vocational", func(p *Profile) *int { return &p.Vocational }),
	number("finished_grade", func(p *Profile) *int { return &p.FinishedGrade }),
	number("dropout_grade", func(p *Profile) *int { return &p.DropoutGrade }),
	flag("dropout_last_year", func(p *Profile) *bool { return &p.DropoutLastYear }),
	number("literacy_attending", func(p *Profile) *int { return &p.LiteracyAttending }),
	number("literacy_completed", func(p *Profile) *int { return &p.LiteracyCompleted }),
	number("relapse", func(p *Profile) *int { return &p.Relapse }),
	number("disabilities", func(p *Profile) *int { return &p.Disabilities }),
	flag("certificate", func(p *Profile) *bool { return &p.Certificate }),
	flag("able", func(p *Profile) *bool { return &p.Able }),
}

// Canonical is the one text of a profile, such as
// "1|age=12|female|study=general|grade=6": readable in the dictionary, and
// the input of the hash.
func (p Profile) Canonical() string {
	var b strings.Builder
	b.Grow(96)
	b.WriteString(strconv.Itoa(Version))
	for _, f := range fields {
		v := f.get(&p)
		if v == "" {
			continue
		}
		b.WriteByte('|')
		b.WriteString(f.key)
		if v != "true" {
			b.WriteByte('=')
			b.WriteString(v)
		}
	}
	return b.String()
}

// ID names the profile.
func (p Profile) ID() ID {
	sum := sha256.Sum256([]byte(p.Canonical()))
	return ID(binary.BigEndian.Uint64(sum[:8]) >> 1)
}

// Parse reads a canonical form back. Unknown keys, values out of place and
// another version are errors: a dictionary row is never half understood.
func Parse(canonical string) (Profile, error) {
	var p Profile
	parts := strings.Split(canonical, "|")
	if parts[0] != strconv.Itoa(Version) {
		return p, fmt.Errorf("profile %q: version is not %d", canonical, Version)
	}
	next := 0
	for _, part := range parts[1:] {
		key, value, found := strings.Cut(part, "=")
		if !found {
			value = "true"
		}
		for next < len(fields) && fields[next].key != key {
			next++
		}
		if next == len(fields) {
			return p, fmt.Errorf("profile %q: key %q is unknown or out of order", canonical, key)
		}
		err := fields[next].set(&p, value)
		if err != nil {
			return p, fmt.Errorf("profile %q: %s: %w", canonical, key, err)
		}
		next++
	}
	return p, nil
}

func number(key string, at func(*Profile) *int) field {
	return field{key,
		func(p *Profile) string {
			if *at(p) == 0 {
				return ""
			}
			return strconv.Itoa(*at(p))
		},
		func(p *Profile, s string) error {
			n, err := strconv.Atoi(s)
			if err != nil || n == 0 || strconv.Itoa(n) != s {
				return fmt.Errorf("%q is not a number in its shortest form", s)
			}
			*at(p) = n
			return nil
		}}
}

func flag(key string, at func(*Profile) *bool) field {
	return field{key,
		func(p *Profile) string {
			if *at(p) {
				return "true"
			}
			return ""
		},
		func(p *Profile, s string) error {
			if s != "true" {
				return fmt.Errorf("%q is no mark", s)
			}
			*at(p) = true
			return nil
		}}
}

func word[T ~string](key string, at func(*Profile) *T, allowed ...T) field {
	return field{key,
		func(p *Profile) string { return string(*at(p)) },
		func(p *Profile, s string) error {
			for _, a := range allowed {
				if string(a) == s {
					*at(p) = a
					return nil
				}
			}
			return fmt.Errorf("%q is not one of %v", s, allowed)
		}}
}
