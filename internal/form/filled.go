package form

import (
	"hoctap/internal/place"
	"hoctap/internal/rule"
)

// Filled is a form made out for one place and year: everything a writer prints
// and everything that is needed to say where it came from. It holds no names of
// people. As JSON it is kept with a submitted round, and read back it is the same
// to the byte.
type Filled struct {
	Code      string `json:"code"`
	Kind      Kind   `json:"kind"`
	Programme string `json:"programme"`
	Title     Text   `json:"title"`
	Scope     Scope  `json:"scope"`
	Year      int    `json:"year"`
	On        string `json:"on"`
	Place     Named  `json:"place"`
	Hamlet    *Named `json:"hamlet,omitempty"`
	Personal  bool   `json:"personal,omitempty"`
	Empty     bool   `json:"empty,omitempty"` // to be filled in by hand
	Masked    bool   `json:"-"`               // telephones are for a screen that others see

	Paper   PaperSize    `json:"paper"`
	Issuers []Lines      `json:"issuers"`
	Signers []Lines      `json:"signers"`
	Unit    *Text        `json:"unit,omitempty"`
	Tables  []Body       `json:"tables,omitempty"`
	List    *FilledList  `json:"list,omitempty"`
	Notes   []FilledNote `json:"notes,omitempty"`

	// FormHash, RuleSet, RuleHash, Data and MadeOn are the small line at the foot,
	// by which the form can be made again. Whoever owns a clock sets MadeOn.
	FormHash string `json:"form_hash"`
	RuleSet  string `json:"rule_set"`
	RuleHash string `json:"rule_hash"`
	Data     string `json:"data"`
	MadeOn   string `json:"made_on,omitempty"`

	// Rounds are those that were counted. AddedUp says that they are not of the
	// place itself, which did not exist yet.
	Rounds  []CountedRound `json:"rounds,omitempty"`
	AddedUp bool           `json:"added_up,omitempty"`
	// Mismatches are sums that their parts do not come to: the form itself is
	// wrong, and should not be signed before it is mended.
	Mismatches []Mismatch `json:"mismatches,omitempty"`
}

// Named is a place as it was called on the day.
type Named struct {
	ID   place.ID   `json:"id"`
	Code string     `json:"code,omitempty"`
	Name string     `json:"name"`
	Kind place.Kind `json:"kind"`
}

func named(a place.Attributes) Named { return Named{a.PlaceID, a.Code, a.Name, a.Kind} }

// PaperSize is A4 or A3, upright or not.
type PaperSize struct {
	Size      string `json:"size"`
	Landscape bool   `json:"landscape,omitempty"`
}

// Lines stand one above the other.
type Lines struct {
	ID    string `json:"id"`
	Lines []Text `json:"lines"`
}

// FilledNote stands below the tables. Mark is what the line or cell it belongs to
// bears, "" for one about the whole form. Unknown says that the note is about
// something of the form that is not known.
type FilledNote struct {
	Mark    string  `json:"mark,omitempty"`
	Text    *Text   `json:"text,omitempty"`
	Reason  *Reason `json:"reason,omitempty"`
	Unknown bool    `json:"unknown,omitempty"`
}

// CountedRound is a round whose people are in the form. Unit is the code by which
// lines name the commune it was counted for.
type CountedRound struct {
	Commune Named `json:"commune"`
	Unit    int   `json:"unit"`
	Year    int   `json:"year"`
	Stamp   int64 `json:"stamp"`
}

// Body is one table.
type Body struct {
	ID       string         `json:"id"`
	Title    *Text          `json:"title,omitempty"`
	Numbered bool           `json:"numbered,omitempty"`
	Columns  []FilledLine   `json:"columns"`
	Rows     []FilledLine   `json:"rows"`
	Cells    [][]Cell       `json:"cells"` // by row, then column
	Replaced []FilledChange `json:"replaced,omitempty"`
}

// FilledLine is a row or a column.
type FilledLine struct {
	ID     string       `json:"id"`
	Heads  []FilledHead `json:"heads,omitempty"` // outermost first
	Head   Text         `json:"head"`
	Number string       `json:"number,omitempty"`
	Note   string       `json:"note,omitempty"` // mark of its note
	Width  int          `json:"width,omitempty"`
	Label  Label        `json:"label,omitempty"`
	// Hidden lines are counted for others. Omitted ones the official form lacks,
	// and here they are zero throughout. A writer prints neither.
	Hidden  bool `json:"hidden,omitempty"`
	Omitted bool `json:"omitted,omitempty"`
	// Sum are the lines of the same axis that this one adds up; with Checked it
	// was counted by itself too. Share is one line over another.
	Sum     []int        `json:"sum,omitempty"`
	Checked bool         `json:"checked,omitempty"`
	Share   *FilledShare `json:"share,omitempty"`
	// Asks are the questions, all of which must hold, and the part of the place
	// that the line stands for.
	Asks     []string  `json:"asks,omitempty"`
	Unit     *int      `json:"unit,omitempty"`
	Hamlet   *place.ID `json:"hamlet,omitempty"`
	School   string    `json:"school,omitempty"`
	Fact     string    `json:"fact,omitempty"`
	Field    string    `json:"field,omitempty"`
	Mark     string    `json:"mark,omitempty"`
	Standard string    `json:"standard,omitempty"`
	Year     int       `json:"year,omitempty"`
}

// Shown says whether a writer prints the line.
func (l *FilledLine) Shown() bool { return !l.Hidden && !l.Omitted }

