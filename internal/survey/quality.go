package survey

import (
	"fmt"
	"sort"
	"strconv"

	"hoctap/internal/register"
)

// Evidence is what the checks look at.
type Evidence struct {
	Current []*register.Record
	// Last are the records of the round before, of LastYear; none where there
	// is none.
	Last     []*register.Record
	LastYear int
	Schools  map[string]School
	// Elsewhere are, by person, those of other communes who have the same
	// personal number, or the same name and whole date of birth. Only the store
	// sees other communes.
	Elsewhere map[register.ID][]register.ID
}

// Finding is something that a check found in a record.
type Finding struct {
	CheckID     string
	PersonID    register.ID
	HouseholdID register.ID
	Fields      []string
	Others      []register.ID // who else it is about
}

// Find asks all checks and gives what they find, in the order of the checks and
// of the people.
func (c *Checks) Find(e Evidence) ([]Finding, error) {
	var out []Finding
	found, err := c.ask(e)
	if err != nil {
		return nil, err
	}
	for _, k := range c.list {
		if k.Finder == "" {
			out = append(out, found[k]...)
			continue
		}
		for _, hit := range finders[k.Finder](e) {
			hit.CheckID, hit.Fields = k.ID, k.Fields
			out = append(out, hit)
		}
	}
	return out, nil
}

// ask answers the questions, each once for all who are alike.
func (c *Checks) ask(e Evidence) (map[*Check][]Finding, error) {
	last := make(map[register.ID]*register.Record, len(e.Last))
	for _, r := range e.Last {
		last[r.PersonID] = r
	}
	people := append([]*register.Record(nil), e.Current...)
	sort.Slice(people, func(i, j int) bool { return people[i].PersonID < people[j].PersonID })
	known := map[pair][]*Check{}
	out := map[*Check][]Finding{}
	for _, r := range people {
		p := pair{now: factsOf(r, e.Schools)}
		if before := last[r.PersonID]; before != nil {
			p.last, p.known, p.years = factsOf(before, e.Schools), true, r.Year-before.Year
		}
		hits, ok := known[p]
		if !ok {
			var err error
			hits, err = c.hits(&p, r.Gone())
			if err != nil {
				return nil, err
			}
			known[p] = hits
		}
		for _, k := range hits {
			out[k] = append(out[k], Finding{CheckID: k.ID, PersonID: r.PersonID, HouseholdID: r.HouseholdID, Fields: k.Fields})
		}
	}
	return out, nil
}

func (c *Checks) hits(p *pair, gone bool) ([]*Check, error) {
	var out []*Check
	for _, k := range c.list {
		if k.question == nil || k.asksLast && !p.known || gone && !k.AlsoGone {
			continue
		}
		holds, err := k.question.Holds(p.value)
		if err != nil {
			return nil, fmt.Errorf("check %s: %w", k.ID, err)
		}
		if holds {
			out = append(out, k)
		}
	}
	return out, nil
}

// try runs one worked case.
func (k *Check) try(example CheckCase) (bool, error) {
	if k.Finder != "" {
		e, err := roundOf(example)
		if err != nil {
			return false, err
		}
		return len(finders[k.Finder](e)) > 0, nil
	}
	value, err := k.caseValue(example)
	if err != nil {
		return false, err
	}
	return k.question.Holds(value)
}

// roundOf makes the people of a worked case, each a mapping of fields. The words
// household and elsewhere say which household one is of, and how many people of
// other communes are like them.
func roundOf(example CheckCase) (Evidence, error) {
	e := Evidence{Elsewhere: map[register.ID][]register.ID{}}
	for i, person := range example.Round {
		r := &register.Record{PersonID: register.ID(i + 1), Year: 2025}
		for key, text := range person {
			err := setField(r, &e, key, text)
			if err != nil {
				return e, err
			}
		}
		e.Current = append(e.Current, r)
	}
	return e, nil
}

func setField(r *register.Record, e *Evidence, key, text string) error {
	switch key {
	case "household":
		n, err := strconv.Atoi(text)
		r.HouseholdID = register.ID(n)
		return err
	case "elsewhere":
		n, err := strconv.Atoi(text)
		for i := range n {
			e.Elsewhere[r.PersonID] = append(e.Elsewhere[r.PersonID], register.ID(1000+i))
		}
		return err
	}
	f, err := register.FieldByKey(key)
	if err != nil {
		return err
	}
	switch p := f.At(r).(type) {
	case *string:
		*p = text
	case *int:
		*p, err = strconv.Atoi(text)
	case *bool:
		*p, err = strconv.ParseBool(text)
	}
	return err
}
