package form

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"iter"
	"slices"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// reading brings the people of a list from the store.
type reading struct {
	lib    *Library
	ctx    context.Context
	src    Source
	form   *Filled
	tree   *place.Tree
	years  []int // of former records, counted from that of the form
	former map[place.ID][]CountedRound
}

func newReading(ctx context.Context, l *Library, src Source, f *Filled) (*reading, error) {
	tree, err := src.Places(ctx)
	if err != nil {
		return nil, err
	}
	r := &reading{lib: l, ctx: ctx, src: src, form: f, tree: tree, former: map[place.ID][]CountedRound{}}
	for _, c := range f.List.Columns {
		if c.Year != 0 && !slices.Contains(r.years, c.Year) {
			r.years = append(r.years, c.Year)
		}
	}
	for _, round := range f.Rounds {
		err = r.formerRounds(round)
		if err != nil {
			return nil, err
		}
	}
	return r, nil
}

// parts gives the people in order, one hamlet after the other where the list goes
// by hamlets. While a hamlet is written the next is read: a book of a commune
// takes no longer than the slower of the two.
func (r *reading) parts() iter.Seq2[[]*member, error] {
	if r.form.List.Order[0] != byHamlet {
		return r.together
	}
	return func(yield func([]*member, error) bool) {
		ctx, stop := context.WithCancel(r.ctx)
		ahead := *r
		ahead.ctx = ctx
		parts := make(chan part, 1)
		go ahead.send(parts)
		defer func() {
			stop()
			for range parts { // until the reader has let go of the store
			}
		}()
		for p := range parts {
			if !yield(p.people, p.err) || p.err != nil {
				return
			}
		}
	}
}

type part struct {
	people []*member
	err    error
}

func (r *reading) send(parts chan<- part) {
	defer close(parts)
	for people, err := range r.hamletByHamlet() {
		select {
		case parts <- part{people, err}:
		case <-r.ctx.Done():
			return
		}
	}
}

func (r *reading) hamletByHamlet() iter.Seq2[[]*member, error] {
	return func(yield func([]*member, error) bool) {
		for _, round := range r.form.Rounds {
			wanted, err := r.wanted(round)
			if err != nil {
				yield(nil, err)
				return
			}
			schools, err := r.src.Schools(r.ctx, round.Commune.ID, round.Year)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, h := range r.hamlets(wanted) {
				people, err := r.read(round, schools, h, wanted[h.PlaceID])
				if !yield(people, err) || err != nil {
					return
				}
			}
		}
	}
}

// together reads everybody first, for a list that goes by name over the whole
// place.
func (r *reading) together(yield func([]*member, error) bool) {
	var all []*member
	for people, err := range r.hamletByHamlet() {
		if err != nil {
			yield(nil, err)
			return
		}
		all = append(all, people...)
	}
	r.sort(all)
	yield(all, nil)
}

// wanted finds the kinds of people that the list names, hamlet by hamlet.
func (r *reading) wanted(round CountedRound) (map[place.ID][]profile.ID, error) {
	rows, err := r.src.Tally(r.ctx, round.Commune.ID, round.Year)
	if err != nil {
		return nil, err
	}
	ask, err := r.lib.asker(r.form.List.Asks, r.src)
	if err != nil {
		return nil, err
	}
	out := map[place.ID][]profile.ID{}
	for _, row := range rows {
		if r.form.Hamlet != nil && row.Hamlet != r.form.Hamlet.ID {
			continue
		}
		yes, err := ask(row.Profile)
		if err != nil {
			return nil, err
		}
		if yes {
			out[row.Hamlet] = append(out[row.Hamlet], row.Profile)
		}
	}
	return out, nil
}

// hamlets gives those with somebody in the list, in the order of the place, and
// those that nobody knows last.
func (r *reading) hamlets(wanted map[place.ID][]profile.ID) []place.Attributes {
	var out []place.Attributes
	for id := range wanted {
		h, ok := r.tree.Nearest(id, r.form.On)
		if !ok {
			h = place.Attributes{PlaceID: id, Name: unknownHamlet}
		}
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b place.Attributes) int {
		if (a.Kind == "") != (b.Kind == "") {
			return strings.Compare(string(b.Kind), string(a.Kind))
		}
		if order := viet.Compare(a.Code+" "+a.Name, b.Code+" "+b.Name); order != 0 {
			return order
		}
		return int(a.PlaceID - b.PlaceID)
	})
	return out
}

