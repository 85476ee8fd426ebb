package view

// CommuneList sets all communes of a district or province beside each other: where
// each stands in each standard and what it lacks.
type CommuneList struct {
	Page
	Heading string
	Lead    string
	// Moves are the shortest ways to what the place itself lacks.
	Moves  []ShortWay
	Search Field
	Sort   string
	Units  *Table
	Empty  *Empty
}

// ShortWay is one share of communes that is not reached: how many more, how many
// people at least, and the nearest communes.
type ShortWay struct {
	Title string
	Text  string
	Links []Link
	// More says how many communes stand behind those shown.
	More string
}
