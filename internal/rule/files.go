package rule

import "hoctap/internal/strict"

// The shapes of the files under rules/. Each file is one mapping whose keys say
// what it brings; a file may bring several kinds.
type file struct {
	Instruments []Instrument `yaml:"instruments"`
	Parameters  []Parameter  `yaml:"parameters"`
	Predicates  []Predicate  `yaml:"predicates"`
	Measures    []Measure    `yaml:"measures"`
	Facts       []Fact       `yaml:"facts"`
	Conditions  []Condition  `yaml:"conditions"`
	Standards   []Standard   `yaml:"standards"`
	RuleSets    []RuleSet    `yaml:"rule_sets"`
	Authorities []Authority  `yaml:"authorities"`
	Supplement  *Supplement  `yaml:"supplement"`
	Cases       []Case       `yaml:"cases"`
	Pins        []Pin        `yaml:"pins"`
}

// Instrument is one law, decree, circular or decision.
type Instrument struct {
	Pos           strict.Pos
	ID            string   `yaml:"id,required"`
	Number        string   `yaml:"number,required"`
	Title         Text     `yaml:"title,required"`
	Issuer        Text     `yaml:"issuer,required"`
	Issued        Day      `yaml:"issued,required"`
	InForce       Period   `yaml:"in_force,required"`
	Draft         bool     `yaml:"draft"`
	Replaces      []string `yaml:"replaces"`
	Mark          Mark     `yaml:"mark,required"`
	Refs          []string `yaml:"refs"`
	LastCheckedOn Date     `yaml:"last_checked_on,required"`
	Note          string   `yaml:"note"`
}

// Parameter is a point that the law leaves open, with the readings that are
// possible and the one taken by default. A supplement may choose another.
type Parameter struct {
	Pos     strict.Pos
	ID      string   `yaml:"id,required"`
	Point   string   `yaml:"point"` // the open point of the reference, such as U4
	Text    Text     `yaml:"text,required"`
	Choices []Choice `yaml:"choices,required"`
	Default string   `yaml:"default,required"`
	Source  Source   `yaml:"source,required"`
	chosen  string
}

// Choice is one reading of an open point.
type Choice struct {
	Pos   strict.Pos
	Value string `yaml:"value,required"`
	Text  Text   `yaml:"text,required"`
}

// Value is the reading in use.
func (p *Parameter) Value() string {
	if p.chosen != "" {
		return p.chosen
	}
	return p.Default
}

// Predicate is a shared question about one profile, named once and cited.
type Predicate struct {
	Pos    strict.Pos
	ID     string `yaml:"id,required"`
	Text   Text   `yaml:"text,required"`
	When   string `yaml:"when,required"` // CEL, of type bool
	Source Source `yaml:"source,required"`
}

// Measure is a share of persons: of those whom Of covers, how many does Count
// take. The numerator is always inside the denominator.
type Measure struct {
	Pos    strict.Pos
	ID     string `yaml:"id,required"`
	Text   Text   `yaml:"text,required"`
	Of     string `yaml:"of,required"`
	Count  string `yaml:"count,required"`
	OfText Text   `yaml:"of_text,required"` // whom the denominator holds, in words
	Lacks  Text   `yaml:"lacks,required"`   // what one who is not in the numerator lacks, in words
	// Unrecorded names what the survey sheet has no column for: the share is
	// never known from the register, and the criterion says so.
	Unrecorded *Text  `yaml:"unrecorded"`
	Source     Source `yaml:"source,required"`
	index      int
}

// Fact is a figure that is entered, not counted from persons.
type Fact struct {
	Pos   strict.Pos
	ID    string `yaml:"id,required"`
	Text  Text   `yaml:"text,required"`
	Scope string `yaml:"scope,required"` // school or commune
	Level string `yaml:"level,required"` // MN, TH, THCS: whose schools; XMC or ALL for a commune
	Unit  string `yaml:"unit,required"`  // count, yes_no, area (m²) or money (đồng)
	Group string `yaml:"group,required"` // staff, classes, rooms, equipment, organisation, money
	// Apart: a figure of each commune by itself, such as a norm; the sum of several
	// says nothing.
	Apart  bool   `yaml:"apart"`
	Source Source `yaml:"source,required"`
}

// Condition is a condition of assurance: checks that must all hold.
type Condition struct {
	Pos    strict.Pos
	ID     string  `yaml:"id,required"`
	Text   Text    `yaml:"text,required"`
	Checks []Check `yaml:"checks,required"`
}

// Check is one test of a condition: either every named fact is "yes" at every
// school concerned, or a sum of facts over another reaches a value.
type Check struct {
	Pos     strict.Pos
	Text    Text     `yaml:"text,required"`
	AllYes  []string `yaml:"all_yes"`
	Sum     []string `yaml:"sum"`
	Over    []string `yaml:"over"`
	AtLeast Decimal  `yaml:"at_least"`
	Percent bool     `yaml:"percent"` // AtLeast counts per hundred
}

