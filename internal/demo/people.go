package demo

import (
	"fmt"

	"hoctap/internal/profile"
	"hoctap/internal/register"
)

// person is somebody of the town, alive or dead. Fields hold what is true; what
// the sheet says of it, and where it lags behind, is worked out for each round.
type person struct {
	id                      register.ID
	house                   *house
	family, given           string
	day, month, born        int
	female                  bool
	ethnicity               string
	father, mother, partner *person
	number                  string
	// bent is drawn once and says how the person leans where shares are asked
	// for: who goes to nursery at two still goes at three.
	bent float64
	away bool

	schooling
	literacy
	disability

	arrived string // where the person came from this year
}

// schooling is how far somebody got and where they are.
type schooling struct {
	study      profile.Study
	group      int // of preschool
	grade      int
	since      int // year in which a course after school began
	repeating  bool
	allDay     bool
	continuing bool
	school     *school
	class      int

	level        int // completed, profile.NoLevel …
	levelIn      int // school year, by the year it began
	stale        bool
	vocational   int
	vocationalIn int
	finished     int
	finishedIn   int
	dropped      int
	droppedIn    int
}

type literacy struct {
	illiterate bool
	attending  int
	completed  int
	relapse    int
}

type disability struct {
	disabled    int
	certificate bool
	able        bool
}

// house is a household under one sheet number.
type house struct {
	id        register.ID
	hamlet    *hamlet
	sheet     string
	address   string
	head      *person
	members   []*person
	leavers   []leaver
	temporary bool
	priority  string
	religion  string
	noKinh    bool // leaves the ethnic group empty
	phone     string
	skip      bool               // will not be looked at in the open round
	unseen    bool               // is not looked at yet
	former    []*register.Record // of a household to be skipped: its last sheet
}

// leaver is somebody who left the household this year: the sheet keeps them
// until the next round.
type leaver struct {
	who    *person
	as     person // as they were
	move   string
	detail string
}

func (p *person) age(year int) int { return year - p.born }

// covered: whom the law asks about. Those with a disability are judged apart.
func (p *person) covered() bool { return p.disabled == 0 }

func (p *person) studying() bool { return p.study != profile.NotStudying }

// relation of a member to the head, in the words of the sheet.
func relation(p, head *person) string {
	switch {
	case p == head:
		return register.RelationHead
	case p.partner == head && p.female:
		return "Vợ"
	case p.partner == head:
		return "Chồng"
	case childOf(p, head), p.partner != nil && childOf(p.partner, head):
		return "Con"
	case childOf(head, p), head.partner != nil && childOf(head.partner, p):
		return "Bố/Mẹ"
	case siblings(p, head) && p.born < head.born:
		return "Anh/Chị"
	case siblings(p, head):
		return "Em"
	case grandchild(p, head):
		return "Cháu"
	}
	return "Khác"
}

func childOf(p, parent *person) bool {
	return p.father == parent || p.mother == parent || parent.partner != nil && (p.father == parent.partner || p.mother == parent.partner)
}

func siblings(a, b *person) bool {
	return a.father != nil && a.father == b.father || a.mother != nil && a.mother == b.mother
}

// grandchild takes children of brothers and sisters in too, as the sheet does.
func grandchild(p, head *person) bool {
	for _, parent := range []*person{p.father, p.mother} {
		if parent != nil && (childOf(parent, head) || siblings(parent, head) || parent.partner != nil && childOf(parent.partner, head)) {
			return true
		}
	}
	return false
}

// guardian is the name of a parent, or of the head, for those under age.
func (p *person) guardian(year int) string {
	if p.age(year) >= 18 {
		return ""
	}
	for _, parent := range []*person{p.father, p.mother} {
		if parent != nil && parent.given != "" {
			return parent.family + " " + parent.given
		}
	}
	if p.house != nil && p.house.head != p {
		return p.house.head.family + " " + p.house.head.given
	}
	return ""
}

// remove takes a member out of the household and names a new head if need be.
func (h *house) remove(p *person, year int) {
	for i, m := range h.members {
		if m == p {
			h.members = append(h.members[:i], h.members[i+1:]...)
			break
		}
	}
	if h.head == p && len(h.members) > 0 {
		h.head = h.successor(p, year)
	}
}

// successor: the widowed partner, else the eldest of working age, else the
// eldest.
func (h *house) successor(p *person, year int) *person {
	var best *person
	for _, m := range h.members {
		if m == p.partner {
			return m
		}
		grown := m.age(year) >= 18 && m.age(year) <= 60
		switch {
		case best == nil:
			best = m
		case grown != (best.age(year) >= 18 && best.age(year) <= 60):
			if grown {
				best = m
			}
		case m.born < best.born:
			best = m
		}
	}
	return best
}

// grownUp reports whether somebody would be left to care for the others.
func (h *house) grownUp(without *person, year int) bool {
	for _, m := range h.members {
		if m != without && m.age(year) >= 18 {
			return true
		}
	}
	return false
}

// numbering gives personal numbers of the right form that nobody bears: the
// seventh and eighth digits are 00, and each group of year and sex counts up.
type numbering struct {
	taken map[string]int
	phone int
}

func (n *numbering) personal(p *person, province string) string {
	sex := 0
	if p.female {
		sex = 1
	}
	if p.born >= 2000 {
		sex += 2
	}
	group := fmt.Sprintf("%s%d%02d", province, sex, p.born%100)
	serial := n.taken[group]
	n.taken[group]++
	// 7919 has no factor in common with 10,000: all numbers come up once.
	return fmt.Sprintf("%s00%04d", group, (serial*7919+p.born)%10000)
}

// telephone counts through the range of the sample workbook.
func (n *numbering) telephone() string {
	n.phone++
	return fmt.Sprintf("0900%06d", n.phone)
}
