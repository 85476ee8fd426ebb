package view

// PublicList is the first public page.
type PublicList struct {
	Page
	Heading string
	Lead    string
	Search  Field
	Places  []PublicPlace
	Data    []PublicData
	About   Link
	Empty   *Empty
}

// PublicPlace is a place with the years that were published of it, the latest first.
type PublicPlace struct {
	Name  string
	Kind  string
	Years []Link
}

// PublicData is where all of a year can be taken.
type PublicData struct {
	Year int
	CSV  string
	JSON string
}

// PublicPage is what was published of a place and a year.
type PublicPage struct {
	Page
	Heading string
	Lead    string
	Years   []YearStep
	// Before leads to the units that the place was made of.
	Before    []Link
	Decisions []PublicDecision
	Figures   *Table
	Note      string
	Data      PublicData
	About     Link
	Back      Link
}

// PublicDecision is a standard that the place was recognised for.
type PublicDecision struct {
	Standard  string
	Number    string
	Date      string
	Authority string
}

// PublicAbout says how public figures come about.
type PublicAbout struct {
	Page
	Heading    string
	Paragraphs []string
	Columns    []Fact
	Measures   []Fact
	Back       Link
}
