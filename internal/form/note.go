package form

import (
	"encoding/json"
	"slices"
	"strconv"
)

// noter gathers the notes of a form. A note that several lines or cells share is
// printed once, and they bear one mark.
type noter struct {
	out   []FilledNote
	marks map[string]string
}

func newNoter() *noter { return &noter{marks: map[string]string{}} }

// mark gives the mark of a note, a new one where it is new.
func (n *noter) mark(note FilledNote) string {
	key, err := json.Marshal(note)
	if err != nil {
		return ""
	}
	if m, known := n.marks[string(key)]; known {
		return m
	}
	note.Mark = strconv.Itoa(len(n.marks) + 1)
	n.marks[string(key)] = note.Mark
	n.out = append(n.out, note)
	return note.Mark
}

// about adds what is said of the form as a whole.
func (n *noter) about(f *Form, w *world) {
	v := w.vars()
	if units := w.addedUp(); units != "" {
		n.out = append(n.out, FilledNote{Reason: &Reason{Key: "form.added_up", Args: map[string]string{"names": units, "year": v["year"], "place": w.place.Name}}})
	}
	for _, t := range f.Notes {
		said := v.fill(t)
		n.out = append(n.out, FilledNote{Text: &said})
	}
	for _, t := range f.Unknowns {
		said := v.fill(t)
		n.out = append(n.out, FilledNote{Text: &said, Unknown: true})
	}
}

// table marks the lines and cells of a table that need a word: what a line means,
// what of it is not known, why a cell is blank.
func (n *noter) table(g *grid, b *Body) {
	for i := range b.Columns {
		n.line(&g.columns[i], &b.Columns[i], g.vars)
	}
	for i := range b.Rows {
		n.line(&g.rows[i], &b.Rows[i], g.vars)
	}
	for r := range b.Cells {
		for c := range b.Cells[r] {
			if b.Rows[r].Shown() && b.Columns[c].Shown() {
				n.cell(b, At{r, c})
			}
		}
	}
}

// line marks a line for what is said of it; a blank line says why once, not in
// each of its cells.
func (n *noter) line(l *line, out *FilledLine, v vars) {
	if !out.Shown() {
		return
	}
	switch {
	case l.def.Unknown != nil:
		t := v.fill(*l.def.Unknown)
		out.Note = n.mark(FilledNote{Text: &t, Unknown: true})
	case l.def.Note != nil:
		t := v.fill(*l.def.Note)
		out.Note = n.mark(FilledNote{Text: &t})
	case l.blank != nil:
		t := v.fill(*l.blank)
		out.Note = n.mark(FilledNote{Text: &t})
	}
}

func (n *noter) cell(b *Body, at At) {
	cell := b.Cell(at)
	switch {
	case cell.Kind == BlankCell && cell.Why != nil:
		if b.Rows[at.Row].Note != "" && n.says(b.Rows[at.Row].Note, cell.Why) || n.says(b.Columns[at.Column].Note, cell.Why) {
			return
		}
		cell.Note = n.mark(noteOf(cell.Why))
	case len(cell.Lacks) > 0:
		cell.Note = n.mark(FilledNote{Reason: &Reason{Key: "form.lacks", Args: map[string]string{"names": names(cell.Lacks)}}})
	}
}

// noteOf is what the foot of the form says of a blank. A sheet on which nobody has
// entered anything yet would have a note for each cell, so they share one; the
// cell itself knows which figure of whom is missing.
func noteOf(why *Reason) FilledNote {
	switch why.Key {
	case "":
		return FilledNote{Text: why.Text}
	case notEntered:
		return FilledNote{Reason: &Reason{Key: "form.not_entered_yet"}}
	}
	return FilledNote{Reason: why}
}

// says reports whether the note with a mark gives this reason already.
func (n *noter) says(mark string, why *Reason) bool {
	i := slices.IndexFunc(n.out, func(x FilledNote) bool { return x.Mark == mark })
	return mark != "" && i >= 0 && why.Text != nil && n.out[i].Text != nil && *n.out[i].Text == *why.Text
}
