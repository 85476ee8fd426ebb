package demo

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"hoctap/internal/strict"
)

// Spec is what the files of the folder demo say.
type Spec struct {
	Town    townFile
	Shape   shapeFile
	Names   namesFile
	Figures figuresFile
	Map     mapFile
}

// percent is a share as the files write it: "2.6" is 0.026.
type percent float64

// DecodeStrict reads a number of percent.
func (p *percent) DecodeStrict(n *yaml.Node, _ strict.Pos) error {
	f, err := strconv.ParseFloat(n.Value, 64)
	if err != nil || n.Kind != yaml.ScalarNode {
		return fmt.Errorf("%q is no percentage", n.Value)
	}
	*p = percent(f / 100)
	return nil
}

// number is a number that need not be whole.
type number float64

// DecodeStrict reads a number.
func (x *number) DecodeStrict(n *yaml.Node, _ strict.Pos) error {
	f, err := strconv.ParseFloat(n.Value, 64)
	if err != nil || n.Kind != yaml.ScalarNode {
		return fmt.Errorf("%q is no number", n.Value)
	}
	*x = number(f)
	return nil
}

// words are things with how often each occurs, written "Nguyễn 330".
type words struct {
	list   []string
	until  []int // weights added up
	weight int
}

// DecodeStrict reads the list of things.
func (w *words) DecodeStrict(n *yaml.Node, _ strict.Pos) error {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		return fmt.Errorf("expected a list of words with weights")
	}
	for _, item := range n.Content {
		at := strings.LastIndexByte(item.Value, ' ')
		if at < 0 {
			return fmt.Errorf("%q has no weight", item.Value)
		}
		weight, err := strconv.Atoi(item.Value[at+1:])
		if err != nil || weight < 1 {
			return fmt.Errorf("%q has no weight", item.Value)
		}
		w.weight += weight
		w.list = append(w.list, item.Value[:at])
		w.until = append(w.until, w.weight)
	}
	return nil
}

type townFile struct {
	Areas     []areaSpec   `yaml:"areas,required"`
	Schools   []schoolSpec `yaml:"schools,required"`
	Elsewhere []struct {
		Until  int      `yaml:"until,required"`
		Places []string `yaml:"places,required"`
	} `yaml:"elsewhere,required"`
	Decisions []decisionSpec `yaml:"decisions,required"`
}

type areaSpec struct {
	Pos       strict.Pos
	ID        string `yaml:"id,required"`
	Prefix    string `yaml:"prefix,required"`
	Rural     bool   `yaml:"rural"`
	Residents struct {
		At2019 int `yaml:"at_2019,required"`
		At2025 int `yaml:"at_2025,required"`
	} `yaml:"residents,required"`
	Stands []struct {
		From string `yaml:"from,required"`
		Code string `yaml:"code,required"`
		Name string `yaml:"name,required"`
	} `yaml:"stands,required"`
	Streets []string     `yaml:"streets,required"`
	Hamlets []hamletSpec `yaml:"hamlets,required"`
	Rates   []rates      `yaml:"rates,required"`
}

type hamletSpec struct {
	Name       string  `yaml:"name,required"`
	Share      int     `yaml:"share,required"`
	Weak       int     `yaml:"weak"`
	Illiterate percent `yaml:"illiterate"`
	Catholic   percent `yaml:"catholic"`
	Muong      percent `yaml:"muong"`
	Thai       percent `yaml:"thai"`
	Tho        percent `yaml:"tho"`
}

// rates say how often schooling goes wrong in an area in a year.
type rates struct {
	Year        int     `yaml:"year,required"`
	Out5        percent `yaml:"out5,required"`
	NoPreschool percent `yaml:"no_preschool,required"`
	Late6       percent `yaml:"late6,required"`
	Late11      percent `yaml:"late11,required"`
	Dropout     percent `yaml:"dropout,required"`
	Ungraduated percent `yaml:"ungraduated,required"`
	NotUpper    percent `yaml:"not_upper,required"`
}

// in gives the rates of a year: straight lines between the years of the file.
func (a *areaSpec) in(year int) rates {
	list := a.Rates
	if year <= list[0].Year {
		return list[0]
	}
	for i := 1; i < len(list); i++ {
		if year > list[i].Year {
			continue
		}
		from, to := list[i-1], list[i]
		part := percent(year-from.Year) / percent(to.Year-from.Year)
		mix := func(a, b percent) percent { return a + (b-a)*part }
		return rates{year, mix(from.Out5, to.Out5), mix(from.NoPreschool, to.NoPreschool), mix(from.Late6, to.Late6), mix(from.Late11, to.Late11),
			mix(from.Dropout, to.Dropout), mix(from.Ungraduated, to.Ungraduated), mix(from.NotUpper, to.NotUpper)}
	}
	return list[len(list)-1]
}

type schoolSpec struct {
	Code   string `yaml:"code,required"`
	Level  string `yaml:"level,required"`
	System string `yaml:"system"`
	At     string `yaml:"at,required"`
	Name   string `yaml:"name,required"`
}

type namesFile struct {
	Families    map[string]words `yaml:"families,required"`
	Generations []struct {
		Until int       `yaml:"until,required"`
		Men   nameWords `yaml:"men,required"`
		Women nameWords `yaml:"women,required"`
	} `yaml:"generations,required"`
}

type nameWords struct {
	Middle words `yaml:"middle,required"`
	Given  words `yaml:"given,required"`
}

// steps are shares that hold up to an age.
type steps []struct {
	Until int     `yaml:"until,required"`
	Share percent `yaml:"share,required"`
}

