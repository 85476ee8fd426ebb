// Package place holds the administrative units and their history.
//
// Codes and names are reused by law: 14812 was Phường Ba Đình until
// 2025-06-30 and is Phường Bỉm Sơn since. So a place is known by an id of our
// own, and its code, name, kind and parent are attributes with dates. Every
// question takes a date.
package place

import "slices"

// Date is an ISO day, "2025-07-01". As text it sorts as time does; "" is open.
type Date = string

// Kind is the rank of a unit.
type Kind string

// The kinds, from the top. Districts are history: the tier ended with
// 2025-06-30.
const (
	Nation   Kind = "nation"
	Province Kind = "province"
	District Kind = "district"
	Commune  Kind = "commune"
	Hamlet   Kind = "hamlet"
)

// rank orders the kinds; a parent ranks above its children.
var rank = map[Kind]int{Nation: 1, Province: 2, District: 3, Commune: 4, Hamlet: 5}

// Valid reports whether k is one of the five kinds.
func (k Kind) Valid() bool { return rank[k] != 0 }

// Above reports whether k is a higher tier than other.
func (k Kind) Above(other Kind) bool { return rank[k] < rank[other] }

// under says which kinds may stand directly above a kind.
var under = map[Kind][]Kind{
	Province: {Nation},
	District: {Province},
	Commune:  {District, Province},
	Hamlet:   {Commune},
}

// Under reports whether a unit of kind k may stand directly below a unit of the
// kind parent. Communes stand below districts until 2025-06-30, below provinces
// since.
func (k Kind) Under(parent Kind) bool { return slices.Contains(under[k], parent) }

// ID names a place for ever.
type ID int64

// Attributes are what a place was from From until the day before Until.
type Attributes struct {
	PlaceID ID
	From    Date
	Until   Date // "" while it lasts
	Code    string
	Name    string
	Kind    Kind
	Parent  ID // 0 for the top
}

// Holds reports whether the attributes hold on the day.
func (a Attributes) Holds(on Date) bool { return within(on, a.From, a.Until) }

// Difficulty is a period in which a commune was on the legal list of communes
// with specially difficult socio-economic conditions (SD).
type Difficulty struct {
	PlaceID  ID
	From     Date
	Until    Date
	Decision string
}

// Extent says how much of a place went over to its successor.
type Extent string

// The extents.
const (
	All  Extent = "all"
	Part Extent = "part"
)

// Succession says that on the day On a place went over, wholly or in part, to
// another.
type Succession struct {
	From, To   ID
	On         Date
	Extent     Extent
	Instrument string
}

// Unknown is the number of a total that nobody has published: the tree does not
// hold all units, and how many are missing is not known.
const Unknown = -1

// Total is a published number of units of a kind inside a place, used where
// the tree does not hold them all: a share of communes is a share of all of
// them, not of those we know.
type Total struct {
	PlaceID ID
	Kind    Kind
	From    Date
	Until   Date
	Number  int
	Source  string
}

func within(on, from, until Date) bool {
	return from <= on && (until == "" || on < until)
}
