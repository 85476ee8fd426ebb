package demo

import (
	"fmt"
	"time"

	"hoctap/internal/profile"
)

// settle sets people down household by household some years before 2019, lets
// children be born until then, and takes the young through the school years
// they have behind them, so that their past is made by the rules of their
// future.
func (t *Town) settle() {
	const before, firstSchoolYear = 4, firstYear - 21
	t.year = firstYear - before
	for _, a := range t.areas {
		shares := 0
		for _, h := range a.hamlets {
			shares += h.spec.Share
		}
		for _, h := range a.hamlets {
			t.populate(h, a.aim(firstYear)*h.spec.Share/shares*94/100)
		}
	}
	t.grow(before)
	for year := firstSchoolYear; year <= firstYear; year++ {
		for _, a := range t.areas {
			t.schoolYear(a, year)
		}
	}
	for _, a := range t.areas {
		t.unlettered(a)
	}
	t.whereabouts()
}

// grow lets children be born until 2019. The households as set down have had
// their first ones, so that fewer come in the first years than later.
func (t *Town) grow(years int) {
	for i := range years {
		t.year++
		for _, a := range t.areas {
			t.births(a, min(1, percent(i+2)/percent(years)))
		}
	}
}

func (t *Town) populate(h *hamlet, residents int) {
	for residents > 0 {
		house := t.newHouse(h)
		t.fill(house)
		residents -= len(house.members)
	}
}

// newHouse takes a sheet number and an address, still without members.
func (t *Town) newHouse(h *hamlet) *house {
	c, shape := t.chance, t.spec.Shape.Households
	house := &house{
		id: t.id(), hamlet: h, sheet: h.sheetNumber(), address: t.address(h),
		temporary: c.happens(shape.Temporary), noKinh: c.happens(shape.KinhLeftEmpty),
	}
	if c.happens(h.spec.Catholic) {
		house.religion = "Công giáo"
	}
	poorer := percent(max(1, h.weight()/2))
	switch {
	case c.happens(shape.Poor * poorer):
		house.priority = "Hộ nghèo"
	case c.happens(shape.NearPoor * poorer):
		house.priority = "Hộ cận nghèo"
	}
	if c.happens(shape.Phone) {
		house.phone = t.numbers.telephone()
	}
	h.houses = append(h.houses, house)
	return house
}

func (t *Town) address(h *hamlet) string {
	street := one(t.chance, h.area.spec.Streets)
	if h.area.spec.Rural {
		return fmt.Sprintf("Số nhà %d, %s", t.chance.between(1, 90), lowerFirst(street))
	}
	return fmt.Sprintf("Số nhà %d, đường %s", t.chance.between(1, 320), street)
}

func lowerFirst(s string) string {
	if len(s) > 0 && s[0] >= 'A' && s[0] <= 'Z' {
		return string(s[0]+'a'-'A') + s[1:]
	}
	return s
}

// fill draws the kind of a household and its members.
func (t *Town) fill(h *house) {
	c, s := t.chance, t.spec.Shape.Households
	people := t.ethnicity(h.hamlet)
	switch c.weighed(s.CoupleWithChildren, s.ThreeGenerations, s.YoungCouple, s.ElderlyCouple, s.OneParent, s.ElderlyAlone, s.YoungAlone, s.GrandparentsWithChildren) {
	case 0:
		t.coupleWithChildren(h, people, t.motherAge(23, 56))
	case 1:
		t.threeGenerations(h, people)
	case 2:
		t.couple(h, people, c.between(22, 29))
	case 3:
		t.couple(h, people, c.between(55, 78))
	case 4:
		t.oneParent(h, people)
	case 5:
		t.add(h, nil, nil, c.happens(0.75), t.year-c.between(60, 88), people)
	case 6:
		t.add(h, nil, nil, c.happens(0.45), t.year-c.between(20, 32), people)
	case 7:
		t.grandparents(h, people)
	}
	h.head = t.headOf(h)
}

// motherAge is even over the years, so that no year of birth stands out.
func (t *Town) motherAge(low, high int) int { return t.chance.between(low, high) }

