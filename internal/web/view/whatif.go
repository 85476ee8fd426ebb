package view

// WhatIfPage asks how the verdicts would stand if the people ticked had completed
// what is asked of them, and answers it.
type WhatIfPage struct {
	Page
	Lead   string
	Action string
	Back   Link
	Errors Errors
	Groups []TickGroup
	// Thresholds are those of the law, to be turned; Turned of them are.
	Thresholds []Field
	Turned     int
	Result     *Supposed
	// Share is an address of what is supposed, without any person.
	Share string
	// Fewer tells that the reader's list has fewer people than were asked for.
	Fewer *Message
	Empty *Empty
}

// TickGroup is one hamlet's people.
type TickGroup struct {
	Title string
	Ticks []Tick
}

// Ticked counts those ticked; a group with any stands open.
func (g TickGroup) Ticked() int {
	n := 0
	for _, tick := range g.Ticks {
		if tick.Ticked {
			n++
		}
	}
	return n
}

// Tick is one person to tick.
type Tick struct {
	Value  string
	Text   string
	Sub    string
	Lines  []string
	Ticked bool
	Fewest bool
}

// Supposed is the answer: the verdicts before and after.
type Supposed struct {
	Title    string
	Sentence string
	Tone     Tone
	Lines    []SupposedLine
}

// Message is the answer in one sentence.
func (s Supposed) Message() Message {
	return Message{Tone: s.Tone, Title: s.Sentence, Text: s.Title}
}

// SupposedLine is one standard before and after.
type SupposedLine struct {
	Title         string
	Before, After Badge
	Changed       bool
	Shares        []SupposedShare
}

// SupposedShare is one share that moves.
type SupposedShare struct {
	Title         string
	Before, After string
	Need          string
	NeedBefore    string // where the threshold was turned
	State         State
}
