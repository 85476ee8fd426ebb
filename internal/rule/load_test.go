package rule_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"hoctap/internal/rule"
)

// small reads the law in small, with some of its text changed.
func small(t *testing.T, edits ...edit) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/load/sound.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for _, e := range edits {
		e.apply(t, files)
	}
	return files
}

// edit changes the first place where a text stands; with nothing to replace it
// adds to the end of the file.
type edit struct{ file, old, new string }

func (e edit) apply(t *testing.T, files fstest.MapFS) {
	t.Helper()
	var data string
	if f := files[e.file]; f != nil {
		data = string(f.Data)
	}
	if !strings.Contains(data, e.old) {
		t.Fatalf("%s does not hold %q", e.file, e.old)
	}
	if e.old == "" {
		data += e.new
	}
	files[e.file] = &fstest.MapFile{Data: []byte(strings.Replace(data, e.old, e.new, 1))}
	if e.old == "" {
		files[e.file] = &fstest.MapFile{Data: []byte(data)}
	}
}

func TestSoundLawLoadsAndHolds(t *testing.T) {
	b, err := rule.Load(small(t))
	if err != nil {
		t.Fatal(err)
	}
	r := b.Test()
	if len(r.Failures) > 0 || r.Cases != 1 || r.Pins != 1 {
		t.Errorf("cases %d, pins %d, failures %v", r.Cases, r.Pins, r.Failures)
	}
	want := []string{"COND", "READ1.P", "READ2.C", "READ2.C0"}
	if strings.Join(r.Untested, " ") != strings.Join(want, " ") {
		t.Errorf("untested %v, want %v", r.Untested, want)
	}
}

const decreeSource = "source: {instrument: decree, at: Điều 2, mark: confirmed, last_checked_on: 2026-01-01}"

