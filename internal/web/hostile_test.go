package web_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"hoctap/internal/store/storetest"
	"hoctap/internal/web"
)

// Whatever is put into an address, a query, a cookie or a body, the answer is a
// page that refuses in plain words; nothing fails inside, nothing is changed, and
// the next reader is served. Each engine has its own idea of a bad text.
func TestHostileRequests(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			before := tn.state()
			h := hostility{town: tn, t: t, sound: tn.soundValues(), texts: hostileText}
			if testing.Short() || name != "SQLite" {
				h.texts = hostileText[:worst] // the engines differ in texts, not in numbers
			}
			for i, pattern := range web.Patterns() {
				t.Run(pattern, func(t *testing.T) {
					h.t = t
					// One of the routes signs out.
					h.client = tn.as("nobody-"+strconv.Itoa(i), everything()...)
					h.sound = tn.soundValues()
					if strings.HasSuffix(pattern, "/remove/{person}") {
						h.sound["person"] = "1" // with a reason, taking somebody off the sheet is no attack
					}
					h.attack(pattern)
				})
			}
			if after := tn.state(); after != before {
				t.Errorf("the register has changed:\n%s\nit was:\n%s", after, before)
			}
			tn.page("/")
		})
	}
}

// state is what the attacks must leave as it was.
func (tn *town) state() string {
	tn.t.Helper()
	records, err := tn.Records(context.Background(), storetest.Joined, lastYear)
	check(tn.t, err)
	round, _, err := tn.Round(context.Background(), storetest.Joined, lastYear)
	check(tn.t, err)
	facts, err := tn.Facts(context.Background(), storetest.Joined, lastYear)
	check(tn.t, err)
	decisions, err := tn.PlaceDecisions(context.Background(), storetest.Joined)
	check(tn.t, err)
	return fmt.Sprintf("%d records, round %+v, facts %v, %d decisions", len(records), round, facts, len(decisions))
}

// hostility attacks one route after another of a town.
type hostility struct {
	*town
	t     *testing.T
	sound map[string]string
	texts []string
}

// worst is how many of the hostile texts, from the first, go everywhere.
const worst = 6

// soundValues fill an address so that its page opens.
func (tn *town) soundValues() map[string]string {
	tn.t.Helper()
	records, err := tn.Records(tn.t.Context(), storetest.Joined, lastYear)
	check(tn.t, err)
	one := records[0]
	return map[string]string{
		"place": strconv.Itoa(int(storetest.Joined)), "commune": strconv.Itoa(int(storetest.Joined)), "year": strconv.Itoa(lastYear),
		"standard": "TH", "level": "1", "measure": "literacy.level2_15_60", "rule": "TH", "school": "38201", "job": "none", "account": "1", "right": "1", "proposal": "1", "class": "1", "session": "1", "request": "1", "key": "1", "token": "1",
		"person": strconv.FormatInt(int64(one.PersonID), 10), "household": strconv.FormatInt(int64(one.HouseholdID), 10), "code": "phieu",
	}
}

var (
	hole        = regexp.MustCompile(`\{(\w+)\}`)
	hostileText = []string{
		"-1", "\x00", "\xff\xfe", "99999999999999999999", "<script>alert(1)</script>", "x\r\nSet-Cookie: stolen=1", "0", "9223372036854775807", "9223372036854775808", "1e9", "NaN", "0x10", "١٢", "٢٠٢٥",
		"a\x00b", "\xc3\x28", "\xed\xa0\x80", "\u202etxt", "😀", " ", "..", "../../etc/passwd", `..\..\x`, "%", "%25%30", "a;b", "a/b", "?x=1", "#x",
		"' OR 1=1 --", `"; DROP TABLE record; --`, `"><img src=x onerror=alert(1)>`, "{{.}}", "${jndi:ldap://x}", "x\r\n\r\n<h1>y</h1>",
		strconv.Itoa(int(storetest.North)), strconv.Itoa(int(storetest.Other)), "14812", strings.Repeat("a", 5000), strings.Repeat("../", 300),
	}
	queryNames = []string{
		"q", "place", "year", "page", "side", "hamlet", "sort", "list", "standard", "do", "lang", "theme", "axis", "row", "column", "cell", "n", "to", "person", "kind", "school", "count", "rows", "columns", "unit",
	}
)

