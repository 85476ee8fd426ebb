package web_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
	"hoctap/internal/web"
)

// wantHeaders are those of every answer, whatever became of the request.
func wantHeaders(t *testing.T, what string, header http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
		"Referrer-Policy":              "same-origin",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	} {
		if header.Get(name) != want {
			t.Errorf("%.200s: %s is %q, want %q", what, name, header.Get(name), want)
		}
	}
	if cache := header.Get("Cache-Control"); cache != "no-store" && !strings.HasPrefix(cache, "public, max-age=31536000") && !(cache == "public, max-age=300" && strings.Contains(what, "/public")) {
		t.Errorf("%.200s: Cache-Control %q", what, cache)
	}
	policy := header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, want) || strings.Contains(policy, "unsafe") {
			t.Errorf("%.200s: policy %q lacks %s", what, policy, want)
		}
	}
	for _, power := range []string{"camera=()", "geolocation=()", "microphone=()", "usb=()"} {
		if !strings.Contains(header.Get("Permissions-Policy"), power) {
			t.Errorf("%.200s: Permissions-Policy lacks %s", what, power)
		}
	}
}

// A browser is told to keep to TLS only where it came by TLS, and never about the
// names of the machine itself.
func TestOnlySecureIsSaidOverTLS(t *testing.T) {
	tn := newTownBehind(t, "127.0.0.0/8", "so.example", "localhost", "127.0.0.1")
	for _, test := range []struct{ host, proto, want string }{
		{"so.example", "https", "max-age=31536000"}, {"so.example", "http", ""}, {"so.example", "", ""}, {"localhost", "https", ""},
	} {
		r := tn.request(http.MethodGet, "/rules?theme=dark", nil)
		r.Host = test.host
		r.Header.Set("X-Forwarded-Proto", test.proto)
		got := tn.do(r)
		if got.header.Get("Strict-Transport-Security") != test.want {
			t.Errorf("%+v: %q", test, got.header.Get("Strict-Transport-Security"))
		}
		if strings.Contains(got.header.Get("Set-Cookie"), "Secure") != (test.proto == "https") {
			t.Errorf("%+v: cookie %q", test, got.header.Get("Set-Cookie"))
		}
	}
}

// Behind a proxy the origin is held against the name that the client asked for.
func TestOriginBehindAProxy(t *testing.T) {
	tn := newTownBehind(t, "127.0.0.0/8", "so.example")
	for origin, want := range map[string]int{"https://so.example": http.StatusUnprocessableEntity, "https://evil.example": http.StatusForbidden, "null": http.StatusForbidden} {
		r := tn.request(http.MethodPost, of(storetest.Joined, lastYear, "decisions", "new"), strings.NewReader("number="))
		r.Header.Set("Content-Type", encodedForm)
		r.Header.Set("X-Forwarded-Host", "so.example")
		r.Header.Set("X-Forwarded-Proto", "https")
		r.Header.Set("Origin", origin)
		r.Header.Set("Cookie", "__Host-"+sessionCookie+"=session-of-lan")
		if got := tn.do(r); got.status != want {
			t.Errorf("from %s: status %d, want %d", origin, got.status, want)
		}
	}
}

// A refusal tells the operator from where it came, and nothing of what was sent.
func TestRefusalsAreLogged(t *testing.T) {
	tn := newTownBehind(t, "127.0.0.0/8", "so.example")
	r := tn.request(http.MethodGet, "/search?q=Nguyen+Thi+Hoa", nil)
	r.Header.Set("X-Forwarded-For", "10.1.2.3, 198.51.100.7")
	if got := tn.do(r); got.status != http.StatusForbidden {
		t.Fatalf("status %d", got.status)
	}
	log := tn.log.String()
	if !strings.Contains(log, "client=198.51.100.7 reason=fault.host") || strings.Contains(log, "Nguyen") {
		t.Errorf("the log says:\n%s", log)
	}
}

