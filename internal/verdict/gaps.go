package verdict

import (
	"context"
	"fmt"
	"sort"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/tally"
	"hoctap/internal/viet"
)

// Gaps is what stands between a commune and a level, down to the people.
type Gaps struct {
	Judgement *Judgement
	Standard  *rule.Standard
	Level     int
	Criteria  []CriterionGap
	// Fewest is a smallest set of people whose completion reaches the level,
	// across all its criteria and those of its prerequisites. A person in it is
	// taken to fulfil every criterion that asks about them.
	Fewest []Person
}

// CriterionGap is one criterion of persons that is not met: how many more it
// needs, and everybody who could close it.
type CriterionGap struct {
	Standard *rule.Standard
	Level    int
	Verdict  rule.CriterionVerdict
	Needed   int64
	Persons  []Person
}

// Person is one line of a gap list.
type Person struct {
	Record *register.Record
	Hamlet string
}

// Gaps lists what is missing to a level. Where the level is reached the list is
// empty.
func (g *Judge) Gaps(ctx context.Context, id place.ID, year int, standard string, level int) (*Gaps, error) {
	j, err := g.Judge(ctx, id, year)
	if err != nil {
		return nil, err
	}
	if j.Place.Kind != place.Commune {
		return nil, fault.New(fault.Invalid, "fault.gaps_of_commune", "name", j.Place.Name)
	}
	v := j.Of(standard)
	if v == nil {
		return nil, fault.New(fault.Invalid, "fault.standard_unknown", "standard", standard, "year", year)
	}
	number, err := CheckLevel(v.Standard, &level)
	if err != nil {
		return nil, err
	}
	out := &Gaps{Judgement: j, Standard: v.Standard, Level: number}
	if !j.Surveyed {
		return nil, fault.New(fault.Missing, "fault.no_survey", "name", j.Place.Name, "year", year)
	}
	out.Criteria = j.unmet(v.Standard, number)
	return out, g.name(ctx, out)
}

// unmet gathers the unmet criteria of persons of a level and of everything it
// rests on.
func (j *Judgement) unmet(std *rule.Standard, level int) []CriterionGap {
	var out []CriterionGap
	j.below(std, level, map[rule.Requirement]bool{}, func(of *rule.Standard, level int, c *rule.CriterionVerdict) bool {
		if c.Criterion.Kind == rule.Prerequisite {
			return c.ByPersons == rule.NotMet
		}
		if c.Needed() > 0 {
			out = append(out, CriterionGap{Standard: of, Level: level, Verdict: *c, Needed: c.Needed()})
		}
		return false
	})
	sort.SliceStable(out, func(a, b int) bool {
		if out[a].Standard.Order != out[b].Standard.Order {
			return out[a].Standard.Order < out[b].Standard.Order
		}
		return out[a].Level < out[b].Level
	})
	return out
}

// MeasureIDs are the measures of persons that a level asks about, with those of
// everything it rests on.
func (j *Judgement) MeasureIDs(std *rule.Standard, level int) map[string]bool {
	out := map[string]bool{}
	j.below(std, level, map[rule.Requirement]bool{}, func(_ *rule.Standard, _ int, c *rule.CriterionVerdict) bool {
		if c.Measure != nil {
			out[c.Measure.ID] = true
		}
		return c.Criterion.Kind == rule.Prerequisite
	})
	return out
}

// Turnable are the criteria of persons of a level, and of everything it rests on,
// whose threshold is a number that somebody may try to turn.
func (j *Judgement) Turnable(std *rule.Standard, level int) []CriterionGap {
	var out []CriterionGap
	j.below(std, level, map[rule.Requirement]bool{}, func(of *rule.Standard, level int, c *rule.CriterionVerdict) bool {
		if c.Criterion.Kind == rule.Persons && c.Operator != rule.All && c.Outcome != rule.NotInForce {
			out = append(out, CriterionGap{Standard: of, Level: level, Verdict: *c, Needed: c.Needed()})
		}
		return c.Criterion.Kind == rule.Prerequisite
	})
	return out
}

// below visits the criteria of a level and of the levels under it, and of those
// prerequisites that visit says to go into.
func (j *Judgement) below(std *rule.Standard, level int, seen map[rule.Requirement]bool, visit func(*rule.Standard, int, *rule.CriterionVerdict) bool) {
	req := rule.Requirement{Standard: std.ID, Level: level}
	v := j.Of(std.ID)
	if v == nil || seen[req] || v.Level(level) == nil {
		return
	}
	seen[req] = true
	if level > 1 {
		// Levels are cumulative also where the law names no prerequisite, as
		// for literacy.
		j.below(std, level-1, seen, visit)
	}
	criteria := v.Level(level).Criteria
	for i := range criteria {
		if visit(std, level, &criteria[i]) {
			required := criteria[i].Criterion.Requires
			j.below(j.Law.Book.Standard(required.Standard), required.Level, seen, visit)
		}
	}
}

