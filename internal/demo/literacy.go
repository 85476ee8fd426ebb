package demo

import "hoctap/internal/profile"

// unlettered chooses who among the grown of 2019 cannot read: rather the older,
// rather women, and rather those for whom school was taught in another language
// than their own.
func (t *Town) unlettered(a *area) {
	for _, h := range a.hamlets {
		var grown, all []*person
		for _, house := range h.houses {
			for _, p := range house.members {
				age := p.age(firstYear)
				if age >= 15 && age <= 60 {
					all = append(all, p)
				}
				if p.born < firstYear-24 && age <= 60 {
					grown = append(grown, p)
				}
			}
		}
		for _, p := range t.chance.pick(grown, t.chance.some(h.spec.Illiterate, len(all)), unletteredWeight) {
			t.unschool(p)
		}
	}
}

func unletteredWeight(p *person) float64 {
	age := p.age(firstYear)
	w := 1.0
	switch {
	case age < 30:
		w = 0.03
	case age < 40:
		w = 0.1
	case age < 48:
		w = 0.4
	}
	if p.female {
		w *= 1.5
	}
	if p.ethnicity != kinh {
		w *= 4
	}
	if p.disabled != 0 {
		w *= 6
	}
	return w
}

// unschool rewrites the past of somebody: never at school, left in one of the
// first grades, or schooled and relapsed.
func (t *Town) unschool(p *person) {
	c := t.chance
	begun := p.born + 6
	past := schooling{}
	p.illiterate = true
	switch c.weighed(30, 34, 18, 9, 9) {
	case 1:
		past.dropped = c.between(1, 3)
		past.droppedIn = begun + past.dropped - 1
	case 2:
		past.dropped = c.between(4, 5)
		past.droppedIn = begun + past.dropped - 1
	case 3:
		past.finished = c.between(3, 4)
		past.finishedIn = begun + past.finished - 1
	case 4:
		past.level, past.levelIn = profile.Primary, p.born+10
		p.relapse = 1 + c.IntN(2)
	}
	p.schooling = past
	if p.relapse == 0 && c.happens(0.12) {
		p.completed = c.between(max(1, p.learnt()), 4)
	}
}

// learnt is the grade behind somebody, from school or from a literacy class.
func (p *person) learnt() int { return max(p.finished, p.dropped-1, p.completed, 0) }

// literacyYear: the classes of last year end, those of this year begin.
func (t *Town) literacyYear(a *area) {
	shape := t.spec.Shape.Literacy
	for _, p := range a.people() {
		if !p.illiterate || p.house.unseen {
			continue
		}
		if p.attending > 0 {
			t.examine(p, shape)
		}
		age := p.age(t.year)
		if p.illiterate && age <= 58 && t.chance.happens(shape.InClass) {
			p.attending = min(5, max(1, p.learnt()+1))
		}
	}
}

// examine: who passed class 5 can read for good, also after a relapse.
func (t *Town) examine(p *person, shape literacyShape) {
	if t.chance.happens(shape.Passes) {
		p.completed = max(p.completed, p.attending)
	}
	p.attending = 0
	if p.completed == 5 {
		p.relapse, p.illiterate = 0, false
	}
}
