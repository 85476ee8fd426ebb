package compare

import (
	"slices"
	"strings"

	"hoctap/internal/form"
)

// path is what stands over a column, or before a row: the outermost first, each as
// its key.
type path []string

// pathOf is how one of our lines is headed.
func pathOf(l *form.FilledLine) path {
	var out path
	for _, h := range l.Heads {
		out = append(out, key(h.Head.In("vi")))
	}
	return append(out, key(l.Head.In("vi")))
}

// under says how well a foreign path fits one of ours: exactly, as far as one of
// them goes, or by the last heading alone.
func (p path) fits(ours path) int {
	p, ours = p.clean(), ours.clean()
	switch {
	case len(p) == 0 || len(ours) == 0 || p[len(p)-1] != ours[len(ours)-1]:
		return 0
	case ends(p, ours):
		return len(ours) + 2
	case ends(ours, p):
		return len(p) + 1
	}
	return 1
}

// clean leaves out what is empty and what is only said again.
func (p path) clean() path {
	return slices.Compact(slices.DeleteFunc(slices.Clone(p), func(s string) bool { return s == "" }))
}

func ends(long, short path) bool {
	return len(long) >= len(short) && slices.Equal(long[len(long)-len(short):], short)
}

// near measures how alike two headings are, in percent: 100 is the same.
func near(a, b string) int {
	if a == "" || b == "" {
		return 0
	}
	longest := max(len(a), len(b))
	if longest > longestHeading {
		return 0
	}
	return 100 * (longest - distance(a, b)) / longest
}

// longestHeading keeps a page of text in a cell from costing us work.
const longestHeading = 300

// distance is how many letters have to be put in, taken out or exchanged.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diagonal, row[j] = row[j], min(row[j]+1, row[j-1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

// text is a path as a person reads it.
func (p path) text() string { return strings.Join(p.clean(), " / ") }
