package view

// RoundPage is the survey round of a place and year: where it stands, what may be
// done with it, and what was done.
type RoundPage struct {
	Page
	Heading string
	State   *Tag
	Steps   []Step
	Facts   []Fact
	Warning *Message
	Errors  Errors
	Moves   []Move
	Events  []Event
	Empty   *Empty
}

// Move is a step that may follow. It is confirmed where it stands: what it means
// is written beside the button.
type Move struct {
	To      string
	Action  string
	Title   string
	Text    string
	Confirm string
	Danger  bool
	Reason  *Field
}