func (s steps) at(age int) float64 {
	for _, step := range s {
		if age <= step.Until {
			return float64(step.Share)
		}
	}
	return 0
}

type shapeFile struct {
	Households householdShape `yaml:"households,required"`
	Nursery    struct {
		At1 percent `yaml:"at_1,required"`
		At2 percent `yaml:"at_2,required"`
		At3 percent `yaml:"at_3,required"`
		At4 percent `yaml:"at_4,required"`
	} `yaml:"nursery,required"`
	Years      yearShape       `yaml:"years,required"`
	School     schoolShape     `yaml:"school,required"`
	Adults     []adultShape    `yaml:"adults,required"`
	Literacy   literacyShape   `yaml:"literacy,required"`
	Disability disabilityShape `yaml:"disability,required"`
	OpenRound  struct {
		LateQuarters    percent `yaml:"late_quarters,required"`
		UnseenThere     percent `yaml:"unseen_there,required"`
		UnseenElsewhere percent `yaml:"unseen_elsewhere,required"`
	} `yaml:"open_round,required"`
}

type householdShape struct {
	CoupleWithChildren       int     `yaml:"couple_with_children,required"`
	ThreeGenerations         int     `yaml:"three_generations,required"`
	YoungCouple              int     `yaml:"young_couple,required"`
	ElderlyCouple            int     `yaml:"elderly_couple,required"`
	OneParent                int     `yaml:"one_parent,required"`
	ElderlyAlone             int     `yaml:"elderly_alone,required"`
	YoungAlone               int     `yaml:"young_alone,required"`
	GrandparentsWithChildren int     `yaml:"grandparents_with_children,required"`
	Children                 []int   `yaml:"children,required"`
	Temporary                percent `yaml:"temporary,required"`
	Poor                     percent `yaml:"poor,required"`
	NearPoor                 percent `yaml:"near_poor,required"`
	KinhLeftEmpty            percent `yaml:"kinh_left_empty,required"`
	Phone                    percent `yaml:"phone,required"`
}

type yearShape struct {
	Births struct {
		First  percent `yaml:"first,required"`
		Second percent `yaml:"second,required"`
		Third  percent `yaml:"third,required"`
		Later  percent `yaml:"later,required"`
	} `yaml:"births,required"`
	Marriages       percent `yaml:"marriages,required"`
	ToHisParents    percent `yaml:"to_his_parents,required"`
	FromAnotherArea percent `yaml:"from_another_area,required"`
	LeavingAlone    percent `yaml:"leaving_alone,required"`
	LeavingTogether percent `yaml:"leaving_together,required"`
	Deaths          steps   `yaml:"deaths,required"`
	Away            steps   `yaml:"away,required"`
}

type schoolShape struct {
	RepeatFirst        percent `yaml:"repeat_first,required"`
	RepeatLater        percent `yaml:"repeat_later,required"`
	RepeatDisabled     percent `yaml:"repeat_disabled,required"`
	TaughtAllDay       percent `yaml:"taught_all_day,required"`
	Stale              percent `yaml:"stale,required"`
	Continuing         percent `yaml:"continuing,required"`
	TradeAfter9        percent `yaml:"trade_after_9,required"`
	ProfessionalAfter9 percent `yaml:"professional_after_9,required"`
	HigherAfter12      percent `yaml:"higher_after_12,required"`
	TradeAfter12       percent `yaml:"trade_after_12,required"`
	NeverEntered       percent `yaml:"never_entered,required"`
	Grade9Again        percent `yaml:"grade_9_again,required"`
	Elsewhere          percent `yaml:"elsewhere,required"`
}

type adultShape struct {
	Until          int     `yaml:"until,required"`
	Primary        int     `yaml:"primary,required"`
	LowerSecondary int     `yaml:"lower_secondary,required"`
	UpperSecondary int     `yaml:"upper_secondary,required"`
	Qualified      percent `yaml:"qualified,required"`
}

type literacyShape struct {
	InClass percent `yaml:"in_class,required"`
	Passes  percent `yaml:"passes,required"`
}

type disabilityShape struct {
	Children    percent `yaml:"children,required"`
	Adults      percent `yaml:"adults,required"`
	Able        percent `yaml:"able,required"`
	Certificate percent `yaml:"certificate,required"`
	Out6To10    percent `yaml:"out_6_10,required"`
	Out11To14   percent `yaml:"out_11_14,required"`
	Out15To18   percent `yaml:"out_15_18,required"`
}

// Read reads the files. All faults come back at once.
func Read(files fs.FS) (*Spec, error) {
	s := new(Spec)
	var ps strict.Problems
	for name, out := range map[string]any{"town.yaml": &s.Town, "shape.yaml": &s.Shape, "names.yaml": &s.Names, "figures.yaml": &s.Figures, "map.yaml": &s.Map} {
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("sample town: %w", err)
		}
		strict.Decode(name, body, out, &ps)
	}
	s.Figures.checkMoney(&ps)
	err := ps.Err()
	if err != nil {
		return nil, fmt.Errorf("sample town: %w", err)
	}
	return s, nil
}

// Scale gives the same town with a share of its people, for quick tests.
func (s *Spec) Scale(part float64) *Spec {
	small := *s
	small.Town.Areas = append([]areaSpec(nil), s.Town.Areas...)
	for i := range small.Town.Areas {
		a := &small.Town.Areas[i]
		a.Residents.At2019 = int(float64(a.Residents.At2019) * part)
		a.Residents.At2025 = int(float64(a.Residents.At2025) * part)
	}
	return &small
}
