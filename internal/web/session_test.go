package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"hoctap/internal/account"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
	"hoctap/internal/web"
)

// stranger is a browser that nobody has signed in with.
func (tn *town) stranger() { tn.client = browser(tn.t, tn.server.URL) }

func (tn *town) signIn(name, password string) reply {
	return tn.post("/sign-in", url.Values{"name": {name}, "password": {password}, "next": {"/rules"}})
}

func TestSignIn(t *testing.T) {
	tn := newTown(t)
	password := tn.withPassword("hoa", right.Assignment{Role: right.WardOfficer, Place: storetest.Joined, From: "2020-01-01"})
	tn.stranger()
	place := of(storetest.Joined, lastYear)
	tn.wantRedirect(tn.get(place), "/sign-in?next="+url.QueryEscape(place))
	// The name typed stands in the field again; as a value only, since the letters of
	// "hoa" are also those of a part of the guide.
	wrong, unknown := tn.signIn("hoa", "sai"), tn.signIn("khong-co", "sai")
	if wrong.status != http.StatusUnprocessableEntity || strings.ReplaceAll(wrong.body, `value="hoa"`, `value="khong-co"`) != unknown.body {
		t.Errorf("a wrong password and an unknown name are told apart: %d, %d", wrong.status, unknown.status)
	}
	tn.wantRedirect(tn.signIn(" HOA ", password), "/rules")
	tn.page(place, testkit.In(".user-name", testkit.Contains("hoa")))

	// Signed out, a form that was sent again changes nothing.
	tn.wantRedirect(tn.post("/sign-out", nil), "/sign-in")
	got := tn.post(place+"/round", url.Values{"to": {"submitted"}})
	if got.status != http.StatusForbidden {
		t.Errorf("a form after signing out: status %d", got.status)
	}
}

func TestNextStaysHere(t *testing.T) {
	tn := newTown(t)
	password := tn.withPassword("hoa")
	for _, next := range []string{"https://elsewhere.example/", "//elsewhere.example/", `/\elsewhere.example`, "javascript:alert(1)", "elsewhere"} {
		tn.stranger()
		got := tn.post("/sign-in", url.Values{"name": {"hoa"}, "password": {password}, "next": {next}})
		if to := got.header.Get("Location"); to != "/" {
			t.Errorf("next=%s leads to %q", next, to)
		}
	}
}

// Wrong passwords by the thousand make a stranger wait; the owner's own browser
// still comes in.
func TestGuessersDoNotLockTheOwnerOut(t *testing.T) {
	tn := newTown(t)
	password := tn.withPassword("hoa")
	tn.stranger()
	tn.signIn("hoa", password)
	owner := tn.client
	tn.post("/sign-out", nil)
	tn.stranger()
	var last reply
	for range 10_000 {
		last = tn.signIn("hoa", "doan mo")
	}
	testkit.CheckPage(t, strings.NewReader(last.body), testkit.In(".errors", testkit.Contains("Đợi")))
	if got := tn.signIn("hoa", password); got.status != http.StatusUnprocessableEntity {
		t.Errorf("the right password does not wait after all these: %d", got.status)
	}
	tn.client = owner
	tn.wantRedirect(tn.signIn("hoa", password), "/rules")
}

func TestForgedAndOldSessions(t *testing.T) {
	tn := newTown(t)
	who := &account.Account{Name: "hoa", FullName: "hoa"}
	other := &account.Account{Name: "mai", FullName: "mai"}
	check(t, tn.AddAccount(storetest.By(t.Context(), "test"), who))
	check(t, tn.AddAccount(storetest.By(t.Context(), "test"), other))
	for name, client := range map[string]*http.Client{
		"forged":       browser(t, tn.server.URL, &http.Cookie{Name: sessionCookie, Value: account.Digest("session-of-lan")}),
		"idle":         tn.browserOf(who, tn.now().Add(-time.Hour)),
		"clock back":   tn.browserOf(other, tn.now().Add(time.Hour)),
		"empty cookie": browser(t, tn.server.URL, &http.Cookie{Name: sessionCookie, Value: ""}),
	} {
		tn.client = client
		if got := tn.get("/account"); !strings.HasPrefix(got.header.Get("Location"), "/sign-in") {
			t.Errorf("%s: status %d to %q", name, got.status, got.header.Get("Location"))
		}
	}
}

