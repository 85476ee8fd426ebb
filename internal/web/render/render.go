// Package render turns page structs into HTML. Every template is parsed at start, once
// a language, with the words of that language bound to it: no reader can ever get
// another's. A page is rendered to memory before the first byte is sent, so that a
// fault in a template becomes an error page and not half a page.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"hoctap/internal/web/view"
	"hoctap/internal/words"
)

// Renderer holds the parsed templates. It is safe for use by many goroutines.
type Renderer struct {
	Assets *Assets
	sets   map[words.Lang]map[string]*template.Template
	broken map[words.Lang][]byte
}

// New parses all templates of fsys, which is laid out like the folder pages. Faults in
// any of them, and in the words they use, are reported together.
func New(fsys fs.FS, catalogue *words.Catalogue) (*Renderer, error) {
	assets, err := newAssets(fsys)
	if err != nil {
		return nil, err
	}
	renderer := &Renderer{
		Assets: assets,
		sets:   map[words.Lang]map[string]*template.Template{},
		broken: map[words.Lang][]byte{},
	}
	var problems []error
	for _, lang := range words.Langs() {
		set, err := parseAll(fsys, catalogue.For(lang), assets)
		problems = append(problems, err)
		renderer.sets[lang] = set
		problems = append(problems, renderer.prepareBroken(lang, catalogue.For(lang)))
	}
	err = errors.Join(problems...)
	if err != nil {
		return nil, fmt.Errorf("load pages: %w", err)
	}
	return renderer, nil
}

// pageFiles lists the templates of pages: a file a page.
func pageFiles(fsys fs.FS) ([]string, error) {
	var files []string
	for _, pattern := range []string{"page/*.html", "gallery/*.html"} {
		found, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, fmt.Errorf("list pages: %w", err)
		}
		files = append(files, found...)
	}
	return files, nil
}

func parseAll(fsys fs.FS, printer *words.Printer, assets *Assets) (map[string]*template.Template, error) {
	frame, err := template.New("").Funcs(funcs(printer, assets)).ParseFS(fsys, "base.html", "parts/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse parts: %w", err)
	}
	files, err := pageFiles(fsys)
	if err != nil {
		return nil, err
	}
	set := map[string]*template.Template{}
	var problems []error
	for _, file := range files {
		page, err := parsePage(frame, fsys, file)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		problems = append(problems, checkWords(page, printer)...)
		set[strings.TrimSuffix(path.Base(file), ".html")] = page
	}
	return set, errors.Join(problems...)
}

func parsePage(frame *template.Template, fsys fs.FS, file string) (*template.Template, error) {
	page, err := frame.Clone()
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", file, err)
	}
	page, err = page.ParseFS(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", file, err)
	}
	if page.Lookup("main") == nil {
		return nil, fmt.Errorf("parse %s: it defines no \"main\"", file)
	}
	return page, nil
}

// Page sends the whole page of that name.
func (r *Renderer) Page(w http.ResponseWriter, status int, lang words.Lang, name string, page any) error {
	return r.send(w, status, lang, name, "base", page)
}

// Part sends one define of a page alone, for a page that fetches a piece of itself.
func (r *Renderer) Part(w http.ResponseWriter, status int, lang words.Lang, name, part string, data any) error {
	return r.send(w, status, lang, name, part, data)
}

func (r *Renderer) send(w http.ResponseWriter, status int, lang words.Lang, name, part string, data any) error {
	body, err := r.render(lang, name, part, data)
	if err != nil {
		return err
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, err = w.Write(body)
	if err != nil {
		return fmt.Errorf("send page %q: %w", name, err)
	}
	return nil
}

func (r *Renderer) render(lang words.Lang, name, part string, data any) ([]byte, error) {
	page, ok := r.sets[lang][name]
	if !ok {
		return nil, fmt.Errorf("no page %q in %q", name, lang)
	}
	var body bytes.Buffer
	err := page.ExecuteTemplate(&body, part, data)
	if err != nil {
		return nil, fmt.Errorf("render page %q: %w", name, err)
	}
	return body.Bytes(), nil
}

// prepareBroken renders the page that is sent when everything else fails, while
// everything still works.
func (r *Renderer) prepareBroken(lang words.Lang, printer *words.Printer) error {
	if r.sets[lang] == nil {
		return nil
	}
	heading := printer.T("broken.heading")
	body, err := r.render(lang, "fault", "base", view.FaultPage{
		Page:    view.Page{Title: heading, Lang: string(lang), HomeHref: "/"},
		Status:  http.StatusInternalServerError,
		Heading: heading,
		Text:    printer.T("broken.text"),
	})
	if err != nil {
		return fmt.Errorf("prepare fallback: %w", err)
	}
	r.broken[lang] = body
	return nil
}

// Broken sends the page prepared for the worst case. It cannot fail.
func (r *Renderer) Broken(w http.ResponseWriter, lang words.Lang) {
	body, ok := r.broken[lang]
	if !ok {
		body = r.broken[words.Vietnamese]
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	_, _ = w.Write(body)
}
