package rule

import (
	"fmt"
	"sort"

	"hoctap/internal/strict"
)

// check holds everything against everything: names that are used and not
// defined, defined and not used, dates with gaps and overlaps, instruments that
// were not in force on the day on which they are cited.
func (b *Book) check(ps *strict.Problems) {
	used := map[string]bool{}
	for _, i := range b.instruments {
		b.checkInstrument(i, ps)
	}
	for _, p := range b.parameters {
		b.checkSource(p.Source, "", ps)
		if !p.has(p.Default) {
			ps.Addf(p.Pos, "parameter %s: the default %q is not among its choices", p.ID, p.Default)
		}
	}
	for _, p := range b.predicates {
		b.checkSource(p.Source, "", ps)
	}
	for _, m := range b.measures {
		b.checkSource(m.Source, "", ps)
	}
	for _, f := range b.facts {
		b.checkFact(f, ps)
	}
	for _, a := range b.authorities {
		b.checkSource(a.Source, "", ps)
		oneOf(ps, a.Pos, "tier", a.Tier, "commune", "district", "province")
	}
	for _, c := range b.conditions {
		b.checkCondition(c, ps)
	}
	for _, s := range b.standards {
		b.checkStandard(s, used, ps)
	}
	b.checkRuleSets(used, ps)
	b.checkUsed(used, ps)
}

func (p *Parameter) has(value string) bool {
	for _, c := range p.Choices {
		if c.Value == value {
			return true
		}
	}
	return false
}

func (b *Book) checkInstrument(i *Instrument, ps *strict.Problems) {
	if !i.Mark.valid() {
		ps.Addf(i.Pos, "instrument %s: mark %q is not confirmed, derived or from-memory", i.ID, i.Mark)
	}
	for _, r := range i.Replaces {
		if b.Instrument(r) == nil {
			ps.Addf(i.Pos, "instrument %s replaces %q, which is not defined", i.ID, r)
		}
	}
	checkDay(ps, i.Pos, "last_checked_on", i.LastCheckedOn)
	from, until := i.InForce.From, i.InForce.Until
	if until.State == "" && from.State == "" && until.On <= from.On {
		ps.Addf(i.Pos, "instrument %s: its time in force is empty", i.ID)
	}
}

// checkDay refuses what is no day of the calendar; "" is for the caller to miss.
func checkDay(ps *strict.Problems, pos strict.Pos, key string, day Date) {
	if day != "" && !isDay(day) {
		ps.Addf(pos, "%s: %q is no day", key, day)
	}
}

// checkSource refuses a citation of a text that does not exist or was not in
// force on the day; on "" asks for existence alone.
func (b *Book) checkSource(s Source, on Date, ps *strict.Problems) {
	i := b.Instrument(s.Instrument)
	if i == nil {
		ps.Addf(s.Pos, "there is no instrument %q", s.Instrument)
		return
	}
	if !s.Mark.valid() {
		ps.Addf(s.Pos, "mark %q is not confirmed, derived or from-memory", s.Mark)
	}
	checkDay(ps, s.Pos, "last_checked_on", s.LastCheckedOn)
	if on != "" && !i.Draft && i.InForce.From.State != Unknown && !i.InForce.Holds(on) {
		ps.Addf(s.Pos, "%s was not in force on %s", i.Number, on)
	}
}

func (b *Book) checkFact(f *Fact, ps *strict.Problems) {
	b.checkSource(f.Source, "", ps)
	oneOf(ps, f.Pos, "scope", f.Scope, "school", "commune")
	oneOf(ps, f.Pos, "unit", f.Unit, "count", "yes_no", "area", "money")
	oneOf(ps, f.Pos, "level", f.Level, "MN", "TH", "THCS", "XMC", "ALL")
	if f.Scope == "school" && (f.Level == "XMC" || f.Level == "ALL") {
		ps.Addf(f.Pos, "fact %s: a school fact names the level of the school", f.ID)
	}
}

