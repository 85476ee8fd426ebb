package survey

import (
	"context"
	"iter"

	"hoctap/internal/place"
	"hoctap/internal/register"
)

// School is a row of the sheet MaTruong.
type School struct {
	Code, Name, Level, Commune, System string
}

// Severity says whether a problem keeps a row out.
type Severity int

// An error is a value its column does not allow, or a missing one that every
// row needs. What is merely unlikely, or contradicts another cell, is a
// warning.
const (
	Warning Severity = iota
	Error
)

// Problem is one thing wrong with one cell. Code is stable and is the key of
// its sentence in the catalogue ("survey.<code>"); Args fill the sentence.
type Problem struct {
	Cell     string // "G702"; empty where it is about no cell
	Field    string // key of register.Fields, or hamlet, year
	Code     string
	Severity Severity
	Args     map[string]any
	// Person is who it names, in the records of which commune and year; 0 where it
	// is about the workbook alone.
	Person  register.ID
	Commune place.ID
	Year    int
}

// Draft is one row of the workbook as understood: a record without ids, the
// hamlet by name, and what is wrong with it.
type Draft struct {
	Row      int
	Record   register.Record
	Hamlet   string
	Problems []Problem

	wrong    uint64 // columns whose value was refused
	noHamlet bool   // the address says that it has none
}

// Sound reports whether the draft has no error.
func (d *Draft) Sound() bool {
	for _, p := range d.Problems {
		if p.Severity == Error {
			return false
		}
	}
	return true
}

// Workbook is a survey workbook that was opened: its year, its companion
// sheets, and its rows once through.
type Workbook interface {
	// Sheet is the name of the sheet that holds the rows.
	Sheet() string
	// Year is what cell A2 says, 0 where it says nothing.
	Year() int
	// Has reports whether it has a column for a field of register.Fields, or for
	// the hamlet. What it has no column for stays as it was.
	Has(field string) bool
	// Cell names the cell of a field in a row, empty where there is no column.
	Cell(field string, row int) string
	// Schools are the rows of MaTruong by code, nil where the sheet is missing.
	Schools() map[string]School
	// Problems are about the workbook as a whole.
	Problems() []Problem
	// Drafts gives the rows in order. It may be ranged over once; Err tells
	// whether it came to its end.
	Drafts() iter.Seq[*Draft]
	Err() error
}

// Register is what the import asks of the store.
type Register interface {
	// Round gives the round, false where there is none.
	Round(ctx context.Context, commune place.ID, year int) (Round, bool, error)
	// Records gives all records of a round in no order.
	Records(ctx context.Context, commune place.ID, year int) ([]*register.Record, error)
	// Former gives the records of the last round before the year, of the commune
	// itself or of the communes it was made of; the year is 0 where there is none.
	Former(ctx context.Context, commune place.ID, year int) ([]*register.Record, int, error)
	// Hamlets gives the hamlets of the commune on the reference day of the year.
	Hamlets(ctx context.Context, commune place.ID, year int) ([]place.Attributes, error)
	// Apply carries out the plan in one transaction, or nothing of it. It fails
	// with a conflict when the round changed since the plan was made.
	Apply(ctx context.Context, p *Plan) error
}

// Change is one person's record before and after.
type Change struct {
	Before *register.Record
	After  *register.Record
	Fields []string
}

// Plan is everything an import, or any other writer of records, will do. Ids
// are set: the planner takes them from an id maker.
type Plan struct {
	CommuneID place.ID
	Year      int
	Stamp     int64 // of the round when it was read; 0 where it is opened
	Opens     bool  // there is no round yet
	Hamlets   []NewHamlet
	Schools   map[string]School
	New       []*register.Record
	Changed   []Change
	Questions []Question
	At        string // RFC 3339, UTC
	Source    string // name of the file, or what else made the change
	Typed     bool   // into the sheet of one household, not brought by a file
}

// NewHamlet is a hamlet that the workbook names and the place does not have.
type NewHamlet struct {
	ID   place.ID
	Name string
}

// Question is a row that may be a person we know: it is for a person to decide.
// Until then the row counts as a person of its own.
type Question struct {
	PersonID   register.ID
	Candidates []register.ID
	Reason     string // key of words
}
