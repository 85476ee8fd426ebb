package survey

import (
	"strings"

	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// settler finishes drafts once all rows are read: only then is it known in
// which encoding the free text of the workbook was typed.
type settler struct {
	layout   *layout
	encoding viet.Encoding
}

// freeColumns hold free text.
var freeColumns = func() []*column {
	var out []*column
	for _, c := range columns {
		if c.free && c.key != hamletKey {
			out = append(out, c)
		}
	}
	return out
}()

// detect looks at the free text of all rows as it stands in the file.
func detect(drafts []*Draft) viet.Encoding {
	return viet.Detect(func(yield func(string) bool) {
		for _, d := range drafts {
			if d.Hamlet != "" && !yield(d.Hamlet) {
				return
			}
			for _, c := range freeColumns {
				text := *c.field.At(&d.Record).(*string)
				if text != "" && !yield(text) {
					return
				}
			}
		}
	})
}

func (s *settler) settle(d *Draft) {
	for _, c := range freeColumns {
		text := c.field.At(&d.Record).(*string)
		if *text != "" {
			*text = s.text(*text)
		}
	}
	d.Hamlet = s.text(d.Hamlet)
	s.settleHamlet(d)
	settleClass(&d.Record)
}

func (s *settler) text(raw string) string { return viet.Clean(viet.Decode(s.encoding, raw)) }

// settleClass takes the marks off the class: ! repeats the year, * has two
// sessions a day. They are glued on in any order, some with spaces.
func settleClass(r *register.Record) {
	name := strings.Trim(r.ClassName, "!* ")
	marks := r.ClassName
	if at := strings.Index(marks, name); name != "" && at >= 0 {
		marks = marks[:at] + marks[at+len(name):]
	}
	r.Repeating = strings.Contains(marks, "!")
	r.TwoSessions = strings.Contains(marks, "*")
	r.ClassName = name
}

func (s *settler) warn(d *Draft, key, code string, args ...any) {
	d.Problems = append(d.Problems, Problem{Cell: s.cell(d, key), Field: key, Code: code, Severity: Warning, Args: named(args)})
}

func (s *settler) refuse(d *Draft, key, code string, args ...any) {
	d.Problems = append(d.Problems, Problem{Cell: s.cell(d, key), Field: key, Code: code, Severity: Error, Args: named(args)})
}

// cell is the cell of a column in the draft's row, empty where the workbook has
// no such column.
func (s *settler) cell(d *Draft, key string) string {
	for i, c := range s.layout.at {
		if c != nil && c.key == key {
			return address(i+1, d.Row)
		}
	}
	return ""
}
