package centre

import (
	"slices"
	"strings"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
)

// ID names a class or a session for ever.
type ID int64

// State is what a class has come to.
type State string

// The states. A class that is over takes no more marks; one that is called off never
// counts.
const (
	Planned   State = "planned"
	Running   State = "running"
	Over      State = "over"
	CalledOff State = "called_off"
)

// States are all of them in order.
func States() []State { return []State{Planned, Running, Over, CalledOff} }

// Class is a class of a commune in a year.
type Class struct {
	Commune   place.ID
	ID        ID
	Year      int // of the survey round that its completion goes into
	Programme string
	Name      string
	Organiser string // a body that the centre works with; empty: the centre itself
	Venue     string
	Teacher   string
	Begins    place.Date
	Ends      place.Date
	Timetable string // in words: "tối thứ ba, thứ năm, 19 giờ 00"
	Seats     int    // 0: no limit
	State     State
	MadeAt    string
}

// Active says whether marks and learners may still change.
func (c *Class) Active() bool { return c.State == Planned || c.State == Running }

// Check says what keeps a class from being written, by field.
func (c *Class) Check(programmes *Programmes) map[string]*fault.Error {
	wrong := map[string]*fault.Error{}
	if programmes.Programme(c.Programme) == nil {
		wrong["programme"] = fault.New(fault.Invalid, "class.no_programme")
	}
	if c.Name == "" {
		wrong["name"] = fault.New(fault.Invalid, "class.no_name")
	}
	if c.Begins == "" {
		wrong["begins"] = fault.New(fault.Invalid, "class.no_begin")
	}
	if c.Ends != "" && c.Ends < c.Begins {
		wrong["ends"] = fault.New(fault.Invalid, "class.ends_before")
	}
	if c.Seats < 0 || c.Seats > 999 {
		wrong["seats"] = fault.New(fault.Invalid, "class.seats")
	}
	return wrong
}

// LearnerState is how far somebody has come in a class.
type LearnerState string

// The states of a learner.
const (
	Invited   LearnerState = "invited"
	Enrolled  LearnerState = "enrolled"
	Waiting   LearnerState = "waiting" // there was no seat
	Left      LearnerState = "left"
	Completed LearnerState = "completed"
)

// LearnerStates are all of them in order.
func LearnerStates() []LearnerState {
	return []LearnerState{Invited, Enrolled, Waiting, Left, Completed}
}

// Learner is somebody in a class. A person stands in a class once.
type Learner struct {
	Person      register.ID
	State       LearnerState
	Why         string // the measure they lacked when they were invited
	AddedAt     string
	CompletedOn place.Date
	Result      string
	Certificate string            // the code on the paper
	Before      map[string][2]int // what completing changed in the record: from what, to what
}

// Session is one meeting of a class.
type Session struct {
	ID     ID
	On     place.Date
	Begins string // 19:00
	Ends   string
	Topic  string
}

// Mark says whether a learner came.
type Mark string

// The marks. No mark is no mark: nobody asked yet.
const (
	Here    Mark = "here"
	Excused Mark = "excused"
	Away    Mark = "away"
)

// Marks are all of them in order.
func Marks() []Mark { return []Mark{Here, Excused, Away} }

// Whole is a class with everything in it.
type Whole struct {
	Class
	Learners []Learner
	Sessions []Session                   // by day
	Marks    map[ID]map[register.ID]Mark // by session
}

// Learner finds somebody, nil where they are not in the class.
func (w *Whole) Learner(id register.ID) *Learner {
	i := slices.IndexFunc(w.Learners, func(l Learner) bool { return l.Person == id })
	if i < 0 {
		return nil
	}
	return &w.Learners[i]
}

// Session finds a session, nil where there is none.
func (w *Whole) Session(id ID) *Session {
	i := slices.IndexFunc(w.Sessions, func(s Session) bool { return s.ID == id })
	if i < 0 {
		return nil
	}
	return &w.Sessions[i]
}

// Taking says that somebody sits in the class: not only invited, waiting or gone.
func (l *Learner) Taking() bool { return l.State == Enrolled || l.State == Completed }

// Seated counts those who take a seat.
func (w *Whole) Seated() int {
	n := 0
	for i := range w.Learners {
		if w.Learners[i].Taking() {
			n++
		}
	}
	return n
}

// Came counts the marks of somebody: how often they came, of how many sessions that
// were marked for them.
func (w *Whole) Came(id register.ID) (here, marked int) {
	for _, s := range w.Sessions {
		switch w.Marks[s.ID][id] {
		case Here:
			here++
			marked++
		case Excused, Away:
			marked++
		}
	}
	return here, marked
}

// MissedTwice are those who take part and were away, excused or not, the last two times
// that they were marked: somebody goes and asks.
func (w *Whole) MissedTwice() []register.ID {
	var out []register.ID
	for _, l := range w.Learners {
		if l.State != Enrolled {
			continue
		}
		missed, seen := 0, 0
		for _, s := range slices.Backward(w.Sessions) {
			mark := w.Marks[s.ID][l.Person]
			if mark == "" {
				continue
			}
			seen++
			if mark != Here {
				missed++
			}
			if seen == 2 {
				break
			}
		}
		if missed == 2 {
			out = append(out, l.Person)
		}
	}
	return out
}

// CheckSession says what keeps a session from being written.
func (c *Class) CheckSession(s Session) *fault.Error {
	switch {
	case !isDay(s.On):
		return fault.New(fault.Invalid, "class.session_day")
	case s.On < c.Begins:
		return fault.New(fault.Invalid, "class.session_before", "begins", c.Begins)
	case s.Begins != "" && !isClock(s.Begins), s.Ends != "" && !isClock(s.Ends), s.Ends != "" && s.Ends <= s.Begins:
		return fault.New(fault.Invalid, "class.session_clock")
	}
	return nil
}

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

func isClock(text string) bool {
	_, err := time.Parse("15:04", text)
	return err == nil && strings.Contains(text, ":")
}
