package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

const (
	mostPeople = 60
	mostPlaces = 20
	// longestQuery is more than the longest name; what is longer is no name.
	longestQuery = 200
)

// searchShow finds people and places by words of their names, with or without
// accents.
func searchShow(v *visit) error {
	query := v.r.URL.Query()
	text := viet.Clean(query.Get("q"))
	if len(text) > longestQuery {
		return fault.New(fault.Invalid, "refusal.query_long")
	}
	err := numberTyped(text)
	if err != nil {
		return err
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	page := v.searchPage(text)
	within := v.searchWithin(tree, &page)
	if text == "" {
		return v.show("search", page)
	}
	page.People, err = v.findPeople(c, tree, within, text)
	if err != nil {
		return err
	}
	page.Places = v.findPlaces(c, tree, text)
	v.searchSummary(&page, within, text)
	return v.show("search", page)
}

func (v *visit) searchPage(text string) view.Search {
	return view.Search{
		Page:   v.frame(v.say.T("find.title")),
		Search: view.Field{Name: "q", Label: v.say.T("find.label"), Hint: v.say.T("find.hint"), Value: text},
		Number: view.Field{Name: "number", Label: v.say.T("find.number"), Hint: v.say.T("find.number_hint"), Mode: "numeric", Width: "20"},
	}
}

// searchWithin narrows a search to the place that it began from.
func (v *visit) searchWithin(tree *place.Tree, page *view.Search) *target {
	query := v.r.URL.Query()
	year, err := strconv.Atoi(query.Get("year"))
	if err != nil || year < firstYear || year > lastYear {
		return nil
	}
	id, err := placeID(query.Get("place"))
	if err != nil {
		return nil
	}
	t, err := newTarget(tree, id, year)
	if err != nil {
		return nil
	}
	frame, err := v.placeFrame(page.Title, t, noTab)
	if err != nil {
		return nil
	}
	page.Page = frame
	page.PlaceCode, page.Year = idText(id), year
	return t
}

// findPeople looks through the communes of the place, or all that have people.
func (v *visit) findPeople(c *recall, tree *place.Tree, within *target, text string) ([]view.Hit, error) {
	matches, err := v.Store.SearchPersons(v.ctx(), c.searched(within), text, mostPeople)
	if err != nil {
		return nil, err
	}
	return v.hits(tree, matches, text)
}

// hits are the people found, in the order found.
func (v *visit) hits(tree *place.Tree, matches []register.Match, text string) ([]view.Hit, error) {
	records, err := v.matchedRecords(matches)
	if err != nil {
		return nil, err
	}
	var out []view.Hit
	for _, m := range matches {
		if r := records[m.PersonID]; r != nil {
			out = append(out, v.personHit(tree, r, text))
		}
	}
	return out, nil
}

// searched are the communes to look through: those of the place with all that
// they were made of, so that a former ward's people are found from today's.
func (c *recall) searched(within *target) []place.ID {
	var out []place.ID
	for id := range c.rounds {
		if within == nil || c.belongs(within, id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

func (c *recall) belongs(within *target, id place.ID) bool {
	if id == within.at.PlaceID {
		return true
	}
	for _, year := range c.allYears() {
		on := rule.ReferenceDay(year)
		for _, share := range within.tree.Standing(within.at.PlaceID, on) {
			if share.Place.PlaceID == id {
				return true
			}
		}
		for _, above := range within.tree.Path(id, on) {
			if above.PlaceID == within.at.PlaceID {
				return true
			}
		}
	}
	return false
}

// matchedRecords reads the last records of all matches with one query a commune
// and year.
func (v *visit) matchedRecords(matches []register.Match) (map[register.ID]*register.Record, error) {
	wanted := map[ofYear][]register.ID{}
	for _, m := range matches {
		key := ofYear{m.CommuneID, m.LastYear}
		wanted[key] = append(wanted[key], m.PersonID)
	}
	out := map[register.ID]*register.Record{}
	for key, ids := range wanted {
		list, err := v.Store.RecordsByPerson(v.ctx(), key.place, key.year, ids)
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			if known := out[r.PersonID]; known == nil || known.Year < r.Year || known.Gone() {
				out[r.PersonID] = r
			}
		}
	}
	return out, nil
}

func (v *visit) personHit(tree *place.Tree, r *register.Record, text string) view.Hit {
	v.saw(r)
	hit := view.Hit{Href: personPath(r.PersonID, r.Year), Name: marked(r.Name(), text), Facts: v.recordFacts(tree, r)}
	if learning := v.learning(r); learning != "" {
		tone := view.Plain
		if r.Gone() {
			tone = view.Bad
		}
		hit.Tags = []view.Tag{{Tone: tone, Text: capital(learning)}}
	}
	return hit
}

// marked cuts a name into pieces where its words begin as the words looked for.
func marked(name, text string) []view.Piece {
	terms := viet.SearchTerms(text)
	var out []view.Piece
	for i, word := range strings.Fields(name) {
		if i > 0 {
			out = append(out, view.Piece{Text: " "})
		}
		hit := slices.ContainsFunc(terms, func(term string) bool { return strings.HasPrefix(viet.Fold(word), term) })
		out = append(out, view.Piece{Text: word, Marked: hit})
	}
	return out
}

// findPlaces finds units by name or code, the present ones first.
func (v *visit) findPlaces(c *recall, tree *place.Tree, text string) []view.Hit {
	var out []view.Hit
	for _, unit := range matchingPlaces(tree, text, today(v.Now())) {
		if len(out) == mostPlaces {
			break
		}
		hit := v.placeHit(tree, unit, c.latest(&target{at: unit, tree: tree, year: v.Now().Year()}))
		hit.Name = marked(unit.Name, text)
		out = append(out, hit)
	}
	return out
}

func matchingPlaces(tree *place.Tree, text string, on place.Date) []place.Attributes {
	terms := viet.SearchTerms(text)
	found := map[place.ID]place.Attributes{}
	for _, a := range tree.All() {
		if a.Kind == place.Hamlet || a.Kind == place.Nation || !matches(a, terms, text) {
			continue
		}
		if known, ok := found[a.PlaceID]; !ok || known.From < a.From {
			found[a.PlaceID] = a
		}
	}
	var out []place.Attributes
	for _, a := range found {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b place.Attributes) int {
		switch {
		case a.Holds(on) != b.Holds(on):
			if a.Holds(on) {
				return -1
			}
			return 1
		}
		return orElse(viet.Compare(a.Name, b.Name), func() int { return int(a.PlaceID - b.PlaceID) })
	})
	return out
}

func matches(a place.Attributes, terms []string, text string) bool {
	if a.Code == text {
		return true
	}
	words := strings.Fields(viet.Fold(a.Name))
	for _, term := range terms {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, term) }) {
			return false
		}
	}
	return len(terms) > 0
}

func (v *visit) searchSummary(page *view.Search, within *target, text string) {
	switch {
	case len(page.People) == 0 && len(page.Places) == 0:
		page.Empty = &view.Empty{Title: v.say.T("find.none", "text", text), Text: v.say.T("find.none_text")}
		if within != nil {
			page.Empty.Action = &view.Link{Text: v.say.T("find.everywhere"), Href: address("/search", url.Values{"q": {text}})}
		}
	case len(page.People) == mostPeople:
		page.Lead = v.say.T("find.first_only", "n", mostPeople)
	default:
		page.Lead = v.say.T("find.found", "people", len(page.People), "places", len(page.Places))
	}
}
