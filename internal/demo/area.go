package demo

import (
	"fmt"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/profile"
)

// area is one of the nine units of 2019 for as long as the town is told of: its
// quarters go over to other units, its schools and its people stay.
type area struct {
	spec    *areaSpec
	stands  []standing
	hamlets []*hamlet
	schools map[string][]*school // by level
}

// standing says to which commune an area belongs in a period.
type standing struct {
	from, until place.Date
	commune     place.ID
	name        string
}

func (a *area) standing(on place.Date) standing {
	for _, s := range a.stands {
		if s.from <= on && (s.until == "" || on < s.until) {
			return s
		}
	}
	return a.stands[0]
}

// hamlet is a quarter or village with its households.
type hamlet struct {
	id     place.ID
	area   *area
	spec   hamletSpec
	prefix string // of sheet numbers, unlike any other in the town
	houses []*house
	sheets int
}

// weight says how much more often schooling goes wrong here.
func (h *hamlet) weight() float64 { return float64(max(1, h.spec.Weak)) }

// school is a school of an area, or of elsewhere where area is nil.
type school struct {
	spec   *schoolSpec
	area   *area
	kept   map[string]int // posts and rooms of the last round
	keptIn int            // its year, 0 before the first
}

// layOut makes areas, quarters and schools, and finds the communes by the codes
// they bore on the day.
func (t *Town) layOut() error {
	t.HamletKeys = map[string]place.ID{}
	byID := map[string]*area{}
	for i := range t.spec.Town.Areas {
		a := &area{spec: &t.spec.Town.Areas[i], schools: map[string][]*school{}}
		err := t.stand(a)
		if err != nil {
			return err
		}
		t.quarters(a)
		t.areas = append(t.areas, a)
		byID[a.spec.ID] = a
	}
	for i := range t.spec.Town.Schools {
		s := &school{spec: &t.spec.Town.Schools[i], area: byID[t.spec.Town.Schools[i].At], kept: map[string]int{}}
		t.schools = append(t.schools, s)
		if s.area != nil {
			s.area.schools[s.spec.Level] = append(s.area.schools[s.spec.Level], s)
		}
	}
	return nil
}

func (t *Town) stand(a *area) error {
	list := a.spec.Stands
	for i, s := range list {
		until := ""
		if i+1 < len(list) {
			until = list[i+1].From
		}
		commune, err := t.tree.ByCode(s.Code, s.From)
		if err != nil {
			return fmt.Errorf("sample town: %s: %w", a.spec.Pos, err)
		}
		a.stands = append(a.stands, standing{s.From, until, commune.PlaceID, commune.Name})
	}
	return nil
}

func (t *Town) quarters(a *area) {
	for i, spec := range a.spec.Hamlets {
		h := &hamlet{id: place.ID(t.newID()), area: a, spec: spec, prefix: fmt.Sprintf("%s%02d", a.spec.Prefix, i+1)}
		a.hamlets = append(a.hamlets, h)
		t.HamletKeys[hamletKey(a.spec, i)] = h.id
		for j, s := range a.stands {
			t.Hamlets.Attributes = append(t.Hamlets.Attributes, place.Attributes{
				PlaceID: h.id, From: s.from, Until: s.until, Kind: place.Hamlet, Parent: s.commune,
				Name: strings.ReplaceAll(a.spec.Stands[j].Name, "{}", spec.Name),
			})
		}
	}
}

// sheetNumber is the next one of the quarter: BD03-0045.
func (h *hamlet) sheetNumber() string {
	h.sheets++
	return fmt.Sprintf("%s-%04d", h.prefix, h.sheets)
}

// people gives the members of all households of the area in a fixed order.
func (a *area) people() []*person {
	var out []*person
	for _, h := range a.hamlets {
		for _, house := range h.houses {
			out = append(out, house.members...)
		}
	}
	return out
}

// aim is how many residents the area should have in a year.
func (a *area) aim(year int) int {
	from, to := a.spec.Residents.At2019, a.spec.Residents.At2025
	return from + (to-from)*(year-firstYear)/(2025-firstYear)
}

// schoolFor chooses where somebody of the hamlet goes: the school of their area
// and quarter, seldom another, and one of the town's few above grade 9.
func (t *Town) schoolFor(p *person) *school {
	level := schoolLevel(p)
	home := p.house.hamlet
	near := home.area.schools[level]
	if len(near) > 0 && !t.chance.happens(t.spec.Shape.School.Elsewhere) {
		return near[home.sheetless()%len(near)]
	}
	var all []*school
	for _, s := range t.schools {
		if s.spec.Level == level {
			all = append(all, s)
		}
	}
	return one(t.chance, all)
}

// sheetless numbers the quarter within its area.
func (h *hamlet) sheetless() int {
	for i, other := range h.area.hamlets {
		if other == h {
			return i
		}
	}
	return 0
}

// schoolLevel is the kind of school that somebody needs.
func schoolLevel(p *person) string {
	switch {
	case p.study == profile.InPreschool:
		return "MN"
	case p.study == profile.InGeneral && p.grade <= 5:
		return "TH"
	case p.study == profile.InGeneral && p.grade <= 9:
		return "THCS"
	case p.study == profile.InGeneral && p.continuing:
		return "GDTX"
	case p.study == profile.InGeneral:
		return "THPT"
	case p.study == profile.InHigher:
		return "CDDH"
	}
	return "GDNN"
}
