package web

import (
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// standingOf gives what a verdict comes to: its mark, and the level in words
// where one is attained. The mark is that of the highest level: who reached
// level 2 of 3 has still something to do.
func (v *visit) standingOf(ver *rule.Verdict) (view.State, string) {
	top := max(ver.Standard.MaxLevel, 1)
	next := ver.Next()
	if ver.Attained >= top || next == nil || ver.Attained > 0 && next.Outcome == rule.NotApplicable {
		return view.Met, v.attainedText(ver, "level.attained")
	}
	return view.State(next.Outcome), v.attainedText(ver, "level.only")
}

func (v *visit) attainedText(ver *rule.Verdict, key string) string {
	if ver.Attained == 0 || ver.Standard.MaxLevel == 0 {
		return ""
	}
	return v.say.T(key, "level", ver.Attained)
}

// badge is the standing as a badge.
func (v *visit) badge(ver *rule.Verdict) view.Badge {
	state, text := v.standingOf(ver)
	return view.Badge{State: state, Text: text}
}

// decisive picks the criterion that decides: of the next level the one that
// lacks most; where nothing lacks, the one of the attained level that is held
// most narrowly.
func decisive(ver *rule.Verdict) *rule.CriterionVerdict {
	next := ver.Next()
	if next != nil {
		if c := most(next.Criteria, rule.NotMet); c != nil {
			return c
		}
	}
	level := ver.Level(min(ver.Attained, ver.Standard.MaxLevel))
	if level == nil {
		level = next
	}
	if level == nil {
		return nil
	}
	if c := narrowest(level.Criteria); c != nil {
		return c
	}
	if next != nil {
		return narrowest(next.Criteria)
	}
	return nil
}

func counts(c *rule.CriterionVerdict) bool {
	return c.Ratio.D > 0 && (c.Criterion.Kind == rule.Persons || c.Criterion.Kind == rule.ShareOfPlaces)
}

func most(list []rule.CriterionVerdict, outcome rule.Outcome) *rule.CriterionVerdict {
	var best *rule.CriterionVerdict
	for i := range list {
		c := &list[i]
		if c.Outcome == outcome && counts(c) && (best == nil || c.Needed() > best.Needed()) {
			best = c
		}
	}
	return best
}

// narrowest compares margins in hundredths of a percent, exact enough to choose
// what to show.
func narrowest(list []rule.CriterionVerdict) *rule.CriterionVerdict {
	var best *rule.CriterionVerdict
	var least int64
	for i := range list {
		c := &list[i]
		if !counts(c) || !c.Threshold.Known() {
			continue
		}
		margin := 10000*c.Ratio.N/c.Ratio.D - 100*c.Threshold.Num/c.Threshold.Den
		if best == nil || margin < least {
			best, least = c, margin
		}
	}
	return best
}

// share is a criterion's share as a page shows it: none where some units are not
// known, because what is certain of it is a range.
func (v *visit) share(c *rule.CriterionVerdict) *view.Share {
	if c == nil || c.Ratio.D == 0 || c.Lowest != nil {
		return nil
	}
	share := &view.Share{Numerator: c.Ratio.N, Denominator: c.Ratio.D, Of: v.who(c)}
	if c.Threshold.Known() {
		share.Need = c.Threshold.String()
	}
	return share
}

// who says of whom a share is, in the middle of a sentence.
func (v *visit) who(c *rule.CriterionVerdict) string {
	if c.Measure != nil {
		return small(v.law(c.Measure.Text))
	}
	if having := c.Criterion.Having; having != nil {
		return v.say.T("card.units_holding", "level", v.requirement(having))
	}
	return small(v.law(c.Criterion.Text))
}

// sentence says in one sentence what is missing to the next level, or that all
// holds; onward is the way to mend it.
func (v *visit) sentence(t *target, j *verdict.Judgement, ver *rule.Verdict) (string, view.Link) {
	onward := view.Link{Text: v.say.T("card.to_verdict"), Href: t.path("verdicts", ver.Standard.ID)}
	next := ver.Next()
	switch {
	case next == nil || ver.Attained >= max(ver.Standard.MaxLevel, 1):
		return v.holds(ver), onward
	case next.Outcome == rule.NotInForce:
		return v.say.T("card.not_in_force", "year", t.year), onward
	case len(ver.Missing) > 0:
		return v.say.T("card.law_unknown", "what", v.law(ver.Missing[0])), onward
	case !j.Surveyed:
		return v.say.T("card.no_survey", "year", t.year), onward
	case next.Outcome == rule.NotApplicable:
		return v.say.T("card.nobody"), onward
	}
	if t.at.Kind != place.Commune {
		return v.placesSentence(ver, next), onward
	}
	return v.lacking(t, ver, next)
}

func (v *visit) holds(ver *rule.Verdict) string {
	if ver.Standard.MaxLevel == 0 {
		return v.say.T("card.holds")
	}
	if ver.Attained < ver.Standard.MaxLevel {
		return v.say.T("card.holds_level", "level", ver.Attained)
	}
	return v.say.T("card.holds_top", "level", ver.Attained)
}

// shortage sums up what keeps a commune from a level.
type shortage struct {
	persons    []*rule.CriterionVerdict // not met
	before     []*rule.CriterionVerdict // prerequisites not met
	conditions []*rule.CriterionVerdict // not met
	unknown    []*rule.CriterionVerdict // conditions whose figures are missing
}

func shortageOf(level *rule.LevelVerdict) shortage {
	var s shortage
	for i := range level.Criteria {
		c := &level.Criteria[i]
		switch {
		case c.Criterion.Kind == rule.Persons && c.Outcome == rule.NotMet:
			s.persons = append(s.persons, c)
		case c.Criterion.Kind == rule.Prerequisite && c.Outcome == rule.NotMet:
			s.before = append(s.before, c)
		case c.Criterion.Kind == rule.ConditionKind && c.Outcome == rule.NotMet:
			s.conditions = append(s.conditions, c)
		case c.Criterion.Kind == rule.ConditionKind && c.Outcome == rule.NotEnoughData:
			s.unknown = append(s.unknown, c)
		}
	}
	return s
}

func (s shortage) needed() int64 {
	var n int64
	for _, c := range s.persons {
		n = max(n, c.Needed())
	}
	return n
}

func (v *visit) lacking(t *target, ver *rule.Verdict, next *rule.LevelVerdict) (string, view.Link) {
	s := shortageOf(next)
	toGaps := view.Link{Text: v.say.T("card.to_gaps"), Href: t.path("gaps", ver.Standard.ID, yearText(next.Number))}
	toSchools := view.Link{Text: v.say.T("card.to_schools"), Href: t.path("schools")}
	toVerdict := view.Link{Text: v.say.T("card.to_verdict"), Href: t.path("verdicts", ver.Standard.ID)}
	if !t.exists {
		toSchools = toVerdict // the figures are those of other units
	}
	goal := v.goal(ver.Standard, next.Number)
	switch {
	case len(s.persons) == 1:
		return v.say.T("card.one_lacks", "n", s.needed(), "who", v.who(s.persons[0]), "goal", goal), toGaps
	case len(s.persons) > 1:
		return v.say.T("card.some_lack", "criteria", len(s.persons), "people", s.needed(), "goal", goal), toGaps
	case len(s.before) > 0:
		return v.say.T("card.before", "goal", capital(goal), "what", v.requirements(s.before)), toVerdict
	case len(s.conditions) > 0:
		return v.say.T("card.conditions", "n", len(s.conditions), "goal", goal), toVerdict
	case len(s.unknown) > 0:
		return v.say.T("card.conditions_unknown", "n", len(s.unknown), "goal", goal), toSchools
	}
	return v.say.T("card.unknown"), toVerdict
}

// goal names what is to be reached: "mức độ 3", or "chuẩn" where there is none.
func (v *visit) goal(std *rule.Standard, level int) string {
	if std.MaxLevel == 0 {
		return v.say.T("card.goal")
	}
	return v.levelText(level)
}

func (v *visit) requirements(list []*rule.CriterionVerdict) string {
	var out []string
	for _, c := range list {
		out = append(out, v.requirement(c.Criterion.Requires))
	}
	return strings.Join(out, ", ")
}

// requirement is "Xóa mù chữ mức độ 1".
func (v *visit) requirement(r *rule.Requirement) string {
	std := v.Book.Standard(r.Standard)
	return strings.TrimSpace(v.law(std.Short) + " " + v.levelText(r.Level))
}

// placesSentence tells of a share of units, with its bounds while some are not
// known.
func (v *visit) placesSentence(ver *rule.Verdict, next *rule.LevelVerdict) string {
	goal := v.goal(ver.Standard, next.Number)
	for i := range next.Criteria {
		c := &next.Criteria[i]
		if c.Criterion.Kind != rule.ShareOfPlaces || c.Outcome == rule.Met || c.Ratio.D == 0 {
			continue
		}
		if c.Lowest != nil && c.Outcome == rule.NotEnoughData {
			return v.say.T("card.units_unknown", "n", c.Highest.N-c.Lowest.N, "total", c.Ratio.D, "goal", goal, "range", v.bounds(c), "need", v.say.Threshold(c.Threshold.String()))
		}
		return v.say.T("card.units", "n", c.Ratio.N, "total", c.Ratio.D, "need", v.say.Threshold(c.Threshold.String()), "goal", goal)
	}
	return v.say.T("card.unknown")
}
