package pdffile

import "strconv"

// Node is an element of the tree of tags. It is written when it ends, and its
// parent keeps no more than its number.
type Node struct {
	file   *File
	id     int
	parent *Node
	tag    string
	attrs  string // as PDF text: /A<</O/Table/ColSpan 2>>
	kids   []kid
}

// kid is an element, or a mark on a page.
type kid struct {
	element int32
	page    int32
	mark    int32
}

// Begin makes an element below this one. Attributes are PDF text.
func (n *Node) Begin(tag, attrs string) *Node {
	c := &Node{file: n.file, id: n.file.reserve(), parent: n, tag: tag, attrs: attrs}
	n.kids = append(n.kids, kid{element: int32(c.id)})
	return c
}

// End writes the element.
func (n *Node) End() {
	n.close("")
	n.putSelf(n.parent.id)
	n.kids = nil
}

func (n *Node) close(more string) { n.attrs += more }

func (n *Node) putSelf(parent int) {
	b := make([]byte, 0, 64+12*len(n.kids))
	b = append(b, "<</S/"...)
	b = append(b, n.tag...)
	b = append(b, "/P "...)
	b = strconv.AppendInt(b, int64(parent), 10)
	b = append(b, " 0 R"...)
	b = append(b, n.attrs...)
	if len(n.kids) > 0 {
		b = n.appendKids(b)
	}
	n.file.put(n.id, append(b, ">>"...))
}

// appendKids writes what the element is made of. A cell has one piece of text as
// a rule, and there are many cells: that case is written in its short form.
func (n *Node) appendKids(b []byte) []byte {
	if len(n.kids) == 1 && n.kids[0].element == 0 {
		b = append(b, "/Pg "...)
		b = strconv.AppendInt(b, int64(n.kids[0].page), 10)
		b = append(b, " 0 R/K "...)
		return strconv.AppendInt(b, int64(n.kids[0].mark), 10)
	}
	b = append(b, "/K["...)
	for _, k := range n.kids {
		if k.element != 0 {
			b = strconv.AppendInt(b, int64(k.element), 10)
			b = append(b, " 0 R "...)
			continue
		}
		b = append(b, "<</Type/MCR/Pg "...)
		b = strconv.AppendInt(b, int64(k.page), 10)
		b = append(b, " 0 R/MCID "...)
		b = strconv.AppendInt(b, int64(k.mark), 10)
		b = append(b, ">>"...)
	}
	return append(b, ']')
}
