package account

import (
	"time"

	"hoctap/internal/place"
	"hoctap/internal/right"
)

// Token lets a program act for an account: never more than the account may, and as
// much less as its owner chose.
type Token struct {
	ID       right.ID
	Digest   string // of what the program sends
	Account  right.ID
	Name     string     // what it is for, as the log tells it
	Role     right.Role // empty: every role of the owner
	Place    place.ID   // 0: everywhere the owner reaches
	ReadOnly bool
	Made     time.Time
	Ends     time.Time
	Used     string
	Revoked  string
}

// Alive says whether a token still holds.
func (t *Token) Alive(now time.Time) bool { return t.Revoked == "" && now.Before(t.Ends) }

// Limit is what the token leaves of its owner's rights.
func (t *Token) Limit() right.Limit {
	return right.Limit{Role: t.Role, Place: t.Place, ReadOnly: t.ReadOnly}
}

const (
	// MostTokens is how many tokens that hold an account may have.
	MostTokens = 20
	// TokenPrefix tells a token from a password that somebody pasted by mistake.
	TokenPrefix = "hoctap_"
	// LongestToken is how long a token may hold.
	LongestToken = 366 * 24 * time.Hour
)

// Answer is what a program was answered under a key of its own. Status 0 is an answer
// that was never finished: whoever asks again has to look what came of it.
type Answer struct {
	Asked  string // digest of what was asked
	Status int
	Body   string
}
