package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// Every page that a link leads to opens, in both languages, and keeps the rules
// of all pages.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	tn := newTown(t)
	for _, lang := range []string{"vi", "en"} {
		t.Run(lang, func(t *testing.T) {
			walk := walker{town: tn, t: t, lang: lang, seen: map[string]bool{}, kinds: map[string]int{}}
			walk.from("/")
			for _, route := range wantVisited {
				if walk.kinds[route] == 0 {
					t.Errorf("no link leads to %s", route)
				}
			}
		})
	}
}

// wantVisited are the kinds of page that must be reached by links from the first.
var wantVisited = []string{
	"/", "/search", "/rules", "/rules/ID", "/about", "/places/N/N", "/places/N/N/verdicts/ID", "/places/N/N/people/ID",
	"/places/N/N/gaps", "/places/N/N/gaps/ID/N", "/places/N/N/gaps/ID/N/export.xlsx", "/places/N/N/whatif/ID/N", "/places/N/N/import", "/places/N/N/export.xlsx",
	"/places/N/N/round", "/places/N/N/schools", "/places/N/N/schools/ID", "/places/N/N/decisions", "/places/N/N/decisions/new", "/persons/N", "/households/N/N/N",
	"/places/N/N/forms", "/places/N/N/forms/ID", "/places/N/N/forms/ID/people", "/log", "/log/export.xlsx",
}

type walker struct {
	*town
	t     *testing.T
	lang  string
	seen  map[string]bool
	kinds map[string]int
	queue []string
	look  func(path string, got reply) // may be nil
}

// perKind bounds how many pages of a kind are opened: the hundredth person page
// is like the first.
const perKind = 12

func (w *walker) from(path string) {
	w.queue = []string{path}
	for len(w.queue) > 0 {
		path := w.queue[0]
		w.queue = w.queue[1:]
		kind := kindOf(path)
		if w.seen[path] || w.kinds[kind] >= perKind {
			continue
		}
		w.seen[path] = true
		w.kinds[kind]++
		w.visit(path)
	}
}

var (
	number   = regexp.MustCompile(`/\d+`)
	named    = regexp.MustCompile(`/(verdicts|people|gaps|whatif|rules|schools|forms)/[^/]+`)
	inline   = regexp.MustCompile(`<script(?:[^>]*)>[^<]|<style|\sstyle="|\son[a-z]+="`)
	slips    = regexp.MustCompile(`⟨[^⟩]*⟩|%!|<no value>|<nil>`)
	numbered = regexp.MustCompile(`^/(persons|households|places)`)
)

func kindOf(path string) string {
	path, _, _ = strings.Cut(path, "?")
	path = named.ReplaceAllString(path, "/$1/ID")
	if numbered.MatchString(path) {
		path = number.ReplaceAllString(path, "/N")
	}
	return path
}

func (w *walker) visit(path string) {
	r := w.request(http.MethodGet, path, nil)
	r.AddCookie(&http.Cookie{Name: "lang", Value: w.lang})
	got := w.do(r)
	if got.status == http.StatusSeeOther {
		w.queue = append(w.queue, got.header.Get("Location"))
		return
	}
	if w.look != nil {
		w.look(path, got)
	}
	if got.status != http.StatusOK {
		w.t.Errorf("GET %s: status %d", path, got.status)
		return
	}
	if got.header.Get("Cache-Control") != "no-store" {
		w.t.Errorf("GET %s may be kept in a cache: %q", path, got.header.Get("Cache-Control"))
	}
	if !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
		return
	}
	w.sound(path, got)
}

func (w *walker) sound(path string, got reply) {
	for _, bad := range append(inline.FindAllString(got.body, 3), slips.FindAllString(got.body, 3)...) {
		w.t.Errorf("GET %s holds %q", path, bad)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
	check(w.t, err)
	err = testkit.All(testkit.In("html", testkit.Attr("lang", w.lang)), testkit.Count("h1", 1), testkit.In("h1", testkit.Matches(`\S`)), testkit.Each(".notice", testkit.Matches(`\S`)))(doc.Selection)
	if err != nil {
		w.t.Errorf("GET %s: %v", path, err)
	}
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, one *goquery.Selection) {
		id, _ := one.Attr("id")
		if ids[id] {
			w.t.Errorf("GET %s has id %q twice", path, id)
		}
		ids[id] = true
	})
	doc.Find("a[href]").Each(func(_ int, one *goquery.Selection) {
		href, _ := one.Attr("href")
		to, err := url.Parse(href)
		if err != nil {
			w.t.Errorf("GET %s links to %q: %v", path, href, err)
			return
		}
		if strings.HasPrefix(to.Path, "/") && !strings.HasPrefix(to.Path, "/static/") && !to.Query().Has("lang") && !to.Query().Has("theme") {
			to.Fragment = ""
			w.queue = append(w.queue, to.String())
		}
	})
}

