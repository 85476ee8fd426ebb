package view

// PersonPage is one person through rounds and places.
type PersonPage struct {
	Page
	Name  string
	Tags  []Tag
	Facts []Fact
	// Uses are the fields of the sheet by what they are kept for.
	Uses []FactGroup
	Year int
	// Reasons tell for each measure why the person counts, and how.
	Reasons []Reason
	// Unasked are the measures that do not ask about the person, and why not.
	Unasked []Reason
	Events  []Event
	// Findings are what the quality checks say of the latest record.
	Findings  []Finding
	Household Household
	// Changes trace who changed what of the records, the latest first.
	Changes []Event
	Links   []Link
	// Reveal shows what is masked in Facts; nil where nothing is.
	Reveal *Dialog
}

// FactGroup is facts that are kept for one purpose, on one law.
type FactGroup struct {
	Title     string
	Sensitive bool
	Why       string
	Base      Link
	Facts     []Fact
}

// Reason is how a person stands in one criterion.
type Reason struct {
	State State
	Title string
	Why   string
	Href  string
	// Rule is where the law says so.
	Rule Link
}

// Household is who lives together.
type Household struct {
	Href    string
	Sheet   string
	Address string
	Members []Member
}

// Member is one person of a household.
type Member struct {
	Name     string
	Href     string
	Birth    string
	Relation string
	Learning string
	Current  bool
}

// Refused stands where the reader may not look: it says who may, and nothing of what
// is there.
type Refused struct {
	Page
	Heading string
	Text    string
	Links   []Link
}
