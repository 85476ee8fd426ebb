package rule

import (
	"slices"
	"sort"
	"time"
)

// Reason says what is doubtful about a value of the law.
type Reason string

// The reasons, the graver first.
const (
	IsUnknown Reason = "unknown"  // the law has it and we have not seen it
	IsMemory  Reason = "memory"   // known, not seen in a source
	IsDerived Reason = "derived"  // seen in a program or a paper, not in the law
	LongAgo   Reason = "long-ago" // checked too long ago
)

var reasons = []Reason{IsUnknown, IsMemory, IsDerived, LongAgo}

var reasonsInWords = map[Reason]string{
	IsUnknown: "chưa biết", IsMemory: "theo trí nhớ", IsDerived: "suy ra, chưa thấy văn bản", LongAgo: "đối chiếu đã lâu",
}

// Concern is one reason to look at a value of the law again.
type Concern struct {
	Reason Reason
	ID     string
	Says   string // what is held now
	Where  string // instrument and article
	Since  Date   // when it was last checked, "" if never
}

// Row is the concern as a line of a table.
func (c Concern) Row() []string {
	since := ""
	if c.Since != "" {
		since = dayInWords(c.Since)
	}
	return []string{reasonsInWords[c.Reason], c.ID, c.Says, c.Where, since}
}

// Stale lists what should be looked at again, the gravest first: what is
// unknown, what rests on memory or on somebody else's program, and what was
// last checked more than so many days before today. Drafts are no law and are
// left out.
func (b *Book) Stale(today Date, days int) []Concern {
	s := staleness{book: b, limit: daysBefore(today, days)}
	for _, i := range b.instruments {
		if !i.Draft {
			s.instrument(i)
		}
	}
	for _, std := range b.standards {
		if !std.Draft {
			s.source(std.ID, "áp dụng "+periodInWords(std.InForce.From, std.InForce.Until), std.InForce.Source, std.InForce.From.State == Unknown)
		}
	}
	b.eachCriterion(func(std *Standard, _ *Level, c *Criterion) {
		if !std.Draft {
			s.criterion(c)
		}
	})
	for _, m := range b.measures {
		s.source(m.ID, m.Text.Vi, m.Source, m.Unrecorded != nil)
	}
	for _, p := range b.predicates {
		s.source(p.ID, p.Text.Vi, p.Source, false)
	}
	for _, p := range b.parameters {
		s.source(p.ID, p.Point+": "+p.choice(b.chosen[p.ID]).Vi, p.Source, false)
	}
	sort.SliceStable(s.out, func(i, j int) bool {
		return slices.Index(reasons, s.out[i].Reason) < slices.Index(reasons, s.out[j].Reason)
	})
	return s.out
}

func daysBefore(today Date, days int) Date {
	t, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -days).Format(time.DateOnly)
}

type staleness struct {
	book  *Book
	limit Date
	out   []Concern
}

func (s *staleness) instrument(i *Instrument) {
	doubtful := i.InForce.From.State == Unknown || i.InForce.Until.State == Unknown || i.Issued.State == Unknown
	s.doubt(i.Mark, doubtful, Concern{
		ID: i.ID, Says: "ban hành " + i.Issued.inWords() + "; hiệu lực " + periodInWords(i.InForce.From, i.InForce.Until), Where: i.Number, Since: i.LastCheckedOn})
}

func (s *staleness) criterion(c *Criterion) {
	for i := range c.Values {
		v := &c.Values[i]
		if v.Absent {
			continue
		}
		says := s.book.says(c, v) + ", " + periodInWords(v.From, v.Until)
		s.source(c.ID, says, v.Source, v.Threshold.State == Unknown || v.From.State == Unknown)
	}
}

func (s *staleness) source(id, says string, src Source, unknown bool) {
	s.doubt(src.Mark, unknown, Concern{ID: id, Says: says, Where: s.book.Cite(&src), Since: src.LastCheckedOn})
}

// doubt keeps the gravest reason there is, once for an id that stands in
// several levels.
func (s *staleness) doubt(mark Mark, unknown bool, c Concern) {
	switch {
	case unknown:
		c.Reason = IsUnknown
	case mark == FromMemory:
		c.Reason = IsMemory
	case mark == Derived:
		c.Reason = IsDerived
	case c.Since != "" && c.Since < s.limit:
		c.Reason = LongAgo
	default:
		return
	}
	if !slices.Contains(s.out, c) {
		s.out = append(s.out, c)
	}
}
