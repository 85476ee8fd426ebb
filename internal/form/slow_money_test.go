package form_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	town "hoctap/demo"
	"hoctap/internal/demo"
	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
	"hoctap/places"
	"hoctap/rules"
)

// figureTown is the sample town with fewer people; its schools, rooms and money
// follow from those.
type figureTown struct {
	*store.DB
	tree *place.Tree
}

// The forms of staff, rooms and money of the sample town, against plain loops.
func TestFiguresOfTheTown(t *testing.T) {
	l := national(t)
	s := loadFigureTown(t)
	for name, run := range map[string]func(*testing.T, *form.Library, *figureTown){
		"staff and rooms": figuresAgainstSlowCount, "money": moneyAgainstSlowCount, "norms": normsAreNotAddedUp,
	} {
		t.Run(name, func(t *testing.T) { run(t, l, s) })
	}
}

func loadFigureTown(t *testing.T) *figureTown {
	t.Helper()
	clock := demo.NewClock()
	ids := register.NewIDs(clock.Now, 0)
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "town.db"), store.Options{Now: clock.Now, IDs: ids.Next, Keys: testkit.Keys})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, name := range places.Names() {
		shipFigurePlaces(t, db, name, ids)
	}
	spec, err := demo.Read(town.FS)
	if err != nil {
		t.Fatal(err)
	}
	book, err := rule.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	loader := demo.Loader{Store: db, Book: book, Clock: clock}
	err = loader.Load(t.Context(), spec.Scale(0.05))
	if err != nil {
		t.Fatal(err)
	}
	tree, err := db.Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &figureTown{db, tree}
}

func shipFigurePlaces(t *testing.T, db *store.DB, name string, ids *register.IDs) {
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

func (s *figureTown) byCode(t *testing.T, code string, year int) place.ID {
	t.Helper()
	at, err := s.tree.ByCode(code, rule.ReferenceDay(year))
	if err != nil {
		t.Fatal(err)
	}
	return at.PlaceID
}

func (s *figureTown) communes(t *testing.T, code string, year int) []place.ID {
	t.Helper()
	var out []place.ID
	for _, at := range s.tree.Below(s.byCode(t, code, year), place.Commune, rule.ReferenceDay(year)) {
		out = append(out, at.PlaceID)
	}
	return out
}

// slowMoney are the rows of MN-01-T.chính, each the figures it adds up.
var slowMoney = map[string]string{
	"spending": "recurrent investment programmes social", "recurrent": "recurrent", "investment": "investment", "programmes": "programmes", "social": "social",
	"professional": "professional", "construction": "construction",
	"equipment":        "equipment supplies_277 utilities_277 noon_277 cooks_277 cooks_105 independent_277 equipment_other",
	"equipment_bought": "equipment", "supplies_277": "supplies_277", "utilities_277": "utilities_277", "noon_277": "noon_277", "cooks_277": "cooks_277",
	"cooks_105": "cooks_105", "independent_277": "independent_277", "equipment_other": "equipment_other",
	"children":   "study_cost fee_waiver lunch_105 lunch_277 children_other",
	"study_cost": "study_cost", "fee_waiver": "fee_waiver", "lunch": "lunch_105 lunch_277", "lunch_105": "lunch_105", "lunch_277": "lunch_277", "children_other": "children_other",
	"teachers":    "recruitment universal_staff mixed_teachers worker_teachers teachers_other",
	"recruitment": "recruitment", "universal_staff": "universal_staff", "mixed_teachers": "mixed_teachers", "worker_teachers": "worker_teachers", "teachers_other": "teachers_other",
}

// Money of a ward, of the units merged into it the year before, and of the
// province: each is the sum of what communes have entered, in đồng.
func moneyAgainstSlowCount(t *testing.T, l *form.Library, s *figureTown) {
	compared := 0
	for _, of := range []struct {
		code   string
		year   int
		column string
		from   []string // codes of the communes, of the year of the column
		in     int
	}{
		{"14812", 2025, "year.0", []string{"14812"}, 2025},
		{"14818", 2025, "year.0", []string{"14818"}, 2025},
		{"14812", 2025, "year.-1", []string{"14812", "14815", "14821", "15277"}, 2024},
		{"14818", 2025, "year.-1", []string{"14809", "14818", "14823", "14824"}, 2024},
		{"14812", 2026, "year.-1", []string{"14812"}, 2025},
		{"38", 2025, "year.0", []string{"14812", "14818"}, 2025},
	} {
		filled := fill(t, l, s.DB, "MN-01-T.chính", form.For{Place: s.byCode(t, of.code, of.year), Year: of.year})
		for row, what := range slowMoney {
			want, known := s.spent(t, of.from, of.in, what)
			at, ok := filled.Body("").Find(row, of.column)
			if !ok {
				t.Fatalf("no row %s, column %s", row, of.column)
			}
			got := stands(filled.Body("").Cell(at))
			if !known {
				want = got // a row that lacks a line is told as such, see below
			}
			if got != want {
				t.Errorf("%s %d %s %s: %s, by hand %s", of.code, of.year, of.column, row, got, want)
			}
			if !known && got != "blank" && len(filled.Body("").Cell(at).Lacks) == 0 {
				t.Errorf("%s %d %s %s: nobody is told what is missing", of.code, of.year, of.column, row)
			}
			compared++
		}
	}
	if compared != 6*len(slowMoney) {
		t.Errorf("%d cells were compared", compared)
	}
}

func (s *figureTown) spent(t *testing.T, codes []string, year int, what string) (sum string, known bool) {
	t.Helper()
	var n int64
	known = true
	for _, code := range codes {
		facts, err := s.Facts(t.Context(), s.byCode(t, code, year), year)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range strings.Fields(what) {
			x, err := strconv.ParseInt(facts.Commune["preschool.money_"+id], 10, 64)
			known = known && err == nil
			n += x
		}
	}
	return fmt.Sprint(n), known
}

// The norm of each unit of before the merger stands for itself: a sum of norms
// would be read as money.
func normsAreNotAddedUp(t *testing.T, l *form.Library, s *figureTown) {
	body := fill(t, l, s.DB, "MN-01-T.chính", form.For{Place: s.byCode(t, "14812", 2025), Year: 2025}).Body("")
	before, _ := body.Find("norm", "year.-1")
	now, _ := body.Find("norm", "year.0")
	if got := body.Cell(before); got.Kind != form.BlankCell || got.Why.Key != "form.not_added" {
		t.Errorf("four norms are told as %+v", got)
	}
	if got := body.Cell(now); got.Kind != form.FigureCell || got.N < 1_000_000 {
		t.Errorf("the norm of the ward is told as %+v", got)
	}
}
