package view

// ClassList is the desk of the centre in a year: what is on today, whom to ask after,
// what to begin, and every class.
type ClassList struct {
	Page
	Heading string
	Lead    string
	Add     *Link
	Today   []ClassToday
	Missed  []ClassMissed
	Needs   []ClassNeed
	Classes *Table
}

// ClassToday is a session of today.
type ClassToday struct {
	Clock, Name, Venue string
	Marked             string
	Href               string
}

// ClassMissed is somebody who was missing the last two times.
type ClassMissed struct {
	Name, Class string
	Href        string
	ClassHref   string
}

// ClassNeed is a class that the gap list asks for.
type ClassNeed struct {
	Text, Sub string
	Begin     Link
}

// ClassForm asks for everything of a class, and of a new one for whom to invite.
type ClassForm struct {
	Page
	Heading   string
	Lead      string
	Errors    Errors
	Action    string
	Back      Link
	Programme Options
	Fields    []Field
	People    []ClassPeople
	Save      string
	Cancel    string
}

// ClassPeople are the people of a hamlet who may be invited.
type ClassPeople struct {
	Hamlet string
	People []ClassPerson
}

// ClassPerson is somebody to tick.
type ClassPerson struct {
	ID, Name, Sub string
	Ticked        bool
}

// ClassPage is one class.
type ClassPage struct {
	Page
	Heading  string
	Errors   Errors
	State    Tag
	Done     *Message
	Facts    []Fact
	Links    []Link
	Papers   *Dialog // prints the certificates, and gives codes to those that have none
	Learners []ClassLearner
	Totals   string
	Sessions []ClassSession
	// Session asks for a further meeting, or for one every week.
	Session *ClassSessionForm
	// Find looks for people to add; Found are those found.
	Find  *ClassFind
	Moves []Dialog // what may become of the class
	// Finish takes those ticked to their end.
	Finish *ClassFinish
	Action string
	Active bool
}

// ClassLearner is a line of the list of learners.
type ClassLearner struct {
	ID, Name, Sub string
	Href          string
	State         Tag
	Came          string
	Why           string
	Moves         []ClassMove
	Undo          *Dialog
}

// ClassMove is a button that takes a learner on.
type ClassMove struct{ To, Text string }

// ClassSession is one meeting.
type ClassSession struct {
	When, Topic, Marked string
	Href                string
	Remove              string
}

// ClassSessionForm asks for a meeting.
type ClassSessionForm struct {
	Action string
	Fields []Field
}

// ClassFind looks for people to add.
type ClassFind struct {
	Action string
	Query  Field
	Found  []ClassPerson
	Add    string
	None   string
}

// ClassFinish is how the class ends for some.
type ClassFinish struct {
	Action string
	Lead   string
	Fields []Field
	People []ClassPerson
}

// SessionPage is the attendance of one meeting, to be marked with a thumb.
type SessionPage struct {
	Page
	Heading string
	Lead    string
	Back    Link
	Errors  Errors
	Saved   string
	Action  string
	Rows    []SessionRow
	Closed  bool
	Failed  string
}

// SessionRow is a learner with three buttons.
type SessionRow struct {
	Person, Name, Sub string
	Mark              string
	Choices           []Option
	Error             string
}

// InvitationPage prints an invitation a learner.
type InvitationPage struct {
	Page
	Heading string
	Lead    string
	Back    Link
	Letters []Invitation
}

// Invitation is one letter.
type Invitation struct {
	Issuer, Title, To, Address string
	Text                       []string
	Facts                      []Fact
	Issued, Signer             string
}

// CertificatePage tells what the paper with a code says.
type CertificatePage struct {
	Page
	Heading string
	Lead    string
	Code    Field
	Errors  Errors
	State   *Message
	Facts   []Fact
}
