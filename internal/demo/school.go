package demo

import "hoctap/internal/profile"

// schoolYear takes the people of an area into the school year that begins in
// the year: first everybody goes on as expected, then as many fall behind or
// leave as the files say, rather where schooling is weak.
func (t *Town) schoolYear(a *area, year int) {
	y := &schoolYear{town: t, area: a, year: year, rates: a.spec.in(year)}
	for _, p := range a.people() {
		if p.born > year || p.born < firstYear-24 && !p.studying() {
			continue
		}
		y.people = append(y.people, p)
		p.repeating = false
		t.promote(p, year)
	}
	y.fallBehind()
	y.disabledAtSchool()
	for _, p := range y.people {
		t.seat(p)
	}
}

// promote is what is expected of somebody after a year.
func (t *Town) promote(p *person, year int) {
	if p.disabled != 0 && !t.manages(p, year) {
		return
	}
	switch p.study {
	case profile.NotStudying:
		// Who was not looked at is rolled forward, and nobody enters a school by
		// that.
		if !p.house.unseen {
			t.enter(p, year)
		}
	case profile.InPreschool:
		p.group = p.age(year)
		if p.age(year) >= 6 {
			p.complete(profile.Preschool, year-1)
			p.firstGrade()
		}
	case profile.InGeneral:
		t.climb(p, year)
	default:
		t.course(p, year)
	}
}

func (p *person) firstGrade() { p.study, p.group, p.grade = profile.InGeneral, 0, 1 }

// enter: nursery and kindergarten as parents are inclined, everybody at five,
// and grade 1 for those who came to neither.
func (t *Town) enter(p *person, year int) {
	nursery := t.spec.Shape.Nursery
	age := p.age(year)
	switch {
	case age >= 1 && age <= 5:
		if p.bent < []float64{0, float64(nursery.At1), float64(nursery.At2), float64(nursery.At3), float64(nursery.At4), 1}[age] {
			p.study, p.group = profile.InPreschool, age
		}
	case age >= 6 && age <= 9 && p.dropped == 0:
		p.firstGrade()
	}
}

// climb is a grade up, seldom the same grade again, and a certificate after
// grades 5, 9 and 12.
func (t *Town) climb(p *person, year int) {
	c, shape := t.chance, t.spec.Shape.School
	again := shape.RepeatLater
	if p.grade == 1 {
		again = shape.RepeatFirst
	}
	if p.grade < 9 && c.happens(again) {
		p.repeating = true
		return
	}
	switch p.grade {
	case 5:
		p.graduate(profile.Primary, year-1, c.happens(shape.Stale))
		p.grade = 6
	case 9:
		p.graduate(profile.LowerSecondary, year-1, c.happens(shape.Stale))
		t.afterNine(p, year)
	case 12:
		p.graduate(profile.UpperSecondary, year-1, false)
		t.afterTwelve(p, year)
	default:
		p.grade++
	}
}

func (p *person) graduate(level, in int, stale bool) {
	p.complete(level, in)
	p.stale = stale
}

func (t *Town) afterNine(p *person, year int) {
	c, shape := t.chance, t.spec.Shape.School
	p.grade, p.continuing = 0, false
	switch {
	case c.happens(shape.ProfessionalAfter9):
		p.begin(profile.InProfessional, year)
	case c.happens(shape.TradeAfter9):
		p.begin(profile.InVocational, year)
	default:
		p.study, p.grade, p.continuing = profile.InGeneral, 10, c.happens(shape.Continuing)
	}
}

func (t *Town) afterTwelve(p *person, year int) {
	c, shape := t.chance, t.spec.Shape.School
	p.leave()
	switch {
	case c.happens(shape.HigherAfter12):
		p.begin(profile.InHigher, year)
	case c.happens(shape.TradeAfter12):
		p.begin(profile.InVocational, year)
	}
}

func (p *person) begin(study profile.Study, year int) {
	p.leave()
	p.study, p.since, p.stale = study, year, false
}

// leave ends schooling without a word about how.
func (p *person) leave() {
	p.study, p.grade, p.group, p.continuing, p.repeating, p.school = profile.NotStudying, 0, 0, false, false, nil
}

// course goes on until its years are over.
func (t *Town) course(p *person, year int) {
	length, earned := 2, profile.Professional
	switch {
	case p.study == profile.InProfessional:
		length = 3
	case p.study == profile.InHigher && p.bent < 0.35:
		length, earned = 3, profile.College
	case p.study == profile.InHigher:
		length, earned = 4, profile.University
	}
	if year-p.since < length {
		return
	}
	p.leave()
	p.vocational, p.vocationalIn = earned, year
}

// manages: of those with a disability, who is able to learn goes on, though more
// slowly, and the others do not go to school.
func (t *Town) manages(p *person, year int) bool {
	switch {
	case !p.able:
		return false
	case p.study != profile.InGeneral || p.grade >= 10:
		return true
	case p.age(year) > 18:
		p.quit(year)
		return false
	case p.grade < 9 && t.chance.happens(t.spec.Shape.School.RepeatDisabled):
		p.repeating = true
		return false
	}
	return true
}

// seat gives a pupil a school and a class where the old ones no longer fit.
func (t *Town) seat(p *person) {
	if !p.studying() {
		return
	}
	shape := t.spec.Shape.School
	if p.school == nil || p.school.spec.Level != schoolLevel(p) {
		p.school = t.schoolFor(p)
		p.class = t.chance.IntN(4)
	}
	p.allDay = (p.study == profile.InPreschool || p.study == profile.InGeneral && p.grade <= 5) && t.chance.happens(shape.TaughtAllDay)
}
