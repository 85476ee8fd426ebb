package view

// Home is the way in: a search, the places that have figures, and in the sample
// town a short tour.
type Home struct {
	Page
	Search Field
	Tour   []TourStep
	Groups []PlaceGroup
	Empty  *Empty
}

// TourStep is one stop of the tour.
type TourStep struct {
	Title string
	Text  string
	Href  string
}
