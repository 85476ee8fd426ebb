package web_test

import (
	"archive/zip"
	"database/sql"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
)

// crowd is people with a name of their own each, so that a page tells whom it shows.
type crowd map[string]*register.Record

// named gives everybody of the town a name that nobody else has.
func (tn *town) named() crowd {
	tn.t.Helper()
	people := crowd{}
	for _, round := range []struct {
		commune place.ID
		year    int
	}{{storetest.North, oldYear}, {storetest.South, oldYear}, {storetest.Joined, lastYear}} {
		records, err := tn.Records(tn.t.Context(), round.commune, round.year)
		check(tn.t, err)
		plan := tn.Plan(round.commune, round.year)
		for i, r := range records {
			c := storetest.Changed(r, func(r *register.Record) {
				r.GivenName = fmt.Sprintf("Riêng%d%c", round.commune, 'a'+rune(i%26)) + strings.Repeat("z", i/26)
			})
			plan.Changed = append(plan.Changed, c)
			people[c.After.GivenName] = c.After
		}
		check(tn.t, tn.Apply(storetest.By(tn.t.Context(), "chị Lan"), plan))
	}
	return people
}

// watcher holds every answer against the log: whoever is named there must have been
// entered before it left.
type watcher struct {
	t      *testing.T
	people crowd
	pool   *sql.DB
	last   int64
	named  map[string]int // answers that named somebody, by kind of page
}

func (tn *town) watch(t *testing.T) *watcher {
	w := &watcher{t: t, people: tn.named(), pool: tn.SQL(), named: map[string]int{}}
	w.entered()
	tn.heard = w.heard
	return w
}

// entered reads what the log has since it was last asked.
func (w *watcher) entered() []audit.Entry {
	rows, err := w.pool.Query(`SELECT rowid, commune_id, year, persons, whole FROM log_entries WHERE rowid > ? ORDER BY rowid`, w.last)
	check(w.t, err)
	defer rows.Close()
	var out []audit.Entry
	for rows.Next() {
		var e audit.Entry
		var persons string
		check(w.t, rows.Scan(&w.last, &e.Place, &e.Year, &persons, &e.Whole))
		e.Persons, err = audit.ParsePersons(persons)
		check(w.t, err)
		out = append(out, e)
	}
	check(w.t, rows.Err())
	return out
}

func (w *watcher) heard(r *http.Request, got reply) {
	entered := w.entered()
	shown := 0
	for _, name := range strings.FieldsFunc(html.UnescapeString(plainText(w.t, got)), func(r rune) bool { return strings.ContainsRune(" <>\"&;,\n\t", r) }) {
		person, ok := w.people[name]
		if !ok {
			continue
		}
		shown++
		if !enters(entered, person) {
			w.t.Errorf("%s %s shows person %d, and the log knows nothing of it", r.Method, r.URL.Path, person.PersonID)
		}
	}
	if shown > 0 {
		w.named[r.Method+" "+ofJob.ReplaceAllString(kindOf(r.URL.Path), "/jobs/ID")]++
	}
}

var ofJob = regexp.MustCompile(`^/jobs/[^/]+`)

func enters(entered []audit.Entry, person *register.Record) bool {
	for _, e := range entered {
		if e.Place != person.CommuneID {
			continue
		}
		if e.Whole && e.Year == person.Year {
			return true
		}
		for _, id := range e.Persons {
			if id == person.PersonID {
				return true
			}
		}
	}
	return false
}

// plainText is what an answer says: of a workbook, its parts.
func plainText(t *testing.T, got reply) string {
	if !strings.Contains(got.header.Get("Content-Type"), "spreadsheet") {
		return got.body
	}
	return strings.Join(parts(t, got.body), "\n")
}

func parts(t *testing.T, workbook string) []string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(workbook), int64(len(workbook)))
	check(t, err)
	var out []string
	for _, f := range z.File {
		in, err := f.Open()
		check(t, err)
		text, err := io.ReadAll(in)
		check(t, err)
		out = append(out, string(text))
	}
	return out
}