// Whatever an address holds, the answer is a page that says what is wrong.
func TestWrongAddresses(t *testing.T) {
	tn := newTown(t)
	here := of(storetest.Joined, lastYear)
	for _, test := range []struct {
		path   string
		status int
		says   string
	}{
		{"/nowhere", 404, "không có trang nào"},
		{"/places/99999999/2025", 404, "Không có đơn vị này"},
		{"/places/abc/2025", 404, "Không có đơn vị này"},
		{"/places/-5/2025", 404, "Không có đơn vị này"},
		{"/places/99999/2025", 404, "Không có đơn vị nào mang mã 99999"},
		{"/places/14815/2025", 404, "Xã Nam (01/01/2000–30/06/2025)"},
		{of(storetest.Joined, 1850), 404, "Năm “1850” không đúng"},
		{"/places/5/20x5", 404, "Năm “20x5” không đúng"},
		{of(storetest.Joined, lastYear, "verdicts", "XYZ"), 404, "XYZ"},
		{of(storetest.Joined, lastYear, "people", "nothing"), 404, "nothing"},
		{of(storetest.Joined, lastYear, "gaps", "XMC", "3"), 403, "Xóa mù chữ không có mức độ 3"},
		{of(storetest.Joined, lastYear, "gaps", "TH", "7"), 403, "mức cao nhất là 3"},
		{of(storetest.Joined, lastYear, "gaps", "TH", "x"), 404, "không có trang nào"},
		{of(storetest.Joined, lastYear, "gaps", "MN5", "1"), 403, "không chia mức độ"},
		{of(storetest.Joined, lastYear, "whatif", "TH", "9"), 403, "mức cao nhất là 3"},
		{of(1, lastYear, "gaps"), 404, "không phải cấp xã"},
		{of(1, lastYear, "schools"), 404, "không phải cấp xã"},
		{of(storetest.Joined, oldYear, "round"), 404, "không tồn tại vào ngày 30/09/2024"},
		{of(storetest.Joined, oldYear, "import"), 404, "không tồn tại vào ngày 30/09/2024"},
		{of(storetest.Joined, 2030, "export.xlsx"), 404, ""},
		{here + "/schools/none", 404, "none"},
		{"/persons/1", 404, "Không tìm thấy người này"},
		{"/persons/x", 404, "Không tìm thấy người này"},
		{"/households/5/1/2025", 404, "Không tìm thấy phiếu này"},
		{"/households/x/y/z", 404, ""},
		{"/rules/XYZ", 404, "XYZ"},
		{"/jobs/none", 404, "Không còn lượt nhập này"},
		{"/jobs/none/errors.xlsx", 404, "Không còn lượt nhập này"},
		{"/search?q=%00", 422, "không đọc được"},
		{"/search?%ff=x", 422, "không đọc được"},
		{"/places/%ff/2025", 422, "không đọc được"},
		{"/search?q=" + strings.Repeat("a", 500), 422, "dài quá"},
	} {
		t.Run(test.path, func(t *testing.T) {
			got := tn.get(test.path)
			if got.status != test.status {
				t.Fatalf("status %d, want %d\n%s", got.status, test.status, got.body)
			}
			testkit.CheckPage(t, strings.NewReader(got.body), testkit.In("h1", testkit.Matches(`\S`)), testkit.In("main", testkit.Contains(test.says)))
		})
	}
}

// Odd queries are read as nothing was asked.
func TestOddQueries(t *testing.T) {
	tn := newTown(t)
	people := of(storetest.Joined, lastYear, "people", "literacy.level2_15_60")
	for _, path := range []string{
		people + "?side=nobody&hamlet=x&sort=none&page=-3", people + "?page=99999999999999999999", people + "?hamlet=123456",
		of(storetest.Joined, lastYear, "gaps", "XMC", "2") + "?list=nothing&hamlet=x", "/search?q=+&place=x&year=y", "/search?q=%25%5F%5C", "/?lang=xx",
	} {
		got := tn.get(path)
		if got.status != http.StatusOK && got.status != http.StatusSeeOther {
			t.Errorf("GET %s: status %d", path, got.status)
		}
	}
}

func TestACodeLeadsToItsUnit(t *testing.T) {
	tn := newTown(t)
	tn.wantRedirect(tn.get("/places/14812/2024/verdicts/TH?x=1"), of(storetest.North, 2024, "verdicts", "TH")+"?x=1")
	tn.wantRedirect(tn.get("/places/14812/2025"), of(storetest.Joined, 2025))
	tn.wantRedirect(tn.get("/places/14812"), of(storetest.Joined, 2025))
	tn.wantRedirect(tn.get("/places/3"), of(storetest.North, 2024))
}
