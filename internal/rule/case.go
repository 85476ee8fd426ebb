package rule

import (
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v3"

	"hoctap/internal/profile"
	"hoctap/internal/strict"
)

// A case stands for a place. What no place has is a slip of the pen, and would
// keep the test at it for hours.
const (
	mostPersons = 200_000_000
	mostUnits   = 20_000
	mostYears   = 100
)

// Case is a worked example that an official can read: these people, this
// place, this year, and what the law makes of it.
type Case struct {
	Pos        strict.Pos
	Name       string            `yaml:"name,required"`
	Standard   string            `yaml:"standard"` // left out: criteria are named "TH ALL.DIS"
	Year       int               `yaml:"year"`
	Years      []int             `yaml:"years"` // first and last: the case holds for each
	Tier       string            `yaml:"tier"`  // commune unless said
	Difficult  bool              `yaml:"difficult"`
	NoSurvey   bool              `yaml:"no_survey"`
	Parameters map[string]string `yaml:"parameters"`
	Persons    []People          `yaml:"persons"`
	Facts      map[string]string `yaml:"facts"`   // of the commune
	Schools    []CaseSchool      `yaml:"schools"` // with their figures
	Below      []Units           `yaml:"below"`
	Total      int               `yaml:"total"` // published number of units below
	Expect     Expectation       `yaml:"expect,required"`
	local      bool              // stands in a supplement
}

// CaseSchool is a school of a case with its entered figures.
type CaseSchool struct {
	Pos    strict.Pos
	Name   string            `yaml:"name,required"`
	Levels []string          `yaml:"levels,required"`
	Values map[string]string `yaml:"values,required"`
}

// Units are so many equal units below a place, each with the level it holds in
// a standard; "unknown" where there is neither decision nor figures.
type Units struct {
	Pos       strict.Pos
	Count     int               `yaml:"count,required"`
	Kind      string            `yaml:"kind"` // commune unless said
	Difficult bool              `yaml:"difficult"`
	Holds     map[string]string `yaml:"holds,required"` // standard: level, or met / not_met, or unknown
}

// Expectation is what must come out. Only what is named is compared.
type Expectation struct {
	Pos       strict.Pos
	RuleSet   string                       `yaml:"rule_set"`
	Attained  *int                         `yaml:"level_attained"`
	ByPersons *int                         `yaml:"level_by_persons"`
	Levels    map[string]ExpectedOutcome   `yaml:"levels"`
	Criteria  map[string]ExpectedCriterion `yaml:"criteria"`
	Missing   string                       `yaml:"missing"` // a word the list of missing values holds
}

// ExpectedOutcome is what a level must come to.
type ExpectedOutcome struct {
	Pos       strict.Pos
	Outcome   Outcome `yaml:"outcome"`
	ByPersons Outcome `yaml:"by_persons"`
}

// ExpectedCriterion is what a criterion must come to.
type ExpectedCriterion struct {
	Pos         strict.Pos
	Outcome     Outcome `yaml:"outcome"`
	ByPersons   Outcome `yaml:"by_persons"`
	Numerator   *int    `yaml:"numerator"`
	Denominator *int    `yaml:"denominator"`
	Percent     string  `yaml:"percent"`
	Threshold   string  `yaml:"threshold"`
	Lowest      string  `yaml:"lowest"`
	Highest     string  `yaml:"highest"`
	Needed      *int    `yaml:"needed"`
}

// Pin is a published figure: our exact share must give the printed one, by
// rounding half up or, where the page cut, within one unit of its last digit.
type Pin struct {
	Pos         strict.Pos
	ID          string `yaml:"id,required"`
	What        string `yaml:"what,required"`
	Numerator   int64  `yaml:"numerator,required"`
	Denominator int64  `yaml:"denominator,required"`
	Exact       string `yaml:"exact,required"`   // four decimals, half up, as the sample gives
	Printed     string `yaml:"printed,required"` // "none" where the page gives no share
	Rule        string `yaml:"rule,required"`    // both, round, cut or none
	Source      string `yaml:"source,required"`
}

// People are so many persons alike. The keys are the vocabulary of predicates.
type People struct {
	Count   int
	Profile profile.Profile
}

// DecodeStrict reads "{count: 90, age: 6, study: general, grade: 1}".
func (p *People) DecodeStrict(n *yaml.Node, pos strict.Pos) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("expected {count: …, age: …}")
	}
	p.Count = 1
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key, val := n.Content[i].Value, n.Content[i+1]
		if seen[key] {
			return fmt.Errorf("key %q is given twice", key)
		}
		seen[key] = true
		err := p.set(key, val.Value)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	if !seen["age"] {
		return fmt.Errorf("key \"age\" is missing")
	}
	// The canonical form knows which words there are.
	_, err := profile.Parse(p.Profile.Canonical())
	return err
}

func (p *People) set(key, value string) error {
	if key == "count" {
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > mostPersons {
			return fmt.Errorf("%q is no number of persons", value)
		}
		p.Count = n
		return nil
	}
	if n, ok := constants[value]; ok {
		value = strconv.FormatInt(n, 10)
	}
	set, ok := setters(&p.Profile)[key]
	if !ok {
		return fmt.Errorf("unknown key")
	}
	return set(value)
}

// setters write a profile by the same names by which predicates read it.
func setters(p *profile.Profile) map[string]func(string) error {
	return map[string]func(string) error{
		"age": whole(&p.Age), "female": yes(&p.Female), "minority": yes(&p.Minority),
		"move":      func(s string) error { p.Move = profile.Move(s); return nil },
		"residence": func(s string) error { p.Residence = profile.Residence(s); return nil },
		"away":      yes(&p.Away),
		"study":     func(s string) error { p.Study = profile.Study(s); return nil }, "preschool_group": whole(&p.PreschoolGroup),
		"grade": whole(&p.Grade), "continuing": yes(&p.Continuing), "two_sessions": yes(&p.TwoSessions), "repeating": yes(&p.Repeating),
		"school_place": func(s string) error { p.SchoolPlace = profile.SchoolPlace(s); return nil },
		"graduated":    whole(&p.Graduated), "graduated_last_year": yes(&p.GraduatedLastYear),
		"vocational": whole(&p.Vocational), "finished_grade": whole(&p.FinishedGrade),
		"dropout_grade": whole(&p.DropoutGrade), "dropout_last_year": yes(&p.DropoutLastYear),
		"literacy_attending": whole(&p.LiteracyAttending), "literacy_completed": whole(&p.LiteracyCompleted), "relapse": whole(&p.Relapse),
		"disabled_movement": bit(p, profile.Movement), "disabled_hearing_speech": bit(p, profile.HearingSpeech),
		"disabled_vision": bit(p, profile.Vision), "disabled_mental": bit(p, profile.Mental),
		"disabled_intellectual": bit(p, profile.Intellectual), "disabled_learning": bit(p, profile.Learning),
		"disabled_autism": bit(p, profile.Autism), "disabled_other": bit(p, profile.OtherDisability),
		"certificate": yes(&p.Certificate), "able": yes(&p.Able),
	}
}

func whole(at *int) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		*at = n
		return err
	}
}

func yes(at *bool) func(string) error {
	return func(s string) error {
		b, err := strconv.ParseBool(s)
		*at = b
		return err
	}
}

func bit(p *profile.Profile, b int) func(string) error {
	return func(s string) error {
		on, err := strconv.ParseBool(s)
		if on {
			p.Disabilities |= b
		}
		return err
	}
}