func oneOf(ps *strict.Problems, pos strict.Pos, key, got string, allowed ...string) {
	for _, a := range allowed {
		if got == a {
			return
		}
	}
	ps.Addf(pos, "%s is %q; it is one of %v", key, got, allowed)
}

func (b *Book) checkCondition(c *Condition, ps *strict.Problems) {
	for _, check := range c.Checks {
		all := append(append(append([]string{}, check.AllYes...), check.Sum...), check.Over...)
		for _, id := range all {
			if b.Fact(id) == nil {
				ps.Addf(check.Pos, "there is no fact %q", id)
			}
		}
		b.checkUnits(check, ps)
		ratio := len(check.Sum) > 0 && len(check.Over) > 0 && check.AtLeast.raw != ""
		if ratio == (len(check.AllYes) > 0) {
			ps.Addf(check.Pos, "a check is either all_yes, or sum over … at_least …")
		}
	}
}

// checkUnits: a yes cannot be summed, nor a number be a yes; either would
// leave the condition without enough data for ever.
func (b *Book) checkUnits(check Check, ps *strict.Problems) {
	for _, id := range check.AllYes {
		if f := b.Fact(id); f != nil && f.Unit != "yes_no" {
			ps.Addf(check.Pos, "fact %s is a %s, all_yes asks for yes_no", id, f.Unit)
		}
	}
	for _, id := range append(append([]string{}, check.Sum...), check.Over...) {
		if f := b.Fact(id); f != nil && f.Unit == "yes_no" {
			ps.Addf(check.Pos, "fact %s is yes_no and cannot be summed", id)
		}
	}
}

func (b *Book) checkStandard(s *Standard, used map[string]bool, ps *strict.Problems) {
	b.checkSource(s.InForce.Source, "", ps)
	checkDay(ps, s.InForce.Pos, "not_before", s.InForce.NotBefore)
	if s.InForce.From.State == Unknown && s.InForce.NotBefore == "" {
		ps.Addf(s.InForce.Pos, "standard %s: an unknown start needs not_before", s.ID)
	}
	for i, l := range s.Levels {
		want := i + 1
		if s.MaxLevel == 0 {
			want = 0
		}
		if l.Number != want || l.Number > s.MaxLevel {
			ps.Addf(l.Pos, "standard %s: level %d stands where %d is due (the highest is %d)", s.ID, l.Number, want, s.MaxLevel)
		}
		seen := map[string]bool{}
		for j := range l.Criteria {
			c := &s.Levels[i].Criteria[j]
			key := c.Tier + " " + c.ID
			if seen[key] {
				ps.Addf(c.Pos, "criterion %s stands twice in the level", c.ID)
			}
			seen[key] = true
			b.checkCriterion(s, l.Number, c, used, ps)
		}
	}
}

func (b *Book) checkCriterion(s *Standard, level int, c *Criterion, used map[string]bool, ps *strict.Problems) {
	oneOf(ps, c.Pos, "tier", c.Tier, "commune", "district", "province")
	switch c.Kind {
	case Persons:
		oneOf(ps, c.Pos, "operator", string(c.Operator), "at_least", "all")
	case Prerequisite:
		b.checkRequirement(s, level, c, c.Requires, ps)
	case ShareOfPlaces:
		oneOf(ps, c.Pos, "operator", string(c.Operator), "at_least")
		oneOf(ps, c.Pos, "only", c.Only, "", "difficult", "other")
		if c.Having == nil || b.Standard(c.Having.Standard) == nil {
			ps.Addf(c.Pos, "criterion %s: having names no standard", c.ID)
		} else if !b.Standard(c.Having.Standard).has(c.Having.Level) {
			ps.Addf(c.Having.Pos, "%s has no level %d", c.Having.Standard, c.Having.Level)
		}
	case ConditionKind:
		used["condition "+c.Condition] = true
		if b.Condition(c.Condition) == nil {
			ps.Addf(c.Pos, "there is no condition %q", c.Condition)
		}
	default:
		ps.Addf(c.Pos, "kind %q is not persons, prerequisite, condition or share-of-places", c.Kind)
	}
	b.checkValues(s, c, used, ps)
}

