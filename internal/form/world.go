package form

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
)

// Source is what filling asks of the store. It holds no rights: whoever calls has
// decided who may see what.
type Source interface {
	verdict.Source
	// RecordsByHamlet gives the records of one hamlet (0: of none) that have one
	// of the profiles, in no order: a list is written hamlet by hamlet, so that
	// memory does not grow with the commune.
	RecordsByHamlet(ctx context.Context, commune place.ID, year int, hamlet place.ID, ids []profile.ID) ([]*register.Record, error)
	Schools(ctx context.Context, commune place.ID, year int) (map[string]survey.School, error)
}

// For says what a form is made out for: a place in a year, or one hamlet of a
// commune.
type For struct {
	Place  place.ID
	Year   int
	Hamlet place.ID // 0: the whole place
	Empty  bool     // to be filled in by hand: heads and rows, no numbers or names
}

// world is the place that a form is made out for, with everything its lines may
// go over.
type world struct {
	year    int
	on      place.Date
	scope   Scope
	tree    *place.Tree
	place   place.Attributes
	hamlet  place.Attributes
	units   []unit
	hamlets []place.Attributes
	schools []school
	own     *verdict.Judgement // of a district or province
}

// unit is a commune with what was counted and entered there. Why says that it has
// no persons to count, and the reason.
type unit struct {
	at        place.Attributes
	difficult bool
	figures   *verdict.Figures
	earlier   map[int]*verdict.Figures // by years counted from that of the form
	why       *fault.Error
	judgement *verdict.Judgement
}

type school struct {
	id    string
	unit  int
	facts rule.SchoolFacts
}

// world reads what the form needs of a place.
func (l *Library) world(ctx context.Context, src Source, f *Form, of For) (*world, error) {
	tree, err := src.Places(ctx)
	if err != nil {
		return nil, err
	}
	w := &world{year: of.Year, on: rule.ReferenceDay(of.Year), tree: tree}
	err = w.stand(of)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(f.Scopes, w.scope) {
		return nil, fault.New(fault.Invalid, "form.scope_"+string(w.scope), "code", f.Code, "name", w.place.Name)
	}
	needs := f.need
	if of.Empty {
		needs = noNeeds
	}
	err = w.read(ctx, src, needs)
	if err != nil {
		return nil, err
	}
	err = w.surveyed(needs)
	if err != nil {
		return nil, err
	}
	w.gatherSchools()
	err = w.findHamlet(of.Hamlet)
	if err != nil || !needs.verdicts {
		return w, err
	}
	return w, w.judge(ctx, &verdict.Judge{Book: l.book, Source: src})
}

// stand finds the place as it was on the reference day, or what is nearest to it:
// a ward that came later has forms of the years before, added up.
func (w *world) stand(of For) error {
	at, ok := w.tree.Nearest(of.Place, w.on)
	if !ok {
		return fault.New(fault.NotFound, "fault.place_unknown", "code", strconv.FormatInt(int64(of.Place), 10))
	}
	w.place = at
	switch at.Kind {
	case place.Commune:
		w.scope = OfCommune
	case place.District:
		w.scope = OfDistrict
	case place.Province:
		w.scope = OfProvince
	default:
		return fault.New(fault.Invalid, "form.no_forms_of", "name", at.Name)
	}
	if of.Hamlet != 0 {
		if w.scope != OfCommune {
			return fault.New(fault.Invalid, "form.hamlet_of_commune", "name", at.Name)
		}
		w.scope = OfHamlet
	}
	_, stands := w.tree.At(of.Place, w.on)
	if !stands && at.Kind != place.Commune {
		return fault.New(fault.NotFound, "form.place_then", "name", at.Name, "year", of.Year)
	}
	return nil
}

func (w *world) read(ctx context.Context, src Source, needs needs) error {
	communes := []place.Attributes{w.place}
	if w.place.Kind != place.Commune {
		communes = w.tree.Below(w.place.PlaceID, place.Commune, w.on)
	}
	w.units = make([]unit, len(communes))
	for i, at := range communes {
		u := &w.units[i]
		u.at, u.earlier = at, map[int]*verdict.Figures{}
		_, u.difficult = w.tree.Difficult(at.PlaceID, w.on)
		var err error
		u.figures, err = verdict.ReadFigures(ctx, src, w.tree, at.PlaceID, w.year)
		if err != nil {
			return fmt.Errorf("figures of %s: %w", at.Name, err)
		}
		u.why = lacking(at, u.figures, w.year)
		for _, year := range needs.years {
			u.earlier[year], err = verdict.ReadFigures(ctx, src, w.tree, at.PlaceID, w.year+year)
			if err != nil {
				return fmt.Errorf("figures of %s in %d: %w", at.Name, w.year+year, err)
			}
		}
	}
	return nil
}