func TestWatchmen(t *testing.T) {
	tn := newTown(t)
	ask := func(path string) reply {
		r := tn.request(http.MethodGet, path, nil)
		r.Host = "10.0.0.9:8080" // a balancer asks by address
		return tn.do(r)
	}
	for _, path := range []string{"/healthz", "/readyz"} {
		if got := ask(path); got.status != http.StatusOK || got.body != "ok test\n" {
			t.Errorf("%s: %d %q", path, got.status, got.body)
		}
	}
	tn.notReady.Store(true)
	if got := ask("/readyz"); got.status != http.StatusServiceUnavailable {
		t.Errorf("a server that ends takes new readers: %d", got.status)
	}
	if got := ask("/healthz"); got.status != http.StatusOK {
		t.Errorf("a server that ends is not well: %d", got.status)
	}
	check(t, tn.Close())
	if got := ask("/healthz"); got.status != http.StatusServiceUnavailable {
		t.Errorf("without a database: %d", got.status)
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	tn := newTown(t)
	r := tn.request(http.MethodPost, of(storetest.Joined, lastYear, "round"), strings.NewReader("to=submitted"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "https://elsewhere.example")
	got := tn.do(r)
	if got.status != http.StatusForbidden {
		t.Errorf("a form of another site: status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In("main", testkit.Contains("trang khác")))
	round, _, err := tn.Round(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	if round.State != "open" {
		t.Errorf("the round became %q", round.State)
	}
}

func TestOtherNamesAreRefused(t *testing.T) {
	tn := newTown(t)
	for host, want := range map[string]int{"elsewhere.example": 403, "elsewhere.example:8080": 403, "localhost:9": 200, "127.0.0.1": 200, "[::1]:8080": 200, "LOCALHOST": 200} {
		r := tn.request(http.MethodGet, "/about", nil)
		r.Host = host
		if got := tn.do(r); got.status != want {
			t.Errorf("asked as %s: status %d, want %d", host, got.status, want)
		}
	}
}

func TestMethods(t *testing.T) {
	tn := newTown(t)
	for _, test := range []struct{ method, path, allow string }{
		{http.MethodPost, "/about", "GET, HEAD"},
		{http.MethodDelete, of(storetest.Joined, lastYear), "GET, HEAD"},
		{http.MethodPut, of(storetest.Joined, lastYear, "round"), "GET, HEAD, POST"},
		{http.MethodGet, "/jobs/x/import", "POST"},
	} {
		got := tn.do(tn.request(test.method, test.path, nil))
		if got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != test.allow {
			t.Errorf("%s %s: status %d, allowed %q, want 405 and %q", test.method, test.path, got.status, got.header.Get("Allow"), test.allow)
		}
	}
}

func TestBodiesAreBounded(t *testing.T) {
	tn := newTown(t)
	got := tn.post(of(storetest.Joined, lastYear, "decisions", "new"), url.Values{"number": {strings.Repeat("x", 2<<20)}})
	if got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a form of 2 MB: status %d", got.status)
	}
	got = tn.upload(of(storetest.Joined, lastYear, "import"), "x.xlsx", make([]byte, 66<<20))
	if got.status != http.StatusRequestEntityTooLarge && got.status != http.StatusUnprocessableEntity {
		t.Errorf("a file of 66 MB: status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In("main", testkit.Contains("64 MB")))
}

// What fails inside is a page with a number; the log has the rest, and nothing
// that is about a person.
func TestTheLogKnowsNobody(t *testing.T) {
	tn := newTown(t)
	tn.page("/search?q=Nguyen+Thi+Hoa")
	tn.get("/persons/123456789012")
	check(t, tn.Close())
	got := tn.get(of(storetest.Joined, lastYear))
	if got.status != http.StatusInternalServerError {
		t.Fatalf("without a database: status %d", got.status)
	}
	log := tn.log.String()
	for _, private := range []string{"Nguyen", "123456789012", "/persons/1"} {
		if strings.Contains(log, private) {
			t.Errorf("the log holds %q:\n%s", private, log)
		}
	}
	if strings.Contains(got.body, "sql") || strings.Contains(got.body, "database") {
		t.Errorf("the page tells of the inside:\n%s", got.body)
	}
	if !strings.Contains(log, `route="GET /persons/{person}"`) || !strings.Contains(log, "page failed") {
		t.Errorf("the log lacks the route or the failure:\n%s", log)
	}
	number := strings.TrimSpace(between(log, `msg="page failed" id=`, " "))
	if number == "" || !strings.Contains(got.body, number) {
		t.Errorf("the page does not give the number %q", number)
	}
}

func between(s, from, to string) string {
	_, rest, _ := strings.Cut(s, from)
	found, _, _ := strings.Cut(rest, to)
	return found
}

func TestLanguageAndTheme(t *testing.T) {
	tn := newTown(t)
	got := tn.get("/rules?lang=en&x=1")
	tn.wantRedirect(got, "/rules?x=1")
	cookie := got.header.Get("Set-Cookie")
	if !strings.Contains(cookie, "lang=en") || !strings.Contains(cookie, "SameSite=Lax") || !strings.Contains(cookie, "HttpOnly") {
		t.Errorf("cookie %q", cookie)
	}
	r := tn.request(http.MethodGet, "/rules", nil)
	r.Header.Set("Cookie", "lang=en; theme=dark")
	testkit.CheckPage(t, strings.NewReader(tn.do(r).body), testkit.In("html", testkit.Attr("lang", "en")), testkit.In("h1", testkit.Text("The law")), testkit.In(`meta[name="color-scheme"]`, testkit.Attr("content", "dark")))
	if got := tn.get("/rules?lang=xx"); got.header.Get("Set-Cookie") != "" {
		t.Error("a language that is not spoken here was kept")
	}
}

// The meter learns patterns, as the log does: an address may be about a person.
func TestTheMeterIsToldRoutes(t *testing.T) {
	tn := newTown(t)
	tn.get("/persons/123456789012")
	tn.get("/nowhere/123456789012")
	tn.page("/search?q=Nguyen")
	tn.server.Close() // a request is counted after its answer has gone
	tn.notes.mu.Lock()
	defer tn.notes.mu.Unlock()
	for _, want := range []string{"GET GET /persons/{person} 404", "GET / 404", "GET GET /search 200"} {
		if tn.notes.routes[want] != 1 {
			t.Errorf("%q was not counted once: %v", want, tn.notes.routes)
		}
	}
	if tn.notes.going != 0 {
		t.Errorf("%d requests never ended", tn.notes.going)
	}
}

// A form that comes a byte at a time is given up, and told so; who sends it whole
// is served meanwhile, and a workbook may take its minutes.
func TestASlowFormIsGivenUp(t *testing.T) {
	tn := serve(t, settled(t, testkit.SQLite), func(c *web.Config) { c.FormTime = 200 * time.Millisecond })
	slow := func(path, kind string) (*io.PipeWriter, chan reply) {
		body, writer := io.Pipe()
		r := tn.request(http.MethodPost, path, body)
		r.Header.Set("Content-Type", kind)
		r.ContentLength = 1000
		got := make(chan reply, 1)
		go func() {
			answer, err := tn.client.Do(r)
			if err != nil {
				got <- reply{body: err.Error()}
				return
			}
			defer answer.Body.Close()
			text, _ := io.ReadAll(answer.Body)
			got <- reply{answer.StatusCode, answer.Header, string(text)}
		}()
		_, err := io.WriteString(writer, "t")
		check(t, err)
		return writer, got
	}
	form, answer := slow(of(storetest.Joined, lastYear, "round"), encodedForm)
	defer form.Close()
	upload, uploaded := slow(importPath, "multipart/form-data; boundary=b")
	tn.page("/rules")
	if got := <-answer; got.status != http.StatusUnprocessableEntity {
		t.Errorf("a slow form: %d %s", got.status, got.body)
	}
	select {
	case got := <-uploaded:
		t.Errorf("a workbook was given up as soon as a form: %d", got.status)
	default:
	}
	_ = upload.CloseWithError(errors.New("the reader has left"))
	<-uploaded
}
