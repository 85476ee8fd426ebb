package profile

import (
	"testing"

	"pgregory.net/rapid"
)

func anyProfile(t *rapid.T) Profile {
	pick := func(name string, hi int) int { return rapid.IntRange(0, hi).Draw(t, name) }
	yes := func(name string) bool { return rapid.Bool().Draw(t, name) }
	return Profile{
		Age: pick("age", 110), Female: yes("female"), Minority: yes("minority"),
		Move:      rapid.SampledFrom([]Move{Stayed, MovedIn, MovedOut, Died}).Draw(t, "move"),
		Residence: rapid.SampledFrom([]Residence{UnknownResidence, Permanent, Temporary}).Draw(t, "residence"),
		Away:      yes("away"),
		Study:     rapid.SampledFrom([]Study{NotStudying, InPreschool, InGeneral, InProfessional, InVocational, InHigher}).Draw(t, "study"), PreschoolGroup: pick("group", 5), Grade: pick("grade", 12),
		Continuing: yes("continuing"), TwoSessions: yes("two"), Repeating: yes("repeating"),
		SchoolPlace: rapid.SampledFrom([]SchoolPlace{NoSchool, Here, Elsewhere, SchoolUncertain}).Draw(t, "school"),
		Graduated:   pick("graduated", 4), GraduatedLastYear: yes("gly"), Vocational: pick("vocational", 5),
		FinishedGrade: pick("finished", 12), DropoutGrade: pick("dropout", 12), DropoutLastYear: yes("dly"),
		LiteracyAttending: pick("la", 5), LiteracyCompleted: pick("lc", 5), Relapse: pick("relapse", 2),
		Disabilities: pick("disabilities", 255), Certificate: yes("certificate"), Able: yes("able"),
	}
}

func TestCanonicalRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProfile(t)
		got, err := Parse(p.Canonical())
		if err != nil {
			t.Fatal(err)
		}
		if got != p {
			t.Fatalf("%q came back as %+v, was %+v", p.Canonical(), got, p)
		}
	})
}

func TestDifferentProfilesHaveDifferentNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyProfile(t), anyProfile(t)
		if (a == b) != (a.ID() == b.ID()) {
			t.Fatalf("%q and %q: ids %d and %d", a.Canonical(), b.Canonical(), a.ID(), b.ID())
		}
	})
}

// A stored tally names its profiles by these numbers: they may never change.
func TestNamesAreForEver(t *testing.T) {
	p := Profile{Age: 12, Female: true, Study: InGeneral, Grade: 6, Graduated: Primary}
	if got, want := p.Canonical(), "1|age=12|female|study=general|grade=6|graduated=2"; got != want {
		t.Errorf("canonical form %q, want %q", got, want)
	}
	if got, want := p.ID(), ID(3799646631001667618); got != want {
		t.Errorf("id %d, want %d", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, bad := range []string{"", "2|age=3", "1|age=03", "1|age=0", "1|grade=1|age=3", "1|colour=red", "1|female=false", "1|move=up", "1|age=3|age=4"} {
		_, err := Parse(bad)
		if err == nil {
			t.Errorf("%q was read without an error", bad)
		}
	}
}