// Each law differs from the sound one in the text named, and must be refused
// with exactly these problems, each at its place in its file.
var badLaws = []struct {
	name string
	edit edit
	want []string
}{
	// -- the reading of files
	{"unknown key", edit{"measures.yaml", "    lacks:", "    misses: x\n    lacks:"}, []string{`unknown key "misses"`}},
	{"key given twice", edit{"measures.yaml", "    count: reads", "    count: reads\n    count: here"}, []string{`key "count" is given twice`}},
	{"key missing", edit{"measures.yaml", "    count: reads\n", ""}, []string{`key "count" is missing`, "measure readers:", "predicate reads is used by nothing"}},
	{"words where a number stands", edit{"standards.yaml", "order: 1", "order: first"}, []string{`"first" is not a whole number`}},
	{"a threshold that is no number", edit{"standards.yaml", "threshold: 90", "threshold: ninety"}, []string{`"ninety" is not a number, unknown or absent`}},
	{"a threshold with five decimals", edit{"standards.yaml", "threshold: 90", "threshold: 0.00001"}, []string{"is not a number"}},
	{"yes for true", edit{"rule_sets.yaml", "enabled: true", "enabled: yes"}, []string{`"yes" is neither true nor false`}},
	{"a day that the calendar lacks", edit{"instruments.yaml", "issued: 2013-12-01", "issued: 2013-02-30"}, []string{`"2013-02-30" is not a day`}},
	{"a second document", edit{"facts.yaml", "", "---\nfacts: []\n"}, []string{"a second document in one file"}},
	{"an empty file", edit{"more.yaml", "", "# nothing\n"}, []string{"the file is empty"}},
	{"an anchor", edit{"rule_sets.yaml", "standards: [READ]", "standards: &all [READ]"}, []string{"anchors and aliases are not used"}},
	{"no YAML", edit{"more.yaml", "", "facts: [\n"}, []string{"did not find expected node content"}},
	{"a list where a mapping stands", edit{"more.yaml", "", "- facts\n"}, []string{"expected a mapping here"}},

	// -- names
	{"defined twice", edit{"more.yaml", "", "rule_sets:\n  - {id: NEW, title: {vi: a, en: b}, from_year: 2020, enabled: false, standards: [READ]}\n"}, []string{"rule_set NEW is defined twice"}},
	{"an instrument that is not there", edit{"predicates.yaml", "{instrument: decree, at: Điều 1", "{instrument: decre, at: Điều 1"}, []string{`there is no instrument "decre"`}},
	{"a replaced instrument that is not there", edit{"instruments.yaml", "replaces: [old]", "replaces: [older]"}, []string{`replaces "older", which is not defined`}},
	{"a measure that is not there", edit{"standards.yaml", "measure: readers\n            operator: at_least", "measure: writers\n            operator: at_least"}, []string{`there is no measure "writers"`, `there is no measure "writers"`}},
	{"a condition that is not there", edit{"standards.yaml", "condition: COND", "condition: CONDX"}, []string{"condition COND is used by no criterion", `there is no condition "CONDX"`}},
	{"a fact that is not there", edit{"conditions.yaml", "sum: [rooms]", "sum: [halls]"}, []string{`there is no fact "halls"`}},
	{"a standard that is not there", edit{"rule_sets.yaml", "standards: [READ]", "standards: [READ, WRITE]"}, []string{`there is no standard "WRITE"`}},
	{"a mark that is none", edit{"measures.yaml", "mark: confirmed", "mark: sure"}, []string{`mark "sure" is not confirmed`}},
	{"an instrument's mark that is none", edit{"instruments.yaml", "mark: confirmed", "mark: sure"}, []string{`mark "sure" is not confirmed`}},

	// -- what nobody uses
	{"an unused measure", edit{"more.yaml", "", "measures:\n  - {id: idle, text: {vi: a, en: b}, of: here, count: reads, of_text: {vi: a, en: b}, lacks: {vi: a, en: b}, " + decreeSource + "}\n"}, []string{"measure idle is used by no criterion"}},
	{"an unused predicate", edit{"more.yaml", "", "predicates:\n  - {id: idle, text: {vi: a, en: b}, when: away, " + decreeSource + "}\n"}, []string{"predicate idle is used by nothing"}},
	{"an unused parameter", edit{"predicates.yaml", `(away_people == "counted" || !away)`, "!away"}, []string{"parameter away_people changes nothing"}},
	{"an unused condition", edit{"more.yaml", "", "conditions:\n  - {id: IDLE, text: {vi: a, en: b}, checks: [{text: {vi: a, en: b}, all_yes: [tracker]}]}\n"}, []string{"condition IDLE is used by no criterion"}},
	{"an unused standard", edit{"more.yaml", "", "standards:\n  - {id: IDLE, title: {vi: a, en: b}, short: {vi: a, en: b}, order: 2, in_force: {from: 2014-01-01, until: open, " + decreeSource + "}, max_level: 0, levels: []}\n"}, []string{"standard IDLE is in no rule set"}},

	// -- expressions
	{"a name outside the vocabulary", edit{"measures.yaml", "count: reads", "count: writes"}, []string{"undeclared reference to 'writes'", "predicate reads is used by nothing"}},
	{"a number held against a word", edit{"measures.yaml", "age >= 15", `age >= "15"`}, []string{"found no matching overload"}},
	{"an answer that is not yes or no", edit{"measures.yaml", "count: reads", "count: age"}, []string{"not yes or no", "predicate reads is used by nothing"}},
	{"a predicate that asks itself", edit{"predicates.yaml", `when: move != "out"`, `when: reads && move != "out"`}, []string{"asks itself"}},
	{"a predicate with the name of a field", edit{"more.yaml", "", "predicates:\n  - {id: age, text: {vi: a, en: b}, when: away, " + decreeSource + "}\n"}, []string{`"age" names a field of the profile and a predicate`}},
	{"a predicate whose name is no name", edit{"predicates.yaml", "id: here", "id: here.now"}, []string{`"here.now" cannot name a predicate`}},
	{"one name for two things", edit{"parameters.yaml", "id: away_people", "id: here"}, []string{`"here" names a parameter and a predicate`}},

	// -- dates
	{"an instrument whose time is empty", edit{"instruments.yaml", "until: 2014-01-01", "until: 2001-02-01"}, []string{"its time in force is empty"}},
	{"an instrument not in force on the day", edit{"standards.yaml", "threshold: 80, source: {instrument: decree", "threshold: 80, source: {instrument: old"}, []string{"1/2001 was not in force on 2014-01-01"}},
	{"a gap between values", edit{"standards.yaml", "until: 2020-01-01", "until: 2019-01-01"}, []string{"nothing is said from 2019-01-01 to 2020-01-01"}},
	{"an overlap of values", edit{"standards.yaml", "until: 2020-01-01", "until: 2021-01-01"}, []string{"the value from 2020-01-01 overlaps the one before it"}},
	{"a value after an open one", edit{"standards.yaml", "until: 2020-01-01", "until: open"}, []string{"overlaps the one before it"}},
	{"an empty period", edit{"standards.yaml", "until: 2020-01-01", "until: 2014-01-01"}, []string{"the period is empty", "nothing is said"}},
	{"a value without a first day", edit{"standards.yaml", "{from: 2014-01-01, until: open, threshold: 100", "{from: open, until: open, threshold: 100"}, []string{"a value has a first day"}},
	{"a newest value never checked", edit{"standards.yaml", "at: Điều 4, mark: confirmed, last_checked_on: 2026-01-01", "at: Điều 4, mark: confirmed"}, []string{"the newest value needs a last_checked_on"}},
	{"a newest value checked before it held", edit{"standards.yaml", "threshold: 90, source: {instrument: decree, at: Điều 2, mark: confirmed, last_checked_on: 2026-01-01", "threshold: 90, source: {instrument: decree, at: Điều 2, mark: confirmed, last_checked_on: 2019-01-01"}, []string{"needs a last_checked_on, no earlier"}},
	{"checked on no day", edit{"instruments.yaml", "last_checked_on: 2026-01-01", "last_checked_on: 2026-13-01"}, []string{`last_checked_on: "2026-13-01" is no day`}},
	{"an unknown start without the day before which it was not", edit{"standards.yaml", "in_force: {from: 2014-01-01", "in_force: {from: unknown"}, []string{"an unknown start needs not_before"}},

	// -- standards
	{"a level that the standard does not have", edit{"standards.yaml", "max_level: 2", "max_level: 1"}, []string{"level 2 stands where 2 is due (the highest is 1)"}},
	{"a level left out", edit{"standards.yaml", "- level: 1", "- level: 2"}, []string{"level 2 stands where 1 is due"}},
	{"a criterion twice in a level", edit{"standards.yaml", "id: READ2.C0", "id: READ2.C"}, []string{"criterion READ2.C stands twice in the level"}},
	{"a tier that is none", edit{"standards.yaml", "tier: province", "tier: region"}, []string{`tier is "region"`}},
	{"a kind that is none", edit{"standards.yaml", "kind: condition", "kind: wish"}, []string{"condition COND is used by no criterion", `kind "wish" is not`}},
	{"an operator that is none", edit{"standards.yaml", "operator: all", "operator: most"}, []string{`operator is "most"`}},
	{"all of the places", edit{"standards.yaml", "level: 1}\n            operator: at_least", "level: 1}\n            operator: all"}, []string{`operator is "all"`}},
	{"a share of no kind of place", edit{"standards.yaml", "places: commune", "places: hamlet"}, []string{`places is "hamlet"`}},
	{"a share of a standard that is not there", edit{"standards.yaml", "having: {standard: READ", "having: {standard: WRITE"}, []string{"having names no standard"}},
	{"a share of a level that is not there", edit{"standards.yaml", "having: {standard: READ, level: 1}", "having: {standard: READ, level: 3}"}, []string{"READ has no level 3"}},
	{"a criterion on communes of no kind", edit{"standards.yaml", "having: {standard", "only: poor\n            having: {standard"}, []string{`only is "poor"`}},
	{"no threshold", edit{"standards.yaml", "threshold: 100, ", ""}, []string{"threshold is missing"}},
	{"a prerequisite that is not there", edit{"standards.yaml", "requires: {standard: READ", "requires: {standard: WRITE"}, []string{"requires names no standard"}},
	{"a prerequisite above the highest level", edit{"standards.yaml", "requires: {standard: READ, level: 1}", "requires: {standard: READ, level: 3}"}, []string{"READ has no level 3", "a level rests on a lower one"}},
	{"a level that rests on itself", edit{"standards.yaml", "requires: {standard: READ, level: 1}", "requires: {standard: READ, level: 2}"}, []string{"a level rests on a lower one"}},

	// -- conditions and facts
	{"a check that is both", edit{"conditions.yaml", "at_least: 0.7}", "at_least: 0.7, all_yes: [tracker]}"}, []string{"a check is either all_yes"}},
	{"a check that is neither", edit{"conditions.yaml", ", all_yes: [tracker]", ""}, []string{"a check is either all_yes"}},
	{"a number asked as yes or no", edit{"conditions.yaml", "all_yes: [tracker]", "all_yes: [rooms]"}, []string{"fact rooms is a count, all_yes asks for yes_no"}},
	{"a yes that is summed", edit{"conditions.yaml", "sum: [rooms]", "sum: [tracker]"}, []string{"fact tracker is yes_no and cannot be summed"}},
	{"a school fact of no level", edit{"facts.yaml", "scope: school, level: TH", "scope: school, level: ALL"}, []string{"a school fact names the level of the school"}},
	{"a fact of no scope", edit{"facts.yaml", "scope: commune", "scope: nation"}, []string{`scope is "nation"`}},

	// -- open points and rule sets
	{"a default that is no choice", edit{"parameters.yaml", "default: counted", "default: maybe"}, []string{`the default "maybe" is not among its choices`}},
	{"rule sets with a gap", edit{"rule_sets.yaml", "until_year: 2020", "until_year: 2019"}, []string{"leave a gap or overlap between years 2019 and 2020"}},
	{"rule sets that overlap", edit{"rule_sets.yaml", "until_year: 2020", "until_year: 2022"}, []string{"leave a gap or overlap between years 2022 and 2020"}},
	{"a draft that is switched on", edit{"standards.yaml", "    order: 1", "    order: 1\n    draft: true"}, []string{"READ is a draft and cannot be switched on", "READ is a draft and cannot be switched on"}},
	{"a supplement among the national files", edit{"more.yaml", "", "supplement: {id: x, title: {vi: a, en: b}}\n"}, []string{"a supplement stands in a directory of its own"}},

	// -- persons of cases
	{"a person with an unknown key", edit{"cases/reading.yaml", "{age: 20}", "{age: 20, height: 160}"}, []string{"height: unknown key"}},
	{"a person without age", edit{"cases/reading.yaml", "{age: 20}", "{graduated: PRIMARY}"}, []string{`key "age" is missing`}},
	{"a misspelt word of a person", edit{"cases/reading.yaml", "{age: 20}", "{age: 20, study: genral}"}, []string{`"genral" is not one of`}},
	{"no number of persons", edit{"cases/reading.yaml", "count: 9", "count: 0"}, []string{`count: "0" is no number of persons`}},
	{"a key of a person twice", edit{"cases/reading.yaml", "{age: 20}", "{age: 20, age: 21}"}, []string{`key "age" is given twice`}},
}

