package view

// LogPage is the log of acts and looks, the newest first.
type LogPage struct {
	Page
	Heading string
	Lead    string
	Errors  Errors
	// Person is whose looks alone are shown; empty for all.
	Person  string
	All     *Link // away from one person or place
	Places  Options
	Kinds   Options
	Who     Field
	From    Field
	Until   Field
	Entries *Table
	Newest  *Link
	Older   *Link
	Export  Link
}
