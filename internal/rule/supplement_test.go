package rule_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"hoctap/internal/rule"
	"hoctap/rules"
)

func supplement(yaml string) fstest.MapFS {
	return fstest.MapFS{"local.yaml": {Data: []byte(yaml)}}
}

const supplementHead = "supplement:\n  id: local\n  title: {vi: Của tỉnh, en: Of the province}\n"

func TestSupplementChoosesAReading(t *testing.T) {
	b, err := rule.Load(rules.FS, supplement(supplementHead+`  parameters: {up_to_14: "14"}
cases:
  - name: Chỉ tính tuổi 14
    standard: TH
    year: 2025
    persons:
      - {count: 1, age: 14, study: general, grade: 9}
      - {count: 9, age: 12}
    expect:
      criteria:
        TH1.C2: {outcome: met, numerator: 1, denominator: 1}
`))
	if err != nil {
		t.Fatal(err)
	}
	r := b.Test()
	if r.Cases != 1 || len(r.Failures) > 0 {
		t.Errorf("%d cases, failures %v", r.Cases, r.Failures)
	}
	v, err := b.Show("up_to_14", "2026-11-23")
	if err != nil || !strings.Contains(v.Text(), "Đang dùng      14:") {
		t.Errorf("shown as %s, %v", v.Text(), err)
	}
	if b.Hash() == national(t).Hash() {
		t.Error("the law with the supplement has the name of the law without")
	}
}

// A value of the province's own holds from its day; before it the national one
// does, and what the supplement does not name is as it was.
func TestSupplementAmendsAValue(t *testing.T) {
	b, err := rule.Load(rules.FS, supplement(supplementHead+`  values:
    - criterion: MN5.P
      values:
        - from: 2026-01-01
          until: open
          threshold: 90
          source: {instrument: plan, at: mục 2, mark: confirmed, last_checked_on: 2026-11-23}
instruments:
  - id: plan
    number: 12/KH-UBND
    title: {vi: Kế hoạch của tỉnh, en: Plan of the province}
    issuer: {vi: Ủy ban nhân dân tỉnh, en: Provincial People's Committee}
    issued: 2025-12-01
    in_force: {from: 2026-01-01, until: open}
    mark: confirmed
    last_checked_on: 2026-11-23
`))
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Test().Untested; len(got) != 1 || got[0] != "MN5.P" {
		t.Errorf("amended and held by no case: %v", got)
	}
	in := rule.Input{Tier: "province", Surveyed: true, Below: map[string][]rule.Standing{"commune": communes(b, "MN5", 0, 90, 10)}}
	for year, want := range map[int]rule.Outcome{2025: rule.NotEnoughData, 2026: rule.Met} {
		got := criterion(t, b.For(year).Evaluate(in), "MN5", "MN5.P")
		if got.Outcome != want || got.Ratio != (rule.Ratio{N: 90, D: 100}) {
			t.Errorf("%d: %s with %v, want %s", year, got.Outcome, got.Ratio, want)
		}
	}
	in.Below = map[string][]rule.Standing{"district": communes(b, "MN5", 0, 99, 1)}
	got := criterion(t, b.For(2024).Evaluate(in), "MN5", "MN5.P")
	if got.Outcome != rule.NotMet || got.Threshold.String() != "100" {
		t.Errorf("2024: %s against %s", got.Outcome, got.Threshold)
	}
}

// communes gives so many units that hold a level and so many that hold none.
func communes(b *rule.Book, standard string, level, holding, not int) []rule.Standing {
	var out []rule.Standing
	for i := range holding + not {
		s := rule.Standing{Outcomes: map[rule.Requirement]rule.Outcome{}, ByPersons: map[rule.Requirement]rule.Outcome{}}
		if i < holding {
			s.Decide(b.Standard(standard), level)
		} else {
			s.Decide(b.Standard(standard), -1)
		}
		out = append(out, s)
	}
	return out
}

