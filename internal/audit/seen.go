package audit

import (
	"cmp"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/register"
)

// Seen gathers whom an answer shows, by the place and year of their records: each
// place has a chain of its own.
type Seen map[SeenIn][]register.ID

// SeenIn is the records of a place in a year.
type SeenIn struct {
	Place place.ID
	Year  int
}

// Add notes somebody.
func (s Seen) Add(of place.ID, year int, person register.ID) {
	key := SeenIn{of, year}
	s[key] = append(s[key], person)
}

// Entries are what the log keeps of it: an entry for each place and year.
func (s Seen) Entries(kind Kind, detail Detail) []Entry {
	var out []Entry
	for key, persons := range s {
		out = append(out, New(kind, key.Place, key.Year, detail).About(persons...))
	}
	slices.SortFunc(out, func(a, b Entry) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Year, b.Year)) })
	return out
}
