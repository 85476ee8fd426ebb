package view

// Card is one standard on the overview: state, the share that decides, its course over
// the years, one sentence and one way onward. No card goes without a way onward.
type Card struct {
	Title string
	// Href leads to the whole verdict; Onward leads to what is to be done.
	Href  string
	State State
	// Level is what was attained, in words: "Đạt mức độ 3".
	Level string
	// Share is nil where nothing was counted.
	Share    *Share
	Spark    *Spark
	Sentence string
	Onward   Link
	// Help leads to the section of the guide about cards.
	Help string
}

// Badge is the card's state, with the level in words where one is attained.
func (c Card) Badge() Badge { return Badge{State: c.State, Text: c.Level} }

// Figure is one number with its name.
type Figure struct {
	Text  string
	Count int64
	Tone  Tone
	Href  string
}

// Fact is a line of a description.
type Fact struct {
	Name  string
	Value string
	Href  string
}

// Step is a step of a task that takes several pages.
type Step struct {
	Text    string
	Done    bool
	Current bool
}

// Progress tells how far a long work is. Total 0 means that nobody can know yet.
type Progress struct {
	Title string
	Done  int64
	Total int64
	// Note tells what is being done now, and how long it may take.
	Note string
	Tone Tone
}

// Known tells whether an end is in sight.
func (p Progress) Known() bool { return p.Total > 0 }

// Due is a date of the calendar.
type Due struct {
	When string
	What string
	Href string
	Tone Tone
}

// Table is a plain table. Tables whose cells hold more than text and figures are
// written out in their own page.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
	// Foot is the line of totals; nil for none.
	Foot *Row
	// Wide keeps the first column in sight while the rest scrolls on a phone.
	Wide bool
	// Fold sets each row as a few lines on a phone: for lists of people and of texts.
	Fold bool
	// Tall gives the table a scroll of its own under its standing head.
	Tall  bool
	Empty *Empty
	Pager *Pager
}

// Column is a head. SortHref makes it a link; Sorted is "ascending" or "descending".
type Column struct {
	Text     string
	Number   bool
	SortHref string
	Sorted   string
}

// Row is a line; its first cell is its head. A row with Group set is a heading over
// the rows that follow.
type Row struct {
	Group string
	Cells []Cell
}

// Cell holds one of: a badge, a bar, or text with what stands small under it.
type Cell struct {
	Text  string
	Sub   string
	Href  string
	Badge *Badge
	Bar   *Bar
}

// Node is a line of the verdict tree.
type Node struct {
	State State
	Title string
	// Sub says more under the title, in quiet ink.
	Sub string
	// Share is nil for a condition answered by yes or no.
	Share *Share
	// Rule says what is asked, in words, where it is no percentage: "tất cả".
	Rule string
	// Range is the lowest and highest share while some are unknown.
	Range string
	// Lack says what is missing, in place of the state's word: "Cần thêm 27 người".
	Lack string
	// Gap is the way to mend it: to the people, or to the figure that is missing.
	Gap *Link
	// Links lead from the figures to what they are made of.
	Links    []Link
	Cite     *Cite
	Note     string
	Children []Node
	Open     bool
}

// Opens tells whether there is anything behind the line.
func (n Node) Opens() bool {
	return n.Cite != nil || n.Note != "" || n.Gap != nil || len(n.Links) > 0 || len(n.Children) > 0
}

// Opened tells whether the line stands open from the start: the way to mend something
// must not be hidden.
func (n Node) Opened() bool { return n.Open || n.Gap != nil }

// Cite is a place in the law: article, our words for it, and how sure we are.
type Cite struct {
	Text string
	Href string
	// Words is the provision in our words.
	Words string
	// Mark is how the value is known: confirmed, derived, from memory.
	Mark *Tag
}

// Event is a point on a person's time line.
type Event struct {
	When    string
	Title   string
	Lines   []string
	Changed string
	Tags    []Tag
	Current bool
}

// Finding is a problem in a cell of a workbook or a record.
type Finding struct {
	// Cell is the address as the reader finds it: "G17".
	Cell string
	// Field is the column's heading.
	Field string
	// Content is what stands in the cell.
	Content string
	Text    string
	Mend    string
	Tone    Tone
	Href    string
}

// Dialog asks before something that cannot be taken back lightly.
type Dialog struct {
	ID      string
	Title   string
	Text    string
	Action  string
	Confirm string
	Danger  bool
	// Typed asks for this name to be typed first; empty for none.
	Typed *Field
}
