package demo

import (
	"cmp"
	"math"
	"slices"

	"hoctap/internal/profile"
)

// schoolYear is one area in one school year. Shares are met to the person: with
// cohorts of a hundred, chance alone would move a commune across a threshold.
type schoolYear struct {
	town   *Town
	area   *area
	year   int
	rates  rates
	people []*person
}

// fallBehind goes from the youngest up, as each rests on those before.
func (y *schoolYear) fallBehind() {
	y.outAtFive()
	y.lateAtSix()
	y.withoutPreschool()
	y.lateAtEleven()
	y.dropOut()
	y.ungraduated()
	y.notUpper()
}

// of gives the covered people of an age band.
func (y *schoolYear) of(low, high int) []*person {
	var out []*person
	for _, p := range y.people {
		age := p.age(y.year)
		if age >= low && age <= high && p.covered() {
			out = append(out, p)
		}
	}
	return out
}

// short is how many more of a list must lack something to make the share.
func short(list []*person, share percent, lacks func(*person) bool) int {
	n := int(math.Round(float64(share) * float64(len(list))))
	for _, p := range list {
		if lacks(p) {
			n--
		}
	}
	return n
}

// weak is the weight of those who qualify: the quarter's, more for the poor and
// for those already behind. Who was not looked at yet goes on as expected.
func (y *schoolYear) weak(qualifies func(*person) bool) func(*person) float64 {
	return func(p *person) float64 {
		if !qualifies(p) || p.house.unseen {
			return 0
		}
		w := p.house.hamlet.weight()
		if p.house.priority != "" {
			w *= 2
		}
		if p.ethnicity != kinh {
			w *= 1.4
		}
		return w
	}
}

func (y *schoolYear) outAtFive() {
	fives := y.of(5, 5)
	in := func(p *person) bool { return p.studying() }
	n := short(fives, y.rates.Out5, func(p *person) bool { return !in(p) })
	for _, p := range y.town.chance.pick(fives, n, y.weak(in)) {
		p.leave()
	}
}

// lateAtSix: kept another year in kindergarten, or not at school at all.
func (y *schoolYear) lateAtSix() {
	sixes := y.of(6, 6)
	first := func(p *person) bool { return p.grade == 1 }
	n := short(sixes, y.rates.Late6, func(p *person) bool { return !first(p) })
	for _, p := range y.town.chance.pick(sixes, n, y.weak(first)) {
		attended := p.level == profile.Preschool
		p.leave()
		p.complete(profile.NoLevel, 0)
		if attended && y.town.chance.happens(0.65) {
			p.study, p.group, p.repeating = profile.InPreschool, 5, true
		}
	}
}

func (y *schoolYear) withoutPreschool() {
	sixes := y.of(6, 6)
	shown := func(p *person) bool { return p.level >= profile.Preschool && !p.stale }
	n := short(sixes, y.rates.NoPreschool, func(p *person) bool { return !shown(p) })
	for _, p := range y.town.chance.pick(sixes, n, y.weak(shown)) {
		p.stale = true
	}
}

// lateAtEleven: grade 5 again. Nobody of eleven has left: that would take the
// level from the whole commune.
func (y *schoolYear) lateAtEleven() {
	elevens := y.of(11, 11)
	passed := func(p *person) bool { return p.level >= profile.Primary }
	n := short(elevens, y.rates.Late11, func(p *person) bool { return !passed(p) })
	for _, p := range y.town.chance.pick(elevens, n, y.weak(passed)) {
		p.complete(profile.Preschool, p.born+5)
		p.grade, p.repeating, p.stale = 5, true, false
	}
}

// dropOut: the few who leave lower secondary school before its last grade.
func (y *schoolYear) dropOut() {
	list := y.of(12, 14)
	enrolled := func(p *person) bool { return p.study == profile.InGeneral && p.grade >= 7 }
	n := y.town.chance.some(y.rates.Dropout, len(list))
	for _, p := range y.town.chance.pick(list, n, y.weak(enrolled)) {
		p.quit(y.year)
	}
}

