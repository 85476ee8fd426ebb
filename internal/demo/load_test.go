package demo_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hoctap/internal/demo"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/store"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
	"hoctap/internal/verdict"
	"hoctap/places"
)

// openStore opens a new database that has the shipped places.
func openStore(t *testing.T, clock *demo.Clock) *store.DB {
	t.Helper()
	ids := register.NewIDs(clock.Now, 0)
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "town.db"), store.Options{Now: clock.Now, IDs: ids.Next, Keys: testkit.Keys})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, name := range places.Names() {
		shipPlaces(t, db, name, ids)
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

func loaderOf(t *testing.T, db *store.DB, clock *demo.Clock) *demo.Loader {
	t.Helper()
	return &demo.Loader{Store: db, Book: lawOf(t), Clock: clock}
}

// contents sums up what a store holds of the town.
func contents(t *testing.T, db *store.DB) string {
	t.Helper()
	tree, err := db.Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, year := range demo.Years {
		decisions, err := db.Decisions(t.Context(), year)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range tree.Below(tree.Roots(rule.ReferenceDay(year))[0].PlaceID, place.Commune, rule.ReferenceDay(year)) {
			r, ok, err := db.RoundProgress(t.Context(), c.PlaceID, year)
			if err != nil {
				t.Fatal(err)
			}
			facts, err := db.Facts(t.Context(), c.PlaceID, year)
			if err != nil {
				t.Fatal(err)
			}
			rows, err := db.Tally(t.Context(), c.PlaceID, year)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, fmt.Sprintf("%d %s %v %s %d %d, %d schools, %d figures, %d decisions, tally of %d",
				year, c.Name, ok, r.State, r.Records, r.Unconfirmed, len(facts.Schools), len(facts.Commune), len(decisions[c.PlaceID]), rows.Persons()))
		}
	}
	return strings.Join(out, "\n")
}

// Loading may be cut short anywhere and go on later; once it is whole, loading
// again does nothing.
func TestLoadGoesOnWhereItStopped(t *testing.T) {
	spec := specOf(t).Scale(0.02)
	clock := demo.NewClock()
	whole := openStore(t, clock)
	err := loaderOf(t, whole, clock).Load(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	want := contents(t, whole)
	for _, stop := range []int{1, 9} {
		clock := demo.NewClock()
		db := openStore(t, clock)
		ctx, cancel := context.WithCancel(t.Context())
		l := loaderOf(t, db, clock)
		l.Progress = func(s demo.Step) {
			if s.Done == stop {
				cancel()
			}
		}
		err := l.Load(ctx, spec)
		if err == nil {
			t.Fatalf("cut short after %d rounds without an error", stop)
		}
		cancel()
		for range 2 {
			err = loaderOf(t, db, clock).Load(t.Context(), spec)
			if err != nil {
				t.Fatalf("after %d rounds: %v", stop, err)
			}
		}
		if got := contents(t, db); got != want {
			t.Errorf("cut short after %d rounds the store holds\n%s\nwant\n%s", stop, got, want)
		}
	}
	if !strings.Contains(want, "2019 Phường Ba Đình true closed") || !strings.Contains(want, "2026 Phường Bỉm Sơn true open") {
		t.Errorf("the store holds\n%s", want)
	}
}

// The whole town in a store: the notice stands, the tallies agree with the
// records, and the gaps of the ward that falls short can be read.
func TestLoadTheWholeTown(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 370,000 records")
	}
	clock := demo.NewClock()
	db := openStore(t, clock)
	begun := time.Now()
	err := loaderOf(t, db, clock).Load(t.Context(), specOf(t))
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > time.Minute {
		t.Errorf("loading took %s", took)
	}
	said, err := db.Setting(t.Context(), demo.Notice)
	if err != nil || !strings.Contains(said, "hư cấu") {
		t.Errorf("notice %q, %v", said, err)
	}
	judge := &verdict.Judge{Book: lawOf(t), Source: db}
	for _, year := range []int{2019, 2020, 2024} {
		if got := standing(judged(t, judge, "381", year).Verdicts); got != otherwise {
			t.Errorf("%d: the town stands at %s, want %s", year, got, otherwise)
		}
	}
	for _, year := range []int{2025, 2026} {
		gaps(t, judge, year)
	}
	t.Run("distances", func(t *testing.T) { distances(t, judge) })
	t.Run("short way", func(t *testing.T) { shortWay(t, db) })
	at, err := judge.Find(t.Context(), "14818", 2026)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("published", func(t *testing.T) { publishAndAttack(t, db) })
	faults, err := db.CheckTally(t.Context(), at.PlaceID, 2026)
	if err != nil || len(faults) > 0 {
		t.Errorf("tally: %v, %v", faults, err)
	}
}

