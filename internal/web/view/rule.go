package view

// RuleList is the law that places are judged by.
type RuleList struct {
	Page
	Lead        string
	Standards   *Table
	Instruments *Table
	Open        []OpenPoint
}

// OpenPoint is a question the law does not answer, with the readings of it.
type OpenPoint struct {
	Title   string
	Choices []Choice
}

// RulePage is one thing of the law: its words, where it stands, what it said
// before.
type RulePage struct {
	Page
	ID      string
	Kind    string
	Heading string
	Facts   []Fact
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
