package form

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// Entry is one line of a list. One that begins a group brings the group's lines.
type Entry struct {
	Begins bool
	Group  []Text
	Cells  []Cell
	// Commune and Person are nobody on an empty line.
	Commune place.ID
	Person  register.ID
}

// Entries gives the lines of a list in their order. Records are read one hamlet
// at a time where the list goes by hamlets, so that memory does not grow with the
// place; reading ends where the caller stops.
func (l *Library) Entries(ctx context.Context, src Source, f *Filled) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		r := &roll{lib: l, ctx: ctx, src: src, form: f, yield: yield}
		err := r.call()
		if err != nil {
			yield(Entry{}, fmt.Errorf("list %s: %w", f.Code, err))
		}
	}
}

// roll is the reading of one list.
type roll struct {
	lib     *Library
	ctx     context.Context
	src     Source
	form    *Filled
	yield   func(Entry, error) bool
	tree    *place.Tree
	marks   *marks
	schools map[string]survey.School
	years   []int // of former records, counted from that of the form
	ended   bool  // the caller has stopped
	nth     int
	inGroup int // entries of the group so far
	last    string
}

func (r *roll) call() error {
	if r.form.Empty {
		r.empty()
		return nil
	}
	var err error
	r.tree, err = r.src.Places(r.ctx)
	if err != nil {
		return err
	}
	r.marks, err = r.lib.marks(r.form.List.Columns)
	if err != nil {
		return err
	}
	for _, c := range r.form.List.Columns {
		if c.Year != 0 && !slices.Contains(r.years, c.Year) {
			r.years = append(r.years, c.Year)
		}
	}
	if r.form.List.Order[0] == byHamlet {
		err = r.byHamlet()
	} else {
		err = r.together()
	}
	if err == nil && r.last != "" {
		r.pad()
	}
	return err
}

// byHamlet reads one hamlet after the other.
func (r *roll) byHamlet() error {
	for _, round := range r.form.Rounds {
		wanted, err := r.wanted(round)
		if err != nil {
			return err
		}
		for _, h := range r.hamlets(round, wanted) {
			people, err := r.read(round, h, wanted[h.PlaceID])
			if err != nil {
				return err
			}
			if !r.write(people) {
				return nil
			}
		}
	}
	return nil
}

// together reads everybody, for a list that goes by name over the whole place.
func (r *roll) together() error {
	var all []*member
	for _, round := range r.form.Rounds {
		wanted, err := r.wanted(round)
		if err != nil {
			return err
		}
		for _, h := range r.hamlets(round, wanted) {
			people, err := r.read(round, h, wanted[h.PlaceID])
			if err != nil {
				return err
			}
			all = append(all, people...)
		}
	}
	r.sort(all)
	r.write(all)
	return nil
}

