package survey

import (
	"hoctap/internal/place"
	"hoctap/internal/register"
)

// Trace is one kept change of a person's record: what every changed field was
// and became, as JSON values.
type Trace struct {
	CommuneID place.ID
	Year      int
	PersonID  register.ID
	At        string // RFC 3339, UTC
	Actor     string
	Source    string
	Fields    map[string][2]any
}

// Intake is one import that wrote something.
type Intake struct {
	CommuneID  place.ID
	Year       int
	At         string // RFC 3339, UTC
	Actor      string
	Source     string
	NewPersons int
	Changed    int
}
