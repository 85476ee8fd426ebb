package web

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
)

// target is the place and year a page is about.
type target struct {
	at     place.Attributes // on the reference day, or the nearest day to it
	year   int
	on     place.Date
	exists bool // the unit stood on the reference day
	tree   *place.Tree
}

// path is the address of a page of the target.
func (t *target) path(parts ...string) string { return placePath(t.at.PlaceID, t.year, parts...) }

func placePath(id place.ID, year int, parts ...string) string {
	all := append([]string{"/places", strconv.FormatInt(int64(id), 10), strconv.Itoa(year)}, parts...)
	return strings.Join(all, "/")
}

// The years of which a survey may be; the range keeps out a year of birth.
const (
	firstYear = 2000
	lastYear  = 2100
)

func (v *visit) year(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || year < firstYear || year > lastYear {
		return 0, fault.New(fault.NotFound, "fault.year", "given", text)
	}
	return year, nil
}

// target reads place and year from the address. A code in place of our id leads
// on to the unit that bears it on the reference day of the year.
func (v *visit) target() (*target, error) {
	text := v.r.PathValue("year")
	if text == "" {
		return nil, fault.New(fault.NotFound, "refusal.address")
	}
	year, err := v.year(text)
	if err != nil {
		return nil, err
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	given := v.r.PathValue("place")
	if isCode(given) {
		at, err := tree.ByCode(given, rule.ReferenceDay(year))
		if err != nil {
			return nil, err
		}
		return nil, v.withPlace(given, at.PlaceID)
	}
	id, err := placeID(given)
	if err != nil {
		return nil, err
	}
	return newTarget(tree, id, year)
}

// withPlace leads to the same page with our own id in the place of a code.
func (v *visit) withPlace(code string, id place.ID) error {
	path := strings.Replace(v.r.URL.Path, "/places/"+code, fmt.Sprintf("/places/%d", id), 1)
	return elsewhere(address(path, v.r.URL.Query()))
}

func newTarget(tree *place.Tree, id place.ID, year int) (*target, error) {
	on := rule.ReferenceDay(year)
	at, ok := tree.Nearest(id, on)
	if !ok {
		return nil, fault.New(fault.NotFound, "refusal.place_unknown")
	}
	if at.Kind == place.Hamlet || at.Kind == place.Nation {
		return nil, fault.New(fault.NotFound, "fault.place_not_judged", "name", at.Name)
	}
	_, exists := tree.At(id, on)
	return &target{at: at, year: year, on: on, exists: exists, tree: tree}, nil
}

// isCode tells an official code (two to five digits) from an id of ours.
func isCode(s string) bool {
	return len(s) >= 2 && len(s) <= 5 && strings.Trim(s, "0123456789") == ""
}

func placeID(s string) (place.ID, error) {
	id, err := strconv.ParseInt(s, 10, 64)
	if err != nil || id <= 0 {
		return 0, fault.New(fault.NotFound, "refusal.place_unknown")
	}
	return place.ID(id), nil
}

// commune is the target of pages that work on a commune's own round.
func (v *visit) commune() (*target, error) {
	t, err := v.target()
	if err != nil {
		return nil, err
	}
	if t.at.Kind != place.Commune {
		return nil, fault.New(fault.NotFound, "refusal.commune_only", "name", t.at.Name)
	}
	return t, nil
}

// standing is the target of pages that change a commune's own round: the unit
// must have been there on the reference day.
func (v *visit) standing() (*target, error) {
	t, err := v.commune()
	if err != nil {
		return nil, err
	}
	if !t.exists {
		return nil, fault.New(fault.NotFound, "refusal.not_then", "name", t.at.Name, "year", t.year)
	}
	return t, nil
}

// standard reads a standard and level of the address, as the law of the year has
// them.
func (v *visit) standard(t *target) (*rule.Standard, error) {
	given := v.r.PathValue("standard")
	for _, std := range v.Book.For(t.year).Standards() {
		if std.ID == given {
			return std, nil
		}
	}
	return nil, fault.New(fault.NotFound, "fault.standard_unknown", "standard", given, "year", t.year)
}

// level reads the number of a level; one that the law lacks is told by the
// check, so that "level 3 of literacy" gets its answer.
func (v *visit) level() (int, error) {
	given := v.r.PathValue("level")
	level, err := strconv.Atoi(given)
	if err != nil || level < 0 || level > 9 {
		return 0, fault.New(fault.NotFound, "refusal.address")
	}
	return level, nil
}

// surveyed lists the years for which there are figures of the unit, its own or
// those of the units it was made of, oldest first.
func (c *recall) surveyed(tree *place.Tree, id place.ID) []int {
	years, _ := once(c, yearsOf(id), func() ([]int, error) {
		var out []int
		for _, year := range c.allYears() {
			if c.anySurvey(tree, id, year) {
				out = append(out, year)
			}
		}
		return out, nil
	})
	return years
}

func (c *recall) allYears() []int {
	var out []int
	for _, byYear := range c.rounds {
		for year := range byYear {
			if !slices.Contains(out, year) {
				out = append(out, year)
			}
		}
	}
	slices.Sort(out)
	return out
}

func (c *recall) anySurvey(tree *place.Tree, id place.ID, year int) bool {
	on := rule.ReferenceDay(year)
	at, ok := tree.Nearest(id, on)
	if !ok {
		return false
	}
	if _, stood := tree.At(id, on); stood && at.Kind == place.Commune {
		_, own := c.rounds[id][year]
		return own
	}
	if at.Kind == place.Commune {
		for _, share := range tree.Standing(id, on) {
			if _, ok := c.rounds[share.Place.PlaceID][year]; ok {
				return true
			}
		}
		return false
	}
	for _, unit := range tree.Below(id, place.Commune, on) {
		if _, ok := c.rounds[unit.PlaceID][year]; ok {
			return true
		}
	}
	return false
}

// isMissing tells that an answer needs something that nobody has entered.
func isMissing(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.Kind == fault.Missing
}
