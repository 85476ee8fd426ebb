package survey_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/rules"
)

func checks(t testing.TB) *survey.Checks {
	t.Helper()
	layer, err := fs.Sub(rules.Quality, "quality")
	if err != nil {
		t.Fatal(err)
	}
	made, err := survey.LoadChecks(layer)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// The cases beside the checks are their tests.
func TestCheckCases(t *testing.T) {
	c := checks(t)
	n, err := c.Test()
	if err != nil {
		t.Error(err)
	}
	if n < 2*len(c.List()) {
		t.Errorf("%d cases for %d checks", n, len(c.List()))
	}
}

func found(t *testing.T, c *survey.Checks, e survey.Evidence) []string {
	t.Helper()
	list, err := c.Find(e)
	if err != nil {
		t.Fatal(err)
	}
	names := map[register.ID]string{}
	for _, r := range e.Current {
		names[r.PersonID] = r.Name()
	}
	out := []string{}
	for _, f := range list {
		out = append(out, f.CheckID+": "+names[f.PersonID])
	}
	return out
}

// What the checks say of the sample, counted by hand: it has nothing wrong in
// it, only what is behind.
func TestQualityOfTheSample(t *testing.T) {
	n := newNotebook()
	n.take(t, newTable(t), options)
	e := survey.Evidence{Schools: newTable(t).schools}
	for _, r := range n.records[2025] {
		e.Current = append(e.Current, r)
	}
	want := []string{
		"age.literacy-unaccounted: Hà Thành Đông",  // row 67, nothing but the year of birth
		"age.literacy-unaccounted: Mai Quỳnh Xuân", // row 79
		"level.behind-primary: Bùi Trọng Hiếu",     // row 12, in grade 9
		"level.preschool-unrecorded: Tạ Ngọc Tuấn", // row 43, born 2019
	}
	if got := found(t, checks(t), e); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestQualityAgainstLastYear(t *testing.T) {
	last := &register.Record{PersonID: 1, HouseholdID: 2, HamletID: 3, Year: 2023, GivenName: "Ngân", BirthYear: 2012, GradeGroup: "k5",
		SchoolCode: "1", SheetNumber: "A", Relation: register.RelationHead, SchoolHere: "here", Graduated: "MN"}
	now := *last
	now.Year, now.GradeGroup, now.Graduated = 2025, "k8", "TH"
	stranger := register.Record{PersonID: 9, HouseholdID: 9, HamletID: 3, Year: 2025, GivenName: "Lan", BirthYear: 1990, Graduated: "THCS",
		SheetNumber: "B", Relation: register.RelationHead}
	e := survey.Evidence{Current: []*register.Record{&stranger, &now}, Last: []*register.Record{last}, LastYear: 2023}
	if got := found(t, checks(t), e); !slices.Equal(got, []string{"sequence.grade-jumped: Ngân"}) {
		t.Errorf("found %q", got)
	}
	now.GradeGroup = "k7" // two grades in two years
	if got := found(t, checks(t), e); len(got) != 0 {
		t.Errorf("found %q", got)
	}
}

func TestFindingNamesTheOthers(t *testing.T) {
	e := survey.Evidence{Current: []*register.Record{
		{PersonID: 3, HamletID: 1, Year: 2025, BirthYear: 1990, Graduated: "THPT", PersonalNumber: "1", SheetNumber: "A", Relation: register.RelationHead},
		{PersonID: 2, HamletID: 1, Year: 2025, BirthYear: 1991, Graduated: "THPT", PersonalNumber: "1", SheetNumber: "B", Relation: register.RelationHead},
	}}
	list, err := checks(t).Find(e)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].PersonID != 2 || !slices.Equal(list[0].Others, []register.ID{3}) || list[0].CheckID != "person.number-twice" {
		t.Errorf("found %+v", list)
	}
}

func TestLoadChecksRefuses(t *testing.T) {
	const good = `checks:
  - id: a
    severity: note
    text: {vi: a, en: a}
    why: {vi: a, en: a}
    what_to_do: {vi: a, en: a}
    fields: [able]
    when: able
    cases:
      - {now: {able: "true"}, finds: true}
      - {now: {}, finds: false}
`
	for _, test := range []struct{ name, old, new, want string }{
		{"unknown key", "    severity: note", "    severity: note\n    colour: red", `unknown key "colour"`},
		{"no explanation", "    why: {vi: a, en: a}\n", "", `key "why" is missing`},
		{"severity", "severity: note", "severity: loud", `"loud" is none of`},
		{"field", "[able]", "[abel]", `no field "abel"`},
		{"word", "when: able", "when: abel", "abel"},
		{"no yes or no", "when: able", "when: age", "not yes or no"},
		{"finder", "when: able", "finder: ghosts", `no finder "ghosts"`},
		{"neither", "    when: able\n", "", "either when or finder"},
		{"both", "when: able", "when: able\n    finder: same_number", "either when or finder"},
		{"no negative case", "      - {now: {}, finds: false}\n", "", "one that it lets pass"},
		{"twice", "checks:", "checks:\n" + strings.TrimPrefix(good, "checks:\n"), "stands in"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(good, test.old, test.new, 1)
			_, err := survey.LoadChecks(fstest.MapFS{"a.yaml": {Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "a.yaml:") {
				t.Errorf("error %v, want one with %q and its place", err, test.want)
			}
		})
	}
	wrong := strings.Replace(good, `able: "true"`, `able: "false"`, 1)
	c, err := survey.LoadChecks(fstest.MapFS{"a.yaml": {Data: []byte(wrong)}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = c.Test(); err == nil || !strings.Contains(err.Error(), "a.yaml:10") {
		t.Errorf("error %v, want the case that fails", err)
	}
}
