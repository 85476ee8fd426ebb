package demo

import (
	"fmt"
	"strings"

	"hoctap/internal/register"
	"hoctap/internal/rule"
)

// advance takes the town into the next year: who left is forgotten, people die,
// go, marry, are born and come; then the school year begins.
func (t *Town) advance() {
	t.year++
	for _, a := range t.areas {
		a.clear()
	}
	for _, a := range t.areas {
		t.deaths(a)
		t.departures(a)
	}
	t.marriages()
	for _, a := range t.areas {
		t.births(a, 1)
		t.arrivals(a)
	}
	for _, a := range t.areas {
		t.literacyYear(a)
		t.schoolYear(a, t.year)
	}
	t.whereabouts()
	if t.year == lastYear-1 {
		t.chooseUnseen()
	}
}

// clear drops what belonged to the year before, and empty households.
func (a *area) clear() {
	for _, h := range a.hamlets {
		kept := h.houses[:0]
		for _, house := range h.houses {
			house.leavers = nil
			house.unseen = house.skip
			for _, p := range house.members {
				p.arrived = ""
			}
			if len(house.members) > 0 {
				kept = append(kept, house)
			}
		}
		h.houses = kept
	}
}

// chooseUnseen: in the open round the surveyors will not have been everywhere.
// Their sheets are those of the year before, rolled forward.
func (t *Town) chooseUnseen() {
	shape := t.spec.Shape.OpenRound
	for _, a := range t.areas {
		for _, h := range a.hamlets {
			share := shape.UnseenElsewhere
			if t.chance.happens(shape.LateQuarters) {
				share = shape.UnseenThere
			}
			for _, house := range h.houses {
				house.skip = t.chance.happens(share)
			}
		}
	}
}

// seen gives the households that were visited this year.
func (a *area) seen() []*house {
	var out []*house
	for _, h := range a.hamlets {
		for _, house := range h.houses {
			if !house.unseen && len(house.members) > 0 {
				out = append(out, house)
			}
		}
	}
	return out
}

// part takes somebody off a household and leaves a line on its sheet. They are
// no pupil of this place any more.
func (t *Town) part(p *person, move, detail string) {
	h := p.house
	as := *p
	as.leave()
	as.attending = 0
	h.remove(p, t.year)
	h.leavers = append(h.leavers, leaver{p, as, move, detail})
	p.house = nil
}

func (t *Town) month() string { return fmt.Sprintf("tháng %02d/%d", t.chance.between(1, 8), t.year) }

func (t *Town) deaths(a *area) {
	for _, house := range a.seen() {
		for _, p := range append([]*person(nil), house.members...) {
			share := t.spec.Shape.Years.Deaths.at(p.age(t.year))
			if t.chance.Float64() < share && (len(house.members) == 1 || house.grownUp(p, t.year)) {
				t.part(p, register.MoveDead, upperFirst(t.month()))
			}
		}
	}
}

// departures: the young go alone, some households as a whole.
func (t *Town) departures(a *area) {
	shape := t.spec.Shape.Years
	for _, house := range a.seen() {
		if t.chance.happens(shape.LeavingTogether) {
			detail := "Đến " + t.elsewhere() + ", " + t.month()
			head := house.head
			for _, p := range append([]*person(nil), house.members...) {
				t.part(p, register.MoveOut, detail)
			}
			house.head = head
			continue
		}
		for _, p := range append([]*person(nil), house.members...) {
			age := p.age(t.year)
			if age >= 19 && age <= 34 && p.partner == nil && len(house.members) > 1 && house.grownUp(p, t.year) && t.chance.happens(shape.LeavingAlone) {
				t.part(p, register.MoveOut, "Đến "+t.elsewhere()+", "+t.month())
			}
		}
	}
}

func (t *Town) elsewhere() string {
	list := t.spec.Town.Elsewhere
	for _, e := range list {
		if t.year <= e.Until {
			return one(t.chance, e.Places)
		}
	}
	return one(t.chance, list[len(list)-1].Places)
}

// births: mothers of 19 to 42 with a partner in the same household.
func (t *Town) births(a *area, part percent) {
	b := t.spec.Shape.Years.Births
	for _, house := range a.seen() {
		for _, m := range append([]*person(nil), house.members...) {
			age := m.age(t.year)
			if !m.female || m.partner == nil || m.partner.house != house || age < 19 || age > 42 {
				continue
			}
			children, youngest := 0, 0
			for _, c := range house.members {
				if c.mother == m {
					children, youngest = children+1, max(youngest, c.born)
				}
			}
			share := []percent{b.First, b.Second, b.Third, b.Later}[min(children, 3)]
			if age > 35 {
				share /= 3
			}
			if t.year-youngest >= 2 && t.chance.happens(share*part) {
				t.add(house, m.partner, m, t.chance.happens(0.475), t.year, t.peopleOf(m.partner, m))
			}
		}
	}
}