func (b *Book) checkRequirement(s *Standard, level int, c *Criterion, r *Requirement, ps *strict.Problems) {
	if r == nil || b.Standard(r.Standard) == nil {
		ps.Addf(c.Pos, "criterion %s: requires names no standard", c.ID)
		return
	}
	if !b.Standard(r.Standard).has(r.Level) {
		ps.Addf(r.Pos, "%s has no level %d", r.Standard, r.Level)
	}
	if r.Standard == s.ID && r.Level >= level {
		ps.Addf(r.Pos, "criterion %s: a level rests on a lower one", c.ID)
	}
	if r.Standard != s.ID && b.restsOn(b.Standard(r.Standard), s.ID, map[string]bool{}) {
		ps.Addf(r.Pos, "criterion %s: %s and %s rest on one another", c.ID, s.ID, r.Standard)
	}
}

// restsOn follows prerequisites from one standard to another: two that rest on
// one another could never be judged.
func (b *Book) restsOn(s *Standard, id string, seen map[string]bool) bool {
	if s == nil || seen[s.ID] {
		return false
	}
	seen[s.ID] = true
	for _, l := range s.Levels {
		for _, c := range l.Criteria {
			if c.Requires == nil || c.Requires.Standard == s.ID {
				continue
			}
			if c.Requires.Standard == id || b.restsOn(b.Standard(c.Requires.Standard), id, seen) {
				return true
			}
		}
	}
	return false
}

// has: a standard without levels has the level 0 alone.
func (s *Standard) has(level int) bool {
	return level >= min(1, s.MaxLevel) && level <= s.MaxLevel
}

// checkValues refuses gaps and overlaps between the values of a criterion, and
// values that cite a text not in force on their first day.
func (b *Book) checkValues(s *Standard, c *Criterion, used map[string]bool, ps *strict.Problems) {
	for i, v := range c.Values {
		if !s.Draft && v.From.State == "" {
			b.checkSource(v.Source, v.From.On, ps)
		} else {
			b.checkSource(v.Source, "", ps)
		}
		if v.Until.State == "" && v.From.State == "" && v.Until.On <= v.From.On {
			ps.Addf(v.Pos, "criterion %s: the period is empty", c.ID)
		}
		if v.From.State == Open {
			ps.Addf(v.Pos, "criterion %s: a value has a first day", c.ID)
		}
		if i > 0 {
			b.checkSeam(c, c.Values[i-1], v, ps)
		}
		if i == len(c.Values)-1 && (v.Source.LastCheckedOn == "" || v.Source.LastCheckedOn < v.From.On) {
			ps.Addf(v.Pos, "criterion %s: the newest value needs a last_checked_on, no earlier than its first day", c.ID)
		}
		if v.Absent {
			continue
		}
		b.checkValue(c, v, used, ps)
	}
}

func (b *Book) checkSeam(c *Criterion, before, v Value, ps *strict.Problems) {
	switch {
	case before.Until.State != "" || before.Until.On > v.From.On:
		ps.Addf(v.Pos, "criterion %s: the value from %s overlaps the one before it", c.ID, v.From.On)
	case before.Until.On < v.From.On:
		ps.Addf(v.Pos, "criterion %s: nothing is said from %s to %s; write a value with absent: true if the law was silent", c.ID, before.Until.On, v.From.On)
	}
}

