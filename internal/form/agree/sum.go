package agree

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/words"
)

// Sum is a rule of agreement where it speaks of entered figures alone: it holds
// already when they are typed, long before a form is printed.
type Sum struct {
	Rule        *Rule
	Left, Right []string // ids of figures
}

// Says is what the rule asks, without the form and the row that it names first:
// beside a field both are known.
func (s Sum) Says(lang words.Lang) string {
	text := s.Rule.Explanation.In(string(lang))
	_, rest, found := strings.Cut(text, ": ")
	if !found {
		return text
	}
	first, size := utf8.DecodeRuneInString(rest)
	return string(unicode.ToUpper(first)) + rest[size:]
}

// Field is the figure beside which a sum that does not hold is told: the total,
// or the part that is too large.
func (s Sum) Field() string {
	if len(s.Left) == 1 {
		return s.Left[0]
	}
	return s.Right[0]
}

// Touches says whether the sum looks at any of these figures.
func (s Sum) Touches(figures map[string]bool) bool {
	looks := func(id string) bool { return figures[id] }
	return slices.ContainsFunc(s.Left, looks) || slices.ContainsFunc(s.Right, looks)
}

// Sums are those of the rules that look at one school, or at one commune, in one
// year. What is only a notice is left to the reader of the forms.
func (r *Rules) Sums() []Sum {
	var out []Sum
	for _, x := range r.list {
		if x.Notice {
			continue
		}
		for _, in := range x.instances() {
			if x.EachRow != nil {
				in = in.with(map[string]string{"row": x.EachRow.Row})
			}
			left, okLeft := r.figures(in.left)
			right, okRight := r.figures(in.right)
			if okLeft && okRight && !slices.Equal(left, right) {
				out = append(out, Sum{x, left, right})
			}
		}
	}
	return out
}

func (r *Rules) figures(cells []Cell) ([]string, bool) {
	var out []string
	for i := range cells {
		facts := r.figuresOf(&cells[i])
		if len(facts) == 0 {
			return nil, false
		}
		out = append(out, facts...)
	}
	slices.Sort(out)
	return out, true
}

// figuresOf are the figures that add up to a cell of this year, none where the
// cell counts people or stands for several schools at once: a total of the
// commune is not what one school types.
func (r *Rules) figuresOf(c *Cell) []string {
	if c.Year != 0 || c.Parts || c.Minus {
		return nil
	}
	for _, f := range r.lib.All() {
		if f.Code != c.Form {
			continue
		}
		rows, columns := r.lib.Entered(f, c.Table, form.OfCommune)
		if c.Row == "school.*" {
			return matching(columns, c.Column)
		}
		if c.Column == "year.0" {
			return matching(rows, c.Row)
		}
	}
	return nil
}

func matching(lines map[string][]string, pattern string) []string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(lines)) {
		if meets(pattern, id) {
			out = append(out, lines[id]...)
		}
	}
	return out
}

// Broken is a sum that does not hold among figures, and what its sides come to.
type Broken struct {
	Sum
	LeftSum, RightSum int64
}

// Fault tells what does not hold, and what to do.
func (b Broken) Fault(lang words.Lang) *fault.Error {
	return fault.New(fault.Invalid, "fault.fact_sum", "says", b.Says(lang), "left", b.LeftSum, "right", b.RightSum)
}

// BrokenBy are the sums that do not hold among the figures of one school, or of
// the commune. One that lacks a figure is not held: what is missing is no zero.
func BrokenBy(sums []Sum, values map[string]string) []Broken {
	var out []Broken
	for _, s := range sums {
		left, okLeft := added(s.Left, values)
		right, okRight := added(s.Right, values)
		if okLeft && okRight && !s.Rule.Is.holds(left, right) {
			out = append(out, Broken{s, left, right})
		}
	}
	return out
}

func added(ids []string, values map[string]string) (sum int64, ok bool) {
	for _, id := range ids {
		n, err := strconv.ParseInt(values[id], 10, 64)
		if err != nil {
			return 0, false
		}
		sum += n
	}
	return sum, true
}
