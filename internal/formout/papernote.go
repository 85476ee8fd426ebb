package formout

import "hoctap/internal/paper"

// bracketed is a mark as it is printed: without brackets it would be read as a
// digit of the figure before it.
func bracketed(mark string) string {
	if mark == "" {
		return ""
	}
	return "(" + mark + ")"
}

// notes parts what is to be known from what is not known of the form. A sum that
// does not come out leads: such a form is not to be signed.
func (d *Document) notes(out *paper.Document) {
	for _, m := range d.Mismatches {
		out.Notes = append(out.Notes, d.Words.T("form.mismatch", "row", m.Row, "column", m.Column, "counted", m.Counted, "sum", m.Sum))
	}
	for i := range d.Notes {
		n := &d.Notes[i]
		text := n.Say(d.Words)
		if n.Mark != "" {
			text = bracketed(n.Mark) + " " + text
		}
		if n.Unknown {
			out.Unknowns = append(out.Unknowns, text)
		} else {
			out.Notes = append(out.Notes, text)
		}
	}
}
