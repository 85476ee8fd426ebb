// Package passkey adds passkeys to accounts and lets in by them, over WebAuthn. A
// passkey is asked for with its owner's fingerprint, face or PIN, so that it is both
// steps of signing in at once; and a browser gives it to no other site.
package passkey

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/netip"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"hoctap/internal/account"
	"hoctap/internal/fault"
)

// Site is our server as a browser knows it.
type Site struct{ web *webauthn.WebAuthn }

// Possible says whether browsers keep passkeys for a host at all: for a name, and
// not for an address.
func Possible(host string) bool {
	_, err := netip.ParseAddr(host)
	return err != nil && host != ""
}

// NewSite is the server under a host name; origin is scheme, name and port.
func NewSite(host, origin string) (*Site, error) {
	web, err := webauthn.New(&webauthn.Config{RPID: host, RPDisplayName: "hoctap", RPOrigins: []string{origin}})
	if err != nil {
		return nil, fmt.Errorf("passkeys: %w", err)
	}
	return &Site{web}, nil
}

// owner is an account as the library asks for it.
type owner struct {
	*account.Account
	keys []webauthn.Credential
}

// Handle is what a device knows an account by. It tells nothing of it.
func Handle(a *account.Account) []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "hoctap account %d", a.ID))
	return sum[:]
}

func (o owner) WebAuthnID() []byte                         { return Handle(o.Account) }
func (o owner) WebAuthnName() string                       { return o.Name }
func (o owner) WebAuthnDisplayName() string                { return o.FullName }
func (o owner) WebAuthnCredentials() []webauthn.Credential { return o.keys }

func ownerOf(a *account.Account, list []account.Passkey) (owner, error) {
	o := owner{Account: a}
	for _, p := range list {
		var c webauthn.Credential
		err := json.Unmarshal([]byte(p.Credential), &c)
		if err != nil {
			return o, fmt.Errorf("passkey: %w", err)
		}
		o.keys = append(o.keys, c)
	}
	return o, nil
}

// BeginAdd gives what the browser is asked with, and what the end is held against. A
// device that has a key of the account already is not asked for another.
func (s *Site) BeginAdd(a *account.Account, have []account.Passkey) (options, data []byte, err error) {
	o, err := ownerOf(a, have)
	if err != nil {
		return nil, nil, err
	}
	asked, session, err := s.web.BeginRegistration(o,
		webauthn.WithResidentKeyRequirement(protocol.ResidentKeyRequirementRequired),
		webauthn.WithExclusions(webauthn.Credentials(o.keys).CredentialDescriptors()),
		webauthn.WithAuthenticatorSelection(protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		}))
	if err != nil {
		return nil, nil, fmt.Errorf("passkeys: %w", err)
	}
	return both(asked, session)
}

func both(asked, session any) (options, data []byte, err error) {
	options, err = json.Marshal(asked)
	if err != nil {
		return nil, nil, fmt.Errorf("passkeys: %w", err)
	}
	data, err = json.Marshal(session)
	return options, data, err
}

// FinishAdd takes the new key from the browser.
func (s *Site) FinishAdd(a *account.Account, data string, answer []byte) (account.Passkey, error) {
	var session webauthn.SessionData
	err := json.Unmarshal([]byte(data), &session)
	if err != nil {
		return account.Passkey{}, fmt.Errorf("passkeys: %w", err)
	}
	parsed, err := protocol.ParseCredentialCreationResponseBody(bytes.NewReader(answer))
	if err != nil {
		return account.Passkey{}, untrue(err)
	}
	made, err := s.web.CreateCredential(owner{Account: a}, session, parsed)
	if err != nil {
		return account.Passkey{}, untrue(err)
	}
	return keyOf(a, made)
}

func keyOf(a *account.Account, c *webauthn.Credential) (account.Passkey, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return account.Passkey{}, fmt.Errorf("passkeys: %w", err)
	}
	return account.Passkey{ID: base64.RawURLEncoding.EncodeToString(c.ID), Account: a.ID, Credential: string(text)}, nil
}

// BeginSignIn asks for any key that a device has for us.
func (s *Site) BeginSignIn() (options, data []byte, err error) {
	asked, session, err := s.web.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return nil, nil, fmt.Errorf("passkeys: %w", err)
	}
	return both(asked, session)
}

// Finder gives the account that a key belongs to, with its keys; nil for none.
type Finder func(id string) (*account.Account, []account.Passkey, error)

// FinishSignIn gives the account that signed, and its key as it is to be kept now.
func (s *Site) FinishSignIn(data string, answer []byte, find Finder) (*account.Account, account.Passkey, error) {
	var session webauthn.SessionData
	err := json.Unmarshal([]byte(data), &session)
	if err != nil {
		return nil, account.Passkey{}, fmt.Errorf("passkeys: %w", err)
	}
	parsed, err := protocol.ParseCredentialRequestResponseBody(bytes.NewReader(answer))
	if err != nil {
		return nil, account.Passkey{}, untrue(err)
	}
	var who *account.Account
	signed, err := s.web.ValidateDiscoverableLogin(func(id, handle []byte) (webauthn.User, error) {
		a, keys, err := find(base64.RawURLEncoding.EncodeToString(id))
		if err != nil {
			return nil, err
		}
		if a == nil || !bytes.Equal(handle, Handle(a)) {
			return nil, fault.New(fault.Refused, "passkey.untrue")
		}
		who = a
		return ownerOf(a, keys)
	}, session, parsed)
	if err != nil || who == nil {
		return nil, account.Passkey{}, untrue(err)
	}
	// A counter that does not rise is a key that was copied.
	if signed.Authenticator.CloneWarning {
		return nil, account.Passkey{}, fault.New(fault.Refused, "passkey.copied")
	}
	key, err := keyOf(who, signed)
	return who, key, err
}

func untrue(err error) error { return fault.Wrap(err, fault.Refused, "passkey.untrue") }