// A password that somebody else made is changed before anything else, and a right
// that ends closes the page at the next request.
func TestFirstSignInAndLast(t *testing.T) {
	tn := newTown(t)
	admin := tn.client
	made := tn.post("/accounts/new", url.Values{"full_name": {"Đỗ Thị Mơ"}, "name": {"mo.dt"}, "role": {"ward_officer"}, "place": {"14812"}})
	testkit.CheckPage(t, strings.NewReader(made.body), testkit.In(".facts", testkit.Contains("mo.dt")))
	_, after, _ := strings.Cut(made.body, `<code class="code">`)
	password, _, _ := strings.Cut(after, "<")
	tn.stranger()
	tn.signIn("mo.dt", password)
	place := of(storetest.Joined, lastYear)
	tn.wantRedirect(tn.get(place), "/account/password")
	weak := tn.post("/account/password", url.Values{"old": {password}, "new": {"matkhau1234"}, "again": {"matkhau1234"}})
	if weak.status != http.StatusUnprocessableEntity {
		t.Errorf("a weak password: status %d", weak.status)
	}
	const chosen = "bảy quả bí đao trên xe máy"
	tn.wantRedirect(tn.post("/account/password", url.Values{"old": {password}, "new": {chosen}, "again": {chosen}}), "/account")
	tn.page(place)

	who, err := tn.AccountByName(t.Context(), "mo.dt")
	check(t, err)
	held, err := tn.Assignments(t.Context(), who.ID)
	check(t, err)
	officer := tn.client
	tn.client = admin
	tn.wantRedirect(tn.post("/accounts/"+idOf(who.ID)+"/rights/"+idOf(right.ID(held[0].ID)), nil), "/accounts/")
	tn.client = officer
	if got := tn.get(place); got.status != http.StatusForbidden {
		t.Errorf("after the right ended: status %d", got.status)
	}
	tn.client = admin
	tn.wantRedirect(tn.post("/accounts/"+idOf(who.ID)+"/disable", nil), "/accounts/")
	tn.client = officer
	tn.wantRedirect(tn.get("/account"), "/sign-in")
}

func idOf(id right.ID) string { return strconv.FormatInt(int64(id), 10) }

func TestSecondStep(t *testing.T) {
	tn := newTown(t)
	password := tn.withPassword("hoa")
	tn.stranger()
	tn.signIn("hoa", password)
	tn.page("/account/codes", testkit.In("img.qr", testkit.Attr("src", "/account/codes/picture.png")))
	who, err := tn.AccountByName(t.Context(), "hoa")
	check(t, err)
	code, err := totp.GenerateCode(who.Pending, tn.now())
	check(t, err)
	paper := tn.post("/account/codes", url.Values{"code": {code}})
	testkit.CheckPage(t, strings.NewReader(paper.body), testkit.Count(".paper-codes li", 10))
	_, after, _ := strings.Cut(paper.body, `<li><code class="code">`)
	spare, _, _ := strings.Cut(after, "<")

	tn.stranger()
	tn.wantRedirect(tn.signIn("hoa", password), "/sign-in/step")
	tn.wantRedirect(tn.get("/account"), "/sign-in/step")
	for _, wrong := range []string{code, "000000", ""} {
		if got := tn.post("/sign-in/step", url.Values{"code": {wrong}}); got.status != http.StatusUnprocessableEntity {
			t.Errorf("code %q: status %d", wrong, got.status)
		}
	}
	tn.wantRedirect(tn.post("/sign-in/step", url.Values{"code": {strings.ToUpper(spare)}}), "/")
	tn.page("/account", testkit.In("main", testkit.Contains("còn 9 mã dự phòng")))
}

// Guesses sent together are no more than guesses sent one after the other.
func TestGuessesSentTogether(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			tn.withPassword("hoa")
			tn.stranger()
			var wrong, waits atomic.Int64
			var wait sync.WaitGroup
			for range 40 {
				wait.Go(func() {
					got := tn.signIn("hoa", "doan mo")
					if strings.Contains(got.body, "Đợi") {
						waits.Add(1)
					} else if got.status == http.StatusUnprocessableEntity {
						wrong.Add(1)
					}
				})
			}
			wait.Wait()
			if wrong.Load() != 5 || waits.Load() != 35 {
				t.Errorf("%d guesses were looked at and %d had to wait, want 5 and 35", wrong.Load(), waits.Load())
			}
		})
	}
}

// A browser left open does not let whoever sits down at it guess the password.
func TestOldPasswordIsNotGuessedForFree(t *testing.T) {
	tn := newTown(t)
	password := tn.withPassword("hoa")
	tn.stranger()
	tn.signIn("hoa", password)
	var last reply
	for range 10 {
		last = tn.post("/account/password", url.Values{"old": {"doan mo"}, "new": {"bảy quả bí đao"}, "again": {"bảy quả bí đao"}})
	}
	testkit.CheckPage(t, strings.NewReader(last.body), testkit.In(".errors", testkit.Contains("Đợi")))
}

