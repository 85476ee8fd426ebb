package view

import (
	"cmp"
	"fmt"
	"slices"
)

// HistoryPage tells what a place was, what it was made of and what became of it.
type HistoryPage struct {
	Page
	Heading string
	Lead    string
	Flow    *Flow
	// Events say the same as the picture, in order of time.
	Events     []Event
	Names      *Table
	Boundaries *Table
	Difficult  *Table
	Empty      *Empty
}

// Flow is a picture of who became whom: a column a time, a band from a unit to what
// it went into. The list beside it says the same.
type Flow struct {
	Title         string
	Width, Height int
	Columns       []FlowColumn
	Nodes         []FlowNode
	Bands         []FlowBand
}

// FlowColumn is a time during which nothing changed.
type FlowColumn struct {
	Text string
	X    int
}

// FlowNode is a unit in one column.
type FlowNode struct {
	Name    string
	Code    string
	Href    string
	Current bool
	// Column is where it stands, from the left.
	Column int

	X, Y, Height int
	weight       float64
	order        float64
}

// Middle is the height of its name.
func (n FlowNode) Middle() int { return n.Y + n.Height/2 }

// FlowLink goes from one node to another of the next column.
type FlowLink struct {
	From, To int // indexes of nodes
	Part     bool
}

// FlowBand is a link as it is drawn.
type FlowBand struct {
	Path string
	Part bool
}

// The measures of the picture, in points.
const (
	flowNode   = 168 // width
	flowGap    = 84  // between columns
	flowUnit   = 38  // height of a unit that nothing went into
	flowSpace  = 10  // between units of a column
	flowHead   = 30
	flowMargin = 2
)

// NewFlow lays the columns out from the left. A unit is as high as all that went
// into it; columns before the last are in the order of what they went into, so that
// bands cross as little as they can.
func NewFlow(title string, columns []string, nodes []FlowNode, links []FlowLink) *Flow {
	f := &Flow{Title: title, Nodes: nodes}
	for i, text := range columns {
		f.Columns = append(f.Columns, FlowColumn{Text: text, X: flowMargin + i*(flowNode+flowGap)})
	}
	f.weigh(links)
	f.sort(links)
	f.place()
	f.draw(links)
	return f
}

// share is what of a node's weight goes along each of its links.
func (f *Flow) share(links []FlowLink, from int) float64 {
	n := 0
	for _, link := range links {
		if link.From == from {
			n++
		}
	}
	return f.Nodes[from].weight / float64(max(n, 1))
}

func (f *Flow) weigh(links []FlowLink) {
	for column := range f.Columns {
		for i := range f.Nodes {
			if f.Nodes[i].Column != column {
				continue
			}
			for _, link := range links {
				if link.To == i {
					f.Nodes[i].weight += f.share(links, link.From)
				}
			}
			if f.Nodes[i].weight == 0 {
				f.Nodes[i].weight = 1
			}
		}
	}
}

// sort keeps the order in which the nodes of the last column came, and gives every
// other the middle of where it went.
func (f *Flow) sort(links []FlowLink) {
	for column := len(f.Columns) - 1; column >= 0; column-- {
		at := 0.0
		for _, i := range f.column(column) {
			n := &f.Nodes[i]
			sum, many := 0.0, 0.0
			for _, link := range links {
				if link.From == i {
					sum, many = sum+f.Nodes[link.To].order, many+1
				}
			}
			n.order = at
			if many > 0 {
				n.order = sum/many + at*1e-3
			}
			at++
		}
	}
}

func (f *Flow) column(number int) []int {
	var out []int
	for i := range f.Nodes {
		if f.Nodes[i].Column == number {
			out = append(out, i)
		}
	}
	return out
}

func (f *Flow) place() {
	for number, column := range f.Columns {
		list := f.column(number)
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(f.Nodes[a].order, f.Nodes[b].order) })
		y := flowHead
		for _, i := range list {
			n := &f.Nodes[i]
			n.X, n.Y = column.X, y
			n.Height = max(flowUnit, int(n.weight*(flowUnit+flowSpace))-flowSpace)
			y += n.Height + flowSpace
		}
		f.Height = max(f.Height, y-flowSpace+flowMargin)
	}
	f.Width = f.Columns[len(f.Columns)-1].X + flowNode + flowMargin
}

// draw gives every link a band between the two units, one below the other on
// either side in the order of where they come from and go.
func (f *Flow) draw(links []FlowLink) {
	down := make([]float64, len(f.Nodes))
	up := make([]float64, len(f.Nodes))
	sorted := slices.Clone(links)
	slices.SortStableFunc(sorted, func(a, b FlowLink) int {
		return cmp.Or(cmp.Compare(f.Nodes[a.From].Y, f.Nodes[b.From].Y), cmp.Compare(f.Nodes[a.To].Y, f.Nodes[b.To].Y))
	})
	for _, link := range sorted {
		from, to := &f.Nodes[link.From], &f.Nodes[link.To]
		part := f.share(links, link.From)
		outHigh := float64(from.Height) * part / from.weight
		inHigh := float64(to.Height) * part / to.weight
		y1, y2 := float64(from.Y)+down[link.From], float64(to.Y)+up[link.To]
		down[link.From] += outHigh
		up[link.To] += inHigh
		x1, x2 := float64(from.X+flowNode), float64(to.X)
		middle := (x1 + x2) / 2
		f.Bands = append(f.Bands, FlowBand{Part: link.Part, Path: fmt.Sprintf("M%.0f %.1fC%.0f %.1f %.0f %.1f %.0f %.1fV%.1fC%.0f %.1f %.0f %.1f %.0f %.1fz",
			x1, y1, middle, y1, middle, y2, x2, y2, y2+inHigh, middle, y2+inHigh, middle, y1+outHigh, x1, y1+outHigh)})
	}
}

// NodeWidth is that of a unit.
func (f *Flow) NodeWidth() int { return flowNode }
