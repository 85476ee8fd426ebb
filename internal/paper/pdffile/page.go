package pdffile

import (
	"bytes"
	"fmt"
	"strconv"
)

// Page is a page being drawn. Places are in points from the top left corner, the
// way one lays out a page; PDF itself counts from the bottom.
type Page struct {
	file          *File
	id, parent    int
	width, height float64
	content       []byte
	owners        []int // the element that each mark belongs to
}

// NewPage begins a page.
func (f *File) NewPage(width, height float64) *Page {
	if f.pages%groupSize == 0 {
		f.groups = append(f.groups, &group{id: f.reserve()})
	}
	f.pages++
	g := f.groups[len(f.groups)-1]
	p := &Page{file: f, id: f.reserve(), parent: g.id, width: width, height: height}
	g.pages = append(g.pages, p.id)
	return p
}

// End writes the page.
func (p *Page) End() {
	f := p.file
	content, owners := f.reserve(), f.reserve()
	f.stream(content, "", p.content)
	body := []byte("[")
	for _, id := range p.owners {
		body = strconv.AppendInt(body, int64(id), 10)
		body = append(body, " 0 R "...)
	}
	f.put(owners, append(body, ']'))
	f.putf(p.id, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %d 0 R/Contents %d 0 R/StructParents %d/Tabs/S>>",
		p.parent, number(p.width), number(p.height), f.resources, content, len(f.marked))
	f.marked = append(f.marked, owners)
	p.content = nil
}

// Mark says that what is drawn until Unmark belongs to an element.
func (p *Page) Mark(n *Node) {
	mark := len(p.owners)
	p.owners = append(p.owners, n.id)
	n.kids = append(n.kids, kid{page: int32(p.id), mark: int32(mark)})
	p.content = append(p.content, '/')
	p.content = append(p.content, n.tag...)
	p.content = append(p.content, "<</MCID "...)
	p.content = strconv.AppendInt(p.content, int64(mark), 10)
	p.content = append(p.content, ">>BDC\n"...)
}

// Artifact says that what is drawn until Unmark is no content: lines, page
// numbers, heads that come again.
func (p *Page) Artifact() { p.content = append(p.content, "/Artifact BMC\n"...) }

// Unmark ends Mark or Artifact.
func (p *Page) Unmark() { p.content = append(p.content, "EMC\n"...) }

// Text sets a text with its base line at y.
func (p *Page) Text(font *Font, size, x, y float64, text string) {
	if text == "" {
		return
	}
	p.begin(font, size)
	p.content = appendNumbers(p.content, x, p.height-y)
	p.content = append(p.content, "Td "...)
	p.set(font, text)
}

// TextUp sets a text that runs upwards from x, y.
func (p *Page) TextUp(font *Font, size, x, y float64, text string) {
	if text == "" {
		return
	}
	p.begin(font, size)
	p.content = append(p.content, "0 1 -1 0 "...)
	p.content = appendNumbers(p.content, x, p.height-y)
	p.content = append(p.content, "Tm "...)
	p.set(font, text)
}

func (p *Page) begin(font *Font, size float64) {
	p.content = append(p.content, "BT/"...)
	p.content = append(p.content, font.name...)
	p.content = append(p.content, ' ')
	p.content = appendNumbers(p.content, size)
	p.content = append(p.content, "Tf "...)
}

func (p *Page) set(font *Font, text string) {
	p.content = font.glyphs(p.content, text)
	p.content = append(p.content, "Tj ET\n"...)
}

// Line draws a line.
func (p *Page) Line(x1, y1, x2, y2, width float64) {
	p.content = appendNumbers(p.content, width)
	p.content = append(p.content, "w "...)
	p.content = appendNumbers(p.content, x1, p.height-y1)
	p.content = append(p.content, "m "...)
	p.content = appendNumbers(p.content, x2, p.height-y2)
	p.content = append(p.content, "l S\n"...)
}

// Fill fills a box with a shade of grey, 1 being white.
func (p *Page) Fill(x, y, width, height, grey float64) {
	p.content = appendNumbers(p.content, grey)
	p.content = append(p.content, "g "...)
	p.content = appendNumbers(p.content, x, p.height-y-height, width, height)
	p.content = append(p.content, "re f 0 g\n"...)
}

// Total sets the number of pages, which is known only at the end.
func (p *Page) Total(font *Font, size, x, y float64) {
	p.file.totalFont, p.file.totalSize = font, size
	p.content = append(p.content, "q 1 0 0 1 "...)
	p.content = appendNumbers(p.content, x, p.height-y)
	p.content = append(p.content, "cm/N Do Q\n"...)
}

// putTotal writes the number of pages, as a drawing that all pages show.
func (f *File) putTotal() {
	content := []byte{}
	if f.totalFont != nil {
		content = fmt.Appendf(content, "BT/%s %s Tf ", f.totalFont.name, number(f.totalSize))
		content = append(f.totalFont.glyphs(content, strconv.Itoa(f.pages)), "Tj ET"...)
	}
	f.stream(f.total, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 -10 60 20]/Resources %d 0 R", f.resources), content)
}

// number is a measure to the hundredth of a point, finer than any printer.
func number(x float64) string { return string(bytes.TrimRight(appendNumbers(nil, x), " ")) }

func appendNumbers(b []byte, list ...float64) []byte {
	for _, x := range list {
		hundredths := int64(x*100 + 0.5)
		if x < 0 {
			hundredths = int64(x*100 - 0.5)
		}
		b = appendHundredths(b, hundredths)
		b = append(b, ' ')
	}
	return b
}

func appendHundredths(b []byte, n int64) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	switch rest := n % 100; {
	case rest == 0:
	case rest%10 == 0:
		b = append(b, '.', byte('0'+rest/10))
	default:
		b = append(b, '.', byte('0'+rest/10), byte('0'+rest%10))
	}
	return b
}
