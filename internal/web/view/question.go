package view

// QuestionList is the people of a round who may be somebody we know already.
type QuestionList struct {
	Page
	Heading string
	Lead    string
	Items   []Question
	Empty   *Empty
	Back    Link
}

// Question is one of them: who it is about, and who it may be.
type Question struct {
	Action string
	Person string
	Name   string
	Facts  string
	Href   string
	Same   Options
}

// QualityPage is what the checks found in a round, a part a check.
type QualityPage struct {
	Page
	Heading string
	Lead    string
	Parts   []QualityPart
	Empty   *Empty
	Back    Link
}

// QualityPart is one check that found somebody: what is wrong, what comes of it,
// what to do, and the people.
type QualityPart struct {
	Title  string
	Why    string
	Mend   string
	Tone   Tone
	Count  int
	People []Hit
	More   int
}

// ReasonPage asks why a file with the names of people is taken.
type ReasonPage struct {
	Page
	Lead   string
	Action string
	Errors Errors
	Reason Field
	Back   Link
}
