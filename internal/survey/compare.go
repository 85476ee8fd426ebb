package survey

import (
	"slices"

	"hoctap/internal/register"
)

// Difference is a way in which somebody stands otherwise in two rounds.
type Difference string

// The differences. One person may differ in several.
const (
	Arrived  Difference = "new"
	Departed Difference = "gone"
	Moved    Difference = "moved"   // within the place: another hamlet or household
	Altered  Difference = "changed" // otherwise than time alone changes a record
	Odd      Difference = "odd"
)

// Differs are all of them, in the order of the page.
func Differs() []Difference { return []Difference{Arrived, Departed, Moved, Altered, Odd} }

// Reason is why somebody came or went.
type Reason string

// The reasons. Unexplained is what nobody wrote down.
const (
	Born        Reason = "born"
	CameIn      Reason = "came_in"
	WentOut     Reason = "went_out"
	Died        Reason = "died"
	Unexplained Reason = "unexplained"
)

// Compared is one person in two rounds, where they differ.
type Compared struct {
	Is            []Difference
	Before, After *register.Record // nil where the round does not have them
	Expected      *register.Record // what the former record would be by now; nil with Before
	Reason        Reason
	Fields        []string // that differ from what was expected
	Checks        []*Check // that find the two records odd together
}

// Latest is the record of the later round that has the person.
func (c *Compared) Latest() *register.Record {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// Has says whether the person differs in a way.
func (c *Compared) Has(d Difference) bool { return slices.Contains(c.Is, d) }

// Comparison is two rounds of a place held against each other, person by person.
type Comparison struct {
	People []*Compared // who differ, in the order of the later round
	Same   int         // how many are as the former round let expect
}

// CompareRounds holds two rounds against each other. Before may be those of the
// several units that the place was made of.
func (c *Checks) CompareRounds(before, after []*register.Record, schools map[string]School) (*Comparison, error) {
	former := here(before)
	out, known := &Comparison{}, map[pair][]*Check{}
	seen := map[register.ID]bool{}
	for _, r := range here(after) {
		seen[r.PersonID] = true
		one := &Compared{Before: former[r.PersonID], After: r}
		err := c.compare(one, schools, known)
		if err != nil {
			return nil, err
		}
		out.take(one)
	}
	for id, r := range former {
		if !seen[id] && !r.Gone() {
			out.take(&Compared{Before: r, Reason: Unexplained, Is: []Difference{Departed, Odd}})
		}
	}
	slices.SortFunc(out.People, func(a, b *Compared) int { return int(a.Latest().PersonID - b.Latest().PersonID) })
	return out, nil
}

func (c *Comparison) take(one *Compared) {
	switch {
	case len(one.Is) > 0:
		c.People = append(c.People, one)
	case one.Before != nil || !one.After.Gone():
		c.Same++
	}
}

// here are the records by person. Who moved from one unit to another has two in a
// year: the one where they live counts.
func here(list []*register.Record) map[register.ID]*register.Record {
	out := make(map[register.ID]*register.Record, len(list))
	for _, r := range list {
		if known := out[r.PersonID]; known == nil || known.Gone() {
			out[r.PersonID] = r
		}
	}
	return out
}

func (c *Checks) compare(one *Compared, schools map[string]School, known map[pair][]*Check) error {
	b, a := one.Before, one.After
	switch {
	case b == nil && a.Gone():
		return nil // came and went between the rounds
	case b == nil:
		one.Is, one.Reason = []Difference{Arrived}, arrival(a)
		if one.Reason == Unexplained {
			one.Is = append(one.Is, Odd)
		}
		return nil
	case a.Gone() && !b.Gone():
		one.Is, one.Reason = []Difference{Departed}, departure(a)
	case a.Gone():
		return nil
	case b.Gone():
		one.Is, one.Reason = []Difference{Arrived}, arrival(a) // and came back
	}
	return c.between(one, schools, known)
}

func arrival(r *register.Record) Reason {
	switch {
	case r.Move == register.MoveIn:
		return CameIn
	case r.Age() == 0:
		return Born
	}
	return Unexplained
}

func departure(r *register.Record) Reason {
	if r.Move == register.MoveDead {
		return Died
	}
	return WentOut
}

// between looks at somebody whom both rounds have.
func (c *Checks) between(one *Compared, schools map[string]School, known map[pair][]*Check) error {
	b, a := one.Before, one.After
	expected, carried := RollForward(b, a.Year)
	if carried && !a.Gone() {
		one.Expected, one.Fields = expected, unexpected(expected, a)
		sameUnit := a.CommuneID == b.CommuneID
		if sameUnit && a.HamletID != b.HamletID || a.HouseholdID != b.HouseholdID {
			one.Is = append(one.Is, Moved)
		}
		if len(one.Fields) > 0 {
			one.Is = append(one.Is, Altered)
		}
	}
	p := pair{now: factsOf(a, schools), last: factsOf(b, schools), known: true, years: a.Year - b.Year}
	odd, ok := known[p]
	if !ok {
		hits, err := c.hits(&p, a.Gone())
		if err != nil {
			return err
		}
		odd = slices.DeleteFunc(hits, func(k *Check) bool { return !k.asksLast })
		known[p] = odd
	}
	one.Checks = odd
	if len(odd) > 0 {
		one.Is = append(one.Is, Odd)
	}
	return nil
}

// of another school, which a new level brings with it, and of where somebody lives,
// which is told apart.
var follows = map[string]bool{"hamlet": true, "class_name": true, "two_sessions": true, "school_district": true, "school_name": true, "school_code": true}

// unexpected are the fields that time alone does not change. What nobody can know a
// year ahead, which class and school a new level brings, is no surprise.
func unexpected(expected, r *register.Record) []string {
	return slices.DeleteFunc(register.Differences(expected, r), func(key string) bool {
		f, err := register.FieldByKey(key)
		return follows[key] && (err != nil || f.Value(expected) == f.Value(&register.Record{}))
	})
}