// wanted finds the kinds of people that the list names, hamlet by hamlet.
func (r *roll) wanted(round CountedRound) (map[place.ID][]profile.ID, error) {
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
func (r *roll) hamlets(round CountedRound, wanted map[place.ID][]profile.ID) []place.Attributes {
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
	record *register.Record
	hamlet string
	former map[int]*register.Record
}

func (r *roll) read(round CountedRound, hamlet place.Attributes, ids []profile.ID) ([]*member, error) {
	records, err := r.src.RecordsByHamlet(r.ctx, round.Commune.ID, round.Year, hamlet.PlaceID, ids)
	if err != nil {
		return nil, err
	}
	r.schools, err = r.src.Schools(r.ctx, round.Commune.ID, round.Year)
	if err != nil {
		return nil, err
	}
	out := make([]*member, len(records))
	at := make(map[register.ID]*member, len(records))
	persons := make([]register.ID, len(records))
	for i, record := range records {
		out[i] = &member{record: record, hamlet: hamlet.Name}
		at[record.PersonID], persons[i] = out[i], record.PersonID
	}
	err = r.before(round, persons, at)
	r.sort(out)
	return out, err
}

// before reads the records of earlier years from the communes that stood then
// where this one stands.
func (r *roll) before(round CountedRound, persons []register.ID, at map[register.ID]*member) error {
	for _, year := range r.years {
		day := rule.ReferenceDay(round.Year + year)
		for _, share := range r.tree.StandingAsOf(round.Commune.ID, r.form.On, day) {
			records, err := r.src.RecordsByPerson(r.ctx, share.Place.PlaceID, round.Year+year, persons)
			if err != nil {
				return err
			}
			for _, record := range records {
				m := at[record.PersonID]
				if m.former == nil {
					m.former = map[int]*register.Record{}
				}
				m.former[year] = record
			}
		}
	}
	return nil
}

// sort puts people in the order of the list; those of a household stay together
// under the sheet number, its head first.
func (r *roll) sort(list []*member) {
	slices.SortFunc(list, func(a, b *member) int {
		for _, by := range r.form.List.Order {
			if order := compare(by, a, b); order != 0 {
				return order
			}
		}
		return compareIDs(a.record.PersonID, b.record.PersonID)
	})
}

func compare(by string, a, b *member) int {
	switch by {
	case byHamlet:
		return viet.Compare(a.hamlet, b.hamlet)
	case bySheet:
		if order := viet.Compare(a.record.SheetNumber, b.record.SheetNumber); order != 0 {
			return order
		}
		if order := compareIDs(a.record.HouseholdID, b.record.HouseholdID); order != 0 {
			return order
		}
		return headFirst(a.record) - headFirst(b.record)
	case byBirth:
		return strings.Compare(a.record.BirthDate(), b.record.BirthDate())
	}
	return viet.CompareNames(a.record.FamilyName, a.record.GivenName, b.record.FamilyName, b.record.GivenName)
}

func headFirst(r *register.Record) int {
	if r.Relation == register.RelationHead {
		return 0
	}
	return 1
}

func compareIDs(a, b register.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// write yields people as lines; false where the caller has stopped.
func (r *roll) write(people []*member) bool {
	for i, m := range people {
		e := Entry{Commune: m.record.CommuneID, Person: m.record.PersonID}
		if g := r.form.List.Group; g != nil && r.key(m) != r.last {
			if r.last != "" {
				r.pad()
			}
			e.Begins, e.Group = true, r.group(g, m, people[i:])
			r.last, r.inGroup = r.key(m), 0
			if g.By == groupHousehold {
				r.nth = 0
			}
		}
		r.nth++
		r.inGroup++
		cells, err := r.cells(m)
		e.Cells = cells
		if r.ended || !r.yield(e, err) || err != nil {
			r.ended = true
			return false
		}
	}
	return true
}

// key tells one group from the next.
func (r *roll) key(m *member) string {
	if r.form.List.Group.By == groupHamlet {
		return "h" + strconv.FormatInt(int64(m.record.HamletID), 10)
	}
	return strconv.FormatInt(int64(m.record.HouseholdID), 10)
}

// group fills the lines of a group from its first person; the telephone is that
// of whoever has one.
func (r *roll) group(g *FilledGroup, first *member, rest []*member) []Text {
	v := r.vars()
	for name, value := range map[string]string{
		"hamlet": first.hamlet, "head": first.record.HeadName(), "sheet": first.record.SheetNumber, "address": first.record.Address,
		"residence": survey.Written("residence", first.record.Residence),
	} {
		v[name] = value
	}
	members := 0
	for _, m := range rest {
		if r.key(m) != r.key(first) {
			break
		}
		members++
		if v["phone"] == "" {
			v["phone"] = m.record.Phone
		}
	}
	v["members"] = strconv.Itoa(members)
	return g.fill(v)
}

// vars are those of the form, as the world gave them.
func (r *roll) vars() vars {
	w := &world{year: r.form.Year, place: place.Attributes{Name: r.form.Place.Name}}
	return w.vars()
}

func (g *FilledGroup) fill(v vars) []Text {
	out := make([]Text, len(g.Lines))
	for i, t := range g.Lines {
		out[i] = v.fill(rule.Text{Vi: t.Vi, En: t.In("en")})
	}
	return out
}

// pad adds empty lines up to the least a group is printed with.
func (r *roll) pad() {
	g := r.form.List.Group
	if g == nil {
		return
	}
	for ; r.inGroup < g.Least && !r.ended; r.inGroup++ {
		r.ended = !r.yield(Entry{Cells: make([]Cell, len(r.form.List.Columns))}, nil)
	}
}

// emptyRows is what a list to be filled in by hand has where it does not say.
const emptyRows = 20

// dots stand where something is to be written by hand.
const dots = "……………………"

// empty writes one group of empty lines.
func (r *roll) empty() {
	rows := emptyRows
	e := Entry{Cells: make([]Cell, len(r.form.List.Columns))}
	if g := r.form.List.Group; g != nil {
		rows = max(g.Least, 1)
		v := r.vars()
		for _, name := range groupVars {
			v[name] = dots
		}
		e.Begins, e.Group = true, g.fill(v)
	}
	for range rows {
		if !r.yield(e, nil) {
			return
		}
		e = Entry{Cells: e.Cells}
	}
}

func (r *roll) cells(m *member) ([]Cell, error) {
	columns := r.form.List.Columns
	out := make([]Cell, len(columns))
	for i := range columns {
		var err error
		out[i], err = r.value(&columns[i], m)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r *roll) value(c *FilledLine, m *member) (Cell, error) {
	record := m.record
	if c.Year != 0 {
		record = m.former[c.Year]
	}
	switch {
	case c.Label == OrdinalLabel:
		return Cell{Kind: FigureCell, N: int64(r.nth)}, nil
	case record == nil:
		return Cell{}, nil
	case c.Mark != "":
		yes, err := r.marks.hold(c.Mark, record.Profile())
		if !yes {
			return Cell{Kind: AnswerCell}, err
		}
		return Cell{Kind: AnswerCell, N: 1}, err
	case c.Field != "":
		get, err := valueOf(c.Field)
		if err != nil {
			return Cell{}, err
		}
		return get(&subject{record, m.hamlet, r.schools}), nil
	}
	return Cell{}, nil
}
