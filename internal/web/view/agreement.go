package view

// Agreement says whether forms bear one another out, with every sum that does not.
type Agreement struct {
	Message Message
	Items   []Disagreement
	// All leads to the whole of it; nil on the page that is the whole.
	All *Link
}

// Disagreement is two sums that should agree, why, and where to look. One that is a
// Notice may have good reason.
type Disagreement struct {
	Text, What string
	Notice     bool
	Sums       []AddedUp
}

// AddedUp is a sum with the cells it comes from.
type AddedUp struct {
	Sum   int64
	Terms []Link
}

// AgreementPage holds all forms of a place against one another.
type AgreementPage struct {
	Page
	Heading, Lead string
	Back          Link
	Empty         *Empty
	Agreement     *Agreement
	// Unchecked are the reasons for which some forms were not compared, with their
	// codes.
	Unchecked []Fact
}
