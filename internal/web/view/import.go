package view

// ImportForm takes a workbook in.
type ImportForm struct {
	Page
	Heading string
	// Closed tells why nothing can be taken in now; the form is not shown then.
	Closed  *Message
	Action  string
	Errors  Errors
	File    Field
	Partial Options
	// Blank is the empty workbook to fill in, Export the one with what is stored.
	Blank  *Link
	Export *Link
	Before []ImportRun
}

// ImportRun is an earlier import.
type ImportRun struct {
	File  string
	When  string
	Who   string
	State Tag
	Href  string
	Text  string
}

// ImportProgress is a running import. The page asks again by itself; without a script
// it is loaded anew every few seconds.
type ImportProgress struct {
	Page
	Heading  string
	File     string
	Progress Progress
	// PartHref gives the progress alone, for the page to ask again.
	PartHref string
	// Done leads onward once the work is finished.
	Done *Link
}

// ImportResult is what became of a workbook.
type ImportResult struct {
	Page
	Heading string
	File    string
	Message Message
	// Counts are rows, new, changed, unchanged.
	Counts []Figure
	Errors []Finding
	// MoreErrors tells how many further ones the marked workbook holds.
	MoreErrors int
	// Warnings are gathered by kind: one that stands in every row must not hide one
	// that stands in a single cell.
	Warnings []FindingGroup
	// Marked is the same workbook with every wrong cell marked and commented.
	Marked *Link
	// Write imports what was found sound; empty where it was imported already.
	Write *Dialog
	// Changed shows the first changed persons, field by field.
	Changed []Changed
	// Partial takes the sound rows after all; empty where that cannot be.
	Partial *Dialog
	// Undecided lists persons whom nothing tells apart.
	Undecided []Undecided
	Again     *Link
	Onward    *Link
}

// Undecided is a row that may be any of several persons.
type Undecided struct {
	Cell    string
	Name    string
	Choices []Hit
}

// Changed is one person whom an import changes.
type Changed struct {
	Name  string
	Href  string
	Lines []string
}

// FindingGroup is findings of one kind; More tells how many of them are left out.
type FindingGroup struct {
	Findings []Finding
	More     int
}