// A session that somebody planted in a browser before its owner signs in is worth
// nothing afterwards, nor is the one that had shown a password only.
func TestPlantedSession(t *testing.T) {
	tn := newTown(t)
	password := tn.withPassword("hoa")
	who := &account.Account{Name: "ke-gian", FullName: "Kẻ gian"}
	check(t, tn.AddAccount(storetest.By(t.Context(), "test"), who))
	tn.client = tn.browserOf(who, tn.now())
	planted := "session-of-ke-gian"
	tn.wantRedirect(tn.signIn("hoa", password), "/rules")
	tn.page("/account", testkit.In(".user-name", testkit.Contains("hoa")))
	for _, token := range []string{planted, "chosen-by-somebody"} {
		tn.client = browser(t, tn.server.URL, &http.Cookie{Name: sessionCookie, Value: token})
		tn.wantRedirect(tn.get("/account"), "/sign-in")
	}
}

func TestSignOutEverywhere(t *testing.T) {
	tn := newTown(t)
	password := tn.withPassword("hoa")
	come := func() *http.Client {
		tn.stranger()
		tn.wantRedirect(tn.signIn("hoa", password), "/rules")
		return tn.client
	}
	office, home := come(), come()
	tn.client = home
	tn.wantRedirect(tn.post("/account/sessions", nil), "/account")
	tn.page("/account")
	tn.client = office
	tn.wantRedirect(tn.get("/account"), "/sign-in")
}

// A session ends after half an hour without a sign of life, and after twelve hours
// however busy it was.
func TestSessionsEndByTheClock(t *testing.T) {
	var passed atomic.Int64
	start := testkit.At("2025-09-21 07:30")
	tn := serve(t, settled(t, testkit.SQLite), func(c *web.Config) {
		c.Now = func() time.Time { return start().Add(time.Duration(passed.Load())) }
	})
	for range 12*3 - 1 {
		passed.Add(int64(20 * time.Minute))
		tn.page("/account")
	}
	passed.Add(int64(20 * time.Minute))
	tn.wantRedirect(tn.get("/account"), "/sign-in")

	tn.client = tn.as("mai")
	passed.Add(int64(31 * time.Minute))
	tn.wantRedirect(tn.get("/account"), "/sign-in")
}

// A browser may name itself as it likes.
func TestOddBrowserNames(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			password := tn.withPassword("hoa")
			for _, agent := range []string{strings.Repeat("a", 199) + "ốc cốc", "\xff\xfe trình duyệt", "", "<script>alert(1)</script>"} {
				tn.stranger()
				r := tn.request(http.MethodPost, "/sign-in", strings.NewReader(url.Values{"name": {"hoa"}, "password": {password}}.Encode()))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.Header.Set("User-Agent", agent)
				tn.wantRedirect(tn.do(r), "/")
				tn.page("/account")
			}
		})
	}
}

// A new installation belongs to whoever holds the code that it wrote where it was
// started, and to nobody after that.
func TestSettingUp(t *testing.T) {
	const code = "abcd-efgh-ijkm-npqr"
	bed := storetest.NewBed(t, testkit.SQLite)
	bed.Settle()
	tn := serve(t, bed, func(c *web.Config) { c.SetupCode, c.Demo = code, false })
	tn.wantRedirect(tn.get("/rules"), "/setup")
	const chosen = "bảy quả bí đao trên xe máy"
	form := func(code string) url.Values {
		return url.Values{"code": {code}, "full_name": {"Mai Thị Lan"}, "name": {"lan.mt"}, "place": {"14812"}, "password": {chosen}, "again": {chosen}}
	}
	for range 10 {
		got := tn.post("/setup", form("khong phai ma nay"))
		if got.status != http.StatusUnprocessableEntity {
			t.Fatalf("a wrong code: status %d", got.status)
		}
	}
	wait := tn.post("/setup", form(code))
	testkit.CheckPage(t, strings.NewReader(wait.body), testkit.In(".errors", testkit.Contains("Đợi")), testkit.In("main", testkit.Lacks(chosen)))

	elsewhere := serve(t, bed, func(c *web.Config) {
		c.SetupCode, c.Demo, c.Now = code, false, testkit.At("2025-09-21 08:30")
	})
	elsewhere.wantRedirect(elsewhere.post("/setup", form("ABCD efgh-IJKM npqr")), "/")
	elsewhere.page("/account", testkit.In(".user-name", testkit.Contains("Mai Thị Lan")))
	elsewhere.stranger()
	elsewhere.wantRedirect(elsewhere.get("/setup"), "/sign-in")
	late := elsewhere.post("/setup", form(code))
	if late.status != http.StatusConflict {
		t.Errorf("a second first account: status %d", late.status)
	}
}
