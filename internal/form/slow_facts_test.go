package form_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/rule"
)

// The slow path of staff, rooms and money: which figure stands in which column,
// written down once more by hand, and added up by plain loops over what schools
// have entered. It shares nothing with the engine but the saved figures.
//
// A column is a figure, several added up (a + b), one over another (a / b), or in
// percent of it (a % b).

var slowPreschoolStaff = map[string]string{
	"independent": "independent", "staff.total": "managers + teachers + other_staff", "staff.contract": "staff_contract",
	"staff.managers": "managers", "staff.teachers": "teachers", "staff.other": "other_staff",
	"staff.groups_nursery": "groups_nursery", "staff.classes": "groups_nursery + classes_3_4 + classes_5",
	"staff.per_class": "teachers / groups_nursery + classes_3_4 + classes_5",
}

var slowPreschoolRooms = map[string]string{
	"sites": "sites", "branch_sites": "branch_sites",
	"classes.total": "groups_nursery + classes_3_4 + classes_5", "classes.nursery": "groups_nursery", "classes.ages_3_4": "classes_3_4", "classes.ages_5": "classes_5",
	"rooms.total": "rooms_nursery + rooms_3_4 + rooms_5", "rooms.nursery": "rooms_nursery", "rooms.ages_3_4": "rooms_3_4", "rooms.ages_5": "rooms_5",
	"rooms.per_class_3_4": "rooms_3_4 / classes_3_4", "rooms.per_class_5": "rooms_5 / classes_5",
	"built.solid": "rooms_solid", "built.semi_solid": "rooms_semi_solid", "built.temporary": "rooms_temporary",
	"equipped.total": "classes_3_4_equipped + classes_5_equipped", "equipped.ages_3_4": "classes_3_4_equipped", "equipped.ages_5": "classes_5_equipped",
	"toilets.total": "toilet_areas", "toilets.standard": "toilet_areas_standard", "water.total": "water_works", "water.standard": "water_works_standard",
	"kitchens.total": "kitchens", "kitchens.standard": "kitchens_standard", "playgrounds.total": "playgrounds", "playgrounds.toys": "playgrounds_toys",
}

var slowPrimaryStaff = map[string]string{
	"trained.primary": "teachers_primary", "trained.foreign_language": "teachers_foreign_language",
	"staff.office": "staff_office", "staff.library_equipment": "staff_library_equipment",
}

var slowLowerStaff = map[string]string{
	"staff.library": "staff_library", "staff.equipment": "staff_equipment", "staff.office": "staff_office", "staff.health": "staff_health",
}

var slowPrimaryRooms = map[string]string{
	"classes.total": "classes", "classes.multigrade": "classes_multigrade", "rooms.rented": "rooms_rented", "offices.vice": "offices_vice_principal",
	"rooms.total":     "rooms_solid + rooms_semi_solid + rooms_temporary + rooms_rented",
	"rooms.per_class": "rooms_solid + rooms_semi_solid + rooms_temporary + rooms_rented / classes",
}

var slowLowerRooms = map[string]string{
	"classes": "classes", "offices.vice_principal": "offices_vice_principal", "laboratory.count": "laboratory_rooms", "laboratory.area": "laboratory_area",
	"rooms.total":     "rooms_solid + rooms_semi_solid + rooms_temporary",
	"rooms.per_class": "rooms_solid + rooms_semi_solid + rooms_temporary / classes",
}

