package demo_test

import (
	"fmt"
	"strings"
	"testing"

	"hoctap/internal/demo"
	"hoctap/internal/rule"
	"hoctap/internal/tally"
)

// stands is what every round must come to: by all criteria, and by persons alone
// where that differs.
var stands = map[string]string{
	"2019 Xã Hà Vinh":         "MN5 1, TH 3, THCS 2, XMC 2",
	"2020 Xã Hà Vinh":         "MN5 1, TH 3, THCS 2, XMC 2",
	"2025 Phường Bỉm Sơn":     "MN5 1, TH 3, THCS 2, XMC 2",
	"2026 Phường Bỉm Sơn":     "MN5 1, TH 3, THCS 2, XMC 2",
	"2026 Phường Quang Trung": "MN5 1, TH 3, THCS 0 (3 by persons), XMC 2",
}

// otherwise is how all the rest stand: what the town said of itself in 2020.
const otherwise = "MN5 1, TH 3, THCS 3, XMC 2"

func TestVerdicts(t *testing.T) {
	book := lawOf(t)
	town, tree := townOf(t, specOf(t), demo.Seed)
	rounds := map[int]int{}
	for u := range town.Rounds() {
		c := count(t, book, u)
		on := rule.ReferenceDay(u.Plan.Year)
		at, found := tree.At(u.Plan.CommuneID, on)
		if !found {
			t.Fatalf("%d: commune %d does not stand", u.Plan.Year, u.Plan.CommuneID)
		}
		_, difficult := tree.Difficult(at.PlaceID, on)
		name := fmt.Sprintf("%d %s", u.Plan.Year, at.Name)
		want := stands[name]
		if want == "" {
			want = otherwise
		}
		verdicts := book.For(u.Plan.Year).Evaluate(rule.Input{Tier: "commune", Surveyed: true, Difficult: difficult, Ratios: c.ratios, Facts: u.Rule()})
		if got := standing(verdicts); got != want || difficult {
			t.Errorf("%s stands at %s, want %s (special difficulties: %v)", name, got, want, difficult)
		}
		rounds[u.Plan.Year]++
	}
	if got := fmt.Sprint(rounds); got != "map[2019:9 2020:8 2024:8 2025:2 2026:2]" {
		t.Errorf("rounds by year: %s", got)
	}
}

func standing(verdicts []rule.Verdict) string {
	var out []string
	for _, v := range verdicts {
		if v.Standard.ID == "MN35" {
			continue
		}
		text := fmt.Sprintf("%s %d", v.Standard.ID, v.Attained)
		if v.ByPersons != v.Attained {
			text += fmt.Sprintf(" (%d by persons)", v.ByPersons)
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// Figures look like a town's and not like a target: no share of many people is
// complete, and the ward that falls short does so by dozens.
func TestFiguresLookNatural(t *testing.T) {
	book := lawOf(t)
	town, tree := townOf(t, specOf(t), demo.Seed)
	for u := range town.Rounds() {
		c := count(t, book, u)
		at, _ := tree.At(u.Plan.CommuneID, rule.ReferenceDay(u.Plan.Year))
		for id, r := range c.ratios {
			if (strings.HasPrefix(id, "preschool.attending_5") || strings.HasPrefix(id, "lower_secondary.") || strings.HasPrefix(id, "literacy.level2")) && r.N == r.D && r.D > 100 {
				t.Errorf("%d %s: %s is %d of %d", u.Plan.Year, at.Name, id, r.N, r.D)
			}
		}
		if u.Plan.Year < 2025 || at.Name != "Phường Bỉm Sơn" {
			continue
		}
		for id, percent := range map[string]int64{"lower_secondary.graduated_15_18": 95, "lower_secondary.upper_15_18": 80} {
			r := c.ratios[id]
			missing := (percent*r.D+99)/100 - r.N
			if missing < 10 || missing > 60 {
				t.Errorf("%d %s: %s lacks %d persons", u.Plan.Year, at.Name, id, missing)
			}
		}
	}
}

// In 2020 the communes hold their levels and some of their quarters do not.
func TestSomeQuartersAreWeaker(t *testing.T) {
	book := lawOf(t)
	town, _ := townOf(t, specOf(t), demo.Seed)
	weak := map[string]int{}
	for u := range town.Rounds() {
		if u.Plan.Year != 2020 {
			continue
		}
		c := count(t, book, u)
		for _, part := range c.rows.Hamlets() {
			ratios, err := tally.Ratios(book, part, c.dict)
			if err != nil {
				t.Fatal(err)
			}
			for id, percent := range map[string]int64{"lower_secondary.graduated_15_18": 95, "lower_secondary.upper_15_18": 80, "literacy.level2_15_60": 90} {
				if r := ratios[id]; r.N*100 < percent*r.D {
					weak[id]++
				}
			}
		}
	}
	for id, n := range weak {
		if n < 4 || n > 25 {
			t.Errorf("%s: %d of 74 quarters below the threshold", id, n)
		}
	}
	if len(weak) != 3 {
		t.Errorf("weaker by %v", weak)
	}
}
