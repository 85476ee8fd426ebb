package web

import (
	"net/http"
	"net/url"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
	"hoctap/internal/words"
)

// frame is what every page has around it.
func (v *visit) frame(title string) view.Page {
	page := view.Page{
		Title: title, Lang: string(v.lang), Theme: v.theme(), Here: v.here(),
		HomeHref: "/", SearchHref: "/search", Demo: v.Demo,
	}
	for _, lang := range words.Langs() {
		page.Langs = append(page.Langs, view.Choice{
			Value: string(lang), Text: v.Words.For(lang).T("frame.language"), Href: v.with(langCookie, string(lang)), Current: lang == v.lang,
		})
	}
	for _, theme := range themes {
		page.Themes = append(page.Themes, view.Choice{
			Value: theme, Text: v.say.T("frame.theme_" + themeWord(theme)), Href: v.with(themeCookie, theme), Current: theme == page.Theme,
		})
	}
	page.User = v.user()
	return page
}

// user is who is signed in, with the pages of theirs that belong to no place.
func (v *visit) user() *view.User {
	if v.account == nil {
		return nil
	}
	u := &view.User{Name: v.account.FullName, SignOut: signOutPath, Links: []view.Link{{Text: v.say.T("account.own"), Href: accountPath}}}
	if held := v.holder.Assignments(); len(held) > 0 {
		u.Role = v.roleText(held[0].Role)
	}
	if v.holder.Holds(right.ManageAccounts) {
		u.Links = append(u.Links, view.Link{Text: v.say.T("account.list"), Href: accountsPath})
	}
	if v.holder.Holds(right.WriteRegister) {
		u.Links = append(u.Links, view.Link{Text: v.say.T("asking.list"), Href: requestsPath})
	}
	if v.holder.Holds(right.ManageHooks) {
		u.Links = append(u.Links, view.Link{Text: v.say.T("hook.title"), Href: hooksPath})
	}
	if v.holder.Holds(right.ReadLog) {
		u.Links = append(u.Links, view.Link{Text: v.say.T("log.title"), Href: "/log"})
	}
	return u
}

func themeWord(theme string) string {
	if theme == "" {
		return "auto"
	}
	return theme
}

// here is an address that shows this page again: that of a form where this is
// the answer to it.
func (v *visit) here() string {
	if v.r.Method == http.MethodPost {
		return v.r.URL.Path
	}
	return address(v.r.URL.Path, v.r.URL.Query())
}

// with is this page under one more choice.
func (v *visit) with(name, value string) string {
	query := url.Values{}
	if v.r.Method != http.MethodPost {
		query = v.r.URL.Query()
	}
	query.Set(name, value)
	return address(v.r.URL.Path, query)
}

// placeFrame is the frame of a page about a place and year. page is what stands
// after the year in the address, so that a step to another year stays with it.
func (v *visit) placeFrame(title string, t *target, tab string, page ...string) (view.Page, error) {
	frame := v.frame(title)
	c, err := v.recall()
	if err != nil {
		return frame, err
	}
	frame.SearchHref = address("/search", url.Values{"place": {idText(t.at.PlaceID)}, "year": {yearText(t.year)}})
	frame.Head = v.head(c, t, page)
	frame.Head.FindHref = findPath(t, tab)
	frame.Tabs = v.tabs(t, tab)
	return frame, nil
}

func (v *visit) head(c *recall, t *target, page []string) *view.Head {
	head := &view.Head{
		Place: view.Link{Text: t.at.Name, Href: t.path()}, Code: t.at.Code, Kind: v.say.T("kind." + string(t.at.Kind)),
		SearchHref: "/search", Year: t.year,
	}
	for _, above := range t.tree.Path(t.at.Parent, t.on) {
		if above.Kind != place.Nation && v.reach(right.SeeFigures, above.PlaceID).Any() {
			head.Trail = append(head.Trail, view.Link{Text: above.Name, Href: placePath(above.PlaceID, t.year)})
		}
	}
	v.steps(c, t, head, page)
	head.Near = v.near(c, t)
	head.Changed = v.changed(c, t)
	head.History = view.Link{Text: v.say.T("places.history"), Href: t.path("history")}
	if round, ok := c.rounds[t.at.PlaceID][t.year]; ok {
		head.Round = v.roundTag(round.State)
	}
	return head
}

