package demo

import "strings"

// name draws a name of the person's generation. Children bear the family name
// of the father, or of the mother where there is none.
func (t *Town) name(p *person) {
	c := t.chance
	family := c.word(t.families(p.ethnicity))
	for _, parent := range []*person{p.mother, p.father} {
		if parent != nil && parent.family != "" {
			family = familyOf(parent.family)
		}
	}
	list := t.generation(p.born, p.female)
	p.family = family + " " + c.word(list.Middle)
	p.given = c.word(list.Given)
	for strings.HasSuffix(p.family, " "+p.given) || t.brother(p) {
		p.given = c.word(list.Given)
	}
}

// brother reports whether somebody of the household is called the same.
func (t *Town) brother(p *person) bool {
	for _, m := range p.house.members {
		if m != p && m.given == p.given && m.born-p.born < 30 && p.born-m.born < 30 {
			return true
		}
	}
	return false
}

func (t *Town) families(people string) words {
	w, ok := t.spec.Names.Families[people]
	if !ok {
		return t.spec.Names.Families[kinh]
	}
	return w
}

func (t *Town) generation(born int, female bool) nameWords {
	list := t.spec.Names.Generations
	at := len(list) - 1
	for i := range list {
		if born <= list[i].Until {
			at = i
			break
		}
	}
	if female {
		return list[at].Women
	}
	return list[at].Men
}

// familyOf is the family name without the middle names.
func familyOf(name string) string {
	family, _, _ := strings.Cut(name, " ")
	return family
}
