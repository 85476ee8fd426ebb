package survey

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// Sheet is the sheet of one household as somebody typed it: only the cells that
// they touched.
type Sheet struct {
	CommuneID   place.ID
	CommuneName string // on the reference day, to tell which schools are here
	Year        int
	HouseholdID register.ID // 0: a household that is new
	// Household are the cells that all its people share: hamlet (as an id), address,
	// sheet_number, head_family_name, head_given_name.
	Household map[string]Typed
	People    []TypedPerson
	// Confirm says that the whole sheet was looked at, changed or not.
	Confirm bool
	// Covers says where whoever types may write; nil is everywhere.
	Covers func(hamlet place.ID) bool
}

// Typed is a cell: what it showed when the typing began, and what it shows now. A
// cell that somebody else changed meanwhile is not written over unseen.
type Typed struct{ Was, Now string }

// TypedPerson is a row of the sheet; PersonID is 0 for somebody new.
type TypedPerson struct {
	PersonID register.ID
	Cells    map[string]Typed
}

// SharedKeys are the cells of Sheet.Household.
var SharedKeys = []string{hamletKey, "address", "sheet_number", "head_family_name", "head_given_name"}

// RowKeys are the cells of a person, in the order of the sheet.
var RowKeys = func() []string {
	var out []string
	for _, c := range columns {
		if c.key != orderKey && !slices.Contains(SharedKeys, c.key) {
			out = append(out, c.key)
		}
	}
	return out
}()

// CellProblem is a problem of a typed cell. Row counts Sheet.People; it is Shared
// for the cells of the household.
type CellProblem struct {
	Row int
	Problem
}

// Clash is a cell that somebody else changed meanwhile.
type Clash struct {
	Row      int
	Key      string
	Was, Now string // as typed
	Stands   string // what the register has
}

// Shared is the row of the cells that all people of a household have in common.
const Shared = -1

// Edited is what came of a sheet: it is written, or nothing of it is and the problems
// and clashes say why. Warnings come with what was written, too.
type Edited struct {
	HouseholdID register.ID
	Written     bool
	Changed     int // people
	New         []register.ID
	Problems    []CellProblem
	Clashes     []Clash
}

// Sound reports whether nothing keeps the sheet from being written.
func (e *Edited) Sound() bool {
	return len(e.Clashes) == 0 && !slices.ContainsFunc(e.Problems, func(p CellProblem) bool { return p.Severity == Error })
}

// Editor is what the editing of a sheet asks of the store.
type Editor interface {
	Round(ctx context.Context, commune place.ID, year int) (Round, bool, error)
	Household(ctx context.Context, commune place.ID, household register.ID, year int) ([]*register.Record, error)
	Hamlets(ctx context.Context, commune place.ID, year int) ([]place.Attributes, error)
	Schools(ctx context.Context, commune place.ID, year int) (map[string]School, error)
	// Namesakes are the people of a commune with this folded name and date of birth.
	Namesakes(ctx context.Context, commune place.ID, name, birth string) ([]register.ID, error)
	// SheetHolder is the household that has a sheet number in a round, 0 for none.
	SheetHolder(ctx context.Context, commune place.ID, year int, sheet string) (register.ID, error)
	Apply(ctx context.Context, p *Plan) error
}

// editTries bounds how often a sheet is laid over the register anew, because others
// wrote into other sheets of the round in between.
const editTries = 8

// Edit writes a sheet as it was typed, or nothing of it. Others may write into the
// round at the same time: what they wrote elsewhere does not matter, what they wrote
// into the very cells is a clash.
func Edit(ctx context.Context, reg Editor, s *Sheet, ids func() int64, now func() time.Time) (*Edited, error) {
	for try := 1; ; try++ {
		out, err := editOnce(ctx, reg, s, ids, now)
		if try < editTries && isConflict(err) {
			continue
		}
		return out, err
	}
}

func isConflict(err error) bool {
	f, ok := fault.As(err)
	return ok && f.Key == "fault.round_changed"
}

func editOnce(ctx context.Context, reg Editor, s *Sheet, ids func() int64, now func() time.Time) (*Edited, error) {
	round, ok, err := reg.Round(ctx, s.CommuneID, s.Year)
	if err != nil {
		return nil, fmt.Errorf("edit: %w", err)
	}
	if !ok {
		return nil, fault.New(fault.NotFound, "fault.no_round", "year", s.Year)
	}
	err = round.MayChange()
	if err != nil {
		return nil, err
	}
	e, err := newScribe(ctx, reg, s)
	if err != nil {
		return nil, err
	}
	e.compare()
	e.read()
	if e.out.Sound() {
		e.plan(ids)
		err = e.doubtIdentity(ctx, reg)
	}
	if err != nil || !e.out.Sound() || len(e.made.New)+len(e.made.Changed) == 0 {
		return e.out, err
	}
	e.made.Stamp, e.made.At = round.Stamp, now().UTC().Format(time.RFC3339)
	err = reg.Apply(ctx, e.made)
	if err != nil {
		return nil, fmt.Errorf("edit: %w", err)
	}
	e.out.Written, e.out.Changed = true, len(e.made.Changed)
	return e.out, nil
}

