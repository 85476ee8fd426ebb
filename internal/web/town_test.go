package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hoctap/forms"
	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/job"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
	"hoctap/internal/web"
	"hoctap/internal/words"
	"hoctap/pages"
	"hoctap/rules"
)

// town is a server over a real database with two wards that became one, and
// people in each.
type town struct {
	*storetest.Bed
	t      testing.TB
	server *httptest.Server
	client *http.Client
	log    *safeBuffer
	book   *rule.Book
	now    func() time.Time
	// heard is told of every answer.
	heard func(*http.Request, reply)

	notReady atomic.Bool // the server is told that it ends
	notes    notedMeter
}

// notedMeter notes what a meter is told.
type notedMeter struct {
	mu     sync.Mutex
	routes map[string]int
	going  int
}

func (m *notedMeter) Begun() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.going++
}

func (m *notedMeter) Ended(method, route string, status int, _ time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.going--
	if m.routes == nil {
		m.routes = map[string]int{}
	}
	m.routes[fmt.Sprint(method, " ", route, " ", status)]++
}

// safeBuffer is a log that may be read while the server writes it.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// The years of the town: the wards before the merger, the one after it, and the
// round that is still open.
const (
	oldYear  = 2024
	lastYear = 2025
)

var law = sync.OnceValues(func() (*rule.Book, error) { return rule.Load(rules.FS) })

var statutory = sync.OnceValues(func() (*form.Library, error) {
	book, err := law()
	if err != nil {
		return nil, err
	}
	return form.Load(book, forms.FS)
})

// engines give a fresh database each.
var engines = map[string]func(testing.TB) string{"SQLite": testkit.SQLite, "PostgreSQL": testkit.Postgres}

func newTown(t testing.TB) *town {
	t.Helper()
	return newTownOn(t, testkit.SQLite)
}

// newTownOn is the town on the engine of a fresh database.
func newTownOn(t testing.TB, fresh func(testing.TB) string) *town {
	t.Helper()
	return serve(t, settled(t, fresh))
}

// newTownBehind is the town behind proxies, under names of its own.
func newTownBehind(t testing.TB, trusted string, hosts ...string) *town {
	t.Helper()
	return serve(t, settled(t, testkit.SQLite), func(c *web.Config) {
		c.TrustedProxies, c.AllowedHosts = []netip.Prefix{netip.MustParsePrefix(trusted)}, hosts
	})
}

func settled(t testing.TB, fresh func(testing.TB) string) *storetest.Bed {
	t.Helper()
	bed := storetest.NewBed(t, fresh)
	bed.Settle()
	for _, ward := range []struct {
		commune place.ID
		year    int
		people  int
	}{{storetest.North, oldYear, 240}, {storetest.South, oldYear, 120}, {storetest.Joined, lastYear, 400}} {
		plan := bed.Opening(ward.commune, ward.year, withNumbers(bed.People(ward.commune, ward.year, ward.people))...)
		plan.Schools = schools(ward.commune)
		check(t, bed.Apply(storetest.By(context.Background(), "chị Lan"), plan))
	}
	return bed
}

// withNumbers gives people personal numbers and telephones, by which they must not be told.
func withNumbers(people []*register.Record) []*register.Record {
	for i, r := range people {
		kind := 0 // the century and the sex
		if r.BirthYear >= 2000 {
			kind = 2
		}
		if r.Female {
			kind++
		}
		r.PersonalNumber = fmt.Sprintf("038%d%02d%06d", kind, r.BirthYear%100, int(r.CommuneID)*10_000+i)
		r.Phone = fmt.Sprintf("09%08d", int(r.CommuneID)*10_000+i)
	}
	return people
}

// schools are one of each level, in the ward itself.
func schools(commune place.ID) map[string]survey.School {
	name := map[place.ID]string{storetest.North: "Phường Bắc", storetest.South: "Xã Nam", storetest.Joined: "Phường Bắc Nam"}[commune]
	out := map[string]survey.School{}
	for code, level := range map[string]string{"38101": "MN", "38201": "TH", "38301": "THCS"} {
		out[code] = survey.School{Code: code, Name: "Trường " + level, Level: level, Commune: name}
	}
	return out
}

