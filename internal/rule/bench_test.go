package rule_test

import (
	"testing"

	"hoctap/internal/profile"
	"hoctap/internal/rule"
	"hoctap/rules"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		_, err := rule.Load(rules.FS)
		if err != nil {
			b.Fatal(err)
		}
	}
}

// population is one of each kind of person that a commune has: a few thousand
// profiles.
func population() []profile.Profile {
	var out []profile.Profile
	for age := range 90 {
		for variant := range 40 {
			p := profile.Profile{Age: age, Female: variant%2 == 0, Minority: variant%5 == 0, Residence: profile.Permanent}
			switch {
			case age >= 3 && age <= 5 && variant%10 > 0:
				p.Study, p.PreschoolGroup = profile.InPreschool, age
			case age >= 6 && age <= 17 && variant%10 > 0:
				p.Study, p.Grade = profile.InGeneral, age-5
			case age >= 18:
				p.Graduated = variant % 5
				p.DropoutGrade = variant % 12
			}
			if variant%13 == 0 {
				p.Disabilities, p.Able = profile.Vision, variant%2 == 0
			}
			out = append(out, p)
		}
	}
	return out
}

// Answers of profiles never seen before: the cost of a new kind of person.
func BenchmarkAskNewProfiles(b *testing.B) {
	people := population()
	book, err := rule.Load(rules.FS)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		fresh, err := book.With(nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range people {
			_, err := fresh.Bits(p.ID(), p)
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(people)), "ns/profile")
}

// A full evaluation of a commune from its tally; the bound is 5 ms.
func BenchmarkEvaluateCommune(b *testing.B) {
	book, err := rule.Load(rules.FS)
	if err != nil {
		b.Fatal(err)
	}
	people := population()
	ids := make([]profile.ID, len(people))
	for i, p := range people {
		ids[i] = p.ID()
	}
	law := book.For(2025)
	for b.Loop() {
		counter := book.NewCounter()
		for i, p := range people {
			bits, err := book.Bits(ids[i], p)
			if err != nil {
				b.Fatal(err)
			}
			counter.Add(bits, 7)
		}
		in := rule.Input{Tier: "commune", Surveyed: true, Ratios: counter.Ratios()}
		if len(law.Evaluate(in)) == 0 {
			b.Fatal("no verdict")
		}
	}
}
