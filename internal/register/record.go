// Package register holds who lives where and what each person's state was in
// each survey year. A person has one identity over the years; a Record is that
// person in one round and holds every field of the household sheet, so that a
// closed year reads as it was written whatever happens later.
package register

import (
	"fmt"

	"hoctap/internal/place"
)

// ID names a person or a household for ever. It is made by the program and
// means nothing.
type ID int64

// Record is one row of the household sheet (phiếu điều tra) of one year. Text
// fields hold what was written; fields with a list hold the code of the list
// (see the constants). An empty cell is the zero value.
type Record struct {
	CommuneID   place.ID
	Year        int
	PersonID    ID
	HouseholdID ID
	HamletID    place.ID

	FamilyName string // họ đệm
	GivenName  string // tên
	BirthDay   int    // 0: not known
	BirthMonth int    // 0: not known
	BirthYear  int
	Female     bool
	Ethnicity  string // empty means Kinh
	Religion   string
	Priority   string

	HeadFamilyName string
	HeadGivenName  string
	Address        string // without the hamlet
	SheetNumber    string
	Residence      string // ResidencePermanent, ResidenceTemporary or empty
	Presence       string // PresenceHere, PresenceAway or empty

	GradeGroup     string // t1…t5, k1…k12, thcn, tdn, sv or empty
	ClassName      string // without the marks ! and *
	Repeating      bool   // mark !
	TwoSessions    bool   // mark *
	SchoolDistrict string
	SchoolName     string
	SchoolCode     string
	Graduated      string // MN, TH, THCS, THPT or empty
	Continuing     bool   // bổ túc
	GraduatedIn    string // school year, 2024-2025
	Vocational     string // thcn, cd, dh, ths, ts or empty
	DiplomaNumber  string
	VocationalYear int
	FinishedGrade  int
	FinishedIn     string
	DropoutGrade   int
	DropoutIn      string

	LiteracyAttending int
	LiteracyCompleted int
	Relapse           int

	Movement      bool
	HearingSpeech bool
	Vision        bool
	Mental        bool
	Intellectual  bool
	Learning      bool
	Autism        bool
	OtherDisabled bool
	Certificate   bool
	Able          bool

	Move           string // in, out, dead or empty
	MoveDetail     string
	Relation       string
	Guardian       string
	Phone          string
	Note           string
	PersonalNumber string

	// SchoolHere says whether the school stands in the commune: "here",
	// "elsewhere" or empty where that is not known. It is worked out from the
	// school list on writing, so that a profile needs no second table.
	SchoolHere string
	// Confirmed is false for a record rolled forward from the year before that
	// nobody has looked at yet.
	Confirmed bool
}

// Codes of the lists.
const (
	ResidencePermanent = "permanent"
	ResidenceTemporary = "temporary"

	PresenceHere = "here"
	PresenceAway = "away"

	MoveIn   = "in"
	MoveOut  = "out"
	MoveDead = "dead"

	GraduatedPreschool      = "MN"
	GraduatedPrimary        = "TH"
	GraduatedLowerSecondary = "THCS"
	GraduatedUpperSecondary = "THPT"

	GradeProfessional = "thcn"
	GradeVocational   = "tdn"
	GradeHigher       = "sv"

	VocationalProfessional = "thcn"
	VocationalCollege      = "cd"
	VocationalUniversity   = "dh"
	VocationalMaster       = "ths"
	VocationalDoctor       = "ts"

	RelationHead = "Chủ hộ"
)

// Name is the full name as it is spoken.
func (r *Record) Name() string { return join(r.FamilyName, r.GivenName) }

// HeadName is the full name of the head of the household.
func (r *Record) HeadName() string { return join(r.HeadFamilyName, r.HeadGivenName) }

func join(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " " + b
}

// BirthDate is as much of the day of birth as is known, as ISO text:
// "2012-05-03", "2012-05" or "2012". A day that no calendar has (31/02) is
// left out, as the year decides everything.
func (r *Record) BirthDate() string {
	if r.BirthMonth < 1 || r.BirthMonth > 12 {
		return fmt.Sprintf("%04d", r.BirthYear)
	}
	if r.BirthDay < 1 || r.BirthDay > daysIn(r.BirthMonth, r.BirthYear) {
		return fmt.Sprintf("%04d-%02d", r.BirthYear, r.BirthMonth)
	}
	return fmt.Sprintf("%04d-%02d-%02d", r.BirthYear, r.BirthMonth, r.BirthDay)
}

// RealDay reports whether day and month, where given, are a day of the
// calendar.
func (r *Record) RealDay() bool {
	return r.BirthDay == 0 || r.BirthMonth == 0 || r.BirthDay <= daysIn(r.BirthMonth, r.BirthYear)
}

func daysIn(month, year int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// Age counts calendar years, as every form does: year of the round less year
// of birth, birthdays ignored.
func (r *Record) Age() int { return r.Year - r.BirthYear }

// Gone reports whether the person moved out or died in the year.
func (r *Record) Gone() bool { return r.Move == MoveOut || r.Move == MoveDead }

// Disabled reports whether any disability is ticked.
func (r *Record) Disabled() bool { return r.disabilities() != 0 }

// Grade is the grade of general education attended, 0 for none.
func (r *Record) Grade() int { return numbered(r.GradeGroup, 'k', 12) }

// PreschoolGroup is the age group of preschool attended, 0 for none.
func (r *Record) PreschoolGroup() int { return numbered(r.GradeGroup, 't', 5) }

func numbered(code string, prefix byte, top int) int {
	if len(code) < 2 || code[0] != prefix {
		return 0
	}
	n := 0
	for _, c := range code[1:] {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	if n > top {
		return 0
	}
	return n
}
