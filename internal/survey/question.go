package survey

import "hoctap/internal/register"

// OpenQuestion is a person of a round who may be somebody we know, with those it
// may be: their newest records, of this round or an earlier one.
type OpenQuestion struct {
	Person     *register.Record
	Candidates []*register.Record
	Reason     string // key of words
}

// Answer is what a person decided about one question. Same is the candidate who
// it is, 0 for none of them.
type Answer struct {
	Person register.ID
	Same   register.ID
}
