package grid

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Mark is something wrong with a cell.
type Mark struct {
	Sheet string
	Cell  string // address, such as G702
	Text  string // what is wrong and what to do
}

// maxComments is how many marks get a comment in one workbook. LibreOffice
// spends two seconds on the first thousand comments and thirteen on three
// thousand; the fills and the list of errors are always complete.
const maxComments = 1000

// WriteMarked writes the same workbook with the marked cells filled in pale
// red, a comment on each, and a sheet "Loi" that lists them. Marks of an
// earlier WriteMarked are taken away first, so that a workbook that was mended
// in part and sent again shows only what is wrong now.
//
// An .xlsx is not rebuilt: what is not marked stays byte for byte as its
// sender made it. An .xls comes back as an .xlsx of its values.
func (b *Book) WriteMarked(out io.Writer, marks []Mark) error {
	placed, err := b.place(marks)
	if err != nil {
		return err
	}
	return guard(func() error {
		x, ok := b.format.(*xlsx)
		if ok && x.markable() {
			return newMarker(b, x, placed).write(out)
		}
		return b.rebuildMarked(out, marks)
	})
}

// rebuildMarked goes by way of a new workbook with the same values.
func (b *Book) rebuildMarked(out io.Writer, marks []Mark) error {
	var plain bytes.Buffer
	err := Write(&plain, Properties{}, b.copySheets())
	if err != nil {
		return err
	}
	rebuilt, err := OpenBytes(plain.Bytes(), Limits{})
	if err != nil {
		return fmt.Errorf("read back the rebuilt workbook: %w", err)
	}
	return rebuilt.WriteMarked(out, marks)
}

// copySheets is every sheet as it is read.
func (b *Book) copySheets() []SheetData {
	var sheets []SheetData
	for i, name := range b.Sheets() {
		merges, err := b.Merges(name)
		columns, columnErr := b.format.columns(i)
		err = errors.Join(err, columnErr)
		sheets = append(sheets, SheetData{Name: name, Merges: merges, Widths: widths(columns), Rows: func(yield func([]Cell, error) bool) {
			if err != nil {
				yield(nil, err)
				return
			}
			b.eachRow(name, yield)
		}})
	}
	return sheets
}

// widths gives each column the width that its stretch of columns has. An .xls
// has 256 columns at most; a stretch of so many is only the sheet's usual width.
func widths(columns []columnStyle) []float64 {
	const most, widest = 256, 255
	var widths []float64
	for _, c := range columns {
		if c.last >= most {
			continue
		}
		for len(widths) < c.last {
			widths = append(widths, 0)
		}
		for col := max(c.first, 1); col <= c.last; col++ {
			widths[col-1] = min(c.width, widest)
		}
	}
	return widths
}

// eachRow yields the rows of a sheet with the empty ones between them.
func (b *Book) eachRow(sheet string, yield func([]Cell, error) bool) {
	rows, err := b.Rows(sheet)
	if err != nil {
		yield(nil, err)
		return
	}
	at := 0
	for rows.Next() {
		for at++; at < rows.Number(); at++ {
			if !yield(nil, nil) {
				return
			}
		}
		if !yield(rows.Cells(), nil) {
			return
		}
	}
	err = errors.Join(rows.Err(), rows.Close())
	if err != nil {
		yield(nil, err)
	}
}

// placed is the marks of one cell together.
type placed struct {
	col, row int
	text     string
}

// place sorts marks by sheet, row and column, with all that is said of one cell
// in one text.
func (b *Book) place(marks []Mark) (map[string][]placed, error) {
	sheets := b.Sheets()
	bySheet := map[string][]placed{}
	for _, mark := range marks {
		col, row, err := ParseAddress(mark.Cell)
		if err != nil {
			return nil, fmt.Errorf("mark: %w", err)
		}
		if !slices.Contains(sheets, mark.Sheet) {
			return nil, fmt.Errorf("mark in %q: %w", mark.Sheet, ErrNoSheet)
		}
		bySheet[mark.Sheet] = append(bySheet[mark.Sheet], placed{col, row, mark.Text})
	}
	for sheet, cells := range bySheet {
		slices.SortStableFunc(cells, comparePlaces)
		bySheet[sheet] = joinSame(cells)
	}
	return bySheet, nil
}

func comparePlaces(a, b placed) int {
	return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
}

