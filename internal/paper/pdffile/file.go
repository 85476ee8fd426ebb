// Package pdffile writes PDF files page by page: what is done with leaves for the
// disk at once, so a book of a thousand pages needs little memory. Text is set in
// embedded TrueType faces and can be searched; every piece of it belongs to a tree
// of tags (headings, tables, rows, cells), so that a screen reader finds its way.
//
// The Go libraries that write PDF keep all pages in memory and know no tags, which
// statutory papers need; see docs/decisions. The format is ISO 32000-1 with
// compressed objects.
package pdffile

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"time"

	"hoctap/internal/paper/face"
)

// Info is what the file says of itself. The same Info and pages give the same
// bytes.
type Info struct {
	Title    string
	Subject  string
	Language string // vi
	Stamp    time.Time
	Author   string    // who took the file, where it names people
	Taken    time.Time // when; else as Stamp
}

// File is a PDF file being written. The first fault stays, what follows it is
// dropped, and Close tells it.
type File struct {
	out       io.Writer
	at        int64
	places    []place // of the objects, by their number
	packed    pack
	squeezer  *zlib.Writer // of pages and faces
	packer    *zlib.Writer // of packs, which are much alike: the fast way is enough
	squeezed  bytes.Buffer
	info      Info
	resources int
	catalogue int
	pageTree  int
	pages     int
	groups    []*group
	total     int // the number of pages, drawn where a page asks for it
	totalFont *Font
	totalSize float64
	fonts     []*Font
	root      *Node
	marked    []int // of each page, the list of what its marks belong to
	err       error
}

// place is where an object stands: at an offset, or in a pack. There are millions
// in a large book, so it is one number: the offset, or that of the pack, above the
// index, which is unpacked for an object that stands alone.
type place int64

const (
	indexBits = 10
	unpacked  = 1<<indexBits - 1
)

func placeAt(offset int64, index int) place { return place(offset<<indexBits | int64(index)) }

func (p place) offset() int64 { return int64(p) >> indexBits }
func (p place) index() int    { return int(p & unpacked) }

// groupSize is how many pages lie under one node of the tree of pages: a flat one
// makes readers slow to open a book.
const groupSize = 100

// group is such a node.
type group struct {
	id    int
	pages []int
}

// New begins a file.
func New(out io.Writer, info Info) *File {
	f := &File{out: out, info: info, places: make([]place, 1), squeezer: zlib.NewWriter(io.Discard)}
	f.packer, f.err = zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
	f.catalogue, f.pageTree, f.resources, f.total = f.reserve(), f.reserve(), f.reserve(), f.reserve()
	f.root = &Node{file: f, id: f.reserve(), tag: "Document"}
	f.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return f
}

// Root is the tag of the whole document.
func (f *File) Root() *Node { return f.root }

// Err is the first fault.
func (f *File) Err() error { return f.err }

// reserve gives the number of an object that is written later.
func (f *File) reserve() int {
	f.places = append(f.places, placeAt(0, unpacked))
	return len(f.places) - 1
}

func (f *File) write(b []byte) {
	if f.err != nil {
		return
	}
	n, err := f.out.Write(b)
	f.at += int64(n)
	if err != nil {
		f.err = fmt.Errorf("write pdf: %w", err)
	}
}

// stream writes an object that has data, compressed.
func (f *File) stream(id int, entries string, data []byte) { f.streamBy(f.squeezer, id, entries, data) }

func (f *File) streamBy(z *zlib.Writer, id int, entries string, data []byte) {
	if f.err != nil {
		return
	}
	f.squeezed.Reset()
	z.Reset(&f.squeezed)
	_, err := z.Write(data)
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		f.err = fmt.Errorf("write pdf: %w", err)
		return
	}
	f.places[id] = placeAt(f.at, unpacked)
	f.write(fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d/Filter/FlateDecode>>\nstream\n", id, entries, f.squeezed.Len()))
	f.write(f.squeezed.Bytes())
	f.write([]byte("\nendstream\nendobj\n"))
}

// packSize is how many objects go into one compressed stream: enough to find
// their likeness, few enough to open one quickly.
const packSize = 200

// pack gathers small objects into one stream (7.5.7).
type pack struct {
	ids     []int
	starts  []int
	content bytes.Buffer
}

// put writes an object that has no data of its own.
func (f *File) put(id int, body []byte) {
	p := &f.packed
	p.ids = append(p.ids, id)
	p.starts = append(p.starts, p.content.Len())
	p.content.Write(body)
	p.content.WriteByte('\n')
	if len(p.ids) == packSize {
		f.flush()
	}
}

