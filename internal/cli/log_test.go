package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"hoctap/internal/place"
	"hoctap/internal/testkit"
)

// The journey of an officer through the sample town, right and wrong steps, with
// the log as talkative as it gets: no line of it names one of its people.
func TestTheLogOfTheSampleTown(t *testing.T) {
	if testing.Short() {
		t.Skip("short run: the sample town is left out")
	}
	w := &ward{db: filepath.Join(t.TempDir(), "demo.db"), temp: t.TempDir()}
	built, err := exec.Command("hoctap", "demo", "--no-serve", "--db", w.db).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, built)
	}
	w.process = start(t, []string{"TMPDIR=" + w.temp}, "demo", "--addr", "127.0.0.1:0", "--db", w.db, "--log-format", "json", "--log-level", "debug")
	private, some := w.people()
	w.signInEverywhere()
	seen := w.crawl()
	for _, kind := range []string{"/persons/", "/households/", "/search", "/people/"} {
		if seen[kind] == 0 {
			t.Errorf("the journey led to no page of %s", kind)
		}
	}
	for _, text := range some {
		w.get("/search?q=" + url.QueryEscape(text))
		w.get("/persons/" + url.PathEscape(text))
		w.get("/nowhere/" + url.PathEscape(text) + "?" + url.QueryEscape(text) + "=1")
		w.post("/places/1/2025/round", "application/x-www-form-urlencoded", strings.NewReader("reason="+url.QueryEscape(text)))
		w.post(w.place+"/questions", "application/x-www-form-urlencoded", strings.NewReader("person="+url.QueryEscape(text)))
	}
	w.signal(syscall.SIGTERM)
	if code := w.code(); code != 0 {
		t.Errorf("ended with %d", code)
	}
	log := w.err.String()
	for _, told := range private.Told(log + w.out.String()) {
		t.Errorf("told: %s", told)
	}
	if !strings.Contains(log, `"route":"GET /persons/{person}"`) {
		t.Errorf("the log has lost the journey:\n%.2000s", log)
	}
	for line := range strings.Lines(log) {
		if strings.HasPrefix(line, "{") && !json.Valid([]byte(line)) {
			t.Errorf("a line that is no JSON: %s", line)
		}
	}
}

// signInEverywhere opens both wards of the town to one officer; the smaller one is
// where the work is done.
func (w *ward) signInEverywhere() {
	w.t.Helper()
	db := w.open()
	defer db.Close()
	tree, err := db.Places(w.t.Context())
	check(w.t, err)
	var both []place.ID
	for _, code := range []string{"14812", "14818"} {
		at, err := tree.ByCode(code, "2025-09-30")
		check(w.t, err)
		both = append(both, at.PlaceID)
		w.place = fmt.Sprintf("/places/%d/2025", at.PlaceID)
	}
	w.signIn(db, "nhat-ky", both...)
}

// people are all of the ward in its last two rounds, and what a reader may type of
// some of them.
func (w *ward) people() (testkit.Private, []string) {
	w.t.Helper()
	db := w.open()
	defer db.Close()
	private, some := testkit.Private{}, []string{}
	rounds, err := db.AllRounds(context.Background())
	check(w.t, err)
	for commune, years := range rounds {
		for year := range years {
			if year < 2025 {
				continue
			}
			list, err := db.Records(context.Background(), commune, year)
			check(w.t, err)
			for i, r := range list {
				private.Add(r)
				if i%5000 == 7 {
					some = append(some, r.Name(), r.PersonalNumber, r.Phone)
				}
			}
		}
	}
	if len(private) < 10_000 {
		w.t.Fatalf("only %d private things in the sample town", len(private))
	}
	return private, some
}

var href = regexp.MustCompile(`href="(/[^"#]*)"`)

// crawl follows links from the first page and the ward's, some of each kind.
func (w *ward) crawl() map[string]int {
	w.t.Helper()
	digits := regexp.MustCompile(`\d+`)
	kinds, seen, count := map[string]int{}, map[string]bool{}, map[string]int{}
	queue := []string{"/", w.place, w.place + "/gaps"}
	for len(queue) > 0 {
		path := strings.ReplaceAll(queue[0], "&amp;", "&")
		queue = queue[1:]
		kind := digits.ReplaceAllString(path, "N")
		if seen[path] || kinds[kind] >= 1 || len(seen) > 120 || strings.HasSuffix(path, ".xlsx") {
			continue
		}
		seen[path] = true
		kinds[kind]++
		for _, part := range []string{"/persons/", "/households/", "/search", "/people/"} {
			if strings.Contains(path, part) {
				count[part]++
			}
		}
		_, to, body := w.get(path)
		if to != "" {
			queue = append(queue, to)
		}
		for _, found := range href.FindAllStringSubmatch(body, -1) {
			if strings.HasPrefix(found[1], "/persons/") || strings.HasPrefix(found[1], "/households/") {
				queue = append([]string{found[1]}, queue...) // they are what matters here
			} else {
				queue = append(queue, found[1])
			}
		}
	}
	return count
}
