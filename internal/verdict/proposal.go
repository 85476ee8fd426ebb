package verdict

import "hoctap/internal/place"

// Proposal is a decision that somebody has put forward and somebody else is to
// record. It rests on nothing yet: the verdict is judged when it is recorded.
type Proposal struct {
	ID         int64
	PlaceID    place.ID
	Year       int
	Standard   string
	Level      int
	Number     string
	On         place.Date
	Signer     string
	ProposedBy string
	ProposedAt string
}

// Draft is the decision that is proposed.
func (p *Proposal) Draft() Draft {
	return Draft{Standard: p.Standard, Level: &p.Level, Number: p.Number, On: p.On, Signer: p.Signer}
}
