package demo

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"hoctap/internal/audit"
	"hoctap/internal/centre"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
)

// Class is a class of the sample town.
type Class struct {
	Pos       strict.Pos
	Place     string `yaml:"place,required"`
	Hamlet    string `yaml:"hamlet,required"` // empty: nobody is invited by it
	Programme string `yaml:"programme,required"`
	Name      string `yaml:"name,required"`
	Venue     string `yaml:"venue,required"`
	Teacher   string `yaml:"teacher,required"`
	Organiser string `yaml:"organiser"`
	Timetable string `yaml:"timetable,required"`
	Begins    string `yaml:"begins,required"`
	Sessions  int    `yaml:"sessions,required"` // one a week
	Seats     int    `yaml:"seats,required"`
	Invited   int    `yaml:"invited,required"`
	Completed int    `yaml:"completed,required"`
}

type classesFile struct {
	Classes []*Class `yaml:"classes,required"`
}

// ReadClasses gives the classes of the town.
func ReadClasses(files fs.FS) ([]*Class, error) {
	const name = "classes.yaml"
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("classes of the sample town: %w", err)
	}
	var out classesFile
	var ps strict.Problems
	strict.Decode(name, body, &out, &ps)
	return out.Classes, ps.Err()
}

// ClassStore is where the classes are written.
type ClassStore interface {
	tally.Dictionary
	Places(ctx context.Context) (*place.Tree, error)
	Tally(ctx context.Context, commune place.ID, year int) (tally.Tally, error)
	Round(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error)
	RecordsByProfile(ctx context.Context, commune place.ID, year int, ids []profile.ID) ([]*register.Record, error)
	Classes(ctx context.Context, commune place.ID, year int) ([]*centre.Whole, error)
	Class(ctx context.Context, commune place.ID, id centre.ID) (*centre.Whole, bool, error)
	AddClass(ctx context.Context, c *centre.Class, invited []centre.Learner) error
	AddSession(ctx context.Context, c *centre.Class, s *centre.Session) error
	MoveLearner(ctx context.Context, c *centre.Class, person register.ID, from, to centre.LearnerState) error
	MarkAttendance(ctx context.Context, c *centre.Class, session centre.ID, person register.ID, was, now centre.Mark) (centre.Mark, error)
	ChangeClass(ctx context.Context, c *centre.Class) error
	Complete(ctx context.Context, c *centre.Completion, kind audit.Kind) error
}

// Centre writes the classes of the town into its open round.
type Centre struct {
	Store      ClassStore
	Book       *rule.Book
	Programmes *centre.Programmes
	Clock      *Clock
}

// classYear is that of the round that is still open.
var classYear = Years[len(Years)-1]

// Load writes the classes, each whole, but for those that are there already.
func (l *Centre) Load(ctx context.Context, list []*Class) error {
	ctx = audit.With(ctx, audit.Act{Account: actor, Role: "operator", From: "cli"})
	tree, err := l.Store.Places(ctx)
	if err != nil {
		return fmt.Errorf("classes of the sample town: %w", err)
	}
	for _, c := range list {
		at, err := tree.ByCode(c.Place, rule.ReferenceDay(classYear))
		if err != nil {
			return fmt.Errorf("%s: %w", c.Pos, err)
		}
		there, err := l.Store.Classes(ctx, at.PlaceID, classYear)
		if err != nil {
			return fmt.Errorf("classes of the sample town: %w", err)
		}
		if slices.ContainsFunc(there, func(w *centre.Whole) bool { return w.Name == c.Name }) {
			continue
		}
		err = l.class(ctx, tree, at.PlaceID, c)
		if err != nil {
			return fmt.Errorf("%s: %w", c.Pos, err)
		}
	}
	return nil
}

