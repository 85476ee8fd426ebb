package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"hoctap/internal/followup"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// gapChoose leads to a list of one standard and level: the one asked for by the
// form, or the first that lacks somebody.
func gapChoose(v *visit) error {
	t, err := v.commune()
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	j, err := c.judged(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	standard, level := firstGap(j)
	return elsewhere(t.path("gaps", standard, strconv.Itoa(level)))
}

// firstGap is the next level of the first standard that lacks persons; where none
// does, the top of the first.
func firstGap(j *verdict.Judgement) (string, int) {
	for i := range j.Verdicts {
		ver := &j.Verdicts[i]
		if next := ver.Next(); next != nil && next.ByPersons == rule.NotMet {
			return ver.Standard.ID, next.Number
		}
	}
	return j.Verdicts[0].Standard.ID, j.Verdicts[0].Standard.MaxLevel
}

// The lists of a gap page beside those of a criterion.
const (
	listFewest = "fewest"
	listAll    = "all"
)

// mostRows is how many people a gap page shows before it asks for one hamlet: a
// page longer than that is no list to walk with.
const mostRows = 600

// gapList names the people who would close what a level lacks, the fewest that
// would do first, a sheet a hamlet.
func gapList(v *visit) error {
	t, err := v.commune()
	if err != nil {
		return err
	}
	std, err := v.standard(t)
	if err != nil {
		return err
	}
	level, err := v.level()
	if err != nil {
		return err
	}
	if to := v.otherGap(t, std, level); to != "" {
		return elsewhere(to)
	}
	gaps, err := v.gaps(t, std, level)
	if err != nil && !isMissing(err) {
		return err
	}
	title := v.say.T("gaps.title", "goal", v.goalTitle(std, level))
	frame, frameErr := v.placeFrame(title, t, "gaps", "gaps", std.ID, strconv.Itoa(level))
	if frameErr != nil {
		return frameErr
	}
	page := view.GapPage{
		Page:      frame, // its title names standard and level
		Standards: v.gapStandards(t, std), Levels: v.gapLevels(std, level),
	}
	if gaps == nil {
		c, err := v.recall()
		if err != nil {
			return err
		}
		page.Empty = v.emptyYear(c, t, false)
		return v.show("gap", page)
	}
	err = v.fillGaps(&page, t, gaps)
	if err != nil {
		return err
	}
	return v.show("gap", page)
}

// goalTitle is "Phổ cập giáo dục tiểu học mức độ 3".
func (v *visit) goalTitle(std *rule.Standard, level int) string {
	if level == 0 {
		return v.law(std.Title)
	}
	return v.law(std.Title) + " " + v.levelText(level)
}

// otherGap answers the form above the list, which asks by query for what stands
// in the address.
func (v *visit) otherGap(t *target, std *rule.Standard, level int) string {
	query := v.r.URL.Query()
	chosen, text := query.Get("standard"), query.Get("level")
	if chosen == "" || chosen == std.ID && (text == "" || text == strconv.Itoa(level)) {
		return ""
	}
	to := v.Book.Standard(chosen)
	if to == nil {
		return t.path("gaps", url.PathEscape(chosen), "0")
	}
	number, err := strconv.Atoi(text)
	if err != nil || chosen != std.ID {
		number = min(max(number, 1), to.MaxLevel)
	}
	if to.MaxLevel == 0 {
		number = 0
	}
	query.Del("standard")
	query.Del("level")
	return address(t.path("gaps", to.ID, strconv.Itoa(number)), query)
}

type gapsOf struct {
	ofYear
	standard string
	level    int
}

// gaps works the list out, and remembers it while nothing changes.
func (v *visit) gaps(t *target, std *rule.Standard, level int) (*verdict.Gaps, error) {
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	_, err = verdict.CheckLevel(std, &level)
	if err != nil {
		return nil, err
	}
	key := gapsOf{ofYear{t.at.PlaceID, t.year}, std.ID, level}
	all, err := once(c, key, func() (*verdict.Gaps, error) {
		return c.judge.Gaps(v.ctx(), t.at.PlaceID, t.year, std.ID, level)
	})
	if err != nil {
		return nil, err
	}
	return v.gapsWithin(all, t.at.PlaceID), nil
}

// gapsWithin leaves out of a list, which is remembered for all visitors, whoever
// this one does not reach.
func (v *visit) gapsWithin(all *verdict.Gaps, commune place.ID) *verdict.Gaps {
	reach := v.reach(right.SeeGaps, commune)
	if reach.Whole {
		return all
	}
	beyond := func(p verdict.Person) bool { return !reach.Covers(p.Record.HamletID) }
	some := *all
	some.Fewest = slices.DeleteFunc(slices.Clone(all.Fewest), beyond)
	some.Criteria = slices.Clone(all.Criteria)
	for i := range some.Criteria {
		some.Criteria[i].Persons = slices.DeleteFunc(slices.Clone(some.Criteria[i].Persons), beyond)
	}
	return &some
}

func (v *visit) gapStandards(t *target, current *rule.Standard) view.Options {
	options := view.Options{Name: "standard", Label: v.say.T("gaps.standard")}
	for _, std := range v.Book.For(t.year).Standards() {
		options.Choices = append(options.Choices, view.Option{Value: std.ID, Text: v.law(std.Short), Selected: std == current})
	}
	return options
}

func (v *visit) gapLevels(std *rule.Standard, current int) view.Options {
	options := view.Options{Name: "level", Label: v.say.T("gaps.level")}
	for level := 1; level <= std.MaxLevel; level++ {
		options.Choices = append(options.Choices, view.Option{Value: strconv.Itoa(level), Text: capital(v.levelText(level)), Selected: level == current})
	}
	return options
}

// gapPerson is one line of the lists with everything they lack.
type gapPerson struct {
	person   verdict.Person
	hamlet   string // with its commune where there are several
	criteria []*verdict.CriterionGap
	fewest   bool
	follow   *followup.FollowUp // nil: nobody did anything yet
}

// gapPeople merges the lists of all criteria: a person stands once, with all that
// they lack, the fewest first within their hamlet.
func gapPeople(t *target, g *verdict.Gaps) []*gapPerson {
	byID := map[register.ID]*gapPerson{}
	var out []*gapPerson
	for i := range g.Criteria {
		for _, p := range g.Criteria[i].Persons {
			known := byID[p.Record.PersonID]
			if known == nil {
				known = &gapPerson{person: p, hamlet: t.hamletName(p.Record.HamletID, len(g.Judgement.AddedUp) > 1)}
				byID[p.Record.PersonID] = known
				out = append(out, known)
			}
			known.criteria = append(known.criteria, &g.Criteria[i])
		}
	}
	for _, p := range g.Fewest {
		if known := byID[p.Record.PersonID]; known != nil {
			known.fewest = true
		}
	}
	slices.SortStableFunc(out, func(a, b *gapPerson) int {
		switch {
		case a.hamlet != b.hamlet:
			return viet.Compare(a.hamlet, b.hamlet)
		case a.fewest && !b.fewest:
			return -1
		case b.fewest && !a.fewest:
			return 1
		}
		return byName(a.person.Record, b.person.Record)
	})
	return out
}

// gapView is what the page is asked to show.
type gapView struct {
	list   string
	hamlet string
	who    string
}

func (v *visit) gapView(g *verdict.Gaps) gapView {
	query := v.r.URL.Query()
	ask := gapView{list: query.Get("list"), hamlet: query.Get("hamlet"), who: query.Get("who")}
	if ask.list != listAll && criterionGap(g, ask.list) == nil {
		ask.list = listFewest
	}
	return ask
}

func (a gapView) href(t *target, g *verdict.Gaps, list string) string {
	query := url.Values{}
	if list != listFewest {
		query.Set("list", list)
	}
	if a.hamlet != "" {
		query.Set("hamlet", a.hamlet)
	}
	if a.who != "" {
		query.Set("who", a.who)
	}
	return address(t.path("gaps", g.Standard.ID, strconv.Itoa(g.Level)), query)
}

// criterionKey names a criterion of a gap page: the same criterion may stand in
// several levels.
func criterionKey(c *verdict.CriterionGap) string {
	return fmt.Sprintf("%s-%s-%d", c.Verdict.Criterion.ID, c.Standard.ID, c.Level)
}

func criterionGap(g *verdict.Gaps, key string) *verdict.CriterionGap {
	for i := range g.Criteria {
		if criterionKey(&g.Criteria[i]) == key {
			return &g.Criteria[i]
		}
	}
	return nil
}

// here says whether somebody is of the hamlet that is asked for.
func (a gapView) here(p *gapPerson) bool {
	return a.hamlet == "" || idText(p.person.Record.HamletID) == a.hamlet
}

func (a gapView) lists(p *gapPerson, g *verdict.Gaps) bool {
	switch a.list {
	case listAll:
		return true
	case listFewest:
		return p.fewest
	}
	return slices.Contains(p.criteria, criterionGap(g, a.list))
}

func (v *visit) fillGaps(page *view.GapPage, t *target, g *verdict.Gaps) error {
	people := gapPeople(t, g)
	f, err := v.following(t, g, people)
	if err != nil {
		return err
	}
	page.Left, err = v.gapLeft(f, t)
	if err != nil {
		return err
	}
	if len(g.Criteria) == 0 {
		page.Empty = v.nothingMissing(t, g)
		return nil
	}
	goal, ask := v.goalTitle(g.Standard, g.Level), v.gapView(g)
	page.Lead = v.say.T("gaps.lead", "n", len(g.Fewest), "goal", goal)
	page.Fewest = &view.Message{Tone: view.Accent, Title: v.say.T("gaps.fewest", "n", len(g.Fewest)), Text: v.say.T("gaps.fewest_text", "n", len(g.Fewest))}
	page.Shown = v.gapLists(t, g, ask, people)
	page.Hamlets = v.gapHamlets(people, ask, g)
	page.Who, page.List = v.gapFollowers(f, people, ask.who), ask.list
	for i := range g.Criteria {
		page.Criteria = append(page.Criteria, v.gapCriterion(t, g, ask, &g.Criteria[i]))
	}
	page.Links = v.gapLinks(t, g, ask)
	if v.may(right.AssignFollowUps, t.at.PlaceID) {
		page.Assign = v.assignForm(t, g, f)
		page.Assign.Keep = []view.Fact{{Name: "list", Value: ask.list}, {Name: "hamlet", Value: ask.hamlet}, {Name: "who", Value: ask.who}}
	}
	v.fillSheets(page, t, people, ask, g, f)
	return nil
}

// gapLinks are the ways onward: where a class would close the gap, to one first.
func (v *visit) gapLinks(t *target, g *verdict.Gaps, ask gapView) []view.Link {
	links := []view.Link{
		{Text: v.say.T("gaps.export"), Href: t.path("gaps", g.Standard.ID, strconv.Itoa(g.Level), "export.xlsx")},
		{Text: v.say.T("verdict.to_whatif"), Href: t.path("whatif", g.Standard.ID, strconv.Itoa(g.Level))},
		{Text: v.say.T("card.to_verdict"), Href: t.path("verdicts", g.Standard.ID)},
	}
	programme := v.programmes.OfPhase(g.Level)
	if g.Standard.ID != literacyStandard || programme == nil || !v.may(right.RunClasses, t.at.PlaceID) || !v.roundIsOpen(t) {
		return links
	}
	query := url.Values{"programme": {programme.ID}}
	if ask.hamlet != "" {
		query.Set("hamlet", ask.hamlet)
	}
	return append([]view.Link{{Text: v.say.T("class.from_gaps"), Href: address(t.path("classes", "new"), query)}}, links...)
}

// nothingMissing tells a level that is reached from one that only conditions
// keep from being reached.
func (v *visit) nothingMissing(t *target, g *verdict.Gaps) *view.Empty {
	ver := g.Judgement.Of(g.Standard.ID)
	empty := &view.Empty{
		Title:  v.say.T("gaps.nobody", "goal", v.goalTitle(g.Standard, g.Level)),
		Text:   v.say.T("gaps.nobody_text"),
		Action: &view.Link{Text: v.say.T("card.to_verdict"), Href: t.path("verdicts", g.Standard.ID)},
	}
	switch level := ver.Level(g.Level); {
	case level == nil || level.Outcome == rule.NotInForce:
		empty.Text = v.say.T("card.not_in_force", "year", t.year)
	case ver.Attained < max(g.Level, 1):
		empty.Text = v.say.T("gaps.nobody_conditions")
	}
	return empty
}

func (v *visit) gapLists(t *target, g *verdict.Gaps, ask gapView, people []*gapPerson) []view.Choice {
	out := []view.Choice{
		{Text: v.say.T("gaps.list_fewest", "n", len(g.Fewest)), Href: ask.href(t, g, listFewest), Current: ask.list == listFewest},
		{Text: v.say.T("gaps.list_all", "n", len(people)), Href: ask.href(t, g, listAll), Current: ask.list == listAll},
	}
	for i := range g.Criteria {
		c := &g.Criteria[i]
		key := criterionKey(c)
		out = append(out, view.Choice{
			Text: v.say.T("gaps.list_criterion", "what", capital(v.law(c.Verdict.Measure.Lacks)), "n", len(c.Persons)), Href: ask.href(t, g, key), Current: ask.list == key,
		})
	}
	return out
}

func (v *visit) gapHamlets(people []*gapPerson, ask gapView, g *verdict.Gaps) view.Options {
	options := view.Options{Name: "hamlet", Label: v.say.T("overview.hamlet"), Choices: []view.Option{{Text: v.say.T("people.all_hamlets"), Selected: ask.hamlet == ""}}}
	at := map[string]int{}
	counts := map[string]int{}
	for _, p := range people {
		if !ask.lists(p, g) || !v.follows(ask.who, p) {
			continue
		}
		id := idText(p.person.Record.HamletID)
		counts[id]++
		if at[id] == 0 {
			options.Choices = append(options.Choices, view.Option{Value: id, Text: p.hamlet, Selected: id == ask.hamlet})
			at[id] = len(options.Choices) - 1
		}
	}
	for id, i := range at {
		name := options.Choices[i].Text
		if name == "" {
			name = v.say.T("people.no_hamlet")
		}
		options.Choices[i].Text = v.say.T("people.hamlet_count", "name", name, "n", counts[id])
	}
	return options
}

func (v *visit) gapCriterion(t *target, g *verdict.Gaps, ask gapView, c *verdict.CriterionGap) view.GapCriterion {
	share := v.share(&c.Verdict)
	title := v.law(c.Verdict.Criterion.Text)
	if c.Standard != g.Standard || c.Level != g.Level {
		title = v.say.T("gaps.of_level", "what", title, "level", v.requirement(&rule.Requirement{Standard: c.Standard.ID, Level: c.Level}))
	}
	return view.GapCriterion{
		Title: title, Share: *share, Need: small(v.say.T("tree.needed", "n", c.Needed)),
		Badge: view.Badge{State: view.State(c.Verdict.Outcome)}, Href: ask.href(t, g, criterionKey(c)),
	}
}

// fillSheets cuts the list by hamlet; on paper each is a sheet of its own. A list
// that is too long stops after a whole hamlet, and says so.
func (v *visit) fillSheets(page *view.GapPage, t *target, people []*gapPerson, ask gapView, g *verdict.Gaps, f *following) {
	shown, all := 0, 0
	for _, p := range people {
		if !ask.here(p) || !ask.lists(p, g) || !v.follows(ask.who, p) {
			continue
		}
		all++
		name := p.hamlet
		if name == "" {
			name = v.say.T("people.no_hamlet")
		}
		begins := len(page.Sheets) == 0 || page.Sheets[len(page.Sheets)-1].Hamlet != name
		if begins && shown >= mostRows || shown < all-1 {
			continue
		}
		if begins {
			page.Sheets = append(page.Sheets, view.GapSheet{Hamlet: name})
		}
		sheet := &page.Sheets[len(page.Sheets)-1]
		sheet.Count++
		row := v.gapRow(p, sheet.Count)
		row.Fewest = p.fewest && ask.list != listFewest
		row.Follow = v.followOf(t, g, f, p)
		sheet.Rows = append(sheet.Rows, row)
		shown++
	}
	if shown < all {
		page.Cut = &view.Message{Tone: view.Warn, Text: v.say.T("gaps.too_many", "shown", shown, "n", all)}
	}
}

func (v *visit) gapRow(p *gapPerson, number int) view.GapRow {
	r := p.person.Record
	v.saw(r)
	row := view.GapRow{
		Number: number, Name: r.Name(), Href: personPath(r.PersonID, r.Year), Birth: r.BirthDate(),
		Household: r.HeadName(), Address: v.say.T("gaps.sheet_address", "sheet", r.SheetNumber, "address", r.Address), Since: r.DropoutIn, Learning: capital(v.learning(r)),
	}
	for _, c := range p.criteria {
		lacks := capital(v.law(c.Verdict.Measure.Lacks))
		if !slices.Contains(row.Missing, lacks) {
			row.Missing = append(row.Missing, lacks)
		}
	}
	return row
}
