package agree

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/rule"
)

// desk fills the forms that the rules ask for, each once.
type desk struct {
	ctx    context.Context
	lib    *form.Library
	src    form.Source
	of     form.For
	filled map[sheet]*form.Filled
	failed map[sheet]error
	parts  map[int][]form.For // by year
}

// sheet is a form made out for something.
type sheet struct {
	code string
	of   form.For
}

func newDesk(ctx context.Context, lib *form.Library, src form.Source, of form.For) *desk {
	return &desk{ctx, lib, src, of, map[sheet]*form.Filled{}, map[sheet]error{}, map[int][]form.For{}}
}

func (d *desk) fill(code string, of form.For) (*form.Filled, error) {
	at := sheet{code, of}
	if d.filled[at] != nil || d.failed[at] != nil {
		return d.filled[at], d.failed[at]
	}
	f, err := d.lib.Form(code, of.Year)
	if err == nil {
		d.filled[at], err = d.lib.Fill(d.ctx, d.src, f, of)
	}
	d.failed[at] = err
	return d.filled[at], err
}

func (d *desk) side(cells []Cell) (Side, error) {
	var out Side
	var lacks []string
	for i := range cells {
		t, without, err := d.term(&cells[i])
		if err != nil {
			return out, err
		}
		lacks = append(lacks, without...)
		out.Terms = append(out.Terms, t)
		out.Sum += t.N
	}
	slices.Sort(lacks)
	out.Lacks = slices.Compact(lacks)
	return out, nil
}

// term reads a cell, or adds it up over the parts of the place.
func (d *desk) term(cell *Cell) (Term, []string, error) {
	of := d.of
	of.Year += cell.Year
	t := Term{Cell: *cell, OfYear: of.Year}
	list := []form.For{of}
	if cell.Parts {
		var err error
		list, err = d.partsIn(of)
		if err != nil {
			return t, nil, err
		}
	}
	var lacks []string
	for _, part := range list {
		filled, err := d.fill(cell.Form, part)
		if cell.Parts && fault.KindOf(err) == fault.Missing {
			lacks = append(lacks, d.name(part))
			continue
		}
		if err != nil {
			return t, nil, err
		}
		without, err := t.add(filled)
		if err != nil {
			return t, nil, err
		}
		lacks = append(lacks, without...)
	}
	if cell.Minus {
		t.N = -t.N
	}
	return t, lacks, nil
}

// name is that of a commune without a survey, as the form of the whole place names
// it among what it lacks.
func (d *desk) name(of form.For) string {
	tree, err := d.src.Places(d.ctx)
	if err != nil {
		return ""
	}
	at, _ := tree.Nearest(of.Place, rule.ReferenceDay(of.Year))
	return at.Name
}

func (d *desk) partsIn(of form.For) ([]form.For, error) {
	list, ok := d.parts[of.Year]
	if ok {
		return list, nil
	}
	list, err := d.lib.Parts(d.ctx, d.src, of)
	if err != nil {
		return nil, err
	}
	d.parts[of.Year] = list
	return list, nil
}

// add adds what stands in the cell on one filled form. What is missing is no
// zero: the rule is not held then.
func (t *Term) add(f *form.Filled) (lacks []string, err error) {
	if f.List != nil {
		t.N += f.List.Persons
		return nil, nil
	}
	body := f.Body(t.Table)
	found := false
	for r := range body.Rows {
		for c := range body.Columns {
			if !meets(t.Row, body.Rows[r].ID) || !meets(t.Column, body.Columns[c].ID) {
				continue
			}
			found = true
			t.RowHead, t.ColumnHead = head(&body.Rows[r], t.Row), head(&body.Columns[c], t.Column)
			at := form.At{Row: r, Column: c}
			cell := body.Cell(at)
			t.Opens = !t.Parts && !several(t.Row) && !several(t.Column) && body.Opens(at)
			if unsurveyed(cell) && body.Rows[r].Unit != nil {
				lacks = append(lacks, body.Rows[r].Head.Vi)
				continue
			}
			n, without, err := number(cell)
			if err != nil {
				return nil, err
			}
			t.N += n
			lacks = append(lacks, without...)
		}
	}
	if !found {
		return nil, &gap{form.Reason{Key: "agree.no_line", Args: map[string]string{"form": f.Code}}}
	}
	return lacks, nil
}

func several(pattern string) bool { return strings.Contains(pattern, "*") }

// unsurveyed: the line of a commune that has no survey yet; the whole place names
// it among what it lacks.
func unsurveyed(cell *form.Cell) bool {
	return cell.Kind == form.BlankCell && strings.HasPrefix(cell.Why.Key, "form.no_round")
}

func number(cell *form.Cell) (int64, []string, error) {
	switch cell.Kind {
	case form.CountCell, form.FigureCell, form.AnswerCell:
		return cell.N, cell.Lacks, nil
	case form.BlankCell:
		return 0, nil, &gap{*cell.Why}
	}
	return 0, nil, &gap{form.Reason{Key: "agree.no_number"}}
}

// head is a line with the heads above it; of several, only the heads above the last.
func head(l *form.FilledLine, pattern string) form.Text {
	var vi, en []string
	for _, h := range l.Heads {
		vi, en = append(vi, h.Head.Vi), append(en, h.Head.In("en"))
	}
	if !several(pattern) {
		vi, en = append(vi, l.Head.Vi), append(en, l.Head.In("en"))
	}
	return form.Text{Vi: strings.Join(vi, ", "), En: strings.Join(en, ", ")}
}

// rows are those of a filled form that a pattern means.
func (d *desk) rows(pattern *Cell) ([]string, error) {
	filled, err := d.fill(pattern.Form, d.of)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, r := range filled.Body(pattern.Table).Rows {
		if meets(pattern.Row, r.ID) {
			out = append(out, r.ID)
		}
	}
	return out, nil
}

// named are the values that fill a text: a row goes by its head.
func (d *desk) named(in instance) map[string]string {
	out := maps.Clone(in.vars)
	out["year"], out["last_year"] = strconv.Itoa(d.of.Year), strconv.Itoa(d.of.Year-1)
	if in.rule.EachRow == nil {
		return out
	}
	filled, err := d.fill(in.rule.EachRow.Form, d.of)
	if err != nil {
		return out
	}
	for _, r := range filled.Body(in.rule.EachRow.Table).Rows {
		if r.ID == out["row"] {
			out["row"] = r.Head.Vi
		}
	}
	return out
}

// mismatches are those within the forms that were filled.
func (d *desk) mismatches() []Mismatch {
	var out []Mismatch
	for at, f := range d.filled {
		if f == nil || at.of != d.of {
			continue
		}
		for _, m := range f.Mismatches {
			out = append(out, Mismatch{f.Code, m})
		}
	}
	slices.SortFunc(out, func(a, b Mismatch) int {
		return strings.Compare(a.Form+" "+a.Table+" "+a.Row+" "+a.Column, b.Form+" "+b.Table+" "+b.Row+" "+b.Column)
	})
	return out
}
