package gallery

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"hoctap/internal/testkit"
	"hoctap/internal/web/render"
)

// policy is what the real server sends too: the pages must do without inline scripts
// and styles.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const axeFile = "../../../pages/node_modules/axe-core/axe.min.js"

// serveBuilt serves gallery and built files, or says what is missing.
func serveBuilt(t *testing.T) string {
	t.Helper()
	renderer := renderer(t)
	if !renderer.Assets.Built() {
		testkit.Need(t, "built pages", "pages/dist has no manifest.json; run npm ci and npm run build in pages")
	}
	mux := http.NewServeMux()
	mux.Handle(render.StaticPath, renderer.Assets)
	mux.Handle("/", Handler(renderer))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(axeFile)
	if errors.Is(err, os.ErrNotExist) {
		testkit.Need(t, "axe-core", "run npm ci in pages")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// No page in any state has a fault that axe finds, or is wider than its window.
func TestPagesAreAccessible(t *testing.T) {
	browser := testkit.Browser(t)
	script := axe(t)
	server := serveBuilt(t)
	for _, look := range []struct {
		name   string
		width  int
		scheme string
	}{{"phone, light", testkit.Phone, "light"}, {"desktop, dark", testkit.Desktop, "dark"}} {
		_, err := chromedp.Run(browser, testkit.Scheme(look.scheme))
		if err != nil {
			t.Fatal(err)
		}
		for _, specimen := range append(Specimens(), Specimen{Name: ""}) {
			t.Run(look.name+"/"+specimen.Name, func(t *testing.T) {
				address := strings.TrimSuffix(server+Root+"/"+specimen.Name, "/")
				err := testkit.Visit(browser, address, look.width, 900)
				if status := new(testkit.StatusError); err != nil && !errors.As(err, &status) {
					t.Fatal(err)
				}
				checkWidth(browser, t)
				checkAxe(browser, t, script)
			})
		}
	}
}

func checkWidth(ctx context.Context, t *testing.T) {
	t.Helper()
	pixels, who, err := testkit.Overflow(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if pixels > 0 {
		t.Errorf("%d px wider than the window: %s", pixels, who)
	}
}

const runAxe = `axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(
	v => v.id + ": " + v.help + " (" + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + n.failureSummary).join("; ") + ")"))`

func checkAxe(ctx context.Context, t *testing.T, script string) {
	t.Helper()
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script+";true"))
	if err != nil {
		t.Fatal(err)
	}
	violations, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](runAxe, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, violation := range violations {
		t.Error(violation)
	}
}

// budget is for HTML, styles and script together, compressed.
const budget = 150_000

func TestPagesAreLight(t *testing.T) {
	server := serveBuilt(t)
	renderer := renderer(t)
	frame := 0
	for _, name := range []string{"style.css", "dark.css", "app.js", "icon.svg"} {
		path, err := renderer.Assets.Path(name)
		if err != nil {
			t.Fatal(err)
		}
		frame += weigh(t, server+path)
	}
	for _, specimen := range Specimens() {
		got := frame + weigh(t, server+Root+"/"+specimen.Name)
		if got > budget {
			t.Errorf("%s weighs %d bytes compressed, more than %d", specimen.Name, got, budget)
		}
	}
}

// weigh compresses what the server sends plain: the server's own compressed copies are
// smaller still.
func weigh(t *testing.T, address string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", "identity")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var packed bytes.Buffer
	packer := gzip.NewWriter(&packed)
	_, err = fmt.Fprint(packer, readAll(t, answer))
	if err != nil {
		t.Fatal(err)
	}
	err = packer.Close()
	if err != nil {
		t.Fatal(err)
	}
	return packed.Len()
}

func readAll(t *testing.T, answer *http.Response) string {
	t.Helper()
	var body bytes.Buffer
	_, err := body.ReadFrom(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body.String()
}