// scribe lays one sheet over the register.
type scribe struct {
	sheet   *Sheet
	schools map[string]School
	hamlets map[place.ID]string
	lines   []*line
	made    *Plan
	out     *Edited
}

// line is a person of the household: as the register has them, as they were typed,
// and both together as read.
type line struct {
	before *register.Record // nil: somebody new
	row    int              // in Sheet.People, or Shared for one whom nobody touched
	cells  map[string]string
	draft  *Draft
}

func newScribe(ctx context.Context, reg Editor, s *Sheet) (*scribe, error) {
	e := &scribe{sheet: s, hamlets: map[place.ID]string{}, out: &Edited{HouseholdID: s.HouseholdID}, made: &Plan{CommuneID: s.CommuneID, Year: s.Year, Source: TypedSource, Typed: true}}
	hamlets, err := reg.Hamlets(ctx, s.CommuneID, s.Year)
	if err != nil {
		return nil, fmt.Errorf("edit: %w", err)
	}
	for _, h := range hamlets {
		e.hamlets[h.PlaceID] = h.Name
	}
	e.schools, err = reg.Schools(ctx, s.CommuneID, s.Year)
	if err != nil {
		return nil, fmt.Errorf("edit: %w", err)
	}
	if s.HouseholdID != 0 {
		members, err := reg.Household(ctx, s.CommuneID, s.HouseholdID, s.Year)
		if err != nil {
			return nil, fmt.Errorf("edit: %w", err)
		}
		if len(members) == 0 {
			return nil, fault.New(fault.NotFound, "refusal.household_unknown")
		}
		for _, r := range members {
			e.lines = append(e.lines, &line{before: r, row: Shared})
		}
	}
	return e, e.addTyped()
}

// addTyped finds the line of every row that was typed, and makes those of new people.
func (e *scribe) addTyped() error {
	for i, p := range e.sheet.People {
		if p.PersonID == 0 {
			if !blankRow(p) {
				e.lines = append(e.lines, &line{row: i})
			}
			continue
		}
		at := slices.IndexFunc(e.lines, func(l *line) bool { return l.before != nil && l.before.PersonID == p.PersonID })
		if at < 0 {
			return fault.New(fault.Conflict, "survey.edit_person_gone")
		}
		e.lines[at].row = i
	}
	return nil
}

// blankRow is a row for somebody new in which nothing was written.
func blankRow(p TypedPerson) bool {
	for _, c := range p.Cells {
		if viet.Clean(c.Now) != "" {
			return false
		}
	}
	return true
}

// first is a person whom the register has in the household, nil in a new one.
func (e *scribe) first() *register.Record {
	if len(e.lines) == 0 {
		return nil
	}
	return e.lines[0].before
}

// typed are the cells of a line that somebody touched.
func (e *scribe) typed(l *line) map[string]Typed {
	if l.row == Shared {
		return nil
	}
	return e.sheet.People[l.row].Cells
}

// compare holds what the cells showed when the typing began against what they hold.
func (e *scribe) compare() {
	if first := e.first(); first != nil {
		e.clash(Shared, first, e.sheet.Household)
	}
	for _, l := range e.lines {
		if l.before != nil {
			e.clash(l.row, l.before, e.typed(l))
		}
	}
}

func (e *scribe) clash(row int, r *register.Record, cells map[string]Typed) {
	for _, key := range sortedKeys(cells) {
		c := cells[key]
		stands := CellText(key, r)
		if stands != c.Was && stands != viet.Clean(c.Now) {
			e.out.Clashes = append(e.out.Clashes, Clash{Row: row, Key: key, Was: c.Was, Now: c.Now, Stands: stands})
		}
	}
}

// CellText is what a cell of the editor shows: the hamlet as its id, what is sealed
// masked, anything else as on the sheet.
func CellText(key string, r *register.Record) string {
	if key == hamletKey {
		return fmt.Sprint(int64(r.HamletID))
	}
	text := Text(key, r)
	if slices.Contains(register.MaskedKeys, key) {
		return register.Masked(text)
	}
	return text
}

// Cleared is typed into a masked cell to empty it: left alone it shows nothing that
// could be taken away.
const Cleared = "-"

// TypedSource is what the trace names as the source of a change.
const TypedSource = "sheet"

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for key := range m {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}
