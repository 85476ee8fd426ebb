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
	Cut   *Message
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
}
