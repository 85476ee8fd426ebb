package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"strings"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/right"
)

// The cookies of a session and of a browser that is known. Over TLS they bear the
// prefix that keeps another host of the same domain from setting them.
const (
	sessionName = "hoctap"
	deviceName  = "hoctap-device"
	hostPrefix  = "__Host-"
)

func (v *visit) sessionCookie() string { return v.cookieName(sessionName) }

func (v *visit) cookieName(name string) string {
	if v.encrypted() {
		return hostPrefix + name
	}
	return name
}

// encrypted says whether the browser speaks TLS, with us or with a trusted proxy.
func (v *visit) encrypted() bool { return isSecure(v.r) }

// sessionOpen checks name and password. Which of the two is wrong it does not
// tell, nor by the time it takes.
func sessionOpen(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	name := account.CleanName(v.r.PostForm.Get("name"))
	who, err := v.proven(name, v.r.PostForm.Get("password"))
	var f *fault.Error
	if errors.As(err, &f) {
		page := v.signInPage(v.r.PostForm.Get("name"), map[string]string{"password": v.faultText(f)})
		return v.showAs(http.StatusUnprocessableEntity, "sign_in", page)
	}
	if err != nil {
		return err
	}
	err = v.begin(who, !who.SecondStep())
	if err != nil {
		return err
	}
	if who.SecondStep() {
		return elsewhere(address(stepPath, nextQuery(v.next())))
	}
	return elsewhere(v.next())
}

// proven is the account whose name and password these are.
func (v *visit) proven(name, password string) (*account.Account, error) {
	who, err := v.server.Store.AccountByName(v.ctx(), name)
	var f *fault.Error
	if err != nil && !errors.As(err, &f) {
		return nil, err
	}
	device, err := v.knownDevice(who)
	if err != nil {
		return nil, err
	}
	counters := account.Counters(name, v.from(), device)
	return who, v.patiently(counters, "signin.wrong", func() (bool, error) { return v.checkPassword(who, password) })
}

// knownDevice is the mark of the browser where it has come in to this account
// before, "" where it has not.
func (v *visit) knownDevice(who *account.Account) (string, error) {
	device := v.cookie(v.cookieName(deviceName))
	if who == nil || device == "" {
		return "", nil
	}
	known, err := v.server.Store.KnownDevice(v.ctx(), who.ID, account.Digest(device))
	if err != nil || !known {
		return "", err
	}
	return device, nil
}

// from is the address that attempts are counted by.
func (v *visit) from() string { return clientAddress(v.r).String() }

// patiently checks a secret, and refuses whoever has to wait after wrong ones
// before it does. The attempt counts until the secret is known to be right.
func (v *visit) patiently(counters []account.Counter, wrong string, right func() (bool, error)) error {
	attempt, err := v.server.Store.BeginAttempt(v.ctx(), counters, v.Now())
	if err != nil {
		return err
	}
	if attempt.Wait > 0 {
		return waitFault(attempt.Wait)
	}
	ok, err := right()
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.Invalid, wrong)
	}
	return v.server.Store.ForgiveAttempt(v.ctx(), attempt)
}

func waitFault(wait time.Duration) error {
	if wait < time.Minute {
		return fault.New(fault.Refused, "signin.wait_seconds", "n", int(wait.Seconds())+1)
	}
	return fault.New(fault.Refused, "signin.wait_minutes", "n", int(wait.Minutes())+1)
}

// checkPassword takes as long for an account that is not there. Only so many at a
// time are worked out, since each takes memory: more of them wait.
func (v *visit) checkPassword(who *account.Account, password string) (bool, error) {
	select {
	case v.hashing <- struct{}{}:
		defer func() { <-v.hashing }()
	case <-v.ctx().Done():
		return false, v.ctx().Err()
	}
	kept := account.NoPassword()
	usable := who != nil && !who.Disabled && who.Password != ""
	if usable {
		kept = who.Password
	}
	ok, stale, err := account.CheckPassword(kept, password)
	if err != nil || !ok || !usable {
		return false, err
	}
	if stale {
		err = v.rehash(v.ctx(), who.ID, password)
	}
	return true, err
}

func (s *server) rehash(ctx context.Context, id right.ID, password string) error {
	hash, err := account.HashPassword(rand.Reader, password)
	if err != nil {
		return err
	}
	return s.Store.RehashPassword(ctx, id, hash)
}

// begin opens a session and gives its token to the browser. The one before, if
// there was any, ends: a token that somebody planted is worth nothing afterwards.
func (v *visit) begin(who *account.Account, second bool) error {
	token, err := account.NewToken(rand.Reader)
	if err != nil {
		return err
	}
	if v.session != nil {
		err = v.server.Store.EndSession(v.ctx(), v.session.Account, v.session.Digest)
		if err != nil {
			return err
		}
	}
	now := v.Now()
	err = v.server.Store.BeginSession(v.ctx(), &account.Session{
		Digest: account.Digest(token), Account: who.ID, Started: now, Seen: now, From: v.from(), Browser: shorten(v.r.UserAgent()), Second: second,
	})
	if err != nil {
		return err
	}
	v.setCookie(sessionName, token, int(account.Absolute.Seconds()))
	if second {
		return v.knowDevice(who)
	}
	return nil
}

// knowDevice marks the browser as one that this account has come in from.
func (v *visit) knowDevice(who *account.Account) error {
	device := v.cookie(v.cookieName(deviceName))
	if device == "" {
		var err error
		device, err = account.NewToken(rand.Reader)
		if err != nil {
			return err
		}
	}
	const year = 365 * 24 * 60 * 60
	v.setCookie(deviceName, device, year)
	return v.server.Store.KnowDevice(v.ctx(), who.ID, account.Digest(device))
}

func (v *visit) setCookie(name, value string, seconds int) {
	http.SetCookie(v.w, &http.Cookie{
		Name: v.cookieName(name), Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: v.encrypted(), SameSite: http.SameSiteLaxMode,
	})
}

// shorten keeps the name of a browser to what a list can show. A browser may send
// any bytes for one; a database takes text.
func shorten(text string) string {
	const most = 200
	return strings.ToValidUTF8(text[:min(len(text), most)], "")
}
