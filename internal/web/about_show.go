package web

import "hoctap/internal/web/view"

// aboutShow tells what the program is, which law it judges by, and what it is
// not.
func aboutShow(v *visit) error {
	title := v.say.T("about.title")
	page := view.AboutPage{Page: v.frame(title), Heading: title}
	for _, key := range []string{"about.what", "about.law", "about.people", "about.limits"} {
		page.Paragraphs = append(page.Paragraphs, v.say.T(key))
	}
	page.Facts = []view.Fact{
		{Name: v.say.T("about.version"), Value: v.Version},
		{Name: v.say.T("about.rules"), Value: v.Book.Hash()[:12], Href: "/rules"},
	}
	return v.show("about", page)
}
