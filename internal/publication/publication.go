// Package publication makes what the public may see of a year: for each place the
// shares by which it is judged, as far as the disclosure gate lets them through. A
// publication is an act with a date. What was published once stays as it was, since
// two publications of one year could be held against each other.
package publication

import (
	"context"
	"slices"

	"hoctap/internal/disclosure"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
)

// Measures are the shares that are published, by the law's own ids. Where two of one
// place cannot both be told, the earlier one is.
var Measures = []string{
	"primary.grade1_6", "primary.completed_11", "primary.completed_up_to_14",
	"lower_secondary.graduated_15_18", "lower_secondary.upper_15_18",
	"preschool.attending_5", "preschool.completed_6",
	"literacy.level1_15_35", "literacy.level2_15_60",
}

// Figure is what was published of a place, a year and a measure.
type Figure struct {
	Place   place.ID `json:"-"`
	Year    int      `json:"year"`
	Measure string   `json:"measure"`
	// Withheld figures are not told; Fulfil and Of are 0 then.
	Withheld bool  `json:"withheld"`
	Fulfil   int64 `json:"fulfil"`
	Of       int64 `json:"of"`
	// Parts of Whole communes are in the figure; 1 of 1 for a commune.
	Parts int    `json:"communes_counted"`
	Whole int    `json:"communes"`
	At    string `json:"published_at"`
}

// Source is what a publication is made from: counts, and no people.
type Source interface {
	tally.Dictionary
	Places(ctx context.Context) (*place.Tree, error)
	AllRounds(ctx context.Context) (map[place.ID]map[int]survey.Round, error)
	Tally(ctx context.Context, commune place.ID, year int) (tally.Tally, error)
	Published(ctx context.Context, year int) ([]Figure, error)
}

// Make works out what a year adds to what was published of it before: the communes
// whose round is closed, and the units above them. at is the moment of the act.
func Make(ctx context.Context, book *rule.Book, src Source, year int, at string) ([]Figure, error) {
	m, units, err := units(ctx, book, src, year)
	if err != nil {
		return nil, err
	}
	if len(units) == 0 {
		return nil, fault.New(fault.Missing, "publication.nothing", "year", year)
	}
	told := disclosure.Gate{Least: disclosure.Least, Measures: len(Measures)}.Pass(units)
	var out []Figure
	for i := range units {
		u := &units[i]
		for k, id := range Measures {
			f := Figure{Place: u.Place, Year: year, Measure: id, Withheld: !told[u.Place][k], Parts: m.parts[u.Place], Whole: m.whole[u.Place], At: at}
			if pair := u.Pair(k); told[u.Place][k] {
				f.Fulfil, f.Of = pair.Fulfil, pair.Of
			}
			out = append(out, f)
		}
	}
	return out, nil
}

// Units are what a publication of the year would be made from, parts before wholes.
func Units(ctx context.Context, book *rule.Book, src Source, year int) ([]disclosure.Unit, error) {
	_, list, err := units(ctx, book, src, year)
	return list, err
}

func units(ctx context.Context, book *rule.Book, src Source, year int) (*maker, []disclosure.Unit, error) {
	m, err := newMaker(ctx, book, src, year)
	if err != nil {
		return nil, nil, err
	}
	list, err := m.units(ctx)
	return m, list, err
}

type maker struct {
	book     *rule.Book
	src      Source
	year     int
	tree     *place.Tree
	rounds   map[place.ID]map[int]survey.Round
	measures []*rule.Measure
	known    map[place.ID]bool // published before
	parts    map[place.ID]int
	whole    map[place.ID]int
}

func newMaker(ctx context.Context, book *rule.Book, src Source, year int) (*maker, error) {
	m := &maker{book: book, src: src, year: year, known: map[place.ID]bool{}, parts: map[place.ID]int{}, whole: map[place.ID]int{}}
	for _, id := range Measures {
		m.measures = append(m.measures, book.Measure(id))
	}
	var err error
	m.tree, err = src.Places(ctx)
	if err != nil {
		return nil, err
	}
	m.rounds, err = src.AllRounds(ctx)
	if err != nil {
		return nil, err
	}
	before, err := src.Published(ctx, year)
	for _, f := range before {
		m.known[f.Place] = true
	}
	return m, err
}

// units are the communes to be published, then what is above them: districts where
// there are any, then provinces. A unit above that was published before stays as it
// was, without the communes that came later.
func (m *maker) units(ctx context.Context) ([]disclosure.Unit, error) {
	on := rule.ReferenceDay(m.year)
	above := map[place.ID]*disclosure.Unit{}
	var out []disclosure.Unit
	for _, id := range m.closed() {
		at, ok := m.tree.At(id, on)
		if !ok {
			continue
		}
		u := disclosure.Unit{Place: id, Parent: m.parent(at)}
		var err error
		u.Patterns, err = m.patterns(ctx, id)
		if err != nil {
			return nil, err
		}
		m.parts[id], m.whole[id] = 1, 1
		for up := u.Parent; up != 0; {
			parent, _ := m.tree.At(up, on)
			if above[up] == nil {
				above[up] = &disclosure.Unit{Place: up, Parent: m.parent(parent)}
				m.whole[up] = m.tree.Number(up, place.Commune, on)
			}
			above[up].Patterns = append(above[up].Patterns, u.Patterns...)
			m.parts[up]++
			up = m.parent(parent)
		}
		out = append(out, u)
	}
	for _, kind := range []place.Kind{place.District, place.Province} {
		for _, id := range sorted(above) {
			if at, _ := m.tree.At(id, on); at.Kind == kind {
				out = append(out, *above[id])
			}
		}
	}
	return out, nil
}

func sorted(units map[place.ID]*disclosure.Unit) []place.ID {
	var out []place.ID
	for id := range units {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// closed are the communes with a closed round of the year that was not published.
func (m *maker) closed() []place.ID {
	var out []place.ID
	for id, years := range m.rounds {
		if r, ok := years[m.year]; ok && r.State == survey.Closed && !m.known[id] {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// parent is the unit whose sum the place goes into; 0 above a province, and where
// that sum was published already.
func (m *maker) parent(at place.Attributes) place.ID {
	above, ok := m.tree.At(at.Parent, rule.ReferenceDay(m.year))
	if !ok || above.Kind != place.District && above.Kind != place.Province || m.known[above.PlaceID] {
		return 0
	}
	return above.PlaceID
}

// patterns are the people of a commune by how they stand to all measures.
func (m *maker) patterns(ctx context.Context, commune place.ID) ([]disclosure.Pattern, error) {
	counted, err := m.src.Tally(ctx, commune, m.year)
	if err != nil {
		return nil, err
	}
	persons := map[string]int64{}
	for _, row := range counted {
		bits, err := tally.Answers(m.book, row.Profile, m.src)
		if err != nil {
			return nil, err
		}
		stands := make([]byte, len(m.measures))
		for i, measure := range m.measures {
			switch {
			case bits.Counted(measure):
				stands[i] = byte(disclosure.Fulfils)
			case bits.In(measure):
				stands[i] = byte(disclosure.Lacks)
			}
		}
		persons[string(stands)] += row.Persons
	}
	var out []disclosure.Pattern
	for _, key := range sortedKeys(persons) {
		p := disclosure.Pattern{Persons: persons[key]}
		for i := range len(key) {
			p.Stands = append(p.Stands, disclosure.Stand(key[i]))
		}
		out = append(out, p)
	}
	return out, nil
}

func sortedKeys(m map[string]int64) []string {
	var out []string
	for key := range m {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}