func serve(t testing.TB, bed *storetest.Bed, edits ...func(*web.Config)) *town {
	t.Helper()
	book, err := law()
	check(t, err)
	texts, err := fs.Sub(pages.FS, "words")
	check(t, err)
	catalogue, err := words.New(texts)
	check(t, err)
	library, err := statutory()
	check(t, err)
	agreement, err := agree.Load(library, forms.Agreement)
	check(t, err)
	tn := &town{Bed: bed, t: t, log: &safeBuffer{}, book: book}
	log := slog.New(slog.NewTextHandler(tn.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	now := testkit.At("2025-09-21 07:30")
	jobs := job.NewManager(1, now, log)
	config := web.Config{
		Book: book, Forms: library, Agreement: agreement, Store: bed.DB, Jobs: jobs, Words: catalogue, Log: log, Now: now, IDs: register.NewIDs(time.Now, 3).Next,
		Demo: true, Version: "test", TempDir: t.TempDir(),
		Meter: &tn.notes, Ready: func(context.Context) error {
			if tn.notReady.Load() {
				return errors.New("ending")
			}
			return nil
		},
	}
	for _, edit := range edits {
		edit(&config)
	}
	handler, err := web.New(config)
	check(t, err)
	tn.keepsSilent()
	tn.server = httptest.NewServer(handler)
	tn.now = config.Now
	if config.SetupCode == "" {
		tn.client = tn.as("lan", everything()...)
	} else {
		tn.stranger() // an installation that nobody has settled in
	}
	t.Cleanup(func() {
		tn.server.Close()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		jobs.Close(ctx)
	})
	return tn
}

// keepsSilent holds the log of every test against the people of the town, as they
// were and as the test has left them: whatever the test did, no line names one.
func (tn *town) keepsSilent() {
	private := testkit.Private{}
	add := func() {
		for _, round := range []struct {
			commune place.ID
			year    int
		}{{storetest.North, oldYear}, {storetest.South, oldYear}, {storetest.Joined, lastYear}} {
			people, _ := tn.Records(context.Background(), round.commune, round.year) // a test may have closed the database
			for _, one := range people {
				private.Add(one)
			}
		}
	}
	add()
	tn.t.Cleanup(func() {
		add()
		for _, told := range private.Told(tn.log.String()) {
			tn.t.Errorf("the log tells %s", told)
		}
	})
}

// reply is an answer read to its end.
type reply struct {
	status int
	header http.Header
	body   string
}

func (tn *town) do(r *http.Request) reply {
	tn.t.Helper()
	answer, err := tn.client.Do(r)
	check(tn.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	check(tn.t, err)
	got := reply{answer.StatusCode, answer.Header, string(body)}
	if tn.heard != nil {
		tn.heard(r, got)
	}
	return got
}

func (tn *town) request(method, path string, body io.Reader) *http.Request {
	tn.t.Helper()
	r, err := http.NewRequestWithContext(tn.t.Context(), method, tn.server.URL+path, body)
	check(tn.t, err)
	return r
}

func (tn *town) get(path string) reply { return tn.do(tn.request(http.MethodGet, path, nil)) }

// page opens a page that must be there.
func (tn *town) page(path string, checkers ...testkit.Checker) reply {
	tn.t.Helper()
	got := tn.get(path)
	if got.status != http.StatusOK {
		tn.t.Fatalf("GET %s: status %d\n%s", path, got.status, got.body)
	}
	testkit.CheckPage(tn.t, strings.NewReader(got.body), checkers...)
	return got
}

func (tn *town) post(path string, form url.Values) reply {
	tn.t.Helper()
	r := tn.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return tn.do(r)
}

// take downloads a file that names people, and says why.
func (tn *town) take(path string) reply {
	tn.t.Helper()
	return tn.post(path, url.Values{"reason": {"rà soát hồ sơ"}})
}

// upload sends a file as the form of an import does.
func (tn *town) upload(path, name string, content []byte) reply {
	tn.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	check(tn.t, err)
	_, err = part.Write(content)
	check(tn.t, err)
	check(tn.t, form.Close())
	r := tn.request(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return tn.do(r)
}

// finished waits for a job and opens its page.
func (tn *town) finished(path string) reply {
	tn.t.Helper()
	for range 600 {
		got := tn.get(path)
		if !strings.Contains(got.body, `hx-get="`) {
			return got
		}
		time.Sleep(20 * time.Millisecond)
	}
	tn.t.Fatalf("%s never ended", path)
	return reply{}
}

func (tn *town) wantRedirect(got reply, to string) {
	tn.t.Helper()
	if got.status != http.StatusSeeOther || !strings.HasPrefix(got.header.Get("Location"), to) {
		tn.t.Fatalf("status %d to %q, want 303 to %q\n%s", got.status, got.header.Get("Location"), to, got.body)
	}
}

func of(commune place.ID, year int, parts ...string) string {
	return strings.Join(append([]string{fmt.Sprintf("/places/%d/%d", commune, year)}, parts...), "/")
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
