package view

// GapPage lists the people whose schooling would close what a level lacks, a part a
// hamlet: on paper each part is a sheet of its own.
type GapPage struct {
	Page
	Standard string
	Level    string
	// Lead says what is missing over all: "Cần thêm 27 người …".
	Lead      string
	Standards Options
	Levels    Options
	// Hamlets narrows to one hamlet.
	Hamlets  Options
	Criteria []GapCriterion
	// Fewest tells of the smallest set that reaches the level.
	Fewest *Message
	Sheets []GapSheet
	// Shown tells which list stands below: all of them, the fewest, one criterion.
	Shown []Choice
	Links []Link
	// Cut tells that the list is too long to be shown whole.
	Cut *Message
	// Who narrows to one follower; List is the list that stands below, to keep it.
	Who  Options
	List string
	// Assign is nil for whoever gives nobody to anybody.
	Assign *AssignForm
	// Left are those who were followed and are on the list no more.
	Left  []GapLeft
	Empty *Empty
}

// GapCriterion is one criterion that is not met.
type GapCriterion struct {
	Title string
	Share Share
	Need  string
	Badge Badge
	Href  string
}

// GapSheet is one hamlet's people.
type GapSheet struct {
	Hamlet string
	Count  int
	Rows   []GapRow
}

// GapRow is one person to reach.
type GapRow struct {
	Number int
	Name   string
	Href   string
	Birth  string
	// Learning is what the sheet says of their schooling.
	Learning  string
	Household string
	Address   string
	// Missing says what they lack, a line a criterion.
	Missing []string
	Since   string
	Fewest  bool
	Follow  GapFollow
}

// GapFollow is who goes to see somebody, and what came of it so far.
type GapFollow struct {
	// Value is what the person is ticked as.
	Value string
	// Href leads to all visits and the form of the next; empty where the reader may
	// not note any.
	Href string
	By   string
	Last string
	Tag  *Tag
}

// GapLeft is somebody who was followed and is on the list no more.
type GapLeft struct {
	Name, Href, Where string
	By, Last          string
	Tag               Tag
}

// AssignForm gives people to somebody to follow.
type AssignForm struct {
	Action string
	To     Options
	// Keep are what the list was narrowed to, to come back to it.
	Keep []Fact
	// Person is the one person whom the form is about; empty where they are ticked.
	Person string
}

// FollowPage is what was done about one person of a gap list.
type FollowPage struct {
	Page
	Name    string
	Person  *Link
	Back    Link
	Missing []string
	Facts   []Fact
	Visits  []Event
	Errors  Errors
	Visit   *VisitForm
	Mark    FollowMark
	Assign  *AssignForm
}

// VisitForm takes a visit.
type VisitForm struct {
	Action    string
	On, Words Field
	Outcome   Options
}

// FollowMark says whether somebody marked the matter as won.
type FollowMark struct {
	Action string
	On     string
	Hint   string
}
