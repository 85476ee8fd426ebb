package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"

	"hoctap/internal/account"
	"hoctap/internal/right"
	"hoctap/internal/signon"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
	"hoctap/internal/web"
)

// province is a town whose province has a sign-on of its own: a real provider, of a
// certified library, with two people.
type province struct {
	*town
	provider *httptest.Server
}

func newProvince(t *testing.T, fresh func(testing.TB) string) *province {
	t.Helper()
	p := &province{}
	p.provider = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.handler().ServeHTTP(w, r) }))
	t.Cleanup(p.provider.Close)
	p.town = serve(t, settled(t, fresh), func(c *web.Config) {
		c.SignOn = signon.New(signon.Config{Issuer: p.provider.URL, ClientID: "hoctap", Secret: "bí mật", Name: "tài khoản Thanh Hóa"})
	})
	storage.RegisterClients(storage.WebClient("hoctap", "bí mật", p.server.URL+"/sign-in/provider/back"))
	kept := storage.NewStorage(storage.NewUserStore(p.provider.URL))
	made := exampleop.SetupServer(p.provider.URL, kept, slog.New(slog.DiscardHandler), false, op.WithAllowInsecure())
	p.provider.Config.Handler = made
	return p
}

func (p *province) handler() http.Handler { return p.provider.Config.Handler }

// through signs somebody in at the provider, and gives the address that it sends the
// browser back to.
func (p *province) through(to, user string) string {
	p.t.Helper()
	jar, err := cookiejar.New(nil)
	check(p.t, err)
	there := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), p.server.URL) {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	asked, err := there.Get(to)
	check(p.t, err)
	io.Copy(io.Discard, asked.Body)
	asked.Body.Close()
	form := url.Values{"id": {asked.Request.URL.Query().Get("authRequestID")}, "username": {user}, "password": {"verysecure"}}
	got, err := there.PostForm(p.provider.URL+"/login/username", form)
	check(p.t, err)
	got.Body.Close()
	back := got.Header.Get("Location")
	if !strings.HasPrefix(back, p.server.URL) {
		p.t.Fatalf("the provider sends the browser to %q, status %d", back, got.StatusCode)
	}
	return strings.TrimPrefix(back, p.server.URL)
}

// begin asks our server to begin, from a page of ours.
func (p *province) begin(path string) string {
	p.t.Helper()
	r := p.request(http.MethodGet, path, nil)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	got := p.do(r)
	to := got.header.Get("Location")
	if got.status != http.StatusFound || !strings.HasPrefix(to, p.provider.URL) {
		p.t.Fatalf("status %d to %q\n%s", got.status, to, got.body)
	}
	return to
}

// Whoever has linked their account comes in by the province's sign-on; nobody else
// does, whatever they bring back.
func TestSignOnOfAProvince(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			p := newProvince(t, fresh)
			const user = "test-user@127.0.0.1"
			password := p.withPassword("hoa", right.Assignment{Role: right.WardOfficer, Place: storetest.Joined, From: "2020-01-01"})
			p.stranger()
			p.page("/sign-in", testkit.In("main", testkit.Contains("Đăng nhập bằng tài khoản Thanh Hóa")))
			unknown := p.get(p.through(p.begin("/sign-in/provider"), user))
			if unknown.status != http.StatusForbidden || !strings.Contains(unknown.body, "liên kết") {
				t.Errorf("somebody whom nobody knows: status %d", unknown.status)
			}

			p.signIn("hoa", password)
			p.wantRedirect(p.get(p.through(p.begin("/account/provider"), user)), "/account")
			p.page("/account", testkit.In("main", testkit.Contains("Đã liên kết")))

			p.stranger()
			back := p.through(p.begin("/sign-in/provider?next=/rules"), user)
			held := p.client
			p.stranger()
			if got := p.get(back); got.status != http.StatusForbidden {
				t.Errorf("brought back by another browser: status %d", got.status)
			}
			p.client = held
			if got := p.get(strings.Replace(back, "state=", "state=x", 1)); got.status != http.StatusForbidden {
				t.Errorf("with another state: status %d", got.status)
			}
			if got := p.get(back); got.status != http.StatusForbidden {
				t.Errorf("a second time: status %d", got.status)
			}
			p.wantRedirect(p.get(p.through(p.begin("/sign-in/provider?next=/rules"), user)), "/rules")
			p.page("/account", testkit.In(".user-name", testkit.Contains("hoa")))

			// Linked to one, nobody else links the same person, and a page elsewhere
			// begins nothing.
			p.client = p.as("mai")
			if got := p.get(p.through(p.begin("/account/provider"), user)); got.status != http.StatusConflict {
				t.Errorf("the same person linked to a second account: status %d", got.status)
			}
			r := p.request(http.MethodGet, "/account/provider", nil)
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			if got := p.do(r); got.status != http.StatusForbidden {
				t.Errorf("begun from elsewhere: status %d", got.status)
			}
			who, err := p.AccountByName(t.Context(), "hoa")
			check(t, err)
			check(t, p.Disable(storetest.By(t.Context(), "test"), who.ID, true))
			p.stranger()
			if got := p.get(p.through(p.begin("/sign-in/provider"), user)); got.status != http.StatusForbidden {
				t.Errorf("a closed account: status %d", got.status)
			}
		})
	}
}

// A link is taken away by its owner, who still has a password.
func TestUnlinking(t *testing.T) {
	p := newProvince(t, testkit.SQLite)
	password := p.withPassword("hoa")
	p.stranger()
	p.signIn("hoa", password)
	p.get(p.through(p.begin("/account/provider"), "test-user@127.0.0.1"))
	p.wantRedirect(p.post("/account/provider", nil), "/account")
	p.page("/account", testkit.In("main", testkit.Contains("Chưa liên kết")))

	// Whoever has no password would be locked out by it.
	only := &account.Account{Name: "vo", FullName: "vo"}
	check(t, p.AddAccount(storetest.By(t.Context(), "test"), only))
	p.client = p.browserOf(only, p.now())
	if got := p.post("/account/provider", nil); got.status != http.StatusForbidden {
		t.Errorf("unlinked from the only way in: status %d", got.status)
	}
}

// Where the provider is away everybody is told so, and the password still opens.
func TestSignOnAway(t *testing.T) {
	tn := serve(t, settled(t, testkit.SQLite), func(c *web.Config) {
		c.SignOn = signon.New(signon.Config{Issuer: "http://127.0.0.1:1", ClientID: "hoctap", Name: "tài khoản tỉnh"})
	})
	password := tn.withPassword("hoa")
	tn.stranger()
	got := tn.get("/sign-in/provider")
	if got.status != http.StatusForbidden || !strings.Contains(got.body, "tài khoản tỉnh không trả lời") {
		t.Errorf("status %d", got.status)
	}
	tn.wantRedirect(tn.signIn("hoa", password), "/rules")

	plain := newTown(t)
	if got := plain.get("/sign-in/provider"); got.status != http.StatusNotFound {
		t.Errorf("without a provider: status %d", got.status)
	}
}
