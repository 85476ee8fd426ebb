package account

import (
	"time"

	"hoctap/internal/right"
)

// Session is one browser that is signed in. Only the digest of its token is
// kept.
type Session struct {
	Digest  string
	Account right.ID
	Started time.Time
	Seen    time.Time
	From    string // address it was begun from
	Browser string
	// Second says that a second step was taken, or none is asked for.
	Second bool
}

// How long a session lasts without a sign of life, and at the most: a ward's PC
// is shared, and a working day is over after twelve hours.
const (
	Idle     = 30 * time.Minute
	Absolute = 12 * time.Hour
	// seenEvery bounds how often a sign of life is written down.
	seenEvery = time.Minute
)

// Alive says whether a session still holds. One from the future has been begun
// under a clock that was set back since: nobody knows how old it is.
func (s *Session) Alive(now time.Time) bool {
	if s.Started.After(now.Add(clockSlack)) || s.Seen.After(now.Add(clockSlack)) {
		return false
	}
	return now.Sub(s.Started) < Absolute && now.Sub(s.Seen) < Idle
}

// clockSlack lets two servers that share a database differ a little.
const clockSlack = time.Minute

// Stale says that the last sign of life should be written down again.
func (s *Session) Stale(now time.Time) bool { return now.Sub(s.Seen) >= seenEvery }
