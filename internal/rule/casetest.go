package rule

import (
	"fmt"
	"math/big"
	"sort"
	"strconv"
	"strings"

	"hoctap/internal/strict"
)

// CaseReport is what the worked examples came to.
type CaseReport struct {
	Cases, Pins int
	Failures    strict.Problems
	Untested    []string // criteria that no case expects anything of
}

// Test runs every case and every pin of the book. With a supplement, the cases
// of the supplement alone: the national ones hold for the national law, and a
// province that reads an open point otherwise would see them fail.
func (b *Book) Test() CaseReport {
	var r CaseReport
	tested := map[string]bool{}
	for _, c := range b.cases {
		if len(b.supplements) > 0 && !c.local {
			continue
		}
		years, err := c.years()
		if err != nil {
			r.Failures.Addf(c.Pos, "%s: %s", c.Name, err)
		}
		for _, y := range years {
			b.testCase(c, y, &r.Failures)
			r.Cases++
		}
		for key := range c.Expect.Criteria {
			_, _, id := c.named(key)
			tested[id] = true
		}
	}
	for _, p := range b.pins {
		r.Pins++
		err := p.test()
		if err != nil {
			r.Failures.Addf(p.Pos, "%s: %s", p.ID, err)
		}
	}
	r.Untested = b.untested(tested)
	return r
}

// years lists the evaluation years for which the case holds.
func (c *Case) years() ([]int, error) {
	switch {
	case c.Year != 0 && len(c.Years) == 0:
		return []int{c.Year}, nil
	case c.Year != 0 || len(c.Years) != 2 || c.Years[0] > c.Years[1] || c.Years[1]-c.Years[0] >= mostYears:
		return nil, fmt.Errorf("a case has a year, or the first and the last of its years")
	}
	var out []int
	for y := c.Years[0]; y <= c.Years[1]; y++ {
		out = append(out, y)
	}
	return out, nil
}

// named splits the key of an expected criterion: the id, before it the standard
// in a case over several, and the level where an id stands in many:
// "TH 2 ALL.DIS". The level is −1 where it is left out.
func (c *Case) named(key string) (string, int, string) {
	standard, level, id := c.Standard, -1, ""
	words := strings.Fields(key)
	for i, w := range words {
		n, err := strconv.Atoi(w)
		switch {
		case i == len(words)-1:
			id = w
		case err == nil:
			level = n
		default:
			standard = w
		}
	}
	return standard, level, id
}

func (b *Book) untested(tested map[string]bool) []string {
	missing := map[string]bool{}
	b.eachCriterion(func(s *Standard, _ *Level, c *Criterion) {
		if !s.Draft && !tested[c.ID] && (len(b.supplements) == 0 || b.amended(c.ID)) {
			missing[c.ID] = true
		}
	})
	out := make([]string, 0, len(missing))
	for id := range missing {
		out = append(out, id)
	}
	sort.Strings(out)
	return out
}

func (b *Book) amended(criterion string) bool {
	for _, s := range b.supplements {
		for _, a := range s.Values {
			if a.Criterion == criterion {
				return true
			}
		}
	}
	return false
}

// testCase evaluates one case in one year. A case with parameters is read with
// its own choice of the open points.
func (b *Book) testCase(c *Case, year int, out *strict.Problems) {
	book := b
	if len(c.Parameters) > 0 {
		var err error
		book, err = b.With(c.Parameters)
		if err != nil {
			out.Addf(c.Pos, "%s: %s", c.Name, err)
			return
		}
	}
	in, err := book.caseInput(c)
	if err != nil {
		out.Addf(c.Pos, "%s: %s", c.Name, err)
		return
	}
	law := book.For(year)
	c.hold(law, law.Evaluate(in), func(pos strict.Pos, format string, args ...any) {
		out.Addf(pos, "%s (%d): %s", c.Name, year, fmt.Sprintf(format, args...))
	})
}

// hold compares what came out with what the case expects.
func (c *Case) hold(law Law, verdicts []Verdict, fail func(strict.Pos, string, ...any)) {
	if c.Expect.RuleSet != "" && (law.Set == nil || law.Set.ID != c.Expect.RuleSet) {
		fail(c.Expect.Pos, "the rule set is not %s", c.Expect.RuleSet)
	}
	v := find(verdicts, c.Standard)
	if v == nil && c.Standard != "" {
		fail(c.Pos, "%s is not judged in that year", c.Standard)
		return
	}
	for key, want := range c.Expect.Criteria {
		standard, level, id := c.named(key)
		got := find(verdicts, standard).criterion(level, id)
		if got == nil {
			fail(want.Pos, "there is no criterion %s at this tier", key)
			continue
		}
		want.compare(key, got, fail)
	}
	if v != nil {
		c.Expect.compare(v, fail)
	}
}