// member is somebody in the list, with the years before.
type member struct {
	record   *register.Record
	hamlet   string
	former   map[int]*register.Record
	profiles map[int]profile.Profile
	key      [][]byte
	schools  map[string]survey.School
}

func (r *reading) read(round CountedRound, schools map[string]survey.School, hamlet place.Attributes, ids []profile.ID) ([]*member, error) {
	records, err := r.src.RecordsByHamlet(r.ctx, round.Commune.ID, round.Year, hamlet.PlaceID, ids)
	if err != nil {
		return nil, err
	}
	out := make([]*member, len(records))
	at := make(map[register.ID]*member, len(records))
	persons := make([]register.ID, len(records))
	for i, record := range records {
		out[i] = &member{record: record, hamlet: hamlet.Name, schools: schools}
		at[record.PersonID], persons[i] = out[i], record.PersonID
	}
	err = r.before(round, persons, at)
	r.sort(out)
	return out, err
}

// personsAtOnce is how many ids go into one question: parsing a statement costs
// the square of their number.
const personsAtOnce = 400

// before reads the records of earlier years from the communes that had a round
// then where this one stands.
func (r *reading) before(round CountedRound, persons []register.ID, at map[register.ID]*member) error {
	for _, former := range r.former[round.Commune.ID] {
		for part := range slices.Chunk(persons, personsAtOnce) {
			records, err := r.src.RecordsByPerson(r.ctx, former.Commune.ID, former.Year, part)
			if err != nil {
				return err
			}
			for _, record := range records {
				at[record.PersonID].remember(former.Year-round.Year, record)
			}
		}
	}
	return nil
}

// profile is what marks ask of, made once for the record of a year.
func (m *member) profile(year int, record *register.Record) profile.Profile {
	p, ok := m.profiles[year]
	if !ok {
		p = record.Profile()
		if m.profiles == nil {
			m.profiles = map[int]profile.Profile{}
		}
		m.profiles[year] = p
	}
	return p
}

func (m *member) remember(year int, record *register.Record) {
	if m.former == nil {
		m.former = map[int]*register.Record{}
	}
	m.former[year] = record
}

// formerRounds finds the rounds of earlier years that the columns read.
func (r *reading) formerRounds(round CountedRound) error {
	for _, year := range r.years {
		day := rule.ReferenceDay(round.Year + year)
		for _, share := range r.tree.StandingAsOf(round.Commune.ID, r.form.On, day) {
			_, ok, err := r.src.Round(r.ctx, share.Place.PlaceID, round.Year+year)
			if err != nil {
				return err
			}
			if ok {
				r.former[round.Commune.ID] = append(r.former[round.Commune.ID], CountedRound{Commune: named(share.Place), Year: round.Year + year})
			}
		}
	}
	return nil
}

// sort puts people in the order of the list; those of a household stay together
// under the sheet number, its head first.
func (r *reading) sort(list []*member) {
	keys := &sortKeys{order: r.form.List.Order, known: map[string][]byte{}}
	for _, m := range list {
		m.key = keys.of(m)
	}
	slices.SortFunc(list, func(a, b *member) int {
		for i := range a.key {
			if order := bytes.Compare(a.key[i], b.key[i]); order != 0 {
				return order
			}
		}
		return cmp.Compare(a.record.PersonID, b.record.PersonID)
	})
}

// sortKeys makes the keys of the Vietnamese alphabet once: they cost far more
// than a comparison, and a household shares its sheet.
type sortKeys struct {
	order []string
	known map[string][]byte
}

func (k *sortKeys) of(m *member) [][]byte {
	var out [][]byte
	for _, by := range k.order {
		switch by {
		case byHamlet:
			out = append(out, k.alphabetic(m.hamlet))
		case bySheet:
			household := binary.BigEndian.AppendUint64(nil, uint64(m.record.HouseholdID))
			out = append(out, k.alphabetic(m.record.SheetNumber), append(household, headFirst(m.record)))
		case byBirth:
			out = append(out, []byte(m.record.BirthDate()))
		case byName:
			out = append(out, viet.SortKey(m.record.FamilyName, m.record.GivenName))
		}
	}
	return out
}

func (k *sortKeys) alphabetic(s string) []byte {
	key, ok := k.known[s]
	if !ok {
		key = viet.SortKey("", s)
		k.known[s] = key
	}
	return key
}

func headFirst(r *register.Record) byte {
	if r.Relation == register.RelationHead {
		return 0
	}
	return 1
}
