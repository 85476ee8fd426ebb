package rule_test

import (
	"testing"

	"pgregory.net/rapid"

	"hoctap/internal/profile"
	"hoctap/internal/rule"
)

// anybody draws a person, likely or not: the law must hold for whatever a
// sheet can say.
func anybody(t *rapid.T) profile.Profile {
	pick := func(name string, hi int) int { return rapid.IntRange(0, hi).Draw(t, name) }
	yes := func(name string) bool { return rapid.Bool().Draw(t, name) }
	return profile.Profile{
		Age:         rapid.SampledFrom([]int{3, 4, 5, 6, 6, 11, 11, 12, 14, 15, 16, 18, 25, 26, 35, 36, 60, 61}).Draw(t, "age"),
		Move:        rapid.SampledFrom([]profile.Move{profile.Stayed, profile.Stayed, profile.MovedIn, profile.MovedOut, profile.Died}).Draw(t, "move"),
		Residence:   rapid.SampledFrom([]profile.Residence{profile.UnknownResidence, profile.Permanent, profile.Temporary}).Draw(t, "residence"),
		Study:       rapid.SampledFrom([]profile.Study{profile.NotStudying, profile.InPreschool, profile.InGeneral, profile.InProfessional, profile.InVocational, profile.InHigher}).Draw(t, "study"),
		Grade:       pick("grade", 12),
		TwoSessions: yes("two"), Repeating: yes("repeating"),
		Graduated: pick("graduated", 4), GraduatedLastYear: yes("last year"), Vocational: pick("vocational", 5),
		FinishedGrade: pick("finished", 12), DropoutGrade: pick("dropout", 12),
		LiteracyCompleted: pick("literacy", 5), Relapse: pick("relapse", 2),
		Disabilities: rapid.SampledFrom([]int{0, 0, 0, profile.Vision, profile.Autism | profile.Mental}).Draw(t, "disabilities"),
		Able:         yes("able"),
	}
}

// crowd draws a commune: a few kinds of people, some of each.
func crowd(t *rapid.T) []profile.Profile {
	var out []profile.Profile
	kinds := rapid.IntRange(0, 12).Draw(t, "kinds")
	for range kinds {
		p := anybody(t)
		for range rapid.IntRange(1, 15).Draw(t, "of each") {
			out = append(out, p)
		}
	}
	return out
}

func count(t *rapid.T, b *rule.Book, people []profile.Profile) map[string]rule.Ratio {
	c := b.NewCounter()
	for _, p := range people {
		bits, err := b.Bits(p.ID(), p)
		if err != nil {
			t.Fatal(err)
		}
		c.Add(bits, 1)
	}
	return c.Ratios()
}

func anyFacts(t *rapid.T, b *rule.Book) rule.Facts {
	facts := rule.Facts{Commune: map[string]string{}}
	school := rule.SchoolFacts{Name: "A", Levels: []string{"MN", "TH", "THCS"}, Values: map[string]string{}}
	for _, f := range b.Facts() {
		value := rapid.SampledFrom([]string{"", "low", "high", "high", "high"}).Draw(t, f.ID)
		if value == "" {
			continue
		}
		typed := map[string]string{"low": "0", "high": "10"}[value]
		if f.Unit == "yes_no" {
			typed = map[string]string{"low": "no", "high": "yes"}[value]
		}
		if f.Scope == "commune" {
			facts.Commune[f.ID] = typed
		} else {
			school.Values[f.ID] = typed
		}
	}
	facts.Schools = append(facts.Schools, school)
	return facts
}

func anyCommune(t *rapid.T, b *rule.Book) rule.Input {
	return rule.Input{
		Tier: "commune", Surveyed: true, Difficult: rapid.Bool().Draw(t, "difficult"),
		Ratios: count(t, b, crowd(t)), Facts: anyFacts(t, b),
	}
}

func TestNumeratorsLieInDenominators(t *testing.T) {
	b := national(t)
	rapid.Check(t, func(t *rapid.T) {
		people := crowd(t)
		for id, r := range count(t, b, people) {
			if r.N < 0 || r.N > r.D || r.D > int64(len(people)) {
				t.Fatalf("%s: %d of %d among %d", id, r.N, r.D, len(people))
			}
		}
	})
}

