package web_test

import (
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/web"
	"hoctap/internal/words"
	"hoctap/pages"
)

var rightsFile = filepath.Join("..", "..", "docs", "rights.md")

// The paper that people read is what the program does. HOCTAP_UPDATE=1 writes it.
func TestRightsAreWrittenDown(t *testing.T) {
	texts, err := fs.Sub(pages.FS, "words")
	check(t, err)
	catalogue, err := words.New(texts)
	check(t, err)
	want := web.RightsTable(catalogue.For("en"))
	if os.Getenv("HOCTAP_UPDATE") != "" {
		check(t, os.WriteFile(rightsFile, []byte(want), 0o644))
	}
	got, err := os.ReadFile(rightsFile)
	check(t, err)
	if string(got) != want {
		t.Error("docs/rights.md is not what the program does: HOCTAP_UPDATE=1 go test ./internal/web -run Rights writes it anew")
	}
}

// asker is somebody of a role, and where they hold it.
type asker struct {
	role    right.Role
	at      place.ID
	client  *http.Client
	reaches map[place.ID]bool // communes all of which, or a hamlet of which, the role is of
}

// Every page is asked for by every role, in a commune of theirs, in one that
// became theirs by a merger, and in one that is nobody's business of theirs, and
// lets in exactly whom docs/rights.md says.
func TestEveryRouteLetsInWhomTheTableSays(t *testing.T) {
	tn := newTown(t)
	check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), tn.Opening(storetest.Other, lastYear, tn.People(storetest.Other, lastYear, 60)...)))
	askers := tn.askers()
	for _, row := range readRights(t) {
		for _, commune := range []place.ID{storetest.Joined, storetest.North, storetest.Other} {
			path := tn.filled(row.pattern, commune)
			if path == "" {
				continue
			}
			for _, a := range askers {
				got := tn.ask(a.client, row.method, path)
				if let, want := row.letIn(got), row.admits(a, commune); let != want {
					t.Errorf("%s %s as %s: let in %v, want %v (status %d)", row.method, path, a.role, let, want, got.status)
				}
			}
			if row.named {
				continue
			}
			break
		}
	}
}

// letIn tells the refusals from everything else: a page that refuses what was
// typed, or that has nothing to show, has let its reader in.
func (r rightsRow) letIn(got reply) bool {
	if contains(r.roles, "everybody") {
		return got.status < http.StatusInternalServerError && got.status != http.StatusForbidden
	}
	refused := got.status == http.StatusForbidden && (strings.Contains(got.body, "không được giao việc đó") || strings.Contains(got.body, "Phiên làm việc đã hết"))
	return !refused && !strings.HasPrefix(got.header.Get("Location"), "/sign-in")
}

func (tn *town) ask(client *http.Client, method, path string) reply {
	tn.t.Helper()
	var body io.Reader
	if method == http.MethodPost {
		body = strings.NewReader("")
	}
	r := tn.request(method, path, body)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	saved := tn.client
	tn.client = client
	defer func() { tn.client = saved }()
	return tn.do(r)
}

// askers are somebody of every role, held of the joined commune, its hamlet, the
// province or all there is, and somebody who is not signed in.
func (tn *town) askers() []asker {
	var out []asker
	all := map[place.ID]bool{storetest.Joined: true, storetest.North: true, storetest.Other: true}
	mine := map[place.ID]bool{storetest.Joined: true, storetest.North: true}
	for _, p := range right.Posts() {
		a := asker{role: p.Role, at: storetest.Joined, reaches: mine}
		switch p.Held[0] {
		case place.Hamlet:
			a.at, a.reaches = storetest.Joined1, map[place.ID]bool{storetest.Joined: true}
		case place.Province:
			a.at, a.reaches = storetest.Province, all
		case right.Installation:
			a.at, a.reaches = 0, all
		}
		a.client = tn.as(strings.ReplaceAll(string(p.Role), "_", "-"), right.Assignment{Role: p.Role, Place: a.at, From: "2020-01-01"})
		out = append(out, a)
	}
	return append(out, asker{role: "nobody", client: browser(tn.t, tn.server.URL)})
}

// rightsRow is a line of the table of pages.
type rightsRow struct {
	method, pattern string
	needs, roles    []string
	named           bool // its address names a place
}

// admits reads the table as a person would.
func (r rightsRow) admits(a asker, commune place.ID) bool {
	switch {
	case contains(r.roles, "everybody"):
		return true
	case a.role == "nobody":
		return false
	case contains(r.roles, "everybody signed in"):
		return true
	case !contains(r.roles, string(a.role)):
		return false
	}
	return !r.named || a.reaches[commune]
}

func contains(list []string, one string) bool {
	for _, s := range list {
		if s == one {
			return true
		}
	}
	return false
}

var rowText = regexp.MustCompile("(?m)^\\| `(GET|POST) ([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|$")

// readRights reads the table of pages out of the paper.
func readRights(t *testing.T) []rightsRow {
	t.Helper()
	return slices.DeleteFunc(readAllRights(t), func(row rightsRow) bool { return strings.HasPrefix(row.pattern, "/api/v1/") })
}

func readAllRights(t *testing.T) []rightsRow {
	t.Helper()
	text, err := os.ReadFile(rightsFile)
	check(t, err)
	var out []rightsRow
	for _, m := range rowText.FindAllStringSubmatch(string(text), -1) {
		out = append(out, rightsRow{
			method: m[1], pattern: m[2], needs: cells(m[3]), roles: cells(m[4]), named: strings.Contains(m[2], "{place}") || strings.Contains(m[2], "{commune}"),
		})
	}
	if len(out) < 40 {
		t.Fatalf("the table has %d pages", len(out))
	}
	return out
}

func cells(text string) []string {
	var out []string
	for _, one := range strings.Split(text, ",") {
		out = append(out, strings.Trim(strings.TrimSpace(one), "`"))
	}
	return out
}

// leaves are the routes that end what the test stands on.
var leaves = map[string]bool{"/sign-out": true, "/account/sessions": true}

var piece = regexp.MustCompile(`\{[a-z$]+\}`)

// filled puts real things into the pieces of an address.
func (tn *town) filled(pattern string, commune place.ID) string {
	tn.t.Helper()
	if leaves[pattern] {
		return ""
	}
	year := map[place.ID]int{storetest.Joined: lastYear, storetest.North: oldYear, storetest.Other: lastYear}[commune]
	records, err := tn.Records(tn.t.Context(), commune, year)
	check(tn.t, err)
	r := records[0]
	values := map[string]string{
		"{place}": id(commune), "{commune}": id(commune), "{year}": strconv.Itoa(year), "{standard}": "TH", "{level}": "1", "{measure}": "primary_6_entered",
		"{school}": "commune", "{code}": "th-m1", "{rule}": "TH", "{person}": id(r.PersonID), "{household}": id(r.HouseholdID), "{job}": "nojob",
		"{account}": "1", "{right}": "1", "{proposal}": "1", "{request}": "1", "{key}": "1", "{token}": "1", "{class}": "1", "{session}": "1", "{$}": "",
	}
	return piece.ReplaceAllStringFunc(pattern, func(name string) string { return url.PathEscape(values[name]) })
}

func id[T place.ID | register.ID](v T) string { return strconv.FormatInt(int64(v), 10) }
