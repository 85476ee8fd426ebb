package web

import (
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// placesOffered is what a list under a field shows without scrolling.
const placesOffered = 8

// placeFind offers the places whose name begins as what is being typed into the head
// of a page, each with the way to the same page of it.
func placeFind(v *visit) error {
	query := v.r.URL.Query()
	text := viet.Clean(query.Get("q"))
	if len(text) > longestQuery {
		return fault.New(fault.Invalid, "refusal.query_long")
	}
	year, err := v.year(query.Get("year"))
	if err != nil {
		return err
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	offered := view.PlaceOptions{None: v.say.T("find.none", "text", text)}
	for _, unit := range matchingPlaces(tree, text, today(v.Now())) {
		if len(offered.Options) == placesOffered {
			break
		}
		if !v.reach(right.SeeFigures, unit.PlaceID).Any() {
			continue
		}
		hit := v.placeHit(tree, unit, year)
		hit.Href, hit.Name = v.samePage(tree, unit, year, query.Get("stay")), marked(unit.Name, text)
		offered.Options = append(offered.Options, hit)
	}
	return v.showPart("search", "place-options", offered)
}

// samePage is the page of a place that its reader has open of another one, where the
// place has such a page.
func (v *visit) samePage(tree *place.Tree, unit place.Attributes, year int, tab string) string {
	t, err := newTarget(tree, unit.PlaceID, year)
	if err != nil || tab == "" {
		return placePath(unit.PlaceID, year)
	}
	href := t.path(tab)
	if !slices.ContainsFunc(v.tabs(t, noTab), func(one view.Tab) bool { return one.Href == href }) {
		return t.path()
	}
	return href
}

// findPath is where a page asks for places while one is typed.
func findPath(t *target, tab string) string {
	if tab == noTab {
		tab = ""
	}
	return "/places/find?stay=" + tab + "&year=" + strconv.Itoa(t.year)
}