func TestWhoMovedOutOrDiedIsInNoMeasure(t *testing.T) {
	b := national(t)
	rapid.Check(t, func(t *rapid.T) {
		p := anybody(t)
		p.Move = rapid.SampledFrom([]profile.Move{profile.MovedOut, profile.Died}).Draw(t, "gone")
		bits, err := b.Bits(p.ID(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range b.Measures() {
			if bits.In(m) {
				t.Fatalf("%s counts %s", m.ID, p.Canonical())
			}
		}
	})
}

// Who stays is counted by the same answers whether or not others were asked
// before: the memory of the book changes nothing.
func TestOrderOfPersonsChangesNothing(t *testing.T) {
	b := national(t)
	rapid.Check(t, func(t *rapid.T) {
		people := crowd(t)
		fresh, err := b.With(nil)
		if err != nil {
			t.Fatal(err)
		}
		want := count(t, fresh, people)
		shuffled := rapid.Permutation(people).Draw(t, "order")
		for id, got := range count(t, b, shuffled) {
			if got != want[id] {
				t.Fatalf("%s: %v in one order, %v in another", id, want[id], got)
			}
		}
	})
}

// Somebody more who has everything that is asked of them never takes a level
// away.
func TestOneMoreWhoFulfilsNeverLowers(t *testing.T) {
	b := national(t)
	rapid.Check(t, func(t *rapid.T) {
		people := crowd(t)
		in := rule.Input{Tier: "commune", Surveyed: true, Difficult: rapid.Bool().Draw(t, "difficult")}
		law := b.For(rapid.SampledFrom([]int{2015, 2025}).Draw(t, "year"))
		in.Ratios = count(t, b, people)
		before := law.Evaluate(in)

		p := anybody(t)
		bits, err := b.Bits(p.ID(), p)
		if err != nil {
			t.Fatal(err)
		}
		more := b.NewCounter()
		for _, other := range append(people, p) {
			answers, err := b.Bits(other.ID(), other)
			if err != nil {
				t.Fatal(err)
			}
			more.Add(answers, 1)
		}
		more.Fulfil(bits)
		in.Ratios = more.Ratios()
		for i, v := range law.Evaluate(in) {
			if v.ByPersons < before[i].ByPersons {
				t.Fatalf("%s fell from %d to %d with %s", v.Standard.ID, before[i].ByPersons, v.ByPersons, p.Canonical())
			}
		}
	})
}

// Conditions can only hold a place back.
func TestLevelNeverExceedsItsPersons(t *testing.T) {
	b := national(t)
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.SampledFrom([]int{2013, 2015, 2024, 2025, 2026}).Draw(t, "year")
		for _, v := range b.For(year).Evaluate(anyCommune(t, b)) {
			if v.Attained > v.ByPersons {
				t.Fatalf("%s attains %d, by persons %d", v.Standard.ID, v.Attained, v.ByPersons)
			}
		}
	})
}

// A level that is attained has every level below it met or not applicable, and
// none above it met together with all between.
func TestLevelsAreCumulative(t *testing.T) {
	b := national(t)
	rapid.Check(t, func(t *rapid.T) {
		for _, v := range b.For(2025).Evaluate(anyCommune(t, b)) {
			for _, l := range v.Levels {
				if max(l.Number, 1) <= v.Attained && l.Outcome != rule.Met && l.Outcome != rule.NotApplicable {
					t.Fatalf("%s attains %d while level %d is %s", v.Standard.ID, v.Attained, l.Number, l.Outcome)
				}
			}
			next := v.Level(v.Attained + 1)
			if next != nil && next.Outcome == rule.Met {
				t.Fatalf("%s stops at %d while level %d is met", v.Standard.ID, v.Attained, next.Number)
			}
		}
	})
}

// Without a survey nothing is concluded about people, whatever else is known.
func TestNothingIsConcludedWithoutASurvey(t *testing.T) {
	b := national(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyCommune(t, b)
		in.Surveyed = false
		for _, v := range b.For(2025).Evaluate(in) {
			if v.Attained != 0 || v.ByPersons != 0 {
				t.Fatalf("%s attains %d, by persons %d", v.Standard.ID, v.Attained, v.ByPersons)
			}
			for _, l := range v.Levels {
				for _, c := range l.Criteria {
					if c.Criterion.Kind == rule.Persons && (c.Outcome == rule.Met || c.Outcome == rule.NotMet) {
						t.Fatalf("%s is %s", c.Criterion.ID, c.Outcome)
					}
				}
			}
		}
	})
}

// Entering a missing figure never turns what was known into not knowing.
func TestAShareOfPlacesBetweenItsBounds(t *testing.T) {
	b := national(t)
	rapid.Check(t, func(t *rapid.T) {
		holding, not, unknown := rapid.IntRange(0, 200).Draw(t, "holding"), rapid.IntRange(0, 200).Draw(t, "not"), rapid.IntRange(0, 50).Draw(t, "unknown")
		units := communes(b, "TH", 1, holding, not)
		law := b.For(2025)
		judge := func(more []rule.Standing) rule.Outcome {
			in := rule.Input{Tier: "province", Surveyed: true, Below: map[string][]rule.Standing{"commune": append(append([]rule.Standing{}, units...), more...)}}
			for _, v := range law.Evaluate(in) {
				if v.Standard.ID == "TH" {
					return v.Levels[0].Outcome
				}
			}
			return ""
		}
		empty := make([]rule.Standing, unknown)
		got, worst, best := judge(empty), judge(communes(b, "TH", 1, 0, unknown)), judge(communes(b, "TH", 1, unknown, 0))
		if worst == best && got != worst {
			t.Fatalf("%s while the unknown can only make it %s", got, worst)
		}
		if worst != best && got != rule.NotEnoughData {
			t.Fatalf("%s while the unknown decide between %s and %s", got, worst, best)
		}
	})
}
