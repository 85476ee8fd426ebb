package guide_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"hoctap/docs"
	"hoctap/internal/guide"
)

func shipped(t *testing.T) *guide.Guide {
	t.Helper()
	g, err := guide.Load(docs.Guide)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestTheShippedGuide(t *testing.T) {
	g := shipped(t)
	if g.Pages[0].Slug != "bat-dau" || len(g.Pages) < 14 {
		t.Errorf("%d pages, the first %s", len(g.Pages), g.Pages[0].Slug)
	}
	for _, p := range g.Pages {
		if p.Title == "" || strings.Contains(p.HTML, "<h1") || strings.Contains(p.HTML, `.md"`) || p.Sections[0].Text == "" && len(p.Sections) < 2 {
			t.Errorf("%s: %q", p.Slug, p.Title)
		}
	}
	if !g.Has("danh-sach#in") || !g.Has("danh-sach") || g.Has("danh-sach#out") || g.Has("x") || g.Has("danh-sach#") {
		t.Error("sections are not told from none")
	}
	if picture, err := g.Image("danh-sach.png"); err != nil || len(picture) < 1000 {
		t.Errorf("picture: %v", err)
	}
	if _, err := g.Image("../guide/danh-sach.md"); err == nil {
		t.Error("what is no picture is given out")
	}
}

func TestFinding(t *testing.T) {
	g := shipped(t)
	for query, want := range map[string]string{
		"sua o sai":    "/help/nhap-phieu#sua-o-sai",
		"thu truoc":    "/help/danh-sach#thu-truoc",
		"niêm phong":   "/help/",
		"mat dien":     "/help/sao-luu#mat-dien",
		"ai là ai":     "/help/nhap-phieu#ai-la-ai",
		"đối chiếu bộ": "/help/bieu-mau#doi-chieu-voi-he-thong-cua-bo",
	} {
		found := g.Find(query)
		if len(found) == 0 || !strings.HasPrefix(found[0].Href(), want) {
			t.Errorf("%s: %+v", query, found)
		}
	}
	for _, query := range []string{"", "   ", "zzzz", "sua zzzz"} {
		if found := g.Find(query); len(found) > 0 {
			t.Errorf("%q finds %d", query, len(found))
		}
	}
}

// What the source of a page brings in HTML does not reach the reader, and what leads
// nowhere is refused.
func TestWhatAGuideMayHold(t *testing.T) {
	with := func(body string) fstest.MapFS {
		return fstest.MapFS{
			"guide/README.md": {Data: []byte("# Hướng dẫn\n\n[một](mot.md)\n")},
			"guide/mot.md":    {Data: []byte(body)},
			"images/a.png":    {Data: []byte("x")},
		}
	}
	g, err := guide.Load(with("# Một\n\n<script>alert(1)</script>\n\n<b onclick=\"x()\">đậm</b> [x](javascript:alert) ![a](../images/a.png)\n\n## In\n\n## In\n"))
	if err == nil {
		t.Error("a link that runs a script is taken")
	}
	g, err = guide.Load(with("# Một\n\n<script>alert(1)</script>\n\n<b onclick=\"x()\">đậm</b> ![a](../images/a.png)\n\n## In\n\n## In\n"))
	if err != nil {
		t.Fatal(err)
	}
	page := g.Page("mot")
	if strings.Contains(page.HTML, "script>") || strings.Contains(page.HTML, "onclick") || !strings.Contains(page.HTML, `src="/help/images/a.png"`) {
		t.Errorf("got %s", page.HTML)
	}
	if page.Sections[1].ID == page.Sections[2].ID {
		t.Error("two sections have one name")
	}
	for what, body := range map[string]string{
		"a page": "# Một\n\n[x](hai.md)\n", "a section": "# Một\n\n[x](mot.md#hai)\n", "a picture": "# Một\n\n![x](b.png)\n", "a file": "# Một\n\n[x](../go.mod)\n", "no title": "Một\n",
	} {
		if _, err := guide.Load(with(body)); err == nil {
			t.Errorf("%s that is not there is taken", what)
		}
	}
}
