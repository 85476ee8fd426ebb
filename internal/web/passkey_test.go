package web_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hoctap/internal/account"
	"hoctap/internal/testkit"
)

// A passkey is added on the page of one's account and opens it without a password; a
// device that is not unlocked opens nothing, nor does a passkey that was removed.
func TestPasskeysInABrowser(t *testing.T) {
	ctx, cancel := context.WithTimeout(testkit.Browser(t), time.Minute)
	defer cancel()
	tn := newTown(t)
	password := tn.withPassword("hoa")
	// Browsers keep passkeys for names, and this is the one that a machine has.
	base := strings.Replace(tn.server.URL, "127.0.0.1", "localhost", 1)
	check(t, testkit.Authenticator(ctx, true))
	visit := func(path string) {
		t.Helper()
		check(t, testkit.Visit(ctx, base+path, testkit.Desktop, 900))
	}
	press := func(selector, shows string) {
		t.Helper()
		_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(document.querySelector(`+strconv.Quote(selector)+`).click(), true)`))
		check(t, err)
		check(t, chromedp.Do(ctx, chromedp.WaitVisible(shows)))
	}
	signOut := func() {
		t.Helper()
		visit("/account")
		press(`form[action="/sign-out"] button`, `#name`)
	}
	visit("/sign-in")
	check(t, chromedp.Do(ctx, chromedp.SetValue(`#name`, "hoa"), chromedp.SetValue(`#password`, password)))
	press(`main form button`, `.user-name`)
	visit("/account")
	press(`button[data-passkey="create"]`, `form[action^="/account/passkeys/"]`)
	who, err := tn.AccountByName(t.Context(), "hoa")
	check(t, err)
	keys, err := tn.Passkeys(t.Context(), who.ID)
	check(t, err)
	if len(keys) != 1 || !strings.Contains(keys[0].Name, "Chrome") || strings.Contains(keys[0].Credential, "hoa") {
		t.Fatalf("kept as %+v", keys)
	}

	signOut()
	visit("/sign-in?next=/account")
	press(`button[data-passkey="sign"]`, `form[action^="/account/passkeys/"]`)
	keys, err = tn.Passkeys(t.Context(), who.ID)
	check(t, err)
	if keys[0].Used == "" {
		t.Error("nobody is told that it was used")
	}
	// It is removed here, and the device still has it.
	press(`form[action^="/account/passkeys/"] button`, `button[data-passkey="create"]`)
	signOut()
	visit("/sign-in")
	press(`button[data-passkey="sign"]`, `#passkey-failed:not([hidden])`)
}

func TestALockedDeviceOpensNothing(t *testing.T) {
	ctx, cancel := context.WithTimeout(testkit.Browser(t), time.Minute)
	defer cancel()
	tn := newTown(t)
	check(t, testkit.Authenticator(ctx, false))
	check(t, testkit.Visit(ctx, strings.Replace(tn.server.URL, "127.0.0.1", "localhost", 1)+"/sign-in", testkit.Phone, 800))
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(document.querySelector('button[data-passkey="sign"]').click(), true)`))
	check(t, err)
	check(t, chromedp.Do(ctx, chromedp.WaitVisible(`#passkey-failed:not([hidden])`)))
}

// What was not begun here, or was ended already, ends nothing; nor does what nobody
// signed.
func TestForgedPasskeys(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			ask := func(path, body string) reply {
				r := tn.request(http.MethodPost, path, strings.NewReader(body))
				r.Host = "localhost"
				r.Header.Set("Content-Type", "application/json")
				return tn.do(r)
			}
			for _, body := range []string{"", "{}", `{"id":"x"}`, "[]", strings.Repeat("a", 5000)} {
				begun := ask("/sign-in/passkey/begin", "{}")
				if begun.status != http.StatusOK || !strings.Contains(begun.body, `"challenge"`) {
					t.Fatalf("begin: %d %s", begun.status, begun.body)
				}
				for range 2 {
					if got := ask("/sign-in/passkey", body); got.status != http.StatusForbidden {
						t.Errorf("%.20q: status %d", body, got.status)
					}
				}
				ask("/account/passkeys/begin", "{}")
				if got := ask("/account/passkeys", body); got.status != http.StatusForbidden {
					t.Errorf("adding %.20q: status %d", body, got.status)
				}
			}
			// What one account began another does not end.
			began := ask("/account/passkeys/begin", "{}")
			held := began.header.Get("Set-Cookie")
			tn.client = tn.as("mai")
			r := tn.request(http.MethodPost, "/account/passkeys", strings.NewReader("{}"))
			r.Host = "localhost"
			cookie, _, _ := strings.Cut(held, ";")
			r.Header.Add("Cookie", cookie)
			if got := tn.do(r); got.status != http.StatusForbidden {
				t.Errorf("ended by another account: status %d", got.status)
			}
			if got := tn.post("/account/passkeys/abc/remove", nil); got.status != http.StatusNotFound {
				t.Errorf("removing what is not there: status %d", got.status)
			}
			r = tn.request(http.MethodPost, "/sign-in/passkey/begin", nil)
			if got := tn.do(r); got.status != http.StatusNotFound {
				t.Errorf("under an address instead of a name: status %d", got.status)
			}
			check(t, tn.BeginCeremony(t.Context(), account.Ceremony{Digest: "old", Until: tn.now().Add(-time.Second)}, tn.now().Add(-time.Hour)))
			if _, found, err := tn.EndCeremony(t.Context(), "old", tn.now()); found || err != nil {
				t.Errorf("over time: %v, %v", found, err)
			}
		})
	}
}
