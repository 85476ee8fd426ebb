package view

// FormCompare holds a form against a workbook of another system: first it asks for
// the workbook, then it shows both side by side.
type FormCompare struct {
	Page
	Heading, Lead string
	Action        string
	Errors        Errors
	File          Field
	Back          Link
	// Done says that a workbook was compared; what follows is empty before.
	Done         bool
	Summary      *Message
	Remarks      []string
	Explanations []Explanation
	Rest         []ComparedCell
	Tables       []FormTable
	Persons      []ComparedPeople
}

// Explanation is why some cells differ, with the people it rests on.
type Explanation struct {
	Text   string
	Tag    Tag
	Cells  []ComparedCell
	People []ExplainedPerson
}

// ComparedCell is a cell with what stands on either side; Href opens its people.
type ComparedCell struct {
	Text, Address, Ours, Theirs string
	Href                        string
}

// ExplainedPerson is somebody behind a difference.
type ExplainedPerson struct {
	Name, Href, Facts string
	Lines             []string
}

// ComparedPeople is part of how two lists differ.
type ComparedPeople struct {
	Title  string
	People []ExplainedPerson
}