// lacking says why a commune has no persons to count in a year.
func lacking(at place.Attributes, f *verdict.Figures, year int) *fault.Error {
	switch {
	case f.NotAdded != nil:
		return f.NotAdded
	case f.Surveyed:
		return nil
	case !f.AddedUp || len(f.Units) == 0:
		return fault.New(fault.Missing, "form.no_round", "name", at.Name, "year", year)
	}
	i := slices.IndexFunc(f.Units, func(u verdict.UnitFigures) bool { return u.Round.State == "" })
	return fault.New(fault.Missing, "form.no_round_before", "name", at.Name, "year", year, "unit", f.Units[i].Place.Name)
}

// surveyed refuses a form that counts people where nobody was counted.
func (w *world) surveyed(needs needs) error {
	if !needs.persons {
		return nil
	}
	for _, u := range w.units {
		if u.why == nil {
			return nil
		}
	}
	if len(w.units) == 1 && w.place.Kind == place.Commune {
		return w.units[0].why
	}
	return fault.New(fault.Missing, "form.no_round_below", "name", w.place.Name, "year", w.year)
}

// figures are those of a unit in a year counted from that of the form.
func (u *unit) in(year int) *verdict.Figures {
	if year == 0 {
		return u.figures
	}
	return u.earlier[year]
}

func (w *world) gatherSchools() {
	seen := map[string]bool{}
	for i, u := range w.units {
		for _, s := range u.figures.Facts.Schools {
			id := s.Code
			if seen[id] {
				id += "-" + u.at.Code
			}
			seen[id] = true
			w.schools = append(w.schools, school{id, i, s})
		}
	}
}

// unknownHamlet stands for those of whom nobody wrote down the hamlet.
const unknownHamlet = "Chưa rõ thôn, khu phố"

// findHamlet lists the hamlets of a commune: those that stood on the day, and
// any other that somebody is still written under.
func (w *world) findHamlet(asked place.ID) error {
	if w.place.Kind != place.Commune {
		return nil
	}
	known := map[place.ID]bool{}
	for _, u := range w.units[0].figures.Units {
		for _, h := range w.tree.Children(u.Place.PlaceID, w.on) {
			known[h.PlaceID] = true
			w.hamlets = append(w.hamlets, h)
		}
	}
	for _, row := range w.units[0].figures.Tally() {
		if known[row.Hamlet] {
			continue
		}
		known[row.Hamlet] = true
		h, ok := w.tree.Nearest(row.Hamlet, w.on)
		if !ok {
			h = place.Attributes{PlaceID: row.Hamlet, Name: unknownHamlet, Kind: place.Hamlet}
		}
		w.hamlets = append(w.hamlets, h)
	}
	if w.scope != OfHamlet {
		return nil
	}
	i := slices.IndexFunc(w.hamlets, func(h place.Attributes) bool { return h.PlaceID == asked })
	if i < 0 {
		return w.noHamlet(asked)
	}
	w.hamlet = w.hamlets[i]
	return nil
}

// noHamlet tells a hamlet of another place from one that was not there that year.
func (w *world) noHamlet(id place.ID) error {
	h, ok := w.tree.Nearest(id, w.on)
	if !ok || h.Kind != place.Hamlet {
		return fault.New(fault.NotFound, "form.hamlet_unknown", "name", w.place.Name)
	}
	if _, stood := w.tree.At(id, w.on); stood {
		return fault.New(fault.Invalid, "form.hamlet_elsewhere", "hamlet", h.Name, "name", w.place.Name, "year", w.year)
	}
	for _, s := range w.tree.Successors(id) {
		to, _ := w.tree.Nearest(s.To, s.On)
		if s.On <= w.on {
			return fault.New(fault.Invalid, "form.hamlet_merged", "hamlet", h.Name, "into", to.Name, "on", viet.Date(s.On), "year", w.year)
		}
	}
	return fault.New(fault.Invalid, "form.hamlet_then", "hamlet", h.Name, "year", w.year)
}

func (w *world) judge(ctx context.Context, g *verdict.Judge) error {
	all, err := g.Tier(ctx, w.place.PlaceID, w.year)
	if err != nil {
		return err
	}
	if w.place.Kind != place.Commune {
		w.own = all[w.place.PlaceID]
	}
	for i := range w.units {
		w.units[i].judgement = all[w.units[i].at.PlaceID]
	}
	return nil
}

// value makes a line stand for a place. Hamlets have codes here and there only.
func (w *world) value(at place.Attributes, spot spot) value {
	id := at.Code
	if id == "" {
		id = "p" + strconv.FormatInt(int64(at.PlaceID), 10)
	}
	return value{id: id, code: at.Code, at: &spot, vars: map[string]string{"name": at.Name, "code": at.Code}}
}

// vars are what the texts of the form are filled with.
func (w *world) vars() vars {
	return vars{
		"year": strconv.Itoa(w.year), "school_year": schoolYear(w.year), "last_school_year": schoolYear(w.year - 1),
		"place": w.place.Name, "PLACE": upper(w.place.Name), "hamlet": w.hamlet.Name,
	}
}

// schoolYear is as papers write it, with a dash: 2025–2026.
func schoolYear(begins int) string { return fmt.Sprintf("%d–%d", begins, begins+1) }
