package agree_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	town "hoctap/demo"
	"hoctap/forms"
	"hoctap/internal/demo"
	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
	"hoctap/places"
)

// scaledTown is the sample town with fewer people.
func scaledTown(t *testing.T, book *rule.Book) *store.DB {
	t.Helper()
	clock := demo.NewClock()
	ids := register.NewIDs(clock.Now, 0)
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "town.db"), store.Options{Now: clock.Now, IDs: ids.Next, Keys: testkit.Keys})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, name := range places.Names() {
		shipPlaces(t, db, name, ids)
	}
	spec, err := demo.Read(town.FS)
	if err != nil {
		t.Fatal(err)
	}
	loader := demo.Loader{Store: db, Book: book, Clock: clock}
	err = loader.Load(t.Context(), spec.Scale(0.05))
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func shipPlaces(t *testing.T, db *store.DB, name string, ids *register.IDs) {
	t.Helper()
	in, err := place.OpenCSV(places.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	file, problems := place.ReadCSV(in)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	known, err := db.PlaceKeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fresh := map[string]place.ID{}
	id := func(key string) place.ID {
		if known[key] == 0 {
			known[key] = place.ID(ids.Next())
			fresh[key] = known[key]
		}
		return known[key]
	}
	err = db.SavePlaces(storetest.By(t.Context(), "chị Lan"), fresh, file.Data(id, known["viet-nam"]))
	if err != nil {
		t.Fatal(err)
	}
}

func byCode(t *testing.T, db *store.DB, code string, year int) place.ID {
	t.Helper()
	tree, err := db.Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at, err := tree.ByCode(code, rule.ReferenceDay(year))
	if err != nil {
		t.Fatal(err)
	}
	return at.PlaceID
}

// shipped are the rules that ship with the program.
func shipped(t *testing.T, lib *form.Library) *agree.Rules {
	t.Helper()
	r, err := agree.Load(lib, forms.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func check(t *testing.T, lib *form.Library, db *store.DB, code string, year int) *agree.Report {
	t.Helper()
	return checkBy(t, shipped(t, lib), db, code, year)
}

func checkBy(t *testing.T, r *agree.Rules, db *store.DB, code string, year int) *agree.Report {
	t.Helper()
	report, err := r.Check(t.Context(), db, form.For{Place: byCode(t, db, code, year), Year: year})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// unlike is a form of the province's own that asks something else in one cell.
func unlike(t *testing.T, book *rule.Book, file, old, changed string) *form.Library {
	t.Helper()
	data, err := fs.ReadFile(forms.FS, file)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), old, changed, 1)
	if text == string(data) {
		t.Fatal("the form was not changed")
	}
	lib, err := form.Load(book, forms.FS, fstest.MapFS{"own.yaml": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func TestTown(t *testing.T) {
	lib := library(t)
	db := scaledTown(t, lib.Book())
	for _, x := range []struct {
		code  string
		year  int
		least int
	}{{"14812", 2020, 300}, {"381", 2020, 100}, {"38", 2020, 100}, {"14812", 2025, 400}, {"38", 2025, 100}} {
		report := check(t, lib, db, x.code, x.year)
		for _, d := range report.Disagreements {
			if !d.Rule.Notice {
				t.Errorf("%s in %d: %s: %d and %d", x.code, x.year, d.Explanation("vi"), d.Left.Sum, d.Right.Sum)
			}
		}
		if len(report.Mismatches) > 0 || report.Compared < x.least {
			t.Errorf("%s in %d: %d compared, mismatches %v", x.code, x.year, report.Compared, report.Mismatches)
		}
	}
	t.Run("every rule", func(t *testing.T) { everyRule(t, lib, db) })
	t.Run("planted", func(t *testing.T) { planted(t, lib.Book(), db) })
	t.Run("entered", func(t *testing.T) { entered(t, lib, db) })
	t.Run("notice", func(t *testing.T) { notice(t, lib, db) })
	t.Run("nothing", func(t *testing.T) { nothing(t, lib, db) })
	t.Run("without the cell", func(t *testing.T) { withoutCell(t, lib.Book(), db) })
}

// notice: what is worth a look is told and is no fault.
func notice(t *testing.T, lib *form.Library, db *store.DB) {
	for mark, faults := range map[string]int{"notice: true": 0, "notice: false": 1} {
		text := strings.Replace(ruleText, "is: equal", mark+"\n    is: equal", 1)
		r, err := agree.Load(lib, fstest.MapFS{"agreement/x.yaml": {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		report, err := r.Check(t.Context(), db, form.For{Place: byCode(t, db, "14812", 2025), Year: 2025})
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Disagreements) != 1 || report.Faults() != faults {
			t.Errorf("%s: %d disagreements, %d faults", mark, len(report.Disagreements), report.Faults())
		}
	}
}

// A form of the province's own without the cell is not compared, which is said,
// and is no fault.
func withoutCell(t *testing.T, book *rule.Book, db *store.DB) {
	lib := unlike(t, book, "THCS/THCS-TK.yaml", "{id: persons, when:", "{id: youths, when:")
	report := check(t, lib, db, "14812", 2025)
	told := false
	for _, u := range report.Unchecked {
		told = told || u.Rule.ID == "lower-tk-persons" && u.Why.Key == "agree.no_line"
	}
	if !told || report.Faults() > 0 {
		t.Errorf("%d faults; told that it was not compared: %v", report.Faults(), told)
	}
}

// Where nobody was counted nothing is equal.
func nothing(t *testing.T, lib *form.Library, db *store.DB) {
	r, err := agree.Load(lib, fstest.MapFS{"agreement/x.yaml": {Data: []byte(ruleText)}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Check(t.Context(), db, form.For{Place: byCode(t, db, "14812", 2018), Year: 2018})
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != "agree.nothing" {
		t.Errorf("a year without a survey: %v", err)
	}
}

// Somebody without a hamlet is in the commune and in no part of it.
func TestPeopleWithoutHamlet(t *testing.T) {
	lib := library(t)
	bed := storetest.NewBed(t, func(t testing.TB) string { return testkit.SQLite(t) })
	bed.Settle()
	people := bed.People(storetest.Joined, 2025, 60)
	for i, r := range people {
		r.BirthYear, r.HamletID = 2015, storetest.Joined1
		if i < 3 {
			r.HamletID = 0
		}
	}
	bed.Open(storetest.Joined, 2025, people...)
	report, err := shipped(t, lib).Check(t.Context(), bed.DB, form.For{Place: storetest.Joined, Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Disagreements {
		if d.Rule.ID == "parts-th-m1" && d.Right.Sum-d.Left.Sum == 3 {
			return
		}
	}
	t.Errorf("three without a hamlet were not missed: %+v", report.Disagreements)
}

// everyRule: no rule lies idle. In a ward of 2025 or 2026, or in its province, each
// is held against figures, or says which of them the school has not entered.
func everyRule(t *testing.T, lib *form.Library, db *store.DB) {
	rules := shipped(t, lib)
	held := map[*agree.Rule]bool{}
	for _, at := range []struct {
		code string
		year int
	}{{"14812", 2025}, {"14812", 2026}, {"38", 2025}} {
		report := checkBy(t, rules, db, at.code, at.year)
		for _, u := range report.Unchecked {
			held[u.Rule] = held[u.Rule] || u.Why.Key == "form.not_entered"
		}
		for _, x := range rules.All() {
			held[x] = held[x] || report.Held(x) > 0
		}
	}
	for _, x := range rules.All() {
		if !held[x] {
			t.Errorf("rule %s was held against nothing", x.ID)
		}
	}
}

// planted: a form of the province's own counts from 12 years; every rule that
// holds it against others, and no other rule, says so with both figures.
func planted(t *testing.T, book *rule.Book, db *store.DB) {
	lib := unlike(t, book, "THCS/THCS-TK.yaml", "{id: persons, when: age >= 11", "{id: persons, when: age >= 12")
	report := check(t, lib, db, "14812", 2025)
	if report.Faults() != 1 || len(report.Disagreements) == 0 {
		t.Fatalf("%d faults", report.Faults())
	}
	var d *agree.Disagreement
	for i := range report.Disagreements {
		if !report.Disagreements[i].Rule.Notice {
			d = &report.Disagreements[i]
		}
	}
	age11 := figure(t, lib, db, "THCS-M1", "persons.total", "age.11")
	if d.Rule.ID != "lower-tk-persons" || age11 == 0 || d.Left.Sum-d.Right.Sum != age11 {
		t.Errorf("%s: %d and %d, of 11 years there are %d", d.Rule.ID, d.Left.Sum, d.Right.Sum, age11)
	}
	if n := len(d.Right.Terms); n != 1 || d.Right.Terms[0].Form != "THCS-TK" || d.Right.Terms[0].N != d.Right.Sum {
		t.Errorf("the right side is told as %+v", d.Right.Terms)
	}
	if d.WhatToDo("vi") == "" || strings.Contains(d.Explanation("vi"), "{") {
		t.Errorf("told as %q, %q", d.Explanation("vi"), d.WhatToDo("vi"))
	}
}

func figure(t *testing.T, lib *form.Library, db *store.DB, code, row, column string) int64 {
	t.Helper()
	f, err := lib.Form(code, 2025)
	if err != nil {
		t.Fatal(err)
	}
	filled, err := lib.Fill(t.Context(), db, f, form.For{Place: byCode(t, db, "14812", 2025), Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	at, ok := filled.Tables[0].Find(row, column)
	if !ok {
		t.Fatalf("no cell %s %s", row, column)
	}
	return filled.Tables[0].Cell(at).N
}

// entered: what a school enters does not add up, and the school is named.
func entered(t *testing.T, lib *form.Library, db *store.DB) {
	commune := byCode(t, db, "14812", 2026)
	facts, err := db.Facts(t.Context(), commune, 2026)
	if err != nil {
		t.Fatal(err)
	}
	var school rule.SchoolFacts
	for _, s := range facts.Schools {
		if s.Teaches("TH") {
			school = s
		}
	}
	values := []rule.FactValue{
		{School: school.Code, Fact: "primary.teachers", Value: "20"},
		{School: school.Code, Fact: "primary.teachers_permanent", Value: "18"},
		{School: school.Code, Fact: "primary.teachers_contract", Value: "3"},
	}
	_, err = db.SaveFacts(storetest.By(t.Context(), "chị Lan"), commune, 2026, values)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range check(t, lib, db, "14812", 2026).Disagreements {
		if d.Rule.ID == "staff-primary-contract" {
			if d.Left.Sum != 21 || d.Right.Sum != 20 || !strings.Contains(d.Explanation("vi"), school.Name) {
				t.Errorf("told as %s: %d and %d", d.Explanation("vi"), d.Left.Sum, d.Right.Sum)
			}
			return
		}
	}
	t.Error("18 and 3 teachers of 20 were let through")
}

// A province with a commune that has no survey yet is compared over the others.
func TestCommuneWithoutSurvey(t *testing.T) {
	lib := library(t)
	bed := storetest.NewBed(t, func(t testing.TB) string { return testkit.SQLite(t) })
	bed.Settle()
	people := bed.People(storetest.Joined, 2025, 60)
	for _, r := range people {
		r.BirthYear = 2013
	}
	bed.Open(storetest.Joined, 2025, people...)
	tree, err := bed.DB.Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	on := rule.ReferenceDay(2025)
	at, _ := tree.At(storetest.Joined, on)
	if len(tree.Below(at.Parent, place.Commune, on)) < 2 {
		t.Fatal("the province has no other commune")
	}
	rules := shipped(t, lib)
	report, err := rules.Check(t.Context(), bed.DB, form.For{Place: at.Parent, Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range rules.All() {
		wanted := x.ID == "parts-th-m1" || x.ID == "cohort-persons" || x.ID == "lower-tk-persons"
		if wanted && report.Held(x) == 0 {
			t.Errorf("%s was not held", x.ID)
		}
	}
	if report.Faults() > 0 {
		t.Errorf("disagreements: %+v", report.Disagreements)
	}
}
