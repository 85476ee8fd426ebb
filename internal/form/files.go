package form

import (
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// The shapes of the files under forms/. Each file is one mapping; a file may
// bring several kinds.
type file struct {
	Forms      []Form           `yaml:"forms"`
	Predicates []rule.Predicate `yaml:"predicates"`
	Sets       []Set            `yaml:"sets"`
	Issuers    []Block          `yaml:"issuers"`
	Signers    []Block          `yaml:"signers"`
	Cases      []Case           `yaml:"cases"`
}

// Form is one statutory form, in the shape it has in a period. A form that
// changed stands twice, with periods that do not overlap; a supplement brings a
// province's own shape for the period it names.
type Form struct {
	Pos       strict.Pos
	Code      string      `yaml:"code,required"` // as printed: TH-M1, MN-01-TC,ĐK
	Kind      Kind        `yaml:"kind,required"`
	Title     rule.Text   `yaml:"title,required"`
	Programme string      `yaml:"programme,required"` // MN, TH, THCS, XMC or ALL
	Order     int         `yaml:"order,required"`     // in the dossier and in lists
	Holds     rule.Period `yaml:"holds,required"`     // on the reference day of the year
	Scopes    []Scope     `yaml:"scopes,required"`
	Source    rule.Source `yaml:"source,required"`

	Paper      Paper       `yaml:"paper,required"`
	Issuers    []string    `yaml:"issuers,required"` // blocks at the top left
	Signers    []string    `yaml:"signers,required"` // blocks at the foot, from the left
	Unit       *rule.Text  `yaml:"unit"`             // đơn vị tính, printed above the table
	Notes      []rule.Text `yaml:"notes"`            // printed below
	Unknowns   []rule.Text `yaml:"unknowns"`         // what is not known of the form, printed below with a mark
	Personal   bool        `yaml:"personal"`         // names people: of those who may see them alone
	Tables     []Table     `yaml:"tables"`           // kind table
	List       *List       `yaml:"list"`             // kind list
	supplement bool
	need       needs
	hash       string
}

// Kind says what a form is made of.
type Kind string

// The kinds.
const (
	TableForm Kind = "table"
	ListForm  Kind = "list"
)

// Scope is what a form is made out for.
type Scope string

// The scopes. The old district has its own, for the years that had one.
const (
	OfHamlet   Scope = "hamlet"
	OfCommune  Scope = "commune"
	OfDistrict Scope = "district"
	OfProvince Scope = "province"
)

// Paper is the sheet that the form is printed on.
type Paper struct {
	Pos       strict.Pos
	Size      string `yaml:"size,required"` // A4 or A3
	Landscape bool   `yaml:"landscape"`
}

// Block is a few lines of an issuing body or a signer, one above the other. Where
// it names scopes it stands on the forms of those alone, so that a form can list
// the blocks of every scope.
type Block struct {
	Pos    strict.Pos
	ID     string      `yaml:"id,required"`
	Scopes []Scope     `yaml:"scopes"`
	Lines  []rule.Text `yaml:"lines,required"`
}

// Set is lines that several forms or heads use alike, such as the places of
// study.
type Set struct {
	Pos   strict.Pos
	ID    string `yaml:"id,required"`
	Lines []Line `yaml:"lines,required"`
}

// Table is rows crossed with columns. Nothing is printed that is no column: the
// heads of the rows are columns with a label.
type Table struct {
	Pos      strict.Pos
	ID       string     `yaml:"id,required"`
	Title    *rule.Text `yaml:"title"`
	When     string     `yaml:"when"`     // asked of everybody in the table
	Numbered bool       `yaml:"numbered"` // a line under the heads numbers the columns
	Columns  []Line     `yaml:"columns,required"`
	Rows     []Line     `yaml:"rows,required"`
	Cells    []Override `yaml:"cells"`
}

// Line is a row or a column, or a head over several. Its full id is made of the
// ids of the heads above it and its own, joined by dots, and is what cells,
// sums, shares, cases and agreement rules name it by.
//
// A line is one of the things below Lines. Rows and columns that narrow down
// (When, Each) meet in a number of persons; one that says what the cell is (Sum,
// Share, Fact, Measure, Verdict, Condition, Schools, Units, Label, Blank) meets
// lines that narrow down.
type Line struct {
	Pos      strict.Pos
	ID       string     `yaml:"id"`
	Use      string     `yaml:"use"`      // a set of lines in this place; nothing else stands beside it
	Head     *rule.Text `yaml:"head"`     // {age}, {grade}, {born}, {name}, {year} and the like are filled in
	Number   string     `yaml:"number"`   // printed in the line of numbers; counted on where left out
	Note     *rule.Text `yaml:"note"`     // printed below the table
	Unknown  *rule.Text `yaml:"unknown"`  // what is not known of this line of the form; printed with a mark
	Scopes   []Scope    `yaml:"scopes"`   // of these scopes alone
	Hidden   bool       `yaml:"hidden"`   // counted for others, not printed
	Optional bool       `yaml:"optional"` // the official form lacks it: printed only where it is not zero
	Width    int        `yaml:"width"`    // in characters; by the content where left out
	Lines    []Line     `yaml:"lines"`    // then it is a head

	When      string     `yaml:"when"`      // CEL, of type bool
	Each      *Each      `yaml:"each"`      // several lines from one
	Sum       []string   `yaml:"sum"`       // lines of this axis: ids, age.6..age.10, unit.*
	Share     *Share     `yaml:"share"`     // of two lines of this axis
	Fact      string     `yaml:"fact"`      // an entered figure
	Measure   string     `yaml:"measure"`   // a share of the law
	Part      Part       `yaml:"part"`      // of the measure: percent unless said
	Verdict   string     `yaml:"verdict"`   // the level attained under a standard
	Condition []string   `yaml:"condition"` // whether all these conditions of the law hold
	Schools   string     `yaml:"schools"`   // number of schools of this level
	Units     *Attaining `yaml:"units"`     // number of communes, or of those at a level
	Label     Label      `yaml:"label"`     // something about the line that is crossed
	Blank     *rule.Text `yaml:"blank"`     // left empty on the form, and why
	Year      int        `yaml:"year"`      // of a fact: 0 this year, -1 the one before
	Field     string     `yaml:"field"`     // of a list: a field of the record
	Mark      string     `yaml:"mark"`      // of a list: CEL, an x for whom it holds
}

// Each makes several lines from one; the id of each is that of the line and its
// own, such as age.6 or unit.14812.
type Each struct {
	Pos   strict.Pos
	Of    Of     `yaml:"of,required"`
	From  int    `yaml:"from"`
	To    int    `yaml:"to"`
	Level string `yaml:"level"` // of schools: MN, TH, THCS
}

// Of says over what a line goes.
type Of string

// Over ages, grades, and years counted from that of the form; over hamlets,
// schools, and units: the communes of a province or district, else the place
// itself. Below is communes in a province and hamlets in a commune.
const (
	Ages    Of = "age"
	Grades  Of = "grade"
	Years   Of = "year"
	Hamlets Of = "hamlet"
	Units   Of = "unit"
	Below   Of = "below"
	Schools Of = "school"
)

// Share is one line over another.
type Share struct {
	Pos   strict.Pos
	Count string `yaml:"count,required"`
	Of    string `yaml:"of,required"`
	As    As     `yaml:"as"` // percent unless said
}

// As says how a share is written.
type As string

// A percent has two decimals and its sign; a quotient (rooms per class) two
// decimals.
const (
	Percent  As = "percent"
	Quotient As = "quotient"
)

// Part is a part of a measure.
type Part string

// The parts.
const (
	PartPercent Part = "percent"
	PartCount   Part = "count"
	PartOf      Part = "of"
)

// Attaining is communes that hold a level; without a standard, all of them.
type Attaining struct {
	Pos      strict.Pos
	Standard string `yaml:"standard"`
	Level    int    `yaml:"level"`
}

// Label is what a line says of the line it is crossed with.
type Label string

// The labels. Group is the outermost head of the line, which the writers merge
// over the lines below it.
const (
	NameLabel      Label = "name"
	GroupLabel     Label = "group"
	OrdinalLabel   Label = "ordinal"   // TT
	CodeLabel      Label = "code"      // of a place or school
	BornLabel      Label = "born"      // year of birth
	DifficultLabel Label = "difficult" // x for a commune with special difficulties
)

// Override puts something else into cells. Row and Column are full ids; a star
// at the end stands for all that begin so.
type Override struct {
	Pos    strict.Pos
	Row    string     `yaml:"row,required"`
	Column string     `yaml:"column,required"`
	When   string     `yaml:"when"`  // the number of persons for whom this alone holds
	Blank  *rule.Text `yaml:"blank"` // left empty, and why
	Cross  bool       `yaml:"cross"` // crossed out: such a cell has no meaning
}

// List is a form that names people.
type List struct {
	Pos     strict.Pos
	Who     string   `yaml:"who,required"` // CEL, of type bool
	Order   []string `yaml:"order"`        // hamlet, sheet, name, birth; hamlet and name unless said
	Group   *Group   `yaml:"group"`
	Columns []Line   `yaml:"columns,required"`
}

// Group parts a list: every household, or every hamlet, under lines of its own.
type Group struct {
	Pos     strict.Pos
	By      string      `yaml:"by,required"` // hamlet or household
	NewPage bool        `yaml:"new_page"`
	Lines   []rule.Text `yaml:"lines"` // {hamlet}, {head}, {sheet}, {address}, {phone}, {residence}
	Least   int         `yaml:"least"` // rows to print at least, empty ones last
}
