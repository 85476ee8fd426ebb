package view

// RoundPage is the survey round of a place and year: where it stands, what may be
// done with it, and what was done.
type RoundPage struct {
	Page
	Heading string
	Steps   []Step
	Facts   []Fact
	Warning *Message
	Errors  Errors
	// Moves are the steps that may follow, each asked about in a dialog of its own.
	Moves []Move
	// Asked is one of them on a page of its own: where there is no script, and where
	// something was left out.
	Asked *Dialog
	// Waiting is who has to be told apart; Check asks for a look over the round.
	Waiting *Message
	Check   *Dialog
	Events  []Event
	Compare *Link // to the round before, person by person
	Log     *Link // to everything else that was done
	Empty   *Empty
}

// Move is a step that may follow.
type Move struct {
	Href   string
	Quiet  bool
	Dialog Dialog
}

// RoundCompare is two rounds held against each other, person by person.
type RoundCompare struct {
	Page
	Heading string
	Lead    string
	Back    Link
	With    Options
	Hamlets Options
	// Kinds are the ways in which people differ, as tabs; Kind is the one that stands
	// below, to keep it.
	Kinds []Choice
	Kind  string
	Rows  []DifferRow
	Pager *Pager
	Links []Link
	Empty *Empty
}

// DifferRow is one person who differs.
type DifferRow struct {
	Name, Href, Birth, Where, Sheet string
	Tags                            []Tag
	Lines                           []string
}
