// Package hook tells other programs what happens to rounds and decisions: who wants to
// be told, what, and how often it is tried.
package hook

import (
	"net/url"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
)

// ID names a hook or a delivery.
type ID int64

// Hook is an address that is told of a place and all below it.
type Hook struct {
	ID     ID
	Place  place.ID
	URL    string
	Secret string // signs what is sent; shown once
	MadeAt string
	MadeBy string
	Ended  string
}

// The events.
const (
	RoundMoved    = "round.moved"
	DecisionAdded = "decision.recorded"
)

// Event is what happened: counts and no people.
type Event struct {
	Type  string         `json:"type"`
	At    string         `json:"timestamp"` // RFC 3339, UTC
	Data  map[string]any `json:"data"`
	Place place.ID       `json:"-"`
}

// Delivery is one event on its way to one hook.
type Delivery struct {
	ID       ID
	Hook     ID
	Event    string
	Body     string
	MadeAt   string
	Tries    int
	Next     string // RFC 3339, UTC; empty: nothing more is tried
	Done     string
	Answered string
}

// waits are what passes before each further try: all together some 28 hours, so that a
// server that is away over night is told in the morning.
var waits = []time.Duration{5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 10 * time.Hour}

// After gives when a delivery that has been tried so often is tried again, false where
// it is given up.
func After(tries int, now time.Time) (time.Time, bool) {
	if tries < 1 || tries > len(waits) {
		return time.Time{}, false
	}
	return now.Add(waits[tries-1]), true
}

// CheckURL refuses what no event is sent to.
func CheckURL(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.Fragment != "" || len(text) > 500 {
		return fault.New(fault.Invalid, "hook.url")
	}
	return nil
}
