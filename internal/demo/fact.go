package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"sort"
	"strconv"

	"hoctap/internal/profile"
	"hoctap/internal/rule"
)

// evidence stands beside every figure, so that nobody takes one for real.
const evidence = "Số liệu mẫu"

// facts are the figures of the conditions and the forms: of each school of the
// commune, from the pupils it has, and of the commune itself.
func (t *Town) facts(u *unit) []rule.FactValue {
	out := []rule.FactValue{
		{Fact: "tracker_assigned", Value: "yes"}, {Fact: "preschool.enough_teachers", Value: "yes"},
		{Fact: "primary.enough_staff", Value: "yes"}, {Fact: "primary.network_planned", Value: "yes"},
		{Fact: "lower_secondary.enough_staff", Value: "yes"}, {Fact: "literacy.enough_teachers", Value: "yes"},
	}
	pupils := t.pupils()
	out = append(out, t.money(u, pupils)...)
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

// rolls are the pupils of a school: by grade, the children of a preschool by
// group, and those of them from poor households.
type rolls struct {
	by         map[int]int
	all, needy int
}

func (t *Town) pupils() map[*school]rolls {
	out := map[*school]rolls{}
	for _, a := range t.areas {
		for _, p := range a.people() {
			if p.school == nil || p.study != profile.InPreschool && p.study != profile.InGeneral {
				continue
			}
			r := out[p.school]
			if r.by == nil {
				r.by = map[int]int{}
			}
			r.by[max(p.group, p.grade)]++
			r.all++
			if p.house.priority != "" {
				r.needy++
			}
			out[p.school] = r
		}
	}
	return out
}

func (t *Town) schoolFacts(s *school, pupils rolls) []rule.FactValue {
	f := &t.spec.Figures
	b := &schoolBook{town: t, school: s, year: t.year, figures: map[string]int{}, answers: map[string]string{}}
	prefix := "preschool."
	switch s.spec.Level {
	case "MN":
		b.preschool(pupils)
	case "TH":
		prefix = "primary."
		b.graded(&f.Primary, allClasses(pupils.by, f.Classes.Primary))
	default:
		prefix = "lower_secondary."
		b.graded(&f.LowerSecondary, allClasses(pupils.by, f.Classes.LowerSecondary))
	}
	s.keptIn = t.year
	return b.values(prefix)
}

func classes(pupils, size int) int { return (pupils + size - 1) / size }

func allClasses(byGrade map[int]int, size int) int {
	n := 0
	for _, pupils := range byGrade {
		n += classes(pupils, size)
	}
	return n
}

// schoolBook is what one school enters in a year.
type schoolBook struct {
	town    *Town
	school  *school
	year    int
	figures map[string]int
	answers map[string]string
}

func (b *schoolBook) say(answer string, ids ...string) {
	for _, id := range ids {
		b.answers[id] = answer
	}
}

func (b *schoolBook) mark(id string, yes bool) {
	if yes {
		b.say("yes", id)
		return
	}
	b.say("no", id)
}

func (b *schoolBook) values(prefix string) []rule.FactValue {
	for id, n := range b.figures {
		b.answers[id] = strconv.Itoa(n)
	}
	var out []rule.FactValue
	code := b.school.spec.Code
	for id, value := range b.answers {
		if b.town.spec.Figures.entered(code, prefix+id, b.year) {
			out = append(out, rule.FactValue{School: code, Fact: prefix + id, Value: value})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Fact < out[j].Fact })
	return out
}

// posts is at least what the norm asks; what is above it is given up slowly.
func (b *schoolBook) posts(id string, least int) int {
	years := b.year - b.school.keptIn
	had := b.school.kept[id]
	now := least
	if b.school.keptIn > 0 {
		now = max(least, had-years*b.town.spec.Figures.Kept.PostsGivenUp)
	}
	b.school.kept[id] = now
	return now
}

// rooms is one a class and some to spare in the first year; later rooms are built
// where classes ask for them, and never fall down.
func (b *schoolBook) rooms(classes int) int {
	now := max(classes, b.school.kept["rooms"])
	if b.school.keptIn == 0 {
		now = classes + b.dice("spare").between(0, b.town.spec.Figures.Kept.SpareRooms)
	}
	b.school.kept["rooms"] = now
	return now
}

// built parts the rooms by how they are built: semi-solid ones are rebuilt one by
// one.
func (b *schoolBook) built(rooms int) {
	k := b.town.spec.Figures.Kept
	if b.school.keptIn == 0 {
		b.school.kept["semi"] = int(float64(k.SemiSolid) * float64(rooms))
	}
	temporary := min(rooms, b.town.spec.Figures.shortage(b.school.spec.Code, b.year).Temporary)
	semi := max(0, min(rooms-temporary, b.school.kept["semi"]-(b.year-firstYear)/k.YearsToRebuild))
	b.figures["rooms_solid"] = rooms - temporary - semi
	b.figures["rooms_semi_solid"], b.figures["rooms_temporary"] = semi, temporary
}

// dice are those of one figure of one school: the same ones every year, and never
// those that decide about people.
func (b *schoolBook) dice(figure string) chance {
	return b.town.dice(b.school.spec.Code + " " + figure)
}

func (t *Town) dice(name string) chance {
	h := fnv.New64a()
	h.Write([]byte(name))
	return chance{rand.New(rand.NewPCG(t.seed, h.Sum64()))}
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