func joinSame(cells []placed) []placed {
	joined := cells[:0]
	for _, cell := range cells {
		last := len(joined) - 1
		if last < 0 || comparePlaces(joined[last], cell) != 0 {
			joined = append(joined, cell)
		} else if !strings.Contains(joined[last].text, cell.text) {
			joined[last].text += "\n" + cell.text
		}
	}
	return joined
}

// markable tells whether the parts can be patched: whether there are styles to
// build on and all is in the encoding and namespaces that everybody writes.
func (x *xlsx) markable() bool {
	if x.strict || x.parts[x.stylesPart] == nil {
		return false
	}
	for _, name := range append([]string{x.bookPart, x.stylesPart, "[Content_Types].xml"}, x.paths...) {
		file := x.parts[partKey(name)]
		if file == nil {
			return false
		}
		part, err := file.Open()
		if err != nil {
			return false
		}
		wide := isUTF16(bufio.NewReader(part))
		if part.Close() != nil || wide {
			return false
		}
	}
	return true
}

// marker writes one marked workbook.
type marker struct {
	book     *Book
	x        *xlsx
	marks    map[string][]placed
	styles   *styler
	replaced map[string][]byte // parts given anew, by lower-case path
	added    []addedPart
	room     int    // comments that may still be added
	cluster  int    // of shape ids, 1024 to each
	oldList  string // part of the list of an earlier marking
}

// addedPart is a part the workbook did not have.
type addedPart struct {
	name, contentType string
	data              []byte
}

func newMarker(b *Book, x *xlsx, marks map[string][]placed) *marker {
	return &marker{book: b, x: x, marks: marks, replaced: map[string][]byte{}, room: maxComments, cluster: 100}
}

func (k *marker) write(out io.Writer) error {
	list, err := k.listErrors()
	if err != nil {
		return err
	}
	k.oldList, err = k.findOldList()
	if err != nil {
		return err
	}
	k.styles, err = k.x.newStyler()
	if err != nil {
		return err
	}
	w := zip.NewWriter(out)
	for i := range k.x.names {
		err = k.writeSheet(w, i)
		if err != nil {
			return fmt.Errorf("mark sheet %q: %w", k.x.names[i], err)
		}
	}
	err = k.addListSheet(list)
	if err != nil {
		return err
	}
	k.replaced[strings.ToLower(k.x.stylesPart)] = k.styles.patched()
	err = k.declare()
	if err != nil {
		return err
	}
	err = k.writeParts(w)
	if err != nil {
		return err
	}
	return w.Close()
}

// writeParts copies the parts nobody touched as they are packed, and writes the
// others. Sheets that had to be rewritten are in the archive already.
func (k *marker) writeParts(w *zip.Writer) error {
	for _, f := range k.x.archive.File {
		data, ok := k.replaced[partKey(f.Name)]
		var err error
		switch {
		case !ok:
			err = w.Copy(f)
		case data != nil:
			err = writePart(w, f.Name, data)
		}
		if err != nil {
			return fmt.Errorf("copy %s: %w", f.Name, err)
		}
	}
	for _, part := range k.added {
		err := writePart(w, part.name, part.data)
		if err != nil {
			return fmt.Errorf("add %s: %w", part.name, err)
		}
	}
	return nil
}

func writePart(w *zip.Writer, name string, data []byte) error {
	part, err := w.Create(name)
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	return err
}

// newPart picks a path that is free, such as xl/comments3.xml.
func (k *marker) newPart(before, after, contentType string, data []byte) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s%d%s", before, n, after)
		taken := slices.ContainsFunc(k.added, func(p addedPart) bool { return partKey(p.name) == partKey(name) })
		if k.x.parts[partKey(name)] == nil && !taken {
			k.added = append(k.added, addedPart{name, contentType, data})
			return name
		}
	}
}