// headOf is the first man of a household, else its first member; the old keep
// the place to their seventies.
func (t *Town) headOf(h *house) *person {
	for _, m := range h.members {
		age := m.age(t.year)
		if !m.female && age >= 20 && age <= 76 && (age < 62 || t.chance.happens(0.6)) {
			return m
		}
	}
	best := h.members[0]
	for _, m := range h.members {
		if m.age(t.year) >= 20 && m.age(t.year) < best.age(t.year) && best.age(t.year) > 76 {
			best = m
		}
	}
	return best
}

func (t *Town) couple(h *house, people string, wifeAge int) (husband, wife *person) {
	husband = t.add(h, nil, nil, false, t.year-wifeAge-t.chance.around(2.8, 2.6, -3, 11), people)
	wife = t.add(h, nil, nil, true, t.year-wifeAge, t.wifeOf(people))
	husband.partner, wife.partner = wife, husband
	return husband, wife
}

// wifeOf: most marry among their own people.
func (t *Town) wifeOf(people string) string {
	if people != kinh && t.chance.happens(0.25) {
		return kinh
	}
	return people
}

func (t *Town) coupleWithChildren(h *house, people string, wifeAge int) {
	husband, wife := t.couple(h, people, wifeAge)
	t.children(h, husband, wife)
}

func (t *Town) threeGenerations(h *house, people string) {
	husband, wife := t.couple(h, people, t.motherAge(22, 44))
	motherBorn := husband.born - t.chance.around(25, 4, 18, 38)
	mother := t.elder(h, true, motherBorn, people)
	husband.mother = mother
	if t.chance.happens(0.62) {
		father := t.elder(h, false, motherBorn-t.chance.around(3, 3, -2, 12), people)
		father.partner, mother.partner = mother, father
		husband.father = father
		husband.family = familyOf(father.family) + husband.family[len(familyOf(husband.family)):]
	}
	t.children(h, husband, wife)
	if t.chance.happens(0.12) {
		t.add(h, husband.father, mother, t.chance.happens(0.5), husband.born+t.chance.between(2, 9), people)
	}
}

// elder adds a grandparent, who stands before the others on the sheet.
func (t *Town) elder(h *house, female bool, born int, people string) *person {
	p := t.add(h, nil, nil, female, born, people)
	last := len(h.members) - 1
	h.members = append([]*person{p}, h.members[:last]...)
	return p
}

func (t *Town) oneParent(h *house, people string) {
	age := t.motherAge(28, 58)
	if t.chance.happens(0.8) {
		t.children(h, nil, t.add(h, nil, nil, true, t.year-age, people))
		return
	}
	father := t.add(h, nil, nil, false, t.year-age-2, people)
	t.children(h, father, &person{female: true, born: father.born + 2})
}

// grandparents bring up the children of a daughter or son who works far away
// and is registered there.
func (t *Town) grandparents(h *house, people string) {
	husband, wife := t.couple(h, people, t.chance.between(48, 66))
	son := &person{father: husband, mother: wife, family: husband.family, born: husband.born + 24}
	for range t.chance.between(1, 2) {
		t.add(h, son, nil, t.chance.happens(0.48), t.year-t.chance.between(1, 13), people)
	}
}

// children draws how many a mother has and when they were born. The grown ones
// have mostly left.
func (t *Town) children(h *house, father, mother *person) {
	c := t.chance
	count := 1 + c.weighed(t.spec.Shape.Households.Children...)
	born := mother.born + c.around(24.6, 3.4, 18, 38)
	for range count {
		age := t.year - born
		if age < 0 || born-mother.born > 44 {
			return
		}
		gone := age > 32 && c.happens(0.85) || age > 24 && c.happens(0.6) || age > 20 && c.happens(0.15)
		if !gone {
			t.add(h, father, mother, c.happens(0.475), born, t.peopleOf(father, mother))
		}
		born += c.around(4.2, 2.1, 1, 12)
	}
}

func (t *Town) peopleOf(father, mother *person) string {
	if father != nil && father.ethnicity != "" {
		return father.ethnicity
	}
	return mother.ethnicity
}

