package form_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"hoctap/internal/form"
)

// small reads the forms in small, with the first place of an old text changed.
func small(t *testing.T, file, old, text string) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/sound.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		data := string(f.Data)
		if f.Name == file {
			if !strings.Contains(data, old) {
				t.Fatalf("%s does not hold %q", file, old)
			}
			data = strings.Replace(data, old, text, 1)
		}
		files[f.Name] = &fstest.MapFile{Data: []byte(data)}
	}
	return files
}

func TestSoundFormsLoadAndHold(t *testing.T) {
	l, err := form.Load(law(t), small(t, "", "", ""))
	if err != nil {
		t.Fatal(err)
	}
	r := l.Test(t.Context())
	if len(r.Failures) > 0 || r.Cases != 3 || len(r.Untested) > 0 {
		t.Errorf("%d cases, untested %v, failures %v", r.Cases, r.Untested, r.Failures)
	}
}

// Each differs from the sound forms in one place and must be refused there, with
// these words and no other problem.
var badForms = []struct {
	name, file, old, text string
	want                  []string
}{
	{"unknown key", "table.yaml", "    programme: TH", "    program: TH", []string{`unknown key "program"`, `key "programme" is missing`, `programme is ""`}},
	{"kind", "table.yaml", "kind: table", "kind: tabel", []string{"kind is \"tabel\"", "a table form has tables"}},
	{"programme", "table.yaml", "programme: TH", "programme: THPT", []string{`programme is "THPT"`}},
	{"paper", "table.yaml", "size: A4", "size: A5", []string{`size is "A5"`}},
	{"scope", "table.yaml", "scopes: [commune, province]", "scopes: [commune, ward]", []string{`scope is "ward"`}},
	{"no scope", "list.yaml", "scopes: [commune]", "scopes: []", []string{"form B-1 is for no scope"}},
	{"open start", "table.yaml", "from: 2020-01-01", "from: open", []string{"its first day is a day"}},
	{"instrument", "table.yaml", "circular-35-2017", "circular-36-2017", []string{`there is no instrument "circular-36-2017"`}},
	{"mark of the source", "table.yaml", "mark: derived", "mark: sure", []string{`mark is "sure"`}},
	{"issuer", "table.yaml", "issuers: [office]", "issuers: [offices]", []string{`there is no issuer "offices"`}},
	{"signer", "table.yaml", "signers: [clerk]", "signers: [clark]", []string{`there is no signer "clark"`}},
	{"placeholder of a title", "table.yaml", "Biểu A năm {year}", "Biểu A năm {yaer}", []string{"nothing fills {yaer}"}},
	{"placeholder of a head", "table.yaml", "{vi: Tuổi, en: Age}", `{vi: "Tuổi {agge}", en: Age}`, []string{"nothing fills {agge}"}},
	{"placeholder of a block", "common.yaml", "UBND {PLACE}", "UBND {PLAEC}", []string{"nothing fills {PLAEC}"}},
	{"table and list", "list.yaml", "    list:", "    tables: []\n    unit: {vi: người, en: persons}\n    lists:", []string{`unknown key "lists"`, "form B-1: a table form has tables, a list form has a list"}},
	{"twice in a period", "list.yaml", "code: B-1", "code: A-1", []string{"form A-1 stands twice in one period", `there is no form "B-1"`}},
	{"two tables of one id", "table.yaml", "- id: places", "- id: main", []string{"two tables of the form have the id main"}},
	{"id", "table.yaml", "id: all,", "id: All,", []string{`"All" is no id of a line`, `no cell has row "age.10" and column "all"`}},
	{"no head", "table.yaml", "{id: all, when: pupil, head: {vi: Học sinh, en: Pupils}}", "{id: all, when: pupil}", []string{"line all has no head"}},
	{"two ids", "table.yaml", "{id: all,", "{id: name,", []string{"two lines of the axis have the id name", `no cell has row "age.10" and column "all"`}},
	{"two things", "table.yaml", "fact: primary.classes", "fact: primary.classes, schools: TH", []string{"says two things of its cells: [fact schools]"}},
	{"a head with cells", "table.yaml", "            when: pupil\n            lines", "            label: name\n            lines", []string{"line of_them is a head over others"}},
	{"when and a fact", "table.yaml", "fact: primary.classes", "fact: primary.classes, when: female", []string{"when and fact do not go together", "the heads over a figure ask of people"}},
	{"a part of nothing", "table.yaml", "schools: TH", "schools: TH, part: of", []string{"part is of a measure"}},
	{"a year of nothing", "table.yaml", "schools: TH", "schools: TH, year: -1", []string{"year is of a fact or a field"}},
	{"a field in a table", "table.yaml", "schools: TH", "field: name", []string{"a field is of a list"}},
	{"a fact in a list", "list.yaml", "mark: female", "fact: primary.classes", []string{"a list has no fact"}},
	{"nothing in a list", "list.yaml", "mark: female, ", "", []string{"a column of a list is a field, a mark, a label or blank"}},
	{"unknown fact", "table.yaml", "primary.classes", "primary.class", []string{`there is no fact "primary.class"`}},
	{"unknown measure", "table.yaml", "primary.grade1_6", "primary.grade1_7", []string{`there is no measure "primary.grade1_7"`}},
	{"unknown standard", "table.yaml", "verdict: TH", "verdict: TX", []string{`there is no standard "TX"`}},
	{"unknown level", "table.yaml", "level: 2}", "level: 4}", []string{"TH has no level 4"}},
	{"unknown condition", "table.yaml", "COND.TH.1", "COND.TH.9", []string{`there is no condition "COND.TH.9"`}},
	{"unknown label", "table.yaml", "label: name", "label: title", []string{`label is "title"`}},
	{"unknown field", "list.yaml", "field: name", "field: nmae", []string{`a list has no field "nmae"`}},
	{"unknown set", "table.yaml", "use: sexes", "use: sex", []string{`there is no set "sex"`, "no line girls to add up", "no line boys to add up", "no line girls to take a share of", "set sexes is used by no form"}},
	{"use and more", "table.yaml", "- use: sexes", "- {use: sexes, when: female}", []string{"use stands by itself"}},
	{"an axis of nothing known", "table.yaml", "of: unit", "of: unite", []string{`each goes over age, grade`, "there is no line unit.* to add up"}},
	{"an empty range", "table.yaml", "from: 6, to: 10", "from: 10, to: 6", []string{"from 10 to 6 is no range", "no line age.6 to add up", "no line age.7 to add up", "no line age.8 to add up", "no line age.9 to add up", "no line age.10 to add up", `no cell has row "age.10"`}},
	{"a sum of what is not there", "table.yaml", "age.6..age.10", "age.6..age.11", []string{"no line age.11 to add up"}},
	{"a sum of no range", "table.yaml", "age.6..age.10", "age.6..grade.10", []string{"age.6..grade.10 is no range"}},
	{"a sum of a share", "table.yaml", "sum: [girls, boys]", "sum: [girls, percent]", []string{"line percent is no number to add up"}},
	{"a sum of itself", "table.yaml", "sum: [girls, boys]", "sum: [girls, both]", []string{"line of_them.both adds itself up", "comes back to itself"}},
	{"a share of what is not there", "table.yaml", "count: girls, of: both", "count: girls, of: all_of_them", []string{"no line all_of_them to take a share of"}},
	{"a question that is none", "table.yaml", "{id: all, when: pupil,", "{id: all, when: grade,", []string{`"grade" gives int, not yes or no`}},
	{"a question in a set", "common.yaml", "when: female", "when: femal", []string{"undeclared reference to 'femal'"}},
	{"who of a list", "list.yaml", "who: pupil", "who: pupils", []string{"undeclared reference to 'pupils'"}},
	{"mark of a list", "list.yaml", "mark: female", "mark: femal", []string{"undeclared reference to 'femal'"}},
	{"order of a list", "list.yaml", "order: [hamlet, sheet]", "order: [hamlet, house]", []string{`order is "house"`, "a list parted by household is in order"}},
	{"group of a list", "list.yaml", "by: household", "by: houses", []string{`by is "houses"`}},
	{"placeholder of a group", "list.yaml", "Hộ {head}", "Hộ {heads}", []string{"nothing fills {heads}"}},
	{"people by school", "table.yaml", "{of: unit}}", "{of: school, level: TH}}", []string{"column pupils do not meet: people are not counted by school", "column entered do not meet: people are not counted by school"}},
	{"a figure asked of people", "table.yaml", "{id: unit, each: {of: unit}}", "{id: unit, each: {of: unit}, when: female}", []string{"a figure of a place is not asked of people"}},
	{"two labels", "table.yaml", "{id: total, sum: [unit.*], head", "{id: total, label: code, head", []string{"do not meet: both say what is written"}},
	{"an override of nothing", "table.yaml", "row: age.10", "row: age.11", []string{`no cell has row "age.11" and column "all"`}},
	{"an override of two", "table.yaml", "age == 10}", "age == 10, cross: true}", []string{"one of when, blank, cross"}},
	{"an override that asks nonsense", "table.yaml", "age == 10}", "agge == 10}", []string{"undeclared reference to 'agge'"}},
	{"an override of a sum", "table.yaml", "row: age.10", "row: total", []string{"stands where two lines do that narrow down"}},
	{"a set nobody uses", "common.yaml", "sets:\n", "sets:\n  - {id: none, lines: [{id: a, head: {vi: A, en: A}}]}\n", []string{"set none is used by no form"}},
	{"a predicate nobody uses", "common.yaml", "predicates:\n", "predicates:\n  - {id: idle, text: {vi: A, en: A}, when: female, source: {instrument: decree-20-2014, at: Điều 7, mark: derived}}\n", []string{"predicate idle is used by no form"}},
	{"a predicate of the law", "common.yaml", "predicates:\n", "predicates:\n  - {id: covered, text: {vi: A, en: A}, when: female, source: {instrument: decree-20-2014, at: Điều 7, mark: derived}}\n", []string{`the name "covered" is taken`, "predicate covered is used by no form"}},
	{"a case of no form", "cases.yaml", "form: A-1", "form: A-9", []string{`there is no form "A-9"`}},
	{"a case without a commune", "cases.yaml", "    commune: {persons: [{age: 7}]}\n", "", []string{"a case has a commune"}},
	{"a case that expects nothing", "cases.yaml", "    listed: 3\n", "", []string{"the case expects nothing"}},
	{"a case with an unknown figure", "cases.yaml", "primary.classes: 4", "primary.class: 4", []string{`there is no figure "primary.class" of a school`}},
	{"a case with a wrong figure", "cases.yaml", "primary.classes: 4", "primary.classes: four", []string{`"four" is no count`}},
}