func TestBadLawsAreRefused(t *testing.T) {
	at := regexp.MustCompile(`^[\w/]+\.yaml:\d+:\d+: `)
	for _, bad := range badLaws {
		t.Run(bad.name, func(t *testing.T) {
			_, err := rule.Load(small(t, bad.edit))
			if err == nil {
				t.Fatal("it was loaded")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(bad.want) {
				t.Fatalf("%d problems, want %d:\n%s", len(lines), len(bad.want), err)
			}
			for i, line := range lines {
				if !strings.Contains(line, bad.want[i]) {
					t.Errorf("problem %q, want %q", line, bad.want[i])
				}
				if !at.MatchString(line) {
					t.Errorf("%q does not begin with file, line and column", line)
				}
			}
		})
	}
}

// All problems of all files come back at once, in the order of the files.
func TestProblemsComeTogether(t *testing.T) {
	_, err := rule.Load(small(t,
		edit{"standards.yaml", "threshold: 90", "threshold: ninety"},
		edit{"measures.yaml", "    lacks:", "    misses: x\n    lacks:"},
		edit{"cases/reading.yaml", "year: 2021", "year: this"},
		edit{"rule_sets.yaml", "until_year: 2020", "until_year: 2019"}))
	if err == nil {
		t.Fatal("it was loaded")
	}
	want := []string{"cases/reading.yaml:4:", "measures.yaml:7:", "rule_sets.yaml:3:", "standards.yaml:"}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d problems, want %d:\n%s", len(lines), len(want), err)
	}
	for i, start := range want {
		if !strings.HasPrefix(lines[i], start) {
			t.Errorf("problem %d is %q, want it at %s", i, lines[i], start)
		}
	}
}

