package demo

import (
	"maps"
	"math"
	"slices"

	"hoctap/internal/strict"
)

// figuresFile is what figures.yaml says of staff, rooms and money.
type figuresFile struct {
	Classes struct {
		Nursery        int `yaml:"nursery,required"`
		Ages3To4       int `yaml:"ages_3_4,required"`
		Age5           int `yaml:"age_5,required"`
		Primary        int `yaml:"primary,required"`
		LowerSecondary int `yaml:"lower_secondary,required"`
	} `yaml:"classes,required"`
	Kept struct {
		PostsGivenUp   int     `yaml:"posts_given_up,required"`
		SpareRooms     int     `yaml:"spare_rooms,required"`
		SemiSolid      percent `yaml:"semi_solid,required"`
		YearsToRebuild int     `yaml:"years_to_rebuild,required"`
	} `yaml:"kept,required"`
	Preschool      preschoolFigures `yaml:"preschool,required"`
	Primary        gradedFigures    `yaml:"primary,required"`
	LowerSecondary gradedFigures    `yaml:"lower_secondary,required"`
	Shortages      []shortage       `yaml:"shortages,required"`
	NotEntered     []struct {
		School  string   `yaml:"school,required"`
		Year    int      `yaml:"year,required"`
		Figures []string `yaml:"figures,required"`
	} `yaml:"not_entered,required"`
	Money []moneyLine `yaml:"money,required"`
}

type preschoolFigures struct {
	PerGroup struct {
		Nursery  number `yaml:"nursery,required"`
		Ages3To4 number `yaml:"ages_3_4,required"`
		Age5     number `yaml:"age_5,required"`
	} `yaml:"per_group,required"`
	Sizes           []int          `yaml:"sizes,required"`
	Managers        []int          `yaml:"managers,required"`
	OfficeStaff     []int          `yaml:"office_staff,required"`
	ChildrenPerCook int            `yaml:"children_per_cook,required"`
	Contract        slope          `yaml:"contract,required"`
	Above           slope          `yaml:"above,required"`
	Branches        map[string]int `yaml:"branches,required"`
}

// gradedFigures are those of primary and of lower secondary, which forms ask for
// in the same words.
type gradedFigures struct {
	PerClass number               `yaml:"per_class,required"`
	Ranks    []int                `yaml:"ranks,required"`
	Contract slope                `yaml:"contract,required"`
	Female   slope                `yaml:"female,required"`
	Minority slope                `yaml:"minority,required"`
	Degrees  []degrees            `yaml:"degrees,required"`
	Never    []string             `yaml:"never,required"`
	Trained  map[string]int       `yaml:"trained,required"`
	Rated    map[string]int       `yaml:"rated,required"`
	Counts   map[string][]int     `yaml:"counts,required"`
	Areas    map[string]areaRange `yaml:"areas,required"`
	Yes      []string             `yaml:"yes,required"`
	No       []string             `yaml:"no"`
	Sites    map[string]int       `yaml:"sites"`
}

// degrees are the shares of the training of teachers from a year on.
type degrees struct {
	Year  int            `yaml:"year,required"`
	Parts map[string]int `yaml:"parts,required"`
}

// areaRange is how large one of something is, in square metres.
type areaRange struct {
	Of   string `yaml:"of,required"`
	Low  int    `yaml:"low,required"`
	High int    `yaml:"high,required"`
	Step int    `yaml:"step,required"`
}

type shortage struct {
	School      string `yaml:"school,required"`
	From        int    `yaml:"from,required"`
	Until       int    `yaml:"until,required"`
	Teachers    int    `yaml:"teachers"`
	Unqualified int    `yaml:"unqualified"`
	Temporary   int    `yaml:"temporary"`
}

type moneyLine struct {
	Pos     strict.Pos
	Fact    string  `yaml:"fact,required"`
	Entered int     `yaml:"entered"`
	Paid    int     `yaml:"paid"`
	Per     string  `yaml:"per"`
	Amount  slope   `yaml:"amount"`
	ShareOf string  `yaml:"share_of"`
	Percent percent `yaml:"percent"`
	Varies  percent `yaml:"varies"`
}

// slope is a figure that moves in a straight line over the years of the town.
type slope struct {
	At2019 number `yaml:"at_2019,required"`
	At2026 number `yaml:"at_2026,required"`
}

func (s slope) in(year int) float64 {
	return float64(s.At2019) + float64(s.At2026-s.At2019)*float64(year-firstYear)/float64(lastYear-firstYear)
}

// of is a share, the slope being in percent, of n persons.
func (s slope) of(n, year int) int { return int(math.Round(s.in(year) / 100 * float64(n))) }

func (f *gradedFigures) degreesIn(year int) map[string]int {
	out := f.Degrees[0].Parts
	for _, d := range f.Degrees {
		if d.Year <= year {
			out = d.Parts
		}
	}
	return out
}

func (f *figuresFile) shortage(school string, year int) shortage {
	for _, s := range f.Shortages {
		if s.School == school && s.From <= year && year <= s.Until {
			return s
		}
	}
	return shortage{}
}

func (f *figuresFile) entered(school, fact string, year int) bool {
	for _, n := range f.NotEntered {
		if n.School == school && n.Year == year && slices.Contains(n.Figures, fact) {
			return false
		}
	}
	return true
}

// apportion parts n by weights so that the parts come to n: whole shares first,
// then one each to the largest remainders.
func apportion(n int, weights map[string]int) map[string]int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	out := map[string]int{}
	left := n
	names := slices.Sorted(maps.Keys(weights))
	for _, name := range names {
		out[name] = n * weights[name] / sum
		left -= out[name]
	}
	slices.SortStableFunc(names, func(a, b string) int { return n*weights[b]%sum - n*weights[a]%sum })
	for _, name := range names[:left] {
		out[name]++
	}
	return out
}

// rankOf is 0 for the largest schools.
func rankOf(classes int, from []int) int {
	for i, least := range from {
		if classes >= least {
			return i
		}
	}
	return len(from)
}

// norm is how many teachers so many classes need; a part of a post is a post.
func norm(perClass number, classes int) int {
	return int(math.Ceil(float64(perClass) * float64(classes)))
}
