package view

// LogPage is the log of acts and looks, the newest first.
type LogPage struct {
	Page
	Heading string
	Lead    string
	Errors  Errors
	All     *Link // away from one person or place
	Places  Options
	Kinds   Options
	Who     Field
	Person  Field // whose entries alone are shown; empty for all
	From    Field
	Until   Field
	Entries *Table
	Newest  *Link
	Older   *Link
	Export  Link
}
