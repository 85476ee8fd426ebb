// Package verdict judges places: it brings the tally, the entered figures, the
// places and the decisions of a year to the law, names the people behind each
// number, and tells what would move it.
package verdict

import (
	"context"
	"fmt"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
)

// Source is what judging asks of the store. It holds no rights: whoever calls
// has decided who may see what.
type Source interface {
	tally.Dictionary
	Places(ctx context.Context) (*place.Tree, error)
	Round(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error)
	Tally(ctx context.Context, commune place.ID, year int) (tally.Tally, error)
	Facts(ctx context.Context, commune place.ID, year int) (rule.Facts, error)
	// Decisions gives the decisions of a year by place.
	Decisions(ctx context.Context, year int) (map[place.ID][]Decision, error)
	RecordsByProfile(ctx context.Context, commune place.ID, year int, ids []profile.ID) ([]*register.Record, error)
	RecordsByPerson(ctx context.Context, commune place.ID, year int, ids []register.ID) ([]*register.Record, error)
}

// Judge judges places under one book of law.
type Judge struct {
	Book   *rule.Book
	Source Source
}

// Judgement is all verdicts on a place in a year.
type Judgement struct {
	Place     place.Attributes
	Year      int
	On        place.Date
	Law       rule.Law
	Surveyed  bool
	Persons   int64
	Difficult bool
	// AddedUp names the units whose figures were added up because the place did
	// not exist yet. NotAdded says why they could not be.
	AddedUp  []place.Attributes
	NotAdded *fault.Error
	Verdicts []rule.Verdict
	Input    rule.Input
}

// Of finds the verdict under a standard.
func (j *Judgement) Of(standard string) *rule.Verdict {
	for i := range j.Verdicts {
		if j.Verdicts[i].Standard.ID == standard {
			return &j.Verdicts[i]
		}
	}
	return nil
}

// Find resolves the code of a place on the reference day of the year.
func (g *Judge) Find(ctx context.Context, code string, year int) (place.Attributes, error) {
	tree, err := g.Source.Places(ctx)
	if err != nil {
		return place.Attributes{}, err
	}
	return tree.ByCode(code, rule.ReferenceDay(year))
}

// Judge judges a place in a year. A place that came later is judged on the
// figures of the units it was made of, and says so.
func (g *Judge) Judge(ctx context.Context, id place.ID, year int) (*Judgement, error) {
	s, err := g.open(ctx, year)
	if err != nil {
		return nil, err
	}
	return s.judge(ctx, id)
}

// Communes judges every commune below a place, in the order of the tree.
func (g *Judge) Communes(ctx context.Context, id place.ID, year int) ([]*Judgement, error) {
	s, err := g.open(ctx, year)
	if err != nil {
		return nil, err
	}
	var out []*Judgement
	for _, c := range s.tree.Below(id, place.Commune, s.law.On) {
		j, err := s.judge(ctx, c.PlaceID)
		if err != nil {
			return nil, err
		}
		out = append(out, j)
	}
	return out, nil
}

// sitting is one act of judging: what it has read is read once.
type sitting struct {
	*Judge
	law       rule.Law
	tree      *place.Tree
	decisions map[place.ID][]Decision
	done      map[place.ID]*Judgement
}

func (g *Judge) open(ctx context.Context, year int) (*sitting, error) {
	tree, err := g.Source.Places(ctx)
	if err != nil {
		return nil, err
	}
	decisions, err := g.Source.Decisions(ctx, year)
	if err != nil {
		return nil, err
	}
	return &sitting{g, g.Book.For(year), tree, decisions, map[place.ID]*Judgement{}}, nil
}

func (s *sitting) judge(ctx context.Context, id place.ID) (*Judgement, error) {
	if j, ok := s.done[id]; ok {
		return j, nil
	}
	at, ok := s.tree.Nearest(id, s.law.On)
	if !ok {
		return nil, fault.New(fault.NotFound, "fault.place_unknown", "code", strconv.FormatInt(int64(id), 10))
	}
	j := &Judgement{Place: at, Year: s.law.Year, On: s.law.On, Law: s.law}
	s.done[id] = j
	var err error
	switch at.Kind {
	case place.Commune:
		err = s.commune(ctx, j)
	case place.District, place.Province:
		err = s.tier(ctx, j)
	default:
		return nil, fault.New(fault.Invalid, "fault.place_not_judged", "name", at.Name)
	}
	if err != nil {
		return nil, err
	}
	j.Verdicts = s.law.Evaluate(j.Input)
	return j, nil
}

func (s *sitting) commune(ctx context.Context, j *Judgement) error {
	_, j.Difficult = s.tree.Difficult(j.Place.PlaceID, s.law.On)
	f, err := ReadFigures(ctx, s.Source, s.tree, j.Place.PlaceID, s.law.Year)
	if err != nil {
		return err
	}
	t := f.Tally()
	ratios, err := tally.Ratios(s.Book, t, s.Source)
	if err != nil {
		return fmt.Errorf("judge %s: %w", j.Place.Name, err)
	}
	j.Persons, j.Surveyed, j.NotAdded = t.Persons(), f.Surveyed, f.NotAdded
	if f.AddedUp {
		j.AddedUp = f.Places()
	}
	j.Input = rule.Input{Tier: string(place.Commune), Difficult: j.Difficult, Surveyed: j.Surveyed, Ratios: ratios, Facts: f.Facts}
	return nil
}

// tier judges a district or province from the units below: from their
// decisions where there are any, else from their verdicts.
func (s *sitting) tier(ctx context.Context, j *Judgement) error {
	j.Surveyed = true
	j.Input = rule.Input{Tier: string(j.Place.Kind), Surveyed: true, Below: map[string][]rule.Standing{}, BelowAll: map[string]int{}, Uncounted: map[string]bool{}}
	for _, kind := range []place.Kind{place.District, place.Commune} {
		if !j.Place.Kind.Above(kind) {
			continue
		}
		for _, unit := range s.tree.Below(j.Place.PlaceID, kind, s.law.On) {
			standing, err := s.standing(ctx, unit)
			if err != nil {
				return err
			}
			j.Input.Below[string(kind)] = append(j.Input.Below[string(kind)], standing)
		}
		j.Input.BelowAll[string(kind)] = s.tree.Number(j.Place.PlaceID, kind, s.law.On)
		j.Input.Uncounted[string(kind)] = !s.tree.Counted(j.Place.PlaceID, kind, s.law.On)
	}
	return nil
}

func (s *sitting) standing(ctx context.Context, unit place.Attributes) (rule.Standing, error) {
	j, err := s.judge(ctx, unit.PlaceID)
	if err != nil {
		return rule.Standing{}, err
	}
	standing := rule.StandingOf(j.Difficult, j.Verdicts)
	for _, std := range s.law.Standards() {
		level, found := highest(s.decisions[unit.PlaceID], std.ID)
		if found {
			standing.Decide(std, level)
		}
	}
	return standing, nil
}

// highest: a unit recognised at several levels in a year holds the highest.
func highest(list []Decision, standard string) (level int, found bool) {
	for _, d := range list {
		if d.Standard == standard {
			level, found = max(level, d.Level), true
		}
	}
	return level, found
}
