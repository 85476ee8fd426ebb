package demo

import (
	"sort"
	"strconv"

	"hoctap/internal/profile"
	"hoctap/internal/rule"
)

// evidence stands beside every figure, so that nobody takes one for real.
const evidence = "Số liệu mẫu"

// facts are the figures of the conditions: of each school of the commune, from
// the pupils it has, and of the commune itself.
func (t *Town) facts(u *unit) []rule.FactValue {
	out := []rule.FactValue{
		{Fact: "tracker_assigned", Value: "yes"}, {Fact: "preschool.enough_teachers", Value: "yes"},
		{Fact: "primary.enough_staff", Value: "yes"}, {Fact: "primary.network_planned", Value: "yes"},
		{Fact: "lower_secondary.enough_staff", Value: "yes"}, {Fact: "literacy.enough_teachers", Value: "yes"},
	}
	pupils := t.pupils()
	for _, a := range u.areas {
		for _, level := range []string{"MN", "TH", "THCS"} {
			for _, s := range a.schools[level] {
				out = append(out, t.schoolFacts(s, pupils[s])...)
			}
		}
	}
	for i := range out {
		out[i].Evidence = evidence
	}
	return out
}

// pupils counts who goes to a school, by grade; the children of five by
// themselves, as only their classes are asked about.
func (t *Town) pupils() map[*school]map[int]int {
	out := map[*school]map[int]int{}
	for _, a := range t.areas {
		for _, p := range a.people() {
			if p.school == nil {
				continue
			}
			if out[p.school] == nil {
				out[p.school] = map[int]int{}
			}
			switch p.study {
			case profile.InPreschool:
				out[p.school][p.group]++
			case profile.InGeneral:
				out[p.school][p.grade]++
			}
		}
	}
	return out
}

func (t *Town) schoolFacts(s *school, byGrade map[int]int) []rule.FactValue {
	switch s.spec.Level {
	case "MN":
		return t.preschoolFacts(s, classes(byGrade[5], 30))
	case "TH":
		return t.gradedFacts(s, "primary", allClasses(byGrade, 33), 1.4, primaryFacilities)
	}
	return t.gradedFacts(s, "lower_secondary", allClasses(byGrade, 38), 1.9, lowerSecondaryFacilities)
}

func classes(pupils, size int) int { return (pupils + size - 1) / size }

func allClasses(byGrade map[int]int, size int) int {
	n := 0
	for _, pupils := range byGrade {
		n += classes(pupils, size)
	}
	return n
}

func (t *Town) preschoolFacts(s *school, n int) []rule.FactValue {
	teachers := n * 2
	return facts(s, "preschool.", map[string]int{
		"classes_5": n, "classes_5_equipped": n, "rooms_5": n,
		"teachers_5": teachers, "teachers_5_policy": teachers, "teachers_5_qualified": teachers, "teachers_5_professional": teachers,
	}, []string{"rooms_5_solid", "rooms_5_space", "clean_water", "toilets", "playground"})
}

var (
	primaryFacilities = []string{"rooms_furnished", "library", "medical_room", "equipment_room", "offices",
		"minimum_equipment", "playground", "clean_water", "toilets", "accessible"}
	lowerSecondaryFacilities = []string{"library", "medical_room", "equipment_room", "laboratories", "offices"}
)

// gradedFacts: most rooms solid, some semi-solid, about one a class.
func (t *Town) gradedFacts(s *school, prefix string, n int, perClass float64, facilities []string) []rule.FactValue {
	teachers := int(float64(n)*perClass + 0.5)
	solid := n * 4 / 5
	counts := map[string]int{
		"classes": n, "teachers": teachers, "teachers_qualified": teachers, "teachers_professional": teachers,
		"rooms_solid": solid, "rooms_semi_solid": n - solid, "rooms_temporary": 0,
	}
	if prefix == "primary" {
		counts["rooms_rented"] = 0
	}
	if t.notEntered(s) {
		facilities = nil
	}
	return facts(s, prefix+".", counts, facilities)
}

// notEntered: in the open round one school has still to say what rooms it has,
// so that a verdict is seen which waits for an answer.
func (t *Town) notEntered(s *school) bool {
	return t.year == lastYear && s.area != nil && s.area.spec.ID == "phu-son" && s.spec.Level == "THCS"
}

func facts(s *school, prefix string, counts map[string]int, yes []string) []rule.FactValue {
	var out []rule.FactValue
	for id, n := range counts {
		out = append(out, rule.FactValue{School: s.spec.Code, Fact: prefix + id, Value: strconv.Itoa(n)})
	}
	for _, id := range yes {
		out = append(out, rule.FactValue{School: s.spec.Code, Fact: prefix + id, Value: "yes"})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Fact < out[j].Fact })
	return out
}

// Rule gives the figures in the shape in which the law asks for them.
func (u *Unit) Rule() rule.Facts {
	f := rule.Facts{Commune: map[string]string{}}
	at := map[string]int{}
	for _, v := range u.Facts {
		if v.School == "" {
			f.Commune[v.Fact] = v.Value
			continue
		}
		i, ok := at[v.School]
		if !ok {
			i = len(f.Schools)
			at[v.School] = i
			s := u.Plan.Schools[v.School]
			f.Schools = append(f.Schools, rule.SchoolFacts{Code: s.Code, Name: s.Name, Levels: []string{s.Level}, Values: map[string]string{}})
		}
		f.Schools[i].Values[v.Fact] = v.Value
	}
	return f
}
