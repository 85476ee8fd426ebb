package view

import "html/template"

// HelpPage is the guide: its pages, or what was found in it.
type HelpPage struct {
	Page
	Heading string
	Lead    string
	Search  Field
	Pages   []Hit
	Found   []HelpFound
	Empty   *Empty
}

// HelpFound is a section in which something was found.
type HelpFound struct {
	Title   string
	Of      string // the page it stands in
	Href    string
	Excerpt []Piece
}

// HelpArticle is one page of the guide. Body is Markdown of our own that package guide
// has made safe.
type HelpArticle struct {
	Page
	Heading  string
	Back     Link
	Body     template.HTML
	Sections []Link
	Next     *Link
	// Foreign tells that the guide is in another language than the reader's.
	Foreign string
}

// HelpPageName is what the page itself is asked for by.
const HelpPageName = "page"

// explain gives a field to fill in, or a card, the way to its help.
func (p pruner) explain(field any) {
	if p.help == nil {
		return
	}
	switch f := field.(type) {
	case *Field:
		f.Help = p.help(f.Name)
	case *Options:
		f.Help = p.help(f.Name)
	case *DateField:
		f.Help = p.help(f.Name)
	case *Page:
		f.HelpHref = p.help(HelpPageName)
	case *SheetGroup:
		f.Help = p.help("group." + f.Key)
	case *Card:
		f.Help = p.help("card")
	}
}