// wantNamed are the pages and files that name people: that they did is what makes
// the watch worth anything.
var wantNamed = []string{
	"GET /persons/N", "GET /households/N/N/N", "GET /search", "GET /places/N/N/people/ID", "GET /places/N/N/gaps/ID/N",
	"GET /places/N/N/whatif/ID/N", "POST /places/N/N/whatif/ID/N", "GET /places/N/N/forms/ID", "GET /places/N/N/forms/ID/people",
	"GET /places/N/N/questions", "GET /jobs/ID", "GET /jobs/ID/errors.xlsx",
	"POST /places/N/N/export.xlsx", "POST /places/N/N/gaps/ID/N/export.xlsx", "POST /places/N/N/forms/ID",
}

// Nobody is shown without the log knowing: every page that a link leads to, and
// those that a form leads to, on the whole town.
func TestNobodyIsShownUnentered(t *testing.T) {
	tn := newTown(t)
	w := tn.watch(t)
	walk := walker{town: tn, t: t, lang: "vi", seen: map[string]bool{}, kinds: map[string]int{}}
	walk.from("/")
	tn.get("/search?q=" + url.QueryEscape("Nguyễn Văn"))
	tn.post(of(storetest.Joined, lastYear, "whatif", "XMC", "2"), url.Values{})
	tn.take(of(storetest.Joined, lastYear, "gaps", "XMC", "2", "export.xlsx"))
	tn.take(of(storetest.Joined, lastYear, "forms", "so-td.xlsx"))
	tn.take(of(storetest.Joined, lastYear, "forms", "so-td.csv"))
	tn.get(of(storetest.Joined, lastYear, "forms", "so-td"))
	tn.get(of(storetest.Joined, lastYear, "forms", "so-td?page=2"))
	tn.askAndImport(w)
	for _, kind := range wantNamed {
		if w.named[kind] == 0 {
			t.Errorf("%s named nobody: it was not watched", kind)
		}
	}
}

// askAndImport goes through what needs something to be there first: a question, a
// look over the round, a workbook.
func (tn *town) askAndImport(w *watcher) {
	tn.t.Helper()
	ctx := storetest.By(tn.t.Context(), "chị Lan")
	records, err := tn.Records(ctx, storetest.Joined, lastYear)
	check(tn.t, err)
	plan := tn.Plan(storetest.Joined, lastYear)
	plan.Questions = []survey.Question{{PersonID: records[0].PersonID, Candidates: []register.ID{records[1].PersonID}, Reason: "question_same_name"}}
	plan.Changed = []survey.Change{storetest.Changed(records[2], func(r *register.Record) { r.BirthYear = 1901 })}
	check(tn.t, tn.Apply(ctx, plan))
	w.entered()
	tn.get(of(storetest.Joined, lastYear, "questions"))
	tn.finished(tn.post(of(storetest.Joined, lastYear, "quality"), nil).header.Get("Location"))

	year, given := columns(w.t, tn.exported())
	book := tn.exported("delete=12", given+"14=Đổi Tên Khác")
	tn.finished(tn.upload(of(storetest.Joined, lastYear, "import"), "sua.xlsx", book).header.Get("Location"))
	wrong := tn.exported(year + "20=2109")
	job := tn.upload(of(storetest.Joined, lastYear, "import"), "sai.xlsx", wrong).header.Get("Location")
	tn.finished(job)
	tn.get(job + "/errors.xlsx")
}

