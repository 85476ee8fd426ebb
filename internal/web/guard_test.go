package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

func TestHeaders(t *testing.T) {
	tn := newTown(t)
	header := tn.page("/").header
	for name, want := range map[string]string{
		"X-Content-Type-Options":     "nosniff",
		"Referrer-Policy":            "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
		"Cache-Control":              "no-store",
	} {
		if header.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, header.Get(name), want)
		}
	}
	policy := header.Get("Content-Security-Policy")
	if strings.Contains(policy, "unsafe") || !strings.HasPrefix(policy, "default-src 'none'") {
		t.Errorf("policy %q", policy)
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
