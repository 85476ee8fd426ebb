// Package survey holds the yearly round: how a workbook becomes records, who is
// who from one year to the next, what a round may become, and what looks wrong
// in it.
package survey

import (
	"hoctap/internal/fault"
	"hoctap/internal/place"
)

// State is what a round of a place and year has come to.
type State string

// The states, in order. A closed round never changes; reopening it takes a
// reason, and the reason is kept.
const (
	Open      State = "open"
	Submitted State = "submitted"
	Checked   State = "checked"
	Closed    State = "closed"
)

// Round is a survey year of a commune.
type Round struct {
	CommuneID place.ID
	Year      int
	State     State
	OpenedAt  string // RFC 3339, UTC
	// Stamp grows with every change of a record of the round. Whoever remembers
	// something counted from it asks for the stamp first.
	Stamp   int64
	Records int // persons written in it
	// Unconfirmed records were rolled forward and not looked at yet.
	Unconfirmed int
}

// Step is one change of state, kept for ever.
type Step struct {
	CommuneID place.ID
	Year      int
	At        string
	From, To  State
	By        string
	Reason    string
}

var steps = map[State][]State{
	Open:      {Submitted},
	Submitted: {Checked, Open},
	Checked:   {Closed, Open},
	Closed:    {Open},
}

// Move checks a change of state. Going back to open takes a reason.
func (r Round) Move(to State, reason string) error {
	for _, s := range steps[r.State] {
		if s != to {
			continue
		}
		if to == Open && reason == "" {
			return fault.New(fault.Invalid, "fault.reopen_reason")
		}
		return nil
	}
	return fault.New(fault.Conflict, "fault.round_step", "from", string(r.State), "to", string(to))
}

// MayChange refuses a change of records unless the round is open.
func (r Round) MayChange() error {
	if r.State == Open {
		return nil
	}
	return fault.New(fault.Conflict, "fault.round_"+string(r.State), "year", r.Year)
}
