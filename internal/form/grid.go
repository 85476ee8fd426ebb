package form

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
)

// grid is one table while it is filled.
type grid struct {
	lib           *Library
	world         *world
	vars          vars
	def           *Table
	rows, columns []line
	counts        [][]int64
	overrides     map[At]*Override
	empty         bool // to be filled in by hand
	cells         [][]Cell
	known         [][]bool
}

// fill works out every cell. Sums and shares ask for the cells they rest on,
// which are remembered.
func (g *grid) fill() {
	g.cells, g.known = make([][]Cell, len(g.rows)), make([][]bool, len(g.rows))
	for r := range g.rows {
		g.cells[r], g.known[r] = make([]Cell, len(g.columns)), make([]bool, len(g.columns))
	}
	for r := range g.rows {
		for c := range g.columns {
			g.cell(r, c)
		}
	}
}

func (g *grid) cell(r, c int) *Cell {
	if !g.known[r][c] {
		g.known[r][c] = true
		g.cells[r][c] = g.meet(r, c)
	}
	return &g.cells[r][c]
}

// meet is what stands where two lines meet. The order is that of the decision:
// blank, label, share, sum, figure, count.
func (g *grid) meet(r, c int) Cell {
	row, column := &g.rows[r], &g.columns[c]
	if o := g.overrides[At{r, c}]; o != nil && o.When == "" {
		if o.Cross {
			return Cell{Kind: CrossedCell}
		}
		return g.blank(*o.Blank)
	}
	switch {
	// A label tells what a line is, also where the line itself stays blank.
	case column.role == labelRole:
		return g.label(column.def.Label, row)
	case row.role == labelRole:
		return g.label(row.def.Label, column)
	case row.role == blankRole:
		return g.blank(*row.blank)
	case column.role == blankRole:
		return g.blank(*column.blank)
	case g.empty:
		return Cell{}
	case column.role == shareRole:
		return g.share(g.cell(r, column.share[0]), g.cell(r, column.share[1]), column.as, AlongColumns)
	case row.role == shareRole:
		return g.share(g.cell(row.share[0], c), g.cell(row.share[1], c), row.as, AlongRows)
	case row.role == sumRole:
		return g.sum(AlongRows, row.sum, func(i int) *Cell { return g.cell(i, c) }, g.rows)
	case column.role == sumRole:
		return g.sum(AlongColumns, column.sum, func(i int) *Cell { return g.cell(r, i) }, g.columns)
	case row.role == figureRole:
		return g.figure(row, column.spot)
	case column.role == figureRole:
		return g.figure(column, row.spot)
	}
	return g.count(r, c)
}

func (g *grid) blank(why rule.Text) Cell {
	t := g.vars.fill(why)
	return Cell{Kind: BlankCell, Why: &Reason{Text: &t}}
}

// count is the number of persons in the part of the place that the two lines
// stand for; a commune without a round has none to count.
func (g *grid) count(r, c int) Cell {
	at := g.rows[r].spot.below(g.columns[c].spot)
	if at.school >= 0 {
		return Cell{Kind: CrossedCell}
	}
	out := Cell{Kind: CountCell, N: g.counts[r][c]}
	for i := range g.world.units {
		u := &g.world.units[i]
		if u.why == nil || at.unit >= 0 && at.unit != i {
			continue
		}
		if at.unit == i {
			return Cell{Kind: BlankCell, Why: reason(u.why)}
		}
		out.Lacks = append(out.Lacks, u.at.Name)
	}
	return g.summed(out, r, c)
}

// summed marks a count that is a sum too, so that it is printed as one.
func (g *grid) summed(cell Cell, r, c int) Cell {
	switch {
	case len(g.rows[r].sum) > 0:
		cell.Sum = AlongRows
	case len(g.columns[c].sum) > 0:
		cell.Sum = AlongColumns
	}
	return cell
}

func reason(f *fault.Error) *Reason {
	out := &Reason{Key: f.Key}
	if f.Text != "" {
		t := plain(f.Text)
		return &Reason{Text: &t}
	}
	for k, v := range f.Args {
		if out.Args == nil {
			out.Args = map[string]string{}
		}
		out.Args[k] = argument(v)
	}
	return out
}

func argument(v any) string {
	switch x := v.(type) {
	case int:
		return strconv.Itoa(x)
	case string:
		return x
	}
	return ""
}

func (g *grid) label(label Label, of *line) Cell {
	whole := of.role == sumRole || of.spot.whole()
	switch {
	case label == NameLabel:
		return textCell(of.head)
	case label == GroupLabel && len(of.heads) > 0:
		return textCell(of.heads[0].Head)
	case label == OrdinalLabel && of.nth > 0:
		return textCell(plain(strconv.Itoa(of.nth)))
	case label == CodeLabel && of.code != "":
		return textCell(plain(of.code))
	case label == BornLabel && of.born > 0:
		return textCell(plain(strconv.Itoa(of.born)))
	case label == DifficultLabel:
		return g.difficult(of, whole)
	}
	return Cell{Kind: CrossedCell}
}