// Where the log cannot be written nobody is shown, and no file leaves.
func TestNoLogNoLook(t *testing.T) {
	tn := newTown(t)
	people := tn.named()
	var one *register.Record
	for _, r := range people {
		if r.Year == lastYear {
			one = r
			break
		}
	}
	_, err := tn.SQL().Exec(`ALTER TABLE log_entries RENAME TO lost`)
	check(t, err)
	for _, got := range []reply{
		tn.get("/persons/" + strconv.FormatInt(int64(one.PersonID), 10)), tn.get("/search?q=" + url.QueryEscape(one.GivenName)),
		tn.get(of(storetest.Joined, lastYear, "gaps", "XMC", "2")), tn.take(of(storetest.Joined, lastYear, "export.xlsx")),
		tn.take(of(storetest.Joined, lastYear, "forms", "so-td.pdf")),
	} {
		if got.status != http.StatusInternalServerError || strings.Contains(got.body, "Riêng") || got.header.Get("Content-Disposition") != "" {
			t.Errorf("status %d, %q", got.status, got.header.Get("Content-Disposition"))
		}
	}
	tn.page(of(storetest.Joined, lastYear), testkit.In("h1", testkit.Contains("Phường Bắc Nam")))
}

// A file that names people asks why it is taken; log and file keep the answer.
func TestFilesAskForAReason(t *testing.T) {
	tn := newTown(t)
	for _, path := range []string{
		of(storetest.Joined, lastYear, "export.xlsx"), of(storetest.Joined, lastYear, "gaps", "XMC", "2", "export.xlsx"),
		of(storetest.Joined, lastYear, "forms", "so-td.xlsx"), of(storetest.Joined, lastYear, "forms", "so-td.pdf"),
	} {
		tn.page(path, testkit.In(`form.form[method="post"]`), testkit.In("#reason", testkit.Attr("name", "reason")), testkit.Count(".errors", 0))
		got := tn.post(path, url.Values{"reason": {"  "}})
		if got.status != http.StatusUnprocessableEntity || got.header.Get("Content-Disposition") != "" {
			t.Errorf("%s without a reason: status %d", path, got.status)
		}
		testkit.CheckPage(t, strings.NewReader(got.body), testkit.In(".errors", testkit.Contains("Ghi lý do")))
		got = tn.take(path)
		if got.status != http.StatusOK || got.header.Get("Content-Disposition") == "" {
			t.Errorf("%s: status %d", path, got.status)
		}
		if strings.HasSuffix(path, "pdf") {
			continue // its properties are packed, and tested where they are written
		}
		marked := strings.Join(parts(t, got.body), "\n")
		for _, want := range []string{"account:lan", "rà soát hồ sơ", "2025-09-21T00:30:00Z"} {
			if !strings.Contains(marked, want) {
				t.Errorf("%s does not say %q", path, want)
			}
		}
	}
	list, err := tn.Entries(t.Context(), audit.Filter{Kind: audit.Export, Limit: 10})
	check(t, err)
	if len(list) != 4 {
		t.Fatalf("%d exports in the log, want 4", len(list))
	}
	for _, e := range list {
		if e.Reason != "rà soát hồ sơ" || e.Account != "account:lan" || !strings.Contains(e.Role, "ward_officer") || !e.Whole && len(e.Persons) == 0 || e.Trace == "" || e.From == "" {
			t.Errorf("entry %+v", e)
		}
	}
}

// Who looked at this child? The answer names every look, and the times when the
// whole round was taken.
func TestWhoLookedAtAPerson(t *testing.T) {
	tn := newTown(t)
	records, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	child, other := records[0], records[1]
	for _, r := range records {
		if r.HouseholdID != child.HouseholdID {
			other = r
		}
	}
	tn.page("/persons/" + strconv.FormatInt(int64(child.PersonID), 10))
	tn.page("/persons/" + strconv.FormatInt(int64(other.PersonID), 10))
	tn.take(of(storetest.Joined, lastYear, "export.xlsx"))

	at := "/log?person=" + strconv.FormatInt(int64(child.PersonID), 10)
	got := tn.page(at, testkit.In("tbody", testkit.Contains("Xem một người, một hộ"), testkit.Contains("Xuất tệp có tên người"), testkit.Contains("rà soát hồ sơ"), testkit.Contains("Mở đợt điều tra")))
	if strings.Contains(got.body, child.Name()) {
		t.Error("the log names the child")
	}
	looks, err := tn.Entries(t.Context(), audit.Filter{Person: child.PersonID, Kind: audit.PersonLook, Limit: 10})
	check(t, err)
	if len(looks) != 1 {
		t.Errorf("%d looks at the child, want 1", len(looks))
	}
	tn.page(at+"&from=21/09/2025&until=21/09/2025&kind=person.look", testkit.Count("tbody tr", 0), testkit.In(".empty"))
	tn.page(at+"&from=30/09/2025&until=02/10/2025&kind=person.look", testkit.Count("tbody tr", 1), testkit.In("tbody", testkit.Contains("lan")))
	tn.page(at+"&kind=log.read", testkit.In("tbody", testkit.Contains("Xem nhật ký của một người")))
	if got := tn.get("/log?from=31/02/2025"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("a day that is none: status %d", got.status)
	}
}

