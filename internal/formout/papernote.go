package formout

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/form"
	"hoctap/internal/paper"
)

// manyMissing is from how many notes about figures that were not entered these
// are put together: a school that entered nothing would fill pages with them.
const manyMissing = 5

// notEntered is the reason of a cell whose figure nobody entered.
const notEntered = "form.not_entered"

// marks are those printed, by those of the form: notes that are put together
// leave none, and the others are counted anew.
type marks map[string]string

// of is the mark as printed, in brackets so that it is not read as a digit of the
// figure before it.
func (m marks) of(mark string) string { return m[mark] }

// notes parts what is to be known from what is not known of the form. A sum that
// does not come out leads: such a form is not to be signed.
func (d *sheetOf) notes(out *paper.Document) {
	d.marks = marks{}
	for _, m := range d.Mismatches {
		out.Notes = append(out.Notes, d.Words.T("form.mismatch", "row", m.Row, "column", m.Column, "counted", m.Counted, "sum", m.Sum))
	}
	missing := map[string]int{}
	together := d.missing() > manyMissing
	for i := range d.Notes {
		n := &d.Notes[i]
		if together && isMissing(n) {
			missing[n.Reason.Args["names"]]++
			continue
		}
		text := n.Say(d.Words)
		if n.Mark != "" {
			mark := "(" + strconv.Itoa(len(d.marks)+1) + ")"
			d.marks[n.Mark] = mark
			text = mark + " " + text
		}
		if n.Unknown {
			out.Unknowns = append(out.Unknowns, text)
		} else {
			out.Notes = append(out.Notes, text)
		}
	}
	if together {
		out.Notes = append(out.Notes, d.allMissing(missing))
	}
}

func isMissing(n *form.FilledNote) bool { return n.Reason != nil && n.Reason.Key == notEntered }

func (d *sheetOf) missing() int {
	count := 0
	for i := range d.Notes {
		if isMissing(&d.Notes[i]) {
			count++
		}
	}
	return count
}

// allMissing names who did not enter figures, and how many.
func (d *sheetOf) allMissing(by map[string]int) string {
	var list []string
	for _, names := range slices.Sorted(maps.Keys(by)) {
		list = append(list, fmt.Sprintf("%s (%s)", names, d.Words.T("paper.figures", "n", by[names])))
	}
	return d.Words.T("paper.not_entered", "names", strings.Join(list, "; "))
}