// attack sends everything at one route: each hole of its address in turn, then
// queries, cookies and bodies at the sound address.
func (h *hostility) attack(pattern string) {
	method, path, _ := strings.Cut(pattern, " ")
	path = strings.TrimSuffix(path, "{$}")
	for _, name := range hole.FindAllStringSubmatch(path, -1) {
		for _, value := range h.texts {
			h.send(method, h.filled(path, name[1], url.PathEscape(value)), nil, "")
		}
	}
	here := h.filled(path, "", "")
	if to := h.get(here).header.Get("Location"); method == http.MethodGet && strings.HasPrefix(to, "/sign-in") {
		h.t.Errorf("who attacks %s is not signed in, so nothing is tried", here)
	}
	for _, value := range h.texts {
		all := url.Values{}
		for _, name := range queryNames {
			all.Set(name, value)
		}
		h.send(method, here+"?"+all.Encode(), nil, "")
	}
	for _, name := range queryNames {
		for _, value := range hostileText[:worst] {
			h.send(method, here+"?"+name+"="+url.QueryEscape(value), nil, "")
		}
	}
	for _, query := range []string{"%zz", "a=%", ";", "&&&=", "=", "%00=1", "%ff=1", strings.Repeat("a=1&", 8000), "q=" + strings.Repeat("%F0%9F%98%80", 1000)} {
		h.send(method, here+"?"+query, nil, "")
	}
	for _, cookie := range []string{"lang=\x7f", "lang=en; lang=xx; theme=\"dark\"", "theme=<script>", strings.Repeat("a=b; ", 2000), "=; ;;", "lang=%00"} {
		h.send(method, here, nil, "", "Cookie", cookie)
	}
	if method == http.MethodPost {
		h.attackBody(here)
	}
}

func (h *hostility) filled(path, name, value string) string {
	return hole.ReplaceAllStringFunc(path, func(found string) string {
		if found == "{"+name+"}" {
			return value
		}
		return h.sound[strings.Trim(found, "{}")]
	})
}

const encodedForm = "application/x-www-form-urlencoded"

// attackBody sends what no form of ours does.
func (h *hostility) attackBody(path string) {
	for _, name := range []string{"to", "reason", "person", "same-1", "partial", "number", "date", "signer", "standard", "level", "MN.rooms", ""} {
		for _, value := range h.texts {
			h.send(http.MethodPost, path, strings.NewReader(url.Values{name: {value}, "to": {"nowhere"}}.Encode()), encodedForm)
		}
	}
	for _, body := range []string{"%zz", "a=%", "\x00\xff\xfe", "to=\x00", "to=\xff", strings.Repeat("a=1&", 100_000), strings.Repeat("x", 2<<20), `{"to":"closed"}`, "<x/>"} {
		for _, kind := range []string{encodedForm, "", "application/json", "text/xml", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "x\x00y/;;;"} {
			h.send(http.MethodPost, path, strings.NewReader(body), kind)
		}
	}
	for _, make := range []func() (string, []byte){manyParts, hugePartHeader, cutShort, namelessFile, hostileFileName} {
		kind, body := make()
		h.send(http.MethodPost, path, bytes.NewReader(body), kind)
	}
}

// send asks and holds the answer against what every answer must keep.
func (h *hostility) send(method, path string, body io.Reader, kind string, header ...string) {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), method, h.server.URL+path, body)
	if err != nil {
		return // not even a client can ask so
	}
	if kind != "" {
		r.Header["Content-Type"] = []string{kind}
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := h.client.Do(r)
	if err != nil {
		if !strings.Contains(err.Error(), "invalid header") {
			h.t.Errorf("%s %.200s: %v", method, path, err)
		}
		return
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		h.t.Errorf("%s %.200s: %v", method, path, err)
	}
	h.sane(method+" "+path, reply{answer.StatusCode, answer.Header, string(content)})
}

func (h *hostility) sane(what string, got reply) {
	h.t.Helper()
	if got.status >= 500 && !strings.Contains(what, "readyz") {
		h.t.Errorf("%.200s: status %d", what, got.status)
	}
	for _, bad := range []string{"<script>alert", "<img src=x", "<h1>y</h1>"} {
		if strings.Contains(got.body, bad) {
			h.t.Errorf("%.200s: the answer holds %q", what, bad)
		}
	}
	if got.status != http.StatusRequestHeaderFieldsTooLarge {
		wantHeaders(h.t, what, got.header)
	}
	for _, cookie := range got.header.Values("Set-Cookie") {
		if strings.Contains(cookie, "stolen") {
			h.t.Errorf("%.200s: cookie %q", what, cookie)
		}
	}
}

// manyParts is a form of a hundred thousand empty parts.
func manyParts() (string, []byte) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for range 12_000 {
		_ = w.WriteField("a", "")
	}
	_ = w.Close()
	return w.FormDataContentType(), body.Bytes()
}

func hugePartHeader() (string, []byte) {
	return "multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.xlsx\"\r\nX: " + strings.Repeat("y", 900_000) + "\r\n\r\nz\r\n--b--\r\n")
}

func cutShort() (string, []byte) {
	return "multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.xlsx\"\r\n\r\nPK\x03\x04")
}

func namelessFile() (string, []byte) {
	return "multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nPK\r\n--b--\r\n")
}

func hostileFileName() (string, []byte) {
	return "multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../\x00\xff<script>alert(1)</script>.xlsx\"\r\n\r\nPK\r\n--b--\r\n")
}