// FilledList is the heads of a list, and how many it names. Who they are comes
// with Entries, one hamlet at a time.
type FilledList struct {
	Columns []FilledLine `json:"columns"`
	Asks    []string     `json:"asks,omitempty"`
	Order   []string     `json:"order"`
	Group   *FilledGroup `json:"group,omitempty"`
	Persons int64        `json:"persons"`
}

// FilledGroup parts a list.
type FilledGroup struct {
	By      string `json:"by"`
	NewPage bool   `json:"new_page,omitempty"`
	Lines   []Text `json:"lines,omitempty"` // with their placeholders
	Least   int    `json:"least,omitempty"`
}

// FilledHead is a head over several lines; neighbours with one ID are printed as
// one.
type FilledHead struct {
	ID   string `json:"id"`
	Head Text   `json:"head"`
}

// FilledShare names two lines of the axis by their index.
type FilledShare struct {
	Count int `json:"count"`
	Of    int `json:"of"`
	As    As  `json:"as"`
}

// FilledChange is a cell that asks something else than its row and column.
type FilledChange struct {
	Row    int    `json:"row"`
	Column int    `json:"column"`
	Ask    string `json:"ask"`
}

// Mismatch is a cell whose sum is not what was counted.
type Mismatch struct {
	Table   string `json:"table"`
	Row     string `json:"row"`
	Column  string `json:"column"`
	Counted int64  `json:"counted"`
	Sum     int64  `json:"sum"`
}

// CellKind says what stands in a cell.
type CellKind string

// The kinds; in a cell of none nothing is written. A count is of persons and can be opened down to them; a figure was
// entered. Percent and quotient hold the exact fraction. Crossed cells have no
// meaning on the form.
const (
	CountCell    CellKind = "count"
	FigureCell   CellKind = "figure"
	PercentCell  CellKind = "percent"
	QuotientCell CellKind = "quotient"
	AnswerCell   CellKind = "answer"  // N is 1 for yes
	LevelCell    CellKind = "level"   // N is the level attained, Outcome says why no higher
	OutcomeCell  CellKind = "outcome" // of conditions
	TextCell     CellKind = "text"
	BlankCell    CellKind = "blank"
	CrossedCell  CellKind = "crossed"
)

// Cell is one cell.
type Cell struct {
	Kind    CellKind     `json:"kind"`
	N       int64        `json:"n,omitempty"`
	D       int64        `json:"d,omitempty"`
	Text    *Text        `json:"text,omitempty"`
	Outcome rule.Outcome `json:"outcome,omitempty"`
	Levels  int          `json:"levels,omitempty"` // of the standard; 0: it has none
	Why     *Reason      `json:"why,omitempty"`    // of a blank
	// Lacks names what a sum could not add: places without a round, schools that
	// entered nothing.
	Lacks []string `json:"lacks,omitempty"`
	Note  string   `json:"note,omitempty"` // mark of its note
	// Sum and Share say by which axis the cell follows from others.
	Sum   Axis `json:"sum,omitempty"`
	Share Axis `json:"share,omitempty"`
}

// Axis is rows or columns.
type Axis string

// The axes. A sum along rows adds up cells of the same column.
const (
	AlongRows    Axis = "rows"
	AlongColumns Axis = "columns"
)

// Reason says why a cell is blank: a text of the form, or a key of the catalogue
// with its arguments.
type Reason struct {
	Text *Text             `json:"text,omitempty"`
	Key  string            `json:"key,omitempty"`
	Args map[string]string `json:"args,omitempty"`
}

// At names a cell of a table by index.
type At struct{ Row, Column int }

// Terms are the cells that a sum adds up, nil for a cell that is no sum. Where
// every one of them is on the paper, a spreadsheet can add them up again.
func (b *Body) Terms(at At) []At {
	var out []At
	switch b.Cells[at.Row][at.Column].Sum {
	case AlongRows:
		for _, r := range b.Rows[at.Row].Sum {
			out = append(out, At{r, at.Column})
		}
	case AlongColumns:
		for _, c := range b.Columns[at.Column].Sum {
			out = append(out, At{at.Row, c})
		}
	}
	return out
}

// Parts are the cells that a share divides.
func (b *Body) Parts(at At) (count, of At, ok bool) {
	switch b.Cells[at.Row][at.Column].Share {
	case AlongRows:
		s := b.Rows[at.Row].Share
		return At{s.Count, at.Column}, At{s.Of, at.Column}, true
	case AlongColumns:
		s := b.Columns[at.Column].Share
		return At{at.Row, s.Count}, At{at.Row, s.Of}, true
	}
	return At{}, At{}, false
}

// Body finds a table by its id; "" is the first.
func (f *Filled) Body(id string) *Body {
	for i := range f.Tables {
		if f.Tables[i].ID == id || id == "" {
			return &f.Tables[i]
		}
	}
	return nil
}

// Find gives the index of a cell by the ids of its row and column.
func (b *Body) Find(row, column string) (At, bool) {
	r, okRow := index(b.Rows, row)
	c, okColumn := index(b.Columns, column)
	return At{r, c}, okRow && okColumn
}

func index(lines []FilledLine, id string) (int, bool) {
	for i := range lines {
		if lines[i].ID == id {
			return i, true
		}
	}
	return 0, false
}

// Cell gives a cell by index.
func (b *Body) Cell(at At) *Cell { return &b.Cells[at.Row][at.Column] }
