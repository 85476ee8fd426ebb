// Package gallery shows every component and every page in every state with prepared
// data: empty, one, many, very long names, error, loading, no rights. It is for those
// who build the pages, and for the tests that look at them.
package gallery

import (
	"fmt"
	"net/http"
	"sort"

	"hoctap/internal/web/render"
	"hoctap/internal/web/view"
	"hoctap/internal/words"
)

// Root is where the gallery is served.
const Root = "/gallery"

// runningPart gives the progress of the import that never ends.
const runningPart = Root + "/part/import-running"

// Specimen is one page in one state.
type Specimen struct {
	// Name is its last piece of address: "verdict-unknown".
	Name string
	// Page is the template's name.
	Page   string
	Title  string
	Status int
	Data   any
}

// Handler serves the gallery.
func Handler(renderer *render.Renderer) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Root, func(w http.ResponseWriter, r *http.Request) {
		serve(w, r, renderer, Specimen{Page: "gallery", Status: http.StatusOK, Data: components()})
	})
	specimens := map[string]Specimen{}
	for _, specimen := range Specimens() {
		specimens[specimen.Name] = specimen
	}
	mux.HandleFunc("GET "+Root+"/{name}", func(w http.ResponseWriter, r *http.Request) {
		specimen, ok := specimens[r.PathValue("name")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		serve(w, r, renderer, specimen)
	})
	mux.HandleFunc("GET "+runningPart, func(w http.ResponseWriter, _ *http.Request) {
		err := renderer.Part(w, http.StatusOK, words.Vietnamese, "import_progress", "import_running", specimens["import-running"].Data)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	return mux
}

func serve(w http.ResponseWriter, r *http.Request, renderer *render.Renderer, specimen Specimen) {
	lang := words.Vietnamese
	if r.URL.Query().Get("lang") == string(words.English) {
		lang = words.English
	}
	err := renderer.Page(w, specimen.Status, lang, specimen.Page, specimen.Data)
	if err != nil {
		// Only those who build the pages see this: the whole fault is what they need.
		http.Error(w, fmt.Sprintf("%+v", err), http.StatusInternalServerError)
	}
}

// Page is the page of all components.
type Page struct {
	view.Page
	Pages      []view.Link
	Swatches   []string
	Badges     []view.Badge
	Tags       []view.Tag
	Messages   []view.Message
	Empties    []view.Empty
	Loading    string
	Cards      []view.Card
	Figures    []view.Figure
	Facts      []view.Fact
	Due        []view.Due
	Tables     []view.Table
	Tree       []view.Node
	Errors     view.Errors
	Fields     []view.Field
	Upload     view.Field
	Radios     []view.Options
	Select     view.Options
	Dates      []view.DateField
	Dialogs    []view.Dialog
	Progresses []view.Progress
	Steps      []view.Step
	Events     []view.Event
	Findings   []view.Finding
	Pyramid    *view.Pyramid
	Pager      *view.Pager
}

func components() Page {
	return Page{
		Page:       frame("Thư viện giao diện"),
		Pages:      pageLinks(),
		Swatches:   []string{"ground", "raised", "sunken", "ink", "quiet", "line", "accent", "met", "miss", "warn", "blank"},
		Badges:     badges(),
		Tags:       tags(),
		Messages:   messages(),
		Empties:    empties(),
		Loading:    "Đang tải danh sách",
		Cards:      cards(),
		Figures:    figures(),
		Facts:      facts(),
		Due:        due(),
		Tables:     tables(),
		Tree:       tree(),
		Errors:     errorSummary(),
		Fields:     fields(),
		Upload:     upload(""),
		Radios:     radios(),
		Select:     selection(),
		Dates:      dates(),
		Dialogs:    dialogs(),
		Progresses: progresses(),
		Steps:      steps(),
		Events:     events(),
		Findings:   findings(),
		Pyramid:    pyramid(),
		Pager:      view.NewPager(7, 50, 20114, pageHref),
	}
}

func pageLinks() []view.Link {
	var links []view.Link
	for _, specimen := range Specimens() {
		links = append(links, view.Link{Text: specimen.Title, Href: Root + "/" + specimen.Name})
	}
	sort.SliceStable(links, func(i, j int) bool { return links[i].Text < links[j].Text })
	return links
}
