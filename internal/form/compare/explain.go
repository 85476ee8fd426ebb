package compare

import (
	"cmp"
	"context"
	"slices"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
)

// Explanation is why some cells differ: the people it rests on, and what was
// supposed.
type Explanation struct {
	// Certain explanations are a former state of our own data: we know what the
	// round held. Others are suppositions that make the figures equal.
	Certain bool
	// Key is the sentence in the catalogue, with Args; Text is that of a
	// supposition that is data.
	Key    string
	Args   map[string]any
	Text   form.Text
	Cells  []Spot
	People []Person
}

// Spot names a cell of the result.
type Spot struct{ Table, Cell int }

// Person is somebody who stands in other cells here than there.
type Person struct {
	Record *register.Record
	Hamlet string
	// Here are the cells that count them here and not there, There the others.
	Here, There []Spot
	// Changes are what became of the record since, by field.
	Changes map[string][2]any
}

// supposition is another state of the data that may be theirs.
type supposition struct {
	certain bool
	key     string
	args    map[string]any
	text    form.Text
	records map[round][]*register.Record // of each round as supposed
	changes map[register.ID]map[string][2]any
}

type round struct {
	commune place.ID
	year    int
}

// Explainer looks for what would make the figures equal.
type Explainer struct {
	Forms        *form.Library
	Source       Source
	Form         *form.Form
	Of           form.For
	Suppositions []*Supposition
}

// Explain tries every supposition on the whole form, takes the one that explains
// most cells without breaking others, and goes on with those that are left. Each
// is exact: the form is made out anew from the records as supposed.
func (e *Explainer) Explain(ctx context.Context, r *Result) error {
	open := r.open()
	if len(open) == 0 {
		return nil
	}
	now, err := e.records(ctx, r.Filled)
	if err != nil {
		return err
	}
	list, err := e.suppositions(ctx, now)
	if err != nil {
		return err
	}
	var tried []*trial
	for _, s := range list {
		t, err := e.try(ctx, r, s)
		if err != nil {
			return err
		}
		if t != nil {
			tried = append(tried, t)
		}
	}
	for len(open) > 0 {
		best := bestOf(tried, open)
		if best == nil {
			break
		}
		err := e.take(ctx, r, best, open, now)
		if err != nil {
			return err
		}
		open = r.open()
	}
	r.opposite()
	return nil
}

// open are the cells that differ, follow from no others, and have no explanation
// yet.
func (r *Result) open() []Spot {
	var out []Spot
	for t := range r.Tables {
		for c := range r.Tables[t].Cells {
			cell := &r.Tables[t].Cells[c]
			if (cell.State == Differs || cell.State == OnlyHere) && !cell.Follows && cell.Why < 0 && cell.Delta != 0 {
				out = append(out, Spot{t, c})
			}
		}
	}
	return out
}

// trial is the form made out under a supposition.
type trial struct {
	*supposition
	filled    *form.Filled
	explained map[Spot]bool
	broken    int
}

// try makes the form out as supposed, and sees which cells would then be theirs.
func (e *Explainer) try(ctx context.Context, r *Result, s *supposition) (*trial, error) {
	src := e.Source.with(s.records)
	filled, err := e.Forms.Fill(ctx, src, e.Form, e.Of)
	if err != nil {
		return nil, err
	}
	t := &trial{supposition: s, filled: filled, explained: map[Spot]bool{}}
	for i := range r.Tables {
		body := filled.Body(r.Tables[i].Body.ID)
		if body == nil {
			continue
		}
		t.judge(&r.Tables[i], body, i)
	}
	if len(t.explained) <= t.broken {
		return nil, nil
	}
	return t, nil
}

func (t *trial) judge(table *Table, supposed *form.Body, i int) {
	for k := range table.Cells {
		c := &table.Cells[k]
		at, ok := supposed.Find(table.Body.Rows[c.Row].ID, table.Body.Columns[c.Column].ID)
		if !ok || c.State == Apart || c.State == Unreadable || c.State == OnlyThere {
			continue
		}
		ours := table.Body.Cell(form.At{Row: c.Row, Column: c.Column})
		theirs := supposed.Cell(at)
		switch {
		case c.State == Equal && theirs.N != ours.N:
			t.broken++
		case c.State != Equal && theirs.Kind == form.CountCell && theirs.N == ours.N-c.Delta:
			t.explained[Spot{i, k}] = true
		}
	}
}