func find(verdicts []Verdict, standard string) *Verdict {
	for i := range verdicts {
		if verdicts[i].Standard.ID == standard {
			return &verdicts[i]
		}
	}
	return nil
}

func (b *Book) caseInput(c *Case) (Input, error) {
	in := Input{Tier: c.Tier, Difficult: c.Difficult, Surveyed: !c.NoSurvey}
	if in.Tier == "" {
		in.Tier = "commune"
	}
	counter := b.NewCounter()
	for _, p := range c.Persons {
		bits, err := b.ask(p.Profile)
		if err != nil {
			return in, err
		}
		counter.Add(bits, int64(p.Count))
	}
	in.Ratios = counter.Ratios()
	err := b.checkFigures("commune", c.Facts)
	if err != nil {
		return in, err
	}
	in.Facts.Commune = c.Facts
	for _, s := range c.Schools {
		err := b.checkFigures("school", s.Values)
		if err != nil {
			return in, fmt.Errorf("%s: %w", s.Name, err)
		}
		in.Facts.Schools = append(in.Facts.Schools, SchoolFacts{Name: s.Name, Levels: s.Levels, Values: s.Values})
	}
	in.Below, in.BelowAll = map[string][]Standing{}, map[string]int{}
	for _, u := range c.Below {
		if u.Count < 1 || u.Count > mostUnits {
			return in, fmt.Errorf("%d is no number of units", u.Count)
		}
		kind := u.Kind
		if kind == "" {
			kind = "commune"
		}
		s, err := b.standingOf(u)
		if err != nil {
			return in, err
		}
		for range u.Count {
			in.Below[kind] = append(in.Below[kind], s)
		}
		in.BelowAll[kind] = c.Total
	}
	return in, nil
}

// checkFigures: a figure under a misspelt name would be missing, and a case
// that expects it missing would hold for the wrong reason.
func (b *Book) checkFigures(scope string, values map[string]string) error {
	for id, value := range values {
		f := b.Fact(id)
		if f == nil || f.Scope != scope {
			return fmt.Errorf("there is no figure %q of a %s", id, scope)
		}
		_, err := strconv.ParseUint(value, 10, 32)
		if (f.Unit == "yes_no") != (value == "yes" || value == "no") || f.Unit != "yes_no" && err != nil {
			return fmt.Errorf("figure %s: %q is no %s", id, value, f.Unit)
		}
	}
	return nil
}

func (b *Book) standingOf(u Units) (Standing, error) {
	s := Standing{u.Difficult, map[Requirement]Outcome{}, map[Requirement]Outcome{}}
	for id, holds := range u.Holds {
		std := b.Standard(id)
		if std == nil {
			return s, fmt.Errorf("there is no standard %q", id)
		}
		switch holds {
		case Unknown:
		case "met", "not_met":
			s.Decide(std, map[string]int{"met": 0, "not_met": -1}[holds])
		default:
			level, err := strconv.Atoi(holds)
			if err != nil {
				return s, fmt.Errorf("%q is no level, met, not_met or unknown", holds)
			}
			s.Decide(std, level)
		}
	}
	return s, nil
}

func (e Expectation) compare(v *Verdict, fail func(strict.Pos, string, ...any)) {
	if e.Attained != nil && *e.Attained != v.Attained {
		fail(e.Pos, "level attained is %d, expected %d", v.Attained, *e.Attained)
	}
	if e.ByPersons != nil && *e.ByPersons != v.ByPersons {
		fail(e.Pos, "level by persons is %d, expected %d", v.ByPersons, *e.ByPersons)
	}
	for name, want := range e.Levels {
		number, err := strconv.Atoi(name)
		lv := v.Level(number)
		if err != nil || lv == nil {
			fail(want.Pos, "there is no level %s", name)
			continue
		}
		differs(fail, want.Pos, "level "+name, "outcome", string(lv.Outcome), string(want.Outcome))
		differs(fail, want.Pos, "level "+name, "outcome by persons", string(lv.ByPersons), string(want.ByPersons))
	}
	if e.Missing != "" && !strings.Contains(fmt.Sprint(v.Missing), e.Missing) {
		fail(e.Pos, "the missing values %v do not name %q", v.Missing, e.Missing)
	}
}

