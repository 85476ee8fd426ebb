package web

import (
	"hoctap/internal/disclosure"
	"hoctap/internal/publication"
	"hoctap/internal/web/view"
)

// publicAbout says how the figures come about, what is withheld and why, and what
// the columns of the files are.
func publicAbout(v *visit) error {
	title := v.say.T("open.about")
	page := view.PublicAbout{Page: v.publicFrame(title), Heading: title, Back: view.Link{Text: v.say.T("open.title"), Href: publicPath}}
	page.Paragraphs = []string{v.say.T("open.about_what"), v.say.T("open.about_withheld", "most", disclosure.Least-1), v.say.T("open.about_sums"), v.say.T("open.about_once")}
	for _, name := range []string{"year", "code", "measure", "withheld", "fulfil", "of", "communes_counted", "published_at"} {
		page.Columns = append(page.Columns, view.Fact{Name: name, Value: v.say.T("open.column_" + name)})
	}
	for _, id := range publication.Measures {
		page.Measures = append(page.Measures, view.Fact{Name: id, Value: capital(v.law(v.Book.Measure(id).Text))})
	}
	v.mayBeKept()
	return v.show("public_about", page)
}