// slowForms are the forms with the level whose schools enter them.
func slowForms() map[string]slowForm {
	for _, age := range []string{"3_4", "5"} {
		at := "teachers_" + age
		maps.Copy(slowPreschoolStaff, prefixed("ages_"+age+".", map[string]string{
			"classes": "classes_" + age, "teachers": at, "contract": at + "_contract", "policy": at + "_policy", "per_class": at + " / classes_" + age,
			"qualified": at + "_qualified", "above": at + "_above", "qualified_percent": at + "_qualified % " + at,
			"professional": at + "_professional", "professional_percent": at + "_professional % " + at,
		}))
	}
	for _, form := range []map[string]string{slowPrimaryStaff, slowLowerStaff} {
		maps.Copy(form, map[string]string{
			"rank.rank1": "rank_1", "rank.rank2": "rank_2", "rank.rank3": "rank_3", "sessions": "two_sessions", "managers.principal": "principals",
			"managers.vice": "vice_principals", "teachers.total": "teachers", "teachers.classes": "classes", "teachers.per_class": "teachers / classes", "team_leader": "team_leaders",
			"degree.below": "teachers_below_secondary", "trained.other": "teachers_other_subject",
		})
		for column, ids := range map[string]string{
			"teachers.": "permanent contract female minority", "degree.": "above_university university college secondary", "trained.": "music art physical_education it",
		} {
			maps.Copy(form, plain(column, "teachers_", ids))
		}
		maps.Copy(form, plain("rated.", "teachers_rated_", "excellent good average poor"))
	}
	maps.Copy(slowLowerStaff, plain("trained.", "teachers_", "maths literature physics chemistry biology history geography civics technology english russian french"))
	for _, form := range []map[string]string{slowPrimaryRooms, slowLowerRooms} {
		form["sites"] = "sites"
		maps.Copy(form, plain("rooms.", "rooms_", "solid semi_solid temporary"))
		maps.Copy(form, plain("offices.", "offices_", "principal office health team meeting meeting_area"))
		for column, id := range map[string]string{
			"library": "library", "equipment": "equipment", "teacher_toilets": "toilets_teachers", "pupil_toilets": "toilets_pupils", "playground": "playgrounds", "sports_ground": "sports_grounds",
		} {
			form[column+".count"], form[column+".area"] = id, id+"_area"
		}
		form["library.count"], form["equipment.count"] = "library_rooms", "equipment_rooms"
	}
	return map[string]slowForm{
		"MN-01-GV": {"MN", "preschool.", slowPreschoolStaff, false}, "MN-01-CSVC": {"MN", "preschool.", slowPreschoolRooms, false},
		"TH-01-GV": {"TH", "primary.", slowPrimaryStaff, false}, "TH-01-CSVC": {"TH", "primary.", slowPrimaryRooms, false},
		"THCS-M5": {"THCS", "lower_secondary.", slowLowerStaff, false}, "THCS-CSVC": {"THCS", "lower_secondary.", slowLowerRooms, false},
		"MN-01-TC,ĐK": {"MN", "preschool.", slowConditions(), true},
		"MN-02":       {"MN", "preschool.", map[string]string{"sites": "sites", "classes": "classes_5"}, true},
	}
}

type slowForm struct {
	level, prefix string
	columns       map[string]string
	// partly: people stand on the form too, who are counted elsewhere.
	partly bool
}

// slowConditions are the entered columns of MN-01-TC,ĐK.
func slowConditions() map[string]string {
	out := map[string]string{"independent": "independent", "sites": "sites"}
	for _, age := range []string{"3_4", "5"} {
		classes := "classes_" + age
		maps.Copy(out, prefixed("ages_"+age+".", map[string]string{
			"classes": classes, "single": classes + "_single", "mixed": classes + "_mixed", "teachers": "teachers_" + age, "rooms": "rooms_" + age,
			"teachers_per_class": "teachers_" + age + " / " + classes, "rooms_per_class": "rooms_" + age + " / " + classes, "equipped": classes + "_equipped",
		}))
	}
	return out
}

func prefixed(with string, columns map[string]string) map[string]string {
	out := map[string]string{}
	for id, what := range columns {
		out[with+id] = what
	}
	return out
}

// plain are columns named as the figures are but for what stands before.
func plain(column, figure, ids string) map[string]string {
	out := map[string]string{}
	for _, id := range strings.Fields(ids) {
		out[column+id] = figure + id
	}
	return out
}

// slowFigure is one figure over several schools: their sum, and how many of them
// have not entered it.
func slowFigure(schools []rule.SchoolFacts, id string) (sum int64, missing int) {
	for _, s := range schools {
		switch value := s.Values[id]; value {
		case "yes":
			sum++
		case "no":
		case "":
			missing++
		default:
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				panic(err)
			}
			sum += n
		}
	}
	return sum, missing
}

func (f slowForm) sum(schools []rule.SchoolFacts, what string) (sum int64, known bool) {
	known = true
	for _, id := range strings.Split(what, " + ") {
		n, missing := slowFigure(schools, f.prefix+id)
		sum += n
		known = known && missing < max(1, len(schools))
	}
	return sum, known
}

// gaps says whether anything that goes into the column was not entered.
func (f slowForm) gaps(schools []rule.SchoolFacts, what string) bool {
	for _, id := range strings.FieldsFunc(what, func(r rune) bool { return strings.ContainsRune("+/% ", r) }) {
		_, missing := slowFigure(schools, f.prefix+id)
		if missing > 0 {
			return true
		}
	}
	return false
}