// marriages within the town: to his parents, or into a household of their own.
func (t *Town) marriages() {
	shape := t.spec.Shape.Years
	brides := make([][]*person, len(t.areas))
	for i, a := range t.areas {
		brides[i] = t.single(a, true, 20, 30)
	}
	for i, a := range t.areas {
		grooms := t.single(a, false, 22, 34)
		n := min(len(grooms), t.chance.some(shape.Marriages, a.aim(t.year)))
		for _, groom := range grooms[:n] {
			from := i
			if t.chance.happens(shape.FromAnotherArea) {
				from = t.chance.IntN(len(t.areas))
			}
			bride := t.match(&brides[from], groom)
			if bride != nil {
				t.wed(groom, bride)
			}
		}
	}
}

// single gives the unmarried of an age in an order of chance.
func (t *Town) single(a *area, female bool, low, high int) []*person {
	var out []*person
	for _, house := range a.seen() {
		for _, p := range house.members {
			age := p.age(t.year)
			if p.female == female && p.partner == nil && age >= low && age <= high && !p.studying() && (p != house.head || len(house.members) == 1) {
				out = append(out, p)
			}
		}
	}
	t.chance.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// match takes the first bride who is no relation and of a fitting age.
func (t *Town) match(brides *[]*person, groom *person) *person {
	for i, b := range *brides {
		years := b.born - groom.born
		if b.house == nil || b.house == groom.house || years < -2 || years > 8 || familyOf(b.family) == familyOf(groom.family) && t.chance.happens(0.6) {
			continue
		}
		*brides = append((*brides)[:i], (*brides)[i+1:]...)
		return b
	}
	return nil
}

func (t *Town) wed(groom, bride *person) {
	groom.partner, bride.partner = bride, groom
	home := groom.house
	if groom != home.head && home.grownUp(groom, t.year) && !t.chance.happens(t.spec.Shape.Years.ToHisParents) {
		home = t.newHouse(groom.house.hamlet)
		t.relocate(groom, home)
	}
	t.relocate(bride, home)
	if home.head == nil {
		home.head = groom
	}
}

// relocate moves somebody to another household of the town. Between communes
// the sheets of both say so, and the person stays who they are.
func (t *Town) relocate(p *person, to *house) {
	old := p.house
	here, there := t.communeOf(old.hamlet), t.communeOf(to.hamlet)
	if here.commune != there.commune {
		when := t.month()
		t.part(p, register.MoveOut, "Đến "+lowerKind(there.name)+", "+when)
		p.arrived = "Từ " + lowerKind(here.name) + ", " + when
	} else {
		old.remove(p, t.year)
	}
	p.house = to
	to.members = append(to.members, p)
	if old.hamlet.area != to.hamlet.area && p.grade < 10 {
		p.school = nil
	}
}

// arrivals fill the area up to the number of residents it should have.
func (t *Town) arrivals(a *area) {
	missing := a.aim(t.year)
	for _, house := range a.seen() {
		missing -= len(house.members)
	}
	for _, h := range a.hamlets {
		for _, house := range h.houses {
			if house.unseen {
				missing -= len(house.members)
			}
		}
	}
	for missing > 0 {
		house := t.newHouse(a.hamlets[t.chance.weighed(a.shares()...)])
		house.temporary = t.chance.happens(0.4)
		t.newcomers(house)
		missing -= len(house.members)
	}
}

func (a *area) shares() []int {
	var out []int
	for _, h := range a.hamlets {
		out = append(out, h.spec.Share)
	}
	return out
}

// newcomers are young couples, families, or one person come to work. Their
// children have gone to school elsewhere so far.
func (t *Town) newcomers(h *house) {
	people := t.ethnicity(h.hamlet)
	switch t.chance.weighed(30, 45, 25) {
	case 0:
		t.couple(h, people, t.chance.between(21, 29))
	case 1:
		t.coupleWithChildren(h, people, t.chance.around(32, 5, 23, 48))
	case 2:
		t.add(h, nil, nil, t.chance.happens(0.45), t.year-t.chance.between(19, 34), people)
	}
	h.head = t.headOf(h)
	from := "Từ " + t.elsewhere() + ", " + t.month()
	for _, p := range h.members {
		p.arrived = from
		if p.born < firstYear-24 {
			continue
		}
		for year := p.born + 1; year < t.year; year++ {
			t.promote(p, year)
		}
	}
}

// whereabouts says who is away for the time being.
func (t *Town) whereabouts() {
	for _, a := range t.areas {
		for _, h := range a.hamlets {
			for _, house := range h.houses {
				for _, p := range house.members {
					p.away = p != house.head && p.bent < t.spec.Shape.Years.Away.at(p.age(t.year))
				}
			}
		}
	}
}

func (t *Town) communeOf(h *hamlet) standing { return h.area.standing(rule.ReferenceDay(t.year)) }

// lowerKind writes "Phường Ba Đình" as it stands inside a sentence.
func lowerKind(name string) string {
	kind, rest, _ := strings.Cut(name, " ")
	return strings.ToLower(kind) + " " + rest
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
