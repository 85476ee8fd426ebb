package account

import (
	"time"

	"hoctap/internal/right"
)

// Passkey is a key that a device of somebody's holds and signs with, once its owner
// has unlocked it. Credential is the public half, as package passkey writes it.
type Passkey struct {
	ID         string
	Account    right.ID
	Name       string
	Credential string
	Added      string
	Used       string // "" where it never was
}

// Ceremony is an adding of a passkey, or a sign-in with one, that has begun. Data is
// what it was begun with; it is good for one end.
type Ceremony struct {
	Digest  string // of what the browser brings back
	Account right.ID
	Data    string
	Until   time.Time
}

// CeremonyTime is what somebody may take to unlock their device.
const CeremonyTime = 5 * time.Minute
