package survey

import (
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// traits are what tells people apart, folded so that spelling does not.
type traits struct {
	name, sheet, birth string
	whole              bool // day, month and year of birth are known
}

func traitsOf(r *register.Record) traits {
	return traits{viet.Fold(r.Name()), viet.Fold(r.SheetNumber), r.BirthDate(), wholeDate(r)}
}

// known is a person of whom a round holds a record.
type known struct {
	traits
	record *register.Record
	taken  bool // a row was found to be this person
	named  bool // a row that cannot be taken in seems to be this person
}

// nameBirth is what two people seldom share.
type nameBirth struct{ name, birth string }

// roster finds the people of a round.
type roster struct {
	all      []*known
	byNumber map[string]*known
	byTraits map[traits][]*known
	bySheet  map[string][]*known
	byName   map[nameBirth][]*known
}

// newRoster leaves out those whom another roster has already.
func newRoster(records []*register.Record, but map[register.ID]bool) *roster {
	n := len(records)
	o := &roster{all: make([]*known, 0, n), byNumber: map[string]*known{}, byTraits: make(map[traits][]*known, n),
		bySheet: make(map[string][]*known, n/3), byName: make(map[nameBirth][]*known, n)}
	people := make([]known, n)
	for i, r := range records {
		if but[r.PersonID] {
			continue
		}
		k := &people[i]
		k.traits, k.record = traitsOf(r), r
		o.all = append(o.all, k)
		if r.PersonalNumber != "" {
			o.byNumber[r.PersonalNumber] = k
		}
		o.byTraits[k.traits] = append(o.byTraits[k.traits], k)
		o.bySheet[k.sheet] = append(o.bySheet[k.sheet], k)
		o.byName[nameBirth{k.name, k.birth}] = append(o.byName[nameBirth{k.name, k.birth}], k)
	}
	return o
}

func untaken(list []*known) []*known {
	var out []*known
	for _, k := range list {
		if !k.taken {
			out = append(out, k)
		}
	}
	return out
}
