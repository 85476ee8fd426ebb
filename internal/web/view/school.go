package view

// SchoolList is the schools of a place in a year, and what they say of the conditions.
type SchoolList struct {
	Page
	Heading string
	Notice  *Message
	Lead    string
	Schools *Table
	// Conditions is the tree of conditions, each with its figure or the lack of it.
	Conditions []Node
	Links      []Link
	Empty      *Empty
	// Before is the same workbook with last year's figures in the empty cells, none
	// where there are none; BeforeHint warns of it.
	Before     *Link
	BeforeHint string
	// Sheet is the workbook of all figures; Action takes it back as File.
	Sheet  Link
	Action string
	File   Field
	Errors Errors
}

// SchoolForm takes a school's staff, classes, rooms and equipment of a year.
type SchoolForm struct {
	Page
	// Notice tells why nothing can be changed now.
	Notice *Message
	School string
	Lead   string
	Action string
	Errors Errors
	Parts  []FormPart
	Back   Link
	// Take offers last year's figures; Taken tells what was filled with them.
	Take  *Take
	Taken *Message
	// History is every change of the year's figures.
	History *Table
	// Ratios are worked out from what is stored.
	Ratios []Fact
	// Saved tells when it was last saved, and by whom.
	Saved string
}

// FormPart is a heading over fields: counts side by side, then yes-or-no questions.
type FormPart struct {
	Title  string
	Hint   string
	Counts []Field
	Yes    []Options
}

// Take is the button that fills empty fields with last year's figures.
type Take struct {
	Name, Text, Hint string
}
