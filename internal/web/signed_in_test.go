package web_test

import (
	"crypto/rand"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
)

// everything is what somebody holds who does all the work of the town alone.
func everything() []right.Assignment {
	var out []right.Assignment
	for _, held := range []struct {
		role right.Role
		at   place.ID
	}{
		{right.WardOfficer, storetest.Joined}, {right.WardOfficer, storetest.Other}, {right.WardLeader, storetest.Joined},
		{right.WardLeader, storetest.Other}, {right.ProvinceChecker, storetest.Province}, {right.SystemAdministrator, 0}, {right.Auditor, 0},
	} {
		out = append(out, right.Assignment{Role: held.role, Place: held.at, From: "2020-01-01", GivenBy: "test"})
	}
	return out
}

// as signs somebody in who holds some rights, and gives their browser. There is no
// password: what a session lets in is one thing, how it is begun another.
func (tn *town) as(name string, held ...right.Assignment) *http.Client {
	tn.t.Helper()
	who := &account.Account{Name: name, FullName: name}
	check(tn.t, tn.AddAccount(storetest.By(tn.t.Context(), "account:quan-tri"), who, held...))
	return tn.browserOf(who, tn.now())
}

// withPassword adds somebody who signs in by the page for it.
func (tn *town) withPassword(name string, held ...right.Assignment) string {
	tn.t.Helper()
	password, err := account.NewPassword(rand.Reader)
	check(tn.t, err)
	hash, err := account.HashPassword(rand.Reader, password)
	check(tn.t, err)
	check(tn.t, tn.AddAccount(storetest.By(tn.t.Context(), "account:quan-tri"), &account.Account{Name: name, FullName: name, Password: hash}, held...))
	return password
}

func (tn *town) browserOf(who *account.Account, now time.Time) *http.Client {
	tn.t.Helper()
	token := "session-of-" + who.Name
	check(tn.t, tn.BeginSession(tn.t.Context(), &account.Session{Digest: account.Digest(token), Account: who.ID, Started: now, Seen: now, Second: true}))
	return browser(tn.t, tn.server.URL, &http.Cookie{Name: sessionCookie, Value: token})
}

// sessionCookie is the cookie of a session without TLS.
const sessionCookie = "hoctap"

// browser keeps cookies and follows no redirect by itself.
func browser(t testing.TB, base string, cookies ...*http.Cookie) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	check(t, err)
	at, err := url.Parse(base)
	check(t, err)
	jar.SetCookies(at, cookies)
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}
