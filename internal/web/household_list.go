package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// householdsPerBlock is how many lines are sent at once: more than a screen shows.
const householdsPerBlock = 100

type householdsOf ofYear

// folder is what a list of households is asked to show.
type folder struct {
	query  string
	hamlet place.ID // 0: all
	state  string   // "", "left" or "done"
	from   int
}

func (v *visit) folder() (folder, error) {
	query := v.r.URL.Query()
	ask := folder{query: viet.Clean(query.Get("q")), state: query.Get("state")}
	err := numberTyped(ask.query)
	if err != nil {
		return ask, err
	}
	if !slices.Contains(householdStates, ask.state) {
		ask.state = ""
	}
	if id, err := strconv.ParseInt(query.Get("hamlet"), 10, 64); err == nil {
		ask.hamlet = place.ID(id)
	}
	if n, err := strconv.Atoi(query.Get("from")); err == nil && n > 0 {
		ask.from = n
	}
	return ask, nil
}

var householdStates = []string{"", "left", "done"}

func (a folder) address(path string) string {
	query := url.Values{}
	for name, value := range map[string]string{"q": a.query, "state": a.state} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if a.hamlet != 0 {
		query.Set("hamlet", idText(a.hamlet))
	}
	if a.from > 0 {
		query.Set("from", strconv.Itoa(a.from))
	}
	return address(path, query)
}

// households are those of a round within the reader's reach, in the order in which
// their sheets lie in the folder.
func (v *visit) households(t *target) ([]survey.Household, error) {
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	all, err := once(c, householdsOf{t.at.PlaceID, t.year}, func() ([]survey.Household, error) {
		list, err := v.server.Store.Households(v.ctx(), t.at.PlaceID, t.year)
		survey.SortHouseholds(list, hamletOrder(t))
		return list, err
	})
	if err != nil {
		return nil, err
	}
	reach := v.reach(right.SeePersons, t.at.PlaceID)
	if reach.Whole {
		return all, nil
	}
	return slices.DeleteFunc(slices.Clone(all), func(h survey.Household) bool { return !reach.Covers(h.HamletID) }), nil
}

// hamletOrder is that of the hamlets' names.
func hamletOrder(t *target) map[place.ID]int {
	hamlets := slices.Clone(t.tree.Children(t.at.PlaceID, t.on))
	slices.SortFunc(hamlets, func(a, b place.Attributes) int { return viet.Compare(a.Name, b.Name) })
	out := map[place.ID]int{}
	for i, h := range hamlets {
		out[h.PlaceID] = i + 1
	}
	return out
}

// matching are the households that a list is asked to show.
func (a folder) matching(list []survey.Household) []survey.Household {
	if a == (folder{from: a.from}) {
		return list
	}
	terms := viet.SearchTerms(a.query)
	var out []survey.Household
	for _, h := range list {
		switch {
		case a.hamlet != 0 && h.HamletID != a.hamlet:
		case a.state == "left" && h.Unconfirmed == 0, a.state == "done" && h.Unconfirmed > 0:
		case !holdsAll(viet.Fold(h.Sheet+" "+h.HeadName()+" "+h.Address), terms):
		default:
			out = append(out, h)
		}
	}
	return out
}

func holdsAll(text string, terms []string) bool {
	for _, term := range terms {
		if !strings.Contains(text, term) {
			return false
		}
	}
	return true
}

// householdList shows the folder of a round.
func householdList(v *visit) error {
	t, err := v.commune()
	if err != nil {
		return err
	}
	ask, err := v.folder()
	if err != nil {
		return err
	}
	all, err := v.households(t)
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(v.say.T("folder.title"), t, "households", "households")
	if err != nil {
		return err
	}
	found := ask.matching(all)
	left := 0
	for _, h := range all {
		if h.Unconfirmed > 0 {
			left++
		}
	}
	page := view.HouseholdList{
		Page: frame, Heading: v.say.T("folder.title"), Lead: v.say.T("folder.lead", "n", len(all), "left", left),
		Search:  view.Field{Name: "q", Label: v.say.T("folder.search"), Value: ask.query, Type: "search"},
		Hamlets: v.folderHamlets(t, ask, all), States: v.folderStates(ask),
		Total: len(found), Block: householdsPerBlock,
	}
	if v.mayWriteIn(t) {
		page.Add = &view.Link{Text: v.say.T("folder.add"), Href: t.path("households", "new")}
	}
	if len(found) == 0 {
		page.Empty = v.emptyFolder(t, len(all) == 0)
		return v.show("household_list", page)
	}
	ask.from = min(ask.from, (len(found)-1)/householdsPerBlock*householdsPerBlock)
	page.Rows = v.householdRows(t, found[ask.from:])
	if len(found) > householdsPerBlock {
		whole := ask
		whole.from = 0
		page.Fetch = whole.address(t.path("households", "rows"))
		page.Pager = view.NewPager(ask.from/householdsPerBlock+1, householdsPerBlock, len(found), func(number int) string {
			step := ask
			step.from = (number - 1) * householdsPerBlock
			return step.address(t.path("households"))
		})
	}
	return v.show("household_list", page)
}

