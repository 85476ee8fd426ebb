package form

import (
	"strconv"

	"hoctap/internal/rule"
	"hoctap/internal/verdict"
)

// figure is what was entered or judged of a place. A hamlet has neither.
func (g *grid) figure(l *line, at spot) Cell {
	at = at.below(l.spot)
	if at.hamlet != nil || g.world.scope == OfHamlet {
		return Cell{Kind: CrossedCell}
	}
	d := l.def
	switch {
	case d.Fact != "":
		at.year += d.Year
		return g.fact(g.lib.book.Fact(d.Fact), at)
	case at.school >= 0:
		return Cell{Kind: CrossedCell}
	case d.Schools != "":
		return g.schoolCount(d.Schools, at)
	case d.Units != nil:
		return g.attaining(d.Units, at)
	case d.Verdict != "":
		return g.level(d.Verdict, g.judgement(at))
	}
	return g.conditions(d.Condition, g.judgement(at))
}

// fact is an entered figure of a school, or of a commune, or the sum of those of
// all schools of its level. One that was not entered is missing, never zero.
func (g *grid) fact(f *rule.Fact, at spot) Cell {
	if at.school >= 0 {
		return g.schoolFact(f, g.world.schools[at.school], at.year)
	}
	out := Cell{Kind: CrossedCell}
	for i := range g.world.units {
		if at.unit >= 0 && at.unit != i {
			continue
		}
		if f.Apart && g.joined(f, i, at.year) {
			return Cell{Kind: BlankCell, Why: &Reason{Key: "form.not_added", Args: map[string]string{"what": f.Text.Vi}}}
		}
		g.addUnit(&out, f, i, at.year)
	}
	if out.Kind != FigureCell && len(out.Lacks) > 0 {
		return g.missing(f, names(out.Lacks))
	}
	return out
}

// joined says that a figure is the sum of those of several units of before a merger.
func (g *grid) joined(f *rule.Fact, unit, year int) bool {
	figures := g.world.units[unit].in(year)
	return len(figures.Units) > 1 && figures.Facts.Commune[f.ID] != ""
}

// notEntered is the reason of a figure that nobody has entered.
const notEntered = "form.not_entered"

func (g *grid) missing(f *rule.Fact, name string) Cell {
	return Cell{Kind: BlankCell, Why: &Reason{Key: notEntered, Args: map[string]string{"what": f.Text.Vi, "names": name}}}
}

func (g *grid) schoolFact(f *rule.Fact, s school, year int) Cell {
	if f.Scope != "school" || !s.facts.Teaches(f.Level) {
		return Cell{Kind: CrossedCell}
	}
	facts := s.facts
	if year != 0 {
		facts = former(g.world.units[s.unit].in(year), s.facts.Code)
	}
	cell, ok := entered(f, facts.Values[f.ID])
	if !ok {
		return g.missing(f, s.facts.Name)
	}
	return cell
}

// former gives a school's figures of an earlier year.
func former(f *verdict.Figures, code string) rule.SchoolFacts {
	for _, s := range f.Facts.Schools {
		if s.Code == code {
			return s
		}
	}
	return rule.SchoolFacts{}
}

func entered(f *rule.Fact, value string) (Cell, bool) {
	if f.Unit == "yes_no" {
		switch value {
		case "yes":
			return Cell{Kind: AnswerCell, N: 1}, true
		case "no":
			return Cell{Kind: AnswerCell}, true
		}
		return Cell{}, false
	}
	n, err := strconv.ParseInt(value, 10, 64)
	return Cell{Kind: FigureCell, N: n}, err == nil
}

// addUnit adds the figures of one commune, or of its schools.
func (g *grid) addUnit(sum *Cell, f *rule.Fact, unit, year int) {
	u := &g.world.units[unit]
	figures := u.in(year)
	if f.Scope == "commune" {
		g.add(sum, f, figures.Facts.Commune[f.ID], u.at.Name)
		if sum.Kind == FigureCell && f.Unit == "yes_no" && len(g.world.units) == 1 {
			sum.Kind = AnswerCell
		}
		return
	}
	for _, s := range figures.Facts.Schools {
		if s.Teaches(f.Level) {
			g.add(sum, f, s.Values[f.ID], s.Name)
		}
	}
}

func (g *grid) add(sum *Cell, f *rule.Fact, value, name string) {
	cell, ok := entered(f, value)
	if !ok {
		sum.Lacks = append(sum.Lacks, name)
		return
	}
	sum.N += cell.N
	sum.Kind = FigureCell
}

// schoolCount is the number of schools of a level in the lists.
func (g *grid) schoolCount(level string, at spot) Cell {
	out := Cell{Kind: FigureCell}
	for _, s := range g.world.schools {
		if (at.unit < 0 || at.unit == s.unit) && s.facts.Teaches(level) {
			out.N++
		}
	}
	return out
}

// attaining counts communes, or those of them that hold a level.
func (g *grid) attaining(want *Attaining, at spot) Cell {
	out := Cell{Kind: FigureCell}
	for i := range g.world.units {
		u := &g.world.units[i]
		switch {
		case at.unit >= 0 && at.unit != i:
		case want.Standard == "":
			out.N++
		default:
			g.attains(&out, u, want)
		}
	}
	return out
}

func (g *grid) attains(out *Cell, u *unit, want *Attaining) {
	v := u.judgement.Of(want.Standard)
	if v == nil {
		return
	}
	switch l := v.Level(want.Level); {
	case v.Attained >= max(want.Level, 1):
		out.N++
	case l != nil && l.Outcome == rule.NotEnoughData:
		out.Lacks = append(out.Lacks, u.at.Name)
	}
}

// level is the level attained. Where none is, the outcome of the lowest says
// whether that is known.
func (g *grid) level(standard string, j *verdict.Judgement) Cell {
	if j == nil || j.Of(standard) == nil {
		return Cell{Kind: CrossedCell}
	}
	v := j.Of(standard)
	out := Cell{Kind: LevelCell, N: int64(v.Attained), Levels: v.Standard.MaxLevel, Outcome: rule.Met}
	next := v.Next()
	if next != nil {
		out.Outcome = next.Outcome
	}
	if v.Attained > 0 || out.Outcome != rule.NotEnoughData {
		return out
	}
	return Cell{Kind: BlankCell, Why: &Reason{Key: "form.not_judged", Args: map[string]string{"name": j.Place.Name, "standard": v.Standard.Short.Vi}}}
}

// conditions says whether all conditions of the law hold that are judged of the
// place.
func (g *grid) conditions(ids []string, j *verdict.Judgement) Cell {
	out := Cell{Kind: CrossedCell}
	if j == nil {
		return out
	}
	for _, id := range ids {
		o, ok := conditionOutcome(j, id)
		if !ok {
			continue
		}
		if out.Kind == CrossedCell || graver(o, out.Outcome) {
			out = Cell{Kind: OutcomeCell, Outcome: o}
		}
	}
	return out
}

func conditionOutcome(j *verdict.Judgement, id string) (rule.Outcome, bool) {
	for _, v := range j.Verdicts {
		for _, l := range v.Levels {
			for _, c := range l.Criteria {
				if c.Criterion.Condition == id {
					return c.Outcome, true
				}
			}
		}
	}
	return "", false
}

// graver orders outcomes by how much they stand in the way.
func graver(a, b rule.Outcome) bool {
	rank := map[rule.Outcome]int{rule.NotMet: 4, rule.NotEnoughData: 3, rule.Met: 2, rule.NotInForce: 1, rule.NotApplicable: 1}
	return rank[a] > rank[b]
}
