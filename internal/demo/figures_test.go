package demo_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"hoctap/forms"
	"hoctap/internal/demo"
	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/register"
	"hoctap/internal/rule"
)

// lacking is what the town leaves unentered on purpose.
var lacking = map[string]int{
	"2024 38381209": 3, "2025 38381105": 2, "2026 38381307": 5,
}

func sumsOf(t *testing.T, book *rule.Book) []agree.Sum {
	t.Helper()
	lib, err := form.Load(book, forms.FS)
	if err != nil {
		t.Fatal(err)
	}
	r, err := agree.Load(lib, forms.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	return r.Sums()
}

// Every figure that the law and the forms ask for is there, adds up within its
// school, fits the children of the register, and moves slowly over the years.
func TestFiguresAreWhole(t *testing.T) {
	book := lawOf(t)
	w := &figureWatch{t: t, book: book, sums: sumsOf(t, book), before: map[string]map[string]string{}}
	town, _ := townOf(t, specOf(t), demo.Seed)
	year := 0
	for u := range town.Rounds() {
		if u.Plan.Year != year {
			w.endYear()
			year = u.Plan.Year
			w.year, w.rolls, w.now = year, map[string]map[string]int{}, nil
		}
		w.unit(u)
	}
	w.endYear()
}

type figureWatch struct {
	t      *testing.T
	book   *rule.Book
	sums   []agree.Sum
	year   int
	rolls  map[string]map[string]int // pupils by school and grade group
	now    []rule.SchoolFacts
	before map[string]map[string]string
	past   int // the year before among those of the town
}

func (w *figureWatch) unit(u *demo.Unit) {
	for _, r := range u.Plan.New {
		if w.rolls[r.SchoolCode] == nil {
			w.rolls[r.SchoolCode] = map[string]int{}
		}
		if r.Move != register.MoveOut && r.Move != register.MoveDead {
			w.rolls[r.SchoolCode][r.GradeGroup]++
		}
	}
	facts := u.Rule()
	w.now = append(w.now, facts.Schools...)
	for _, b := range agree.BrokenBy(w.sums, facts.Commune) {
		w.t.Errorf("%d commune %d: %s", w.year, u.Plan.CommuneID, b.Rule.ID)
	}
	for id, value := range facts.Commune {
		if strings.Contains(id, "money") && (len(value) == 0 || value[0] == '-' || !strings.HasSuffix("000"+value, "000")) {
			w.t.Errorf("%d %s is %s đồng", w.year, id, value)
		}
	}
}

func (w *figureWatch) endYear() {
	for _, s := range w.now {
		w.complete(s)
		for _, b := range agree.BrokenBy(w.sums, s.Values) {
			w.t.Errorf("%d %s: %s, %d and %d", w.year, s.Name, b.Rule.ID, b.LeftSum, b.RightSum)
		}
		w.classes(s)
		w.steady(s)
		w.before[s.Code] = s.Values
	}
	w.past = w.year
}

func (w *figureWatch) complete(s rule.SchoolFacts) {
	missing := 0
	for _, f := range w.book.Facts() {
		if f.Scope == "school" && s.Teaches(f.Level) && s.Values[f.ID] == "" {
			missing++
		}
	}
	if want := lacking[fmt.Sprintf("%d %s", w.year, s.Code)]; missing != want {
		w.t.Errorf("%d %s lacks %d figures, meant are %d", w.year, s.Name, missing, want)
	}
}

// classes: the children of a grade fit into them, and none too many are kept. The
// open round lags behind, as sheets are still to be written.
func (w *figureWatch) classes(s rule.SchoolFacts) {
	if w.year == 2026 {
		return
	}
	size, grades, id := 33, []string{"k1", "k2", "k3", "k4", "k5"}, "primary.classes"
	switch s.Levels[0] {
	case "MN":
		size, grades, id = 30, []string{"t5"}, "preschool.classes_5"
	case "THCS":
		size, grades, id = 38, []string{"k6", "k7", "k8", "k9"}, "lower_secondary.classes"
	}
	least, most := 0, 0
	for _, g := range grades {
		n := w.rolls[s.Code][g]
		least += n / size
		most += n/size + 2
	}
	if n := w.number(s, id); n < least || n > most {
		w.t.Errorf("%d %s: %d classes, its children make %d to %d", w.year, s.Name, n, least, most)
	}
}

// steady: no solid room is lost, and staff moves by a few persons a year.
func (w *figureWatch) steady(s rule.SchoolFacts) {
	old := w.before[s.Code]
	if old == nil {
		return
	}
	for _, level := range []string{"preschool.", "primary.", "lower_secondary."} {
		if old[level+"rooms_solid"] == "" {
			continue
		}
		was := rule.SchoolFacts{Values: old}
		if a, b := w.number(was, level+"rooms_solid"), w.number(s, level+"rooms_solid"); b < a {
			w.t.Errorf("%d %s: solid rooms fell from %d to %d", w.year, s.Name, a, b)
		}
		a, b := w.number(was, level+"teachers"), w.number(s, level+"teachers")
		if years := w.year - w.past; b < a-3*years || b > a+6*years {
			w.t.Errorf("%d %s: teachers went from %d to %d in %d years", w.year, s.Name, a, b, years)
		}
	}
}

func (w *figureWatch) number(s rule.SchoolFacts, id string) int {
	n, err := strconv.Atoi(s.Values[id])
	if err != nil {
		w.t.Errorf("%d %s: %s is %q", w.year, s.Name, id, s.Values[id])
	}
	return n
}
