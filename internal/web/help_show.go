package web

import (
	"fmt"
	"html/template"
	"net/http"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/guide"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
	"hoctap/internal/words"
)

// helpShow is the guide: what there is, and what was found in it.
func helpShow(v *visit) error {
	text := viet.Clean(v.r.URL.Query().Get("q"))
	if len(text) > longestQuery {
		return fault.New(fault.Invalid, "refusal.query_long")
	}
	title := v.say.T("help.title")
	page := view.HelpPage{
		Page: v.frame(title), Heading: title, Lead: v.say.T("help.lead"),
		Search: view.Field{Name: "q", Label: v.say.T("help.search"), Hint: v.say.T("help.search_hint"), Value: text},
	}
	if text != "" {
		page.Found = v.helpFound(text)
		if len(page.Found) == 0 {
			page.Empty = &view.Empty{Title: v.say.T("find.none", "text", text), Text: v.say.T("find.none_text")}
		}
	}
	for _, p := range v.guide.Pages {
		page.Pages = append(page.Pages, view.Hit{Href: helpHref(p.Slug), Name: []view.Piece{{Text: p.Title}}, Facts: p.Lead})
	}
	return v.show("help", page)
}

func helpHref(ref string) string {
	if ref == "" {
		return guide.Root
	}
	return guide.Root + "/" + ref
}

func (v *visit) helpFound(text string) []view.HelpFound {
	var out []view.HelpFound
	for _, f := range v.guide.Find(text) {
		found := view.HelpFound{Title: f.Section.Title, Href: f.Href(), Excerpt: marked(f.Excerpt, text)}
		if f.Section.ID != "" {
			found.Of = f.Page.Title
		}
		out = append(out, found)
	}
	return out
}

// helpArticle is one page of the guide.
func helpArticle(v *visit) error {
	p := v.guide.Page(v.r.PathValue("page"))
	if p == nil {
		return fault.New(fault.NotFound, "help.unknown")
	}
	page := view.HelpArticle{
		Page: v.frame(p.Title), Heading: p.Title, Back: view.Link{Text: v.say.T("help.title"), Href: guide.Root},
		Body: template.HTML(p.HTML), //nolint:gosec // of our own Markdown, without what HTML it brings
	}
	if v.lang != words.Vietnamese {
		page.Foreign = v.say.T("help.foreign")
	}
	for _, s := range p.Sections[1:] {
		page.Sections = append(page.Sections, view.Link{Text: s.Title, Href: "#" + s.ID})
	}
	for i, other := range v.guide.Pages {
		if other == p && i+1 < len(v.guide.Pages) {
			next := v.guide.Pages[i+1]
			page.Next = &view.Link{Text: next.Title, Href: helpHref(next.Slug)}
		}
	}
	return v.show("help_article", page)
}

// helpPicture is a picture of the guide.
func helpPicture(v *visit) error {
	picture, err := v.guide.Image(v.r.PathValue("file"))
	if err != nil {
		return fault.New(fault.NotFound, "refusal.address")
	}
	h := v.w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("Cache-Control", "private, max-age=3600")
	h.Set("Content-Length", strconv.Itoa(len(picture)))
	v.w.WriteHeader(http.StatusOK)
	_, err = v.w.Write(picture)
	if err != nil {
		return fmt.Errorf("send picture: %w", err)
	}
	return nil
}