func textCell(t Text) Cell { return Cell{Kind: TextCell, Text: &t} }

func (g *grid) difficult(of *line, whole bool) Cell {
	i := of.spot.unit
	if i < 0 && whole && len(g.world.units) == 1 {
		i = 0
	}
	if i < 0 || of.role == sumRole {
		return Cell{Kind: CrossedCell}
	}
	if g.world.units[i].difficult {
		return Cell{Kind: AnswerCell, N: 1}
	}
	return Cell{Kind: AnswerCell}
}

// share divides two numbers. What one of them lacks the other must lack too, or
// the share would be of nobody.
func (g *grid) share(count, of *Cell, as As, along Axis) Cell {
	for _, part := range []*Cell{of, count} {
		if part.Kind == BlankCell || part.Kind == CrossedCell {
			return Cell{Kind: part.Kind, Why: part.Why}
		}
	}
	if !slices.Equal(count.Lacks, of.Lacks) {
		return Cell{Kind: BlankCell, Why: &Reason{Key: "form.share_lacks", Args: map[string]string{"names": names(append(slices.Clone(count.Lacks), of.Lacks...))}}}
	}
	kind := PercentCell
	if as == Quotient {
		kind = QuotientCell
	}
	return Cell{Kind: kind, N: count.N, D: of.N, Lacks: of.Lacks, Share: along}
}

// names puts each name once, in order.
func names(list []string) string {
	var out []string
	for _, n := range list {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}

// sum adds up what there is and names what there is not. Answers are counted:
// how many schools have a library.
func (g *grid) sum(along Axis, terms []int, cell func(int) *Cell, lines []line) Cell {
	out := Cell{Kind: CrossedCell, Sum: along}
	var blank *Cell
	for _, i := range terms {
		t := cell(i)
		switch t.Kind {
		case BlankCell:
			blank = t
			out.Lacks = append(out.Lacks, lines[i].head.Vi)
		case CountCell, FigureCell, AnswerCell:
			out.N += t.N
			out.Lacks = append(out.Lacks, t.Lacks...)
			out.Kind = summedKind(t.Kind)
		}
	}
	switch {
	case out.Kind == CrossedCell && blank != nil:
		return nothingToAdd(blank, out.Lacks)
	case out.Kind == CrossedCell:
		return Cell{Kind: CrossedCell}
	}
	return out
}

// nothingToAdd is a sum all of whose parts are blank: for the reason of the one,
// or because all of them lack their figure.
func nothingToAdd(blank *Cell, lacks []string) Cell {
	if len(lacks) == 1 || blank.Why.Key == "" {
		return Cell{Kind: BlankCell, Why: blank.Why}
	}
	why := &Reason{Key: blank.Why.Key, Args: maps.Clone(blank.Why.Args)}
	if _, named := why.Args["names"]; named {
		why.Args["names"] = names(lacks)
	}
	return Cell{Kind: BlankCell, Why: why}
}

func summedKind(k CellKind) CellKind {
	if k == CountCell {
		return CountCell
	}
	return FigureCell
}

// mismatches are the lines that were counted and are not what their parts come
// to. Where a part is blank nothing can be said.
func (g *grid) mismatches() []Mismatch {
	var out []Mismatch
	for r := range g.rows {
		for c := range g.columns {
			got := g.cells[r][c]
			if got.Kind != CountCell {
				continue
			}
			for _, sum := range g.sums(r, c) {
				if sum.Kind == CountCell && len(sum.Lacks) == len(got.Lacks) && sum.N != got.N {
					out = append(out, Mismatch{g.def.ID, g.rows[r].id, g.columns[c].id, got.N, sum.N})
				}
			}
		}
	}
	return out
}

// sums works a counted cell out of its parts along either axis.
func (g *grid) sums(r, c int) []Cell {
	var out []Cell
	if row := &g.rows[r]; len(row.sum) > 0 {
		out = append(out, g.sum(AlongRows, row.sum, func(i int) *Cell { return g.cell(i, c) }, g.rows))
	}
	if column := &g.columns[c]; len(column.sum) > 0 {
		out = append(out, g.sum(AlongColumns, column.sum, func(i int) *Cell { return g.cell(r, i) }, g.columns))
	}
	return out
}

// judgement is that of the part of the scope a figure stands for; nil where
// nobody judges it.
func (g *grid) judgement(at spot) *verdict.Judgement {
	w := g.world
	switch {
	case at.hamlet != nil || at.school >= 0 || w.scope == OfHamlet:
		return nil
	case at.unit >= 0:
		return w.units[at.unit].judgement
	case w.own != nil:
		return w.own
	}
	return w.units[0].judgement
}
