// Package view holds what pages show: a struct a page and a struct a component, plain
// data without behaviour beyond drawing. Handlers fill it, templates read it, and the
// template escapes every text in it.
package view

// State is an outcome as a reader sees it. The values are those of the verdict.
type State string

// The five outcomes.
const (
	Met           State = "met"
	NotMet        State = "not_met"
	NotEnoughData State = "not_enough_data"
	NotApplicable State = "not_applicable"
	NotInForce    State = "not_in_force"
)

// States lists all outcomes, for the gallery and the tests.
func States() []State {
	return []State{Met, NotMet, NotEnoughData, NotApplicable, NotInForce}
}

var stateWords = map[State]string{
	Met:           "state.met",
	NotMet:        "state.not_met",
	NotEnoughData: "state.not_enough_data",
	NotApplicable: "state.not_applicable",
	NotInForce:    "state.not_in_force",
}

// WordKey is the key of the state's word. Colour and mark never stand alone.
func (s State) WordKey() string { return stateWords[s] }

// Tone is the meaning of a colour where no outcome is concerned.
type Tone string

// The tones.
const (
	Plain  Tone = "plain"
	Accent Tone = "accent"
	Good   Tone = "met"
	Bad    Tone = "miss"
	Warn   Tone = "warn"
)

// Badge is an outcome by mark and word. Text, where given, replaces the state's word.
type Badge struct {
	State State
	Text  string
}

// Tag is a small label that is no outcome: "khu phố", "đang điều tra".
type Tag struct {
	Tone Tone
	Text string
}

// Link is a way onward. A link without Href is shown as text.
type Link struct {
	Text string
	Href string
}