// link adds a relation to a part and gives its id.
func (k *marker) link(from, kind, to string) (string, error) {
	dir, name := path.Split(from)
	rels := dir + "_rels/" + name + ".rels"
	data, err := k.current(rels)
	if err != nil {
		return "", err
	}
	if len(data) == 0 {
		data = []byte(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`)
	}
	id := freeID(data)
	tag := fmt.Sprintf(`Relationship Id="%s" Type="%s/%s" Target="/%s"/>`, id, relationTypes, kind, escape(to))
	data, err = insertBefore(data, "Relationships", tag)
	if err != nil {
		return "", err
	}
	k.set(rels, data)
	return id, nil
}

const relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func freeID(rels []byte) string {
	for n := 1; ; n++ {
		id := fmt.Sprintf("rIdHoctap%d", n)
		if !bytes.Contains(rels, []byte(`"`+id+`"`)) {
			return id
		}
	}
}

// current is a part as it now stands, or nothing where there is none.
func (k *marker) current(name string) ([]byte, error) {
	if data, ok := k.replaced[partKey(name)]; ok {
		return data, nil
	}
	for _, part := range k.added {
		if part.name == name {
			return part.data, nil
		}
	}
	if k.x.parts[partKey(name)] == nil {
		return nil, nil
	}
	return k.x.readPart(name)
}

// set gives a part new content, whether the workbook had it or not.
func (k *marker) set(name string, data []byte) {
	if k.x.parts[partKey(name)] != nil {
		k.replaced[partKey(name)] = data
		return
	}
	for i := range k.added {
		if k.added[i].name == name {
			k.added[i].data = data
			return
		}
	}
	k.added = append(k.added, addedPart{name: name, data: data})
}

// declare tells the package of the added parts.
func (k *marker) declare() error {
	const types = "[Content_Types].xml"
	data, err := k.x.readPart(types)
	if err != nil {
		return err
	}
	data, err = k.dropMacros(data)
	if err != nil {
		return err
	}
	for _, part := range k.added {
		switch {
		case part.contentType == "":
			continue // relations are declared by their ending in every package
		case strings.HasSuffix(part.name, ".vml"):
			if bytes.Contains(bytes.ToLower(data), []byte(`extension="vml"`)) {
				continue
			}
			data, err = insertBefore(data, "Types", `Default Extension="vml" ContentType="`+part.contentType+`"/>`)
		default:
			data, err = insertBefore(data, "Types", `Override PartName="/`+escape(part.name)+`" ContentType="`+part.contentType+`"/>`)
		}
		if err != nil {
			return err
		}
	}
	k.replaced[partKey(types)] = data
	return nil
}

// dropMacros makes a plain workbook of one with macros: what we give back is
// called .xlsx, and Excel opens no .xlsx that declares macros.
func (k *marker) dropMacros(types []byte) ([]byte, error) {
	const plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	for _, other := range []string{"sheet.macroEnabled", "template.macroEnabled"} {
		types = bytes.ReplaceAll(types, []byte("application/vnd.ms-excel."+other+".main+xml"), []byte(plain))
	}
	dir, name := path.Split(k.x.parts[k.x.bookPart].Name)
	rels := dir + "_rels/" + name + ".rels"
	data, err := k.current(rels)
	if err != nil {
		return nil, err
	}
	isMacro := func(m *markup) bool { return path.Base(m.attrText("Type")) == "vbaProject" }
	data, err = removeTags(data, isMacro)
	if err != nil {
		return nil, err
	}
	k.set(rels, data)
	return types, nil
}

// removeTags takes out the elements that remove points at, which hold no others.
func removeTags(data []byte, remove func(*markup) bool) ([]byte, error) {
	var out []byte
	done := int64(0)
	m := newMarkup(bytes.NewReader(data))
	for m.next() {
		if m.closing || !remove(m) {
			continue
		}
		out = append(out, data[done:m.from]...)
		if !m.empty {
			m.next()
		}
		done = m.to
	}
	return append(out, data[done:]...), m.err
}

// insertBefore puts a tag, written without < and prefix, before the end of the
// element of that name.
func insertBefore(data []byte, element, tag string) ([]byte, error) {
	m := newMarkup(bytes.NewReader(data))
	for m.next() {
		if string(m.name) != element {
			continue
		}
		prefix := string(m.prefix)
		switch {
		case m.closing:
			return slices.Concat(data[:m.from], []byte("<"+prefix+tag), data[m.from:]), nil
		case m.empty:
			open := bytes.TrimSuffix(data[m.from:m.to], []byte("/>"))
			inside := "><" + prefix + tag + "</" + prefix + element + ">"
			return slices.Concat(data[:m.from], open, []byte(inside), data[m.to:]), nil
		}
	}
	return nil, &Refusal{Code: Damaged, Err: fmt.Errorf("no end of %s: %w", element, unclosed(m.err))}
}

// escape makes text safe within XML. What XML cannot hold becomes U+FFFD.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\n' || r == '\r' || r == '\t':
			fmt.Fprintf(&b, "&#%d;", r)
		case r < ' ' || r == 0xfffe || r == 0xffff:
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// escapeCell is escape for the text of a cell or comment, where _x and four
// digits would be read as a character.
func escapeCell(text string) string {
	return strings.ReplaceAll(escape(text), "_x", "_x005F_x")
}
