package view

// RuleList is the law that places are judged by.
type RuleList struct {
	Page
	Lead string
	// Search finds a thing of the law by its words; Found are what it found.
	Search      Field
	Found       []Hit
	FoundNone   *Empty
	Changes     Link
	Standards   *Table
	Instruments *Table
	Open        []OpenPoint
}

// OpenPoint is a question the law does not answer, with the readings of it.
type OpenPoint struct {
	Title   string
	Note    string
	Choices []Choice
}

// RulePage is one thing of the law: its words, where it stands, what it said
// before.
type RulePage struct {
	Page
	ID      string
	Kind    string
	Heading string
	// Words say in a sentence or two what is asked.
	Words []string
	// Notes are what papers commonly get wrong about it.
	Notes []string
	Facts []Fact
	// Strips are the values over time, a picture a level.
	Strips []*Strips
	// Open are the questions that the law does not answer about it.
	Open []OpenPoint
	// Touches are the places, within the reader's reach, that it bears on.
	Touches *Table
	// Code shows how it is counted, as the program reads it.
	Code   []Fact
	Tables []*Table
	Cite   *Cite
	Back   Link
}

// AboutPage tells what the program is.
type AboutPage struct {
	Page
	Heading    string
	Paragraphs []string
	Facts      []Fact
}

// RuleChanges is what of the law changed between two days.
type RuleChanges struct {
	Page
	Heading  string
	Lead     string
	Back     Link
	From, To Field
	Errors   Errors
	Found    string
	Events   []LawEvent
	// Undated are standards of which the first day is not known.
	Undated []Link
	Empty   *Empty
}

// LawEvent is what changed on one day in one standard, or of one kind.
type LawEvent struct {
	When  string
	Kind  string
	Lines []LawLine
}

// LawLine is one change.
type LawLine struct {
	Link Link
	Text string
	// Before and After are what was asked and what is asked now.
	Before, After string
	Cite          *Cite
}
