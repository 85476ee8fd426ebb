package form

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
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
		r := &roll{lib: l, form: f, yield: yield}
		err := r.call(ctx, src)
		if err != nil {
			yield(Entry{}, fmt.Errorf("list %s: %w", f.Code, err))
		}
	}
}

// roll is the writing of one list.
type roll struct {
	lib     *Library
	form    *Filled
	yield   func(Entry, error) bool
	marks   *marks
	values  []func(*subject) Cell // by column
	ended   bool                  // the caller has stopped
	nth     int
	inGroup int    // entries of the group so far
	last    string // key of the group
}

func (r *roll) call(ctx context.Context, src Source) error {
	if r.form.Empty {
		r.empty()
		return nil
	}
	var err error
	r.marks, err = r.lib.marks(r.form.List.Columns)
	if err != nil {
		return err
	}
	r.values, err = columnValues(r.form.List.Columns)
	if err != nil {
		return err
	}
	reading, err := newReading(ctx, r.lib, src, r.form)
	if err != nil {
		return err
	}
	for people, err := range reading.parts() {
		if err != nil {
			return err
		}
		if !r.write(people) {
			return nil
		}
	}
	if r.last != "" {
		r.pad()
	}
	return nil
}

// write yields people as lines; false where the caller has stopped.
func (r *roll) write(people []*member) bool {
	if r.form.Masked {
		mask(people)
	}
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

// mask leaves of telephones and numbers what a screen shows.
func mask(people []*member) {
	for _, m := range people {
		masked := *m.record
		masked.Phone, masked.PersonalNumber = register.Masked(masked.Phone), register.Masked(masked.PersonalNumber)
		m.record = &masked
	}
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
		c, record := &columns[i], m.record
		if c.Year != 0 {
			record = m.former[c.Year]
		}
		switch {
		case c.Label == OrdinalLabel:
			out[i] = Cell{Kind: FigureCell, N: int64(r.nth)}
		case record == nil:
		case r.values[i] != nil:
			out[i] = r.values[i](&subject{record, m.hamlet, m.schools})
		case c.Mark != "":
			yes, err := r.marks.hold(c.Mark, m.profile(c.Year, record))
			if err != nil {
				return nil, err
			}
			out[i] = tick(yes)
		}
	}
	return out, nil
}

func tick(yes bool) Cell {
	if yes {
		return Cell{Kind: AnswerCell, N: 1}
	}
	return Cell{Kind: AnswerCell}
}

// columnValues finds how each column is read; nil for one that is no field.
func columnValues(columns []FilledLine) ([]func(*subject) Cell, error) {
	out := make([]func(*subject) Cell, len(columns))
	for i, c := range columns {
		if c.Field == "" {
			continue
		}
		var err error
		out[i], err = valueOf(c.Field)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