func (v *Verdict) criterion(level int, id string) *CriterionVerdict {
	if v == nil {
		return nil
	}
	for i := range v.Levels {
		for j := range v.Levels[i].Criteria {
			if v.Levels[i].Criteria[j].Criterion.ID == id && (level < 0 || v.Levels[i].Number == level) {
				return &v.Levels[i].Criteria[j]
			}
		}
	}
	return nil
}

func (w ExpectedCriterion) compare(id string, got *CriterionVerdict, fail func(strict.Pos, string, ...any)) {
	differs(fail, w.Pos, id, "outcome", string(got.Outcome), string(w.Outcome))
	differs(fail, w.Pos, id, "outcome by persons", string(got.ByPersons), string(w.ByPersons))
	differs(fail, w.Pos, id, "percent", got.Ratio.Percent2(), w.Percent)
	differs(fail, w.Pos, id, "threshold", got.Threshold.String(), w.Threshold)
	number(fail, w.Pos, id, "numerator", got.Ratio.N, w.Numerator)
	number(fail, w.Pos, id, "denominator", got.Ratio.D, w.Denominator)
	number(fail, w.Pos, id, "needed", got.Needed(), w.Needed)
	bound(fail, w.Pos, id, "lowest", got.Lowest, w.Lowest)
	bound(fail, w.Pos, id, "highest", got.Highest, w.Highest)
}

func differs(fail func(strict.Pos, string, ...any), pos strict.Pos, id, what, got, want string) {
	if want == "none" && got == "" {
		return
	}
	if want != "" && got != want {
		fail(pos, "%s: %s is %q, expected %q", id, what, got, want)
	}
}

func number(fail func(strict.Pos, string, ...any), pos strict.Pos, id, what string, got int64, want *int) {
	if want != nil && got != int64(*want) {
		fail(pos, "%s: %s is %d, expected %d", id, what, got, *want)
	}
}

func bound(fail func(strict.Pos, string, ...any), pos strict.Pos, id, what string, got *Ratio, want string) {
	text := ""
	if got != nil {
		text = got.Percent2()
	}
	differs(fail, pos, id, what, text, want)
}

// test holds a published share against ours: exact to four decimals, and as
// printed by rounding half up; a page that cut is one unit of the last digit
// away, no more.
func (p *Pin) test() error {
	share := new(big.Rat).SetFrac64(p.Numerator*100, p.Denominator)
	if got := share.FloatString(4); p.Exact != got {
		return fmt.Errorf("the exact share is %s, the pin says %s", got, p.Exact)
	}
	if p.Rule == "none" {
		return nil
	}
	_, frac, _ := strings.Cut(p.Printed, ".")
	rounded := share.FloatString(len(frac))
	switch {
	case p.Rule == "cut" && rounded == p.Printed:
		return fmt.Errorf("marked as cut, but rounding gives %s too", p.Printed)
	case p.Rule == "cut":
		return oneUnitAway(rounded, p.Printed, len(frac))
	case rounded != p.Printed:
		return fmt.Errorf("rounded half up %s, printed %s", rounded, p.Printed)
	}
	return nil
}

func oneUnitAway(a, b string, digits int) error {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	unit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil))
	if !okX || !okY || new(big.Rat).Abs(new(big.Rat).Sub(x, y)).Cmp(unit) > 0 {
		return fmt.Errorf("rounded half up %s, printed %s: more than one unit apart", a, b)
	}
	return nil
}

// With gives the same law under other readings of the open points; nothing is
// remembered from this book, because answers may differ.
func (b *Book) With(parameters map[string]string) (*Book, error) {
	other := *b
	other.memo = newMemo()
	other.chosen = map[string]string{}
	for k, v := range b.chosen {
		other.chosen[k] = v
	}
	for name, value := range parameters {
		p := get[Parameter](b, "parameter", name)
		if p == nil || !p.has(value) {
			return nil, fmt.Errorf("there is no reading %q of a parameter %q", value, name)
		}
		other.chosen[name] = value
	}
	var ps strict.Problems
	other.compileAll(&ps)
	return &other, ps.Err()
}
