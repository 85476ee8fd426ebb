package register

import "hoctap/internal/place"

// Match is a person found by name, with the last year that has a record.
type Match struct {
	CommuneID place.ID
	PersonID  ID
	LastYear  int
}
