package verdict

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
)

// Figures are what was counted and entered for a commune in a year, or for the
// communes that stood where it stands now. Verdicts and forms read the same.
type Figures struct {
	Units []UnitFigures
	// AddedUp says that the units are not the commune itself. NotAdded says why
	// theirs could not be added up; there are none then.
	AddedUp  bool
	NotAdded *fault.Error
	Surveyed bool // every unit has a round
	Facts    rule.Facts
}

// UnitFigures are those of one commune that had a round of its own.
type UnitFigures struct {
	Place place.Attributes
	Round survey.Round
	Tally tally.Tally
}

// Tally is that of all units together.
func (f *Figures) Tally() tally.Tally {
	if len(f.Units) == 1 {
		return f.Units[0].Tally
	}
	var sum tally.Tally
	for _, u := range f.Units {
		sum = append(sum, u.Tally...)
	}
	return sum
}

// Places are the units.
func (f *Figures) Places() []place.Attributes {
	out := make([]place.Attributes, len(f.Units))
	for i, u := range f.Units {
		out[i] = u.Place
	}
	return out
}

// FigureSource is what reading figures asks of the store.
type FigureSource interface {
	Round(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error)
	Tally(ctx context.Context, commune place.ID, year int) (tally.Tally, error)
	Facts(ctx context.Context, commune place.ID, year int) (rule.Facts, error)
}

// ReadFigures reads the figures of a commune in a year.
func ReadFigures(ctx context.Context, src FigureSource, tree *place.Tree, id place.ID, year int) (*Figures, error) {
	on := rule.ReferenceDay(year)
	at, stands := tree.At(id, on)
	if stands {
		f := &Figures{Surveyed: true, Facts: rule.Facts{Commune: map[string]string{}}}
		return f, f.read(ctx, src, at, year)
	}
	shares := tree.Standing(id, on)
	f := &Figures{AddedUp: true, Surveyed: len(shares) > 0, Facts: rule.Facts{Commune: map[string]string{}}}
	i := slices.IndexFunc(shares, func(s place.Share) bool { return s.Extent == place.Part })
	if i >= 0 {
		f.NotAdded, f.Surveyed = fault.New(fault.Missing, "fault.part_of", "name", shares[i].Place.Name), false
		return f, nil
	}
	for _, share := range shares {
		err := f.read(ctx, src, share.Place, year)
		if err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (f *Figures) read(ctx context.Context, src FigureSource, at place.Attributes, year int) error {
	u := UnitFigures{Place: at}
	var surveyed bool
	var err error
	u.Round, surveyed, err = src.Round(ctx, at.PlaceID, year)
	if err != nil {
		return err
	}
	u.Tally, err = src.Tally(ctx, at.PlaceID, year)
	if err != nil {
		return err
	}
	facts, err := src.Facts(ctx, at.PlaceID, year)
	if err != nil {
		return err
	}
	f.Surveyed = f.Surveyed && surveyed
	joinFacts(&f.Facts, facts, len(f.Units) == 0)
	f.Units = append(f.Units, u)
	return nil
}

// joinFacts adds the figures of one more unit. What is asked of a commune holds
// for several only where each has answered, is yes only where each said so, and
// is a sum where it is a number.
func joinFacts(sum *rule.Facts, f rule.Facts, first bool) {
	sum.Schools = append(sum.Schools, f.Schools...)
	if first {
		maps.Copy(sum.Commune, f.Commune)
		return
	}
	for id, before := range sum.Commune {
		answer, given := f.Commune[id]
		switch {
		case !given:
			delete(sum.Commune, id)
		case before == "yes":
			sum.Commune[id] = answer
		default:
			sum.Commune[id] = added(before, answer)
		}
	}
}

// added adds two numbers; an answer that is none stays as it was.
func added(a, b string) string {
	x, errX := strconv.ParseInt(a, 10, 64)
	y, errY := strconv.ParseInt(b, 10, 64)
	if errX != nil || errY != nil {
		return a
	}
	return strconv.FormatInt(x+y, 10)
}

// Tier judges a place and everything below it in one sitting.
func (g *Judge) Tier(ctx context.Context, id place.ID, year int) (map[place.ID]*Judgement, error) {
	s, err := g.open(ctx, year)
	if err != nil {
		return nil, err
	}
	_, err = s.judge(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.done, nil
}
