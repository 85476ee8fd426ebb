package survey

import (
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// way is how a row found the person it is about.
type way int

const (
	nobody       way = iota
	byNumber         // the personal number
	byTraits         // sheet number, name and date of birth
	byCorrection     // the same sheet, and name or date of birth was mended
	byMove           // name and whole date of birth, under another sheet number
)

// entry is a sound row on its way to a person.
type entry struct {
	traits
	draft  *Draft
	found  *known
	how    way
	former bool // found in the former round only
	maybe  []*known
}

// matcher finds out who is who. It goes from the certain to the likely, all
// rows through one stage before any enters the next, so that a guess for one
// row never takes a person of whom another row is sure.
type matcher struct {
	entries         []*entry
	current, former *roster
	sexKnown        bool
}

// match pairs the sound drafts with the people of the round and of the former
// one. What stays open gets its candidates and stands as a person of its own.
func match(drafts []*Draft, current, former *roster, sexKnown bool) *matcher {
	m := &matcher{current: current, former: former, sexKnown: sexKnown}
	var rest []*Draft
	for _, d := range drafts {
		if d.Sound() {
			m.entries = append(m.entries, &entry{traits: traitsOf(&d.Record), draft: d})
		} else {
			rest = append(rest, d)
		}
	}
	m.byNumber(current)
	m.byTraits(current)
	m.byNumber(former)
	m.byTraits(former)
	for _, o := range []*roster{current, former} {
		m.byCorrection(o)
	}
	for _, o := range []*roster{current, former} {
		m.byMove(o)
	}
	m.leaveOpen()
	for _, d := range rest {
		m.name(d)
	}
	return m
}

func (m *matcher) pair(e *entry, k *known, how way, o *roster) {
	e.found, e.how, e.former = k, how, o == m.former
	k.taken = true
}

func (m *matcher) byNumber(o *roster) {
	for _, e := range m.entries {
		if e.found != nil || e.draft.Record.PersonalNumber == "" {
			continue
		}
		k := o.byNumber[e.draft.Record.PersonalNumber]
		if k != nil && !k.taken {
			m.pair(e, k, byNumber, o)
		}
	}
}

// byTraits pairs rows and people who share sheet, name and birth. Where several
// do (a person who stands in the workbook twice, twins of one name), those who
// are alike in everything are paired first.
func (m *matcher) byTraits(o *roster) {
	for _, alike := range []bool{true, false} {
		for _, e := range m.entries {
			if e.found != nil {
				continue
			}
			for _, k := range o.byTraits[e.traits] {
				if !k.taken && (!alike || sameSheet(k.record, &e.draft.Record)) {
					m.pair(e, k, byTraits, o)
					break
				}
			}
		}
	}
}

// byCorrection pairs what is left over inside one sheet number, where name or
// date of birth was mended and nobody else comes into question on either side.
func (m *matcher) byCorrection(o *roster) {
	rows := m.unfound(func(e *entry) string { return e.sheet })
	for sheet, entries := range rows {
		for e, k := range m.corrections(entries, untaken(o.bySheet[sheet])) {
			m.pair(e, k, byCorrection, o)
		}
	}
}

func (m *matcher) corrections(entries []*entry, left []*known) map[*entry]*known {
	rivals := map[*known]int{}
	found := map[*entry]*known{}
	for _, e := range entries {
		fits := 0
		for _, k := range left {
			if m.mended(e, k) {
				rivals[k]++
				fits++
				found[e] = k
			}
		}
		if fits > 1 {
			delete(found, e)
		}
	}
	for e, k := range found {
		if rivals[k] > 1 {
			delete(found, e)
		}
	}
	return found
}

func (m *matcher) unfound(key func(*entry) string) map[string][]*entry {
	out := map[string][]*entry{}
	for _, e := range m.entries {
		if e.found == nil {
			out[key(e)] = append(out[key(e)], e)
		}
	}
	return out
}

// mended says that row and person differ as a correction makes them differ: one
// of name and birth holds, and of a name that does not, a part does.
func (m *matcher) mended(e *entry, k *known) bool {
	if m.contradict(e, k) {
		return false
	}
	if e.name == k.name {
		return true
	}
	a, b := &e.draft.Record, k.record
	return e.whole && e.birth == k.birth &&
		(viet.Fold(a.GivenName) == viet.Fold(b.GivenName) || viet.Fold(a.FamilyName) == viet.Fold(b.FamilyName))
}

// contradict says that two cannot be one person: other sex, other number.
func (m *matcher) contradict(e *entry, k *known) bool {
	a, b := &e.draft.Record, k.record
	return m.sexKnown && a.Female != b.Female ||
		a.PersonalNumber != "" && b.PersonalNumber != "" && a.PersonalNumber != b.PersonalNumber
}

// byMove pairs those who share name and whole date of birth with nobody else,
// under another sheet number: a household that moved within the commune, or
// whose number changed.
func (m *matcher) byMove(o *roster) {
	rows := map[nameBirth][]*entry{}
	for _, e := range m.entries {
		if e.found == nil && e.whole {
			rows[nameBirth{e.name, e.birth}] = append(rows[nameBirth{e.name, e.birth}], e)
		}
	}
	for key, entries := range rows {
		left := untaken(o.byName[key])
		if len(entries) == 1 && len(left) == 1 && !m.contradict(entries[0], left[0]) {
			m.pair(entries[0], left[0], byMove, o)
		}
	}
}

// mostCandidates is as many as a person can look through.
const mostCandidates = 5

// leaveOpen notes who else a new person may be. Those are asked about, and so
// not told as missing besides.
func (m *matcher) leaveOpen() {
	for _, e := range m.entries {
		if e.found != nil {
			continue
		}
		for _, o := range []*roster{m.current, m.former} {
			for _, k := range untaken(o.byName[nameBirth{e.name, e.birth}]) {
				if !m.contradict(e, k) && len(e.maybe) < mostCandidates {
					e.maybe = append(e.maybe, k)
					k.named = true
				}
			}
		}
	}
}

// name marks the people whom a row with errors seems to be about, so that they
// are not listed as missing for a mistake in another cell.
func (m *matcher) name(d *Draft) {
	t := traitsOf(&d.Record)
	for _, o := range []*roster{m.current, m.former} {
		if k := o.byNumber[d.Record.PersonalNumber]; k != nil {
			k.named = true
			return
		}
		for _, k := range o.bySheet[t.sheet] {
			if !k.taken && (k.name == t.name || t.whole && k.birth == t.birth || d.wrong&nameColumns != 0) {
				k.named = true
				return
			}
		}
		for _, k := range untaken(o.byName[nameBirth{t.name, t.birth}]) {
			k.named = true
			return
		}
	}
}

// sameSheet says that two records hold the same, whatever their ids.
func sameSheet(a, b *register.Record) bool {
	for i := range register.Fields {
		f := &register.Fields[i]
		if !sameValue(f, a, b) {
			return false
		}
	}
	return true
}

// sameValue compares a field as a workbook can tell it: text comes back from a
// cell in composed form and with single spaces.
func sameValue(f *register.Field, a, b *register.Record) bool {
	switch p := f.At(a).(type) {
	case *string:
		q := f.At(b).(*string)
		return *p == *q || viet.Clean(*p) == viet.Clean(*q)
	case *int:
		return *p == *f.At(b).(*int)
	case *bool:
		return *p == *f.At(b).(*bool)
	}
	return false
}
