package cli_test

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// Prometheus gets figures of requests, jobs, pools and the runtime, and nothing
// that is about a person.
func TestMetrics(t *testing.T) {
	w := startWard(t, "--metrics-addr", "127.0.0.1:0")
	url := w.says(`(http://127\.0\.0\.1:\d+/metrics)`)
	job := w.checked()
	w.post(job+"/import", "application/x-www-form-urlencoded", strings.NewReader("partial=yes"))
	w.get("/search?q=Nguyen")
	w.get("/persons/123456789012345678")
	w.get(w.place)
	strange, err := http.NewRequest("BREW", w.url+"/", nil)
	check(t, err)
	w.do(strange)
	answer, err := http.Get(url)
	check(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	check(t, err)
	text := string(body)
	for _, want := range []string{
		`hoctap_requests_total{method="GET",route="GET /search",status="200"} 1`, `hoctap_requests_total{method="other",`,
		`hoctap_request_seconds_bucket{route="GET /persons/{person}",le="+Inf"} 1`, "hoctap_requests_going ", `hoctap_jobs{state="done"}`,
		`hoctap_db_connections_limit{pool="write"} 1`, `hoctap_db_connections_open{pool="read"}`, `hoctap_db_wait_seconds_total{pool="read"}`, "hoctap_build_info{", "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if found := regexp.MustCompile(`"[^"]*(Nguyen|123456789|BREW)[^"]*"`).FindString(text); found != "" {
		t.Errorf("the figures tell %s", found)
	}
	status, _, _ := w.get("/metrics")
	if status != http.StatusNotFound {
		t.Errorf("the figures stand among the pages: %d", status)
	}
}
