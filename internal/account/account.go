// Package account is who may sign in, and how they prove it: passwords, one-time
// codes, recovery codes, sessions, and the waiting that slows a guesser down. It
// keeps nothing and reads no clock; what is secret it draws from the source of
// randomness it is given.
package account

import (
	"regexp"

	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/viet"
)

// Account is somebody who may sign in.
type Account struct {
	ID       right.ID
	Name     string // what is typed to sign in
	FullName string
	// Password is in PHC form; "" where the account signs in another way only.
	Password string
	// MustChange holds until the password that somebody else knows is replaced.
	MustChange bool
	// TOTP is the secret of the one-time codes; Pending is one that its owner has
	// not shown to work yet.
	TOTP, Pending string
	// TOTPStep is the last step whose code was used: no code works twice.
	TOTPStep  int64
	Disabled  bool
	CreatedAt string
}

// SecondStep says that a password alone does not let the account in.
func (a *Account) SecondStep() bool { return a.TOTP != "" }

// nameText keeps names to what can be typed on any keyboard and said by phone.
var nameText = regexp.MustCompile(`^[a-z][a-z0-9._-]{1,39}$`)

// CheckName refuses a name that cannot be one.
func CheckName(name string) error {
	if !nameText.MatchString(name) {
		return fault.New(fault.Invalid, "account.name_form", "name", name)
	}
	return nil
}

// CleanName is a name as it is kept, however it was typed: without accents, in
// small letters.
func CleanName(typed string) string { return viet.Fold(viet.Clean(typed)) }