// by gives what a cell must say of these schools.
func (f slowForm) by(schools []rule.SchoolFacts, what string) string {
	above, below, divided := strings.Cut(what, " / ")
	if !divided {
		above, below, divided = strings.Cut(what, " % ")
	}
	n, known := f.sum(schools, above)
	switch {
	case f.gaps(schools, what) && (divided || !known || len(schools) == 1):
		return "blank"
	case !divided:
		return fmt.Sprint(n)
	}
	d, _ := f.sum(schools, below)
	if d == 0 {
		return "none"
	}
	return fmt.Sprintf("%d/%d", n, d)
}

// stands is what a filled cell says in the same words.
func stands(c *form.Cell) string {
	switch c.Kind {
	case form.FigureCell, form.AnswerCell, form.CountCell:
		return fmt.Sprint(c.N)
	case form.BlankCell:
		return "blank"
	case form.QuotientCell, form.PercentCell:
		if c.D == 0 {
			return "none"
		}
		return fmt.Sprintf("%d/%d", c.N, c.D)
	}
	return string(c.Kind)
}

// slowYears are those of the sample town with a form of some place above.
var slowYears = []struct {
	year   int
	places []string
}{
	{2019, []string{"14809", "14812", "14815", "14818", "14821", "14823", "14824", "14827", "15277", "381", "38"}},
	{2020, []string{"14812", "14815", "14821", "15277", "381", "38"}},
	{2024, []string{"14809", "14812", "14821", "14824", "15277", "381", "38"}},
	{2025, []string{"14812", "14818", "38"}},
}

// Every cell of the forms of staff and rooms is what plain loops over the entered
// figures come to: for communes school by school, for the town and the province
// commune by commune.
func figuresAgainstSlowCount(t *testing.T, l *form.Library, src *figureTown) {
	seen := map[string]int{}
	for _, y := range slowYears {
		for _, code := range y.places {
			for name, slow := range slowForms() {
				f, err := l.Form(name, y.year)
				if err != nil {
					continue // not yet in force
				}
				filled, err := l.Fill(t.Context(), src, f, form.For{Place: src.byCode(t, code, y.year), Year: y.year})
				if err != nil {
					t.Fatalf("%s %s %d: %v", name, code, y.year, err)
				}
				seen[name] += againstFigures(t, src, filled, slow, fmt.Sprintf("%s %s %d", name, code, y.year))
			}
		}
	}
	for name := range slowForms() {
		if seen[name] < 20 {
			t.Errorf("%s: %d cells were compared", name, seen[name])
		}
	}
}

func againstFigures(t *testing.T, src *figureTown, f *form.Filled, slow slowForm, about string) int {
	t.Helper()
	b := f.Body("")
	compared := 0
	for _, row := range b.Rows {
		schools := src.schoolsOf(t, f, row, slow.level)
		if len(schools) == 0 {
			continue // a commune that has entered nothing
		}
		for _, column := range b.Columns {
			if column.Label != "" {
				continue
			}
			what := slow.columns[column.ID]
			if what == "" && slow.partly {
				continue
			}
			if what == "" {
				t.Fatalf("%s: nobody counts column %s by hand", about, column.ID)
			}
			at, _ := b.Find(row.ID, column.ID)
			cell := b.Cell(at)
			if got, want := stands(cell), slow.by(schools, what); got != want {
				t.Errorf("%s, %s %s: %s, by hand %s", about, row.ID, column.ID, got, want)
			}
			if got := stands(cell); got != "blank" && slow.gaps(schools, what) && len(cell.Lacks) == 0 {
				t.Errorf("%s, %s %s: nobody is told that a figure is missing", about, row.ID, column.ID)
			}
			compared++
		}
	}
	return compared
}

// schoolsOf are the schools that a row stands for.
func (s *figureTown) schoolsOf(t *testing.T, f *form.Filled, row form.FilledLine, level string) []rule.SchoolFacts {
	t.Helper()
	kind, id, _ := strings.Cut(row.ID, ".")
	var communes []place.ID
	switch {
	case kind == "unit":
		communes = []place.ID{s.byCode(t, id, f.Year)}
	case f.Scope == form.OfCommune:
		communes = []place.ID{s.byCode(t, f.Place.Code, f.Year)}
	default:
		communes = s.communes(t, f.Place.Code, f.Year)
	}
	var out []rule.SchoolFacts
	for _, commune := range communes {
		facts, err := s.Facts(t.Context(), commune, f.Year)
		if err != nil {
			t.Fatal(err)
		}
		for _, school := range facts.Schools {
			if slices.Contains(school.Levels, level) && (kind != "school" || school.Code == id) {
				out = append(out, school)
			}
		}
	}
	return out
}