// The log is read page by page, and taken away whole.
func TestTheLogIsReadToItsEnd(t *testing.T) {
	tn := newTown(t)
	records, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	for _, r := range records[:130] {
		check(t, tn.Log(storetest.By(t.Context(), "anh Tú"), audit.New(audit.PersonLook, r.CommuneID, r.Year, nil).About(r.PersonID)))
	}
	for _, where := range []string{"/log?who=" + url.QueryEscape("anh Tú"), "/log?place=5&who=" + url.QueryEscape("anh Tú")} {
		n, path := 0, where
		for path != "" {
			doc := tn.document(path)
			n += doc.Find("tbody tr").Length()
			path, _ = doc.Find(`a[rel="next"]`).Attr("href")
		}
		if n != 130 {
			t.Errorf("%s: %d entries over all pages, want 130", where, n)
		}
	}
	got := tn.get("/log/export.xlsx?who=" + url.QueryEscape("anh Tú"))
	if got.status != http.StatusOK || strings.Count(strings.Join(parts(t, got.body), ""), "anh Tú") < 130 {
		t.Errorf("the exported log: status %d", got.status)
	}
	list, err := tn.Entries(t.Context(), audit.Filter{Kind: audit.LogExport, Limit: 2})
	check(t, err)
	if len(list) != 1 {
		t.Errorf("%d exports of the log are in the log, want 1", len(list))
	}
}

// An auditor reads the log of the places they are of, and nothing else.
func TestAuditorsReadTheirLogAlone(t *testing.T) {
	tn := newTown(t)
	ctx := storetest.By(t.Context(), "chị Lan")
	check(t, tn.Log(ctx, audit.New(audit.PersonLook, storetest.Joined, lastYear, nil).About(1), audit.New(audit.PersonLook, storetest.Other, lastYear, nil).About(2)))
	province := tn.as("kiem-tra-tinh", right.Assignment{Role: right.Auditor, Place: storetest.Province, From: "2020-01-01"})
	whole := tn.as("kiem-tra", right.Assignment{Role: right.Auditor, Place: 0, From: "2020-01-01"})
	officer := tn.as("can-bo", right.Assignment{Role: right.WardOfficer, Place: storetest.Joined, From: "2020-01-01"})
	for _, one := range []struct {
		client *http.Client
		path   string
		status int
		system bool
	}{
		{whole, "/log?person=x", 422, true}, {whole, "/log", 200, true}, {whole, "/log?place=0", 200, true}, {whole, "/log/export.xlsx", 200, true},
		{province, "/log", 200, false}, {province, "/log?place=5", 200, false}, {province, "/log?place=0", 403, false}, {province, "/log/export.xlsx?place=0", 403, false},
		{officer, "/log", 403, false}, {officer, "/log?place=5", 403, false}, {officer, "/log/export.xlsx", 403, false},
	} {
		got := tn.ask(one.client, http.MethodGet, one.path)
		if got.status != one.status || strings.Contains(got.body, "Toàn hệ thống") != one.system && strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: status %d, want %d", one.path, got.status, one.status)
		}
	}
}
