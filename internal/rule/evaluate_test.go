package rule_test

import (
	"strings"
	"testing"

	"hoctap/internal/profile"
	"hoctap/internal/rule"
)

// Literacy level 2 holds with level 1 alone: a commune whose grown-ups read
// while its young do not stands at neither, and counts as neither above.
func TestAHigherLevelDoesNotStandAlone(t *testing.T) {
	b := national(t)
	in := rule.Input{Tier: "commune", Surveyed: true, Ratios: map[string]rule.Ratio{
		"literacy.level1_15_35": {N: 80, D: 100},
		"literacy.level2_15_60": {N: 980, D: 1000},
	}}
	s := rule.StandingOf(false, b.For(2015).Evaluate(in))
	for level := 1; level <= 2; level++ {
		if got := s.Outcomes[rule.Requirement{Standard: "XMC", Level: level}]; got != rule.NotMet {
			t.Errorf("level %d is %s for the tier above", level, got)
		}
	}
}

// Without the number of units there is no share, whatever is known of some.
func TestPlacesThatNobodyCounted(t *testing.T) {
	b := national(t)
	in := rule.Input{Tier: "province", Surveyed: true, Uncounted: map[string]bool{"commune": true},
		Below: map[string][]rule.Standing{"commune": communes(b, "TH", 1, 10, 0)}}
	if got := criterion(t, b.For(2025).Evaluate(in), "TH", "TH1.P").Outcome; got != rule.NotEnoughData {
		t.Errorf("the share is %s", got)
	}
}

func TestNeededAndShort(t *testing.T) {
	b := national(t)
	for _, c := range []struct {
		id, measure string
		ratio       rule.Ratio
		want        int64
	}{
		{"TH1.C1", "primary.grade1_6", rule.Ratio{N: 89, D: 100}, 1},
		{"TH1.C1", "primary.grade1_6", rule.Ratio{N: 90, D: 100}, 0},
		{"TH1.C1", "primary.grade1_6", rule.Ratio{N: 0, D: 7}, 7},
		{"TH3.C1", "primary.grade1_6", rule.Ratio{N: 0, D: 51}, 50},
		{"TH2.C3", "primary.remaining_11", rule.Ratio{N: 2, D: 5}, 3},
	} {
		in := rule.Input{Tier: "commune", Surveyed: true, Ratios: map[string]rule.Ratio{c.measure: c.ratio}}
		got := criterion(t, b.For(2025).Evaluate(in), "TH", c.id)
		if got.Needed() != c.want {
			t.Errorf("%s at %v needs %d more, want %d", c.id, c.ratio, got.Needed(), c.want)
		}
	}
}

// The indicators that forms print and no criterion tests.
func TestReportedShares(t *testing.T) {
	b := national(t)
	people := []profile.Profile{
		{Age: 5, Study: profile.InPreschool, PreschoolGroup: 5, TwoSessions: true},
		{Age: 5, Study: profile.InPreschool, PreschoolGroup: 5},
		{Age: 4, Study: profile.InPreschool, PreschoolGroup: 4, TwoSessions: true},
		{Age: 5}, // not enrolled: outside
		{Age: 8, Study: profile.InGeneral, Grade: 3, TwoSessions: true},
		{Age: 9, Study: profile.InGeneral, Grade: 4},
		{Age: 11, Study: profile.InGeneral, Grade: 6, Graduated: profile.Preschool},                                // the column lags behind
		{Age: 11, Study: profile.InGeneral, Grade: 6, Graduated: profile.Primary, GraduatedLastYear: true},         // completed, went on
		{Age: 11, Graduated: profile.Primary, GraduatedLastYear: true},                                             // completed, stayed at home
		{Age: 12, Study: profile.InGeneral, Grade: 6, Graduated: profile.Primary, Repeating: true},                 // completed the year before
		{Age: 15, Study: profile.InGeneral, Grade: 10, Graduated: profile.LowerSecondary, GraduatedLastYear: true}, // graduated
		{Age: 15, Study: profile.InGeneral, Grade: 9, Repeating: true, Graduated: profile.Primary},                 // did not
		{Age: 15, DropoutGrade: 9, DropoutLastYear: true, Graduated: profile.Primary},                              // left
		{Age: 16, Study: profile.InGeneral, Grade: 11, Graduated: profile.LowerSecondary},                          // of another year
		{Age: 50, Graduated: profile.Primary}, {Age: 50}, {Age: 24, FinishedGrade: 3}, {Age: 26, FinishedGrade: 3},
	}
	counter := b.NewCounter()
	for _, p := range people {
		bits, err := b.Bits(p.ID(), p)
		if err != nil {
			t.Fatal(err)
		}
		counter.Add(bits, 1)
	}
	got := counter.Ratios()
	for id, want := range map[string]rule.Ratio{
		"report.two_sessions_3_5":        {N: 2, D: 3},
		"report.two_sessions_5":          {N: 1, D: 2},
		"report.two_sessions_primary":    {N: 1, D: 2},
		"report.completed_primary_11_14": {N: 4, D: 4},
		"report.entered_grade6":          {N: 2, D: 3},
		"report.graduated_grade9":        {N: 1, D: 3},
		"report.level1_15_60":            {N: 7, D: 8},
		"report.level2_15_25":            {N: 4, D: 5},
	} {
		if got[id] != want {
			t.Errorf("%s is %v, want %v", id, got[id], want)
		}
	}
}

func TestAskAnswersOutsideTheRules(t *testing.T) {
	b := national(t)
	literate, err := b.Ask("age >= 15 && literate1 && !female")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		p    profile.Profile
		want bool
	}{
		{profile.Profile{Age: 20, Graduated: profile.Primary}, true},
		{profile.Profile{Age: 20, Graduated: profile.Primary, Female: true}, false},
		{profile.Profile{Age: 14, Graduated: profile.Primary}, false},
	} {
		got, err := literate(c.p)
		if err != nil || got != c.want {
			t.Errorf("%s: %v, %v", c.p.Canonical(), got, err)
		}
	}
	_, err = b.Ask("age >= fifteen")
	if err == nil || !strings.Contains(err.Error(), "fifteen") {
		t.Errorf("error %v", err)
	}
}

func TestReadingsThatAreNone(t *testing.T) {
	b := national(t)
	for _, parameters := range []map[string]string{{"up_to_14": "13"}, {"up_to_13": "13"}} {
		_, err := b.With(parameters)
		if err == nil {
			t.Errorf("%v was taken", parameters)
		}
	}
}