func judged(t *testing.T, judge *verdict.Judge, code string, year int) *verdict.Judgement {
	t.Helper()
	at, err := judge.Find(t.Context(), code, year)
	if err != nil {
		t.Fatal(err)
	}
	j, err := judge.Judge(t.Context(), at.PlaceID, year)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// distances: what is counted from tallies is what the gap list names, for every
// commune and level; and the short ways of the old town are the communes that need
// the fewest.
func distances(t *testing.T, judge *verdict.Judge) {
	far := 0
	for _, asked := range []struct {
		code string
		year int
	}{{"381", 2019}, {"381", 2024}, {"38", 2025}} {
		tier := judged(t, judge, asked.code, asked.year)
		units, err := judge.Communes(t.Context(), tier.Place.PlaceID, asked.year)
		if err != nil {
			t.Fatal(err)
		}
		named := map[string]int{} // by commune, standard and level
		for _, unit := range units {
			if !unit.Surveyed {
				continue
			}
			for _, ver := range unit.Verdicts {
				for _, level := range ver.Levels {
					d, err := judge.Distance(t.Context(), unit, ver.Standard, level.Number)
					if err != nil {
						t.Fatal(err)
					}
					g, err := judge.Gaps(t.Context(), unit.Place.PlaceID, asked.year, ver.Standard.ID, level.Number)
					if err != nil {
						t.Fatal(err)
					}
					if d.Persons != len(g.Fewest) {
						t.Errorf("%s %d, %s %d: %d people by count, %d by name", unit.Place.Name, asked.year, ver.Standard.ID, level.Number, d.Persons, len(g.Fewest))
					}
					if level.Outcome == rule.Met && (d.Held || d.Persons > 0) {
						t.Errorf("%s %d, %s %d: met, and yet %+v away", unit.Place.Name, asked.year, ver.Standard.ID, level.Number, d)
					}
					far += d.Persons
					named[fmt.Sprint(unit.Place.Name, ver.Standard.ID, level.Number)] = len(g.Fewest)
				}
			}
		}
		moves, err := judge.Moves(t.Context(), tier.Place.PlaceID, asked.year)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range moves {
			before := -1
			for _, s := range m.Steps {
				if n := named[fmt.Sprint(s.Unit.Place.Name, m.Criterion.Criterion.Having.Standard, s.Level)]; n != s.Persons || n < before {
					t.Errorf("%s %d, %s %d: %s takes %d, %d by name, after %d", asked.code, asked.year, m.Standard.ID, m.Level, s.Unit.Place.Name, s.Persons, n, before)
				}
				before = s.Persons
			}
			t.Logf("%s %d: %s %d needs %d communes, %d near, %d people", asked.code, asked.year, m.Standard.ID, m.Level, m.Needed, len(m.Steps), m.Persons())
		}
	}
	if far == 0 {
		t.Error("nothing is lacking anywhere: the sample town shows nothing")
	}
}

// smallProvince is the two wards as if they were a whole province, with the decisions
// given. The real one has 164 communes more that nobody surveyed.
type smallProvince struct {
	*store.DB
	tree      *place.Tree
	decisions map[place.ID][]verdict.Decision
}

func (p smallProvince) Places(context.Context) (*place.Tree, error) { return p.tree, nil }

func (p smallProvince) Decisions(context.Context, int) (map[place.ID][]verdict.Decision, error) {
	return p.decisions, nil
}

// shortWay: the ward that people alone keep from its level is the whole way, with the
// people that its gap list names; recognised at it, there is no way left to go.
func shortWay(t *testing.T, db *store.DB) {
	const standard, level, year = "THCS", 3, 2025
	judge := &verdict.Judge{Book: lawOf(t), Source: db}
	ward, province := judged(t, judge, "14812", year), judged(t, judge, "38", year)
	g, err := judge.Gaps(t.Context(), ward.Place.PlaceID, year, standard, level)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := db.Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wards := tree.Below(province.Place.PlaceID, place.Commune, province.On)
	small := smallProvince{db, place.NewTree(place.Data{Attributes: append(wards, province.Place)}), map[place.ID][]verdict.Decision{}}
	judge.Source = small
	way := wayTo(t, judge, province, standard, level)
	if way == nil || way.Needed != 1 || len(way.Steps) != 1 || way.Steps[0].Unit.Place.PlaceID != ward.Place.PlaceID || way.Persons() != len(g.Fewest) || way.Persons() == 0 {
		t.Fatalf("the way is %+v; the ward takes %d people", way, len(g.Fewest))
	}
	small.decisions[ward.Place.PlaceID] = []verdict.Decision{{PlaceID: ward.Place.PlaceID, Year: year, Standard: standard, Level: level}}
	if way = wayTo(t, judge, province, standard, level); way != nil {
		t.Errorf("all are recognised, and still %+v", way)
	}
	// A decision below what the figures reach: nobody is lacking, only the decision.
	other := wards[slices.IndexFunc(wards, func(a place.Attributes) bool { return a.PlaceID != ward.Place.PlaceID })].PlaceID
	small.decisions[other] = []verdict.Decision{{PlaceID: other, Year: year, Standard: standard, Level: level - 1}}
	if way = wayTo(t, judge, province, standard, level); way == nil || len(way.Steps) != 1 || way.Steps[0].Unit.Place.PlaceID != other || way.Persons() != 0 {
		t.Errorf("only a decision is wanting, and the way is %+v", way)
	}
}

func wayTo(t *testing.T, judge *verdict.Judge, at *verdict.Judgement, standard string, level int) *verdict.Move {
	t.Helper()
	moves, err := judge.Moves(t.Context(), at.Place.PlaceID, at.Year)
	if err != nil {
		t.Fatal(err)
	}
	for i := range moves {
		if moves[i].Standard.ID == standard && moves[i].Level == level {
			return &moves[i]
		}
	}
	return nil
}

// gaps: two criteria lack people, most of them in a few quarters, and the fewest
// are fewer than both lists together.
func gaps(t *testing.T, judge *verdict.Judge, year int) {
	t.Helper()
	at, err := judge.Find(t.Context(), "14812", year)
	if err != nil {
		t.Fatal(err)
	}
	g, err := judge.Gaps(t.Context(), at.PlaceID, year, "THCS", 3)
	if err != nil {
		t.Fatal(err)
	}
	needed := 0
	for _, c := range g.Criteria {
		needed += int(c.Needed)
	}
	if len(g.Criteria) != 2 || len(g.Fewest) >= needed || len(g.Fewest) < 10 || len(g.Fewest) > 80 {
		t.Errorf("%d: %d criteria lack %d, the fewest are %d", year, len(g.Criteria), needed, len(g.Fewest))
	}
}

// What goes out of the open round comes back in without an error and changes
// nothing: no record holds a value that its column does not allow.
func TestTheSheetsComeBackUnchanged(t *testing.T) {
	clock := demo.NewClock()
	db := openStore(t, clock)
	err := loaderOf(t, db, clock).Load(t.Context(), specOf(t).Scale(0.1))
	if err != nil {
		t.Fatal(err)
	}
	judge := &verdict.Judge{Book: lawOf(t), Source: db}
	for _, code := range []string{"14812", "14818"} {
		at, err := judge.Find(t.Context(), code, 2026)
		if err != nil {
			t.Fatal(err)
		}
		r := importBack(t, db, at, clock)
		if len(r.Errors) > 0 || r.Changed > 0 || r.NewPersons > 0 || r.Unchanged != r.Rows || r.Rows < 2000 {
			t.Errorf("%s: %d rows, %d unchanged, %d changed, %d new, errors %v, changes %+v", at.Name, r.Rows, r.Unchanged, r.Changed, r.NewPersons, r.Errors, r.Changes)
		}
	}
}

func importBack(t *testing.T, db *store.DB, at place.Attributes, clock *demo.Clock) *survey.Report {
	t.Helper()
	export, err := sheet.LoadExport(t.Context(), db, at, 2026)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sheets.xlsx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	err = sheet.ExportSurvey(f, export)
	if err != nil {
		t.Fatal(err)
	}
	err = f.Close()
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.OpenSurvey(path, 2026, grid.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	report, err := survey.Import(storetest.By(t.Context(), "chị Lan"), db, book, survey.Options{
		CommuneID: at.PlaceID, CommuneName: at.Name, Year: 2026, FileName: "sheets.xlsx",
	}, register.NewIDs(clock.Now, 1).Next, clock.Now, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}