// bestOf is the trial that explains most of what is open; of equals the one that is
// certain, and then the one that supposes least.
func bestOf(tried []*trial, open []Spot) *trial {
	score := func(t *trial) int {
		n := 0
		for _, s := range open {
			if t.explained[s] {
				n++
			}
		}
		return n
	}
	var best *trial
	for _, t := range tried {
		n := score(t)
		switch {
		case n == 0 || n <= t.broken:
		case best == nil, n > score(best), n == score(best) && t.certain && !best.certain:
			best = t
		}
	}
	return best
}

// take makes a trial the explanation of the open cells that it explains, and names
// the people whose place differs.
func (e *Explainer) take(ctx context.Context, r *Result, t *trial, open []Spot, now map[round][]*register.Record) error {
	why := Explanation{Certain: t.certain, Key: t.key, Args: t.args, Text: t.text}
	people := map[register.ID]*Person{}
	here, there := e.Source.with(now), e.Source.with(t.records)
	for _, s := range open {
		if !t.explained[s] {
			continue
		}
		table := &r.Tables[s.Table]
		cell := &table.Cells[s.Cell]
		cell.Why = len(r.Explanations)
		why.Cells = append(why.Cells, s)
		row, column := table.Body.Rows[cell.Row].ID, table.Body.Columns[cell.Column].ID
		mine, err := e.Forms.People(ctx, here, r.Filled, table.Body.ID, row, column)
		if err != nil {
			return err
		}
		theirs, err := e.Forms.People(ctx, there, t.filled, table.Body.ID, row, column)
		if err != nil {
			return err
		}
		for _, p := range without(mine, theirs) {
			one := t.person(people, p)
			one.Here = append(one.Here, s)
		}
		for _, p := range without(theirs, mine) {
			one := t.person(people, p)
			one.There = append(one.There, s)
		}
	}
	why.People = sorted(people)
	r.Explanations = append(r.Explanations, why)
	return nil
}

// person is somebody of an explanation, as the record stands now if it stands at
// all.
func (t *trial) person(people map[register.ID]*Person, p verdict.Person) *Person {
	id := p.Record.PersonID
	if people[id] == nil {
		people[id] = &Person{Record: p.Record, Hamlet: p.Hamlet, Changes: t.changes[id]}
	}
	return people[id]
}

// sorted gives people by hamlet and name, in the Vietnamese order.
func sorted(people map[register.ID]*Person) []Person {
	var out []Person
	for _, p := range people {
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b Person) int {
		return cmp.Or(viet.Compare(a.Hamlet, b.Hamlet), viet.CompareNames(a.Record.FamilyName, a.Record.GivenName, b.Record.FamilyName, b.Record.GivenName), cmp.Compare(a.Record.PersonID, b.Record.PersonID))
	})
	return out
}

// without are the people of one list who are not in the other.
func without(list, other []verdict.Person) []verdict.Person {
	known := map[register.ID]bool{}
	for _, p := range other {
		known[p.Record.PersonID] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(p verdict.Person) bool { return known[p.Record.PersonID] })
}

// opposite joins cells that are left and differ by as much the other way, in one
// row or one column: as many people may stand in the other cell there.
func (r *Result) opposite() {
	open := r.open()
	for i, a := range open {
		one := &r.Tables[a.Table].Cells[a.Cell]
		for _, b := range open[i+1:] {
			two := &r.Tables[b.Table].Cells[b.Cell]
			if one.Why >= 0 || two.Why >= 0 || a.Table != b.Table || one.Delta != -two.Delta || one.Row != two.Row && one.Column != two.Column {
				continue
			}
			one.Why, two.Why = len(r.Explanations), len(r.Explanations)
			n := max(one.Delta, two.Delta)
			r.Explanations = append(r.Explanations, Explanation{Key: "compare.opposite", Args: map[string]any{"n": n}, Cells: []Spot{a, b}})
		}
	}
}