func TestBadFormsAreRefused(t *testing.T) {
	book := law(t)
	for _, bad := range badForms {
		t.Run(bad.name, func(t *testing.T) {
			_, err := form.Load(book, small(t, bad.file, bad.old, bad.text))
			if err == nil {
				t.Fatal("taken for sound")
			}
			wantProblems(t, err, bad.want)
		})
	}
}

// wantProblems holds the lines of an error against words that each must have,
// whatever their order, and each line against a place in a file.
func wantProblems(t *testing.T, err error, want []string) {
	t.Helper()
	var open []string
	for _, line := range strings.Split(err.Error(), "\n") {
		if !strings.Contains(strings.SplitN(line, " ", 2)[0], ".yaml:") {
			t.Errorf("no place in %q", line)
		}
		open = append(open, line)
	}
	for _, w := range want {
		i := slices.IndexFunc(open, func(line string) bool { return strings.Contains(line, w) })
		if i < 0 {
			t.Errorf("nothing says %q:\n%s", w, err)
			continue
		}
		open = slices.DeleteFunc(open, func(line string) bool { return strings.Contains(line, w) })
	}
	for _, line := range open {
		t.Errorf("not expected: %s", line)
	}
}

// A supplement takes the place of a form in its own period, and brings its cases.
func TestSupplementTakesTheFormOver(t *testing.T) {
	own := small(t, "table.yaml", "from: 2020-01-01", "from: 2024-01-01")
	own["table.yaml"].Data = []byte(strings.Replace(string(own["table.yaml"].Data), "Biểu A", "Biểu của tỉnh", 1))
	l, err := form.Load(law(t), small(t, "", "", ""), fstest.MapFS{"table.yaml": own["table.yaml"]})
	if err != nil {
		t.Fatal(err)
	}
	for year, want := range map[int]string{2023: "Biểu A năm 2023", 2024: "Biểu của tỉnh năm 2024"} {
		f, err := l.Form("a1", year)
		if err != nil || f.TitleOf(year).Vi != want {
			t.Errorf("%d: %v, %v", year, f, err)
		}
		if n := len(l.Forms(year)); n != 2 {
			t.Errorf("%d: %d forms", year, n)
		}
	}
	if r := l.Test(t.Context()); r.Cases != 0 || fmt.Sprint(r.Untested) != "[A-1]" {
		t.Errorf("%d cases of the supplement, untested %v", r.Cases, r.Untested)
	}
}

// A case that does not hold is told with its cell.
func TestWrongCaseFails(t *testing.T) {
	l, err := form.Load(law(t), small(t, "cases.yaml", `"75.00%"`, `"74.00%"`))
	if err != nil {
		t.Fatal(err)
	}
	r := l.Test(t.Context())
	if len(r.Failures) != 1 || !strings.Contains(r.Failures[0].Error(), `main age.7 of_them.percent is "75.00%", expected "74.00%"`) {
		t.Errorf("failures %v", r.Failures)
	}
}
