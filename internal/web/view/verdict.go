package view

// VerdictPage is one standard's verdict on a place in a year, with all its reasons.
type VerdictPage struct {
	Page
	Standard string
	Badge    Badge
	// Basis names the instruments and the rule set: by what it was judged.
	Basis string
	// Lead is what follows from it in one sentence: what is missing, or that all holds.
	Lead string
	// Older tells that the figures are those of the units before.
	Older *Message
	// Notes tell what papers commonly get wrong about the standard.
	Notes []Message
	// Unconfirmed tells how much of the round nobody has looked at yet.
	Unconfirmed *Message
	// ByPersons tells where conditions make the difference: "Theo số liệu người học …".
	ByPersons string
	Levels    []VerdictLevel
	Spark     *Spark
	Standards []Choice
	Links     []Link
	Decisions []Decision
	// Decide is the way to record a decision; nil for who may not.
	Decide *Link
	Empty  *Empty
}

// VerdictLevel is one level of the standard, open where it is the next to reach.
type VerdictLevel struct {
	Title string
	Badge Badge
	// Gaps leads to the people who are missing for this level.
	Gaps  *Link
	Nodes []Node
	Open  bool
}

// Decision is what an authority decided on a verdict.
type Decision struct {
	Number    string
	Date      string
	Signer    string
	Authority string
	Standard  string
	Level     string
	// Verdict is what the program found on the day it was recorded.
	Verdict Badge
	// Moved tells that the data behind the decision have changed since.
	Moved *Message
	Href  string
}

// DecisionForm records a decision.
type DecisionForm struct {
	Page
	Heading  string
	Action   string
	Errors   Errors
	Standard Options
	Level    Options
	Number   Field
	Date     DateField
	Signer   Field
	// Authority is who decides, by the tier and the date; it is told, not asked.
	Authority string
	// Verdict is what the program finds now.
	Verdict Message
	Back    Link
}

// Proposal is a decision that waits to be recorded.
type Proposal struct {
	Number, Standard, Level, Signed, By string
	Action                              string
	MayRecord, MayWithdraw              bool
}

// DecisionList is all decisions on a place.
type DecisionList struct {
	Page
	Heading   string
	Decisions []Decision
	Proposals []Proposal
	Decide    *Link
	Empty     *Empty
}
