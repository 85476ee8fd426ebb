package view

// HouseholdList is every household of a round, to be opened, with how far the survey
// of each has come.
type HouseholdList struct {
	Page
	Heading string
	Lead    string
	Add     *Link
	Search  Field
	Hamlets Options
	States  Options
	Rows    HouseholdRows
	Empty   *Empty
	// Total is how many there are; where there are more than Rows shows, a script
	// fetches the others as they are scrolled to, from Fetch and the number of the first.
	Total int
	Block int
	Fetch string
	Pager *Pager
}

// HouseholdRows are some of the households, a line each.
type HouseholdRows struct{ Rows []HouseholdRow }

// HouseholdRow is one household of a list.
type HouseholdRow struct {
	Sheet, Head, Hamlet, Address string
	Href                         string
	People                       int
	Badge                        Badge
}

// SheetEdit is the sheet of a household to write in: a row a person, the columns in
// the order of the paper.
type SheetEdit struct {
	Page
	Heading string
	Lead    string
	Errors  Errors
	Notice  *Message
	Saved   string // when the sheet was written last, "10:42"
	Action  string
	Watch   string // where the script asks what others wrote; empty for a new household
	State   string // what the sheet held when this page was made
	Shared  []SheetCell
	Groups  []SheetGroup
	Columns []SheetColumn
	Rows    []SheetRow
	Lists   []SheetList
	Confirm bool // offer to confirm the whole sheet
	Ways    []Link
	Asked   *Dialog // to take somebody off the sheet
}

// SheetGroup is a part of the columns; the script can show one part at a time.
type SheetGroup struct {
	Key, Title string
	Columns    int
	// Help leads to the section of the guide about these columns.
	Help string
}

// SheetColumn is the heading of a column.
type SheetColumn struct{ Key, Title, Group string }

// SheetRow is a person of the sheet.
type SheetRow struct {
	Name   string
	Href   string
	Remove *Link
	New    bool
	Cells  []SheetCell
}

// SheetCell is one cell. Was is what it showed when the page was made.
type SheetCell struct {
	Name, Label, Group, Value, Was string
	// Kind is text, number, mark or choice.
	Kind    string
	Hint    string // stands in an empty cell: what is masked
	Width   string
	List    string // the id of what is offered while typing
	Choices []Option
	Error   string
	Warning string
}

// SheetList is what is offered while typing.
type SheetList struct {
	ID      string
	Options []Option
}