// name brings the people: those whom a measure covers and does not count.
func (g *Judge) name(ctx context.Context, gaps *Gaps) error {
	tree, err := g.Source.Places(ctx)
	if err != nil {
		return err
	}
	lacking := map[*rule.Measure][]Person{}
	for i := range gaps.Criteria {
		m := gaps.Criteria[i].Verdict.Measure
		if _, done := lacking[m]; !done {
			lacking[m], err = g.lacking(ctx, tree, gaps.Judgement, m)
			if err != nil {
				return err
			}
		}
		gaps.Criteria[i].Persons = lacking[m]
	}
	gaps.Fewest = pick(gaps.Criteria)
	return nil
}

// Units are the communes whose rounds the judgement rests on.
func (j *Judgement) Units() []place.ID {
	if len(j.AddedUp) == 0 {
		return []place.ID{j.Place.PlaceID}
	}
	var out []place.ID
	for _, a := range j.AddedUp {
		out = append(out, a.PlaceID)
	}
	return out
}

// Who is which side of a measure is asked for.
type Who int

// The sides.
const (
	Lacking Who = iota // covered and not counted
	Counted
	Covered
)

// People names those behind a measure in a commune and year, hamlet by hamlet.
func (g *Judge) People(ctx context.Context, j *Judgement, measure string, who Who) ([]Person, error) {
	m := g.Book.Measure(measure)
	if m == nil {
		return nil, fault.New(fault.NotFound, "fault.measure_unknown", "measure", measure)
	}
	tree, err := g.Source.Places(ctx)
	if err != nil {
		return nil, err
	}
	return g.people(ctx, tree, j, func(b rule.Bits) bool {
		switch who {
		case Counted:
			return b.Counted(m)
		case Covered:
			return b.In(m)
		}
		return b.In(m) && !b.Counted(m)
	})
}

func (g *Judge) lacking(ctx context.Context, tree *place.Tree, j *Judgement, m *rule.Measure) ([]Person, error) {
	return g.people(ctx, tree, j, func(b rule.Bits) bool { return b.In(m) && !b.Counted(m) })
}

func (g *Judge) people(ctx context.Context, tree *place.Tree, j *Judgement, want func(rule.Bits) bool) ([]Person, error) {
	var out []Person
	for _, unit := range j.Units() {
		t, err := g.Source.Tally(ctx, unit, j.Year)
		if err != nil {
			return nil, err
		}
		ids, err := g.profiles(t, want)
		if err != nil {
			return nil, err
		}
		records, err := g.Source.RecordsByProfile(ctx, unit, j.Year, ids)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			out = append(out, Person{r, HamletName(tree, r, j.On)})
		}
	}
	SortPeople(out)
	return out, nil
}

func (g *Judge) profiles(t tally.Tally, want func(rule.Bits) bool) ([]profile.ID, error) {
	var ids []profile.ID
	asked := map[profile.ID]bool{}
	for _, row := range t {
		if asked[row.Profile] {
			continue
		}
		asked[row.Profile] = true
		answers, err := tally.Answers(g.Book, row.Profile, g.Source)
		if err != nil {
			return nil, fmt.Errorf("people: %w", err)
		}
		if want(answers) {
			ids = append(ids, row.Profile)
		}
	}
	return ids, nil
}

// HamletName is what the hamlet of a record was called on the day.
func HamletName(tree *place.Tree, r *register.Record, on place.Date) string {
	a, ok := tree.Nearest(r.HamletID, on)
	if !ok {
		return ""
	}
	return a.Name
}

// SortPeople orders by hamlet, then by name as Vietnamese lists are, by the
// given name first.
func SortPeople(list []Person) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if c := viet.Compare(a.Hamlet, b.Hamlet); c != 0 {
			return c < 0
		}
		if c := viet.CompareNames(a.Record.FamilyName, a.Record.GivenName, b.Record.FamilyName, b.Record.GivenName); c != 0 {
			return c < 0
		}
		return a.Record.PersonID < b.Record.PersonID
	})
}

// pick chooses a smallest set over all criteria. Among people who help the same
// criteria the first in the order of the list are taken.
func pick(criteria []CriterionGap) []Person {
	helps := map[register.ID]uint64{}
	var order []Person
	for bit, c := range criteria {
		for _, p := range c.Persons {
			if helps[p.Record.PersonID] == 0 {
				order = append(order, p)
			}
			helps[p.Record.PersonID] |= 1 << bit
		}
	}
	SortPeople(order)
	found := newGroups()
	for _, p := range order {
		found.add(helps[p.Record.PersonID], 1)
	}
	take := found.take(criteria)
	out := []Person{}
	for _, p := range order {
		k := found.at[helps[p.Record.PersonID]]
		if take[k] > 0 {
			take[k]--
			out = append(out, p)
		}
	}
	return out
}