// steps lays out the years: those with figures, this one, and the current one,
// which is about to be surveyed.
func (v *visit) steps(c *recall, t *target, head *view.Head, page []string) {
	surveyed := c.surveyed(t.tree, t.at.PlaceID)
	years := append(slices.Clone(surveyed), t.year)
	if _, now := t.tree.At(t.at.PlaceID, rule.ReferenceDay(v.Now().Year())); now {
		years = append(years, v.Now().Year())
	}
	slices.Sort(years)
	years = slices.Compact(years)
	for i, year := range slices.Backward(years) {
		step := view.YearStep{Year: year, Href: v.stepPath(t, year, page), Current: year == t.year}
		if !slices.Contains(surveyed, year) {
			step.Note = v.say.T("frame.no_survey")
		}
		head.Years = append(head.Years, step)
		switch at := slices.Index(years, t.year); i {
		case at - 1:
			head.Previous = &view.Link{Text: v.say.T("frame.year", "year", year), Href: step.Href}
		case at + 1:
			head.Next = &view.Link{Text: v.say.T("frame.year", "year", year), Href: step.Href}
		}
	}
}

// stepPath stays with the page where the other year has one: not where the unit
// had no round of its own, and not under a standard that was not judged.
func (v *visit) stepPath(t *target, year int, page []string) string {
	if len(page) == 0 {
		return placePath(t.at.PlaceID, year)
	}
	_, stood := t.tree.At(t.at.PlaceID, rule.ReferenceDay(year))
	ownRound := slices.Contains([]string{"schools", "round", "import", "questions", "households", "classes"}, page[0])
	judged := true
	if len(page) > 1 && slices.Contains([]string{"verdicts", "gaps", "whatif"}, page[0]) {
		judged = slices.ContainsFunc(v.Book.For(year).Standards(), func(s *rule.Standard) bool { return s.ID == page[1] })
	}
	switch {
	case ownRound && !stood || !judged:
		return placePath(t.at.PlaceID, year)
	case page[0] == "forms" && len(page) > 1:
		_, err := v.Forms.Form(page[1], year)
		if err != nil {
			return placePath(t.at.PlaceID, year, "forms")
		}
	case page[0] == "schools":
		// A school may be on the list of one year and not of another.
		return placePath(t.at.PlaceID, year, "schools")
	}
	return placePath(t.at.PlaceID, year, page...)
}

// mostNear is what a menu holds; more are found by typing.
const mostNear = 12

// near lists the units below and beside that have figures in the year.
func (v *visit) near(c *recall, t *target) []view.Group {
	var out []view.Group
	for _, group := range []struct {
		word  string
		units []place.Attributes
	}{
		{"frame.below", t.tree.Children(t.at.PlaceID, t.on)},
		{"frame.beside", t.tree.Children(t.at.Parent, t.on)},
	} {
		var links []view.Link
		for _, unit := range group.units {
			if unit.PlaceID != t.at.PlaceID && len(links) < mostNear && v.reach(right.SeeFigures, unit.PlaceID).Any() && slices.Contains(c.surveyed(t.tree, unit.PlaceID), t.year) {
				links = append(links, view.Link{Text: unit.Name, Href: placePath(unit.PlaceID, t.year)})
			}
		}
		if len(links) > 0 {
			out = append(out, view.Group{Title: v.say.T(group.word), Links: links})
		}
	}
	return out
}

// noTab is for pages that are none of a place's main ones.
const noTab = "-"

// tabNeeds are the tabs that not everybody has who sees figures.
var tabNeeds = map[string]right.Action{"gaps": right.SeeGaps, "import": right.WriteRegister, "households": right.SeePersons, "classes": right.RunClasses}

// tabs are the main pages of a place. A unit that was not there in the year has
// no round, schools or workbook of its own.
func (v *visit) tabs(t *target, current string) []view.Tab {
	names := []string{"", "map", "gaps", "classes", "households", "forms", "schools", "decisions", "round", "import"}
	switch {
	case t.at.Kind != place.Commune:
		names = []string{"", "communes", "map", "forms", "decisions"}
	case !t.exists:
		names = []string{"", "map", "gaps", "forms"}
	}
	var out []view.Tab
	for _, name := range names {
		if do, asks := tabNeeds[name]; asks && !v.reach(do, t.at.PlaceID).Any() {
			continue
		}
		tab := view.Tab{Text: v.say.T("frame.tab_home"), Href: t.path(), Current: name == current}
		if name != "" {
			tab.Text, tab.Href = v.say.T("frame.tab_"+name), t.path(name)
		}
		out = append(out, tab)
	}
	return out
}

var roundTones = map[survey.State]view.Tone{
	survey.Open: view.Accent, survey.Submitted: view.Warn, survey.Checked: view.Warn, survey.Closed: view.Good,
}

func (v *visit) roundTag(state survey.State) *view.Tag {
	return &view.Tag{Tone: roundTones[state], Text: capital(v.say.T("round." + string(state)))}
}
