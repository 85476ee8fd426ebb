package view

// FormList is the statutory forms of a place and year, by programme.
type FormList struct {
	Page
	Heading string
	Lead    string
	// Missing is why nothing that counts people can be made out.
	Missing *Message
	// Agreed says whether the forms bear one another out, nil where nothing was
	// compared or a province takes its time; Agreement leads to the whole of it.
	Agreed    *Message
	Agreement Link
	Groups    []FormGroup
}

// FormGroup is the forms of one programme.
type FormGroup struct {
	Title string
	Forms []FormLine
}

// FormLine is one form: Why says that it cannot be made out, and for what reason;
// Lack what is left blank on it. Files are empty where it cannot be made out.
type FormLine struct {
	Code  string
	Title string
	Href  string
	Why   string
	Lack  string
	Wrong string // what other forms do not bear out
	Files []Link
}

// FormPage is one form as it prints.
type FormPage struct {
	Page
	Code    string
	Heading string
	Lead    string
	Unit    string
	Hamlets Options
	Files   []Link
	Compare Link // with a workbook of another system
	// Agreement says whether other forms bear this one out; nil where nothing was
	// compared.
	Agreement *Agreement
	Back      Link
	Warning   *Message
	Empty     *Empty
	Tables    []FormTable
	// Notes and Unknowns stand below; those with a mark belong to a head or a cell.
	Notes, Unknowns []FormNote
	Cite            *Cite
	Trace           string
	Pager           *Pager
}

// FormNote is a note. Mark is what leads to it from the table.
type FormNote struct {
	Mark string
	Text string
}

// FormTable is a table under heads of several levels.
type FormTable struct {
	Title   string
	Caption string
	Heads   [][]FormHead
	Numbers []string
	Rows    []FormRow
	// Width is how many columns there are, for rows that go over all of them.
	Width int
}

// FormHead is a head over so many columns and so many levels. Figure stands over
// figures.
type FormHead struct {
	Text          string
	Mark          string
	Columns, Rows int
	Figure        bool
}

// FormRow is a row, or where Banner is set a line over the whole width.
type FormRow struct {
	Banner string
	Total  bool
	Cells  []FormCell
}

// FormCell is a cell. Href opens the people behind it; Mark leads to its note.
// Why is the reason of a blank that has no note.
type FormCell struct {
	Text   string
	Mark   string
	Why    string
	Href   string
	Head   bool
	Figure bool
	// Words asks for a column that holds more than a word on a line.
	Words bool
	Cross bool
	Blank bool
	// Tick is the mark of a yes.
	Tick bool
	// Theirs is what stands in the workbook that the form is held against, where it
	// differs.
	Theirs  string
	Differs bool
	Down    int
}

// FormPeople names the people behind a cell, and says what it counts.
type FormPeople struct {
	Page
	Heading string
	Lead    string
	Rule    []Fact
	Terms   []Fact
	Cite    *Cite
	Hamlets Options
	// Asked are the row and column, kept by the form that chooses a hamlet.
	Asked  []Option
	People *Table
	Back   Link
}