func (b *Book) checkValue(c *Criterion, v Value, used map[string]bool, ps *strict.Problems) {
	if c.Kind == Persons {
		measures := []string{c.Measure}
		if v.Measure != "" {
			measures[0] = v.Measure
		}
		if v.Difficult != nil && v.Difficult.Measure != "" {
			measures = append(measures, v.Difficult.Measure)
		}
		for _, m := range measures {
			used["measure "+m] = true
			if b.Measure(m) == nil {
				ps.Addf(v.Pos, "criterion %s: there is no measure %q", c.ID, m)
			}
		}
	}
	needs := c.Kind == ShareOfPlaces || c.Kind == Persons && c.Operator == AtLeast
	if needs && v.Threshold.raw == "" {
		ps.Addf(v.Pos, "criterion %s: threshold is missing (unknown where we lack it)", c.ID)
	}
	if c.Kind == ShareOfPlaces {
		oneOf(ps, v.Pos, "places", v.Places, "commune", "district")
	}
}

func (b *Book) checkRuleSets(used map[string]bool, ps *strict.Problems) {
	var enabled []*RuleSet
	for _, s := range b.ruleSets {
		for _, id := range s.Standards {
			used["standard "+id] = true
			std := b.Standard(id)
			if std == nil {
				ps.Addf(s.Pos, "rule set %s: there is no standard %q", s.ID, id)
				continue
			}
			if std.Draft && s.Enabled {
				ps.Addf(s.Pos, "rule set %s: %s is a draft and cannot be switched on", s.ID, id)
			}
		}
		if s.Enabled {
			enabled = append(enabled, s)
		}
	}
	sort.Slice(enabled, func(i, j int) bool { return enabled[i].FromYear < enabled[j].FromYear })
	for i := 1; i < len(enabled); i++ {
		if enabled[i-1].UntilYear != enabled[i].FromYear {
			ps.Addf(enabled[i].Pos, "rule sets %s and %s leave a gap or overlap between years %d and %d",
				enabled[i-1].ID, enabled[i].ID, enabled[i-1].UntilYear, enabled[i].FromYear)
		}
	}
	if len(enabled) == 0 {
		ps.Addf(strict.Pos{File: "rule_sets"}, "no rule set is switched on")
	}
}

// checkUsed: a measure nobody uses is a rule nobody applies. Measures that only
// forms and overviews read say so by their group "report.".
func (b *Book) checkUsed(used map[string]bool, ps *strict.Problems) {
	for _, m := range b.measures {
		if !used["measure "+m.ID] && !m.reported() {
			ps.Addf(m.Pos, "measure %s is used by no criterion", m.ID)
		}
	}
	for _, c := range b.conditions {
		if !used["condition "+c.ID] {
			ps.Addf(c.Pos, "condition %s is used by no criterion", c.ID)
		}
	}
	for _, s := range b.standards {
		if !used["standard "+s.ID] {
			ps.Addf(s.Pos, "standard %s is in no rule set", s.ID)
		}
	}
	if b.compiled.compiler != nil {
		b.checkNamesUsed(ps)
	}
}

func (b *Book) checkNamesUsed(ps *strict.Problems) {
	names := map[string]bool{}
	for _, p := range b.predicates {
		for name := range b.compiled.references(p.When) {
			names[name] = true
		}
	}
	for _, m := range b.measures {
		for _, expr := range []string{m.Of, m.Count} {
			for name := range b.compiled.references(expr) {
				names[name] = true
			}
		}
	}
	for _, p := range b.predicates {
		if !names[p.ID] {
			ps.Addf(p.Pos, "predicate %s is used by nothing", p.ID)
		}
	}
	for _, p := range b.parameters {
		if !names[p.ID] {
			ps.Addf(p.Pos, "parameter %s changes nothing", p.ID)
		}
	}
}

func (m *Measure) reported() bool { return len(m.ID) > 7 && m.ID[:7] == "report." }

// Percent2 gives a share of a hundred with two decimals, half up, from the
// exact fraction; "" where the denominator is zero.
func (r Ratio) Percent2() string {
	if r.D == 0 {
		return ""
	}
	hundredths := (r.N*10000*2 + r.D) / (r.D * 2)
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}
