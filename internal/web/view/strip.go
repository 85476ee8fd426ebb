package view

import "time"

// Strips are the values of several things over one stretch of time, a line each, under
// one axis.
type Strips struct {
	Caption string
	// From and To are the years at the ends of the axis.
	From, To int
	// TodayAt is where today stands.
	TodayAt string
	Lines   []Strip
}

// Strip is the course of one value.
type Strip struct {
	Title string
	Sub   string
	Href  string
	// Now is what holds today, Before what held earlier, in words: the picture says
	// nothing that they do not.
	Now    string
	Before []string
	Pieces []StripPiece
}

// StripPiece is a stretch of time under one value.
type StripPiece struct {
	X, Width string
	Kind     StripKind
	Current  bool
}

// StripKind is how a stretch is drawn.
type StripKind string

// The kinds: a value, none in the law, one that is not known.
const (
	StripValue   StripKind = "value"
	StripAbsent  StripKind = "absent"
	StripUnknown StripKind = "unknown"
)

// NewStrips begins a picture that runs from the first day of a year to the last of
// another.
func NewStrips(caption string, from, to int, today string) *Strips {
	s := &Strips{Caption: caption, From: from, To: to}
	s.TodayAt = coordinate(s.at(today))
	return s
}

// Piece places a stretch; an empty end is open.
func (s *Strips) Piece(from, until string, kind StripKind, current bool) StripPiece {
	x, end := 0.0, float64(chartWidth)
	if from != "" {
		x = s.at(from)
	}
	if until != "" {
		end = s.at(until)
	}
	return StripPiece{X: coordinate(x), Width: coordinate(max(end-x, 0)), Kind: kind, Current: current}
}

// at is how far along the axis a day lies.
func (s *Strips) at(day string) float64 {
	on, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	first := time.Date(s.From, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(s.To+1, 1, 1, 0, 0, 0, 0, time.UTC)
	return min(max(chartWidth*on.Sub(first).Hours()/last.Sub(first).Hours(), 0), chartWidth)
}
