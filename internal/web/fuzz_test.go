package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"hoctap/internal/store/storetest"
)

// FuzzRequest: whatever address, query, cookie and body come, the answer is no
// fault of ours and reflects nothing that a browser would run.
func FuzzRequest(f *testing.F) {
	tn := newTown(f)
	here := of(storetest.Joined, lastYear)
	for _, path := range []string{"/", "/search", here, here + "/people/literacy.level2_15_60", here + "/gaps/TH/1", here + "/forms/M1", here + "/forms/M1/people", here + "/whatif/TH/1", here + "/decisions/new", here + "/schools/38201", here + "/round", here + "/questions"} {
		f.Add(path, "q=a&page=2&hamlet=1&lang=en", "lang=en; theme=dark", "to=open&reason=x", false)
		f.Add(path, "q=%00&page=-1&sort=%ff", "theme=\"", "person=1&same-1=%zz", true)
	}
	f.Fuzz(func(t *testing.T, path, query, cookie, body string, post bool) {
		at, err := url.ParseRequestURI("/" + strings.TrimPrefix(path, "/"))
		if err != nil {
			return
		}
		at.RawQuery = query
		method := http.MethodGet
		if post {
			method = http.MethodPost
		}
		r := httptest.NewRequest(method, "/", strings.NewReader(body))
		r.URL, r.RequestURI, r.Host = at, "", "localhost"
		r.Header.Set("Cookie", sessionCookie+"=session-of-lan; "+cookie)
		r.Header.Set("Content-Type", encodedForm)
		w := httptest.NewRecorder()
		tn.server.Config.Handler.ServeHTTP(w, r)
		if w.Code >= http.StatusInternalServerError && !strings.HasPrefix(at.Path, "/readyz") {
			t.Errorf("%s %s: status %d\n%s", method, at, w.Code, tn.log)
		}
		if strings.Contains(strings.ToLower(w.Body.String()), "<script>") {
			t.Errorf("%s %s: the answer holds a script", method, at)
		}
	})
}