func (f *File) putf(id int, format string, args ...any) {
	f.put(id, fmt.Appendf(nil, format, args...))
}

func (f *File) flush() {
	p := &f.packed
	if len(p.ids) == 0 {
		return
	}
	stream := f.reserve()
	var index []byte
	for i, id := range p.ids {
		index = fmt.Appendf(index, "%d %d ", id, p.starts[i])
		f.places[id] = placeAt(int64(stream), i)
	}
	f.streamBy(f.packer, stream, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(p.ids), len(index)), append(index, p.content.Bytes()...))
	p.ids, p.starts = p.ids[:0], p.starts[:0]
	p.content.Reset()
}

// Close writes what the pages share and the tables that find everything.
func (f *File) Close() error {
	f.root.close(fmt.Sprintf("/Lang%s", textString(f.info.Language)))
	f.putTotal()
	for _, font := range f.fonts {
		font.put()
	}
	f.putResources()
	f.putPages()
	f.putCatalogue()
	info := f.reserve()
	f.putf(info, "<</Title%s/Subject%s%s/Producer%s/CreationDate%s/ModDate%s>>", textString(f.info.Title),
		textString(f.info.Subject), f.info.author(), textString("hoctap"), dateString(f.info.Stamp), dateString(f.info.modified()))
	f.flush()
	f.putPlaces(info)
	return f.err
}

func (f *File) putResources() {
	body := []byte("<</Font<<")
	for _, font := range f.fonts {
		body = fmt.Appendf(body, "/%s %d 0 R", font.name, font.id)
	}
	f.put(f.resources, fmt.Appendf(body, ">>/XObject<</N %d 0 R>>>>", f.total))
}

func (f *File) putPages() {
	tree := []byte("<</Type/Pages/Kids[")
	for _, g := range f.groups {
		tree = fmt.Appendf(tree, "%d 0 R ", g.id)
		body := fmt.Appendf(nil, "<</Type/Pages/Parent %d 0 R/Kids[", f.pageTree)
		for _, id := range g.pages {
			body = fmt.Appendf(body, "%d 0 R ", id)
		}
		f.put(g.id, fmt.Appendf(body, "]/Count %d>>", len(g.pages)))
	}
	f.put(f.pageTree, fmt.Appendf(tree, "]/Count %d>>", f.pages))
}

func (f *File) putCatalogue() {
	tree, parents, metadata := f.reserve(), f.reserve(), f.reserve()
	f.putf(tree, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", f.root.id, parents, len(f.marked))
	body := []byte("<</Nums[")
	for page, id := range f.marked {
		body = fmt.Appendf(body, "%d %d 0 R ", page, id)
	}
	f.put(parents, append(body, "]>>"...))
	f.root.putSelf(tree)
	f.putMetadata(metadata)
	f.putf(f.catalogue, "<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R"+
		"/ViewerPreferences<</DisplayDocTitle true>>>>", f.pageTree, textString(f.info.Language), tree, metadata)
}

// putPlaces writes the table of objects as a stream (7.5.8): the type of each,
// where it is, and its index or generation.
func (f *File) putPlaces(info int) {
	self := f.reserve()
	f.places[self] = placeAt(f.at, unpacked)
	rows := make([]byte, 0, 8*len(f.places))
	for id, p := range f.places {
		kind, offset, index := byte(1), p.offset(), 0
		switch {
		case id == 0:
			kind, index = 0, 0xffff
		case p.index() != unpacked:
			kind, index = 2, p.index()
		}
		rows = append(rows, kind, byte(offset>>32), byte(offset>>24), byte(offset>>16), byte(offset>>8), byte(offset),
			byte(index>>8), byte(index))
	}
	start, id := f.at, f.identity()
	f.stream(self, fmt.Sprintf("/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]", len(f.places), f.catalogue, info, id, id), rows)
	f.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", start))
}

// identity tells one file from another without a clock or chance.
func (f *File) identity() []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%d\n%d", f.info.Title, f.info.Subject, f.info.Stamp.Unix(), f.at))
	return sum[:16]
}

// Embed makes a face ready to set text in.
func (f *File) Embed(of *face.Face) *Font {
	font := &Font{file: f, face: of, id: f.reserve(), name: fmt.Sprintf("F%d", len(f.fonts)+1), used: map[uint16]rune{}}
	f.fonts = append(f.fonts, font)
	return font
}
