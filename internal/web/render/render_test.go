package render

import (
	"html/template"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jba/templatecheck"

	"hoctap/internal/web/view"
	"hoctap/internal/words"
	"hoctap/pages"
)

func catalogue(t *testing.T) *words.Catalogue {
	t.Helper()
	texts, err := fs.Sub(pages.FS, "words")
	if err != nil {
		t.Fatal(err)
	}
	made, err := words.New(texts)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func renderer(t *testing.T) *Renderer {
	t.Helper()
	made, err := New(pages.FS, catalogue(t))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// A template that names a field its page does not have fails here and not before a
// reader.
func TestTemplatesFitTheirPages(t *testing.T) {
	for lang, set := range renderer(t).sets {
		for name, zero := range view.Pages() {
			t.Run(string(lang)+"/"+name, func(t *testing.T) {
				page, ok := set[name]
				if !ok {
					t.Fatalf("no template for page %q", name)
				}
				err := templatecheck.CheckHTML(page.Lookup("base"), zero)
				if err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func TestEveryTemplateIsAPage(t *testing.T) {
	known := view.Pages()
	for name := range renderer(t).sets[words.Vietnamese] {
		if _, ok := known[name]; !ok && name != "gallery" {
			t.Errorf("template %q belongs to no page of view.Pages", name)
		}
	}
}

func TestWordsInTemplatesAreChecked(t *testing.T) {
	printer := catalogue(t).For(words.Vietnamese)
	for _, test := range []struct{ name, text, want string }{
		{"right", `{{t "card.need" "need" .}}`, ""},
		{"unknown key", `{{if .}}{{t "card.none"}}{{end}}`, `no words for key "card.none"`},
		{"argument missing", `{{range .}}{{t "card.need"}}{{end}}`, `words "card.need" take [need], not []`},
		{"argument too many", `{{with .}}{{else}}{{t "common.close" "n" 1}}{{end}}`, `words "common.close" take [], not [n]`},
		{"key put together", `{{template "x" (t .)}}{{define "x"}}{{end}}`, "key as a plain string"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page, err := template.New("page").Funcs(funcs(printer, &Assets{})).Parse(test.text)
			if err != nil {
				t.Fatal(err)
			}
			problems := checkWords(page, printer)
			switch {
			case test.want == "" && len(problems) > 0:
				t.Errorf("problems %v, want none", problems)
			case test.want != "" && (len(problems) != 1 || !strings.Contains(problems[0].Error(), test.want)):
				t.Errorf("problems %v, want %q", problems, test.want)
			}
		})
	}
}

func TestReadersGetTheirLanguage(t *testing.T) {
	renderer := renderer(t)
	page := view.FaultPage{Heading: "x", Trace: "7"}
	for lang, want := range map[words.Lang]string{words.Vietnamese: "Đến nội dung chính", words.English: "Skip to the main content"} {
		answer := httptest.NewRecorder()
		err := renderer.Page(answer, http.StatusNotFound, lang, "fault", page)
		if err != nil {
			t.Fatal(err)
		}
		if answer.Code != http.StatusNotFound || !strings.Contains(answer.Body.String(), want) {
			t.Errorf("%s: status %d, want 404 and a page with %q", lang, answer.Code, want)
		}
	}
}

func TestNothingIsSentOfABrokenPage(t *testing.T) {
	answer := httptest.NewRecorder()
	err := renderer(t).Page(answer, http.StatusOK, words.Vietnamese, "verdict", "no page struct")
	if err == nil {
		t.Fatal("a page without its struct was rendered")
	}
	if answer.Body.Len() > 0 {
		t.Errorf("%d bytes were sent of it", answer.Body.Len())
	}
}

func TestBroken(t *testing.T) {
	answer := httptest.NewRecorder()
	renderer(t).Broken(answer, words.English)
	if answer.Code != http.StatusInternalServerError || !strings.Contains(answer.Body.String(), "This page could not be opened") {
		t.Errorf("status %d: %s", answer.Code, answer.Body)
	}
}

func TestTextIsEscaped(t *testing.T) {
	answer := httptest.NewRecorder()
	err := renderer(t).Page(answer, http.StatusOK, words.Vietnamese, "fault", view.FaultPage{Heading: `<script>alert(1)</script>`, Links: []view.Link{{Text: "x", Href: "javascript:alert(1)"}}})
	if err != nil {
		t.Fatal(err)
	}
	body := answer.Body.String()
	if strings.Contains(body, "<script>alert") || strings.Contains(body, `href="javascript:`) {
		t.Errorf("what was given went into the page unescaped:\n%s", body)
	}
}

func builtFS() fstest.MapFS {
	return fstest.MapFS{
		"dist/manifest.json":         {Data: []byte(`{"style.css":"style-AB12CD34.css","fonts/a.woff2":"fonts/a-XY.woff2"}`)},
		"dist/style-AB12CD34.css":    {Data: []byte("plain")},
		"dist/style-AB12CD34.css.br": {Data: []byte("brotli")},
		"dist/style-AB12CD34.css.gz": {Data: []byte("gzip")},
		"dist/fonts/a-XY.woff2":      {Data: []byte("font")},
	}
}

func TestAssets(t *testing.T) {
	assets, err := newAssets(builtFS())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, path, accept string
		status             int
		body, coding, kind string
	}{
		{"plain", "/static/style-AB12CD34.css", "", 200, "plain", "", "text/css; charset=utf-8"},
		{"brotli first", "/static/style-AB12CD34.css", "gzip, deflate, br", 200, "brotli", "br", "text/css; charset=utf-8"},
		{"gzip", "/static/style-AB12CD34.css", "gzip", 200, "gzip", "gzip", "text/css; charset=utf-8"},
		{"gzip refused", "/static/style-AB12CD34.css", "gzip;q=0", 200, "plain", "", "text/css; charset=utf-8"},
		{"font", "/static/fonts/a-XY.woff2", "br", 200, "font", "", "font/woff2"},
		{"manifest", "/static/manifest.json", "", 404, "", "", ""},
		{"plain name", "/static/style.css", "", 404, "", "", ""},
		{"way up", "/static/../page/fault.html", "", 404, "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			request := httptest.NewRequest(http.MethodGet, "/static/x", nil)
			request.URL.Path = test.path
			request.Header.Set("Accept-Encoding", test.accept)
			answer := httptest.NewRecorder()
			assets.ServeHTTP(answer, request)
			if answer.Code != test.status {
				t.Fatalf("status %d, want %d", answer.Code, test.status)
			}
			if test.status != http.StatusOK {
				return
			}
			header := answer.Header()
			if answer.Body.String() != test.body || header.Get("Content-Encoding") != test.coding || header.Get("Content-Type") != test.kind {
				t.Errorf("got %q as %q, %q", answer.Body, header.Get("Content-Encoding"), header.Get("Content-Type"))
			}
			if !strings.Contains(header.Get("Cache-Control"), "immutable") {
				t.Errorf("Cache-Control is %q", header.Get("Cache-Control"))
			}
		})
	}
}

func TestAssetPath(t *testing.T) {
	assets, err := newAssets(builtFS())
	if err != nil {
		t.Fatal(err)
	}
	got, err := assets.Path("style.css")
	if err != nil || got != "/static/style-AB12CD34.css" {
		t.Errorf("path %q, %v", got, err)
	}
	_, err = assets.Path("none.css")
	if err == nil {
		t.Error("a file that was not built has a path")
	}
	unbuilt, err := newAssets(fstest.MapFS{"dist/.keep": {}})
	if err != nil {
		t.Fatal(err)
	}
	if unbuilt.Built() {
		t.Error("nothing is built, and it says so not")
	}
}