const kinh = "Kinh"

func (t *Town) ethnicity(h *hamlet) string {
	draw := percent(t.chance.Float64())
	for _, group := range []struct {
		name  string
		share percent
	}{{"Mường", h.spec.Muong + 0.008}, {"Thái", h.spec.Thai + 0.003}, {"Thổ", h.spec.Tho + 0.002}} {
		if draw < group.share {
			return group.name
		}
		draw -= group.share
	}
	return kinh
}

// add makes a person of the household. Schooling of those too old for the
// simulated school years is drawn at once.
func (t *Town) add(h *house, father, mother *person, female bool, born int, people string) *person {
	p := &person{
		id: t.id(), house: h, born: born, female: female, ethnicity: people,
		father: father, mother: mother, bent: t.chance.Float64(),
	}
	t.birthday(p)
	t.name(p)
	t.disable(p)
	t.number(p)
	if born < firstYear-24 {
		t.adultSchooling(p)
	}
	h.members = append(h.members, p)
	return p
}

// birthday: whoever is born this year was there when the sheets were written.
func (t *Town) birthday(p *person) {
	last := 12
	if p.born == t.year {
		last = 8
	}
	p.month = t.chance.between(1, last)
	p.day = t.chance.between(1, time.Date(p.born, time.Month(p.month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

// number gives most people a personal number; a few old ones know no day of
// birth.
func (t *Town) number(p *person) {
	c := t.chance
	age := p.age(t.year)
	known := percent(0.97)
	if age < 14 {
		known = 0.7
	}
	if c.happens(known) {
		province := "038"
		if c.happens(0.06) {
			province = one(c, []string{"037", "040", "001", "036", "035", "042"})
		}
		p.number = t.numbers.personal(p, province)
	}
	if age > 62 && c.happens(0.2) {
		p.day, p.month = 0, 0
	}
}

// adultSchooling draws how far somebody got who went to school long ago.
func (t *Town) adultSchooling(p *person) {
	shape := t.adultShape(p.born)
	c := t.chance
	switch c.weighed(shape.Primary, shape.LowerSecondary, shape.UpperSecondary) {
	case 0:
		p.complete(profile.Primary, p.born+10)
		if c.happens(0.4) {
			p.dropped = c.between(6, 8)
			p.droppedIn = p.born + 5 + p.dropped
		}
	case 1:
		p.complete(profile.LowerSecondary, p.born+14)
		switch {
		case c.happens(0.3):
			p.finished, p.finishedIn = 9, p.born+14
		case c.happens(0.12):
			p.dropped = c.between(10, 12)
			p.droppedIn = p.born + 5 + p.dropped
		}
	case 2:
		p.complete(profile.UpperSecondary, p.born+17)
		if c.happens(shape.Qualified) {
			p.vocational = 1 + c.weighed(30, 26, 40, 4)
			p.vocationalIn = p.born + 18 + []int{0, 2, 3, 4, 8}[p.vocational]
		}
		if p.vocationalIn > firstYear {
			p.vocational, p.vocationalIn = profile.University, p.born+22
		}
	}
}

func (t *Town) adultShape(born int) adultShape {
	list := t.spec.Shape.Adults
	for _, s := range list {
		if born <= s.Until {
			return s
		}
	}
	return list[len(list)-1]
}

func (p *person) complete(level, in int) { p.level, p.levelIn = level, in }

// disable draws a disability; a child's is there from the start.
func (t *Town) disable(p *person) {
	c, shape := t.chance, t.spec.Shape.Disability
	share := shape.Children
	if p.age(t.year) > 18 {
		share = shape.Adults
	}
	if !c.happens(share) {
		return
	}
	p.disabled = 1 << c.weighed(26, 14, 9, 15, 20, 6, 6, 8)
	if c.happens(0.12) {
		p.disabled |= 1 << c.weighed(10, 20, 10, 10, 30, 20, 0, 5)
	}
	p.certificate = c.happens(shape.Certificate)
	p.able = c.happens(shape.Able)
}
