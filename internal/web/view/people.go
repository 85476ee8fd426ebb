package view

// PeoplePage names the people behind a number, hamlet by hamlet.
type PeoplePage struct {
	Page
	Heading string
	Lead    string
	// Side is which of them are shown; Sides offers the others.
	Side    string
	Sides   []Choice
	Hamlets Options
	People  *Table
	Cite    *Cite
}

// HouseholdPage is the sheet of a household as it is on paper.
type HouseholdPage struct {
	Page
	Heading string
	Facts   []Fact
	Sheet   *Table
	Edit    *Link
	Reveal  *Dialog // shows what is masked in Facts; nil where nothing is
}