// Standard is what a place is judged by.
type Standard struct {
	Pos      strict.Pos
	ID       string `yaml:"id,required"`
	Title    Text   `yaml:"title,required"`
	Short    Text   `yaml:"short,required"`
	Order    int    `yaml:"order,required"` // of display
	Draft    bool   `yaml:"draft"`
	InForce  Starts `yaml:"in_force,required"`
	MaxLevel int    `yaml:"max_level,required"` // 0: no levels
	// Notes tell what papers commonly get wrong about the standard.
	Notes  []Text  `yaml:"notes"`
	Levels []Level `yaml:"levels,required"`
}

// Starts says from when a standard is law. Where the day is unknown NotBefore
// is the day before which it certainly was not.
type Starts struct {
	Pos       strict.Pos
	From      Day    `yaml:"from,required"`
	Until     Day    `yaml:"until,required"`
	NotBefore Date   `yaml:"not_before"`
	Source    Source `yaml:"source,required"`
}

// Level is one level of a standard, or its only one (Number 0).
type Level struct {
	Pos      strict.Pos
	Number   int         `yaml:"level,required"`
	Criteria []Criterion `yaml:"criteria,required"`
}

// Criterion is one test of a level at one tier.
type Criterion struct {
	Pos       strict.Pos
	ID        string        `yaml:"id,required"`
	Tier      string        `yaml:"tier,required"` // commune, district, province
	Kind      CriterionKind `yaml:"kind,required"`
	Text      Text          `yaml:"text,required"`
	Measure   string        `yaml:"measure"`
	Condition string        `yaml:"condition"`
	Requires  *Requirement  `yaml:"requires"`
	Having    *Requirement  `yaml:"having"`
	Only      string        `yaml:"only"` // difficult or other: which communes a share counts
	Operator  Operator      `yaml:"operator"`
	Values    []Value       `yaml:"values,required"`
}

// CriterionKind says what a criterion looks at.
type CriterionKind string

// The kinds.
const (
	Persons       CriterionKind = "persons"
	Prerequisite  CriterionKind = "prerequisite"
	ConditionKind CriterionKind = "condition"
	ShareOfPlaces CriterionKind = "share-of-places"
)

// Operator says how a share is held against its threshold.
type Operator string

// The operators. All means that nobody may be missing; where nobody is asked
// about, it holds.
const (
	AtLeast Operator = "at_least"
	All     Operator = "all"
)

// Requirement names a level of a standard (0: a standard without levels).
type Requirement struct {
	Pos      strict.Pos
	Standard string `yaml:"standard,required"`
	Level    int    `yaml:"level,required"`
}

// Value is what a criterion asks for in a period. Difficult is what it asks of
// a commune with special difficulties; absent where the law gives no other
// value. Places is the tier whose units a share counts.
type Value struct {
	Pos       strict.Pos
	From      Day        `yaml:"from,required"`
	Until     Day        `yaml:"until,required"`
	Threshold Decimal    `yaml:"threshold"`
	Measure   string     `yaml:"measure"`
	Difficult *Difficult `yaml:"difficult"`
	Places    string     `yaml:"places"`
	Absent    bool       `yaml:"absent"` // the law had no such criterion in this period
	Source    Source     `yaml:"source,required"`
}

// Difficult is the other value, or the other measure, for an SD commune.
type Difficult struct {
	Pos       strict.Pos
	Threshold Decimal `yaml:"threshold,required"`
	Measure   string  `yaml:"measure"`
}

// RuleSet says which standards are judged in which evaluation years and tiers.
type RuleSet struct {
	Pos       strict.Pos
	ID        string   `yaml:"id,required"`
	Title     Text     `yaml:"title,required"`
	FromYear  int      `yaml:"from_year,required"`
	UntilYear int      `yaml:"until_year"` // half-open; 0: open
	Enabled   bool     `yaml:"enabled,required"`
	Standards []string `yaml:"standards,required"`
	Note      string   `yaml:"note"`
}

// Supplement is what a province or ward lays over the national files.
type Supplement struct {
	Pos        strict.Pos
	ID         string            `yaml:"id,required"`
	Title      Text              `yaml:"title,required"`
	Parameters map[string]string `yaml:"parameters"`
	Values     []Amendment       `yaml:"values"`
	Starts     []StartAmendment  `yaml:"starts"`
}

// Amendment sets the values of one criterion from a day on: it fills an
// unknown or states a province's own rule, with its citation.
type Amendment struct {
	Pos       strict.Pos
	Criterion string  `yaml:"criterion,required"`
	Values    []Value `yaml:"values,required"`
}

// StartAmendment sets the unknown start of a standard.
type StartAmendment struct {
	Pos      strict.Pos
	Standard string `yaml:"standard,required"`
	InForce  Starts `yaml:"in_force,required"`
}