func criterion(t *testing.T, verdicts []rule.Verdict, standard, id string) rule.CriterionVerdict {
	t.Helper()
	for _, v := range verdicts {
		for _, l := range v.Levels {
			for _, c := range l.Criteria {
				if v.Standard.ID == standard && c.Criterion.ID == id {
					return c
				}
			}
		}
	}
	t.Fatalf("%s is not judged under %s", id, standard)
	return rule.CriterionVerdict{}
}

func TestSupplementsThatAreRefused(t *testing.T) {
	source := "source: {instrument: decree-277-2025, at: Điều 12, mark: confirmed, last_checked_on: 2026-11-23}"
	for _, bad := range []struct{ name, yaml, want string }{
		{"a parameter that is not there", "  parameters: {upto14: x}\n", `there is no parameter "upto14"`},
		{"a reading that is not there", "  parameters: {up_to_14: \"13\"}\n", `parameter up_to_14 has no reading "13"`},
		{"a criterion that is not there", "  values: [{criterion: TH4.C1, values: [{from: 2026-01-01, until: open, threshold: 90, " + source + "}]}]\n", `there is no criterion "TH4.C1"`},
		{"an amendment without a first day", "  values: [{criterion: TH1.C1, values: [{from: unknown, until: open, threshold: 90, " + source + "}]}]\n", "an amendment holds from a day on"},
		{"an amendment with a gap in it", "  values: [{criterion: TH1.C1, values: [{from: 2026-01-01, until: 2027-01-01, threshold: 90, " + source + "}, {from: 2028-01-01, until: open, threshold: 90, " + source + "}]}]\n", "nothing is said from 2027-01-01 to 2028-01-01"},
		{"an amendment without a threshold", "  values: [{criterion: TH1.C1, values: [{from: 2026-01-01, until: open, " + source + "}]}]\n", "threshold is missing"},
		{"an amendment of an instrument that is not there", "  values: [{criterion: TH1.C1, values: [{from: 2026-01-01, until: open, threshold: 90, source: {instrument: nowhere, at: x, mark: confirmed}}]}]\n", `there is no instrument "nowhere"`},
		{"the start of a standard that is not there", "  starts: [{standard: MN36, in_force: {from: 2026-01-01, until: open, " + source + "}}]\n", `there is no standard "MN36"`},
		{"an unknown key", "  thresholds: {}\n", `unknown key "thresholds"`},
	} {
		_, err := rule.Load(rules.FS, supplement(supplementHead+bad.yaml))
		if err == nil || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("%s: error %v, want %q", bad.name, err, bad.want)
			continue
		}
		if !strings.HasPrefix(err.Error(), "local.yaml:") {
			t.Errorf("%s: %q does not say where", bad.name, err)
		}
	}
}

// The supplement that docs/open-choices.md shows is loaded and its cases hold.
func TestSupplementOfTheDocuments(t *testing.T) {
	paper, err := os.ReadFile("../../docs/open-choices.md")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("../../docs/examples/supplement/quy-dinh-cua-tinh.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(paper), "```yaml\n")
	shown, _, _ = strings.Cut(shown, "```")
	if shown == "" || !strings.Contains(string(file), shown) {
		t.Error("the paper shows another supplement than the file holds")
	}
	b, err := rule.Load(rules.FS, os.DirFS("../../docs/examples/supplement"))
	if err != nil {
		t.Fatal(err)
	}
	r := b.Test()
	if r.Cases == 0 || len(r.Failures) > 0 || len(r.Untested) > 0 {
		t.Errorf("%d cases, failures %v, untested %v", r.Cases, r.Failures, r.Untested)
	}
	in := rule.Input{Tier: "commune", Surveyed: true, Ratios: map[string]rule.Ratio{"preschool.completed_own_age": {D: 100}}}
	for _, v := range b.For(2026).Evaluate(in) {
		if v.Standard.ID == "MN35" && (len(v.Missing) != 1 || !strings.Contains(v.Missing[0].Vi, "phiếu điều tra không có cột này")) {
			t.Errorf("with its start given, MN35 still misses %v", v.Missing)
		}
	}
}
