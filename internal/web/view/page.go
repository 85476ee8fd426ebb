package view

// Page is what every page has: its frame. Page structs embed it.
type Page struct {
	Title string
	Lang  string
	// Langs offers the other languages of this same page.
	Langs []Choice
	// Theme is "", "light" or "dark"; empty follows the machine.
	Theme  string
	Themes []Choice
	// Here is the page's own address, to come back to after a change of language.
	Here string
	// HomeHref and SearchHref are the two ways that every page offers.
	HomeHref   string
	SearchHref string
	// Head is nil on pages that belong to no place.
	Head *Head
	Tabs []Tab
	User *User
	// Demo marks the sample town: its people are invented, and every page says so.
	Demo  bool
	Flash *Message
	// HelpHref leads to the section of the guide about this page.
	HelpHref string
}

// Choice is one of a few options; Current is the one that holds.
type Choice struct {
	Value   string
	Text    string
	Href    string
	Current bool
}

// Tab is one of a place's main pages. Count, where positive, tells what waits there.
type Tab struct {
	Text    string
	Href    string
	Current bool
	Count   int
}

// User is who is signed in, with the links of their menu.
type User struct {
	Name  string
	Role  string
	Links []Link
	// SignOut takes the form that ends the session.
	SignOut string
}

// Head is the place and the year that a page is about, with the ways to change both.
type Head struct {
	Place Link
	Code  string
	// Kind is the unit's kind in words: "phường", "tỉnh".
	Kind string
	// Trail leads from the province down to the unit above.
	Trail []Link
	// SearchHref takes q, and year, and leads to a list of places.
	SearchHref string
	// FindHref answers with places while a name is typed.
	FindHref string
	// Near lists units to switch to: those below, and those beside.
	Near []Group
	Year int
	// Years lists every year that can be shown, latest first.
	Years    []YearStep
	Previous *Link
	Next     *Link
	Round    *Tag
	// Changed tells how the tree changed in this year: "Từ 01/07/2025 …".
	Changed *Link
	// History leads to the names, codes and boundaries of the unit.
	History Link
}

// Group is a heading with links under it.
type Group struct {
	Title string
	Links []Link
}

// YearStep is one year in the list of years.
type YearStep struct {
	Year    int
	Href    string
	Note    string
	Current bool
}

// Message says what happened, to what, and what to do now.
type Message struct {
	Tone  Tone
	Title string
	Text  string
	Links []Link
}

// Empty stands where a list has nothing: what would stand here, and how to get it.
type Empty struct {
	Title  string
	Text   string
	Action *Link
}

// Pager walks through a long list. Pages holds a zero Number where numbers are left out.
type Pager struct {
	From, To, Total int
	Previous, Next  string
	Pages           []PageNumber
}

// PageNumber is one page of the pager.
type PageNumber struct {
	Number  int
	Href    string
	Current bool
}

// NewPager makes the pager for one page out of total rows; href gives the address of a
// page. Pages are numbered from 1. Far pages are left out: first, last and the
// neighbours are what people click.
func NewPager(page, perPage, total int, href func(page int) string) *Pager {
	last := (total + perPage - 1) / perPage
	if last <= 1 {
		return nil
	}
	page = min(max(page, 1), last)
	pager := &Pager{From: (page-1)*perPage + 1, To: min(page*perPage, total), Total: total}
	if page > 1 {
		pager.Previous = href(page - 1)
	}
	if page < last {
		pager.Next = href(page + 1)
	}
	skipped := false
	for number := 1; number <= last; number++ {
		near := number == 1 || number == last || (number >= page-1 && number <= page+1)
		switch {
		case near:
			pager.Pages = append(pager.Pages, PageNumber{Number: number, Href: href(number), Current: number == page})
			skipped = false
		case !skipped:
			pager.Pages = append(pager.Pages, PageNumber{})
			skipped = true
		}
	}
	return pager
}

// PlaceOptions are the places offered while a name is typed.
type PlaceOptions struct {
	Options []Hit
	None    string
}
