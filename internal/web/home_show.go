package web

import (
	"slices"
	"strconv"

	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// homeShow is the way in: a search, the places that have figures, and in the
// sample town a short tour.
func homeShow(v *visit) error {
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	page := view.Home{
		Page: v.frame(v.say.T("home.title")),
		Search: view.Field{
			Name: "q", Label: v.say.T("find.label"), Hint: v.say.T("find.hint"), Type: "search",
		},
	}
	page.Groups = v.homePlaces(c, tree)
	page.Tasks, err = v.firstSteps(c, tree)
	if err != nil {
		return err
	}
	if len(page.Groups) == 0 && page.Tasks == nil {
		page.Empty = &view.Empty{Title: v.say.T("home.empty"), Text: v.say.T("home.empty_text")}
	}
	if v.Demo {
		page.Tour, err = v.tour(c, tree)
		if err != nil {
			return err
		}
	}
	return v.show("home", page)
}

// homePlaces lists what has figures: the units of today and those of the past,
// the higher ones first.
func (v *visit) homePlaces(c *recall, tree *place.Tree) []view.PlaceGroup {
	today := today(v.Now())
	var standing, former []view.Hit
	for _, unit := range c.places(tree) {
		if !v.reach(right.SeeFigures, unit.PlaceID).Any() {
			continue
		}
		hit := v.placeHit(tree, unit, c.latest(&target{at: unit, tree: tree, year: v.Now().Year()}))
		hit.Tags = v.yearTags(c, tree, unit.PlaceID)
		if _, ok := tree.At(unit.PlaceID, today); ok {
			standing = append(standing, hit)
		} else {
			former = append(former, hit)
		}
	}
	var out []view.PlaceGroup
	for _, group := range []view.PlaceGroup{{Title: v.say.T("home.today"), Places: standing}, {Title: v.say.T("home.former"), Places: former}} {
		if len(group.Places) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// yearTags tell of which years there are figures.
func (v *visit) yearTags(c *recall, tree *place.Tree, id place.ID) []view.Tag {
	years := c.surveyed(tree, id)
	if len(years) == 0 {
		return nil
	}
	tags := []view.Tag{{Tone: view.Plain, Text: yearText(years[0])}}
	if last := years[len(years)-1]; last != years[0] {
		tags[0].Text += "–" + yearText(last)
	}
	if round, ok := c.rounds[id][years[len(years)-1]]; ok && round.State == survey.Open {
		tags = append(tags, *v.roundTag(round.State))
	}
	return tags
}

type withFigures struct{}

// places are the communes that have a round and the units above them, as they
// last were.
func (c *recall) places(tree *place.Tree) []place.Attributes {
	list, _ := once(c, withFigures{}, func() ([]place.Attributes, error) {
		seen := map[place.ID]bool{}
		var out []place.Attributes
		for commune, byYear := range c.rounds {
			for year := range byYear {
				for _, unit := range tree.Path(commune, rule.ReferenceDay(year)) {
					if seen[unit.PlaceID] || unit.Kind == place.Nation {
						continue
					}
					seen[unit.PlaceID] = true
					history := tree.History(unit.PlaceID)
					out = append(out, history[len(history)-1])
				}
			}
		}
		slices.SortFunc(out, func(a, b place.Attributes) int {
			switch {
			case a.Kind.Above(b.Kind):
				return -1
			case b.Kind.Above(a.Kind):
				return 1
			}
			return viet.Compare(a.Name, b.Name)
		})
		return out, nil
	})
	return list
}

// placeHit is a place in a list: its name, what it belongs to and when it was.
func (v *visit) placeHit(tree *place.Tree, unit place.Attributes, year int) view.Hit {
	hit := view.Hit{Href: placePath(unit.PlaceID, year), Name: []view.Piece{{Text: unit.Name}}}
	_, until := tree.Existence(unit.PlaceID)
	above, ok := tree.Nearest(unit.Parent, rule.ReferenceDay(year))
	switch {
	case until != "":
		hit.Facts = v.say.T("home.until", "code", unit.Code, "day", viet.Date(place.DayBefore(until)))
	case ok && above.Kind != place.Nation:
		hit.Facts = v.say.T("home.within", "code", unit.Code, "above", above.Name)
	default:
		hit.Facts = v.say.T("home.code", "code", unit.Code)
	}
	return hit
}

// tour leads through the sample town: to the ward that fell short of a level it
// held, and to what that rests on.
func (v *visit) tour(c *recall, tree *place.Tree) ([]view.TourStep, error) {
	fallen, sound, err := v.fallen(c, tree)
	if err != nil || fallen == nil {
		return nil, err
	}
	level := fallen.verdict.Attained + 1
	std := fallen.verdict.Standard
	stops := []view.TourStep{
		{Title: fallen.at.Place.Name, Text: v.say.T("tour.ward"), Href: placePath(fallen.at.Place.PlaceID, fallen.at.Year)},
		{Title: v.law(std.Title), Text: v.say.T("tour.verdict", "level", level), Href: placePath(fallen.at.Place.PlaceID, fallen.at.Year, "verdicts", std.ID)},
		{Title: v.say.T("tour.gap_title"), Text: v.say.T("tour.gap"), Href: placePath(fallen.at.Place.PlaceID, fallen.at.Year, "gaps", std.ID, yearText(level))},
		{Title: v.say.T("tour.whatif_title"), Text: v.say.T("tour.whatif"), Href: placePath(fallen.at.Place.PlaceID, fallen.at.Year, "whatif", std.ID, yearText(level))},
	}
	if sound != nil {
		stops = append(stops, view.TourStep{Title: v.say.T("tour.before_title"), Text: v.say.T("tour.before", "name", sound.Place.Name), Href: placePath(sound.Place.PlaceID, sound.Year)})
	}
	if v.may(right.RunClasses, fallen.at.Place.PlaceID) {
		years := c.surveyed(tree, fallen.at.Place.PlaceID)
		stops = append(stops, view.TourStep{Title: v.say.T("tour.class_title"), Text: v.say.T("tour.class"), Href: placePath(fallen.at.Place.PlaceID, years[len(years)-1], "classes")})
	}
	for i := range stops {
		stops[i].Title = strconv.Itoa(i+1) + ". " + stops[i].Title
	}
	return stops, nil
}

// shortfall is a place that does not hold a level it held before.
type shortfall struct {
	at      *verdict.Judgement
	verdict rule.Verdict
}

// fallen finds, in the latest year, a commune below a level it held, and the
// former unit or year in which the level was held.
func (v *visit) fallen(c *recall, tree *place.Tree) (*shortfall, *verdict.Judgement, error) {
	for _, unit := range c.places(tree) {
		if unit.Kind != place.Commune || unit.Until != "" || !v.reach(right.SeeGaps, unit.PlaceID).Any() {
			continue
		}
		years := c.surveyed(tree, unit.PlaceID)
		latest, err := c.judged(v.ctx(), unit.PlaceID, years[len(years)-1])
		if err != nil {
			return nil, nil, err
		}
		for _, year := range slices.Backward(years[:len(years)-1]) {
			before, err := c.judged(v.ctx(), unit.PlaceID, year)
			if err != nil {
				return nil, nil, err
			}
			for _, now := range latest.Verdicts {
				then := before.Of(now.Standard.ID)
				if then != nil && then.Attained > now.Attained && now.Standard.MaxLevel > 0 {
					return &shortfall{latest, now}, before, nil
				}
			}
		}
	}
	return nil, nil, nil
}