// Two standards that rest on one another could never be judged.
func TestStandardsThatRestOnOneAnother(t *testing.T) {
	files := small(t, edit{"rule_sets.yaml", "standards: [READ]", "standards: [READ, WRITE]"},
		edit{"standards.yaml", "requires: {standard: READ, level: 1}", "requires: {standard: WRITE, level: 1}"})
	data := string(files["standards.yaml"].Data)
	other := strings.ReplaceAll(strings.TrimPrefix(data, "standards:\n"), "READ", "WRITE")
	other = strings.Replace(other, "requires: {standard: WRITE", "requires: {standard: READ", 1)
	files["standards.yaml"] = &fstest.MapFile{Data: []byte(data + other)}
	_, err := rule.Load(files)
	if err == nil || !strings.Contains(err.Error(), "READ and WRITE rest on one another") {
		t.Errorf("error %v", err)
	}
}

func TestNoFilesAtAll(t *testing.T) {
	_, err := rule.Load(fstest.MapFS{"readme.txt": {Data: []byte("x")}})
	if err == nil || !strings.Contains(err.Error(), "no .yaml file") {
		t.Errorf("error %v", err)
	}
}

// The hash names the law: a comment changes it, a case does not.
func TestHashNamesTheLaw(t *testing.T) {
	hash := func(edits ...edit) string {
		b, err := rule.Load(small(t, edits...))
		if err != nil {
			t.Fatal(err)
		}
		return b.Hash()
	}
	law := hash()
	if hash() != law {
		t.Error("the same files have two names")
	}
	if hash(edit{"standards.yaml", "threshold: 90", "threshold: 91"}) == law {
		t.Error("another threshold has the same name")
	}
	if hash(edit{"cases/reading.yaml", "name: Chín", "name: 9"}) != law {
		t.Error("a case changes the name of the law")
	}
}

// Whatever stands in a file, loading refuses it or gives a law that can be
// asked; it never breaks.
func FuzzLoad(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/load/sound.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Name, string(file.Data))
	}
	f.Add("standards.yaml", "standards: [{id: X, levels: [{level: 1, criteria: [{id: X1, kind: persons, values: [{from: open}]}]}]}]")
	f.Add("cases/reading.yaml", "cases: [{name: x, year: 1, below: [{count: 3, kind: district, holds: {READ: unknown}}], expect: {criteria: {\"\": {}}}}]")
	f.Fuzz(func(_ *testing.T, name, data string) {
		files := fstest.MapFS{}
		for _, file := range archive.Files {
			files[file.Name] = &fstest.MapFile{Data: file.Data}
		}
		if files[name] == nil {
			name = "more.yaml"
		}
		files[name] = &fstest.MapFile{Data: []byte(data)}
		b, err := rule.Load(files)
		if err == nil {
			b.Test()
		}
	})
}
