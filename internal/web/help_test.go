package web

import (
	"testing"

	"hoctap/docs"
	"hoctap/internal/guide"
	"hoctap/internal/web/view"
)

// Every way to the help leads to a section that is there, from a page that is there.
func TestHelpLeadsSomewhere(t *testing.T) {
	g, err := guide.Load(docs.Guide)
	if err != nil {
		t.Fatal(err)
	}
	pages := view.Pages()
	for page, ref := range helpOfPage {
		if !g.Has(ref) {
			t.Errorf("the help of %s is said to be at %s", page, ref)
		}
		if _, ok := pages[page]; !ok {
			t.Errorf("there is no page %s", page)
		}
	}
	for field, ref := range helpOfField {
		if !g.Has(ref) {
			t.Errorf("the help of %s is said to be at %s", field, ref)
		}
	}
	without := map[string]bool{"about": true, "fault": true, "refused": true, "help": true, "help_article": true}
	for page := range pages {
		if helpOfPage[page] == "" && !without[page] {
			t.Errorf("the page %s has no help", page)
		}
	}
}
