// Package profile holds what any rule or form may ask of one person in one
// survey year, packed so that people who are alike to the law are counted
// together. Rules, tallies and forms read profiles and never persons.
//
// The statutory forms alone ask for more than 63 bits, so a profile is not
// packed into an integer but named by one: ID is a hash of the canonical form,
// and a dictionary keeps the form beside it. No node has to ask another which
// number a new profile gets.
package profile

// Education levels in the order in which they are completed. The order is
// what makes "at least primary" a comparison.
const (
	NoLevel int = iota
	Preschool
	Primary
	LowerSecondary
	UpperSecondary
)

// Vocational and higher qualifications (bậc tốt nghiệp nghề), in order.
const (
	NoVocational int = iota
	Professional
	College
	University
	Master
	Doctor
)

// Study names where a person is being taught this school year.
type Study string

// The values of Study.
const (
	NotStudying    Study = ""
	InPreschool    Study = "preschool"
	InGeneral      Study = "general"
	InProfessional Study = "professional" // trung học chuyên nghiệp (THCN)
	InVocational   Study = "vocational"   // trường dạy nghề (TDN)
	InHigher       Study = "higher"       // cao đẳng, đại học (SV)
)

// Move says what became of a person's residence in the survey year.
type Move string

// The values of Move.
const (
	Stayed   Move = ""
	MovedIn  Move = "in"
	MovedOut Move = "out"
	Died     Move = "dead"
)

// Residence is the kind of registration the person is counted under.
type Residence string

// The values of Residence.
const (
	UnknownResidence Residence = ""
	Permanent        Residence = "permanent"
	Temporary        Residence = "temporary"
)

// SchoolPlace is the bucket of place of study that the forms print.
type SchoolPlace string

// The values of SchoolPlace.
const (
	NoSchool        SchoolPlace = ""
	Here            SchoolPlace = "here"
	Elsewhere       SchoolPlace = "elsewhere"
	SchoolUncertain SchoolPlace = "uncertain"
)

// The eight disability ticks of the household sheet.
const (
	Movement = 1 << iota
	HearingSpeech
	Vision
	Mental
	Intellectual
	Learning
	Autism
	OtherDisability
)

// Profile is everything a rule may ask. The zero value of a field is what an
// empty cell of the sheet means; Age counts calendar years (year of the round
// less year of birth), as every form does.
type Profile struct {
	Age       int
	Female    bool
	Minority  bool
	Move      Move
	Residence Residence
	Away      bool

	Study          Study
	PreschoolGroup int // 1…5, the age group attended
	Grade          int // 1…12
	Continuing     bool
	TwoSessions    bool
	Repeating      bool
	SchoolPlace    SchoolPlace

	Graduated         int // NoLevel … UpperSecondary
	GraduatedLastYear bool
	Vocational        int // NoVocational … Doctor
	FinishedGrade     int
	DropoutGrade      int
	DropoutLastYear   bool

	LiteracyAttending int // literacy class 1…5
	LiteracyCompleted int
	Relapse           int // 1 or 2

	Disabilities int // bits
	Certificate  bool
	Able         bool // able to learn; of meaning only with a disability
}

// Disabled reports whether any disability is ticked.
func (p Profile) Disabled() bool { return p.Disabilities != 0 }
