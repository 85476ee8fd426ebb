package view

// FaultPage tells that something did not work: what happened, and what to do now.
type FaultPage struct {
	Page
	Status  int
	Heading string
	Text    string
	// Trace is the number under which the log keeps the inside of it.
	Trace string
	Links []Link
}