func (v *visit) emptyFolder(t *target, nobody bool) *view.Empty {
	if !nobody {
		return &view.Empty{Title: v.say.T("folder.none_found"), Text: v.say.T("folder.none_found_text"), Action: &view.Link{Text: v.say.T("folder.all"), Href: t.path("households")}}
	}
	return &view.Empty{Title: v.say.T("folder.none", "year", t.year), Text: v.say.T("folder.none_text"), Action: &view.Link{Text: v.say.T("frame.tab_import"), Href: t.path("import")}}
}

// householdRowsShow sends some lines alone, for the script that scrolls.
func householdRowsShow(v *visit) error {
	t, err := v.commune()
	if err != nil {
		return err
	}
	ask, err := v.folder()
	if err != nil {
		return err
	}
	all, err := v.households(t)
	if err != nil {
		return err
	}
	found := ask.matching(all)
	if ask.from >= len(found) {
		v.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return v.showPart("household_list", "rows", v.householdRows(t, found[ask.from:]))
}

// showPart sends a piece of a page; whom it names stands in the log like whom a page
// names.
func (v *visit) showPart(name, part string, data any) error {
	err := v.enter(v.looks(), nil)
	if err != nil {
		return err
	}
	return v.pages.Part(v.w, http.StatusOK, v.lang, name, part, view.Prune(data, v.opens))
}

// householdRows are the first of some households.
func (v *visit) householdRows(t *target, list []survey.Household) view.HouseholdRows {
	var out view.HouseholdRows
	for _, h := range list[:min(householdsPerBlock, len(list))] {
		v.seen.Add(h.CommuneID, h.Year, h.Head)
		badge := view.Badge{State: view.Met, Text: v.say.T("folder.done")}
		if h.Unconfirmed > 0 {
			badge = view.Badge{State: view.NotEnoughData, Text: v.say.T("folder.left", "n", h.Unconfirmed)}
		}
		name := ""
		if at, ok := t.tree.Nearest(h.HamletID, t.on); ok && h.HamletID != 0 {
			name = at.Name
		}
		out.Rows = append(out.Rows, view.HouseholdRow{
			Sheet: h.Sheet, Head: h.HeadName(), Hamlet: name, Address: h.Address, People: h.People, Badge: badge,
			Href: householdPath(&register.Record{CommuneID: h.CommuneID, HouseholdID: h.ID, Year: h.Year}),
		})
	}
	return out
}

func (v *visit) folderHamlets(t *target, ask folder, all []survey.Household) view.Options {
	options := view.Options{Name: "hamlet", Label: v.say.T("overview.hamlet"), Choices: []view.Option{{Text: v.say.T("people.all_hamlets"), Selected: ask.hamlet == 0}}}
	count := map[place.ID]int{}
	for _, h := range all {
		count[h.HamletID]++
	}
	order := hamletOrder(t)
	ids := slices.SortedFunc(maps.Keys(count), func(a, b place.ID) int { return order[a] - order[b] })
	for _, id := range ids {
		name := v.say.T("people.no_hamlet")
		if at, ok := t.tree.Nearest(id, t.on); ok && id != 0 {
			name = at.Name
		}
		options.Choices = append(options.Choices, view.Option{Value: idText(id), Text: v.say.T("people.hamlet_count", "name", name, "n", count[id]), Selected: id == ask.hamlet && id != 0})
	}
	return options
}

func (v *visit) folderStates(ask folder) view.Options {
	options := view.Options{Name: "state", Label: v.say.T("folder.state")}
	for _, state := range householdStates {
		key := "folder.state_all"
		if state != "" {
			key = "folder.state_" + state
		}
		options.Choices = append(options.Choices, view.Option{Value: state, Text: v.say.T(key), Selected: state == ask.state})
	}
	return options
}
