package testkit

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

const samplePage = `<!doctype html><title>x</title>
<h1> Phường
  Bỉm Sơn </h1>
<nav><a href="/">Trang đầu</a><a href="/tim" title="Nguyễn Văn A">Tìm</a></nav>
<table><tr><td>1</td></tr><tr><td>2</td></tr></table>`

func TestCheckers(t *testing.T) {
	document, err := goquery.NewDocumentFromReader(strings.NewReader(samplePage))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		check Checker
		want  string // of the complaint; empty where there is none
	}{
		{"text", In("h1", Text("Phường Bỉm Sơn")), ""},
		{"other text", In("h1", Text("Bỉm Sơn")), `h1: text is "Phường Bỉm Sơn", want "Bỉm Sơn"`},
		{"absent", In("h2", Text("x")), "h2: 0 elements, want one"},
		{"several", In("a", Text("Tìm")), "a: 2 elements, want one"},
		{"contains", In("h1", Contains("Bỉm")), ""},
		{"contains not", In("h1", Contains("Ba Đình")), "does not contain"},
		{"lacks", Lacks("Trần Thị B"), ""},
		{"lacks not, in an attribute", Lacks("Nguyễn Văn A"), "must not appear"},
		{"lacks not, across a line break", Lacks("Phường Bỉm Sơn"), "must not appear"},
		{"matches", Each("td", Matches(`^\d$`)), ""},
		{"matches not", Each("td", Matches(`^1$`)), `td: number 2: text "2" does not match ^1$`},
		{"each of none", Each("th"), "th: no such element"},
		{"href", In("nav a:first-child", Href("/")), ""},
		{"other href", In("nav a:first-child", Href("/x")), `href is "/", want "/x"`},
		{"no attribute", In("h1", Attr("id", "x")), "no attribute id"},
		{"count", Count("tr", 2), ""},
		{"other count", Count("tr", 3), "tr: 2 elements, want 3"},
		{"none", None("th"), ""},
		{"some", None("td"), "td: 2 elements, want 0"},
		{"nested", In("nav", Count("a", 3)), "nav: a: 2 elements, want 3"},
		{"all of it", All(None("h1"), None("nav")), "h1: 1 elements, want 0\nnav: 1 elements, want 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			err := c.check(document.Selection)
			if err != nil {
				got = err.Error()
			}
			if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
				t.Errorf("complaint is %q, want %q", got, c.want)
			}
		})
	}
}

func TestCheckPageFailsTheTest(t *testing.T) {
	probe := &probe{TB: t}
	CheckPage(probe, strings.NewReader(samplePage), None("h1"), Count("tr", 2))
	if probe.errors != 1 {
		t.Errorf("CheckPage reported %d times, want once", probe.errors)
	}
}

func TestASelectorThatCannotBeReadPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("None took a selector that finds nothing for ever")
		}
	}()
	None("td[")
}