func (l *Centre) class(ctx context.Context, tree *place.Tree, commune place.ID, c *Class) error {
	people, err := l.lacking(ctx, tree, commune, c)
	if err != nil {
		return err
	}
	first, err := time.Parse(time.DateOnly, c.Begins)
	if err != nil {
		return fmt.Errorf("class of the sample town: %w", err)
	}
	l.Clock.set(first)
	made := &centre.Class{
		Commune: commune, Year: classYear, Programme: c.Programme, Name: c.Name, Organiser: c.Organiser, Venue: c.Venue, Teacher: c.Teacher,
		Begins: c.Begins, Ends: first.AddDate(0, 0, 7*(c.Sessions-1)).Format(time.DateOnly), Timetable: c.Timetable, Seats: c.Seats, State: centre.Planned,
	}
	var invited []centre.Learner
	for _, r := range people[:min(c.Invited, len(people))] {
		invited = append(invited, centre.Learner{Person: r.PersonID, State: centre.Invited, Why: l.Programmes.Programme(c.Programme).Needs})
	}
	err = l.Store.AddClass(ctx, made, invited)
	if err != nil {
		return err
	}
	// Two of them never come; the others take their seats.
	var seated []register.ID
	for _, one := range invited[:max(len(invited)-2, 0)] {
		err = l.Store.MoveLearner(ctx, made, one.Person, centre.Invited, centre.Enrolled)
		if err != nil {
			return err
		}
		seated = append(seated, one.Person)
	}
	err = l.sessions(ctx, made, c, first, seated)
	if err != nil || c.Completed == 0 {
		return err
	}
	return l.complete(ctx, made, people, seated[:min(c.Completed, len(seated))])
}

// lacking are the people of the hamlet who need the programme, in the order of their ids.
func (l *Centre) lacking(ctx context.Context, tree *place.Tree, commune place.ID, c *Class) ([]*register.Record, error) {
	p := l.Programmes.Programme(c.Programme)
	if p == nil {
		return nil, fmt.Errorf("there is no programme %q", c.Programme)
	}
	if p.Needs == "" {
		return nil, nil
	}
	rows, err := l.Store.Tally(ctx, commune, classYear)
	if err != nil {
		return nil, err
	}
	measure := l.Book.Measure(p.Needs)
	var ids []profile.ID
	for _, row := range rows {
		bits, err := tally.Answers(l.Book, row.Profile, l.Store)
		if err != nil {
			return nil, err
		}
		if bits.In(measure) && !bits.Counted(measure) && !slices.Contains(ids, row.Profile) {
			ids = append(ids, row.Profile)
		}
	}
	people, err := l.Store.RecordsByProfile(ctx, commune, classYear, ids)
	if err != nil {
		return nil, err
	}
	people = slices.DeleteFunc(people, func(r *register.Record) bool {
		at, ok := tree.Nearest(r.HamletID, rule.ReferenceDay(classYear))
		return !ok || at.Name != c.Hamlet
	})
	slices.SortFunc(people, func(a, b *register.Record) int { return int(a.PersonID - b.PersonID) })
	return people, nil
}

// sessions are one a week. Everybody misses one now and then.
func (l *Centre) sessions(ctx context.Context, made *centre.Class, c *Class, first time.Time, seated []register.ID) error {
	for week := range c.Sessions {
		day := first.AddDate(0, 0, 7*week)
		l.Clock.set(day)
		s := &centre.Session{On: day.Format(time.DateOnly), Begins: "19:00", Ends: "21:00", Topic: fmt.Sprintf("Bài %d", week+1)}
		err := l.Store.AddSession(ctx, made, s)
		if err != nil {
			return err
		}
		for i, id := range seated {
			mark := centre.Here
			switch {
			case (week+i)%7 == 5:
				mark = centre.Excused
			case (week*3+i)%11 == 7, i == len(seated)-1 && week > c.Sessions-3:
				mark = centre.Away
			}
			_, err = l.Store.MarkAttendance(ctx, made, s.ID, id, "", mark)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Centre) complete(ctx context.Context, made *centre.Class, people []*register.Record, persons []register.ID) error {
	w, _, err := l.Store.Class(ctx, made.Commune, made.ID)
	if err != nil {
		return err
	}
	round, _, err := l.Store.Round(ctx, made.Commune, classYear)
	if err != nil {
		return err
	}
	records := map[register.ID]*register.Record{}
	for _, r := range people {
		records[r.PersonID] = r
	}
	done := (&centre.Finish{
		Class: w, Phase: l.Programmes.Programme(made.Programme).Phase, Round: round, Records: records, On: made.Ends, Result: "Đạt", Now: l.Clock.Now(),
	}).Complete(persons)
	if len(done.Problems) > 0 {
		return done.Problems[0].Why
	}
	err = l.Store.Complete(ctx, done, audit.ClassComplete)
	if err != nil {
		return err
	}
	w.State = centre.Over
	return l.Store.ChangeClass(ctx, &w.Class)
}
