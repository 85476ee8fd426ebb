package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
)

// The settings that the sample town leaves in a store.
const (
	// Loaded holds the version of the town once it is whole.
	Loaded = "demo.loaded"
	// Notice says to whoever opens the store that its people are invented.
	Notice = "demo.notice"
)

const notice = "Dữ liệu mẫu: đơn vị hành chính có thật; người, hộ, trường, số liệu và quyết định đều là hư cấu."

// Store is where the town is written.
type Store interface {
	verdict.Source
	verdict.Recorder
	Setting(ctx context.Context, name string) (string, error)
	SaveSetting(ctx context.Context, name, value string) error
	SavePlaces(ctx context.Context, keys map[string]place.ID, d place.Data) error
	Apply(ctx context.Context, p *survey.Plan) error
	SaveFacts(ctx context.Context, commune place.ID, year int, values []rule.FactValue) (int, error)
	MoveRound(ctx context.Context, commune place.ID, year int, to survey.State, reason string) error
}

// Clock is the time in which the town is written: its rounds are opened, checked
// and closed on days of their own year. The store has to be opened with its Now.
type Clock struct{ at time.Time }

// NewClock begins before the first round.
func NewClock() *Clock { return &Clock{surveyed(firstYear)} }

// Now is the day at which the writing has arrived.
func (c *Clock) Now() time.Time { return c.at }

func (c *Clock) set(at time.Time) { c.at = at }

// Step tells how far the loading has come.
type Step struct {
	Year        int
	Place       string
	Persons     int
	Done, Total int
}

// Loader writes the town into a store.
type Loader struct {
	Store    Store
	Book     *rule.Book
	Clock    *Clock
	Progress func(Step) // may be nil
}

// node is the part of an id that tells the sample town from all else.
const node = 511

// IDs makes the ids of the town, the same ones every time.
func IDs() func() int64 {
	start := time.Date(2021, time.January, 1, 0, 0, 0, 0, time.UTC)
	return register.NewIDs(func() time.Time { return start }, node).Next
}

// Load writes the town, or nothing where the store has it already. What was cut
// short goes on where it stopped: the same seed gives the same ids.
func (l *Loader) Load(ctx context.Context, spec *Spec) error {
	ctx = audit.With(ctx, audit.Act{Account: actor, Role: "operator", From: "cli"})
	have, err := l.Store.Setting(ctx, Loaded)
	if err != nil || have == Version {
		return err
	}
	tree, err := l.Store.Places(ctx)
	if err != nil {
		return fmt.Errorf("sample town: %w", err)
	}
	t, err := New(spec, tree, IDs(), Seed)
	if err != nil {
		return err
	}
	err = l.write(ctx, t)
	if err != nil {
		return fmt.Errorf("sample town: %w", err)
	}
	return l.Store.SaveSetting(ctx, Loaded, Version)
}

func (l *Loader) write(ctx context.Context, t *Town) error {
	err := l.Store.SaveSetting(ctx, Notice, notice)
	if err != nil {
		return err
	}
	err = l.Store.SavePlaces(ctx, t.HamletKeys, t.Hamlets)
	if err != nil {
		return err
	}
	done, total := 0, t.count()
	year := firstYear
	for u := range t.Rounds() {
		if u.Plan.Year != year {
			err = l.decide(ctx, t, year)
			if err != nil {
				return err
			}
			year = u.Plan.Year
		}
		err = l.unit(ctx, u)
		if err != nil {
			return err
		}
		done++
		l.tell(t, u, done, total)
	}
	return l.decide(ctx, t, year)
}

// count is the number of rounds there will be.
func (t *Town) count() int {
	n := 0
	for _, year := range Years {
		n += len(t.communes(year))
	}
	return n
}

// communes are those that the areas stand in on the reference day of a year.
func (t *Town) communes(year int) []place.ID {
	var out []place.ID
	for _, a := range t.areas {
		id := a.standing(rule.ReferenceDay(year)).commune
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func (l *Loader) tell(t *Town, u *Unit, done, total int) {
	if l.Progress == nil {
		return
	}
	at, _ := t.tree.At(u.Plan.CommuneID, rule.ReferenceDay(u.Plan.Year))
	l.Progress(Step{Year: u.Plan.Year, Place: at.Name, Persons: len(u.Plan.New), Done: done, Total: total})
}

// unit writes one round with its figures and takes it to its state, each on the
// day on which it would have happened.
func (l *Loader) unit(ctx context.Context, u *Unit) error {
	commune, year := u.Plan.CommuneID, u.Plan.Year
	r, there, err := l.Store.Round(ctx, commune, year)
	if err != nil || there && r.State == u.State && u.State == survey.Closed {
		return err
	}
	l.Clock.set(surveyed(year))
	if !there {
		err = l.Store.Apply(ctx, u.Plan)
		if err != nil {
			return err
		}
		r.State = survey.Open
	}
	if r.State == survey.Open {
		_, err = l.Store.SaveFacts(ctx, commune, year, u.Facts)
		if err != nil {
			return err
		}
	}
	return l.close(ctx, u, r.State)
}

// close takes a round through its states: sent before 3 October, checked by the
// fifth, closed when the province is through with the year.
func (l *Loader) close(ctx context.Context, u *Unit, state survey.State) error {
	if u.State != survey.Closed {
		return nil
	}
	year := u.Plan.Year
	for _, step := range []struct {
		from, to survey.State
		on       time.Time
	}{
		{survey.Open, survey.Submitted, time.Date(year, time.October, 2, 8, 0, 0, 0, time.UTC)},
		{survey.Submitted, survey.Checked, time.Date(year, time.October, 5, 3, 0, 0, 0, time.UTC)},
		{survey.Checked, survey.Closed, time.Date(year, time.December, 26, 3, 0, 0, 0, time.UTC)},
	} {
		if state != step.from {
			continue
		}
		l.Clock.set(step.on)
		err := l.Store.MoveRound(ctx, u.Plan.CommuneID, year, step.to, "")
		if err != nil {
			return err
		}
		state = step.to
	}
	return nil
}