// quit leaves school in the grade of the year before; after grades 5 and 9,
// which end in a certificate, that is to have finished.
func (p *person) quit(year int) {
	grade, ended := p.grade-1, !p.repeating && (p.grade == 6 || p.grade == 10)
	if p.repeating {
		grade = p.grade
	}
	p.leave()
	if ended {
		p.finished, p.finishedIn, p.stale = grade, year-1, false
		return
	}
	p.dropped, p.droppedIn = grade, year-1
}

// ungraduated: grade 9 without the diploma, mostly then left.
func (y *schoolYear) ungraduated() {
	list := y.of(15, 18)
	n := short(list, y.rates.Ungraduated, func(p *person) bool { return p.level < profile.LowerSecondary })
	fresh := func(p *person) bool { return p.level == profile.LowerSecondary && p.levelIn == y.year-1 }
	for _, p := range y.town.chance.pick(list, n, y.weak(fresh)) {
		p.leave()
		p.complete(profile.Primary, p.born+10)
		p.stale = false
		if y.town.chance.happens(y.town.spec.Shape.School.Grade9Again) {
			p.study, p.grade, p.repeating = profile.InGeneral, 9, true
			continue
		}
		p.dropped, p.droppedIn = 9, y.year-1
	}
}

// notUpper: finished grade 9 and went to work, or left grade 10 or 11.
func (y *schoolYear) notUpper() {
	list := y.of(15, 18)
	n := short(list, y.rates.NotUpper, func(p *person) bool { return !p.upper() })
	never := y.town.chance.some(y.town.spec.Shape.School.NeverEntered, max(0, n))
	fresh := func(p *person) bool {
		return p.level == profile.LowerSecondary && p.levelIn == y.year-1 && p.upper()
	}
	left := y.town.chance.pick(list, never, y.weak(fresh))
	for _, p := range left {
		p.leave()
		p.stale = false
		p.finished, p.finishedIn = 9, y.year-1
	}
	inside := func(p *person) bool { return p.study == profile.InGeneral && p.grade >= 11 }
	for _, p := range y.town.chance.pick(list, n-len(left), y.weak(inside)) {
		p.quit(y.year)
	}
}

// upper: in upper secondary or a trade, or through with it.
func (p *person) upper() bool {
	switch p.study {
	case profile.InProfessional, profile.InVocational, profile.InHigher:
		return true
	}
	return p.grade >= 10 || p.level >= profile.UpperSecondary || p.vocational > 0
}

// disabledAtSchool keeps those able to learn at school but for a share, who are
// the same from year to year as far as numbers allow.
func (y *schoolYear) disabledAtSchool() {
	shape := y.town.spec.Shape.Disability
	y.disabledOf(5, 5, 0)
	y.disabledOf(6, 10, shape.Out6To10)
	y.disabledOf(11, 14, shape.Out11To14)
	y.disabledOf(15, 18, shape.Out15To18)
}

func (y *schoolYear) disabledOf(low, high int, out percent) {
	var list []*person
	for _, p := range y.people {
		if age := p.age(y.year); p.disabled != 0 && p.able && age >= low && age <= high {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b *person) int {
		if a.studying() != b.studying() {
			return cmp.Compare(rank(a.studying()), rank(b.studying()))
		}
		return cmp.Compare(a.bent, b.bent)
	})
	n := int(float64(out) * float64(len(list)))
	for i, p := range list {
		switch {
		case i < n && p.grade >= 2:
			p.quit(y.year)
		case i < n:
			p.leave()
		case !p.studying():
			p.comeBack(y.year)
		}
	}
}

func rank(in bool) int {
	if in {
		return 1
	}
	return 0
}

// comeBack takes a child with a disability into the grade that was left, an older
// one not too far below its age, or, nearly grown, into a trade.
func (p *person) comeBack(year int) {
	age := p.age(year)
	switch {
	case age <= 5:
		p.study, p.group = profile.InPreschool, age
	case p.level >= profile.LowerSecondary, age >= 16:
		p.begin(profile.InVocational, year)
		p.finished, p.finishedIn, p.dropped, p.droppedIn = 0, 0, 0, 0
	default:
		p.study, p.grade = profile.InGeneral, max(1, p.dropped, p.finished+1, age-10)
		p.finished, p.finishedIn, p.dropped, p.droppedIn = 0, 0, 0, 0
	}
}
