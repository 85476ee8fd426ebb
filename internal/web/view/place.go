package view

// PlaceHome is the overview of a place in a year: its verdicts, what is due, and the
// units below side by side.
type PlaceHome struct {
	Page
	// Lead is the year in one sentence: what holds, what falls short.
	Lead string
	Due  []Due
	// Older tells that figures of years before the place existed are sums of its
	// predecessors, or that they cannot be known.
	Older *Message
	Cards []Card
	// NotYet are the standards that do not apply in the year.
	NotYet []Link
	Round  *RoundBox
	// Below is the table of hamlets, or of communes.
	Below   *Table
	Pyramid *Pyramid
	// Map shows the same units; its own page has the choice of what it shows.
	Map *Map
	// Trend sets the years under one another, across mergers.
	Trend *Table
	// Empty stands instead of all figures where the year has no survey.
	Empty *Empty
}

// RoundBox tells how far the survey of the year is, with the ways to work on it.
type RoundBox struct {
	Title    string
	State    Tag
	Progress *Progress
	Facts    []Fact
	Links    []Link
	// Findings counts what should be looked at, by severity.
	Findings []Figure
}

// PlaceList is the answer to a search for a place, and the way in where nobody has
// chosen one yet.
type PlaceList struct {
	Page
	Search Field
	Groups []PlaceGroup
	Empty  *Empty
}

// PlaceGroup is a heading with places under it.
type PlaceGroup struct {
	Title  string
	Places []Hit
}

// Search is the answer to a search among people and places.
type Search struct {
	Page
	Search Field
	Number Field // of a person; sent in a form and never in an address
	Errors Errors
	// Within keeps the place and year that the search began from.
	PlaceCode string
	Year      int
	// Lead counts what was found: "Tìm thấy 12 người tên “Lan”".
	Lead   string
	People []Hit
	Places []Hit
	Empty  *Empty
	Pager  *Pager
}

// Hit is one thing found. Name comes in pieces, so that what matched can be marked.
type Hit struct {
	Href  string
	Name  []Piece
	Facts string
	Tags  []Tag
}

// Piece is a stretch of text, marked where it matched what was looked for.
type Piece struct {
	Text   string
	Marked bool
}
