package gallery

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"hoctap/internal/web/render"
	"hoctap/internal/web/view"
	"hoctap/internal/words"
	"hoctap/pages"
)

func renderer(t *testing.T) *render.Renderer {
	t.Helper()
	texts, err := fs.Sub(pages.FS, "words")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := words.New(texts)
	if err != nil {
		t.Fatal(err)
	}
	made, err := render.New(pages.FS, catalogue)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestEverySpecimenIsServed(t *testing.T) {
	gallery := Handler(renderer(t))
	for _, specimen := range append(Specimens(), Specimen{Name: "", Status: http.StatusOK}) {
		for _, lang := range words.Langs() {
			t.Run(specimen.Name+"/"+string(lang), func(t *testing.T) {
				answer := httptest.NewRecorder()
				address := strings.TrimSuffix(Root+"/"+specimen.Name, "/") + "?lang=" + string(lang)
				gallery.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
				if answer.Code != specimen.Status {
					t.Fatalf("status %d, want %d: %s", answer.Code, specimen.Status, answer.Body)
				}
				body := answer.Body.String()
				for _, slip := range []string{"⟨", "ZgotmplZ", "<no value>", " style=\"", "<style", "onclick"} {
					if strings.Contains(body, slip) {
						t.Errorf("page holds %q", slip)
					}
				}
			})
		}
	}
}

func TestEveryPageHasASpecimen(t *testing.T) {
	shown := map[string]bool{}
	for _, specimen := range Specimens() {
		shown[specimen.Page] = true
	}
	for name := range view.Pages() {
		if !shown[name] {
			t.Errorf("page %q is not in the gallery", name)
		}
	}
}
