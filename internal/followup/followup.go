// Package followup is who goes to see the people of a gap list, what came of each
// visit, and whether it was won. It belongs to the person and to no round: it goes
// on when the next round opens.
package followup

import (
	"cmp"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
)

// Outcome is what came of a visit.
type Outcome string

// The outcomes, from the best downwards.
const (
	Enrolled  Outcome = "enrolled"  // already in class
	Agreed    Outcome = "agreed"    // will come
	Undecided Outcome = "undecided" // to be seen again
	Refused   Outcome = "refused"
	Absent    Outcome = "absent" // nobody was at home
	Unable    Outcome = "unable" // ill, or too severely disabled to learn
	Left      Outcome = "left"   // lives here no more
)

// Outcomes are all of them, in the order of the form.
func Outcomes() []Outcome {
	return []Outcome{Enrolled, Agreed, Undecided, Refused, Absent, Unable, Left}
}

// Visit is one time that somebody went.
type Visit struct {
	ID      int64
	Commune place.ID
	Person  register.ID
	On      place.Date
	Outcome Outcome
	Words   string // sealed where they are kept
	By      right.ID
}

// FollowUp is all that was done about one person of a commune.
type FollowUp struct {
	Commune  place.ID
	Person   register.ID
	Lacked   []string // the measures that did not count them, by id
	Follower right.ID // 0: nobody yet
	Since    place.Date
	WonOn    place.Date // "" where nobody marked it
	Visits   []Visit    // the latest first
}

// Last is the latest visit, nil where nobody has gone yet.
func (f *FollowUp) Last() *Visit {
	if len(f.Visits) == 0 {
		return nil
	}
	return &f.Visits[0]
}

// Standing is how a follow-up stands against the register.
type Standing string

// The standings. A mark says what somebody was told at the door; only the register
// says that it has come true.
const (
	Open    Standing = "open"
	Marked  Standing = "marked"  // somebody says it is won; the register does not yet
	Won     Standing = "won"     // the register counts them now
	Outside Standing = "outside" // the law asks nothing of them any more: too old, gone
)

// Side is what a measure says of a person.
type Side int

// The sides of a measure.
const (
	Uncovered Side = iota
	Lacking
	Counted
)

// Stand tells how a follow-up stands, by what each measure now says of the person.
func (f *FollowUp) Stand(side func(measure string) Side) Standing {
	counted := false
	for _, m := range f.Lacked {
		switch side(m) {
		case Lacking:
			if f.WonOn != "" {
				return Marked
			}
			return Open
		case Counted:
			counted = true
		case Uncovered:
		}
	}
	if counted {
		return Won
	}
	return Outside
}

// Merge joins what two communes did about one person: a ward and the one that took
// it over. The later assignment and the later mark hold.
func (f *FollowUp) Merge(other FollowUp) {
	if other.Since > f.Since {
		f.Follower, f.Since = other.Follower, other.Since
	}
	f.WonOn = max(f.WonOn, other.WonOn)
	f.Lacked = Union(f.Lacked, other.Lacked)
	f.Visits = append(f.Visits, other.Visits...)
	slices.SortFunc(f.Visits, func(a, b Visit) int { return cmp.Or(cmp.Compare(b.On, a.On), cmp.Compare(b.ID, a.ID)) })
}

// Union is each measure of two lists once, in order.
func Union(a, b []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(a, b))))
}
